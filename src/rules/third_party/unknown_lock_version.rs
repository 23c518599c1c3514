//! # unknown-lock-version
//!
//! It cannot be told which Lock the page runs, or whether it gets one at all.
//!
//! ## Why it matters
//!
//! Whether third-party applications can log in depends on the release. Auth0's documentation prints
//! `11.x.y` as a stand-in for a version; a page that has it verbatim gets no Lock at all. Lock from a
//! bundle, or from an address without a version, has to be looked at by hand.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/11.x.y/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! Name a release:
//!
//! ```html,fixed-unsafely
//! <script src="https://cdn.auth0.com/js/lock/11.35.1/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! Unsafe, where the stand-in names a major version: the newest release of it. The page gets no Lock at all
//! as it is.
//!
//! ## When to ignore it
//!
//! When the page takes Lock from a bundle and you know its release.

use semver::Version;

use crate::finding::Severity;
use crate::lock::catalog::{self, Need, Recommendation};
use crate::lock::version::{Origin, from_url, is_filled_in_later};
use crate::lock::{Construction, Library, Load, LoadedVersion};
use crate::rules::release::{self, with_remedy};
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "unknown-lock-version",
    group: Group::ThirdParty,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Sometimes,
    source: include_str!("unknown_lock_version.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    // Where a script that is not closed has swallowed the next one, that may be what loads Lock.
    let mut scripts = context.page.scripts.iter();
    if context.is_application() || scripts.any(|it| context.swallowed_script(it).is_some()) {
        return Vec::new();
    }
    let constructions = context.model.constructions.iter();
    constructions
        .filter_map(|construction| check_one(context, construction))
        .collect()
}

fn check_one(context: &Context<'_>, construction: &Construction) -> Option<Draft> {
    let Some(load) = context.load(construction) else {
        return without_load(context, construction);
    };
    let draft = check_version(load).or_else(|| check_origin(context, load))?;
    let draft = with_major(context, construction, draft, load);
    Some(draft.related(construction.span, "Lock is constructed here"))
}

/// Adds the remedy that loads the newest release of the major version that a stand-in names.
fn with_major(
    context: &Context<'_>,
    construction: &Construction,
    draft: Draft,
    load: &Load,
) -> Draft {
    let LoadedVersion::StandIn(text) = &load.version else {
        return draft;
    };
    let major = text.split('.').next().and_then(|major| major.parse().ok());
    let first = major.map(|major| Version::new(major, 0, 0));
    let need = construction
        .load
        .and_then(|index| release::need(context, index))
        .unwrap_or(Need {
            target: context.target,
            ..Need::default()
        });
    let best = first.and_then(|first| release::best_of_major(&first, need, |_| true));
    let Some(version) = best.filter(|best| best.major >= 10) else {
        return draft;
    };
    let to = Recommendation {
        version,
        // The page gets no Lock as it is: what it gets then is for a person to try.
        same_major: false,
    };
    with_remedy(context, draft, load, &to)
}

fn check_version(load: &Load) -> Option<Draft> {
    let (message, help, severity) = match &load.version {
        LoadedVersion::StandIn(text) if is_filled_in_later(text) => (
            format!("the release of Lock is `{text}`, which something fills in before the page is served"),
            "check by hand that it is a release that can serve third-party applications".to_owned(),
            Severity::Warning,
        ),
        LoadedVersion::StandIn(text) => (
            format!("expected a release of Lock, found the placeholder `{text}`"),
            match text
                .split('.')
                .next()
                .and_then(|major| major.parse().ok())
                .and_then(catalog::newest_of_major)
                .or_else(|| catalog::newest_of_major(11))
            {
                Some(newest) => format!("write a release, such as {newest}"),
                None => "write a release".to_owned(),
            },
            Severity::Error,
        ),
        LoadedVersion::Unknown => (
            "the address does not say which release of Lock it is".to_owned(),
            "check by hand that it is a release that can serve third-party applications".to_owned(),
            Severity::Warning,
        ),
        LoadedVersion::Exact(version) if !catalog::exists(version) => (
            format!("there is no Lock {version} as far as this version of Lockwright knows"),
            "check the number; if it is new, update Lockwright".to_owned(),
            Severity::Warning,
        ),
        version if catalog::served(version).is_none() => (
            "no release of Lock is served at this address as far as this version of Lockwright knows".to_owned(),
            "check the number; if it is new, update Lockwright".to_owned(),
            Severity::Warning,
        ),
        _ => return None,
    };
    Some(
        Draft::new(&RULE, message, load.span)
            .label("Lock is loaded here")
            .help(help)
            .severity(severity),
    )
}

/// Some hosts are known not to have Lock's build for browsers.
fn check_origin(context: &Context<'_>, load: &Load) -> Option<Draft> {
    let script = context.page.scripts.get(load.script)?;
    let src = script.src.as_deref().filter(|_| !script.is_linked)?;
    let message = match from_url(src)?.origin {
        Origin::Npm => "the package of Lock has no build for browsers, so this address brings none",
        Origin::Auth0Regional => {
            "Auth0's regional hosts do not serve Lock, so this address brings none"
        }
        Origin::Auth0 | Origin::Elsewhere => return None,
    };
    Some(
        Draft::new(&RULE, message, load.span)
            .label("Lock is asked for here")
            .help("load it from `https://cdn.auth0.com/js/lock/VERSION/lock.min.js`")
            .severity(Severity::Error),
    )
}

/// Nothing before the construction loads Lock. Where something does later, `lock-before-load` tells.
fn without_load(context: &Context<'_>, construction: &Construction) -> Option<Draft> {
    let is_loaded_later = context
        .model
        .loads
        .iter()
        .any(|load| load.library == Library::Lock);
    if is_loaded_later {
        return None;
    }
    let draft = Draft::new(
        &RULE,
        "the page does not say where its Lock comes from",
        construction.span,
    )
    .label("Lock is constructed here and loaded by no script of this page")
    .help(
        "if a bundle brings it, check by hand that its release can serve third-party applications",
    );
    Some(draft)
}
