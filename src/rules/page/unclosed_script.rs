//! # unclosed-script
//!
//! A `<script>` has no end tag, or none before the next `<script>`.
//!
//! ## Why it matters
//!
//! A browser does not run a script that is never closed, and takes the rest of the page for a part of it. Where
//! another script follows, its tag is a syntax error in the code of the first, and what the tag loads is not loaded.
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
    let unclosed = unclosed.map(|problem| {
        Draft::new(
            &RULE,
            "this `<script>` is never closed, so a browser does not run it",
            problem.span,
        )
        .label("the rest of the page belongs to this script")
        .help("close it with `</script>`")
    });
    let scripts = context.page.scripts.iter();
    let swallowing = scripts.filter_map(|script| {
        let start = context.page.elements.get(script.element)?.start_tag;
        let tag = context.swallowed_script(script)?;
        let message =
            "this `<script>` is not closed before the next one, so a browser runs neither";
        Some(
            Draft::new(&RULE, message, start)
                .label("this script goes on")
                .related(tag, "this tag is part of its code")
                .help("close it with `</script>`"),
        )
    });
    unclosed.chain(swallowing).collect()
}
