//! # option-too-new
//!
//! Lock is given an option that only later releases read.
//!
//! ## Why it matters
//!
//! The release on the page ignores the option without a word.
//!
//! Of `__useTenantInfo` and the options that go with it, `outdated-lock` speaks.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/11.10.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     signUpHideUsernameField: true,
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! Load a release that reads it:
//!
//! ```html,pass
//! <script src="https://cdn.auth0.com/js/lock/11.35.1/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     signUpHideUsernameField: true,
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! None: another release changes more than the option.
//!
//! ## When to ignore it
//!
//! When Lock is about to be updated.

use super::judgement::{Verdict, verdicts};
use crate::finding::Severity;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "option-too-new",
    group: Group::Options,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("option_too_new.rs"),
    check,
};

/// Options that third-party applications need, of which `outdated-lock` speaks.
const OF_OUTDATED_LOCK: &[&str] = &["__useTenantInfo", "configurationBaseUrl", "overrides"];

fn check(context: &Context<'_>) -> Vec<Draft> {
    verdicts(context)
        .filter_map(|(receiver, option, verdict)| {
            let Verdict::TooNew(found) = verdict else {
                return None;
            };
            let outermost = found.path.split('.').next().unwrap_or_default();
            if OF_OUTDATED_LOCK.contains(&outermost) || has_too_new_parent(found, receiver) {
                return None;
            }
            let since = match receiver.call {
                Some(_) => found.show_since.as_ref()?,
                None => found.lifetime.since.as_ref()?,
            };
            let message = format!("`{}` is read from Lock {since} on", option.name());
            let draft = Draft::new(&RULE, message, receiver.key_span(option))
                .label(format!("{} does not read it", receiver.release_text()))
                .help(format!("load Lock {since} or later, or remove the option"));
            Some(receiver.explain(context, draft))
        })
        .collect()
}

/// Whether the object that the option is in is told of already.
fn has_too_new_parent(
    found: &crate::lock::catalog::LockOption,
    receiver: &crate::rules::receiver::Receiver<'_>,
) -> bool {
    use crate::lock::catalog::Moment;
    let parent = super::judgement::current(found.parent());
    parent.is_some_and(|parent| {
        receiver.moment(|release| parent.lifetime.at(release)) == Some(Moment::Before)
    })
}
