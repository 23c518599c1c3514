//! Whether a page may be hit by an advisory.

use crate::lock::Value;
use crate::lock::catalog::{Advisory, Exposure};
use crate::rules::Context;
use crate::rules::receiver::Receiver;

/// Whether the page may do what an advisory needs, with the Lock of that load. What is not known may be.
pub(super) fn is_exposed(context: &Context<'_>, load: usize, advisory: &Advisory) -> bool {
    let receivers = context.receivers().iter();
    let mut receivers = receivers.filter(|receiver| receiver.construction.load == Some(load));
    match advisory.exposure {
        Exposure::Always | Exposure::Tenant => true,
        Exposure::Popup => context.mentions(&["popup.callback", "popup['callback']"]),
        Exposure::SignUpFields => {
            receivers.any(|receiver| may_be_given(receiver, "additionalSignUpFields"))
        }
        Exposure::Messages => receivers.any(|receiver| {
            may_come_from_elsewhere(receiver, "languageDictionary")
                || receiver.call.is_some() && may_come_from_elsewhere(receiver, "flashMessage")
        }),
        Exposure::AdUsernames => {
            let mut constructions = receivers.filter(|receiver| receiver.call.is_none());
            constructions.any(|receiver| !is_false(receiver, "defaultADUsernameFromEmailPrefix"))
        }
        Exposure::MaxAge => receivers.any(|receiver| {
            ["auth.params.maxAge", "auth.params.max_age"]
                .iter()
                .any(|path| receiver.at(path).next().is_some())
        }),
    }
}

/// Whether the options, or some of them, are not known.
fn is_open(receiver: &Receiver<'_>) -> bool {
    receiver.value.alternatives().any(|value| match value {
        Value::Object(object) => object.open.is_some(),
        Value::Unknown(_) | Value::Config(_) => true,
        _ => false,
    })
}

fn may_be_given(receiver: &Receiver<'_>, path: &str) -> bool {
    receiver.at(path).next().is_some() || is_open(receiver)
}

/// Whether an option is given with anything in it that the page does not write itself.
fn may_come_from_elsewhere(receiver: &Receiver<'_>, path: &str) -> bool {
    is_open(receiver)
        || receiver
            .at(path)
            .any(|option| !is_written(&option.property.value))
}

/// Whether a value is written in the page to the last letter.
fn is_written(value: &Value) -> bool {
    value.alternatives().all(|value| match value {
        Value::Unknown(_) | Value::Config(_) | Value::Pattern(_) | Value::Array(None) => false,
        Value::Object(object) => {
            object.open.is_none() && object.properties.iter().all(|p| is_written(&p.value))
        }
        Value::Array(Some(items)) => items.iter().all(|item| is_written(&item.value)),
        _ => true,
    })
}

fn is_false(receiver: &Receiver<'_>, path: &str) -> bool {
    let mut given = receiver.at(path).peekable();
    given.peek().is_some()
        && given.all(|option| {
            option.property.value == Value::Bool(false) && !option.property.maybe_absent
        })
}
