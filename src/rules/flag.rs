//! Judging what `__useTenantInfo` will be.

use crate::lock::Cause;
use crate::lock::catalog::config_fields::is_known_field;
use crate::lock::{Construction, FIELD, FLAG, Object, Property, Unknown, Value};

/// What a construction's flag comes to on the paths that lead there.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Flag {
    /// On some path it is truthy just when the application is a third party's.
    pub(super) is_right: bool,
    /// On some path it is not among the options.
    pub(super) is_missing: bool,
    /// On some path it is one of these.
    pub(super) wrong: Vec<Wrong>,
    /// On some path it cannot be told.
    pub(super) unknown: Option<Unknown>,
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

impl Flag {
    fn right() -> Self {
        Self {
            is_right: true,
            ..Self::default()
        }
    }

    fn unknown(unknown: Unknown) -> Self {
        Self {
            unknown: Some(unknown),
            ..Self::default()
        }
    }

    /// What two paths come to together.
    fn or(mut self, other: Self) -> Self {
        self.is_right |= other.is_right;
        self.is_missing |= other.is_missing;
        for wrong in other.wrong {
            if !self.wrong.contains(&wrong) {
                self.wrong.push(wrong);
            }
        }
        self.unknown = self.unknown.or(other.unknown);
        self
    }
}

/// Tests of the config with known outcomes: where Lock is constructed, and where the options were made.
#[derive(Clone, Copy)]
struct Tests<'a> {
    construction: &'a [(Vec<String>, bool)],
    options: &'a [(Vec<String>, bool)],
}

impl<'a> Tests<'a> {
    fn iter(self) -> impl DoubleEndedIterator<Item = &'a (Vec<String>, bool)> {
        self.construction.iter().chain(self.options)
    }

    /// Whether control cannot come here: one test of the config would have had two outcomes.
    fn are_contradictory(self) -> bool {
        self.iter()
            .any(|(path, holds)| self.iter().any(|(p, h)| p == path && h != holds))
    }

    /// What the page knows of the field where it constructs Lock.
    fn of_field(self) -> Option<bool> {
        self.iter()
            .rev()
            .find(|(path, _)| is_the_field(path))
            .map(|(_, holds)| *holds)
    }
}

/// Judges the flag of a construction.
pub(super) fn judge(construction: &Construction) -> Flag {
    judge_options(&construction.arguments.options, construction)
}

/// Judges the flag that these options, of a construction, have.
pub(super) fn judge_options(options: &Value, construction: &Construction) -> Flag {
    match options {
        Value::Unknown(unknown) => Flag::unknown(unknown.clone()),
        Value::OneOf(values) => values
            .iter()
            .map(|options| judge_options(options, construction))
            .fold(Flag::default(), Flag::or),
        Value::Object(object) => judge_object(object, construction),
        Value::Config(path) => {
            let cause = Cause::OptionsAreField(path.join(".").into());
            let argument = construction.arguments.spans.get(2).copied();
            let span = argument.unwrap_or(construction.span);
            Flag::unknown(Unknown { cause, span })
        }
        _ => missing(Tests {
            construction: &construction.assumed,
            options: &[],
        }),
    }
}

fn judge_object(object: &Object, construction: &Construction) -> Flag {
    // What held where the object was made holds wherever it is met.
    let tests = Tests {
        construction: &construction.assumed,
        options: &object.assumed,
    };
    if tests.are_contradictory() {
        return Flag::default();
    }
    match (object.get(FLAG), &object.open) {
        (Some(property), _) => {
            let flag = judge_value(property, &property.value, tests);
            if property.maybe_absent {
                flag.or(missing(tests))
            } else {
                flag
            }
        }
        (None, Some(unknown)) => Flag::unknown(unknown.clone()),
        (None, None) => missing(tests),
    }
}

/// Without the flag Lock asks for the client's connections, which is right where the page knows
/// that no third party's application is concerned.
fn missing(tests: Tests<'_>) -> Flag {
    if tests.of_field() == Some(false) {
        return Flag::right();
    }
    Flag {
        is_missing: true,
        ..Flag::default()
    }
}

fn is_the_field(path: &[String]) -> bool {
    matches!(path, [field] if field == FIELD)
}

fn judge_value(property: &Property, value: &Value, tests: Tests<'_>) -> Flag {
    let wrong = |what: String, is_mistake: bool| {
        let known = match value {
            Value::Bool(b) => Some(*b),
            Value::Undefined | Value::Null => Some(false),
            Value::Number(n) => Some(*n != 0.0),
            Value::String(s) => Some(!s.is_empty()),
            _ => None,
        };
        if known.is_some() && known == tests.of_field() {
            return Flag::right();
        }
        let property = property.clone();
        Flag {
            wrong: vec![Wrong {
                property,
                what,
                is_mistake,
            }],
            ..Flag::default()
        }
    };
    match value {
        Value::Config(path)
        | Value::Test {
            path,
            negated: false,
        } if is_the_field(path) => Flag::right(),
        Value::Test {
            path,
            negated: true,
        } if is_the_field(path) => wrong(format!("it is the opposite of `{FIELD}`"), false),
        Value::Unknown(unknown) => Flag::unknown(unknown.clone()),
        Value::OneOf(values) => values
            .iter()
            .map(|value| judge_value(property, value, tests))
            .fold(Flag::default(), Flag::or),
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
