//! The language server: findings, fixes and explanations in an editor.
//!
//! ```text
//! standard input ─► transport ─► server ─► session ─► diagnostics, actions, hover
//! ```
//!
//! - `transport` cuts the stream into messages.
//! - `server` knows the protocol: which message may come when, and who answers it.
//! - `session` holds what the editor has open and what applies to it.
//! - `diagnostics`, `actions` and `hover` put what is known of one page into the protocol's words;
//!   `position` and `uri` translate places and names.
//!
//! A page is checked when no message waits: while somebody types faster than pages are checked,
//! only the newest text is. Everything that touches a page runs on one thread with a big stack.

mod actions;
mod client;
mod diagnostics;
mod document;
mod hover;
mod position;
mod server;
mod session;
mod transport;
mod uri;

use std::io::{self, BufRead, Write};
use std::panic;
use std::sync::mpsc;
use std::thread;

use crate::config::{ConfigError, Configuration};
use crate::stack;

/// Opens the configuration anew, after files of it may have changed.
pub(crate) type Open<'a> = &'a (dyn Fn() -> Result<Configuration, ConfigError> + Sync);

/// How a conversation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// The client said `shutdown`, then `exit`.
    Orderly,
    /// The client said `exit` at once, or closed the stream.
    Abruptly,
}

/// Serves one client until it says `exit` or closes `input`.
///
/// The thread that reads `input` outlives this call when `output` fails, because nothing can wake
/// it.
///
/// # Errors
/// When `output` cannot be written to, or the system gives no threads.
pub(crate) fn serve(
    input: impl BufRead + Send + 'static,
    output: &mut impl Write,
    open: Open<'_>,
) -> io::Result<Ended> {
    let (to_server, incoming) = mpsc::channel();
    let (to_client, outgoing) = mpsc::channel();
    thread::Builder::new().spawn(move || transport::read_all(input, &to_server))?;
    thread::scope(|scope| {
        let server = thread::Builder::new()
            .stack_size(stack::BYTES)
            .spawn_scoped(scope, move || {
                stack::mark_roomy();
                server::run(&incoming, &to_client, open)
            })?;
        let written = outgoing
            .iter()
            .try_for_each(|message| transport::write(output, &message));
        // Without a receiver the server stops at its next word.
        drop(outgoing);
        let ended = server
            .join()
            .unwrap_or_else(|panic| panic::resume_unwind(panic));
        written.map(|()| ended)
    })
}
