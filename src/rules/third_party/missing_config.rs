//! # missing-config
//!
//! The page constructs Lock but decodes no config that could be followed.
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
//! When the page is no hosted login page: Lock embedded in an application knows nothing of third parties.

use crate::finding::Severity;
use crate::lock::{Arguments, Object, Part, Value};
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
    let draft = Draft::new(&RULE, "the page decodes no config that could be followed", first.span)
        .label("Lock is constructed here")
        .help("decode it: `var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))))`");
    let placeholder = context.page.placeholders.iter().find(|p| p.key == "config");
    vec![match placeholder {
        Some(placeholder) => draft.related(placeholder.span, "the tenant puts the config here"),
        None => draft,
    }]
}

fn uses_config(arguments: &Arguments) -> bool {
    [&arguments.client_id, &arguments.domain, &arguments.options]
        .into_iter()
        .any(has_config)
}

fn has_config(value: &Value) -> bool {
    match value {
        Value::Config(_) | Value::Test { .. } => true,
        Value::Pattern(parts) => parts.iter().any(|part| matches!(part, Part::Config(_))),
        Value::Object(Object { properties, .. }) => properties.iter().any(|p| has_config(&p.value)),
        Value::Array(Some(items)) => items.iter().any(|item| has_config(&item.value)),
        Value::OneOf(values) => values.iter().any(has_config),
        _ => false,
    }
}
