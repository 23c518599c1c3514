//! # unknown-dictionary-key
//!
//! `languageDictionary` has a key that this release of Lock does not use.
//!
//! ## Why it matters
//!
//! The text is never shown. Lock keeps its own text in the place where this one was meant to stand.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     languageDictionary: { titel: 'Welcome' },
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
//!     languageDictionary: { title: 'Welcome' },
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! Texts of errors may have the names of errors that a tenant's own code makes:
//!
//! ```html,pass
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     languageDictionary: { error: { login: { 'too.young': 'You are too young' } } },
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! Unsafe: a misspelt key gets the name that it resembles. The text is shown then.
//!
//! ## When to ignore it
//!
//! When the page reads the text itself.
//!
//! ## References
//!
//! - [Lock's English dictionary](https://github.com/auth0/lock/blob/master/src/i18n/en.js)

use super::rename;
use crate::finding::Severity;
use crate::lock::Step;
use crate::lock::catalog::{DictionaryKey, Moment, dictionary};
use crate::rules::receiver::Receiver;
use crate::rules::selection::nearest;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "unknown-dictionary-key",
    group: Group::Options,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Sometimes,
    source: include_str!("unknown_dictionary_key.rs"),
    check,
};

/// The option that has the texts.
const OPTION: &str = "languageDictionary";

/// The objects whose keys are codes that a server sends, which may be any.
const OPEN: [&[&str]; 2] = [&["error"], &["success"]];

fn check(context: &Context<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for receiver in context.receivers() {
        for option in &receiver.options {
            let Some([Step::Key(OPTION), path @ ..]) = option.path.get(..) else {
                continue;
            };
            let Some(path) = keys(path).filter(|path| is_judged(path)) else {
                continue;
            };
            let fault = match moment(receiver, &path) {
                Some(Moment::Within) => continue,
                Some(Moment::Before) => "only later releases use it",
                Some(Moment::After) => "only earlier releases used it",
                None => "no release uses it",
            };
            let message = format!(
                "{} has no text `{}` in its dictionary",
                receiver.release_text(),
                path.join(".")
            );
            let mut draft = Draft::new(&RULE, message, receiver.key_span(option)).label(fault);
            draft = match meant(receiver, &path) {
                Some(meant) => draft
                    .help(format!("did you mean `{meant}`?"))
                    .remedies(rename::remedies(context, receiver, option, meant)),
                None => draft.help("`lockwright catalog dictionary` lists the keys"),
            };
            drafts.push(receiver.explain(context, draft));
        }
    }
    drafts
}

fn keys<'m>(path: &[Step<'m>]) -> Option<Vec<&'m str>> {
    path.iter()
        .map(|step| match step {
            Step::Key(key) => Some(*key),
            Step::Item => None,
        })
        .collect()
}

/// Whether the key stands where only Lock's own keys are of use, and what it stands in is one.
fn is_judged(path: &[&str]) -> bool {
    let Some((_, parent)) = path.split_last() else {
        return false;
    };
    let is_open = OPEN.iter().any(|open| parent.starts_with(open));
    let is_group = parent.is_empty()
        || dictionary()
            .iter()
            .any(|key| key.path.len() > parent.len() && key.path.starts_with(parent));
    !is_open && is_group
}

/// Where the release lies in the life of a text, or of a group of texts.
fn moment(receiver: &Receiver<'_>, path: &[&str]) -> Option<Moment> {
    let mut moments = dictionary()
        .iter()
        .filter(|key| key.path.starts_with(path))
        .map(|key| at(receiver, key));
    let first = moments.next()?;
    if first == Moment::Within || moments.any(|moment| moment == Moment::Within) {
        return Some(Moment::Within);
    }
    Some(first)
}

fn at(receiver: &Receiver<'_>, key: &DictionaryKey) -> Moment {
    receiver
        .moment(|release| key.lifetime.at(release))
        .unwrap_or(Moment::Within)
}

/// The key of the same group that was probably meant.
fn meant(receiver: &Receiver<'_>, path: &[&str]) -> Option<&'static str> {
    let (name, parent) = path.split_last()?;
    let siblings = dictionary()
        .iter()
        .filter(|key| key.path.starts_with(parent) && at(receiver, key) == Moment::Within)
        .filter_map(|key| key.path.get(parent.len()).copied());
    nearest(name, siblings)
}
