//! # unknown-rule-in-ignore
//!
//! An ignore comment names no rule, or one that does not exist.
//!
//! ## Why it matters
//!
//! The comment does not do what it was written for: nothing is ignored.
//!
//! ## Example
//!
//! ```html,fail
//! <!-- lockwright-ignore outdated-lock, no-such-rule -- the next release has it -->
//! <script src="https://cdn.auth0.com/js/lock/10.2/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! Use instead:
//!
//! ```html,fixed
//! <!-- lockwright-ignore outdated-lock -- the next release has it -->
//! <script src="https://cdn.auth0.com/js/lock/10.2/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! Safe, where a name is unknown: the name goes, and with the last name the comment. There is none for
//! a comment that names nothing, or that has words between the names and the `--` before the reason.
//!
//! ## When to ignore it
//!
//! When the comment is meant for a newer release of Lockwright.

use super::unused_ignore::removal;
use crate::finding::Severity;
use crate::rules::selection::UnknownRule;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};
use crate::suppress::{Ignore, Name};

/// The rule.
pub static RULE: Rule = Rule {
    id: "unknown-rule-in-ignore",
    group: Group::Page,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Sometimes,
    source: include_str!("unknown_rule_in_ignore.rs"),
    check,
};

/// How ignore comments are written.
const GRAMMAR: &str =
    "write `lockwright-ignore RULE[, RULE] -- reason`, or `lockwright-ignore-file`";

fn check(context: &Context<'_>) -> Vec<Draft> {
    context
        .ignores
        .iter()
        .flat_map(|ignore| check_one(context, ignore))
        .collect()
}

fn check_one(context: &Context<'_>, ignore: &Ignore) -> Vec<Draft> {
    let keyword = context.code(ignore.keyword);
    if !ignore.is_known {
        let message = format!("there is no `{keyword}`");
        return vec![Draft::new(&RULE, message, ignore.keyword).help(GRAMMAR)];
    }
    let unknown = ignore.names.iter().enumerate();
    let mut drafts: Vec<Draft> = unknown
        .filter(|(_, name)| name.rules.is_empty())
        .map(|(index, name)| unknown_name(context, ignore, index, name))
        .collect();
    if ignore.names.is_empty() {
        let message = format!("`{keyword}` names no rule, so it ignores nothing");
        drafts.push(Draft::new(&RULE, message, ignore.keyword).help(GRAMMAR));
    }
    if let Some(stray) = ignore.stray {
        let message = format!("`{}` is neither a rule nor a reason", context.code(stray));
        let help = "put commas between rules, and ` -- ` before the reason";
        drafts.push(Draft::new(&RULE, message, stray).help(help));
    }
    drafts
}

fn unknown_name(context: &Context<'_>, ignore: &Ignore, index: usize, name: &Name) -> Draft {
    let written = context.code(name.span);
    Draft::new(
        &RULE,
        format!("there is no rule or group `{written}`"),
        name.span,
    )
    .help(UnknownRule::new(written).help())
    .remedies(removal(context, ignore, index))
}
