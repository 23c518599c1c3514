//! # vulnerable-lock
//!
//! The release of Lock has a known vulnerability, its own or that of auth0.js in it.
//!
//! ## Why it matters
//!
//! The login page is where passwords are typed. Each finding names an advisory, the affected releases, what
//! it takes to be hit, and the lowest release of the same major version that has it no more. Advisories that
//! the page visibly is not hit by are left out: those about `additionalSignUpFields`, for instance, where
//! the page has none.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/15.0.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! Use instead:
//!
//! ```html,fixed
//! <script src="https://cdn.auth0.com/js/lock/15.0.2/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! An option can be what the advisory needs: without it, or with another value, nothing is said.
//!
//! ```html,pass
//! <script src="https://cdn.auth0.com/js/lock/15.0.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     defaultADUsernameFromEmailPrefix: false,
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! A warning where a release of the same major version has it no more; otherwise a note, since another
//! major version is more than an update.
//!
//! ## Fix
//!
//! Safe within a major version of Lock: to the release with the fewest and lightest advisories.
//!
//! ## When to ignore it
//!
//! When what the advisory needs is known not to be so for the tenant.
//!
//! ## References
//!
//! - [Advisories for auth0-lock](https://github.com/auth0/lock/security/advisories)

use semver::Version;

use super::exposure::is_exposed;
use crate::finding::Severity;
use crate::lock::Library;
use crate::lock::catalog::{Advisory, Need, Package, Recommendation, advisories, releases, served};
use crate::rules::{Context, Draft, FixAvailability, Group, Rule, release};

/// The rule.
pub static RULE: Rule = Rule {
    id: "vulnerable-lock",
    group: Group::Security,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Sometimes,
    source: include_str!("vulnerable_lock.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    // Lock in an application is no login page's concern.
    if context.is_application() {
        return drafts;
    }
    for (index, load) in context.model.loads.iter().enumerate() {
        let version = served(&load.version).filter(|version| version.major >= 10);
        let Some(version) = version.filter(|_| load.library == Library::Lock) else {
            continue;
        };
        let all = advisories().iter();
        let hit = all.filter(|advisory| {
            advisory.lock.contains(&version) && is_exposed(context, index, advisory)
        });
        drafts.extend(hit.map(|advisory| draft(context, index, &version, advisory)));
    }
    drafts
}

fn draft(context: &Context<'_>, index: usize, version: &Version, advisory: &Advisory) -> Draft {
    let is_free = |candidate: &Version| !advisory.lock.contains(candidate);
    let need = release::need(context, index).unwrap_or(Need {
        target: context.target,
        ..Need::default()
    });
    let better = release::best_of_major(version, need, is_free);
    let lowest = lowest(version, is_free);
    let place = match advisory.package {
        Package::Lock => "Lock",
        Package::Auth0Js => "the auth0.js in Lock",
    };
    let load = context.model.loads.get(index);
    let span = load.map(|load| load.span).unwrap_or_default();
    let help = match (&better, lowest) {
        (Some(better), Some(lowest)) if lowest < *better => {
            format!("load Lock {better}; {lowest} is the lowest release without it")
        }
        (Some(better), _) => format!("load Lock {better}"),
        (None, _) => format!("no release of Lock {} is without it", version.major),
    };
    let severity = if better.is_some() {
        Severity::Warning
    } else {
        Severity::Note
    };
    let message = format!(
        "{} ({}) in {place}, when {}",
        advisory.id,
        advisory.weight.name(),
        advisory.when
    );
    let draft = Draft::new(&RULE, message, span)
        .label(format!("Lock {} has it", advisory.lock_text))
        .help(help)
        .severity(severity);
    match (better, load) {
        (Some(version), Some(load)) => {
            let to = Recommendation {
                version,
                same_major: true,
            };
            release::with_remedy(context, draft, load, &to)
        }
        _ => draft,
    }
}

/// The lowest later release of the same major version that is free of it.
fn lowest(release: &Version, is_free: impl Fn(&Version) -> bool) -> Option<Version> {
    releases()
        .iter()
        .map(|candidate| &candidate.version)
        .find(|candidate| {
            candidate.major == release.major
                && *candidate > release
                && candidate.pre.is_empty()
                && is_free(candidate)
        })
        .cloned()
}
