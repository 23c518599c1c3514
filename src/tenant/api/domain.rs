//! The domain of a tenant, as users write it.

use std::fmt;
use std::str::FromStr;

use ureq::http::uri::Authority;

/// The domain that a tenant's Management API is served under, with a port if it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Domain(String);

/// Why a text is no domain. Says what is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DomainError {
    /// It asks for HTTP without encryption.
    NotHttps,
    /// It names a user.
    User,
    /// It has more than a name and a port.
    Path,
    /// It is no name at all.
    Malformed,
}

impl Domain {
    /// `name` or `name:port`.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The name without the port.
    pub(crate) fn host(&self) -> &str {
        let (host, port) = self.0.rsplit_once(':').unwrap_or((&self.0, ""));
        // The colons of an address of IP version 6 stand in brackets.
        match port.ends_with(']') || port.is_empty() {
            true => &self.0,
            false => host,
        }
    }

    /// The audience that tokens for the Management API are made for, unless the tenant has a domain of
    /// its own.
    pub(crate) fn audience(&self) -> String {
        format!("https://{}/api/v2/", self.0)
    }
}

impl fmt::Display for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads a name, a name with a port, or an address that begins with `https://` and has nothing after them.
impl FromStr for Domain {
    type Err = DomainError;

    fn from_str(text: &str) -> Result<Self, DomainError> {
        let text = text.trim().to_ascii_lowercase();
        let rest = match text.split_once("://") {
            Some(("https", rest)) => rest,
            Some(("http", _)) => return Err(DomainError::NotHttps),
            Some(_) => return Err(DomainError::Malformed),
            None => &text,
        };
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        if rest.contains('@') {
            return Err(DomainError::User);
        }
        if rest.contains(['/', '?', '#']) {
            return Err(DomainError::Path);
        }
        let authority: Authority = rest.parse().map_err(|_| DomainError::Malformed)?;
        let has_port = rest
            .trim_end_matches(|c: char| c.is_ascii_digit())
            .ends_with(':');
        let is_port_sound = !has_port || authority.port_u16().is_some_and(|port| port > 0);
        let host = authority.host();
        let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        let is_address = host.starts_with('[') && host.ends_with(']');
        if host.is_empty() || !is_port_sound || !(is_address || host.chars().all(is_host)) {
            return Err(DomainError::Malformed);
        }
        Ok(Self(authority.as_str().to_owned()))
    }
}

impl fmt::Display for DomainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotHttps => {
                "it begins with http://, and the Management API is spoken to by HTTPS only"
            }
            Self::User => "it has a user name before an @",
            Self::Path => "it has a path",
            Self::Malformed => "it is no name of a host",
        })
    }
}

impl std::error::Error for DomainError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_ports_and_addresses() {
        for (text, domain, host) in [
            (
                "acme.eu.auth0.com",
                "acme.eu.auth0.com",
                "acme.eu.auth0.com",
            ),
            (" ACME.auth0.com\n", "acme.auth0.com", "acme.auth0.com"),
            (
                "https://acme.auth0.com/",
                "acme.auth0.com",
                "acme.auth0.com",
            ),
            ("localhost:8443", "localhost:8443", "localhost"),
            ("https://127.0.0.1:8443", "127.0.0.1:8443", "127.0.0.1"),
            ("[::1]:8443", "[::1]:8443", "[::1]"),
            ("[::1]", "[::1]", "[::1]"),
        ] {
            let read: Domain = text.parse().expect(text);
            assert_eq!((read.as_str(), read.host()), (domain, host), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for (text, error) in [
            ("http://acme.auth0.com", DomainError::NotHttps),
            ("ftp://acme.auth0.com", DomainError::Malformed),
            ("user:secret@acme.auth0.com", DomainError::User),
            ("https://acme.auth0.com/api/v2/", DomainError::Path),
            ("acme.auth0.com?x", DomainError::Path),
            ("", DomainError::Malformed),
            ("https://", DomainError::Malformed),
            ("a b", DomainError::Malformed),
            ("acme.auth0.com:", DomainError::Malformed),
            ("acme.auth0.com:99999", DomainError::Malformed),
            ("{tenant}.auth0.com", DomainError::Malformed),
        ] {
            assert_eq!(text.parse::<Domain>(), Err(error), "{text}");
        }
    }
}
