//! # unclosed-script
//!
//! A `<script>` has no end tag.
//!
//! ## Why it matters
//!
//! A browser does not run a script that is not closed, and takes the rest of the page for a part of it.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/11.30.4/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(window.atob('@@config@@'));
//! ```
//!
//! ## Fix
//!
//! None.
//!
//! ## When to ignore it
//!
//! Never.

use crate::finding::Severity;
use crate::page::ProblemKind;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "unclosed-script",
    group: Group::Page,
    severity: Severity::Error,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("unclosed_script.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let problems = context.page.problems.iter();
    let unclosed = problems.filter(|problem| problem.kind == ProblemKind::UnclosedScript);
    unclosed
        .map(|problem| {
            Draft::new(
                &RULE,
                "this `<script>` is never closed, so a browser does not run it",
                problem.span,
            )
            .label("the rest of the page belongs to this script")
            .help("close it with `</script>`")
        })
        .collect()
}
