//! Words for what the model holds.

use crate::lock::{ConfigName, Constructor, Library, LoadedVersion, Object, Part, Value};

/// A string of more characters than this is not shown in whole.
const LONG_STRING: usize = 80;

/// Of an object or array with more entries than this, only so many are shown.
const MANY_ENTRIES: usize = 12;

/// Objects and arrays inside this many others are not opened. Both limits keep the text of a value
/// short however large the page is that made it.
const DEEP: usize = 3;

/// The value as an expression that a reader of the page would recognise. `config` stands for the
/// decoded config, whatever the page calls it, and `…` for what is not known or not shown.
pub(super) fn value(value: &Value) -> String {
    nested(value, 0)
}

fn nested(value: &Value, depth: usize) -> String {
    match value {
        Value::Unknown(_) => "…".to_owned(),
        Value::Undefined => "undefined".to_owned(),
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.to_string().replace("inf", "Infinity"),
        Value::String(text) => string(text),
        Value::Pattern(parts) => join(parts.iter().map(part), " + "),
        Value::Config(path) => config(path),
        Value::Test { path, negated } => {
            format!("{}{}", if *negated { "!" } else { "!!" }, config(path))
        }
        Value::Object(object) => self::object(object, depth),
        Value::Array(None) => "[…]".to_owned(),
        Value::Array(Some(values)) if values.is_empty() => "[]".to_owned(),
        Value::Array(Some(_)) if depth >= DEEP => "[…]".to_owned(),
        Value::Array(Some(values)) => {
            let shown = values.iter().map(|item| nested(&item.value, depth + 1));
            format!("[{}]", entries(shown, false))
        }
        Value::Function => "a function".to_owned(),
        Value::Lock(constructor) => constructor_name(*constructor).to_owned(),
        Value::OneOf(_) if depth >= DEEP => "…".to_owned(),
        Value::OneOf(values) => {
            let values = values.iter().take(MANY_ENTRIES);
            // Alternatives that came from different places may look alike.
            let mut shown: Vec<String> = Vec::new();
            for value in values.map(|value| nested(value, depth + 1)) {
                if !shown.contains(&value) {
                    shown.push(value);
                }
            }
            shown.join(" or ")
        }
    }
}

fn object(object: &Object, depth: usize) -> String {
    if object.properties.is_empty() && object.open.is_none() {
        return "{}".to_owned();
    }
    if depth >= DEEP {
        return "{ … }".to_owned();
    }
    let shown = object.properties.iter();
    let shown = shown.map(|p| format!("{}: {}", p.key, nested(&p.value, depth + 1)));
    format!("{{ {} }}", entries(shown, object.open.is_some()))
}

/// The first entries, and `…` when there are, or may be, more.
fn entries(all: impl Iterator<Item = String>, open: bool) -> String {
    let mut all = all.peekable();
    let mut shown: Vec<_> = all.by_ref().take(MANY_ENTRIES).collect();
    if open || all.peek().is_some() {
        shown.push("…".to_owned());
    }
    shown.join(", ")
}

/// The config, or a field of it.
pub(super) fn config(path: &[String]) -> String {
    join(
        std::iter::once("config")
            .chain(path.iter().map(String::as_str))
            .map(str::to_owned),
        ".",
    )
}

/// How the page names the config, and which field of it that is.
pub(super) fn config_name(name: &ConfigName) -> String {
    let destructured = if name.pattern.is_some() {
        ", destructured"
    } else {
        ""
    };
    if name.path.is_empty() && destructured.is_empty() {
        return name.expression.clone();
    }
    format!("{} ({}{destructured})", name.expression, config(&name.path))
}

pub(super) fn constructor_name(constructor: Constructor) -> &'static str {
    match constructor {
        Constructor::Auth0Lock => "Auth0Lock",
        Constructor::Auth0LockPasswordless => "Auth0LockPasswordless",
    }
}

pub(super) fn library_name(library: Library) -> &'static str {
    match library {
        Library::Lock => "Lock",
        Library::LegacyPasswordless => "lock-passwordless",
        Library::LegacyWidget => "auth0-widget",
    }
}

/// The release, as the page has it; `None` when the page does not say.
pub(super) fn version(version: &LoadedVersion) -> Option<String> {
    match version {
        LoadedVersion::Exact(version) => Some(version.to_string()),
        LoadedVersion::Minor(major, minor) => Some(format!("{major}.{minor}")),
        LoadedVersion::Major(major) => Some(major.to_string()),
        LoadedVersion::StandIn(text) => Some(text.clone()),
        LoadedVersion::Unknown => None,
    }
}

fn part(part: &Part) -> String {
    match part {
        Part::Text(text) => string(text),
        Part::Config(path) => config(path),
        Part::Derived(path) => format!("a part of {}", config(path)),
        Part::Hole => "…".to_owned(),
    }
}

/// A string literal, cut short when it is long.
fn string(text: &str) -> String {
    let shown: String = text.chars().take(LONG_STRING).collect();
    let cut = if shown.len() < text.len() { "…" } else { "" };
    format!(
        "'{}{cut}'",
        shown
            .replace('\\', "\\\\")
            .replace('\'', "\\'")
            .replace('\n', "\\n")
    )
}

fn join(parts: impl Iterator<Item = String>, separator: &str) -> String {
    parts.collect::<Vec<_>>().join(separator)
}
