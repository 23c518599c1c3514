//! # deprecated-option
//!
//! Lock is given an option that it still reads, and that another one replaces.
//!
//! ## Why it matters
//!
//! The option may go with the next major version. `assetsUrl` also has an effect that nobody wants: where
//! there is no `configurationBaseUrl`, Lock takes it for the address of the tenant's connections.
//!
//! Auth0's own template sets `assetsUrl: config.assetsUrl`, which is empty on the public cloud. Nothing
//! is said of that.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     _enableImpersonation: true,
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
//!     _enableIdPInitiatedLogin: true,
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! Unsafe: an option that has only another name now is renamed.
//!
//! ## When to ignore it
//!
//! When the page has to work with older releases of Lock too.

use super::judgement::{Verdict, current, replacement, verdicts};
use super::rename;
use crate::finding::Severity;
use crate::lock::Value;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "deprecated-option",
    group: Group::Options,
    severity: Severity::Note,
    enabled: true,
    fix: FixAvailability::Sometimes,
    source: include_str!("deprecated_option.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    verdicts(context)
        .filter_map(|(receiver, option, verdict)| {
            let Verdict::Deprecated(old) = verdict else {
                return None;
            };
            if comes_from_config(&option.property.value) {
                return None;
            }
            let message = format!("`{}` is deprecated", option.name());
            let draft = Draft::new(&RULE, message, receiver.key_span(option))
                .label("another option replaces it");
            let draft = match replacement(old) {
                Some(replacement) => draft.help(replacement),
                None => draft,
            };
            let draft = match old.instead.and_then(current) {
                Some(new) if new.parent() == old.parent() => {
                    draft.remedies(rename::remedies(context, receiver, option, new.name()))
                }
                _ => draft,
            };
            Some(receiver.explain(context, draft))
        })
        .collect()
}

/// Whether the value is the config's, or nothing.
fn comes_from_config(value: &Value) -> bool {
    value.alternatives().all(|value| match value {
        Value::Config(_) | Value::Undefined | Value::Null | Value::Unknown(_) => true,
        Value::String(text) => text.is_empty(),
        _ => false,
    })
}
