//! # restricted-connections
//!
//! The page itself lists the connections that Lock may offer.
//!
//! ## Why it matters
//!
//! Third-party applications are offered the connections that the tenant has made available to them
//! ("domain connections"). `allowedConnections` with a list of names leaves out all that are not in it:
//! where none of the tenant's domain connections is, third-party applications cannot log in at all.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     allowedConnections: ['google-oauth2'],
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! The connection that the application asked for may well be the only one:
//!
//! ```html,pass
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     allowedConnections: config.connection ? [config.connection] : null,
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! None: which connections are meant is for a person to say.
//!
//! ## When to ignore it
//!
//! When every domain connection of the tenant is in the list.

use crate::finding::Severity;
use crate::lock::{Constructor, Value};
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "restricted-connections",
    group: Group::ThirdParty,
    severity: Severity::Note,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("restricted_connections.rs"),
    check,
};

/// The option.
const OPTION: &str = "allowedConnections";

fn check(context: &Context<'_>) -> Vec<Draft> {
    if !context.is_hosted() {
        return Vec::new();
    }
    let mut drafts = Vec::new();
    for receiver in context.receivers() {
        if receiver.construction.constructor != Constructor::Auth0Lock {
            continue;
        }
        for option in receiver.at(OPTION) {
            let Some(names) = option.property.value.alternatives().find_map(names) else {
                continue;
            };
            let message = format!(
                "third-party applications are offered {} and no other connection",
                names.join(", ")
            );
            let draft = Draft::new(&RULE, message, receiver.value_span(option))
                .label("leaves all other connections out")
                .help("check that the tenant's domain connections are among them, or leave the option out");
            drafts.push(receiver.explain(context, draft));
        }
    }
    drafts
}

/// The names in a list that the page writes itself, as code.
fn names(value: &Value) -> Option<Vec<String>> {
    let Value::Array(Some(items)) = value else {
        return None;
    };
    let name = |value: &Value| match value {
        Value::String(name) => Some(format!("`{name}`")),
        _ => None,
    };
    let names: Vec<String> = items
        .iter()
        .map(|item| name(&item.value))
        .collect::<Option<_>>()?;
    (!names.is_empty()).then_some(names)
}
