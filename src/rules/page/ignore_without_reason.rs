//! # ignore-without-reason
//!
//! An ignore comment does not say why.
//!
//! ## Why it matters
//!
//! Whoever comes next cannot tell whether the finding was looked at, and whether what made it harmless
//! still holds. Only where `require-reason` is set is this reported.
//!
//! ## Example
//!
//! ```html,fail
//! <!-- lockwright-ignore outdated-lock -->
//! <script src="https://cdn.auth0.com/js/lock/10.2/lock.min.js"></script>
//! ```
//!
//! Use instead:
//!
//! ```html,pass
//! <!-- lockwright-ignore outdated-lock -- only the old login still loads it -->
//! <script src="https://cdn.auth0.com/js/lock/10.2/lock.min.js"></script>
//! ```
//!
//! ## Fix
//!
//! None.
//!
//! ## When to ignore it
//!
//! Never: take `require-reason` out of the configuration instead.

use crate::finding::Severity;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "ignore-without-reason",
    group: Group::Page,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("ignore_without_reason.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    if !context.require_reason {
        return Vec::new();
    }
    let ignores = context.ignores.iter();
    let unexplained = ignores.filter(|ignore| ignore.is_known && ignore.reason.is_none());
    unexplained
        .map(|ignore| {
            let place = ignore.names.last().map_or(ignore.keyword, |name| name.span);
            Draft::new(&RULE, "the ignore comment does not say why", place)
                .help("add ` -- ` and the reason")
        })
        .collect()
}
