//! Judging the first two arguments of Lock's constructors, which the config has.

use super::constants::is_stand_in;
use super::insertion::filled;
use super::names::names_at;
use super::{Context, Draft, Effect, Remedy, Rule};
use crate::edit::{Applicability, Fix, replace_expression};
use crate::lock::catalog::config_fields::is_known_field;
use crate::lock::{Construction, Value};

/// Ways to try before giving up.
const MOST_REMEDIES: usize = 3;

/// An argument of the constructors.
pub(super) struct Argument {
    pub(super) index: usize,
    /// The field of the config that it should be.
    pub(super) field: &'static str,
    /// The same as code, see [`filled`].
    pub(super) template: &'static str,
    /// What it is called.
    pub(super) what: &'static str,
    /// What comes of another value.
    pub(super) harm: &'static str,
}

/// Reports the constructions that are given a constant, or another field, where the page has the config.
pub(super) fn check_argument(
    context: &Context<'_>,
    rule: &'static Rule,
    argument: &Argument,
) -> Vec<Draft> {
    if !context.is_hosted() {
        return Vec::new();
    }
    let constructions = context.model.constructions.iter();
    constructions
        .filter_map(|construction| {
            let arguments = &construction.arguments;
            let value = match argument.index {
                0 => &arguments.client_id,
                _ => &arguments.domain,
            };
            let found = fault(value, argument)?;
            let span = arguments.spans.get(argument.index).copied();
            let draft = Draft::new(
                rule,
                format!(
                    "the {} that Lock is given is not the config's: {found}",
                    argument.what
                ),
                span.unwrap_or(construction.span),
            )
            .label(argument.harm)
            .help(format!("give it `config.{}`", argument.field))
            .remedies(remedies(context, construction, argument));
            Some(context.explain(draft, construction))
        })
        .collect()
}

/// What the value is, where none of its alternatives is the config's or may be.
fn fault(value: &Value, argument: &Argument) -> Option<String> {
    let mut found = None;
    for value in value.alternatives() {
        let this = match value {
            Value::String(text) if text.is_empty() => "it is empty".to_owned(),
            Value::String(text) if is_stand_in(text) => format!("it is the stand-in `{text}`"),
            Value::String(_) => "it is written into the page".to_owned(),
            Value::Config(path) => match path.as_slice() {
                [field] if field == argument.field => return None,
                // A page that takes the domain from another field of the config knows what it does.
                path if is_known_field(path) => return None,
                path => format!("the config has no field `{}`", path.join(".")),
            },
            _ => return None,
        };
        found.get_or_insert(this);
    }
    found
}

fn remedies(
    context: &Context<'_>,
    construction: &Construction,
    argument: &Argument,
) -> Vec<Remedy> {
    let Some(span) = construction.arguments.spans.get(argument.index).copied() else {
        return Vec::new();
    };
    let names = names_at(construction, span).filter(|name| name.pattern.is_none());
    names
        .filter_map(|name| {
            let code = filled(argument.template, name)?;
            let edit = replace_expression(context.text, span, &code)?;
            Some(Remedy {
                fix: Fix {
                    title: format!("Give Lock `{code}`"),
                    applicability: Applicability::Unsafe,
                    edits: vec![edit],
                },
                effect: Effect::argument(argument.index),
            })
        })
        .take(MOST_REMEDIES)
        .collect()
}
