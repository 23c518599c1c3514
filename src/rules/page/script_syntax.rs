//! # script-syntax
//!
//! A script has a syntax error or an early error, so a browser runs nothing of it.
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
//! When a deployment tool turns the code into JavaScript before the page is served.

use crate::finding::Severity;
use crate::page::{Body, SyntaxError, SyntaxErrorKind};
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
    let scripts = context.page.scripts.iter();
    let scripts = scripts.filter_map(|script| match &script.body {
        // `unclosed-script` tells what is wrong there.
        Body::Failed(_) if context.swallowed_script(script).is_some() => None,
        Body::Failed(error) => {
            Some(draft("script", error).label("a browser runs nothing of this script"))
        }
        _ => None,
    });
    let handlers = context.page.handlers.iter();
    let handlers = handlers.filter_map(|handler| match &handler.body {
        Body::Failed(error) => Some(
            draft(&format!("handler `{}`", handler.name), error)
                .label("a browser does not run this handler")
                .severity(Severity::Warning),
        ),
        _ => None,
    });
    let refused = context.model.refused.iter().map(|refused| {
        Draft::new(
            &RULE,
            format!("the script does not run: {}", refused.cause),
            refused.span,
        )
        .label("a browser runs nothing of this script")
        .help("declare the name once, or put the script's code into a block")
    });
    scripts.chain(handlers).chain(refused).collect()
}

/// A finding about code that has a syntax error; `what` names the code.
fn draft(what: &str, error: &SyntaxError) -> Draft {
    let problem = match error.kind {
        SyntaxErrorKind::Unsupported => "does not run",
        _ => "does not parse",
    };
    let message = format!("the {what} {problem}: {}", error.message);
    let help = error.help.as_deref().unwrap_or(
        "fix the syntax; where a tool fills in the script, check the page that the tool produces",
    );
    let draft = Draft::new(&RULE, message, error.span).help(help);
    match &error.related {
        Some((span, text)) => draft.related(*span, text),
        None => draft,
    }
}
