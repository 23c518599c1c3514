//! One request over HTTPS, and its answer as it came.

use std::env;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use ureq::config::RedirectAuthHeaders;
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig};
use ureq::{Agent, Body, http};

use super::error::ErrorKind;
use super::retry::Advice;

/// No answer that makes sense is larger: a hundred applications with a login page each.
const MOST_BYTES: u64 = 64_000_000;

/// The variables that name a proxy.
const PROXIES: [&str; 6] = [
    "ALL_PROXY",
    "all_proxy",
    "HTTPS_PROXY",
    "https_proxy",
    "HTTP_PROXY",
    "http_proxy",
];

/// How servers are reached.
#[derive(Debug, Clone)]
pub(crate) struct Reach {
    /// The certificates of the authorities that are trusted, instead of those of the system.
    pub(crate) ca_certificate: Option<PathBuf>,
    /// The time that an answer may take.
    pub(crate) timeout: Duration,
}

/// Why no request can be sent.
#[derive(Debug)]
pub(crate) enum ReachError {
    /// The certificates cannot be read.
    Unreadable(PathBuf, io::Error),
    /// There is no certificate in the file.
    NoCertificate(PathBuf),
    /// A variable names no proxy.
    Proxy(&'static str),
}

/// What sends requests.
#[derive(Debug)]
pub(crate) struct Transport {
    agent: Agent,
    timeout: Duration,
}

/// A request.
#[derive(Debug)]
pub(crate) struct Request<'a> {
    pub(crate) method: Method,
    pub(crate) url: &'a str,
    pub(crate) token: Option<&'a SecretString>,
    /// JSON. The one with an application's secret goes to the tenant's own domain by HTTPS like any other.
    pub(crate) body: Option<&'a SecretString>,
}

/// What requests do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    Get,
    Patch,
    Post,
}

impl Method {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Patch => "PATCH",
            Self::Post => "POST",
        }
    }
}

/// An answer, whatever its status. It may hold a token.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) media_type: Option<String>,
    pub(crate) location: Option<String>,
    pub(crate) advice: Advice,
    pub(crate) body: Vec<u8>,
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("media_type", &self.media_type)
            .finish_non_exhaustive()
    }
}

impl Transport {
    pub(crate) fn new(reach: &Reach) -> Result<Self, ReachError> {
        let broken = |name: &&&str| {
            let proxy = env::var(name).unwrap_or_default();
            !proxy.is_empty() && ureq::Proxy::new(&proxy).is_err()
        };
        if let Some(name) = PROXIES.iter().find(broken) {
            return Err(ReachError::Proxy(name));
        }
        // The system's own verifier has what an administrator has added to the system.
        let roots = match &reach.ca_certificate {
            Some(path) => RootCerts::Specific(Arc::new(certificates(path)?)),
            None => RootCerts::PlatformVerifier,
        };
        let agent = Agent::config_builder()
            .https_only(true)
            .tls_config(TlsConfig::builder().root_certs(roots).build())
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .redirect_auth_headers(RedirectAuthHeaders::Never)
            .user_agent(concat!("lockwright/", env!("CARGO_PKG_VERSION")))
            .timeout_global(Some(reach.timeout))
            .build()
            .new_agent();
        Ok(Self {
            agent,
            timeout: reach.timeout,
        })
    }

    /// Sends a request and reads the whole answer.
    pub(crate) fn send(&self, request: &Request<'_>) -> Result<Answer, ErrorKind> {
        let mut builder = http::Request::builder()
            .method(request.method.name())
            .uri(request.url)
            .header("accept", "application/json");
        if let Some(token) = request.token {
            builder = builder.header("authorization", bearer(token)?);
        }
        let sent = match request.body {
            Some(body) => {
                let builder = builder.header("content-type", "application/json");
                let request = builder
                    .body(body.expose_secret())
                    .map_err(|e| self.kind(e.into()))?;
                self.agent.run(request)
            }
            None => {
                let request = builder.body(()).map_err(|e| self.kind(e.into()))?;
                self.agent.run(request)
            }
        };
        self.read(sent.map_err(|error| self.kind(error))?)
    }

