//! Words for what the model holds.

use crate::lock::{ConfigName, Constructor, Library, LoadedVersion, Part, Value};

/// A string of more characters than this is not shown in whole.
const LONG_STRING: usize = 80;

/// The value as an expression that a reader of the page would recognise. `config` stands for the
/// decoded config, whatever the page calls it, and `…` for what is not known.
pub(super) fn value(value: &Value) -> String {
    match value {
        Value::Unknown(_) => "…".to_owned(),
        Value::Undefined => "undefined".to_owned(),
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) if number.is_infinite() => if *number > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        }
        .to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => string(text),
        Value::Pattern(parts) => join(parts.iter().map(part), " + "),
        Value::Config(path) => config(path),
        Value::Test {
            path,
            negated: true,
        } => format!("!{}", config(path)),
        Value::Test {
            path,
            negated: false,
        } => format!("!!{}", config(path)),
        Value::Object(object) => {
            let known = object.properties.iter();
            let known = known.map(|p| format!("{}: {}", p.key, self::value(&p.value)));
            let open = object.open.as_ref().map(|_| "…".to_owned());
            let properties = join(known.chain(open), ", ");
            if properties.is_empty() {
                "{}".to_owned()
            } else {
                format!("{{ {properties} }}")
            }
        }
        Value::Array(None) => "[…]".to_owned(),
        Value::Array(Some(values)) => format!("[{}]", join(values.iter().map(self::value), ", ")),
        Value::Function => "a function".to_owned(),
        Value::Lock(constructor) => constructor_name(*constructor).to_owned(),
        Value::OneOf(values) => join(values.iter().map(self::value), " or "),
    }
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
