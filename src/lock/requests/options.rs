//! Reading options the way Lock does: the first that is a string with something in it.

use std::borrow::Cow;

use super::UrlPattern;
use crate::lock::catalog::config_fields::{self, FieldKind};
use crate::lock::catalog::{Need, Target};
use crate::lock::model::{Object, Part, Unknown, Value};

/// What an option comes to where Lock wants a string with something in it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reading {
    /// It is one.
    Text(UrlPattern),
    /// It is none, so that Lock goes on to the next option.
    NotText,
    /// It may be one.
    Maybe {
        /// What it is then.
        text: UrlPattern,
        /// A sentence without its full stop.
        why: String,
    },
}

/// How sure something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is so.
    Certain,
    /// It is so in some of the cases that the page provides for.
    InSomeCases,
    /// It may be so; a sentence without its full stop says what that depends on.
    InDoubt(String),
}

impl Standing {
    /// How sure each of so many alternatives is.
    pub(super) fn of_one_among(alternatives: usize) -> Self {
        match alternatives {
            1 => Self::Certain,
            _ => Self::InSomeCases,
        }
    }

    fn doubt(unknown: &Unknown) -> Self {
        let reason = &unknown.cause;
        Self::InDoubt(format!(
            "what the options are is not known because {reason}"
        ))
    }

    /// How sure it is that two things are both so. Two that each hold in some cases may hold in
    /// different ones.
    pub(super) fn and(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::InDoubt(_), _) | (_, Self::Certain) => self.clone(),
            (_, Self::InDoubt(_)) | (Self::Certain, _) => other.clone(),
            (Self::InSomeCases, Self::InSomeCases) => Self::InDoubt(
                "it depends on options that are each set in some cases only".to_owned(),
            ),
        }
    }
}

/// A base address that Lock may take, and where it has it from.
pub(super) struct Base {
    /// The option; `None` for the address that Lock makes of the domain.
    pub option: Option<&'static str>,
    /// The address as it stands in the option; empty without one.
    pub url: UrlPattern,
    pub standing: Standing,
}

/// The bases that Lock may take: the first of the options that is a string with something in it,
/// else its default.
pub(super) fn bases(options: &Object, names: &[&'static str], target: Target) -> Vec<Base> {
    let mut bases = Vec::new();
    let mut standing = Standing::Certain;
    for name in names {
        let readings = readings(options, name, target);
        let of_this = Standing::of_one_among(readings.len());
        let mut passed_over = None;
        for reading in readings {
            let (url, sure) = match reading {
                Reading::NotText => {
                    passed_over.get_or_insert(of_this.clone());
                    continue;
                }
                Reading::Text(url) => (url, of_this.clone()),
                Reading::Maybe { text, why } => {
                    let doubt = Standing::InDoubt(why);
                    passed_over = Some(doubt.clone());
                    (text, doubt)
                }
            };
            bases.push(Base {
                option: Some(name),
                url,
                standing: standing.and(&sure),
            });
        }
        match passed_over {
            Some(sure) => standing = standing.and(&sure),
            None => return bases,
        }
    }
    bases.push(Base {
        option: None,
        url: UrlPattern::default(),
        standing,
    });
    bases
}

/// What the options ask of the release of Lock: what may be set counts as set.
#[must_use]
pub fn need(target: Target, options: &Value) -> Need {
    let is_text = |reading: &Reading| *reading != Reading::NotText;
    let mut need = Need {
        target,
        ..Need::default()
    };
    for (object, _) in objects(options) {
        let bases = readings(&object, "configurationBaseUrl", target);
        let (tenants, _) = overrides(&object, "__tenant", target);
        need.configuration_base |= bases.iter().any(is_text);
        need.overrides_tenant |= tenants.iter().any(is_text);
    }
    need
}

/// The objects that the third argument can be, each with how sure it is to be that one and whole.
pub(super) fn objects<'o>(options: &'o Value) -> Vec<(Cow<'o, Object>, Standing)> {
    let alternatives = flatten(options);
    let one_of = Standing::of_one_among(alternatives.len());
    let object = |value: &'o Value| match value {
        Value::Object(object) => {
            let whole = wholeness(object);
            (Cow::Borrowed(object), one_of.and(&whole))
        }
        Value::Unknown(unknown) => (Cow::default(), Standing::doubt(unknown)),
        Value::Config(_) => (
            Cow::default(),
            Standing::InDoubt("the options come from the config".to_owned()),
        ),
        // Whatever else it is, Lock finds none of its options there.
        _ => (Cow::default(), one_of.clone()),
    };
    alternatives.into_iter().map(object).collect()
}

