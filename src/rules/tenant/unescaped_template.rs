//! # unescaped-template
//!
//! A page in a template of Terraform has a `${` or `%{` of its own, which Terraform takes for its own.
//!
//! ## Why it matters
//!
//! In a string, a heredoc, and the file of a `templatefile()`, Terraform evaluates `${…}` and `%{…}` before
//! the page is deployed. JavaScript's template literals and minified CSS have the same marks. Then Terraform
//! refuses the file, or puts something else in their place.
//!
//! ## Example
//!
//! ```terraform,fail,main.tf
//! resource "auth0_pages" "pages" {
//!   login {
//!     enabled = true
//!     html    = <<-EOT
//!       <title>${var.title}</title>
//!       <script>
//!         document.title = `Log in to ${name}`;
//!       </script>
//!     EOT
//!   }
//! }
//! ```
//!
//! Use instead:
//!
//! ```terraform,fixed,main.tf
//! resource "auth0_pages" "pages" {
//!   login {
//!     enabled = true
//!     html    = <<-EOT
//!       <title>${var.title}</title>
//!       <script>
//!         document.title = `Log in to $${name}`;
//!       </script>
//!     EOT
//!   }
//! }
//! ```
//!
//! ## Fix
//!
//! Writes `$${` for `${` and `%%{` for `%{` where what follows means nothing to Terraform: it is no expression
//! of its language, or names something that the module does not have. Safe.
//!
//! ## When to ignore it
//!
//! Never, as far as is known.
//!
//! ## References
//!
//! - [Strings and templates](https://developer.hashicorp.com/terraform/language/expressions/strings)

use crate::edit::{Applicability, Edit, Fix};
use crate::finding::Severity;
use crate::rules::tenant::on_tenant;
use crate::rules::{Context, Draft, Effect, FixAvailability, Group, Remedy, Rule};
use crate::tenant::files::model::Stray;

/// The rule.
pub static RULE: Rule = Rule {
    id: "unescaped-template",
    group: Group::Tenant,
    severity: Severity::Error,
    enabled: true,
    fix: FixAvailability::Always,
    source: include_str!("unescaped_template.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    on_tenant(context, |context| {
        context.tenant.strays.iter().map(draft).collect()
    })
}

fn draft(stray: &Stray) -> Draft {
    let (mark, escaped) = match stray.is_directive {
        true => ("%{", "%%{"),
        false => ("${", "$${"),
    };
    let what = match stray.is_embedded {
        true => "this is a template of Terraform",
        false => "`templatefile()` reads this file as a template",
    };
    let edit = Edit {
        file: stray.place.file,
        ..Edit::insertion(stray.place.span.start, &mark[..1])
    };
    Draft::at(
        &RULE,
        format!("Terraform takes the page's `{mark}` for its own"),
        stray.place,
    )
    .label(what)
    .help(format!("write `{escaped}`"))
    .remedies(vec![Remedy {
        fix: Fix {
            title: format!("Write `{escaped}`"),
            applicability: Applicability::Safe,
            edits: vec![edit],
        },
        effect: Effect::template(),
    }])
}
