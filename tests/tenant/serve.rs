//! The stand-in as a program, for tests that other people's programs take part in.
//!
//! Prints where it listens, the file with the certificate of its authority, the token and the application's id and
//! secret, one a line. Requests that come later are printed too. With `--strict` it refuses fields that the API's
//! specification does not list, with `--plain` it speaks HTTP.

#[allow(dead_code, reason = "tests use the rest")]
mod standin;

use std::io::{self, Write};
use std::thread;
use std::time::Duration;

use standin::state::State;
use standin::{CLIENT_ID, CLIENT_SECRET, StandIn, TOKEN};

fn main() -> io::Result<()> {
    let is_strict = std::env::args().any(|argument| argument == "--strict");
    let tenant = StandIn::start(State {
        is_strict_about_fields: is_strict,
        ..State::default()
    });
    let mut out = io::stdout().lock();
    let ca_certificate = tenant.ca_certificate();
    writeln!(
        out,
        "{}\n{}\n{TOKEN}\n{CLIENT_ID}\n{CLIENT_SECRET}",
        tenant.domain(),
        ca_certificate.display()
    )?;
    let mut told = 0;
    loop {
        for request in tenant.requests().iter().skip(told) {
            let body = request.body.as_ref().map(ToString::to_string);
            writeln!(
                out,
                "{} {:?} {}",
                request.line(),
                request.query,
                body.unwrap_or_default()
            )?;
            told += 1;
        }
        out.flush()?;
        thread::sleep(Duration::from_millis(50));
    }
}
