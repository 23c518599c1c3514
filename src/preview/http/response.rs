//! Writing a response.

use std::borrow::Cow;
use std::io::{self, Write};

/// What a response carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::preview) enum Body {
    /// These bytes.
    Bytes(Cow<'static, [u8]>),
    /// Server-sent events, for as long as both sides live.
    Events,
}

/// A response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::preview) struct Response {
    pub(in crate::preview) status: u16,
    content_type: &'static str,
    headers: Vec<(&'static str, Cow<'static, str>)>,
    pub(in crate::preview) body: Body,
}

/// What every response says: nothing is kept, nothing is guessed, nobody else may read it.
const ALWAYS: &str = "Cache-Control: no-store\r\n\
                      X-Content-Type-Options: nosniff\r\n\
                      Cross-Origin-Resource-Policy: same-origin\r\n\
                      Referrer-Policy: same-origin\r\n\
                      Connection: close\r\n";

impl Response {
    /// A response with a body.
    pub(in crate::preview) fn new(
        content_type: &'static str,
        body: impl Into<Cow<'static, [u8]>>,
    ) -> Self {
        Self {
            status: 200,
            content_type,
            headers: Vec::new(),
            body: Body::Bytes(body.into()),
        }
    }

    /// A stream of events.
    pub(in crate::preview) fn events() -> Self {
        Self {
            status: 200,
            content_type: "text/event-stream",
            headers: Vec::new(),
            body: Body::Events,
        }
    }

    /// A refusal, with what is wrong in words.
    pub(in crate::preview) fn refusal(status: u16, message: &str) -> Self {
        let text = format!("{status} {}: {message}\n", reason(status));
        Self {
            status,
            ..Self::new("text/plain; charset=utf-8", text.into_bytes())
        }
    }

    /// The response with one header more.
    pub(in crate::preview) fn with(
        mut self,
        name: &'static str,
        value: impl Into<Cow<'static, str>>,
    ) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Writes the status line and the headers, and the body where it is there in whole.
    pub(super) fn write(&self, out: &mut impl Write, with_body: bool) -> io::Result<()> {
        let mut head = format!(
            "HTTP/1.1 {} {}\r\nContent-Type: {}\r\n{ALWAYS}",
            self.status,
            reason(self.status),
            self.content_type,
        );
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if self.status == 405 {
            head.push_str("Allow: GET, HEAD\r\n");
        }
        if let Body::Bytes(bytes) = &self.body {
            head.push_str(&format!("Content-Length: {}\r\n", bytes.len()));
        }
        head.push_str("\r\n");
        out.write_all(head.as_bytes())?;
        if let (Body::Bytes(bytes), true) = (&self.body, with_body) {
            out.write_all(bytes)?;
        }
        out.flush()
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        413 => "Content Too Large",
        421 => "Misdirected Request",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "Error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(response: &Response, with_body: bool) -> String {
        let mut out = Vec::new();
        response.write(&mut out, with_body).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_response_has_its_length() {
        let response = Response::new("text/plain", b"abc".to_vec()).with("X-One", "1");
        let text = written(&response, true);
        assert!(text.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"));
        assert!(text.ends_with("X-One: 1\r\nContent-Length: 3\r\n\r\nabc"));
        assert!(written(&response, false).ends_with("Content-Length: 3\r\n\r\n"));
    }

    #[test]
    fn events_have_no_length() {
        assert!(!written(&Response::events(), true).contains("Content-Length"));
    }
}
