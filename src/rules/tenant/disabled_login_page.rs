//! # disabled-login-page
//!
//! The login page in these files is not the one that serves logins: it is switched off, left out, or empty.
//!
//! ## Why it matters
//!
//! A page that is made ready and not in use helps nobody. With `enabled: false` another page serves logins.
//! auth0-deploy-cli leaves `pages/login.html` out when there is no `pages/login.json`, and deploys an empty
//! page when there is no `pages/login.html`. Where the HTML belongs, the name of a file is deployed as it is.
//!
//! ## Example
//!
//! ```json,fail,pages/login.json
//! { "name": "login", "enabled": false }
//! ```
//!
//! ```html,fail,pages/login.html
//! <p>Log in</p>
//! ```
//!
//! This deploys the text `login.html`:
//!
//! ```terraform,fail,main.tf
//! resource "auth0_pages" "pages" {
//!   login {
//!     enabled = true
//!     html    = "login.html"
//!   }
//! }
//! ```
//!
//! This deploys the page:
//!
//! ```terraform,pass,main.tf
//! resource "auth0_pages" "pages" {
//!   login {
//!     enabled = true
//!     html    = file("${path.module}/login.html")
//!   }
//! }
//! ```
//!
//! ```html,pass,login.html
//! <p>Log in</p>
//! ```
//!
//! ## Fix
//!
//! None: switching a page on decides what users see.
//!
//! ## When to ignore it
//!
//! When the tenant is meant to have another page, or none.

use crate::finding::Severity;
use crate::rules::tenant::on_tenant;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};
use crate::tenant::files::model::{Html, LoginPage, Setting, Tenant, Tool};

/// The rule.
pub static RULE: Rule = Rule {
    id: "disabled-login-page",
    group: Group::Tenant,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("disabled_login_page.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    on_tenant(context, |context| {
        let tenant = context.tenant;
        let pages = tenant.pages.iter().filter(|page| matters(tenant, page));
        pages
            .flat_map(|page| {
                switched_off(page)
                    .into_iter()
                    .chain(without_html(tenant, page))
            })
            .collect()
    })
}

/// Whether a page is for third-party applications: the tenant's, or that of one of them.
fn matters(tenant: &Tenant, page: &LoginPage) -> bool {
    let Some(name) = &page.client else {
        return true;
    };
    let mut clients = tenant.clients.iter();
    clients.any(|client| client.is_third_party() && client.name.is(name))
}

fn switched_off(page: &LoginPage) -> Option<Draft> {
    let Setting::Known(false, place) = page.enabled else {
        return None;
    };
    let is_empty = matches!(page.html, Html::Missing);
    (!is_empty).then(|| {
        Draft::at(&RULE, "the login page is switched off", place)
            .label("another page serves logins")
            .help("set it to `true`, or take the page out of these files")
    })
}

fn without_html(tenant: &Tenant, page: &LoginPage) -> Option<Draft> {
    let draft = match &page.html {
        Html::Missing if page.enabled.is(&false) => return None,
        Html::Missing => Draft::at(&RULE, "an empty login page is deployed", page.place)
            .severity(Severity::Error)
            .label("there is no HTML for this page")
            .help(match tenant.tool {
                Tool::DeployCli => "add the HTML: `pages/login.html` beside `pages/login.json`",
                Tool::Terraform => {
                    "set `html` to the page: `html = file(\"${path.module}/login.html\")`"
                }
            }),
        Html::Skipped(place) => {
            let start = crate::input::Place::new(place.file, crate::Span::empty(0));
            Draft::at(&RULE, "auth0-deploy-cli leaves the login page out", start)
                .label("there is no `login.json` beside it")
                .help("add `pages/login.json`: `{ \"name\": \"login\", \"enabled\": true }`")
        }
        Html::FileName(name, place) => {
            let message = format!("the text `{name}` is deployed in the place of the login page");
            Draft::at(&RULE, message, *place)
                .severity(Severity::Error)
                .label("the name of a file, and not HTML")
                .help(match tenant.tool {
                    Tool::DeployCli => "there is no such file: correct the path",
                    Tool::Terraform => "read the file: `file(\"${path.module}/…\")`",
                })
        }
        _ => return None,
    };
    Some(draft)
}
