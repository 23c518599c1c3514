//! JSON with places, in the order in which it is written, and printed the way JavaScript prints it.

use std::fmt;

use jsonc_parser::ast;
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use crate::span::Span;

/// A JSON value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Json {
    /// The value.
    pub value: Value,
    /// Where it stands in the text it was read from.
    pub span: Span,
}

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number, as JavaScript reads it.
    Number(f64),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Json>),
    /// An object: its members in the order in which they are written, duplicates included.
    Object(Vec<Member>),
}

/// A member of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The name.
    pub key: String,
    /// Where the name stands.
    pub key_span: Span,
    /// The value.
    pub value: Json,
}

/// The types of JSON values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonType {
    /// `null`
    Null,
    /// `true`, `false`
    Boolean,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl JsonType {
    /// The type with its article: "an object".
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}

/// Why a text is not JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonError {
    /// A sentence without its full stop.
    pub message: String,
    /// Where.
    pub span: Span,
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for JsonError {}

/// JSON as `JSON.parse` takes it, and nothing more.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

impl Json {
    /// Reads a text.
    ///
    /// # Errors
    ///
    /// When the text is not JSON, or is nested deeper than the parser goes (512 levels).
    pub fn parse(text: &str) -> Result<Self, JsonError> {
        let parsed = parse_to_ast(text, &CollectOptions::default(), &STRICT);
        let parsed = parsed.map_err(|error| JsonError {
            message: error.kind().to_string().to_lowercase(),
            span: span(error.range()),
        })?;
        match &parsed.value {
            Some(value) => Ok(Self::of(value)),
            None => Err(JsonError {
                message: "the file is empty".to_owned(),
                span: Span::empty(0),
            }),
        }
    }

    /// A string that stands nowhere.
    #[must_use]
    pub fn string(text: impl Into<String>) -> Self {
        Self::unplaced(Value::String(text.into()))
    }

    /// A value that stands nowhere.
    #[must_use]
    pub fn unplaced(value: Value) -> Self {
        Self {
            value,
            span: Span::default(),
        }
    }

    fn of(value: &ast::Value<'_>) -> Self {
        let read = match value {
            ast::Value::NullKeyword(_) => Value::Null,
            ast::Value::BooleanLit(boolean) => Value::Bool(boolean.value),
            // The syntax has been checked; what is too large for a number is infinite in JavaScript too.
            ast::Value::NumberLit(number) => {
                Value::Number(number.value.parse().unwrap_or_default())
            }
            ast::Value::StringLit(string) => Value::String(string.value.to_string()),
            ast::Value::Array(array) => Value::Array(array.elements.iter().map(Self::of).collect()),
            ast::Value::Object(object) => {
                Value::Object(object.properties.iter().map(Member::of).collect())
            }
        };
        Self {
            value: read,
            span: span(value.range()),
        }
    }

    /// The type.
    #[must_use]
    pub fn kind(&self) -> JsonType {
        match &self.value {
            Value::Null => JsonType::Null,
            Value::Bool(_) => JsonType::Boolean,
            Value::Number(_) => JsonType::Number,
            Value::String(_) => JsonType::String,
            Value::Array(_) => JsonType::Array,
            Value::Object(_) => JsonType::Object,
        }
    }

    /// The member in force under a name: the last one.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Json> {
        let Value::Object(members) = &self.value else {
            return None;
        };
        let member = members.iter().rfind(|member| member.key == key)?;
        Some(&member.value)
    }

    /// The string, when it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// What `JSON.stringify` makes of the value.
    #[must_use]
    pub fn stringify(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        match &self.value {
            Value::Null => out.push_str("null"),
            Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Value::Number(number) if number.is_finite() => out.push_str(&js_number(*number)),
            Value::Number(_) => out.push_str("null"),
            Value::String(text) => write_string(text, out),
            Value::Array(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    item.write(out);
                }
                out.push(']');
            }
            Value::Object(members) => {
                out.push('{');
                for (index, member) in in_js_order(members).into_iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    write_string(&member.key, out);
                    out.push(':');
                    member.value.write(out);
                }
                out.push('}');
            }
        }
    }

    /// What the value becomes where JavaScript wants a string: `String(value)`.
    #[must_use]
    pub fn to_js_string(&self) -> String {
        match &self.value {
            Value::Null => "null".to_owned(),
            Value::Bool(value) => value.to_string(),
            Value::Number(number) => js_number(*number),
            Value::String(text) => text.clone(),
            Value::Array(items) => {
                let item = |item: &Self| match item.value {
                    Value::Null => String::new(),
                    _ => item.to_js_string(),
                };
                items.iter().map(item).collect::<Vec<_>>().join(",")
            }
            Value::Object(_) => "[object Object]".to_owned(),
        }
    }
}

