//! # unknown-language
//!
//! Lock is given a language that it has no dictionary for.
//!
//! ## Why it matters
//!
//! Lock asks its CDN for the dictionary, and there is none. Releases from 11.26.2 on go on in English;
//! older ones show "Something went wrong" instead of the login.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     language: 'jp',
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! Use instead:
//!
//! ```html,pass
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     language: 'ja',
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! None: which language is meant is for a person to say.
//!
//! ## When to ignore it
//!
//! When `languageBaseUrl` names a server of your own that has the dictionary. Nothing is said where it
//! is given as a string.
//!
//! ## References
//!
//! - [Lock's dictionaries](https://github.com/auth0/lock/tree/master/src/i18n)

use semver::Version;

use crate::finding::Severity;
use crate::lock::Value;
use crate::lock::catalog::{Moment, language_at, languages};
use crate::rules::receiver::Receiver;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "unknown-language",
    group: Group::Options,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("unknown_language.rs"),
    check,
};

/// The first release that goes on in English when a dictionary is missing.
const FALLS_BACK_SINCE: Version = Version::new(11, 26, 2);

/// Codes that are commonly taken for those of Lock.
const MISTAKEN: [(&str, &str); 7] = [
    ("jp", "ja"),
    ("cz", "cs"),
    ("dk", "da"),
    ("se", "sv"),
    ("gr", "el"),
    ("cn", "zh"),
    ("kr", "ko"),
];

fn check(context: &Context<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for receiver in context.receivers() {
        let base = receiver.at("languageBaseUrl").next();
        let is_elsewhere = base.is_some_and(|base| {
            let mut values = base.property.value.alternatives();
            values.any(|value| matches!(value, Value::String(_) | Value::Pattern(_)))
        });
        if is_elsewhere {
            continue;
        }
        for option in receiver.at("language") {
            for value in option.property.value.alternatives() {
                let Value::String(code) = value else { continue };
                if code.trim().is_empty() || is_known(receiver, code) {
                    continue;
                }
                let is_fatal = receiver
                    .release
                    .as_ref()
                    .is_some_and(|release| *release < FALLS_BACK_SINCE);
                let (label, severity) = if is_fatal {
                    (
                        "the login ends in \"Something went wrong\"",
                        Severity::Error,
                    )
                } else {
                    ("Lock shows English instead", Severity::Warning)
                };
                let message = format!("{} has no language `{code}`", receiver.release_text());
                let draft = Draft::new(&RULE, message, receiver.value_span(option))
                    .label(label)
                    .help(help(code))
                    .severity(severity);
                drafts.push(receiver.explain(context, draft));
            }
        }
    }
    drafts
}

fn is_known(receiver: &Receiver<'_>, code: &str) -> bool {
    match &receiver.release {
        Some(release) => language_at(code, release) == Some(Moment::Within),
        None => languages()
            .iter()
            .any(|language| language.code == code.trim().to_ascii_lowercase()),
    }
}

fn help(code: &str) -> String {
    let code = code.trim().to_ascii_lowercase().replace('_', "-");
    let mistaken = MISTAKEN
        .iter()
        .find(|(wrong, _)| *wrong == code)
        .map(|(_, right)| *right);
    let general = code.split('-').next().unwrap_or_default();
    let known = |code: &str| languages().iter().find(|language| language.code == code);
    match mistaken.or_else(|| {
        known(&code)
            .or_else(|| known(general))
            .map(|language| language.code)
    }) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "`lockwright catalog languages` lists the codes".to_owned(),
    }
}
