//! # unresolved-options
//!
//! What Lock is given, or whether it is constructed at all, could not be followed.
//!
//! ## Why it matters
//!
//! Lockwright reports nothing as right that it has not understood. The finding names the place where
//! it lost the thread and why. Somebody has to look whether `__useTenantInfo` is
//! `config.isThirdPartyClient` there.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/11.30.4/lock.min.js"></script>
//! <script src="/options.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, window.lockOptions).show();
//! </script>
//! ```
//!
//! Write the options in the page, so that they can be seen:
//!
//! ```html,pass
//! <script src="https://cdn.auth0.com/js/lock/11.30.4/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   var options = { __useTenantInfo: config.isThirdPartyClient };
//!   new Auth0Lock(config.clientID, config.auth0Domain, options).show();
//! </script>
//! ```
//!
//! It is also reported when the page was run, and Lock was given something else than Lockwright had worked out. Then
//! one of the two is wrong, and the message has both values.
//!
//! Where nothing of it is in the page, because scripts from elsewhere construct Lock, `unread-script` says so instead.
//!
//! ## Fix
//!
//! None: what was not understood is not edited.
//!
//! ## When to ignore it
//!
//! When a person has looked and the option is there.

use crate::finding::Severity;
use crate::lock::{Construction, FIELD, FLAG, Value};
use crate::rules::flag::judge;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "unresolved-options",
    group: Group::ThirdParty,
    severity: Severity::Error,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("unresolved_options.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = context
        .lock_constructions()
        .filter_map(|construction| unresolved(context, construction))
        .collect();
    for unknown in &context.model.unfollowed {
        drafts.push(
            Draft::new(
                &RULE,
                format!("this could not be followed: {}", unknown.cause),
                unknown.span,
            )
            .label("Lock may be constructed here, or not")
            .help(format!(
                "check by hand that every `Auth0Lock` gets `{FLAG}: config.{FIELD}`"
            )),
        );
    }
    drafts
}

fn unresolved(context: &Context<'_>, construction: &Construction) -> Option<Draft> {
    let unknown = judge(construction).unknown?;
    let options = &construction.arguments.options;
    let property = match options {
        Value::Object(object) => object.get(FLAG),
        _ => None,
    };
    let (what, place) = match property {
        Some(property) => (format!("`{FLAG}`"), property.value_span),
        None => {
            let argument = construction.arguments.spans.get(2).copied();
            (
                "what the options hold".to_owned(),
                argument.unwrap_or(construction.span),
            )
        }
    };
    let mut draft = Draft::new(
        &RULE,
        format!("{what} is not known: {}", unknown.cause),
        place,
    )
    .label("not known")
    .help(format!(
        "check by hand that it is `config.{FIELD}`, or write it in this page"
    ));
    let elsewhere = !unknown.span.is_empty() && unknown.span != place;
    if elsewhere {
        draft = draft.related(unknown.span, unknown.cause.to_string());
    }
    Some(context.explain(draft, construction))
}
