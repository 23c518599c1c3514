//! Giving an option another name.

use crate::edit::{Applicability, Edit, Fix};
use crate::lock::GivenOption;
use crate::lock::catalog::Constructors;
use crate::rules::receiver::Receiver;
use crate::rules::{Context, Effect, Remedy};

/// The remedy that gives an option a name beside its own; none where that is taken, or where the key is
/// computed. It is unsafe, since Lock reads the option then.
pub(super) fn remedies(
    context: &Context<'_>,
    receiver: &Receiver<'_>,
    option: &GivenOption<'_>,
    new: &str,
) -> Vec<Remedy> {
    let is_taken = option.holder.properties.iter().any(|p| p.key == new);
    let Some(edit) = edit(context, option, new).filter(|_| !is_taken) else {
        return Vec::new();
    };
    let old_path = option.name();
    let new_path = match old_path.rsplit_once('.') {
        Some((parent, _)) => format!("{parent}.{new}"),
        None => new.to_owned(),
    };
    let mut effect = Effect::options(Constructors::Both, [old_path.as_str(), new_path.as_str()]);
    effect.calls = receiver.call.is_some();
    let fix = Fix {
        title: format!("Rename `{}` to `{new}`", option.key()),
        applicability: Applicability::Unsafe,
        edits: vec![edit],
    };
    vec![Remedy { fix, effect }]
}

fn edit(context: &Context<'_>, option: &GivenOption<'_>, new: &str) -> Option<Edit> {
    let property = option.property;
    let (span, old) = (property.key_span, option.key());
    let code = context.code(span);
    if code == old && span == property.value_span {
        // `{ closeable }` takes the value from a variable of that name.
        return Some(Edit::replacement(span, format!("{new}: {old}")));
    }
    let quote = code.chars().next().filter(|c| matches!(c, '\'' | '"'));
    match quote {
        None if code == old => Some(Edit::replacement(span, new)),
        Some(quote) if code == format!("{quote}{old}{quote}") => {
            Some(Edit::replacement(span, format!("{quote}{new}{quote}")))
        }
        _ => None,
    }
}