impl Member {
    fn of(property: &ast::ObjectProp<'_>) -> Self {
        let (key, range) = match &property.name {
            ast::ObjectPropName::String(name) => (name.value.to_string(), name.range),
            ast::ObjectPropName::Word(name) => (name.value.to_owned(), name.range),
        };
        Self {
            key,
            key_span: span(range),
            value: Json::of(&property.value),
        }
    }

    /// A member that stands nowhere.
    #[must_use]
    pub fn unplaced(key: &str, value: Json) -> Self {
        Self {
            key: key.to_owned(),
            key_span: Span::default(),
            value,
        }
    }
}

/// The members of an object as JavaScript goes through them: names that are array indices first and
/// in ascending order, then the others in the order in which each came first, with its last value.
pub(super) fn in_js_order(members: &[Member]) -> Vec<&Member> {
    let mut order: Vec<&Member> = Vec::with_capacity(members.len());
    for member in members {
        match order.iter_mut().find(|known| known.key == member.key) {
            Some(known) => *known = member,
            None => order.push(member),
        }
    }
    // The sort is stable: names that are no indices keep their order.
    order.sort_by_key(|member| array_index(&member.key).unwrap_or(u32::MAX));
    order
}

/// The array index that a name is, if it is one.
fn array_index(key: &str) -> Option<u32> {
    let index: u32 = key.parse().ok()?;
    (index != u32::MAX && index.to_string() == key).then_some(index)
}

fn js_number(number: f64) -> String {
    // `String(-0)` is "0"; the formatter prints the sign.
    let number = if number == 0.0 { 0.0 } else { number };
    ryu_js::Buffer::new().format(number).to_owned()
}

fn write_string(text: &str, out: &mut String) {
    use fmt::Write as _;
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

fn span(range: Range) -> Span {
    Span::new(range.start, range.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn is_printed_as_javascript_prints_it() {
        for (text, expected) in [
            ("null", "null"),
            (
                " [ 1 , 2.50, -0, 1e21, 0.0000001 ] ",
                "[1,2.5,0,1e+21,1e-7]",
            ),
            (
                r#"{"b":1,"10":2,"9":3,"a":4,"b":5}"#,
                r#"{"9":3,"10":2,"b":5,"a":4}"#,
            ),
            (
                r#""\u0000\u001f\n\"\\é\u2028""#,
                "\"\\u0000\\u001f\\n\\\"\\\\é\u{2028}\"",
            ),
            ("12345678901234567890", "12345678901234567000"),
        ] {
            assert_eq!(Json::parse(text).unwrap().stringify(), expected, "{text}");
        }
    }

    #[test]
    fn becomes_a_string_as_in_javascript() {
        for (text, expected) in [
            ("null", "null"),
            ("[1,[2,null],\"a\"]", "1,2,,a"),
            ("{}", "[object Object]"),
            ("true", "true"),
            ("\"$&\"", "$&"),
        ] {
            assert_eq!(
                Json::parse(text).unwrap().to_js_string(),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn errors_have_a_place() {
        for (text, start) in [
            ("", 0),
            ("{\"a\": }", 6),
            ("{\"a\": 1,}", 7),
            ("{'a': 1}", 1),
            ("// no\n{}", 0),
            ("{} x", 3),
        ] {
            let error = Json::parse(text).unwrap_err();
            assert_eq!(error.span.start, start, "{text}: {error}");
        }
    }

    #[test]
    fn depth_is_bounded() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(Json::parse(&nested(200)).is_ok());
        assert!(Json::parse(&nested(1_000_000)).is_err());
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(text in "\\PC{0,20}", number in any::<f64>()) {
            let value = Json::unplaced(Value::Array(vec![
                Json::string(text),
                Json::unplaced(Value::Number(number)),
            ]));
            let printed = value.stringify();
            let expected: serde_json::Value = serde_json::from_str(&printed).unwrap();
            prop_assert_eq!(Json::parse(&printed).unwrap().stringify(), printed);
            prop_assert!(expected.is_array());
        }
    }
}
