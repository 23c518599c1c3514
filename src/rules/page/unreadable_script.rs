//! # unreadable-script
//!
//! A script is nested too deep, is too large, or uses syntax that is too new to be read; or a tag has too many
//! attributes.
//!
//! ## Why it matters
//!
//! Reading it could exhaust the memory of the machine that runs Lockwright, or its parser does not know the
//! syntax. What the script does is not known, and it may be the script that constructs Lock.
//!
//! ## Fix
//!
//! None.
//!
//! ## When to ignore it
//!
//! When the script is a library and has nothing to do with Lock.

use crate::finding::Severity;
use crate::page::ProblemKind;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "unreadable-script",
    group: Group::Page,
    severity: Severity::Error,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("unreadable_script.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let problems = context.page.problems.iter();
    problems
        .filter_map(|problem| {
            let message = match problem.kind {
                ProblemKind::TooDeep => "the script is nested too deep to be read",
                ProblemKind::TooLarge => "the script is too large to be read",
                ProblemKind::Unsupported => {
                    "the script uses syntax that Lockwright cannot read yet"
                }
                ProblemKind::TooManyAttributes => {
                    "the tag has so many attributes that the page is not read"
                }
                _ => return None,
            };
            let draft = Draft::new(&RULE, message, problem.span)
                .label("not read")
                .help("look at the script by hand, or move it to a file of its own");
            Some(draft)
        })
        .collect()
}
