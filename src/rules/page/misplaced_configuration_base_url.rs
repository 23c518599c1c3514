//! # misplaced-configuration-base-url
//!
//! A page on the public cloud has the line that only private clouds need.
//!
//! ## Why it matters
//!
//! Auth0's sample has `configurationBaseUrl: 'https://' + config.auth0Domain + '/'` with the words "for
//! PSaaS only". On the public cloud it makes Lock ask for `https://acme.auth0.com/info-v1.js`, where the
//! connections of a tenant are not documented to be. Without the line Lock finds them by itself.
//!
//! Checked for the target `cloud` only.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     configurationBaseUrl: 'https://' + config.auth0Domain + '/',
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! Remove it:
//!
//! ```html,pass
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! On a private cloud it is needed:
//!
//! ```html,pass,private-cloud
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     configurationBaseUrl: 'https://' + config.auth0Domain + '/',
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! None: say first where the page is served, by `--target` or in `lockwright.toml`.
//!
//! ## When to ignore it
//!
//! When the tenant's connections are known to be at that address.

use crate::finding::Severity;
use crate::lock::catalog::Target;
use crate::lock::{Part, Value};
use crate::rules::receiver::Receiver;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "misplaced-configuration-base-url",
    group: Group::Page,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("misplaced_configuration_base_url.rs"),
    check,
};

/// The option.
const OPTION: &str = "configurationBaseUrl";

fn check(context: &Context<'_>) -> Vec<Draft> {
    if context.target != Target::Cloud {
        return Vec::new();
    }
    let mut drafts = Vec::new();
    for receiver in context
        .constructed()
        .filter(|receiver| !has_tenant(receiver))
    {
        for option in receiver.at(OPTION) {
            if !option.property.value.alternatives().any(is_domain) {
                continue;
            }
            let draft = Draft::new(
                &RULE,
                "this address is for private clouds, and the page is checked for the public cloud",
                receiver.value_span(option),
            )
            .label("Lock asks for `info-v1.js` below it")
            .help("remove the option, or check with `--target private-cloud`");
            drafts.push(receiver.explain(context, draft));
        }
    }
    drafts
}

/// Whether the tenant's name goes into the address.
fn has_tenant(receiver: &Receiver<'_>) -> bool {
    receiver.at("overrides.__tenant").next().is_some()
}

/// Whether a value is `'https://' + config.auth0Domain`, with or without a slash behind it.
fn is_domain(value: &Value) -> bool {
    let Value::Pattern(parts) = value else {
        return false;
    };
    let is_field = |path: &[String]| matches!(path, [field] if field == "auth0Domain");
    match parts.as_slice() {
        [Part::Text(scheme), Part::Config(path)] => scheme == "https://" && is_field(path),
        [Part::Text(scheme), Part::Config(path), Part::Text(end)] => {
            scheme == "https://" && is_field(path) && end == "/"
        }
        _ => false,
    }
}