    fn read(&self, mut response: http::Response<Body>) -> Result<Answer, ErrorKind> {
        let header = |name: &str| {
            let value = response.headers().get(name)?.to_str().ok()?;
            Some(value.to_owned())
        };
        let media_type = header("content-type");
        let location = header("location");
        let advice = Advice {
            retry_after: header("retry-after"),
            rate_limit_reset: header("x-ratelimit-reset"),
        };
        let status = response.status().as_u16();
        let body = response.body_mut().with_config().limit(MOST_BYTES);
        Ok(Answer {
            status,
            media_type,
            location,
            advice,
            body: body.read_to_vec().map_err(|error| self.kind(error))?,
        })
    }

    /// What an error of the library means for users.
    fn kind(&self, error: ureq::Error) -> ErrorKind {
        use ureq::Error;
        match error {
            Error::Timeout(_) => ErrorKind::TimedOut(self.timeout),
            Error::BodyExceedsLimit(most) => ErrorKind::TooLarge(most),
            Error::HostNotFound => {
                ErrorKind::Unreachable("there is no host of that name".to_owned())
            }
            Error::Io(error) => self.kind_of_io(&error),
            Error::Rustls(error) => kind_of_tls(&error.to_string()),
            Error::Tls(error) => ErrorKind::Certificate(error.to_owned()),
            Error::ConnectProxyFailed(why) => {
                ErrorKind::Unreachable(format!("the proxy refused: {why}"))
            }
            Error::ConnectionFailed => {
                ErrorKind::Unreachable("the server does not answer".to_owned())
            }
            Error::Protocol(error) => ErrorKind::BrokenOff(error.to_string()),
            Error::Decompress(_, error) => ErrorKind::BrokenOff(error.to_string()),
            Error::BodyStalled => ErrorKind::BrokenOff("the answer is not whole".to_owned()),
            other => ErrorKind::Unreachable(other.to_string()),
        }
    }

    fn kind_of_io(&self, error: &io::Error) -> ErrorKind {
        use io::ErrorKind as Io;
        match error.kind() {
            Io::TimedOut | Io::WouldBlock => ErrorKind::TimedOut(self.timeout),
            Io::UnexpectedEof
            | Io::ConnectionReset
            | Io::ConnectionAborted
            | Io::BrokenPipe
            | Io::NotConnected => ErrorKind::BrokenOff(error.to_string()),
            // rustls hands its errors through the stream.
            Io::InvalidData => kind_of_tls(&error.to_string()),
            _ => ErrorKind::Unreachable(error.to_string()),
        }
    }
}

fn kind_of_tls(error: &str) -> ErrorKind {
    match error.contains("certificate") {
        true => ErrorKind::Certificate(error.to_owned()),
        false => ErrorKind::BrokenOff(format!("TLS: {error}")),
    }
}

fn bearer(token: &SecretString) -> Result<http::HeaderValue, ErrorKind> {
    let text = format!("Bearer {}", token.expose_secret());
    let mut value = http::HeaderValue::from_str(&text)
        .map_err(|_| ErrorKind::Unreachable("the token cannot be sent".to_owned()))?;
    value.set_sensitive(true);
    Ok(value)
}

/// The certificates in a file, in PEM.
fn certificates(path: &Path) -> Result<Vec<Certificate<'static>>, ReachError> {
    let text = fs::read(path).map_err(|error| ReachError::Unreadable(path.to_owned(), error))?;
    let certificate = |item| match item {
        Ok(PemItem::Certificate(certificate)) => Some(certificate),
        _ => None,
    };
    let found: Vec<_> = ureq::tls::parse_pem(&text)
        .filter_map(certificate)
        .collect();
    match found.is_empty() {
        true => Err(ReachError::NoCertificate(path.to_owned())),
        false => Ok(found),
    }
}

impl std::fmt::Display for ReachError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable(path, error) => {
                write!(
                    f,
                    "cannot read the certificates in {}: {error}",
                    path.display()
                )
            }
            Self::NoCertificate(path) => {
                write!(
                    f,
                    "there is no certificate in {}, expected PEM",
                    path.display()
                )
            }
            // The value may hold a password.
            Self::Proxy(name) => write!(f, "the variable {name} names no proxy"),
        }
    }
}

impl std::error::Error for ReachError {}
