//! # wrong-template
//!
//! The page is a template of New Universal Login, or has parts of one.
//!
//! ## Why it matters
//!
//! Auth0 has two kinds of login pages. A page with Lock is served as it is, with the config in the place
//! of `@@config@@`. A template of New Universal Login has the tags `{%- auth0:head -%}` and
//! `{%- auth0:widget -%}`, in whose places Auth0 puts its own widget, and knows neither Lock nor the
//! config. Stored in the place of the other, a page shows its tags to users, or nothing.
//!
//! ## Example
//!
//! ```html,fail
//! <html>
//! <head>{%- auth0:head -%}</head>
//! <body>
//! {%- auth0:widget -%}
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! </body>
//! </html>
//! ```
//!
//! Leave the tags out:
//!
//! ```html,pass
//! <html>
//! <body>
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! </body>
//! </html>
//! ```
//!
//! Of a template of New Universal Login without Lock it is only noted what it is.
//!
//! ## Fix
//!
//! None.
//!
//! ## When to ignore it
//!
//! Where templates of both kinds are checked together.
//!
//! ## References
//!
//! - [Universal Login vs. Classic Login](https://auth0.com/docs/authenticate/login/auth0-universal-login/universal-login-vs-classic-login)

use crate::Span;
use crate::finding::Severity;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "wrong-template",
    group: Group::Page,
    severity: Severity::Error,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("wrong_template.rs"),
    check,
};

/// The names of the tags.
const TAGS: [&str; 2] = ["auth0:widget", "auth0:head"];

fn check(context: &Context<'_>) -> Vec<Draft> {
    let Some(tag) = TAGS.iter().find_map(|name| tag(context.text, name)) else {
        return Vec::new();
    };
    if is_in_comment(context, tag) {
        return Vec::new();
    }
    let model = context.model;
    let uses_lock = !model.loads.is_empty() || !model.constructions.is_empty();
    let draft = if uses_lock {
        Draft::new(
            &RULE,
            "a tag of New Universal Login stands in a page with Lock",
            tag,
        )
        .label("served as it is")
        .help("remove the tags; a hosted page with Lock has the config instead")
    } else {
        Draft::new(
            &RULE,
            "this is a template of New Universal Login, no hosted login page",
            tag,
        )
        .label("Auth0 puts its own widget here")
        .help("leave it out of what is checked: there is no Lock in it")
        .severity(Severity::Note)
    };
    vec![draft]
}

/// Where the tag of that name stands: `{%- auth0:head -%}`.
fn tag(text: &str, name: &str) -> Option<Span> {
    text.match_indices("{%").find_map(|(start, _)| {
        let rest = text.get(start..)?;
        let end = rest.find("%}")?;
        let inner = rest
            .get(2..end)?
            .trim_matches(|c: char| c == '-' || c.is_whitespace());
        (inner == name).then(|| Span::new(start, start + end + 2))
    })
}

/// Whether the place is in a comment of the markup, which only those keep that are for Lockwright.
fn is_in_comment(context: &Context<'_>, place: Span) -> bool {
    let before = context.text.get(..place.start).unwrap_or_default();
    match (before.rfind("<!--"), before.rfind("-->")) {
        (Some(open), Some(close)) => open > close,
        (Some(_), None) => true,
        (None, _) => false,
    }
}
