//! A conversation where there are no threads: each message is answered before the next is read.

use std::io::{self, BufRead, Write};
use std::ops::ControlFlow;
use std::sync::mpsc::{self, Receiver};

use super::server::Server;
use super::transport::{self, Incoming, Outgoing};
use super::{Ended, Open};

/// A conversation with one client, a message at a time.
pub(crate) struct Conversation<'a> {
    server: Server<'a>,
    outgoing: Receiver<Outgoing>,
}

impl<'a> Conversation<'a> {
    pub(crate) fn new(open: Open<'a>) -> Self {
        let (to_client, outgoing) = mpsc::channel();
        Self {
            server: Server::new(to_client, open),
            outgoing,
        }
    }

    /// Answers a message, given without headers. Gives what there is to say, and how the conversation ended if it
    /// did.
    pub(crate) fn take(&mut self, message: &str) -> (Vec<String>, Option<Ended>) {
        let incoming = match transport::parse(message.as_bytes()) {
            Ok(message) => Incoming::Message(message),
            Err(malformed) => Incoming::Malformed(malformed),
        };
        let ended = self.answer(incoming);
        let said = self.outgoing.try_iter();
        (
            said.map(|outgoing| transport::text(&outgoing)).collect(),
            ended,
        )
    }

    fn answer(&mut self, incoming: Incoming) -> Option<Ended> {
        let flow = self.server.take_incoming(incoming);
        self.server.check_what_changed();
        match flow {
            ControlFlow::Continue(()) => None,
            ControlFlow::Break(ended) => Some(ended),
        }
    }
}

/// Serves one client until it says `exit` or closes `input`.
///
/// # Errors
/// When `input` cannot be read or `output` cannot be written to.
pub(crate) fn serve(
    mut input: impl BufRead,
    output: &mut impl Write,
    open: Open<'_>,
) -> io::Result<Ended> {
    let mut conversation = Conversation::new(open);
    while let Some(incoming) = transport::read(&mut input)? {
        let ended = conversation.answer(incoming);
        for outgoing in conversation.outgoing.try_iter() {
            transport::write(output, &outgoing)?;
        }
        if let Some(ended) = ended {
            return Ok(ended);
        }
    }
    Ok(Ended::Abruptly)
}
