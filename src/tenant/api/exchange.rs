//! Requests that are sent until there is an answer, and answers that are read as JSON.

use std::sync::Arc;
use std::time::SystemTime;

use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::error::{ApiError, ErrorKind, Refused};
use super::interrupt::Interrupt;
use super::retry::{self, Advice};
use super::transport::{Answer, Method, Request, Transport};

/// So much is shown of what a server says, in characters.
const LONGEST_TEXT: usize = 300;

/// A broken connection is tried again less often than a refusal: the server asks for no patience.
const MOST_BROKEN: u32 = 4;

/// A try that took all the time there is may be repeated once.
const MOST_TIMED_OUT: u32 = 2;

/// Sends requests, again where that can help.
#[derive(Debug)]
pub(crate) struct Exchange {
    pub(crate) transport: Transport,
    pub(crate) interrupt: Arc<Interrupt>,
}

/// A request for JSON.
#[derive(Debug)]
pub(crate) struct Question<'a> {
    pub(crate) method: Method,
    /// With what follows a `?`.
    pub(crate) url: String,
    /// The scopes that it takes, of which one suffices.
    pub(crate) scopes: &'static [&'static str],
    pub(crate) token: Option<&'a SecretString>,
    /// JSON, which may hold an application's secret.
    pub(crate) body: Option<SecretString>,
    /// What no error may show.
    pub(crate) secrets: Vec<&'a SecretString>,
}

impl Question<'_> {
    /// An error of this question.
    pub(crate) fn error(&self, kind: ErrorKind) -> ApiError {
        let path = self.url.split('?').next().unwrap_or_default();
        ApiError {
            asked: format!("{} {path}", self.method.name()),
            scopes: self.scopes,
            kind: self.without_secrets(kind),
        }
    }

    /// A text of the server, short and without secrets.
    fn shown(&self, text: &str) -> String {
        let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for secret in &self.secrets {
            text = text.replace(secret.expose_secret(), "[secret]");
        }
        match text.char_indices().nth(LONGEST_TEXT) {
            Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
            None => text,
        }
    }

    fn without_secrets(&self, kind: ErrorKind) -> ErrorKind {
        match kind {
            ErrorKind::Unreachable(why) => ErrorKind::Unreachable(self.shown(&why)),
            ErrorKind::Certificate(why) => ErrorKind::Certificate(self.shown(&why)),
            ErrorKind::BrokenOff(why) => ErrorKind::BrokenOff(self.shown(&why)),
            ErrorKind::Redirect { status, location } => ErrorKind::Redirect {
                status,
                location: location.map(|location| self.shown(&location)),
            },
            ErrorKind::NotJson {
                status,
                media_type,
                start,
            } => ErrorKind::NotJson {
                status,
                media_type: media_type.map(|media_type| self.shown(&media_type)),
                start: self.shown(&start),
            },
            ErrorKind::Shape { expected, problem } => ErrorKind::Shape {
                expected,
                problem: self.shown(&problem),
            },
            ErrorKind::Refused(refused) => ErrorKind::Refused(Refused {
                code: refused.code.map(|code| self.shown(&code)),
                message: refused.message.map(|message| self.shown(&message)),
                ..refused
            }),
            ErrorKind::TimedOut(_) | ErrorKind::TooLarge(_) | ErrorKind::Endless { .. } => kind,
        }
    }
}

impl Exchange {
    /// Asks until there is an answer, or no hope of one.
    pub(crate) fn ask(&self, question: &Question<'_>) -> Result<Value, ApiError> {
        let request = Request {
            method: question.method,
            url: &question.url,
            token: question.token,
            body: question.body.as_ref(),
        };
        let mut tries = 1;
        loop {
            let (kind, advice) = match self.transport.send(&request) {
                Ok(answer) => match read(&answer, tries) {
                    Ok(value) => return Ok(value),
                    Err(kind) => (kind, answer.advice),
                },
                Err(kind) => (kind, Advice::default()),
            };
            let wait = || retry::wait(&advice, tries, SystemTime::now(), fastrand::f64());
            if tries >= most_tries(&kind) || self.interrupt.wait(wait()) {
                return Err(question.error(kind));
            }
            tries += 1;
        }
    }
}

/// How often a request is sent at most that comes to this.
fn most_tries(kind: &ErrorKind) -> u32 {
    match kind {
        ErrorKind::BrokenOff(_) => MOST_BROKEN,
        ErrorKind::TimedOut(_) => MOST_TIMED_OUT,
        ErrorKind::Refused(Refused { status, .. }) | ErrorKind::NotJson { status, .. }
            if retry::is_temporary(*status) =>
        {
            retry::MOST_TRIES
        }
        _ => 1,
    }
}

