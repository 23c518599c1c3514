//! # vulnerable-lock
//!
//! The release of Lock has known vulnerabilities, its own or those of auth0.js in it.
//!
//! ## Why it matters
//!
//! The login page is where passwords are typed. The finding names the advisories, what it takes to be hit
//! by each, and the lowest release of the same major version that has it no more. Advisories that the page
//! visibly is not hit by are left out: those about `additionalSignUpFields`, for instance, where the page
//! has none.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/11.30.4/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     additionalSignUpFields: [{ name: 'city', placeholder: 'your city' }],
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! Use instead:
//!
//! ```html,fixed
//! <script src="https://cdn.auth0.com/js/lock/11.35.1/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     additionalSignUpFields: [{ name: 'city', placeholder: 'your city' }],
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! The newest release has none that a page could be hit by:
//!
//! ```html,pass
//! <script src="https://cdn.auth0.com/js/lock/15.0.2/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! A warning where a release of the same major version has fewer of them; otherwise a note, since another
//! major version is more than an update.
//!
//! ## Fix
//!
//! Safe within a major version of Lock: to the release with the fewest advisories, and never to one that is
//! as bad.
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
use crate::lock::catalog::{
    Advisory, Need, Package, Recommendation, Weight, advisories, releases, served,
};
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
    let loads = context.model.loads.iter().enumerate();
    loads
        .filter(|(_, load)| load.library == Library::Lock)
        .filter_map(|(index, load)| {
            let version = served(&load.version).filter(|version| version.major >= 10)?;
            let hit = |release: &Version| hit(context, index, release);
            let found = hit(&version);
            let heaviest = found.iter().map(|advisory| advisory.weight).max()?;
            let need = release::need(context, index).unwrap_or(Need {
                target: context.target,
                ..Need::default()
            });
            let weights = |release: &Version| {
                let mut weights: Vec<_> = hit(release).iter().map(|a| a.weight).collect();
                weights.sort_by(|a, b| b.cmp(a));
                weights
            };
            let before = weights(&version);
            let better =
                release::best_of_major(&version, need, |candidate| weights(candidate) < before);
            let lowest = lowest(&version, |candidate| {
                weights(candidate).len() < before.len()
            });
            let message = format!("Lock {version} has {}", count(found.len(), heaviest));
            let severity = if better.is_some() {
                Severity::Warning
            } else {
                Severity::Note
            };
            let mut draft = Draft::new(&RULE, message, load.span)
                .label(names(&found))
                .help(help(better.as_ref(), lowest.as_ref(), &found))
                .severity(severity);
            if let Some(version) = better {
                let to = Recommendation {
                    version,
                    same_major: true,
                };
                draft = release::with_remedy(context, draft, load, &to);
            }
            Some(draft)
        })
        .collect()
}

/// The advisories that the page may be hit by with a release.
fn hit(context: &Context<'_>, load: usize, release: &Version) -> Vec<&'static Advisory> {
    let all = advisories().iter();
    all.filter(|advisory| advisory.lock.contains(release) && is_exposed(context, load, advisory))
        .collect()
}

/// The lowest later release of the same major version with fewer advisories.
fn lowest(release: &Version, is_better: impl Fn(&Version) -> bool) -> Option<Version> {
    releases()
        .iter()
        .map(|candidate| &candidate.version)
        .find(|candidate| {
            candidate.major == release.major
                && *candidate > release
                && candidate.pre.is_empty()
                && is_better(candidate)
        })
        .cloned()
}

fn count(count: usize, heaviest: Weight) -> String {
    match count {
        1 => format!("a known vulnerability ({})", heaviest.name()),
        count => format!("{count} known vulnerabilities (up to {})", heaviest.name()),
    }
}

fn names(found: &[&Advisory]) -> String {
    let names: Vec<&str> = found.iter().map(|advisory| advisory.id).collect();
    names.join(", ")
}

fn help(better: Option<&Version>, lowest: Option<&Version>, found: &[&Advisory]) -> String {
    let conditions: Vec<String> = found
        .iter()
        .map(|advisory| {
            let by = match advisory.package {
                Package::Lock => "",
                Package::Auth0Js => " (in auth0.js)",
            };
            format!("{}{by}: when {}", advisory.id, advisory.when)
        })
        .collect();
    let what = match (better, lowest) {
        (Some(better), Some(lowest)) if lowest < better => {
            format!("load Lock {better}; {lowest} is the lowest release that has fewer of them")
        }
        (Some(better), _) => format!("load Lock {better}"),
        (None, _) => "no release of this major version is better; a later major version is more \
                      than an update"
            .to_owned(),
    };
    format!("{what}. {}", conditions.join("; "))
}
