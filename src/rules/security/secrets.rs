//! Finding secrets in a text.

use memchr::memmem;

use crate::Span;
use crate::rules::base64;

/// A secret, and what may be shown of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Secret {
    /// The whole secret.
    pub(super) span: Span,
    /// What it is: "a private key".
    pub(super) what: &'static str,
    /// How many of its bytes say only what it is.
    pub(super) shown: usize,
}

/// Texts that secrets of a kind begin with, and how many letters and digits follow at least.
const PREFIXED: &[(&str, usize, &str)] = &[
    ("AKIA", 16, "an access key of AWS"),
    ("ghp_", 36, "a token of GitHub"),
    ("github_pat_", 40, "a token of GitHub"),
    ("glpat-", 20, "a token of GitLab"),
    ("sk_live_", 20, "a secret key of Stripe"),
    ("xoxb-", 20, "a token of Slack"),
    ("xoxp-", 20, "a token of Slack"),
    ("SG.", 40, "a key of SendGrid"),
];

/// Names that secrets go by in code, without case, underscores and dashes.
const NAMES: [&str; 3] = ["clientsecret", "appsecret", "secretkey"];

/// A client secret of Auth0 has 64 characters; older ones had fewer.
const SHORTEST: usize = 32;

/// Every secret of a text, in order.
pub(super) fn find(text: &str) -> Vec<Secret> {
    let mut found = private_keys(text);
    found.extend(tokens(text));
    found.extend(prefixed(text));
    found.extend(named(text));
    found.sort_by_key(|secret| secret.span);
    found.dedup_by(|later, first| first.span.contains(later.span));
    found
}

fn occurrences<'t>(text: &'t str, needle: &'t str) -> impl Iterator<Item = usize> + 't {
    memmem::find_iter(text.as_bytes(), needle.as_bytes())
}

fn private_keys(text: &str) -> Vec<Secret> {
    let key = |start: usize| {
        let rest = text.get(start..)?;
        let head = rest.lines().next()?;
        let is_key = head.contains("PRIVATE KEY-----");
        let length = rest.find("-----END").unwrap_or(head.len());
        let has_body = rest.get(..length)?.len() > 80;
        (is_key && has_body).then(|| Secret {
            span: Span::new(start, start + length),
            what: "a private key",
            shown: "-----BEGIN".len(),
        })
    };
    occurrences(text, "-----BEGIN ").filter_map(key).collect()
}

/// JSON Web Tokens of the Management API, by their audience, and others that carry permissions.
fn tokens(text: &str) -> Vec<Secret> {
    let token = |start: usize| {
        let is_start = start == 0
            || !text
                .as_bytes()
                .get(start - 1)
                .copied()
                .is_some_and(is_token_byte);
        let rest = text.get(start..).filter(|_| is_start)?;
        let length = rest.bytes().take_while(|byte| is_token_byte(*byte)).count();
        let mut parts = rest.get(..length)?.split('.');
        let (_head, body, signature) = (parts.next()?, parts.next()?, parts.next()?);
        let body = base64::decode(body)?;
        let body = String::from_utf8_lossy(&body);
        let what = if body.contains("/api/v2/") {
            "a token of the Management API"
        } else if body.contains("\"scope\"") && body.contains("\"iss\"") {
            "an access token"
        } else {
            return None;
        };
        (signature.len() >= 20).then_some(Secret {
            span: Span::new(start, start + length),
            what,
            shown: 3,
        })
    };
    occurrences(text, "eyJ").filter_map(token).collect()
}

fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')
}

fn prefixed(text: &str) -> Vec<Secret> {
    let mut found = Vec::new();
    for (prefix, least, what) in PREFIXED {
        for start in occurrences(text, prefix) {
            let before = start.checked_sub(1).and_then(|at| text.as_bytes().get(at));
            let rest = text
                .as_bytes()
                .get(start + prefix.len()..)
                .unwrap_or_default();
            let length = rest.iter().take_while(|byte| is_token_byte(**byte)).count();
            let is_whole = before.is_none_or(|byte| !is_token_byte(*byte));
            if is_whole && length >= *least {
                found.push(Secret {
                    span: Span::new(start, start + prefix.len() + length),
                    what,
                    shown: prefix.len(),
                });
            }
        }
    }
    found
}

