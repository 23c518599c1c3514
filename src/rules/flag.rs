//! Judging what `__useTenantInfo` will be.

use crate::lock::catalog::config_fields::is_known_field;
use crate::lock::{Construction, FIELD, FLAG, Object, Property, Unknown, Value};

/// What a construction's flag comes to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Flag {
    /// It is truthy just when the application is a third party's.
    Right,
    /// It is not among the options.
    Missing,
    /// It is right, but only on some of the paths that lead here.
    Sometimes,
    /// It is something else.
    Wrong(Wrong),
    /// It cannot be told.
    Unknown(Unknown),
}

/// A flag that is something else than it should be.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wrong {
    pub(super) property: Property,
    /// A clause: "it is always `false`".
    pub(super) what: String,
    /// Whether nobody can have meant it, so that putting it right takes nothing away.
    pub(super) is_mistake: bool,
}

/// Judges the flag of a construction.
pub(super) fn judge(construction: &Construction) -> Flag {
    judge_options(&construction.arguments.options, construction)
}

fn judge_options(options: &Value, construction: &Construction) -> Flag {
    match options {
        Value::Unknown(unknown) => Flag::Unknown(unknown.clone()),
        Value::OneOf(values) => {
            let judged = values
                .iter()
                .map(|options| judge_options(options, construction));
            judged.reduce(together).unwrap_or(Flag::Missing)
        }
        Value::Object(object) => judge_object(object, construction),
        Value::Config(path) => {
            let reason = format!("the options are `{}` of the config", path.join("."));
            let span = construction
                .arguments
                .spans
                .get(2)
                .copied()
                .unwrap_or(construction.span);
            Flag::Unknown(Unknown { reason, span })
        }
        _ => missing(construction),
    }
}

fn judge_object(object: &Object, construction: &Construction) -> Flag {
    match (object.get(FLAG), &object.open) {
        (Some(property), _) => {
            let flag = judge_value(property, &property.value, construction);
            match flag {
                Flag::Right if property.maybe_absent => {
                    together(Flag::Right, missing(construction))
                }
                Flag::Wrong(_) if property.maybe_absent => together(flag, missing(construction)),
                flag => flag,
            }
        }
        (None, Some(unknown)) => Flag::Unknown(unknown.clone()),
        (None, None) => missing(construction),
    }
}

/// Without the flag Lock asks for the client's connections, which is right where the page knows
/// that no third party's application is concerned.
fn missing(construction: &Construction) -> Flag {
    if assumed(construction) == Some(false) {
        Flag::Right
    } else {
        Flag::Missing
    }
}

/// What the page knows of the field where it constructs Lock.
fn assumed(construction: &Construction) -> Option<bool> {
    let tests = construction.assumed.iter();
    tests
        .rev()
        .find(|(path, _)| is_the_field(path))
        .map(|(_, holds)| *holds)
}

fn is_the_field(path: &[String]) -> bool {
    matches!(path, [field] if field == FIELD)
}

fn judge_value(property: &Property, value: &Value, construction: &Construction) -> Flag {
    let wrong = |what: String, is_mistake: bool| {
        let known = match value {
            Value::Bool(b) => Some(*b),
            Value::Undefined | Value::Null => Some(false),
            Value::Number(n) => Some(*n != 0.0),
            Value::String(s) => Some(!s.is_empty()),
            _ => None,
        };
        if known.is_some() && known == assumed(construction) {
            return Flag::Right;
        }
        Flag::Wrong(Wrong {
            property: property.clone(),
            what,
            is_mistake,
        })
    };
    match value {
        Value::Config(path)
        | Value::Test {
            path,
            negated: false,
        } if is_the_field(path) => Flag::Right,
        Value::Test {
            path,
            negated: true,
        } if is_the_field(path) => wrong(format!("it is the opposite of `{FIELD}`"), false),
        Value::Unknown(unknown) => Flag::Unknown(unknown.clone()),
        Value::OneOf(values) => {
            let judged = values
                .iter()
                .map(|value| judge_value(property, value, construction));
            judged.reduce(together).unwrap_or(Flag::Missing)
        }
        Value::Undefined => wrong("it is `undefined`".into(), true),
        Value::Null => wrong("it is `null`".into(), true),
        Value::Bool(false) => wrong("it is always `false`".into(), true),
        Value::Bool(true) => wrong(
            "it is always `true`, for first-party applications too".into(),
            false,
        ),
        Value::Number(number) => wrong(format!("it is the number {number}"), *number == 0.0),
        Value::String(text) => wrong(format!("it is the string `{text}`"), true),
        Value::Pattern(_) => wrong("it is a string, which counts as true".into(), true),
        Value::Config(path) if path.is_empty() => wrong("it is the whole config".into(), true),
        Value::Config(path) | Value::Test { path, .. } => {
            let name = path.join(".");
            if is_known_field(path) {
                wrong(format!("it is the config's `{name}`"), false)
            } else {
                wrong(format!("the config has no field `{name}`"), true)
            }
        }
        Value::Object(_) | Value::Array(_) | Value::Function | Value::Lock(_) => {
            wrong("it is always truthy".into(), false)
        }
    }
}

/// What two paths come to together.
fn together(a: Flag, b: Flag) -> Flag {
    match (a, b) {
        (a, b) if a == b => a,
        (unknown @ Flag::Unknown(_), _) | (_, unknown @ Flag::Unknown(_)) => unknown,
        // Where it is right on one path, the other is the one to mend, and nobody decided it.
        (Flag::Right, Flag::Wrong(wrong)) | (Flag::Wrong(wrong), Flag::Right) => {
            if wrong.property.value == Value::Undefined || wrong.is_mistake {
                Flag::Wrong(wrong)
            } else {
                Flag::Wrong(Wrong {
                    is_mistake: false,
                    ..wrong
                })
            }
        }
        (wrong @ Flag::Wrong(_), _) | (_, wrong @ Flag::Wrong(_)) => wrong,
        _ => Flag::Sometimes,
    }
}
