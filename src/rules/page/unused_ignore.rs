//! # unused-ignore
//!
//! An ignore comment names a rule that has nothing to say there.
//!
//! ## Why it matters
//!
//! Such a comment hides the next finding of that rule, which nobody has looked at. Most often the page
//! has been mended since, or the comment stands in the wrong place: alone on its line it covers the
//! statement, property or element that comes next, and at the end of a line that line.
//!
//! ## Example
//!
//! ```html,fail
//! <!-- lockwright-ignore outdated-lock -->
//! <script src="https://cdn.auth0.com/js/lock/11.30.4/lock.min.js"></script>
//! ```
//!
//! Use instead:
//!
//! ```html,fixed
//! <script src="https://cdn.auth0.com/js/lock/11.30.4/lock.min.js"></script>
//! ```
//!
//! ## Fix
//!
//! Safe. The name goes, and with the last name the comment.
//!
//! Nothing is said while a script of the page cannot be read, of rules that were not asked for, and of
//! names that are of use for another target.
//!
//! ## When to ignore it
//!
//! When the comment is needed by another release of Lockwright.

use crate::edit::{Applicability, Fix};
use crate::finding::Severity;
use crate::rules::{Context, Draft, Effect, FixAvailability, Group, Remedy, Rule};
use crate::suppress::{Ignore, Name, Scope, Usage, remove_name};

/// The rule.
pub static RULE: Rule = Rule {
    id: "unused-ignore",
    group: Group::Page,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Always,
    source: include_str!("unused_ignore.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for ignore in context.ignores.iter() {
        for (index, name) in ignore.names.iter().enumerate() {
            if name.usage == Usage::Unused {
                drafts.push(draft(context, ignore, index, name));
            }
        }
    }
    drafts
}

fn draft(context: &Context<'_>, ignore: &Ignore, index: usize, name: &Name) -> Draft {
    let written = context.code(name.span);
    let message = if name.span == ignore.keyword {
        format!("`{written}` suppresses nothing")
    } else {
        format!("ignoring `{written}` suppresses nothing here")
    };
    let help = match ignore.scope {
        Scope::Nothing => "nothing follows that the comment could cover: move it or remove it",
        Scope::File => "remove it",
        Scope::Range(_) | Scope::Line(_) => "remove it, or move it to what it is meant for",
    };
    let draft = Draft::new(&RULE, message, name.span).help(help);
    let draft = match ignore.scope {
        Scope::Range(covered) => draft.related(first_line(context, covered), "it covers this"),
        _ => draft,
    };
    draft.remedies(removal(context, ignore, index))
}

/// The beginning of what a comment covers: all of it can be a whole page.
fn first_line(context: &Context<'_>, covered: crate::Span) -> crate::Span {
    let code = context.code(covered);
    let length = code.find(['\n', '\r']).unwrap_or(code.len());
    crate::Span::new(covered.start, covered.start + length)
}

/// Takes a name out of a comment.
pub(super) fn removal(context: &Context<'_>, ignore: &Ignore, index: usize) -> Vec<Remedy> {
    let Some(edit) = remove_name(context.text, ignore, index) else {
        return Vec::new();
    };
    let title = match ignore.names.as_slice() {
        [name, _, ..] if name.span != ignore.keyword => "Remove the name from the comment",
        _ => "Remove the comment",
    };
    let fix = Fix {
        title: title.to_owned(),
        applicability: Applicability::Safe,
        edits: vec![edit],
    };
    vec![Remedy {
        fix,
        effect: Effect::none(),
    }]
}