/// The JSON of an answer.
fn read(answer: &Answer, tries: u32) -> Result<Value, ErrorKind> {
    let status = answer.status;
    let json = serde_json::from_slice::<Value>(&answer.body);
    match status {
        300..=399 => Err(ErrorKind::Redirect {
            status,
            location: answer.location.clone(),
        }),
        200..=299 => json.map_err(|error| match error.is_eof() && !answer.body.is_empty() {
            true => ErrorKind::BrokenOff(format!(
                "the JSON ends in the middle, after {} bytes",
                answer.body.len()
            )),
            false => not_json(answer),
        }),
        _ => match json {
            Ok(Value::Object(object)) => {
                let text = |names: [&str; 3]| {
                    let mut values = names.iter().filter_map(|name| object.get(*name)?.as_str());
                    values.next().map(str::to_owned)
                };
                Err(ErrorKind::Refused(Refused {
                    status,
                    code: text(["errorCode", "error", "title"]),
                    message: text(["message", "error_description", "detail"]),
                    tries,
                }))
            }
            _ if is_html(answer) => Err(not_json(answer)),
            _ => Err(ErrorKind::Refused(Refused {
                status,
                code: None,
                message: Some(start(answer)).filter(|text| !text.is_empty()),
                tries,
            })),
        },
    }
}

fn not_json(answer: &Answer) -> ErrorKind {
    ErrorKind::NotJson {
        status: answer.status,
        media_type: answer.media_type.clone(),
        start: start(answer),
    }
}

fn is_html(answer: &Answer) -> bool {
    let is_said = answer
        .media_type
        .as_deref()
        .is_some_and(|it| it.contains("html"));
    is_said || answer.body.trim_ascii_start().starts_with(b"<")
}

/// The beginning of an answer that is not what it should be.
fn start(answer: &Answer) -> String {
    let start = answer.body.get(..4_000).unwrap_or(&answer.body);
    String::from_utf8_lossy(start).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, media_type: &str, body: &str) -> Answer {
        Answer {
            status,
            media_type: Some(media_type.to_owned()),
            location: None,
            advice: Advice::default(),
            body: body.as_bytes().to_vec(),
        }
    }

    fn shown(status: u16, media_type: &str, body: &str) -> String {
        match read(&answer(status, media_type, body), 1) {
            Ok(value) => value.to_string(),
            Err(kind) => kind.to_string(),
        }
    }

    #[test]
    fn answers_are_read_or_told() {
        for (status, media_type, body, expected) in [
            (200, "application/json", "[1]", "[1]"),
            (
                200,
                "text/html",
                "<html>Sign in",
                "expected JSON, found text/html (status 200): <html>Sign in",
            ),
            (
                200,
                "application/json",
                "",
                "expected JSON, found application/json (status 200) and nothing in it",
            ),
            (
                200,
                "application/json",
                "[1,",
                "the connection broke off: the JSON ends in the middle, after 3 bytes",
            ),
            (
                302,
                "text/html",
                "",
                "expected an answer, found a redirect (302) to nowhere",
            ),
            (
                404,
                "application/json",
                r#"{"error":"Not Found","message":"No.","errorCode":"inexistent"}"#,
                "refused: 404 inexistent, No.",
            ),
            (
                403,
                "application/json",
                r#"{"error":"access_denied","error_description":"Unauthorized"}"#,
                "refused: 403 access_denied, Unauthorized",
            ),
            (429, "text/plain", "Too many", "refused: 429, Too many"),
            (503, "text/plain", "", "refused: 503"),
            (
                502,
                "text/html",
                "<h1>Bad Gateway</h1>",
                "expected JSON, found text/html (status 502): <h1>Bad Gateway</h1>",
            ),
        ] {
            assert_eq!(shown(status, media_type, body), expected);
        }
    }

    #[test]
    fn secrets_are_taken_out_of_what_servers_say() {
        let secret = SecretString::from("sesame".to_owned());
        let question = Question {
            method: Method::Get,
            url: "https://a.b/api/v2/clients?take=1".to_owned(),
            scopes: &[],
            token: None,
            body: None,
            secrets: vec![&secret],
        };
        let body = format!("<p>authorization: Bearer sesame {}", "x".repeat(900));
        let kind = read(&answer(200, "text/html", &body), 1).expect_err("it is HTML");
        let text = question.error(kind).to_string();
        assert!(
            text.starts_with("GET https://a.b/api/v2/clients: expected JSON"),
            "{text}"
        );
        assert!(
            text.contains("Bearer [secret]") && !text.contains("sesame"),
            "{text}"
        );
        assert!(text.chars().count() < 450, "{text}");
    }

    #[test]
    fn secrets_are_not_in_what_debugging_shows() {
        let secret = SecretString::from("sesame".to_owned());
        let question = Question {
            method: Method::Post,
            url: "https://a.b/oauth/token".to_owned(),
            scopes: &[],
            token: Some(&secret),
            body: Some(SecretString::from(
                r#"{"client_secret":"sesame"}"#.to_owned(),
            )),
            secrets: vec![&secret],
        };
        let given = answer(200, "application/json", r#"{"access_token":"sesame"}"#);
        let text = format!("{question:?} {given:?}");
        assert!(!text.contains("sesame"), "{text}");
    }
}