/// Strings that are given to something called a secret: `clientSecret: '…'`.
fn named(text: &str) -> Vec<Secret> {
    let mut found = Vec::new();
    for word in ["ecret", "ECRET"] {
        for at in occurrences(text, word) {
            found.extend(named_at(text, at));
        }
    }
    found
}

fn named_at(text: &str, at: usize) -> Option<Secret> {
    let bytes = text.as_bytes();
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let start = at
        - bytes
            .get(..at)?
            .iter()
            .rev()
            .take_while(|byte| is_name(**byte))
            .count();
    let end = at
        + bytes
            .get(at..)?
            .iter()
            .take_while(|byte| is_name(**byte))
            .count();
    let name: String = text
        .get(start..end)?
        .replace(['_', '-'], "")
        .to_ascii_lowercase();
    if !NAMES.iter().any(|known| name.ends_with(known)) {
        return None;
    }
    // A quote may close the name; then a colon or an equals sign, and the value in quotes.
    let rest = text.get(end..)?;
    let after = rest.trim_start_matches(['\'', '"', ' ', ']']);
    let after = after.strip_prefix([':', '='])?.trim_start();
    let quote = after
        .chars()
        .next()
        .filter(|c| matches!(c, '\'' | '"' | '`'))?;
    let value = after.get(1..)?.split(quote).next()?;
    let is_random = value.len() >= SHORTEST
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        && value.bytes().any(|byte| byte.is_ascii_digit())
        && value.bytes().any(|byte| byte.is_ascii_alphabetic());
    let start = text.len() - after.len() + 1;
    let is_in_place = start >= end && text.get(start..start + value.len()) == Some(value);
    (is_random && is_in_place).then(|| Secret {
        span: Span::new(start, start + value.len()),
        what: "a client secret",
        shown: 3,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(&'static str, &str)> {
        find(text)
            .iter()
            .map(|secret| (secret.what, secret.span.text(text)))
            .collect()
    }

    #[test]
    fn secrets_are_found_by_what_they_look_like() {
        let secret = "x4Yk9mQ2vT7bN1cR8sW3zL6pD0fG5hJ4aE7uI2oK";
        let cases = [
            format!("var clientSecret = '{secret}';"),
            format!("{{ \"client_secret\": \"{secret}\" }}"),
            format!("// CLIENT_SECRET=\"{secret}\""),
        ];
        for text in &cases {
            assert_eq!(kinds(text), [("a client secret", secret)], "{text}");
        }
        // {"iss":"https://acme.auth0.com/","aud":"https://acme.auth0.com/api/v2/"}
        let body = "eyJpc3MiOiJodHRwczovL2FjbWUuYXV0aDAuY29tLyIsImF1ZCI6Imh0dHBzOi8vYWNtZS5hdXRoMC5jb20vYXBpL3YyLyJ9";
        let token = format!("eyJhbGciOiJSUzI1NiJ9.{body}.{secret}");
        let text = format!("Bearer {token}'");
        assert_eq!(
            kinds(&text),
            [("a token of the Management API", token.as_str())]
        );
    }

    #[test]
    fn what_is_no_secret_is_left_alone() {
        for text in [
            "clientSecret: config.clientSecret",
            "clientSecret: 'YOUR_CLIENT_SECRET'",
            "clientSecret: ''",
            "secretary: 'x4Yk9mQ2vT7bN1cR8sW3zL6pD0fG5hJ4aE7uI2oK'",
            "clientID: 'x4Yk9mQ2vT7bN1cR8sW3zL6pD0fG5hJ4'",
            "eyJhIjoxfQ.eyJhIjoxfQ.x4Yk9mQ2vT7bN1cR8sW3zL6pD0fG5hJ4",
            "-----BEGIN PUBLIC KEY-----",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }
}
