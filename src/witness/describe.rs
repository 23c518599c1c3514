//! Values in messages.

use super::testimony::Seen;
use crate::lock::Value;

/// Texts are cut off after so many characters.
const MOST_CHARACTERS: usize = 40;

/// A value that was proven.
pub(super) fn proven(value: &Value) -> String {
    match value {
        Value::Undefined => "`undefined`".to_owned(),
        Value::Null => "`null`".to_owned(),
        Value::Bool(value) => format!("`{value}`"),
        Value::Number(number) => format!("`{number}`"),
        Value::String(text) => quoted(text),
        Value::Pattern(_) => "a string of another form".to_owned(),
        Value::Config(path) => format!("`{}`", field(path)),
        Value::Test {
            path,
            negated: false,
        } => format!("truthy like `{}`", field(path)),
        Value::Test {
            path,
            negated: true,
        } => format!("falsy when `{}` is truthy", field(path)),
        Value::Object(_) => "an object".to_owned(),
        Value::Array(Some(items)) => format!("an array of {}", items.len()),
        Value::Array(None) => "an array".to_owned(),
        Value::Function => "a function".to_owned(),
        Value::Lock(constructor) => format!("`{}`", constructor.name()),
        Value::OneOf(values) => {
            let values: Vec<_> = values.iter().map(proven).collect();
            values.join(" or ")
        }
        Value::Unknown(_) => "anything".to_owned(),
    }
}

/// A value that was seen.
pub(super) fn seen(value: &Seen) -> String {
    match value {
        Seen::Unknown => "something else".to_owned(),
        Seen::Undefined => "`undefined`".to_owned(),
        Seen::Null => "`null`".to_owned(),
        Seen::Bool(value) => format!("`{value}`"),
        Seen::Number(number) => format!("`{number}`"),
        Seen::NotFinite => "a number that is not finite".to_owned(),
        Seen::String(text) => quoted(text),
        Seen::Function => "a function".to_owned(),
        Seen::Array(items) => format!("an array of {}", items.len()),
        Seen::Object(_) => "an object".to_owned(),
        Seen::Other => "a value of another type".to_owned(),
    }
}

fn field(path: &[String]) -> String {
    std::iter::once("config")
        .chain(path.iter().map(String::as_str))
        .collect::<Vec<_>>()
        .join(".")
}

fn quoted(text: &str) -> String {
    let mut short: String = text.chars().take(MOST_CHARACTERS).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    format!("`{short:?}`")
}
