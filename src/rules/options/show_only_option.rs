//! # show-only-option
//!
//! Lock's constructor is given an option that only `show()` reads.
//!
//! ## Why it matters
//!
//! The constructor ignores it. `flashMessage` stands among the constructor's options in Lock's README and
//! in the types on npm, and has never been read there.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   var lock = new Auth0Lock(config.clientID, config.auth0Domain, {
//!     flashMessage: { type: 'error', text: 'Try again' },
//!     __useTenantInfo: config.isThirdPartyClient
//!   });
//!   lock.show();
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
//!   lock.show({ flashMessage: { type: 'error', text: 'Try again' } });
//! </script>
//! ```
//!
//! ## Fix
//!
//! None: Lock may be shown at several places.
//!
//! ## When to ignore it
//!
//! When the same object is also given to `show()`.

use super::judgement::{Verdict, verdicts};
use crate::finding::Severity;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "show-only-option",
    group: Group::Options,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("show_only_option.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    verdicts(context)
        .filter(|(_, option, verdict)| *verdict == Verdict::ShowOnly && option.path.len() == 1)
        .map(|(receiver, option, _)| {
            let name = option.name();
            let message = format!("`{name}` is read by `show()`, not by the constructor");
            let draft = Draft::new(&RULE, message, receiver.key_span(option))
                .label("the constructor does not read it")
                .help(format!("give it to `show()`: `lock.show({{ {name}: … }})`"));
            receiver.explain(context, draft)
        })
        .collect()
}
