//! What can go wrong with a request, with what was asked and what came.

use std::fmt;
use std::time::Duration;

/// Where tokens are made.
pub(crate) const TOKEN_PATH: &str = "/oauth/token";

/// A request that came to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ApiError {
    /// What was asked: `GET https://acme.auth0.com/api/v2/connections`.
    pub(crate) asked: String,
    /// The scopes that the request takes.
    pub(crate) scopes: &'static [&'static str],
    /// What came.
    pub(crate) kind: ErrorKind,
}

/// The kinds of [`ApiError`]. Texts of the server are shortened, and hold no secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ErrorKind {
    /// There was no connection to send it over.
    Unreachable(String),
    /// The server could not show that it is who it should be.
    Certificate(String),
    /// The connection, or the answer, broke off.
    BrokenOff(String),
    /// No answer came in time, or not all of it.
    TimedOut(Duration),
    /// The answer is larger than any that makes sense.
    TooLarge(u64),
    /// The answer leads elsewhere.
    Redirect {
        status: u16,
        location: Option<String>,
    },
    /// The answer is none of the Management API: it is not JSON.
    NotJson {
        status: u16,
        media_type: Option<String>,
        start: String,
    },
    /// The answer is JSON of another shape.
    Shape {
        expected: &'static str,
        problem: String,
    },
    /// The pages of a list do not end.
    Endless { pages: usize, problem: &'static str },
    /// The server refused.
    Refused(Refused),
}

/// What a server says with a refusal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Refused {
    pub(crate) status: u16,
    /// `insufficient_scope`
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    /// How often it was asked.
    pub(crate) tries: u32,
}

impl ApiError {
    pub(crate) fn status(&self) -> Option<u16> {
        match &self.kind {
            ErrorKind::Refused(refused) => Some(refused.status),
            ErrorKind::Redirect { status, .. } | ErrorKind::NotJson { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// Whether the request may have had its effect all the same.
    pub(crate) fn is_uncertain(&self) -> bool {
        match &self.kind {
            ErrorKind::Refused(refused) => refused.status >= 500 || refused.status == 408,
            ErrorKind::Unreachable(_) | ErrorKind::Certificate(_) => false,
            ErrorKind::Redirect { .. } => false,
            _ => true,
        }
    }

    /// Why a part of the tenant is not known, where the token must not see it or the tenant has no such thing.
    /// `None` for what is an error of the whole run.
    pub(crate) fn as_unknown(&self) -> Option<String> {
        let ErrorKind::Refused(refused) = &self.kind else {
            return None;
        };
        match refused.status {
            403 if refused.is_about_scope() => Some(refused.lacking(self.scopes)),
            402..=404 => Some(format!("the API refused to tell: {refused}")),
            _ => None,
        }
    }

    /// What to do about it.
    pub(crate) fn help(&self) -> Option<String> {
        if let (true, Some(400..=404)) = (self.asked.ends_with(TOKEN_PATH), self.status()) {
            return Some(
                "is the application's id right (--client-id or AUTH0_CLIENT_ID), and its secret (AUTH0_CLIENT_SECRET)? Is the application \
                 authorised for the Auth0 Management API, and is that the audience (--audience or AUTH0_AUDIENCE)?".to_owned(),
            );
        }
        let help = match &self.kind {
            ErrorKind::Unreachable(_) => {
                "is the domain right? Proxies are taken from ALL_PROXY, HTTPS_PROXY and HTTP_PROXY, but for the hosts in NO_PROXY".to_owned()
            }
            ErrorKind::Certificate(_) => {
                "certificates are always checked; for an authority that the system does not know, give its certificate \
                 with --ca-certificate FILE or in the variable SSL_CERT_FILE".to_owned()
            }
            ErrorKind::BrokenOff(_) => "nothing is known of what became of the request; try again".to_owned(),
            ErrorKind::TimedOut(_) => "give more time with --timeout SECONDS".to_owned(),
            ErrorKind::Redirect { .. } => {
                "redirects are not followed, for they would take the token elsewhere; give the domain that it leads to with --domain, if that is the tenant's".to_owned()
            }
            ErrorKind::NotJson { .. } | ErrorKind::TooLarge(_) | ErrorKind::Shape { .. } | ErrorKind::Endless { .. } => {
                "is the domain a tenant's, and is there a proxy or a firewall in between that answers itself?".to_owned()
            }
            ErrorKind::Refused(refused) => return refused.help(self.scopes),
        };
        Some(help)
    }
}

impl Refused {
    fn is_about_scope(&self) -> bool {
        let is_scope = |text: &Option<String>| {
            text.as_deref()
                .is_some_and(|text| text.to_ascii_lowercase().contains("scope"))
        };
        is_scope(&self.code) || is_scope(&self.message)
    }

    /// The scope that is lacking: what the server names, or else what the request takes.
    fn lacking(&self, scopes: &[&str]) -> String {
        let named = self.message.as_deref().map(scopes_in).unwrap_or_default();
        match named.is_empty() {
            false => format!("the token lacks the scope {}", either(&named)),
            true => format!("the token lacks the scope {}", either(scopes)),
        }
    }

    fn help(&self, scopes: &[&str]) -> Option<String> {
        Some(match self.status {
            400 | 422 => "this is a bug in Lockwright, or the API has changed; please report it".to_owned(),
            401 => "the token has expired, is for another tenant or is none for the Management API: its audience has to be \
                    https://TENANT/api/v2/, with the tenant's own domain also where it has a custom one (--audience)".to_owned(),
            403 if self.is_about_scope() => format!(
                "{}; get a token with it, or grant it to the application at Applications > APIs > Auth0 Management API",
                self.lacking(scopes)
            ),
            403 => "the tenant does not allow it for this token".to_owned(),
            404 => "somebody may have deleted it meanwhile; `lockwright tenant connections` shows what is there".to_owned(),
            409 => "somebody else is changing it at the same time; try again".to_owned(),
            429 => "the tenant's rate limit is used up; try again in a while".to_owned(),
            500.. => "the tenant has trouble; see https://status.auth0.com and try again".to_owned(),
            _ => return None,
        })
    }
}

/// The scopes that a message names: words such as `update:connections`.
fn scopes_in(message: &str) -> Vec<&str> {
    let is_scope = |word: &&str| {
        let is_part = |part: &str| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c == '_')
        };
        word.split_once(':')
            .is_some_and(|(verb, noun)| is_part(verb) && is_part(noun))
    };
    let words = message.split(|c: char| c.is_whitespace() || c == ',' || c == '`' || c == '"');
    words
        .map(|word| word.trim_end_matches('.'))
        .filter(is_scope)
        .collect()
}

fn either(scopes: &[&str]) -> String {
    let scopes: Vec<_> = scopes.iter().map(|scope| format!("`{scope}`")).collect();
    scopes.join(" or ")
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status)?;
        if let Some(code) = &self.code {
            write!(f, " {code}")?;
        }
        if let Some(message) = &self.message {
            write!(f, ", {message}")?;
        }
        if self.tries > 1 {
            write!(f, " (asked {} times)", self.tries)?;
        }
        Ok(())
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.asked, self.kind)
    }
}

