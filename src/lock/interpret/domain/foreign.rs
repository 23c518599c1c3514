//! Text from outside: what whoever makes a link to the page, another page or the tenant decides, and not
//! the page's own code.

use std::rc::Rc;

use super::value::{Path, Value};
use crate::lock::interpret::assumptions::is_boolean_field;
use crate::lock::{Cause, Part};

/// Where text from outside comes from, by the path of the browser's objects.
const SOURCES: &[&str] = &[
    "location.hash",
    "location.href",
    "location.search",
    "document.URL",
    "document.documentURI",
    "document.referrer",
    "localStorage.getItem()",
    "sessionStorage.getItem()",
    MESSAGE_DATA,
];

/// The event that `postMessage` brings about, as a path.
pub(crate) const MESSAGE_EVENT: &str = "MessageEvent";

const MESSAGE_DATA: &str = "MessageEvent.data";

/// The addresses of the page itself. The browser has gone there already.
const OWN_ADDRESS: &[&str] = &["location.href", "document.URL", "document.documentURI"];

/// Fields of the config that come from the address with which the login was asked for.
const FROM_REQUEST: &[&str] = &["extraParams", "internalOptions"];

/// Members of a text or an address that are numbers, truths, or parts that nobody else decides.
const HARMLESS: &[&str] = &[
    "charCodeAt()",
    "endsWith()",
    "host",
    "hostname",
    "includes()",
    "indexOf()",
    "lastIndexOf()",
    "length",
    "origin",
    "pathname",
    "port",
    "protocol",
    "search()",
    "startsWith()",
];

/// Where a value comes from, when it is, or has in it, text from outside. The first source, where there are
/// several.
pub(crate) fn origin(value: &Value) -> Option<Rc<str>> {
    match value {
        Value::Host(path) => source_of(path).map(Rc::from),
        Value::Unknown(unknown) => match &unknown.cause {
            Cause::Foreign(source) => Some(Rc::from(&**source)),
            _ => None,
        },
        Value::Config(path) => of_config(path),
        Value::Pattern(parts) => parts.iter().find_map(of_part),
        Value::OneOf(values) => values.iter().find_map(origin),
        _ => None,
    }
}

/// Where an address comes from, when somebody else decides where it leads: its beginning.
pub(crate) fn origin_of_address(value: &Value) -> Option<Rc<str>> {
    let is_decided_elsewhere = |source: &Rc<str>| {
        let is_field = |field: &str| source.starts_with(&format!("config.{field}."));
        !OWN_ADDRESS.contains(&&**source)
            && (!source.starts_with("config.") || FROM_REQUEST.iter().any(|field| is_field(field)))
    };
    let found = match value {
        Value::Pattern(parts) => parts.first().and_then(of_part),
        Value::OneOf(values) => values.iter().find_map(origin_of_address),
        value => origin(value),
    };
    found.filter(is_decided_elsewhere)
}

/// The source, where what a path of the browser's objects gives is text from outside.
pub(crate) fn source_of(path: &str) -> Option<&'static str> {
    let path = path
        .strip_prefix("document.location")
        .map_or_else(|| path.to_owned(), |rest| format!("location{rest}"));
    let is_within = |source: &&&str| {
        path.strip_prefix(**source)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let source = SOURCES.iter().find(is_within).copied()?;
    let member = path.rsplit_once('.').map_or("", |(_, member)| member);
    (!HARMLESS.contains(&member)).then_some(source)
}

fn of_config(path: &Path) -> Option<Rc<str>> {
    let is_text = !path.is_empty() && !is_boolean_field(path);
    is_text.then(|| Rc::from(format!("config.{}", path.join("."))))
}

fn of_part(part: &Part) -> Option<Rc<str>> {
    match part {
        Part::Foreign(source) => Some(Rc::from(source.as_str())),
        Part::Config(path) | Part::Derived(path) => {
            let path: Path = path.iter().map(|key| Rc::from(key.as_str())).collect();
            of_config(&path)
        }
        Part::Text(_) | Part::Hole => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_decide_and_what_they_do_not() {
        for (path, expected) in [
            ("location.hash", Some("location.hash")),
            ("document.location.search", Some("location.search")),
            ("location.hash.slice()", Some("location.hash")),
            ("location.hash.length", None),
            ("location.hashes", None),
            ("location.hostname", None),
            ("location.href.URL().hostname", None),
            ("MessageEvent.origin", None),
        ] {
            assert_eq!(source_of(path), expected, "{path}");
        }
    }
}
