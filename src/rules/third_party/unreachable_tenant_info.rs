//! # unreachable-tenant-info
//!
//! The script that Lock will ask for on behalf of a third-party application is known not to be there.
//!
//! ## Why it matters
//!
//! With `__useTenantInfo` Lock loads the tenant's connections from an address that it makes from its
//! options. `assetsUrl` alone becomes that address as it is; `configurationBaseUrl` on Auth0's CDN leads
//! to `info-v1.js`, which the CDN refuses with 403 (Lock's issue 1417). Then nobody can log in.
//!
//! Where `configurationBaseUrl` is the tenant's own domain on the public cloud,
//! `misplaced-configuration-base-url` says so instead.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/11.30.4/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     configurationBaseUrl: 'https://cdn.auth0.com/',
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! Leave `configurationBaseUrl` out on the public cloud:
//!
//! ```html,pass
//! <script src="https://cdn.auth0.com/js/lock/11.30.4/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! None: which address is right depends on how the tenant is set up.
//!
//! ## When to ignore it
//!
//! When the address is known to work.
//!
//! ## References
//!
//! - [auth0/lock 1417](https://github.com/auth0/lock/issues/1417)

use crate::finding::Severity;
use crate::lock::catalog::{self, Readiness};
use crate::lock::requests::{Outcome, need, predict};
use crate::lock::{Construction, Value};
use crate::rules::base_url;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "unreachable-tenant-info",
    group: Group::ThirdParty,
    severity: Severity::Error,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("unreachable_tenant_info.rs"),
    check,
};

/// The options that decide on the address.
const DECIDING: [&str; 3] = ["configurationBaseUrl", "assetsUrl", "overrides"];

fn check(context: &Context<'_>) -> Vec<Draft> {
    let constructions = context.lock_constructions();
    constructions
        .filter_map(|construction| check_one(context, construction))
        .collect()
}

fn check_one(context: &Context<'_>, construction: &Construction) -> Option<Draft> {
    let release = context.release(construction);
    // A release that is too old has a finding of its own, and so have a missing and a misplaced base.
    let need = need(context.target, &construction.arguments.options);
    let is_ready = release
        .as_ref()
        .is_none_or(|release| catalog::readiness(release, need) == Readiness::Ready);
    let has_finding = base_url::is_missing(context.target, construction)
        || base_url::is_misplaced(context.target, construction);
    if !is_ready || has_finding {
        return None;
    }
    let prediction = predict(release.as_ref(), context.target, &construction.arguments);
    let (url, why) = prediction
        .tenant
        .iter()
        .find_map(|request| match &request.outcome {
            Outcome::Fails { why } => Some((request.url.as_ref(), why)),
            _ => None,
        })?;
    let message = match url {
        Some(url) => format!("the tenant's connections cannot be loaded from `{url}`: {why}"),
        None => format!("the tenant's connections cannot be loaded: {why}"),
    };
    let place = match &construction.arguments.options {
        Value::Object(options) => DECIDING
            .iter()
            .find_map(|key| options.get(key))
            .map(|p| p.value_span),
        _ => None,
    };
    let draft = Draft::new(&RULE, message, place.unwrap_or(construction.span))
        .label("Lock makes the address from this")
        .help("run `lockwright inspect` on the page to see which addresses Lock will request")
        .related(construction.span, "Lock is constructed here");
    Some(context.explain(draft, construction))
}
