//! # outdated-lock
//!
//! The page loads a Lock that cannot serve third-party applications.
//!
//! ## Why it matters
//!
//! `__useTenantInfo` is documented for Lock 10.7 and later. Lock 10.6.0 does not construct at all;
//! 11.0.0 to 11.1.3 do not support hosted pages. Custom domains and private clouds need 10.7.3, and
//! `configurationBaseUrl` together with `overrides.__tenant` needs 11.8.0. Lock 9 and older take their
//! options in `show()`: such a page has to be rewritten.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/11.1/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! Use instead:
//!
//! ```html,fixed
//! <script src="https://cdn.auth0.com/js/lock/11.35/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! Safe within the major version: the newest release of it, in the URL's own form (an alias stays an
//! alias). Unsafe to another major version. None for Lock 9 and older, for copies that are not on Auth0's
//! CDN, and for scripts with an `integrity` attribute.
//!
//! ## When to ignore it
//!
//! Never: the page does not work for third-party applications.
//!
//! ## References
//!
//! - [Lock's changelog](https://github.com/auth0/lock/blob/master/CHANGELOG.md)
//! - [Migrating to Lock 11](https://auth0.com/docs/libraries/lock/migration-guide)

use crate::finding::Severity;
use crate::lock::catalog::{self, Readiness};
use crate::lock::{Library, Load};
use crate::rules::release::{advice, need, with_remedy};
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "outdated-lock",
    group: Group::ThirdParty,
    severity: Severity::Error,
    enabled: true,
    fix: FixAvailability::Sometimes,
    source: include_str!("outdated_lock.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    if context.is_application() {
        return Vec::new();
    }
    let loads = context.model.loads.iter().enumerate();
    loads
        .filter_map(|(index, load)| check_one(context, index, load))
        .collect()
}

fn check_one(context: &Context<'_>, index: usize, load: &Load) -> Option<Draft> {
    if load.library == Library::LegacyPasswordless {
        return None;
    }
    let need = need(context, index)?;
    let release = catalog::served(&load.version)?;
    let (message, help, found) = match catalog::readiness(&release, need) {
        Readiness::Ready => return None,
        Readiness::Rewrite => (
            format!("Lock {release} cannot serve third-party applications"),
            "Lock 9 and older take their options in `show()`; rewrite the page for Lock 11 or later, \
             starting from the template that Auth0's dashboard offers"
                .to_owned(),
            None,
        ),
        Readiness::Broken { why } => {
            let found = catalog::recommended(&release, need);
            (format!("Lock {release} does not work here: {why}"), advice(found.as_ref()), found)
        }
        Readiness::TooOld { needs, why } => {
            let found = catalog::recommended(&release, need);
            (format!("Lock {release} is older than {needs}: {why}"), advice(found.as_ref()), found)
        }
    };
    let draft = Draft::new(&RULE, message, load.span)
        .label("this release is loaded")
        .help(help);
    Some(match found {
        Some(found) => with_remedy(context, draft, load, &found),
        None => draft.unfixable("the page has to be rewritten for a newer Lock"),
    })
}
