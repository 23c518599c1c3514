//! # lock-not-shown
//!
//! Lock is constructed and never shown.
//!
//! ## Why it matters
//!
//! The constructor prepares Lock; only `show()` puts it on the page. Without it users see nothing.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   var lock = new Auth0Lock(config.clientID, config.auth0Domain, {
//!     __useTenantInfo: config.isThirdPartyClient
//!   });
//! </script>
//! ```
//!
//! Use instead:
//!
//! ```html,pass
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   var lock = new Auth0Lock(config.clientID, config.auth0Domain, {
//!     __useTenantInfo: config.isThirdPartyClient
//!   });
//!   lock.show();
//! </script>
//! ```
//!
//! Nothing is said of a page with other scripts, which may show it.
//!
//! ## Fix
//!
//! None: when Lock is to be shown is for a person to say.
//!
//! ## When to ignore it
//!
//! When something outside of the page shows Lock.

use crate::finding::Severity;
use crate::rules::hosts::is_auth0;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "lock-not-shown",
    group: Group::Page,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("lock_not_shown.rs"),
    check,
};

/// Methods that put Lock on the page, those of old releases included, or that hand the login on.
const SHOWING: [&str; 2] = ["show", "resumeAuth"];

fn check(context: &Context<'_>) -> Vec<Draft> {
    let model = context.model;
    // Whoever shows it has to name the method somewhere, unless the method's name is put together.
    let may_be_shown = context.mentions(&["show", "resumeAuth"]) || !model.unfollowed.is_empty();
    let has_other_code = context
        .page
        .scripts
        .iter()
        .filter(|script| !script.is_linked)
        .any(|script| script.src.as_deref().is_some_and(|src| !is_auth0(src)));
    if has_other_code || context.is_application() {
        return Vec::new();
    }
    let mut drafts = Vec::new();
    for (index, construction) in model.constructions.iter().enumerate() {
        let mut calls = model.calls.iter().filter(|call| call.construction == index);
        let is_shown = calls.any(|call| SHOWING.contains(&call.method.as_str()));
        let release = context.release(construction);
        let is_known = release.is_some_and(|release| release.major >= 10);
        if is_shown || may_be_shown || !is_known {
            continue;
        }
        drafts.push(
            Draft::new(
                &RULE,
                "Lock is constructed and never shown",
                construction.span,
            )
            .label("users see nothing")
            .help("call `show()` on it: `lock.show()`"),
        );
    }
    drafts
}
