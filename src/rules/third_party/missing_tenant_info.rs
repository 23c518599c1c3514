//! # missing-tenant-info
//!
//! `Auth0Lock` is constructed without the option `__useTenantInfo`.
//!
//! ## Why it matters
//!
//! Without it Lock asks for the connections of the application that the user logs in to. A
//! third-party application has none of its own: its users see "No connections" where they should
//! log in. With `__useTenantInfo: config.isThirdPartyClient` Lock asks for the tenant's connections
//! instead, just when the application is a third party's.
//!
//! Lock reads the option at the top level of its third argument, once, when it is constructed.
//! Inside `auth`, under another name, or set later, it does nothing.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/11.30.4/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   var lock = new Auth0Lock(config.clientID, config.auth0Domain, {
//!     closable: false
//!   });
//!   lock.show();
//! </script>
//! ```
//!
//! Use instead:
//!
//! ```html,fixed
//! <script src="https://cdn.auth0.com/js/lock/11.30.4/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   var lock = new Auth0Lock(config.clientID, config.auth0Domain, {
//!     closable: false,
//!     __useTenantInfo: config.isThirdPartyClient
//!   });
//!   lock.show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! Safe. The option is added by the name that the config has at that place; nothing else of what
//! Lock is given changes, and applications of the tenant's own log in as before. There is no fix
//! where the config has no name, or where the options also go to `Auth0LockPasswordless`.
//!
//! ## When to ignore it
//!
//! When no third-party application will ever use this page.
//!
//! ## References
//!
//! - [Enable third-party applications](https://auth0.com/docs/get-started/applications/third-party-applications/enable-third-party-applications)

use strsim::levenshtein;

use crate::edit::Applicability;
use crate::finding::Severity;
use crate::lock::{Construction, FIELD, FLAG, Object, Value};
use crate::rules::flag::{judge, judge_options};
use crate::rules::insertion::{NewOptions, remedies};
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "missing-tenant-info",
    group: Group::ThirdParty,
    severity: Severity::Error,
    enabled: true,
    fix: FixAvailability::Sometimes,
    source: include_str!("missing_tenant_info.rs"),
    check,
};

/// Lock's flag, as code.
pub(in crate::rules) const FLAG_OPTION: NewOptions = NewOptions {
    options: &[(FLAG, FLAG_VALUE)],
    applicability: Applicability::Safe,
};

/// The flag's value; see [`filled`](super::insertion::filled).
pub(in crate::rules) const FLAG_VALUE: &str = "$isThirdPartyClient";

fn check(context: &Context<'_>) -> Vec<Draft> {
    let constructions = context.lock_constructions();
    constructions
        .filter_map(|construction| check_one(context, construction))
        .collect()
}

fn check_one(context: &Context<'_>, construction: &Construction) -> Option<Draft> {
    let flag = judge(construction);
    if !flag.is_missing {
        return None;
    }
    let on_some_paths = flag.is_right || !flag.wrong.is_empty();
    let message = if on_some_paths {
        format!("`Auth0Lock` is given `{FLAG}` on some paths only")
    } else {
        format!("`Auth0Lock` is constructed without `{FLAG}`")
    };
    let remedies = remedies(context, construction, &FLAG_OPTION, |options| {
        judge_options(options, construction).is_missing
    });
    let draft = Draft::new(&RULE, message, construction.span)
        .label("third-party applications cannot log in here")
        .help(format!(
            "add `{FLAG}: config.{FIELD}` to the options, where `config` is the decoded config"
        ));
    let mut draft = context.explain(with_near_misses(draft, construction), construction);
    if remedies.is_empty() {
        draft = draft.unfixable(why_not(construction));
    }
    Some(draft.remedies(remedies))
}

/// Adds the places where somebody may have thought to give Lock the flag.
fn with_near_misses(mut draft: Draft, construction: &Construction) -> Draft {
    if let Some(options) = options(construction) {
        if let Some(Value::Object(auth)) = options.get("auth").map(|p| &p.value)
            && let Some(property) = auth.get(FLAG)
        {
            draft = draft.related(property.key_span, "inside `auth` Lock does not read it");
        }
        if let Some(property) = options.properties.iter().find(|p| is_misspelt(&p.key)) {
            let message = format!("Lock does not know `{}`", property.key);
            draft = draft.related(property.key_span, message);
        }
        if let Some(property) = options.get(FLAG) {
            draft = draft.related(property.key_span, "it is set here, but not on every path");
        }
    }
    let mut late = construction.late_writes.iter();
    if let Some(late) = late.find(|write| write.key == FLAG) {
        let message = "it is set here, when Lock has read its options already";
        draft = draft.related(late.span, message);
    }
    if let Some(reader) = construction.sites.iter().find_map(|site| site.shared) {
        draft = draft.related(reader, "other code is given the options too");
    }
    draft
}

/// The options, when they are one object.
fn options(construction: &Construction) -> Option<&Object> {
    match &construction.arguments.options {
        Value::Object(object) => Some(object),
        _ => None,
    }
}

/// Whether a key looks like the flag's name and is not.
fn is_misspelt(key: &str) -> bool {
    const MOST_SLIPS: usize = 2;
    let letters = |key: &str| key.chars().filter(|c| !matches!(c, '_' | '-')).count();
    let bare = |key: &str| key.replace(['_', '-'], "").to_ascii_lowercase();
    key != FLAG
        && letters(key).abs_diff(letters(FLAG)) <= MOST_SLIPS
        && levenshtein(&bare(key), &bare(FLAG)) <= MOST_SLIPS
}

/// Why nothing can be inserted anywhere.
fn why_not(construction: &Construction) -> String {
    if construction.sites.is_empty() {
        return "the options are not written in this page".into();
    }
    if construction.sites.iter().all(|site| site.names.is_empty()) {
        return "the decoded config has no name where the options are written".into();
    }
    "the options are written in a way that new code cannot be added to".into()
}
