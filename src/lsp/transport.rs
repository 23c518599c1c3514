//! Messages on a stream: headers, an empty line, and as many bytes of JSON as the headers say.
//!
//! `lsp-server` could do this, but ends at the first message that it cannot read. Here such a
//! message is answered with an error and the next one is read.

use std::io::{self, BufRead, Read, Write};
#[cfg(not(hosted))]
use std::sync::mpsc::Sender;

use lsp_server::{ErrorCode, Message};
use serde_json::{Value, json};

/// No message is as large as this in bytes: a page of the largest size, each byte escaped.
const MAX_BYTES: u64 = 100_000_000;

/// What comes from the client.
#[derive(Debug)]
pub(super) enum Incoming {
    /// A message.
    Message(Message),
    /// Something that is none.
    Malformed(Malformed),
}

/// What goes to the client.
#[derive(Debug)]
pub(super) enum Outgoing {
    /// A message.
    Message(Message),
    /// The answer to something that was none.
    Refusal(Malformed),
}

/// What is wrong with bytes that should be a message.
#[derive(Debug)]
pub(super) struct Malformed {
    /// The kind of mistake, as JSON-RPC has it.
    pub(super) code: ErrorCode,
    /// In words.
    pub(super) message: String,
}

impl Malformed {
    fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { code, message }
    }
}

impl<M: Into<Message>> From<M> for Outgoing {
    fn from(message: M) -> Self {
        Self::Message(message.into())
    }
}

/// Reads messages until the stream ends, `exit` comes, or nobody listens.
#[cfg(not(hosted))]
pub(super) fn read_all(mut input: impl BufRead, to: &Sender<Incoming>) {
    while let Ok(Some(incoming)) = read(&mut input) {
        let is_last = matches!(
            &incoming,
            Incoming::Message(Message::Notification(notification)) if notification.method == "exit"
        );
        if to.send(incoming).is_err() || is_last {
            break;
        }
    }
}

/// Writes a message and sends it off.
pub(super) fn write(output: &mut impl Write, outgoing: &Outgoing) -> io::Result<()> {
    match outgoing {
        Outgoing::Message(message) => message.clone().write(output),
        Outgoing::Refusal(malformed) => {
            let text = refusal(malformed);
            write!(output, "Content-Length: {}\r\n\r\n{text}", text.len())?;
            output.flush()
        }
    }
}

/// The next message; `None` at the end of the stream.
pub(super) fn read(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    let Some(length) = read_headers(input)? else {
        return Ok(None);
    };
    let length = match length {
        Ok(length) => length,
        Err(malformed) => return Ok(Some(Incoming::Malformed(malformed))),
    };
    // Grows with what comes, not with what the header promises.
    let mut body = Vec::new();
    input.by_ref().take(length).read_to_end(&mut body)?;
    if (body.len() as u64) < length {
        return Ok(None);
    }
    Ok(Some(match parse(&body) {
        Ok(message) => Incoming::Message(message),
        Err(malformed) => Incoming::Malformed(malformed),
    }))
}

/// The length that the headers give; `None` at the end of the stream.
fn read_headers(input: &mut impl BufRead) -> io::Result<Option<Result<u64, Malformed>>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input
            .by_ref()
            .take(MAX_BYTES)
            .read_until(b'\n', &mut line)?
            == 0
        {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end_matches(['\r', '\n']);
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("Content-Length")
        {
            length = Some(value.trim().parse::<u64>());
        }
    }
    let wrong = |message: &str| Err(Malformed::new(ErrorCode::ParseError, message));
    let length = match length {
        Some(Ok(length)) if length <= MAX_BYTES => Ok(length),
        Some(Ok(length)) => {
            io::copy(&mut input.by_ref().take(length), &mut io::sink())?;
            wrong("the message is too large")
        }
        Some(Err(_)) => wrong("Content-Length is not a number"),
        None => wrong("there is no Content-Length"),
    };
    Ok(Some(length))
}

