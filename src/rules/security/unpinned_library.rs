//! # unpinned-library
//!
//! A script of another host is loaded without a checksum.
//!
//! ## Why it matters
//!
//! Whoever controls that host, or breaks into it, runs code on the login page and reads passwords there.
//! With an `integrity` attribute a browser runs the script only as long as it is the one that was checked.
//!
//! Off by default: most pages have such scripts, and those that change cannot be pinned. Auth0's own are
//! not reported.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://code.jquery.com/jquery-3.7.1.min.js"></script>
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! Use instead:
//!
//! ```html,pass
//! <script src="https://code.jquery.com/jquery-3.7.1.min.js" crossorigin="anonymous"
//!   integrity="sha256-/JqT3SQfawRcv/BIHPThkBvs0OEvtFFmqPF/lYI/Cxo="></script>
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! None: the checksum has to come from whoever checks the script.
//!
//! ## When to ignore it
//!
//! When the script is meant to change, as those that count visitors do.
//!
//! ## References
//!
//! - [Subresource integrity](https://developer.mozilla.org/docs/Web/Security/Subresource_Integrity)

use crate::finding::Severity;
use crate::page::foreign_scripts;
use crate::rules::hosts::is_auth0;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "unpinned-library",
    group: Group::Security,
    severity: Severity::Warning,
    enabled: false,
    fix: FixAvailability::Never,
    source: include_str!("unpinned_library.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    foreign_scripts(context.page, context.text)
        .into_iter()
        .filter(|script| !script.is_pinned && !is_auth0(script.address))
        .map(|script| {
            let message = format!("a script of `{}` is loaded without `integrity`", script.host);
            Draft::new(&RULE, message, script.span)
                .label("it may be another one tomorrow")
                .help("add `integrity` with the checksum of the script, and `crossorigin=\"anonymous\"`")
        })
        .collect()
}
