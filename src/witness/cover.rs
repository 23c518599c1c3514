//! Whether a value that was proven covers one that was seen.

use serde_json::Value as Json;

use super::describe::{proven, seen};
use super::testimony::Seen;
use super::transaction::World;
use crate::lock::{FLAG, Object, Part, Value};
use crate::span::Span;

/// How a value that was seen differs from the one that was proven.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Difference {
    /// How deep in the arguments it is: the deeper, the more is the same.
    pub(super) rank: usize,
    /// What differs: "the option `closable`".
    pub(super) what: String,
    /// What was proven.
    pub(super) proven: String,
    /// What was seen.
    pub(super) seen: String,
    /// The place that the proof speaks of.
    pub(super) span: Span,
}

/// A place in what Lock was given.
pub(super) struct Place<'a> {
    pub(super) world: &'a World,
    /// What it is called.
    pub(super) what: String,
    pub(super) span: Span,
    /// How deep in the arguments it is.
    pub(super) rank: usize,
}

impl Place<'_> {
    /// How what was seen there differs from what was proven. `None` when the proof covers it, or the run does
    /// not know.
    pub(super) fn difference(&self, value: &Value, given: &Seen) -> Option<Difference> {
        match (value, given) {
            (Value::Unknown(_), _) | (_, Seen::Unknown) => None,
            (Value::OneOf(values), _) => self.alternatives(value, values, given),
            (Value::Object(object), Seen::Object(properties)) => self.object(object, properties),
            (Value::Array(Some(values)), Seen::Array(items)) if values.len() == items.len() => {
                let mut pairs = values.iter().zip(items);
                pairs.find_map(|(value, item)| {
                    self.deeper(self.what.clone(), self.span)
                        .difference(&value.value, item)
                })
            }
            (Value::Array(Some(_)), Seen::Array(_)) => Some(self.differs(value, given)),
            _ => {
                let is_covered = is_covered(self.world, value, given);
                (!is_covered).then(|| self.differs(value, given))
            }
        }
    }

    fn differs(&self, value: &Value, given: &Seen) -> Difference {
        Difference {
            rank: self.rank,
            what: self.what.clone(),
            proven: proven(value),
            seen: seen(given),
            span: self.span,
        }
    }

    fn deeper(&self, what: String, span: Span) -> Place<'_> {
        Place {
            world: self.world,
            what,
            span,
            rank: self.rank + 1,
        }
    }

    /// One of the alternatives has to cover what was seen.
    fn alternatives(&self, value: &Value, values: &[Value], given: &Seen) -> Option<Difference> {
        let mut closest = self.differs(value, given);
        for alternative in values {
            let difference = self.difference(alternative, given)?;
            if difference.rank > closest.rank {
                closest = difference;
            }
        }
        Some(closest)
    }

    fn object(&self, object: &Object, properties: &[(String, Seen)]) -> Option<Difference> {
        if !self.world.holds(&object.assumed) {
            return Some(Difference {
                proven: "made for another kind of application".to_owned(),
                seen: "it".to_owned(),
                ..self.differs(&Value::Undefined, &Seen::Unknown)
            });
        }
        let given = |key: &str| properties.iter().find(|(k, _)| k == key).map(|(_, v)| v);
        for property in &object.properties {
            let given = given(&property.key);
            if (given.is_none() && property.maybe_absent)
                || (object.open.is_some() && property.key != FLAG)
            {
                continue;
            }
            let place = self.deeper(option(&property.key), property.value_span);
            let difference = place.difference(&property.value, given.unwrap_or(&Seen::Undefined));
            if difference.is_some() {
                return difference;
            }
        }
        if object.open.is_some() {
            return None;
        }
        let unproven = |(key, value): &&(String, Seen)| {
            object.get(key).is_none() && !matches!(value, Seen::Undefined | Seen::Unknown)
        };
        let (key, value) = properties.iter().find(unproven)?;
        let place = self.deeper(option(key), self.span);
        Some(Difference {
            proven: "absent".to_owned(),
            ..place.differs(&Value::Undefined, value)
        })
    }
}

fn option(key: &str) -> String {
    format!("the option `{key}`")
}

/// Whether a value covers what was seen, where the two are not objects or arrays both.
fn is_covered(world: &World, value: &Value, given: &Seen) -> bool {
    let is_object = matches!(given, Seen::Object(_) | Seen::Array(_) | Seen::Function);
    match value {
        Value::Unknown(_) => true,
        Value::Undefined => *given == Seen::Undefined,
        Value::Null => *given == Seen::Null,
        Value::Bool(value) => *given == Seen::Bool(*value),
        Value::Number(number) => match given {
            Seen::Number(seen) => number == seen,
            Seen::NotFinite => !number.is_finite(),
            _ => false,
        },
        Value::String(text) => matches!(given, Seen::String(seen) if seen == text),
        Value::Pattern(parts) => matches!(given, Seen::String(seen) if matches(world, parts, seen)),
        Value::Config(path) => is_field(world.field(path), given),
        Value::Test { path, negated } => given
            .is_truthy()
            .is_none_or(|truthy| truthy == (world.is_truthy(path) != *negated)),
        // What browsers provide need not look here as it does there.
        Value::Object(_) | Value::Array(_) | Value::Function | Value::Lock(_) => is_object,
        Value::OneOf(values) => values.iter().any(|value| is_covered(world, value, given)),
    }
}

/// Whether what was seen is a field of the config. Objects of the config may have been written to, and the page may
/// have a default for a field that is not there, of which the proof does not speak.
fn is_field(field: Option<&Json>, given: &Seen) -> bool {
    match (field, given) {
        (None, _) | (Some(Json::Null), Seen::Null) => true,
        (Some(Json::Bool(a)), Seen::Bool(b)) => a == b,
        (Some(Json::Number(a)), Seen::Number(b)) => a.as_f64() == Some(*b),
        (Some(Json::String(a)), Seen::String(b)) => a == b,
        (Some(Json::Array(_)), Seen::Array(_)) | (Some(Json::Object(_)), Seen::Object(_)) => true,
        _ => false,
    }
}

/// Whether a text has these parts, one after the other. Once a part is not known, those behind it are looked
/// for anywhere.
fn matches(world: &World, parts: &[Part], text: &str) -> bool {
    let mut rest = text;
    let mut is_certain = true;
    for part in parts {
        let known = match part {
            Part::Text(text) => Some(text.clone()),
            Part::Config(path) => text_of(world.field(path)),
            Part::Derived(path) if text.is_empty() && world.is_truthy(path) => return false,
            Part::Derived(_) | Part::Hole => None,
        };
        let Some(known) = known else {
            is_certain = false;
            continue;
        };
        let at = rest.find(&known);
        let Some(at) = at.filter(|at| !is_certain || *at == 0) else {
            return false;
        };
        rest = rest.get(at + known.len()..).unwrap_or_default();
    }
    !is_certain || rest.is_empty()
}

/// What a field of the config is within a text.
fn text_of(field: Option<&Json>) -> Option<String> {
    match field {
        None => Some("undefined".to_owned()),
        Some(Json::Null) => Some("null".to_owned()),
        Some(Json::Bool(value)) => Some(value.to_string()),
        Some(Json::String(text)) => Some(text.clone()),
        Some(Json::Number(_) | Json::Array(_) | Json::Object(_)) => None,
    }
}