/// What `overrides.<key>` comes to, and how sure that is.
pub(super) fn overrides(options: &Object, key: &str, target: Target) -> (Vec<Reading>, Standing) {
    let mut readings = Vec::new();
    let mut standing = Standing::Certain;
    let Some(property) = options.get("overrides") else {
        return (vec![Reading::NotText], standing);
    };
    for value in flatten(&property.value) {
        match value {
            Value::Object(object) => {
                standing = standing.and(&wholeness(object));
                for reading in self::readings(object, key, target) {
                    add(&mut readings, reading);
                }
            }
            Value::Unknown(_) | Value::Config(_) => {
                add(&mut readings, read("overrides", value, target));
            }
            _ => add(&mut readings, Reading::NotText),
        }
    }
    if property.maybe_absent || readings.is_empty() {
        add(&mut readings, Reading::NotText);
    }
    (readings, standing)
}

/// How sure it is that an object has the properties it is seen to have, and no others.
fn wholeness(object: &Object) -> Standing {
    object
        .open
        .as_ref()
        .map_or(Standing::Certain, Standing::doubt)
}

/// What an option comes to in each of the cases that the page provides for; never empty.
pub(super) fn readings(object: &Object, key: &str, target: Target) -> Vec<Reading> {
    let Some(property) = object.get(key) else {
        return vec![Reading::NotText];
    };
    let mut readings = Vec::new();
    for value in flatten(&property.value) {
        add(&mut readings, read(key, value, target));
    }
    if property.maybe_absent || readings.is_empty() {
        add(&mut readings, Reading::NotText);
    }
    readings
}

fn add(readings: &mut Vec<Reading>, reading: Reading) {
    if !readings.contains(&reading) {
        readings.push(reading);
    }
}

/// The values that a value can be, none of them one of several.
pub(super) fn flatten(value: &Value) -> Vec<&Value> {
    let mut flat = Vec::new();
    let mut pending = vec![value];
    while let Some(value) = pending.pop() {
        match value {
            Value::OneOf(values) => pending.extend(values.iter().rev()),
            value => flat.push(value),
        }
    }
    flat
}

pub(super) fn read(name: &str, value: &Value, target: Target) -> Reading {
    let text = UrlPattern::of_value(value);
    let has_content = match value {
        Value::String(text) => Some(!text.is_empty()),
        Value::Pattern(parts) => pattern_has_content(parts, target),
        Value::Config(path) => config_fields::is_nonempty_text(path, target),
        Value::Unknown(unknown) => {
            let why = format!("what `{name}` is is not known because {}", unknown.cause);
            return Reading::Maybe { text, why };
        }
        _ => Some(false),
    };
    match has_content {
        Some(true) => Reading::Text(text),
        Some(false) => Reading::NotText,
        None => Reading::Maybe {
            why: format!("what `{name}` is, `{text}`, is not known"),
            text,
        },
    }
}

/// Whether a string made of these parts has something in it.
pub(super) fn pattern_has_content(parts: &[Part], target: Target) -> Option<bool> {
    let mut content = Some(false);
    for part in parts {
        let of_part = match part {
            Part::Text(text) => Some(!text.is_empty()),
            Part::Config(path) => match config_fields::kind_of(path) {
                // `'' + true` is a text as well.
                Some(FieldKind::Bool | FieldKind::Record(_) | FieldKind::OpenRecord) => Some(true),
                _ => config_fields::is_nonempty_text(path, target),
            },
            Part::Derived(path) => config_fields::is_nonempty_text(path, target),
            Part::Hole => None,
        };
        match of_part {
            Some(true) => return Some(true),
            Some(false) => {}
            None => content = None,
        }
    }
    content
}