impl std::error::Error for ApiError {}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable(why) => write!(f, "no connection: {why}"),
            Self::Certificate(why) => write!(f, "the server's certificate is not trusted: {why}"),
            Self::BrokenOff(why) => write!(f, "the connection broke off: {why}"),
            Self::TimedOut(after) => write!(f, "no whole answer within {} s", after.as_secs_f64()),
            Self::TooLarge(most) => {
                write!(f, "the answer is larger than {} MB", most / 1_000_000)
            }
            Self::Redirect { status, location } => {
                let location = location.as_deref().unwrap_or("nowhere");
                write!(
                    f,
                    "expected an answer, found a redirect ({status}) to {location}"
                )
            }
            Self::NotJson {
                status,
                media_type,
                start,
            } => {
                let media_type = media_type.as_deref().unwrap_or("no media type");
                write!(f, "expected JSON, found {media_type} (status {status})")?;
                match start.is_empty() {
                    true => write!(f, " and nothing in it"),
                    false => write!(f, ": {start}"),
                }
            }
            Self::Shape { expected, problem } => {
                write!(f, "expected {expected}, found something else: {problem}")
            }
            Self::Endless { pages, problem } => {
                write!(f, "the list does not end: after {pages} pages {problem}")
            }
            Self::Refused(refused) => write!(f, "refused: {refused}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(status: u16, code: &str, message: &str) -> ApiError {
        ApiError {
            asked: "PATCH https://acme.auth0.com/api/v2/connections/con_1".to_owned(),
            scopes: &["update:connections"],
            kind: ErrorKind::Refused(Refused {
                status,
                code: Some(code.to_owned()),
                message: Some(message.to_owned()),
                tries: 1,
            }),
        }
    }

    #[test]
    fn the_scope_that_is_lacking_is_named() {
        for (message, scope) in [
            (
                "Insufficient scope, expected any of: read:clients,read:client_keys",
                "`read:clients` or `read:client_keys`",
            ),
            (
                "Insufficient scope, expected: update:connections.",
                "`update:connections`",
            ),
            ("Insufficient scope", "`update:connections`"),
        ] {
            let error = refused(403, "insufficient_scope", message);
            let expected = format!("the token lacks the scope {scope}");
            assert_eq!(error.as_unknown().as_deref(), Some(expected.as_str()));
            let help = error.help().unwrap_or_default();
            assert!(help.starts_with(&expected), "{help}");
        }
    }

    #[test]
    fn every_refusal_says_what_to_do() {
        for status in [400, 401, 403, 404, 409, 422, 429, 500, 503] {
            let error = refused(status, "code", "Message");
            assert!(error.help().is_some(), "{status}");
            assert!(
                error.to_string().contains("/connections/con_1: refused: "),
                "{error}"
            );
        }
    }

    #[test]
    fn only_what_the_token_must_not_see_is_unknown() {
        assert_eq!(refused(401, "invalid_token", "Expired").as_unknown(), None);
        assert_eq!(refused(500, "oops", "Oops").as_unknown(), None);
        assert!(
            refused(403, "operation_not_supported", "Not on this plan")
                .as_unknown()
                .is_some()
        );
    }
}
