//! # uncertain-positions
//!
//! The positions of the page could not be established with certainty.
//!
//! ## Why it matters
//!
//! Lockwright checks every position that it takes from the HTML parser against the text. Where the check fails, findings may point at a wrong place, so nothing of the page is edited.
//!
//! ## Fix
//!
//! None.
//!
//! ## When to ignore it
//!
//! Never; please report it.

use crate::finding::Severity;
use crate::page::ProblemKind;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "uncertain-positions",
    group: Group::Page,
    severity: Severity::Error,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("uncertain_positions.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let problems = context.page.problems.iter();
    problems
        .filter(|problem| problem.kind == ProblemKind::UncertainPositions)
        .map(|problem| {
            Draft::new(
                &RULE,
                "positions from here on are not certain, so nothing is edited",
                problem.span,
            )
            .label("the text is not what the parser says it is")
            .help("please report this page to the authors of Lockwright")
        })
        .collect()
}
