//! # hard-coded-issuer
//!
//! `overrides.__token_issuer` is written into the page.
//!
//! ## Why it matters
//!
//! The issuer is that of the tenant's tokens, and differs between domains and tenants. A page that is
//! served for another domain, a test tenant for instance, expects tokens of the wrong issuer. The config
//! has the right one.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     configurationBaseUrl: config.clientConfigurationBaseUrl,
//!     overrides: { __tenant: config.auth0Tenant, __token_issuer: 'https://login.example.com/' },
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
//!     configurationBaseUrl: config.clientConfigurationBaseUrl,
//!     overrides: { __tenant: config.auth0Tenant, __token_issuer: config.authorizationServer.issuer },
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! Unsafe: the config's issuer is another one where the page had been mended by hand.
//!
//! ## When to ignore it
//!
//! When the page is for one domain only and the issuer is known to be right.

use crate::finding::Severity;
use crate::rules::constants::{self, is_stand_in};
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "hard-coded-issuer",
    group: Group::Page,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Sometimes,
    source: include_str!("hard_coded_issuer.rs"),
    check,
};

/// The option.
const OPTION: &str = "overrides.__token_issuer";

fn check(context: &Context<'_>) -> Vec<Draft> {
    if !context.is_hosted() {
        return Vec::new();
    }
    let mut drafts = Vec::new();
    for receiver in context.constructed() {
        for option in receiver.at(OPTION) {
            let Some(text) = constants::text(&option.property.value) else {
                continue;
            };
            // A stand-in is told of by `placeholder-left`.
            if text.is_empty() || is_stand_in(&text) {
                continue;
            }
            let draft = Draft::new(
                &RULE,
                "the issuer of tokens is written into the page",
                receiver.value_span(option),
            )
            .label("wrong for every other domain")
            .help("set it to `config.authorizationServer.issuer`")
            .remedies(constants::remedies(
                context,
                receiver,
                option,
                "$authorizationServer.issuer",
            ));
            drafts.push(receiver.explain(context, draft));
        }
    }
    drafts
}
