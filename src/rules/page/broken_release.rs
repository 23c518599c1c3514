//! # broken-release
//!
//! The page loads a release of Lock that is known to break logins.
//!
//! ## Why it matters
//!
//! Some releases do not work at all on a hosted page. Others depend on a file that Auth0's CDN has to
//! keep: before 11.26.2 a login ends in "Something went wrong" when the dictionary of its language cannot
//! be had, and from 11.24.3 on every login asks for the English one. Pages have broken overnight that way.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/11.25.1/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! Use instead:
//!
//! ```html,fixed
//! <script src="https://cdn.auth0.com/js/lock/11.35.1/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! Safe within a major version of Lock, unsafe to the next one.
//!
//! ## When to ignore it
//!
//! When the files are served from a host of your own.
//!
//! ## References
//!
//! - [auth0/lock 1930](https://github.com/auth0/lock/issues/1930)

use semver::Version;

use crate::finding::Severity;
use crate::lock::catalog::{Defect, defects_of, served};
use crate::lock::{Library, Value};
use crate::rules::release;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "broken-release",
    group: Group::Page,
    severity: Severity::Error,
    enabled: true,
    fix: FixAvailability::Sometimes,
    source: include_str!("broken_release.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let loads = context.model.loads.iter().enumerate();
    loads
        .filter(|(_, load)| load.library == Library::Lock)
        .filter_map(|(index, load)| {
            let release = served(&load.version)?;
            let in_use = context
                .model
                .constructions
                .iter()
                .any(|c| c.load == Some(index));
            let defect = worst(context, index, &release).filter(|_| in_use)?;
            let severity = if is_total(defect) {
                Severity::Error
            } else {
                Severity::Warning
            };
            let draft = Draft::new(&RULE, format!("Lock {release}: {}", defect.what), load.span)
                .label("this release is loaded")
                .severity(severity);
            Some(release::with_upgrade(
                context,
                draft,
                index,
                &release,
                |candidate| defects_of(candidate).all(|defect| defect.needs_language),
            ))
        })
        .collect()
}

/// The defect that the page is hit by and that does the most harm.
fn worst(context: &Context<'_>, load: usize, release: &Version) -> Option<&'static Defect> {
    let mut hit =
        defects_of(release).filter(|defect| !defect.needs_language || has_language(context, load));
    let first = hit.next()?;
    Some(
        hit.find(|defect| is_total(defect) && !is_total(first))
            .unwrap_or(first),
    )
}

/// Whether no login works. The others depend on a file that is there today.
fn is_total(defect: &Defect) -> bool {
    !defect.needs_language && !defect.what.starts_with("each login")
}

/// Whether a language other than English is chosen for sure.
fn has_language(context: &Context<'_>, load: usize) -> bool {
    let receivers = context.receivers().iter();
    let mut receivers = receivers.filter(|receiver| receiver.construction.load == Some(load));
    receivers.any(|receiver| {
        receiver.at("language").any(|option| {
            let mut values = option.property.value.alternatives();
            values.any(|value| {
                matches!(value, Value::String(code) if !matches!(code.trim(), "" | "en" | "EN"))
            })
        })
    })
}
