//! A conversation on threads: one reads, one works, one writes.

use std::io::{self, BufRead, Write};
use std::panic;
use std::sync::mpsc;
use std::thread;

use super::{Ended, Open, server, transport};
use crate::stack;

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
