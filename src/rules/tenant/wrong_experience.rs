//! # wrong-experience
//!
//! The configuration mixes Classic Login and New Universal Login.
//!
//! ## Why it matters
//!
//! A custom login page that is switched on serves logins also where `universal_login_experience` is `new`, so
//! that the setting says something else than what users see. And the two are made of different things: a page
//! with Lock is no template of New Universal Login, and Classic Login shows `{%- auth0:widget -%}` as text.
//!
//! ## Example
//!
//! ```yaml,fail,tenant.yaml
//! prompts:
//!   universal_login_experience: new
//! pages:
//!   - name: login
//!     enabled: true
//!     html: ./login.html
//! ```
//!
//! ```html,fail,login.html
//! <p>Log in</p>
//! ```
//!
//! This is right:
//!
//! ```yaml,pass,tenant.yaml
//! prompts:
//!   universal_login_experience: classic
//! pages:
//!   - name: login
//!     enabled: true
//!     html: ./login.html
//! ```
//!
//! ```html,pass,login.html
//! <p>Log in</p>
//! ```
//!
//! ## Fix
//!
//! None: which of the two is meant is for a person to decide.
//!
//! ## When to ignore it
//!
//! While a tenant moves from one to the other.

use crate::Span;
use crate::finding::Severity;
use crate::input::Place;
use crate::rules::tenant::{TenantContext, on_tenant};
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};
use crate::tenant::files::model::{Html, Setting};

/// The rule.
pub static RULE: Rule = Rule {
    id: "wrong-experience",
    group: Group::Tenant,
    severity: Severity::Note,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("wrong_experience.rs"),
    check,
};

/// What the templates of New Universal Login have in their body.
const WIDGET: &str = "auth0:widget";

fn check(context: &Context<'_>) -> Vec<Draft> {
    on_tenant(context, |context| {
        let mut drafts: Vec<Draft> = setting(context).into_iter().collect();
        drafts.extend(templates_with_lock(context));
        drafts.extend(pages_with_widget(context));
        drafts
    })
}

/// The setting says that New Universal Login serves logins, and a page does.
fn setting(context: &TenantContext<'_>) -> Option<Draft> {
    let Setting::Known(experience, place) = &context.tenant.experience else {
        return None;
    };
    let serves = |html: &Html| matches!(html, Html::File(_) | Html::Embedded(_) | Html::Unknown(_));
    let mut pages = context.tenant.pages.iter();
    let page =
        pages.find(|page| page.client.is_none() && page.enabled.is(&true) && serves(&page.html))?;
    (experience == "new").then(|| {
        Draft::at(
            &RULE,
            "the login experience is `new`, and a custom login page still serves logins",
            *place,
        )
        .help("set it to `classic`, or switch the page off")
        .related_at(
            page.enabled.place().unwrap_or(page.place),
            "the page is switched on here",
        )
    })
}

/// Templates of New Universal Login with Lock in them.
fn templates_with_lock(context: &TenantContext<'_>) -> Vec<Draft> {
    let templates = context.tenant.templates.iter();
    templates
        .filter_map(|template| {
            let place = find(
                context,
                &template.html,
                &["Auth0Lock", "auth0-lock", "/lock.min.js"],
            )?;
            let message = "a page with Lock is used as a template of New Universal Login";
            Some(
                Draft::at(&RULE, message, place)
                    .help("deploy it as the custom login page: `auth0_pages` or `pages/login.html`")
                    .related_at(template.place, "the template is named here"),
            )
        })
        .collect()
}

/// Login pages with the tags of templates.
fn pages_with_widget(context: &TenantContext<'_>) -> Vec<Draft> {
    let pages = context.tenant.pages.iter();
    pages
        .filter_map(|page| {
            let place = find(context, &page.html, &[WIDGET])?;
            let message = "a template of New Universal Login is used as the login page";
            Some(
                Draft::at(&RULE, message, place)
                    .help("deploy it as the template: `auth0_branding` or `branding/templates`")
                    .related_at(page.place, "the page is named here"),
            )
        })
        .collect()
}

/// Where the first of some words stands in a page.
fn find(context: &TenantContext<'_>, html: &Html, words: &[&str]) -> Option<Place> {
    let text = context.text(html)?;
    let span = words.iter().find_map(|word| {
        let at = text.find(word)?;
        Some(Span::new(at, at + word.len()))
    })?;
    context.place_in(html, span)
}
