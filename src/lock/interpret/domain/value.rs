//! The interpreter's values: small, joined where paths of the page meet.

use std::rc::Rc;

use super::builtin::Builtin;
use crate::lock::interpret::assumptions;

use crate::lock::Cause;
use crate::lock::interpret::budget::LIMITS;
use crate::lock::interpret::domain::ids::Id;
use crate::lock::{Constructor, Part, Unknown};
use crate::span::Span;

/// A field of the config: `["internalOptions", "state"]`; empty for the config itself.
pub(crate) type Path = Rc<[Rc<str>]>;

/// A value while the page runs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// Not known, and why.
    Unknown(Rc<Unknown>),
    Undefined,
    Null,
    Bool(bool),
    Number(f64),
    Str(Rc<str>),
    /// A string with parts that are not known.
    Pattern(Rc<[Part]>),
    /// The config's text in any of its forms, from `'@@config@@'` to the JSON that it decodes to.
    Encoded,
    /// The decoded config or a field of it.
    Config(Path),
    /// Truthy exactly when (or, negated, when not) that field of the config is.
    Test {
        path: Path,
        negated: bool,
    },
    /// An object, array, function or class of the page.
    Object(Id),
    /// One of Lock's constructors.
    Lock(Constructor),
    /// A symbol, by the name that properties have whose key it is: `@@iterator`.
    Symbol(Rc<str>),
    /// Something that the language, the browser or a well-known library provides.
    Builtin(&'static Builtin),
    /// What comes of a builtin and is not known, by how it came about: `document.getElementById()`.
    Host(Rc<str>),
    /// What `JSON.stringify` made of a value.
    Json(Rc<Value>),
    /// One of several, never nested.
    OneOf(Rc<[Value]>),
}

/// The branch that a value decides when it is tested.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Truth {
    Known(bool),
    /// Decided by a field of the config.
    Field {
        path: Path,
        negated: bool,
    },
    Open,
}

impl Value {
    pub(crate) fn unknown(cause: Cause, span: Span) -> Self {
        Self::Unknown(Rc::new(Unknown { cause, span }))
    }

    pub(crate) fn str(text: &str) -> Self {
        Self::Str(Rc::from(text))
    }

    pub(crate) fn host(path: &str) -> Self {
        Self::Host(Rc::from(path))
    }

    /// The global object.
    pub(crate) fn window() -> Self {
        static WINDOW: Builtin = Builtin::object("", "window");
        Self::Builtin(&WINDOW)
    }

    /// Whether it is the global object.
    pub(crate) fn is_window(&self) -> bool {
        matches!(self, Self::Builtin(builtin) if builtin.is_global("window"))
    }

    /// Why it is not known, when it is not.
    pub(crate) fn cause(&self) -> Option<Rc<Unknown>> {
        match self {
            Self::Unknown(unknown) => Some(unknown.clone()),
            _ => None,
        }
    }

    pub(crate) fn config() -> Self {
        Self::Config(Rc::from([]))
    }

    /// The alternatives: those of a `OneOf`, or the value alone.
    pub(crate) fn alternatives(&self) -> &[Value] {
        match self {
            Self::OneOf(values) => values,
            single => std::slice::from_ref(single),
        }
    }

