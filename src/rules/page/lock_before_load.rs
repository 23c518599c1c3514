//! # lock-before-load
//!
//! Lock is constructed before the script that brings it has run.
//!
//! ## Why it matters
//!
//! At that moment there is no `Auth0Lock`. The script ends with an error and the page stays empty. A
//! script with `async` or `defer` runs later than those that follow it in the page.
//!
//! ## Example
//!
//! ```html,fail
//! <script defer src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! Load it first:
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
//! None: the scripts have to change their places.
//!
//! ## When to ignore it
//!
//! Never.

use crate::finding::Severity;
use crate::lock::Library;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "lock-before-load",
    group: Group::Page,
    severity: Severity::Error,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("lock_before_load.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let constructions = context.model.constructions.iter();
    constructions
        .filter(|construction| construction.load.is_none())
        .filter_map(|construction| {
            let loads = context.model.loads.iter();
            let later = loads.clone().find(|load| load.library == Library::Lock)?;
            let script = context.page.scripts.get(later.script)?;
            let help = if script.is_async {
                "remove `async` from the script that loads Lock, and put it before this one"
            } else if script.deferred {
                "remove `defer` from the script that loads Lock, and put it before this one"
            } else {
                "move the script that loads Lock before this one"
            };
            Some(
                Draft::new(
                    &RULE,
                    "Lock is constructed before it is loaded",
                    construction.span,
                )
                .label("there is no Lock yet when this runs")
                .help(help)
                .related(later.span, "Lock is loaded here"),
            )
        })
        .collect()
}
