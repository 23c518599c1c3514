//! # several-locks
//!
//! The page loads Lock more than once.
//!
//! ## Why it matters
//!
//! Each is some hundred kilobytes, and the one that runs last is the one that the page gets, whatever its
//! release is. Whoever updates one tag and not the other changes nothing, or takes the page back.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/11.35.1/lock.min.js"></script>
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! Keep one:
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
//! None: which one is meant to stay is for a person to say.
//!
//! ## When to ignore it
//!
//! When something else than the page decides which of the tags is served.

use crate::finding::Severity;
use crate::lock::Library;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "several-locks",
    group: Group::Page,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("several_locks.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let loads = context.model.loads.iter();
    let mut loads = loads.filter(|load| {
        let script = context.page.scripts.get(load.script);
        load.library == Library::Lock && script.is_some_and(|script| !script.nomodule)
    });
    let Some(first) = loads.next() else {
        return Vec::new();
    };
    loads
        .map(|again| {
            Draft::new(&RULE, "the page loads Lock again", again.span)
                .label("this one is loaded too")
                .help("keep one of the two")
                .related(first.span, "Lock is loaded here first")
        })
        .collect()
}