    /// Whether the two are one abstract value. `==` is not enough: `NaN` would be new each time it comes about.
    pub(crate) fn is_same(&self, other: &Value) -> bool {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a == b || (a.is_nan() && b.is_nan()),
            _ => self == other,
        }
    }

    pub(crate) fn is_nullish(&self) -> bool {
        matches!(self, Self::Undefined | Self::Null)
    }

    /// The path, when the tenant's config (or a field of it) is among the alternatives. Pages fall
    /// back to a stand-in (`localhost ? {} : JSON.parse(…)`) that a tenant never serves.
    pub(crate) fn config_path(&self) -> Option<&Path> {
        assumptions::config_among(self.alternatives())
    }

    /// What a test of this value decides, when nothing is assumed of the config.
    pub(crate) fn truth(&self) -> Truth {
        match self {
            Self::Undefined | Self::Null => Truth::Known(false),
            Self::Bool(b) => Truth::Known(*b),
            Self::Number(n) => Truth::Known(*n != 0.0 && !n.is_nan()),
            Self::Str(s) => Truth::Known(!s.is_empty()),
            Self::Object(_) | Self::Lock(_) | Self::Encoded | Self::Json(_) => Truth::Known(true),
            Self::Symbol(_) => Truth::Known(true),
            Self::Builtin(builtin) if builtin.is_object() && builtin.is_everywhere => {
                Truth::Known(true)
            }
            Self::Builtin(_) | Self::Host(_) => Truth::Open,
            Self::Config(path) if path.is_empty() => Truth::Known(true),
            Self::Config(path) => Truth::Field {
                path: path.clone(),
                negated: false,
            },
            Self::Test { path, negated } => Truth::Field {
                path: path.clone(),
                negated: *negated,
            },
            Self::Pattern(parts) => {
                let some_text = parts
                    .iter()
                    .any(|p| matches!(p, Part::Text(t) if !t.is_empty()));
                if some_text {
                    Truth::Known(true)
                } else {
                    Truth::Open
                }
            }
            Self::Unknown(_) => Truth::Open,
            Self::OneOf(values) => {
                let mut truths = values.iter().map(Value::truth);
                let first = truths.next().unwrap_or(Truth::Open);
                if truths.all(|t| t == first) {
                    first
                } else {
                    Truth::Open
                }
            }
        }
    }

    /// The property key this value is, when it is known.
    pub(crate) fn as_key(&self) -> Option<Rc<str>> {
        match self {
            Self::Str(s) => Some(s.clone()),
            Self::Number(n) => Some(Rc::from(number_text(*n))),
            Self::Bool(b) => Some(Rc::from(if *b { "true" } else { "false" })),
            Self::Undefined => Some(Rc::from("undefined")),
            Self::Null => Some(Rc::from("null")),
            Self::Symbol(name) => Some(name.clone()),
            _ => None,
        }
    }

    /// The value as parts of a string.
    pub(crate) fn parts(&self) -> Vec<Part> {
        match self {
            Self::Symbol(_) => vec![Part::Hole],
            Self::Pattern(parts) => parts.to_vec(),
            Self::Config(path) => vec![Part::Config(path_strings(path))],
            other => match other.as_key() {
                Some(text) => vec![Part::Text(text.to_string())],
                None => vec![Part::Hole],
            },
        }
    }

    /// The alternatives that satisfy `keep`, or the value as it was when none does.
    pub(crate) fn filtered(&self, keep: impl Fn(&Value) -> bool) -> Value {
        let Self::OneOf(values) = self else {
            return self.clone();
        };
        let kept: Vec<Value> = values.iter().filter(|v| keep(v)).cloned().collect();
        if kept.is_empty() {
            self.clone()
        } else {
            one_of(kept)
        }
    }
}

/// Strings of a path, for the model.
pub(crate) fn path_strings(path: &Path) -> Vec<String> {
    path.iter().map(ToString::to_string).collect()
}

/// JavaScript's text of a number, as far as keys and concatenation need it.
pub(crate) fn number_text(number: f64) -> String {
    if number.is_infinite() {
        return if number > 0.0 {
            "Infinity".into()
        } else {
            "-Infinity".into()
        };
    }
    let size = number.abs();
    if size == 0.0 {
        "0".into()
    } else if (1e-6..1e21).contains(&size) || number.is_nan() {
        number.to_string()
    } else {
        let text = format!("{number:e}");
        match text.split_once('e') {
            Some((digits, power)) if !power.starts_with('-') => format!("{digits}e+{power}"),
            _ => text,
        }
    }
}

/// A string made of parts; plain when all of them are known.
pub(crate) fn string_of(parts: Vec<Part>) -> Value {
    let length = parts.iter().map(part_length).fold(0, usize::saturating_add);
    if length > LIMITS.text || parts.len() > LIMITS.text_parts {
        return Value::unknown(Cause::LongText, Span::default());
    }
    let mut merged: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        match (merged.last_mut(), part) {
            (_, Part::Text(text)) if text.is_empty() => {}
            (Some(Part::Text(before)), Part::Text(text)) => before.push_str(&text),
            (Some(Part::Hole), Part::Hole) => {}
            (_, part) => merged.push(part),
        }
    }
    match merged.as_slice() {
        [] => Value::str(""),
        [Part::Text(text)] => Value::str(text),
        _ => Value::Pattern(Rc::from(merged)),
    }
}

fn part_length(part: &Part) -> usize {
    match part {
        Part::Text(text) => text.len(),
        Part::Config(_) | Part::Derived(_) | Part::Hole => 1,
    }
}

