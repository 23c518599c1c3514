//! # unreadable-configuration
//!
//! A file of the tenant's configuration could not be read, or a login page in it could not be followed.
//!
//! ## Why it matters
//!
//! What is not read is not checked. A page that Terraform makes out of several parts, or a file that does not
//! parse, may have anything in it.
//!
//! ## Example
//!
//! ```terraform,fail,main.tf
//! resource "auth0_pages" "pages" {
//!   login {
//!     enabled = true
//!     html    = join("\n", local.parts)
//!   }
//! }
//! ```
//!
//! ## Fix
//!
//! None.
//!
//! ## When to ignore it
//!
//! When the page is checked where it is made, such as after a build.

use crate::finding::Severity;
use crate::rules::tenant::{TenantContext, on_tenant};
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};
use crate::tenant::files::model::{Html, LoginPage, Problem};

/// The rule.
pub static RULE: Rule = Rule {
    id: "unreadable-configuration",
    group: Group::Tenant,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("unreadable_configuration.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    on_tenant(context, |context| {
        let problems = context.tenant.problems.iter().map(broken);
        let pages = context.tenant.pages.iter().filter_map(unread);
        problems.chain(pages).chain(templates(context)).collect()
    })
}

fn broken(problem: &Problem) -> Draft {
    let draft = Draft::at(&RULE, problem.message.clone(), problem.place);
    match problem.is_broken {
        true => draft.severity(Severity::Error),
        false => draft,
    }
}

fn unread(page: &LoginPage) -> Option<Draft> {
    match &page.html {
        Html::Unknown(place) => Some(
            Draft::at(
                &RULE,
                "the login page is made on deployment, and is not checked",
                *place,
            )
            .help("check the page that is deployed with `lockwright tenant audit`"),
        ),
        Html::NoSuchFile(name, place) => Some(no_such_file(name, *place)),
        _ => None,
    }
}

fn templates(context: &TenantContext<'_>) -> impl Iterator<Item = Draft> {
    context
        .tenant
        .templates
        .iter()
        .filter_map(|template| match &template.html {
            Html::NoSuchFile(name, place) => Some(no_such_file(name, *place)),
            _ => None,
        })
}

fn no_such_file(name: &str, place: crate::input::Place) -> Draft {
    Draft::at(&RULE, format!("there is no file `{name}`"), place)
        .severity(Severity::Error)
        .help("correct the path")
}
