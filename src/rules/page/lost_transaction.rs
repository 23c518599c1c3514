//! # lost-transaction
//!
//! Lock is not given the parameters of the login that the page is served for.
//!
//! ## Why it matters
//!
//! `config.internalOptions` holds the transaction: its state, a token against forged requests, the scope,
//! a nonce. A hosted page hands it to Lock as `auth.params`. Without it the server cannot tell which login
//! the user's name and password belong to, and refuses them.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     auth: {
//!       redirectUrl: config.callbackURL
//!     },
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! Use instead:
//!
//! ```html,fixed
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     auth: {
//!       redirectUrl: config.callbackURL,
//!       params: config.internalOptions
//!     },
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! More parameters may stand beside it:
//!
//! ```html,pass
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     auth: { params: Object.assign({ campaign: 'spring' }, config.internalOptions) },
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! Safe where `auth` has no `params` yet. Other parameters are left to a person. Where there is no `auth`
//! at all the finding is a note: such a page is mostly a draft.
//!
//! ## When to ignore it
//!
//! When the page logs users in by other means than Lock's form.

use crate::edit::{Applicability, Fix, NewProperty, add_properties, find_object};
use crate::finding::Severity;
use crate::lock::catalog::Constructors;
use crate::lock::catalog::config_fields::{TRANSACTION, TRANSACTION_FIELDS};
use crate::lock::{GivenOption, Object, Part, Value};
use crate::rules::insertion::filled;
use crate::rules::names::names_at;
use crate::rules::receiver::Receiver;
use crate::rules::{Context, Draft, Effect, FixAvailability, Group, Remedy, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "lost-transaction",
    group: Group::Page,
    severity: Severity::Error,
    enabled: true,
    fix: FixAvailability::Sometimes,
    source: include_str!("lost_transaction.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    if !context.is_hosted() {
        return Vec::new();
    }
    context
        .constructed()
        .filter_map(|receiver| {
            // What is given to `show()` counts as well, and may be anything.
            let is_shown_with_options = context.receivers().iter().any(|other| {
                other.call.is_some() && std::ptr::eq(other.construction, receiver.construction)
            });
            let draft = check_one(context, receiver).filter(|_| !is_shown_with_options)?;
            Some(receiver.explain(context, draft))
        })
        .collect()
}

fn check_one(context: &Context<'_>, receiver: &Receiver<'_>) -> Option<Draft> {
    if let Some(params) = receiver.at("auth.params").next() {
        let is_lost = params.property.value.alternatives().all(loses_transaction);
        return is_lost.then(|| {
            Draft::new(
                &RULE,
                format!("`auth.params` leaves `config.{TRANSACTION}` out"),
                receiver.key_span(params),
            )
            .label("the login loses its state")
            .help(format!(
                "merge it in: `Object.assign({{}}, config.{TRANSACTION}, {{ … }})`"
            ))
            .unfixable("`auth.params` has parameters of its own")
        });
    }
    match receiver.at("auth").collect::<Vec<_>>().as_slice() {
        [] => without_auth(receiver),
        [auth] => {
            let Value::Object(object) = &auth.property.value else {
                return None;
            };
            object
                .open
                .is_none()
                .then(|| without_params(context, receiver, auth, object))
        }
        _ => None,
    }
}

fn without_params(
    context: &Context<'_>,
    receiver: &Receiver<'_>,
    auth: &GivenOption<'_>,
    object: &Object,
) -> Draft {
    Draft::new(
        &RULE,
        format!("`auth` has no `params`, so that `config.{TRANSACTION}` is lost"),
        receiver.key_span(auth),
    )
    .label("the login loses its state")
    .help(format!("add `params: config.{TRANSACTION}`"))
    .remedies(remedies(context, receiver, object))
}

fn without_auth(receiver: &Receiver<'_>) -> Option<Draft> {
    let is_whole = receiver.value.alternatives().all(|value| match value {
        Value::Object(object) => object.open.is_none(),
        Value::Undefined => true,
        _ => false,
    });
    is_whole.then(|| {
        Draft::new(
            &RULE,
            format!("Lock is not given `auth`, so that `config.{TRANSACTION}` is lost"),
            receiver.span(),
        )
        .label("the login loses its state")
        .help(format!(
            "add `auth: {{ redirectUrl: config.callbackURL, params: config.{TRANSACTION} }}`"
        ))
        .severity(Severity::Note)
        .unfixable("which other options belong into `auth` is for a person to say")
    })
}

/// Whether a value is known to have nothing of the transaction.
fn loses_transaction(value: &Value) -> bool {
    match value {
        Value::Object(object) => {
            object.open.is_none()
                && !object.properties.iter().any(|property| {
                    TRANSACTION_FIELDS.contains(&property.key.as_str())
                        || comes_from_config(&property.value)
                })
        }
        Value::Undefined | Value::Null => true,
        _ => false,
    }
}

fn comes_from_config(value: &Value) -> bool {
    let is_field = |path: &[String]| path.first().is_some_and(|field| field == TRANSACTION);
    value.alternatives().any(|value| match value {
        Value::Config(path) | Value::Test { path, .. } => is_field(path),
        Value::Pattern(parts) => parts
            .iter()
            .any(|part| matches!(part, Part::Config(path) if is_field(path))),
        _ => false,
    })
}

fn remedies(context: &Context<'_>, receiver: &Receiver<'_>, auth: &Object) -> Vec<Remedy> {
    let [literal] = auth.literals.as_slice() else {
        return Vec::new();
    };
    let object = context
        .programs()
        .find_map(|program| find_object(program, *literal));
    let Some(object) = object else {
        return Vec::new();
    };
    let names = names_at(receiver.construction, *literal).filter(|name| name.pattern.is_none());
    names
        .filter_map(|name| {
            let value = filled("$internalOptions", name)?;
            let new = NewProperty {
                key: "params",
                value: &value,
            };
            let edits = add_properties(context.text, &object, &[new])?;
            Some(Remedy {
                fix: Fix {
                    title: format!("Add `params: {value}`"),
                    applicability: Applicability::Safe,
                    edits,
                },
                effect: Effect::options(Constructors::Both, ["auth.params"]),
            })
        })
        .take(3)
        .collect()
}