/// One of several values, flattened and without repetition.
pub(crate) fn one_of(values: impl IntoIterator<Item = Value>) -> Value {
    let mut flat: Vec<Value> = Vec::new();
    for value in values {
        for alternative in value.alternatives() {
            let is_unknown = matches!(alternative, Value::Unknown(_));
            if flat.len() > LIMITS.alternatives && !is_unknown {
                continue;
            }
            let again = flat.iter().any(|v| {
                v.is_same(alternative)
                    || matches!((v, alternative), (Value::Unknown(_), Value::Unknown(_)))
            });
            if !again {
                flat.push(alternative.clone());
            }
        }
    }
    if flat.len() > LIMITS.alternatives {
        let unknown = flat
            .iter()
            .find(|v| matches!(v, Value::Unknown(_)))
            .cloned();
        return unknown.unwrap_or_else(|| Value::unknown(Cause::TooManyValues, Span::default()));
    }
    match (flat.len(), flat.pop()) {
        (1, Some(only)) => only,
        (_, Some(last)) => {
            flat.push(last);
            Value::OneOf(Rc::from(flat))
        }
        (_, None) => Value::Undefined,
    }
}

/// The value after two paths meet.
pub(crate) fn join(a: &Value, b: &Value) -> Value {
    if a == b {
        a.clone()
    } else {
        one_of([a.clone(), b.clone()])
    }
}

/// The value after two paths meet that a field of the config told apart: `yes` where the field is
/// truthy (or, negated, falsy). Where the two differ just as the field does, the result is a test
/// of the field.
pub(crate) fn select(path: &Path, negated: bool, yes: &Value, no: &Value) -> Value {
    let given = |value: &Value, holds: bool| match value.truth() {
        Truth::Field {
            path: p,
            negated: n,
        } if p == *path => Some((holds != negated) != n),
        Truth::Known(b) if is_plain(value) => Some(b),
        _ => None,
    };
    match (given(yes, true), given(no, false)) {
        _ if yes == no => yes.clone(),
        (Some(true), Some(false)) => Value::Test {
            path: path.clone(),
            negated,
        },
        (Some(false), Some(true)) => Value::Test {
            path: path.clone(),
            negated: !negated,
        },
        _ => one_of([yes.clone(), no.clone()]),
    }
}

/// Whether nothing but the truth of the value matters when it stands for a flag.
fn is_plain(value: &Value) -> bool {
    matches!(
        value,
        Value::Undefined | Value::Null | Value::Bool(_) | Value::Number(_) | Value::Str(_)
    )
}

#[expect(clippy::cast_precision_loss, reason = "no list of a page is that long")]
pub(crate) fn number(index: usize) -> f64 {
    index as f64
}

/// A place in a list as a value.
pub(crate) fn index_value(index: usize) -> Value {
    Value::Number(number(index))
}

/// A value that is not known because of something at `span`.
pub(crate) fn unknown(cause: Cause, span: impl Into<Span>) -> Value {
    Value::unknown(cause, span.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field() -> Path {
        Rc::from([Rc::from("isThirdPartyClient")])
    }

    #[test]
    fn joining_flattens_and_does_not_repeat() {
        let ab = join(&Value::Bool(true), &Value::Null);
        let abc = join(&ab, &join(&Value::Null, &Value::Undefined));
        assert_eq!(
            abc.alternatives(),
            [Value::Bool(true), Value::Null, Value::Undefined]
        );
        assert_eq!(join(&Value::Null, &Value::Null), Value::Null);
        let nan = Value::Number(f64::NAN);
        assert_eq!(join(&nan, &nan).alternatives().len(), 1);
    }

    #[test]
    fn a_choice_by_a_field_is_a_test_of_it() {
        let test = |negated| Value::Test {
            path: field(),
            negated,
        };
        let (yes, no) = (Value::Bool(true), Value::Bool(false));
        assert_eq!(select(&field(), false, &yes, &no), test(false));
        assert_eq!(select(&field(), true, &yes, &no), test(true));
        assert_eq!(
            select(&field(), false, &no, &Value::Number(1.0)),
            test(true)
        );
        assert_eq!(
            select(&field(), false, &Value::Config(field()), &no),
            test(false)
        );
        assert_eq!(select(&field(), false, &yes, &yes), yes);
    }

    #[test]
    fn strings_keep_what_is_known() {
        let host = Part::Config(vec!["auth0Domain".into()]);
        let parts = vec![
            Part::Text("https:".into()),
            Part::Text("//".into()),
            host.clone(),
        ];
        let expected = Value::Pattern(Rc::from([Part::Text("https://".into()), host]));
        assert_eq!(string_of(parts), expected);
        assert_eq!(string_of(vec![]), Value::str(""));
    }
}
