//! Reading a request.

use std::io::{self, Read};

/// A request line and headers of more bytes than this are refused.
const MAX_HEAD: usize = 16 * 1024;

/// More headers than this are refused. Browsers send about twenty.
const MAX_HEADERS: usize = 64;

/// The methods that are served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::preview) enum Method {
    Get,
    Head,
}

/// A request, as far as anything here looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::preview) struct Request {
    pub(in crate::preview) method: Method,
    /// The path as it was sent, with its percent signs.
    pub(in crate::preview) path: String,
    /// What comes after `?`; empty without one.
    pub(in crate::preview) query: String,
    headers: Vec<(String, String)>,
}

impl Request {
    /// The value of a header; `None` also where there are several.
    pub(in crate::preview) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(known, _)| known == name);
        match (values.next(), values.next()) {
            (Some((_, value)), None) => Some(value),
            _ => None,
        }
    }

    /// Whether there is such a header.
    pub(in crate::preview) fn has_header(&self, name: &str) -> bool {
        self.headers.iter().any(|(known, _)| known == name)
    }
}

/// Why there is no request to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// The connection ended, or took too long; nobody waits for an answer.
    Gone,
    /// It is answered with this status.
    Status(u16),
}

/// Reads a request from a stream that fails when it has taken too long.
pub(super) fn read(stream: &mut impl Read) -> Result<Request, Refused> {
    let mut buffer = Vec::with_capacity(2048);
    let mut chunk = [0; 2048];
    loop {
        match stream.read(&mut chunk) {
            Ok(0) => return Err(Refused::Gone),
            Ok(count) => buffer.extend_from_slice(chunk.get(..count).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) if is_timeout(&error) && !buffer.is_empty() => {
                return Err(Refused::Status(408));
            }
            Err(_) => return Err(Refused::Gone),
        }
        if let Some(request) = parse(&buffer)? {
            return Ok(request);
        }
        if buffer.len() >= MAX_HEAD {
            return Err(Refused::Status(431));
        }
    }
}

fn is_timeout(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock
    )
}

/// The request that a buffer begins with; `None` while it is not whole.
pub(super) fn parse(buffer: &[u8]) -> Result<Option<Request>, Refused> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    match parsed.parse(buffer) {
        Ok(httparse::Status::Complete(end)) if end > MAX_HEAD => return Err(Refused::Status(431)),
        Ok(httparse::Status::Complete(_)) => {}
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(httparse::Error::TooManyHeaders) => return Err(Refused::Status(431)),
        Err(_) => return Err(Refused::Status(400)),
    }
    let method = match parsed.method {
        Some("GET") => Method::Get,
        Some("HEAD") => Method::Head,
        _ => return Err(Refused::Status(405)),
    };
    let mut headers = Vec::with_capacity(parsed.headers.len());
    for header in parsed.headers.iter() {
        let value = std::str::from_utf8(header.value).map_err(|_| Refused::Status(400))?;
        headers.push((header.name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    // An absolute address or `*` asks a proxy, which this is not.
    let target = parsed.path.unwrap_or_default();
    if !target.starts_with('/') || target.contains('#') {
        return Err(Refused::Status(400));
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let request = Request {
        method,
        path: path.to_owned(),
        query: query.to_owned(),
        headers,
    };
    let has_body = request.has_header("transfer-encoding")
        || (request.has_header("content-length") && request.header("content-length") != Some("0"));
    if has_body {
        return Err(Refused::Status(413));
    }
    Ok(Some(request))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn status(text: &str) -> Result<(), u16> {
        match read(&mut text.as_bytes()) {
            Ok(_) => Ok(()),
            Err(Refused::Gone) => Err(0),
            Err(Refused::Status(status)) => Err(status),
        }
    }

    #[test]
    fn what_is_read() {
        let text = "GET /a%20b?c=d&e HTTP/1.1\r\nHost:  127.0.0.1:80 \r\nX: 1\r\nX: 2\r\n\r\n";
        let request = read(&mut text.as_bytes()).unwrap();
        assert_eq!(
            (request.path.as_str(), request.query.as_str()),
            ("/a%20b", "c=d&e")
        );
        assert_eq!(request.header("host"), Some("127.0.0.1:80"));
        assert_eq!((request.header("x"), request.has_header("x")), (None, true));
    }

    #[test]
    fn what_is_refused() {
        let many: String = (0..100).map(|n| format!("H{n}: x\r\n")).collect();
        for (text, expected) in [
            ("GET / HTTP/1.1\r\n\r\n", Ok(())),
            ("HEAD / HTTP/1.0\r\n\r\n", Ok(())),
            ("", Err(0)),
            ("GET / HTTP/1.1\r\nHost", Err(0)),
            ("POST / HTTP/1.1\r\n\r\n", Err(405)),
            ("GET / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc", Err(413)),
            ("GET / HTTP/1.1\r\nContent-Length: 0\r\n\r\n", Ok(())),
            (
                "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
                Err(413),
            ),
            ("GET http://other/ HTTP/1.1\r\n\r\n", Err(400)),
            ("OPTIONS * HTTP/1.1\r\n\r\n", Err(405)),
            ("GET * HTTP/1.1\r\n\r\n", Err(400)),
            ("nonsense\r\n\r\n", Err(400)),
            ("GET / HTTP/1.1\r\nno colon\r\n\r\n", Err(400)),
            (
                &format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(20_000)),
                Err(431),
            ),
            (
                &format!("GET / HTTP/1.1\r\nX: {}", "a".repeat(2_000_000)),
                Err(431),
            ),
            (&format!("GET / HTTP/1.1\r\n{many}\r\n"), Err(431)),
        ] {
            let start: String = text.chars().take(60).collect();
            assert_eq!(status(text), expected, "{start}");
        }
    }

    /// A stream that gives a few bytes at a time.
    struct Slow<'a>(&'a [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(self.0.len()).min(buffer.len());
            let (now, later) = self.0.split_at(count);
            buffer[..count].copy_from_slice(now);
            self.0 = later;
            Ok(count)
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_answered_or_dropped(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
            if let Err(Refused::Status(status)) = read(&mut bytes.as_slice()) {
                prop_assert!((400..500).contains(&status));
            }
        }

        #[test]
        fn near_requests_are_answered_or_dropped(
            text in "(GET|HEAD|POST|G@T) [/a-z%.?#*]{0,20} HTTP/[01].[01x]\r?\n([A-Za-z-]{1,8}: ?[ -~]{0,9}\r?\n){0,4}(\r\n|\n)?",
        ) {
            if let Ok(request) = read(&mut text.as_bytes()) {
                prop_assert!(request.path.starts_with('/') && !request.path.contains(['?', '#']));
            }
        }

        /// It makes no difference in which pieces a request comes.
        #[test]
        fn pieces_make_no_difference(
            text in "GET /[a-z]{0,9} HTTP/1.1\r\n([A-Z][a-z]{0,8}: [ -~]{0,9}\r\n){0,4}\r\n",
            size in 1usize..9,
        ) {
            let whole = read(&mut text.as_bytes());
            prop_assert_eq!(read(&mut Slow(text.as_bytes(), size)), whole);
        }
    }
}
