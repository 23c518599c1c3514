//! # clobbering-keyword
//!
//! auth0-deploy-cli is given a keyword `config` and replaces the page's `@@config@@` with it.
//!
//! ## Why it matters
//!
//! A login page has its config from Auth0, which puts it in the place of `@@config@@`. auth0-deploy-cli
//! replaces `@@KEY@@` in every file for every keyword that it knows: those in
//! `AUTH0_KEYWORD_REPLACE_MAPPINGS` and, unless told otherwise, every variable of the environment. With one
//! named `config` the page that is deployed has a text in the place of its config, and nobody can log in.
//! The tool says nothing of it.
//!
//! ## Example
//!
//! ```json,fail,config.json
//! {
//!   "AUTH0_DOMAIN": "example.auth0.com",
//!   "AUTH0_KEYWORD_REPLACE_MAPPINGS": { "config": "production" }
//! }
//! ```
//!
//! ```json,fail,pages/login.json
//! { "name": "login", "enabled": true }
//! ```
//!
//! ```html,fail,pages/login.html
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//! </script>
//! ```
//!
//! Keywords with other names, also in upper case, do no harm:
//!
//! ```json,pass,config.json
//! {
//!   "AUTH0_DOMAIN": "example.auth0.com",
//!   "AUTH0_KEYWORD_REPLACE_MAPPINGS": { "CONFIG": "production" }
//! }
//! ```
//!
//! ```json,pass,pages/login.json
//! { "name": "login", "enabled": true }
//! ```
//!
//! ```html,pass,pages/login.html
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//! </script>
//! ```
//!
//! ## Fix
//!
//! None: a keyword is renamed wherever it is used.
//!
//! ## When to ignore it
//!
//! When the variable is not there when the tool runs.
//!
//! ## References
//!
//! - [Keyword replacement](https://github.com/auth0/auth0-deploy-cli/blob/master/docs/keyword-replacement.md)

use crate::finding::Severity;
use crate::rules::tenant::{TenantContext, on_tenant};
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};
use crate::tenant::files::model::{Html, Keyword};

/// The rule.
pub static RULE: Rule = Rule {
    id: "clobbering-keyword",
    group: Group::Tenant,
    severity: Severity::Error,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("clobbering_keyword.rs"),
    check,
};

/// What Auth0 replaces with the page's config.
const CONFIG: &str = "@@config@@";

fn check(context: &Context<'_>) -> Vec<Draft> {
    on_tenant(context, |context| {
        if !may_have_config(context) {
            return Vec::new();
        }
        let keywords = context.tenant.keywords.iter();
        let clobbering = keywords.filter(|keyword| keyword.name == "config");
        clobbering.map(|keyword| draft(context, keyword)).collect()
    })
}

/// Whether a page may have its config from Auth0. Of a tenant without pages in its files nothing is said.
fn may_have_config(context: &TenantContext<'_>) -> bool {
    context
        .pages()
        .any(|(page, _)| match context.text(&page.html) {
            Some(text) => text.contains(CONFIG),
            None => matches!(page.html, Html::Unknown(_)),
        })
}

fn draft(context: &TenantContext<'_>, keyword: &Keyword) -> Draft {
    let message = format!("auth0-deploy-cli replaces the page's `{CONFIG}` with this keyword");
    let (label, help) = match keyword.is_variable {
        true => (
            "every variable of the environment is a keyword",
            "rename the variable, or run the tool without it",
        ),
        false => (
            "the keyword",
            "rename the keyword: names are case-sensitive",
        ),
    };
    let mut draft = Draft::at(&RULE, message, keyword.place)
        .label(label)
        .help(help);
    for (page, _) in context.pages() {
        let at = context.text(&page.html).and_then(|text| text.find(CONFIG));
        let span = at.map(|at| crate::Span::new(at, at + CONFIG.len()));
        if let Some(place) = span.and_then(|span| context.place_in(&page.html, span)) {
            draft = draft.related_at(place, "it is replaced here");
        }
    }
    draft
}
