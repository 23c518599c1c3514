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

use crate::Span;
use crate::edit::{Applicability, Edit, Fix};
use crate::finding::Severity;
use crate::lock::catalog::{self, Need, Readiness, Target};
use crate::lock::{Constructor, Library, Load, requests, version};
use crate::rules::{Context, Draft, Effect, FixAvailability, Group, Remedy, Rule};

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
    let Some(found) = found else {
        return Some(draft.unfixable("the page has to be rewritten for a newer Lock"));
    };
    match edit(context, load, &found.version) {
        Ok(edit) => {
            let applicability = if found.same_major {
                Applicability::Safe
            } else {
                Applicability::Unsafe
            };
            let title = format!("Load Lock {} instead", found.version);
            let fix = Fix {
                title,
                applicability,
                edits: vec![edit],
            };
            Some(draft.remedies(vec![Remedy {
                fix,
                effect: Effect::release(),
            }]))
        }
        Err(reason) => Some(draft.unfixable(reason)),
    }
}

/// What the constructions that a load is in force for ask of it; `None` when there are none.
fn need(context: &Context<'_>, index: usize) -> Option<Need> {
    let mut needs = context
        .model
        .constructions
        .iter()
        .filter(|c| c.load == Some(index) && c.constructor == Constructor::Auth0Lock)
        .map(|c| requests::need(context.target, &c.arguments.options));
    let first = needs.next()?;
    let mut need = needs.fold(first, |a, b| Need {
        target: a.target,
        configuration_base: a.configuration_base || b.configuration_base,
        overrides_tenant: a.overrides_tenant || b.overrides_tenant,
    });
    need.configuration_base |= context.target != Target::Cloud;
    Some(need)
}

fn advice(found: Option<&catalog::Recommendation>) -> String {
    match found {
        Some(found) if found.same_major => {
            format!("load Lock {}, which changes nothing else", found.version)
        }
        Some(found) => format!(
            "load Lock {}, and read Auth0's migration guide for that major version first",
            found.version
        ),
        None => "load a newer Lock".into(),
    }
}

/// The edit of a script's URL.
fn edit(context: &Context<'_>, load: &Load, to: &semver::Version) -> Result<Edit, &'static str> {
    let script = context
        .page
        .scripts
        .get(load.script)
        .ok_or("the script is not known")?;
    let element = context.page.elements.get(script.element);
    if element.is_some_and(|element| element.attribute("integrity").is_some()) {
        return Err(
            "the script has an `integrity` attribute, which another release would not match",
        );
    }
    let src = script
        .src
        .as_deref()
        .ok_or("this copy of Lock is part of the page")?;
    let (range, content) = version::replacement(src, to)
        .ok_or("the script's address cannot be moved to that release")?;
    // Character references after the version do no harm.
    let start = src
        .get(..range.end)
        .and_then(|up_to_version| context.code(load.span).find(up_to_version))
        .ok_or("the script's address is written with character references")?;
    let start = load.span.start + start;
    Ok(Edit {
        range: Span::new(start + range.start, start + range.end),
        content,
    })
}
