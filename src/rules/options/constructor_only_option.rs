//! # constructor-only-option
//!
//! `show()` is given an option that only Lock's constructor reads.
//!
//! ## Why it matters
//!
//! `show()` reads a dozen options, such as `allowedConnections`, `language` and `flashMessage`, and
//! ignores all others. Before Lock 10 it took all of them.
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
//!   lock.show({ closable: false });
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
//!     closable: false,
//!     __useTenantInfo: config.isThirdPartyClient
//!   });
//!   lock.show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! None: the constructor may have a value of its own.
//!
//! ## When to ignore it
//!
//! When the constructor is given the same object.

use super::judgement::{Verdict, verdicts};
use crate::finding::Severity;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "constructor-only-option",
    group: Group::Options,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("constructor_only_option.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    verdicts(context)
        .filter(|(_, _, verdict)| *verdict == Verdict::ConstructorOnly)
        .map(|(receiver, option, _)| {
            let name = option.name();
            let message = format!("`{name}` is read by the constructor, not by `show()`");
            let draft = Draft::new(&RULE, message, receiver.key_span(option))
                .label("`show()` does not read it")
                .help("give it to the constructor of Lock");
            receiver
                .explain(context, draft)
                .related(receiver.construction.span, "Lock is constructed here")
        })
        .collect()
}
