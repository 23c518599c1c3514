//! What type a value has when the page runs, as far as it is known.

use std::fmt;

use crate::lock::Value;
use crate::lock::catalog::config_fields::{FieldKind, kind_of};

/// Strings are shown up to this length.
const LONGEST: usize = 40;

/// The type of a value, with what is known of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Shape<'v> {
    /// `true`, `false`; `None` when it is not known which.
    Boolean(Option<bool>),
    /// A number.
    Number(f64),
    /// A string; `None` when it is not known which.
    Text(Option<&'v str>),
    /// A function.
    Function,
    /// An object.
    Object,
    /// An array.
    Array,
}

impl<'v> Shape<'v> {
    /// The type of a value; `None` for `undefined` and `null`, which stand for no value, and for what is
    /// not known.
    pub(super) fn of(value: &'v Value) -> Option<Self> {
        Some(match value {
            Value::Bool(value) => Self::Boolean(Some(*value)),
            Value::Number(number) => Self::Number(*number),
            Value::String(text) => Self::Text(Some(text)),
            Value::Pattern(_) => Self::Text(None),
            Value::Function | Value::Lock(_) => Self::Function,
            Value::Object(_) => Self::Object,
            Value::Array(_) => Self::Array,
            Value::Config(path) => match kind_of(path)? {
                FieldKind::Text | FieldKind::AssetsAddress => Self::Text(None),
                FieldKind::Bool => Self::Boolean(None),
                FieldKind::Record(_) | FieldKind::OpenRecord => Self::Object,
                FieldKind::Varying => return None,
            },
            Value::Unknown(_)
            | Value::Undefined
            | Value::Null
            | Value::Test { .. }
            | Value::OneOf(_) => return None,
        })
    }

    /// Whether the value is truthy, as far as it is known.
    pub(super) fn is_truthy(&self) -> Option<bool> {
        match self {
            Self::Boolean(value) => *value,
            Self::Number(number) => Some(*number != 0.0 && !number.is_nan()),
            Self::Text(text) => text.map(|text| !text.is_empty()),
            Self::Function | Self::Object | Self::Array => Some(true),
        }
    }

    /// Whether it is a string that says that something is so.
    pub(super) fn is_text_for_true(&self) -> bool {
        let words = ["true", "1", "yes", "on"];
        matches!(self, Self::Text(Some(text)) if words.contains(&text.to_ascii_lowercase().as_str()))
    }
}

/// In words: "the string `'false'`".
impl fmt::Display for Shape<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean(Some(value)) => write!(f, "`{value}`"),
            Self::Boolean(None) => f.write_str("a boolean"),
            Self::Number(number) => write!(f, "the number {number}"),
            Self::Text(Some("")) => f.write_str("an empty string"),
            Self::Text(Some(text)) if text.chars().count() <= LONGEST => {
                write!(f, "the string `'{text}'`")
            }
            Self::Text(_) => f.write_str("a string"),
            Self::Function => f.write_str("a function"),
            Self::Object => f.write_str("an object"),
            Self::Array => f.write_str("an array"),
        }
    }
}
