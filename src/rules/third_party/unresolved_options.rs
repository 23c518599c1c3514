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
//! ## Fix
//!
//! None: what was not understood is not edited.
//!
//! ## When to ignore it
//!
//! When a person has looked and the option is there.

use crate::finding::Severity;
use crate::lock::{Construction, FIELD, FLAG, Library, Value};
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
    drafts.extend(constructed_elsewhere(context));
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

/// Lock is loaded, other scripts are loaded, and nothing in the page constructs it.
fn constructed_elsewhere(context: &Context<'_>) -> Option<Draft> {
    let model = context.model;
    let is_quiet = model.constructions.is_empty() && model.unfollowed.is_empty();
    let load = model
        .loads
        .iter()
        .find(|load| load.library == Library::Lock)
        .filter(|_| is_quiet)?;
    let other = context
        .page
        .scripts
        .iter()
        .enumerate()
        .find_map(|(index, script)| {
            let is_load = model.loads.iter().any(|load| load.script == index);
            let is_auth0 = script
                .src
                .as_deref()
                .is_some_and(|src| src.contains("cdn.auth0.com"));
            script.src_span.filter(|_| !is_load && !is_auth0)
        })?;
    Some(
        Draft::new(
            &RULE,
            "Lock is loaded here and constructed by no script of this page",
            load.span,
        )
        .label("nothing in this page constructs it")
        .help(format!(
            "check by hand that the script that constructs it passes `{FLAG}: config.{FIELD}`"
        ))
        .related(other, "this script is not part of the page"),
    )
}
