//! Values that are written into the page where the config has the right one.

use super::insertion::filled;
use super::names::names_at;
use super::receiver::Receiver;
use super::{Context, Effect, Remedy};
use crate::edit::{Applicability, Fix, replace_expression};
use crate::lock::catalog::Constructors;
use crate::lock::{GivenOption, Value};

/// Ways to try before giving up.
const MOST_REMEDIES: usize = 3;

/// The constant that a value is; the first one, where it is one of several. `None` where some
/// alternative is no constant.
pub(super) fn text(value: &Value) -> Option<String> {
    let mut texts = value.alternatives().map(|value| match value {
        Value::String(text) => Some(text.clone()),
        _ => None,
    });
    let first = texts.next()??;
    texts.all(|text| text.is_some()).then_some(first)
}

/// Whether a text was left from a template, for somebody to fill in: `YOUR_DOMAIN`, `{{domain}}`.
pub(super) fn is_stand_in(text: &str) -> bool {
    stand_in(text).is_some()
}

/// The part of a text that was left from a template.
pub(super) fn stand_in(text: &str) -> Option<&str> {
    your(text)
        .or_else(|| between(text, "{{", "}}"))
        .or_else(|| between(text, "<%", "%>"))
}

/// `YOUR_CLIENT_ID`, `YOUR-DOMAIN`
fn your(text: &str) -> Option<&str> {
    for (start, _) in text.match_indices("YOUR") {
        let is_start = !text
            .get(..start)
            .is_some_and(|before| before.ends_with(|c: char| c.is_ascii_alphanumeric()));
        let rest = text.get(start..)?;
        let end = rest
            .find(|c: char| {
                !(c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '_' | '-'))
            })
            .unwrap_or(rest.len());
        let word = rest.get(..end)?.trim_end_matches(['_', '-']);
        let has_more = word
            .get(4..)
            .is_some_and(|more| more.starts_with(['_', '-']));
        if is_start && has_more {
            return Some(word);
        }
    }
    None
}

/// `{{ domain }}`: a name between marks.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Option<&'t str> {
    let start = text.find(open)?;
    let inner = text.get(start + open.len()..)?;
    let length = inner.find(close)?;
    let name = inner
        .get(..length)?
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '=' | '-'));
    let is_name = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | '$'));
    is_name.then(|| text.get(start..start + open.len() + length + close.len()))?
}

/// The remedies that put a field of the config in the place of an option's value.
pub(super) fn remedies(
    context: &Context<'_>,
    receiver: &Receiver<'_>,
    option: &GivenOption<'_>,
    template: &str,
) -> Vec<Remedy> {
    let span = option.property.value_span;
    if span.is_empty() || option.property.key_span == span {
        return Vec::new();
    }
    let path = option.name();
    let mut effect = Effect::options(Constructors::Both, [path.as_str()]);
    effect.calls = receiver.call.is_some();
    let names = names_at(receiver.construction, span).filter(|name| name.pattern.is_none());
    names
        .filter_map(|name| {
            let code = filled(template, name)?;
            let edit = replace_expression(context.text, span, &code)?;
            Some(Remedy {
                fix: Fix {
                    title: format!("Set `{path}` to `{code}`"),
                    applicability: Applicability::Unsafe,
                    edits: vec![edit],
                },
                effect: effect.clone(),
            })
        })
        .take(MOST_REMEDIES)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_from_a_template() {
        for (text, expected) in [
            ("YOUR_DOMAIN", Some("YOUR_DOMAIN")),
            ("https://YOUR_DOMAIN/", Some("YOUR_DOMAIN")),
            ("YOUR-CLIENT-ID", Some("YOUR-CLIENT-ID")),
            ("YOURS", None),
            ("THE YOUR", None),
            ("your_domain", None),
            ("{{ domain }}", Some("{{ domain }}")),
            ("{{#if a}}", None),
            ("<%= config.domain %>", Some("<%= config.domain %>")),
            ("{ a: { b: 1 }}", None),
        ] {
            assert_eq!(stand_in(text), expected, "{text}");
        }
    }
}
