//! # script-syntax
//!
//! A script does not parse, or has something in it for which a browser runs nothing of it.
//!
//! ## Why it matters
//!
//! A browser runs nothing of a script that has a syntax error. If Lock is constructed there, nobody can
//! log in. The commonest error that is easily overlooked is a name that is declared twice: `const config`
//! copied from two tutorials into one script, or into two scripts of one page.
//!
//! ## Example
//!
//! ```html,fail
//! <script>
//!   var config = JSON.parse(window.atob('@@config@@');
//! </script>
//! ```
//!
//! Use instead:
//!
//! ```html,pass
//! <script>
//!   var config = JSON.parse(window.atob('@@config@@'));
//! </script>
//! ```
//!
//! ## Fix
//!
//! None.
//!
//! ## When to ignore it
//!
//! When a deployment tool makes JavaScript out of it before it is served.

use crate::finding::Severity;
use crate::page::Body;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "script-syntax",
    group: Group::Page,
    severity: Severity::Error,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("script_syntax.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let scripts = context
        .page
        .scripts
        .iter()
        .filter_map(|script| match &script.body {
            Body::Failed(error) => Some(
                Draft::new(
                    &RULE,
                    format!("the script does not parse: {}", error.message),
                    error.span,
                )
                .label("a browser runs nothing of this script")
                .help("mend this; where a tool fills the script in, check what comes out of that"),
            ),
            _ => None,
        });
    let handlers = context
        .page
        .handlers
        .iter()
        .filter_map(|handler| match &handler.body {
            Body::Failed(error) => Some(
                Draft::new(
                    &RULE,
                    format!(
                        "the handler `{}` does not parse: {}",
                        handler.name, error.message
                    ),
                    error.span,
                )
                .label("a browser does not run this handler")
                .severity(Severity::Warning),
            ),
            _ => None,
        });
    let refused = context.model.refused.iter().map(|refused| {
        Draft::new(
            &RULE,
            format!("the script is not run: {}", refused.cause),
            refused.span,
        )
        .label("a browser runs nothing of this script")
        .help("declare the name once, or put the script's code into a block")
    });
    scripts.chain(handlers).chain(refused).collect()
}