/// The answer to something that was no message. Whose it was cannot be told, which JSON-RPC writes as a null id.
fn refusal(Malformed { code, message }: &Malformed) -> String {
    let error = json!({ "code": *code as i32, "message": message });
    json!({ "jsonrpc": "2.0", "id": null, "error": error }).to_string()
}

/// Writes a message without headers.
#[cfg(hosted)]
pub(super) fn text(outgoing: &Outgoing) -> String {
    match outgoing {
        Outgoing::Message(message) => {
            let mut value = serde_json::to_value(message).unwrap_or_default();
            value["jsonrpc"] = "2.0".into();
            value.to_string()
        }
        Outgoing::Refusal(malformed) => refusal(malformed),
    }
}

/// Reads a message without its headers.
pub(super) fn parse(body: &[u8]) -> Result<Message, Malformed> {
    let value: Value = serde_json::from_slice(body)
        .map_err(|error| Malformed::new(ErrorCode::ParseError, format!("no JSON: {error}")))?;
    let has_id = value.get("id").is_some();
    match serde_json::from_value(value) {
        // A request whose id is of another type would be taken for a notification.
        Ok(Message::Notification(_)) if has_id => Err(Malformed::new(
            ErrorCode::InvalidRequest,
            "an id is a string or a 32-bit integer",
        )),
        Ok(message) => Ok(message),
        Err(_) => Err(Malformed::new(
            ErrorCode::InvalidRequest,
            "neither a request, a notification nor a response",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Each thing that a stream holds: a message's method, or what is wrong with it.
    fn all(stream: &[u8]) -> Vec<String> {
        let mut input = stream;
        let mut said = Vec::new();
        while let Ok(Some(incoming)) = read(&mut input) {
            said.push(match incoming {
                Incoming::Message(Message::Request(request)) => request.method,
                Incoming::Message(Message::Notification(note)) => note.method,
                Incoming::Message(Message::Response(_)) => "response".to_owned(),
                Incoming::Malformed(malformed) => malformed.message,
            });
        }
        said
    }

    fn frame(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn after_a_malformed_message_the_next_one_is_read() {
        let good = frame(r#"{"jsonrpc":"2.0","id":1,"method":"good"}"#);
        let cases = [
            (frame("{"), "no JSON"),
            (frame("[1]"), "neither a request"),
            (frame(r#"{"id":1.5,"method":"x"}"#), "an id is"),
            (frame("\u{0}"), "no JSON"),
            ("Content-Length: many\r\n\r\n".to_owned(), "not a number"),
            ("Content-Type: x\r\n\r\n".to_owned(), "no Content-Length"),
            ("\r\n".to_owned(), "no Content-Length"),
        ];
        for (bad, message) in cases {
            let said = all(format!("{bad}{good}").as_bytes());
            assert_eq!(said.len(), 2, "{bad}: {said:?}");
            assert!(said[0].contains(message), "{bad}: {said:?}");
            assert_eq!(said[1], "good", "{bad}");
        }
    }

    #[test]
    fn headers_are_read_as_they_are_written() {
        let body = r#"{"method":"é"}"#;
        let length = body.len();
        for headers in [
            format!("content-length:{length}\r\n\r\n"),
            format!("Content-Type: application/vscode-jsonrpc\r\nContent-Length: {length}\r\n\r\n"),
            format!("Content-Length: {length}\n\n"),
        ] {
            assert_eq!(
                all(format!("{headers}{body}").as_bytes()),
                ["é"],
                "{headers}"
            );
        }
    }

    #[test]
    fn a_stream_that_breaks_off_has_no_more_messages() {
        for stream in ["", "Content-Length: 5", "Content-Length: 5\r\n\r\n{}"] {
            assert_eq!(all(stream.as_bytes()), Vec::<String>::new(), "{stream}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_to_their_end(stream in prop::collection::vec(any::<u8>(), 0..200)) {
            all(&stream);
        }
    }
}
