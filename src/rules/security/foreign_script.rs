//! # foreign-script
//!
//! Another host runs code on the login page.
//!
//! ## Why it matters
//!
//! Every script on the page reads what users type into it. The finding lists who that is besides Auth0.
//!
//! Off by default; `lockwright inspect` lists the same hosts.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://www.googletagmanager.com/gtag/js?id=G-1"></script>
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
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
//! None.
//!
//! ## When to ignore it
//!
//! For hosts that are trusted with passwords.

use crate::finding::Severity;
use crate::page::foreign_scripts;
use crate::rules::hosts::is_auth0;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "foreign-script",
    group: Group::Security,
    severity: Severity::Note,
    enabled: false,
    fix: FixAvailability::Never,
    source: include_str!("foreign_script.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    foreign_scripts(context.page, context.text)
        .into_iter()
        .filter(|script| !is_auth0(script.address))
        .map(|script| {
            let message = format!("`{}` runs code on the login page", script.host);
            Draft::new(&RULE, message, script.span)
                .label("this script reads whatever is on the page")
                .help("remove it, unless its host is trusted with passwords")
        })
        .collect()
}
