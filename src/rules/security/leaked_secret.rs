//! # leaked-secret
//!
//! The page has a secret in it, which everybody can read who opens the login page.
//!
//! ## Why it matters
//!
//! A client secret lets anybody act as the application. A token of the Management API lets anybody change
//! the tenant. A private key lets anybody sign as its owner. What was on a public page once has to be
//! replaced, not only removed.
//!
//! Comments count: browsers are sent them as well. The finding never shows a secret in whole, and reports
//! mask it where they show the page's lines.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   var clientSecret = 'x4Yk9mQ2vT7bN1cR8sW3zL6pD0fG5hJ4aE7uI2oK9tVbXyPq';
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! Keep it on a server:
//!
//! ```html,pass
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! None: the secret has to be replaced where it comes from.
//!
//! ## When to ignore it
//!
//! When it is known to be none: a made-up value of an example.

use super::secrets::find;
use crate::finding::Severity;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "leaked-secret",
    group: Group::Security,
    severity: Severity::Error,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("leaked_secret.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    find(context.text)
        .into_iter()
        .map(|secret| {
            let start = context
                .code(secret.span)
                .get(..secret.shown)
                .unwrap_or_default();
            let message = format!("the page holds {}: `{start}…`", secret.what);
            Draft::new(&RULE, message, secret.span)
                .label("everybody can read this")
                .help("replace it where it comes from, and keep the new one on a server")
        })
        .collect()
}
