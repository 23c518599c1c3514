//! # wrong-redirect
//!
//! `auth.redirectUrl` is not `config.callbackURL`.
//!
//! ## Why it matters
//!
//! The page is served for every application of the tenant. With one address for all of them, users come
//! back to the wrong application, or to none: Auth0 refuses an address that the application does not
//! allow.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     auth: { redirectUrl: 'https://app.example.com/callback', params: config.internalOptions },
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! Use instead:
//!
//! ```html,fixed-unsafely
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     auth: { redirectUrl: config.callbackURL, params: config.internalOptions },
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! Unsafe: users come back to another address.
//!
//! ## When to ignore it
//!
//! When the tenant has one application and the address is its own.

use crate::finding::Severity;
use crate::lock::{Part, Value};
use crate::rules::constants;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "wrong-redirect",
    group: Group::Page,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Sometimes,
    source: include_str!("wrong_redirect.rs"),
    check,
};

/// The option.
const OPTION: &str = "auth.redirectUrl";

/// The field of the config that it should be.
const FIELD: &str = "callbackURL";

fn check(context: &Context<'_>) -> Vec<Draft> {
    if !context.is_hosted() {
        return Vec::new();
    }
    let mut drafts = Vec::new();
    for receiver in context.constructed() {
        for option in receiver.at(OPTION) {
            if !option.property.value.alternatives().all(is_wrong) {
                continue;
            }
            let draft = Draft::new(
                &RULE,
                format!("`{OPTION}` is not `config.{FIELD}`"),
                receiver.value_span(option),
            )
            .label("not where the application waits for its users")
            .help(format!("set it to `config.{FIELD}`"))
            .remedies(constants::remedies(
                context,
                receiver,
                option,
                "$callbackURL",
            ));
            drafts.push(receiver.explain(context, draft));
        }
    }
    drafts
}

/// Whether a value is known to be another address than the one that the application gave.
fn is_wrong(value: &Value) -> bool {
    match value {
        Value::String(text) => !text.is_empty() && !constants::is_stand_in(text),
        Value::Config(path) => path.first().is_some_and(|field| field != FIELD),
        Value::Pattern(parts) => parts.iter().all(|part| match part {
            Part::Text(_) => true,
            Part::Config(path) | Part::Derived(path) => {
                path.first().is_some_and(|field| field != FIELD)
            }
            Part::Hole => false,
        }),
        _ => false,
    }
}
