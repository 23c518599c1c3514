//! IsStrictlyEqual and IsLooselyEqual, as far as values tell. Objects have been made primitive values where the
//! operation does that.

use std::rc::Rc;

use super::config::is_always_served;
use super::value::{Path, Truth, Value};
use crate::lock::Part;
use crate::lock::interpret::assumptions::is_boolean_field;

/// `a === b`
pub(crate) fn is_strictly_equal(a: &Value, b: &Value) -> Truth {
    if let Some(truth) = compared_with_boolean(a, b).or_else(|| compared_with_boolean(b, a)) {
        return truth;
    }
    match (a, b) {
        (Value::OneOf(values), other) | (other, Value::OneOf(values)) => {
            common(values.iter().map(|value| is_strictly_equal(value, other)))
        }
        (Value::Unknown(_) | Value::Host(_), _) | (_, Value::Unknown(_) | Value::Host(_)) => {
            Truth::Open
        }
        (Value::Object(a), Value::Object(b)) => Truth::Known(a == b),
        (Value::Lock(a), Value::Lock(b)) => Truth::Known(a == b),
        (Value::Symbol(a), Value::Symbol(b)) => Truth::Known(a == b),
        _ if is_constant(a) && is_constant(b) => Truth::Known(a == b),
        // What a library provides may be absent.
        (Value::Builtin(a), Value::Builtin(b)) if a == b => Truth::Known(true),
        (Value::Builtin(a), Value::Builtin(b)) if is_there(a) && is_there(b) => Truth::Known(false),
        (Value::Builtin(builtin), other) | (other, Value::Builtin(builtin)) => {
            let is_other =
                is_constant(other) || matches!(other, Value::Object(_) | Value::Symbol(_));
            if is_other && is_there(builtin) {
                Truth::Known(false)
            } else {
                Truth::Open
            }
        }
        (Value::Config(path), other) | (other, Value::Config(path)) => {
            let differs = (path.is_empty() && is_constant(other))
                || (other.is_nullish() && is_always_served(path))
                || (path.is_empty() && matches!(other, Value::Object(_)));
            if differs {
                Truth::Known(false)
            } else {
                Truth::Open
            }
        }
        (Value::Object(_) | Value::Lock(_) | Value::Symbol(_), other)
        | (other, Value::Object(_) | Value::Lock(_) | Value::Symbol(_))
            if is_constant(other)
                || matches!(
                    other,
                    Value::Object(_) | Value::Symbol(_) | Value::Pattern(_)
                ) =>
        {
            Truth::Known(false)
        }
        (Value::Pattern(_) | Value::Encoded | Value::Json(_), other)
        | (other, Value::Pattern(_) | Value::Encoded | Value::Json(_))
            if is_constant(other) && !matches!(other, Value::Str(_)) =>
        {
            Truth::Known(false)
        }
        _ => Truth::Open,
    }
}

/// SameValueZero: `===`, but that `NaN` is itself.
pub(crate) fn is_same_value_zero(a: &Value, b: &Value) -> Truth {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) if a.is_nan() && b.is_nan() => Truth::Known(true),
        _ => is_strictly_equal(a, b),
    }
}

/// `a == b` of values that have been made primitive where the other is.
pub(crate) fn is_loosely_equal(a: &Value, b: &Value) -> Truth {
    match (a, b) {
        _ if a.is_nullish() && b.is_nullish() => Truth::Known(true),
        (Value::OneOf(values), other) | (other, Value::OneOf(values)) => {
            common(values.iter().map(|value| is_loosely_equal(value, other)))
        }
        (Value::Builtin(_), other) | (other, Value::Builtin(_)) if is_convertible(other) => {
            Truth::Open
        }
        _ if is_convertible(a) && is_convertible(b) && is_text(a) != is_text(b)
            || is_convertible(a)
                && is_convertible(b)
                && !is_text(a)
                && std::mem::discriminant(a) != std::mem::discriminant(b) =>
        {
            Truth::Open
        }
        // Objects of other kinds than those of the page may be made primitive.
        (Value::Object(_) | Value::Lock(_), other) | (other, Value::Object(_) | Value::Lock(_))
            if is_convertible(other) =>
        {
            Truth::Open
        }
        _ => is_strictly_equal(a, b),
    }
}

/// What all of some truths are, when they are the same.
fn common(mut truths: impl Iterator<Item = Truth>) -> Truth {
    let first = truths.next().unwrap_or(Truth::Open);
    if truths.all(|truth| truth == first) {
        first
    } else {
        Truth::Open
    }
}

fn is_there(builtin: &super::builtin::Builtin) -> bool {
    builtin.is_object() && builtin.is_everywhere
}

fn is_text(value: &Value) -> bool {
    matches!(value, Value::Str(_) | Value::Pattern(_))
}

/// Whether `==` converts a value when the other is of another type.
fn is_convertible(value: &Value) -> bool {
    matches!(
        value,
        Value::Number(_) | Value::Bool(_) | Value::Str(_) | Value::Pattern(_)
    )
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
