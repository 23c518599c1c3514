//! # removed-option
//!
//! Lock is given an option that earlier releases read and this one does not.
//!
//! ## Why it matters
//!
//! Lock ignores the option without a word, and what it was meant to do does not happen. Most such options
//! are those of Lock 9, which took them in `show()`: `connections` has been `allowedConnections` since
//! Lock 10.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     resetLink: 'https://example.com/password',
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
//!     forgotPasswordLink: 'https://example.com/password',
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! Nothing replaces this one: since Lock 11.16 all buttons are big.
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     socialButtonStyle: 'small',
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! Unsafe: an option that has only another name now is renamed. Lock reads it then, and does what it
//! says.
//!
//! ## When to ignore it
//!
//! When the page is also served with an older Lock.
//!
//! ## References
//!
//! - [Migrating to Lock 10](https://auth0.com/docs/libraries/lock/migration-guide)

use super::judgement::{Verdict, current, replacement, verdicts};
use super::rename;
use crate::finding::Severity;
use crate::lock::GivenOption;
use crate::lock::catalog::{LockOption, releases};
use crate::rules::receiver::Receiver;
use crate::rules::{Context, Draft, FixAvailability, Group, Remedy, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "removed-option",
    group: Group::Options,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Sometimes,
    source: include_str!("removed_option.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    verdicts(context)
        .filter_map(|(receiver, option, verdict)| {
            let (old, since) = match verdict {
                // What is given to `show()` as in Lock 9 is told by `legacy-lock-api`.
                Verdict::OfLock9(old) if receiver.call.is_none() => (old, "10.0.0".to_owned()),
                Verdict::Removed(old) => (old, first_without(old)?),
                _ => return None,
            };
            let name = option.name();
            let message = format!("`{name}` is not read since Lock {since}");
            let draft = Draft::new(&RULE, message, receiver.key_span(option))
                .label("Lock does not read it")
                .help(help(old))
                .remedies(remedies(context, receiver, option, old));
            Some(receiver.explain(context, draft))
        })
        .collect()
}

fn help(old: &LockOption) -> String {
    match (replacement(old), old.note) {
        (Some(replacement), _) => replacement,
        (None, Some(note)) => format!("remove it: {note}"),
        (None, None) => "remove it: nothing replaces it".to_owned(),
    }
}

/// The first release that does not read the option any more.
fn first_without(old: &LockOption) -> Option<String> {
    let last = old.lifetime.last.as_ref()?;
    let mut later = releases()
        .iter()
        .filter(|release| release.version > *last && release.version.pre.is_empty());
    later.next().map(|release| release.version.to_string())
}

/// An option that stands beside the old one and takes the same values has only another name.
fn remedies(
    context: &Context<'_>,
    receiver: &Receiver<'_>,
    option: &GivenOption<'_>,
    old: &LockOption,
) -> Vec<Remedy> {
    match old.instead.and_then(current) {
        Some(new) if new.parent() == old.parent() && new.kind.types == old.kind.types => {
            rename::remedies(context, receiver, option, new.name())
        }
        _ => Vec::new(),
    }
}
