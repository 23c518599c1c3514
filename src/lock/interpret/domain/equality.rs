//! `===` and `==`, as far as values tell.

use std::rc::Rc;

use crate::lock::Part;
use crate::lock::interpret::assumptions::is_boolean_field;
use crate::lock::interpret::builtins::global::is_always_there;
use crate::lock::interpret::domain::config::is_always_served;
use crate::lock::interpret::domain::value::{Path, Truth, Value};
use crate::lock::interpret::state::State;

impl State<'_> {
    /// `a === b`
    pub(crate) fn is_strictly_equal(&self, a: &Value, b: &Value) -> Truth {
        if let Some(truth) = compared_with_boolean(a, b).or_else(|| compared_with_boolean(b, a)) {
            return truth;
        }
        match (a, b) {
            (Value::OneOf(values), other) | (other, Value::OneOf(values)) => {
                let mut truths = values.iter().map(|v| self.is_strictly_equal(v, other));
                let first = truths.next().unwrap_or(Truth::Open);
                if truths.all(|t| t == first) {
                    first
                } else {
                    Truth::Open
                }
            }
            (Value::Object(a), Value::Object(b)) => Truth::Known(a == b),
            _ if is_constant(a) && is_constant(b) => Truth::Known(a == b),
            (Value::Lock(a), Value::Lock(b)) => Truth::Known(a == b),
            // What the browser provides is the same wherever it is named alike.
            (Value::Known(a), Value::Known(b)) if a == b && is_always_there(a) => {
                Truth::Known(true)
            }
            (Value::Known(path), other) | (other, Value::Known(path))
                if is_constant(other) && is_always_there(path) =>
            {
                Truth::Known(false)
            }
            (Value::Object(_) | Value::Lock(_), other)
            | (other, Value::Object(_) | Value::Lock(_))
                if is_constant(other) =>
            {
                Truth::Known(false)
            }
            (Value::Config(path), other) | (other, Value::Config(path))
                if path.is_empty() && is_constant(other) =>
            {
                Truth::Known(false)
            }
            (Value::Config(path), other) | (other, Value::Config(path))
                if other.is_nullish() && is_always_served(path) =>
            {
                Truth::Known(false)
            }
            _ => Truth::Open,
        }
    }

    /// `a == b`
    pub(crate) fn is_loosely_equal(&self, a: &Value, b: &Value) -> Truth {
        match (a, b) {
            _ if a.is_nullish() && b.is_nullish() => Truth::Known(true),
            (Value::OneOf(values), other) | (other, Value::OneOf(values)) => {
                let mut truths = values.iter().map(|v| self.is_loosely_equal(v, other));
                let first = truths.next().unwrap_or(Truth::Open);
                if truths.all(|t| t == first) {
                    first
                } else {
                    Truth::Open
                }
            }
            (Value::Known(_), Value::Number(_) | Value::Bool(_) | Value::Str(_))
            | (Value::Number(_) | Value::Bool(_) | Value::Str(_), Value::Known(_)) => Truth::Open,
            // Objects are made text or numbers first.
            (Value::Object(_), Value::Number(_) | Value::Bool(_) | Value::Str(_))
            | (Value::Number(_) | Value::Bool(_) | Value::Str(_), Value::Object(_)) => Truth::Open,
            (Value::Number(_) | Value::Bool(_) | Value::Str(_), other)
            | (other, Value::Number(_) | Value::Bool(_) | Value::Str(_))
                if is_constant(other) && std::mem::discriminant(a) != std::mem::discriminant(b) =>
            {
                if other.is_nullish() {
                    Truth::Known(false)
                } else {
                    Truth::Open
                }
            }
            _ => self.is_strictly_equal(a, b),
        }
    }
}

fn is_constant(value: &Value) -> bool {
    matches!(
        value,
        Value::Undefined | Value::Null | Value::Bool(_) | Value::Number(_) | Value::Str(_)
    )
}

/// The config's `isThirdPartyClient` and the like are booleans: comparing with one tests the field.
fn compared_with_boolean(field: &Value, other: &Value) -> Option<Truth> {
    if let (Value::Pattern(parts), Value::Str(wanted)) = (field, other) {
        return text_of_boolean(parts, wanted);
    }
    let Value::Bool(wanted) = other else {
        return None;
    };
    let (path, negated) = match field {
        Value::Config(path) if is_boolean_field(path) => (path, false),
        Value::Test { path, negated } => (path, *negated),
        _ => return None,
    };
    Some(Truth::Field {
        path: path.clone(),
        negated: negated == *wanted,
    })
}

/// `String(config.isThirdPartyClient) === 'true'`
fn text_of_boolean(parts: &[Part], wanted: &str) -> Option<Truth> {
    let [Part::Config(field)] = parts else {
        return None;
    };
    let path: Path = field.iter().map(|name| Rc::from(name.as_str())).collect();
    let is_tested = is_boolean_field(&path) && matches!(wanted, "true" | "false");
    is_tested.then_some(Truth::Field {
        path,
        negated: wanted == "false",
    })
}
