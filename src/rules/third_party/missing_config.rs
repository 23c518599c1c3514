//! # missing-config
//!
//! The page constructs Lock and no decoding of `@@config@@` was found.
//!
//! ## Why it matters
//!
//! The tenant gives the page its config in the place of `@@config@@`, as base64 of JSON. Whether the
//! application is a third party's is a field of it. A page that does not decode the config cannot tell,
//! and Lockwright cannot add what is missing.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/11.30.4/lock.min.js"></script>
//! <script>
//!   new Auth0Lock('2vYJ1uXZ0Xkp', 'acme.auth0.com', { closable: false }).show();
//! </script>
//! ```
//!
//! Decode it:
//!
//! ```html,pass
//! <script src="https://cdn.auth0.com/js/lock/11.30.4/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { closable: false }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! None.
//!
//! ## When to ignore it
//!
//! When the page is not a hosted login page. Lock that is part of an application of its own has nothing to decode:
//! where the client and the domain are literals and `auth` says where users return to, this rule says so in a note,
//! and no other rule about third parties applies.

use crate::Span;
use crate::finding::Severity;
use crate::lock::{Arguments, Construction, Object, Part, Value};
use crate::rules::page::clobbered_config;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "missing-config",
    group: Group::ThirdParty,
    severity: Severity::Error,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("missing_config.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let model = context.model;
    if context.is_application() {
        return model
            .constructions
            .first()
            .map(application)
            .into_iter()
            .collect();
    }
    let is_followed = !model.decodes.is_empty()
        || model
            .constructions
            .iter()
            .any(|construction| uses_config(&construction.arguments));
    // A config of one login in the place of `@@config@@` has a finding of its own.
    let is_told = is_followed || clobbered_config::is_found(context);
    let Some(first) = context.lock_constructions().next().filter(|_| !is_told) else {
        return Vec::new();
    };
    let placeholder = context.page.placeholders.iter().find(|p| p.key == "config");
    let draft = match placeholder {
        Some(placeholder) if is_argument(&first.arguments, placeholder.span) => Draft::new(
            &RULE,
            "`@@config@@` is given to Lock without being decoded: it is base64 text and has no members",
            placeholder.span,
        )
        .label("the tenant puts base64 text here")
        .related(first.span, "Lock is constructed here"),
        Some(placeholder) => undecoded(first).related(placeholder.span, "the tenant puts the config here"),
        None => undecoded(first),
    };
    let help = "decode it: `var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))))`";
    vec![draft.help(help)]
}

fn undecoded(construction: &Construction) -> Draft {
    Draft::new(
        &RULE,
        "no decoding of `@@config@@` was found",
        construction.span,
    )
    .label("Lock is constructed here")
}

/// Lock in an application of its own, where nothing has to be said but that.
fn application(construction: &Construction) -> Draft {
    let message = "this page uses Lock in an application, not as a hosted login page";
    Draft::new(&RULE, message, construction.span)
        .label("the client and the domain are literals, and the page has no `@@config@@`")
        .help("nothing else is checked; a hosted login page decodes `@@config@@` and takes both from there")
        .severity(Severity::Note)
}

/// Whether a place is within the client, the domain or the options.
fn is_argument(arguments: &Arguments, place: Span) -> bool {
    let mut spans = arguments.spans.iter();
    spans.any(|span| span.start <= place.start && place.end <= span.end)
}

fn uses_config(arguments: &Arguments) -> bool {
    [&arguments.client_id, &arguments.domain, &arguments.options]
        .into_iter()
        .any(has_config)
}

fn has_config(value: &Value) -> bool {
    match value {
        Value::Config(_) | Value::Test { .. } => true,
        Value::Pattern(parts) => parts
            .iter()
            .any(|part| matches!(part, Part::Config(_) | Part::Derived(_))),
        Value::Object(Object { properties, .. }) => properties.iter().any(|p| has_config(&p.value)),
        Value::Array(Some(items)) => items.iter().any(|item| has_config(&item.value)),
        Value::OneOf(values) => values.iter().any(has_config),
        _ => false,
    }
}
