//! The stand-in as a program, for tests that other people's programs take part in.
//!
//! Prints its domain, its folder (with `ca.pem`, and `server.pem` and `server.key` for another server on `localhost`),
//! the token, and the application's id and secret, one a line; then every request that comes.

#[allow(
    dead_code,
    clippy::expect_used,
    reason = "the tests use the rest, and a stand-in that cannot start has failed"
)]
mod standin;

use std::io::{self, Write};
use std::thread;
use std::time::Duration;

use standin::state::State;
use standin::{CLIENT_ID, CLIENT_SECRET, StandIn, TOKEN};

fn main() -> io::Result<()> {
    let tenant = StandIn::start(State::default());
    let mut out = io::stdout().lock();
    let folder = tenant.folder().display();
    writeln!(
        out,
        "{}\n{folder}\n{TOKEN}\n{CLIENT_ID}\n{CLIENT_SECRET}",
        tenant.domain()
    )?;
    let mut told = 0;
    loop {
        for request in tenant.requests().iter().skip(told) {
            let body = request.body.as_ref().map(ToString::to_string);
            let body = body.unwrap_or_default();
            writeln!(out, "{} {:?} {body}", request.line(), request.query)?;
            told += 1;
        }
        out.flush()?;
        thread::sleep(Duration::from_millis(50));
    }
}
