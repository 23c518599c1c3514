//! # mistyped-option
//!
//! An option has a value of a type that Lock does not expect there.
//!
//! ## Why it matters
//!
//! Lock does not complain; what it does depends on the option. Some are ignored, some count by their
//! truthiness: `closable: 'false'` is true, for it is a string with something in it.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     closable: 'false',
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! Use instead:
//!
//! ```html,pass
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     closable: false,
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! Some options take a few strings only:
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     initialScreen: 'signup',
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! None: what was meant is for a person to say.
//!
//! ## When to ignore it
//!
//! When the effect is the one that is wanted.

use semver::Version;

use super::judgement::{Verdict, verdicts};
use super::shape::Shape;
use crate::finding::Severity;
use crate::lock::Value;
use crate::lock::catalog::{LockOption, Otherwise, Type};
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "mistyped-option",
    group: Group::Options,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("mistyped_option.rs"),
    check,
};

/// The option whose `false` does not turn it off.
const AVATAR: &str = "avatar";

fn check(context: &Context<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (receiver, option, verdict) in verdicts(context) {
        let (Verdict::Read(found) | Verdict::Deprecated(found)) = verdict else {
            continue;
        };
        for value in option.property.value.alternatives() {
            let Some(fault) = fault(found, value, receiver.release.as_ref()) else {
                continue;
            };
            let message = format!("`{}` is {}, {}", option.name(), fault.found, fault.effect);
            let draft = Draft::new(&RULE, message, receiver.value_span(option))
                .label(format!("expected {}", fault.expected))
                .help(format!("set it to {}", fault.expected))
                .severity(fault.severity);
            drafts.push(receiver.explain(context, draft));
        }
    }
    drafts
}

/// A value that an option does not take.
struct Fault {
    /// The value, in words.
    found: String,
    /// What is expected, in words.
    expected: String,
    /// A clause: "which is ignored".
    effect: &'static str,
    severity: Severity,
}

fn fault(option: &LockOption, value: &Value, release: Option<&Version>) -> Option<Fault> {
    let shape = Shape::of(value)?;
    let kind = &option.kind;
    if kind.types.iter().any(|kind| accepts(kind, &shape, release)) || is_nothing(option, &shape) {
        return None;
    }
    let is_boolean = kind.types.contains(&Type::Boolean);
    let truthy = shape.is_truthy();
    let (effect, severity) = match kind.otherwise {
        Otherwise::Ignored => ("which Lock ignores", Severity::Warning),
        Otherwise::True if truthy == Some(true) => ("which counts as true", Severity::Note),
        Otherwise::True => ("which counts as true", Severity::Warning),
        Otherwise::False => ("which counts as false", Severity::Warning),
        // What is written as a number says by its truthiness what is meant.
        Otherwise::Used if is_boolean && matches!(shape, Shape::Number(_)) => return None,
        Otherwise::Used if is_boolean => match truthy? {
            true if shape.is_text_for_true() => ("which counts as true", Severity::Note),
            true => ("which counts as true", Severity::Warning),
            false => ("which counts as false", Severity::Warning),
        },
        Otherwise::Used => ("which Lock cannot use", Severity::Warning),
    };
    Some(Fault {
        found: shape.to_string(),
        expected: expected(&kind.types, release),
        effect,
        severity,
    })
}

fn accepts(kind: &Type, shape: &Shape<'_>, release: Option<&Version>) -> bool {
    match (kind, shape) {
        (Type::Any, _)
        | (Type::Boolean, Shape::Boolean(_))
        | (Type::Number, Shape::Number(_))
        | (Type::Text, Shape::Text(_))
        | (Type::Word(..), Shape::Text(None))
        | (Type::Function, Shape::Function)
        | (Type::Object | Type::Map, Shape::Object)
        | (Type::Array, Shape::Array) => true,
        (Type::Word(word, since), Shape::Text(Some(text))) => {
            word == text && is_reached(since.as_ref(), release)
        }
        _ => false,
    }
}

fn is_reached(since: Option<&Version>, release: Option<&Version>) -> bool {
    match (since, release) {
        (Some(since), Some(release)) => release >= since,
        _ => true,
    }
}

/// Whether the value stands for no value: something falsy where there would be no boolean.
fn is_nothing(option: &LockOption, shape: &Shape<'_>) -> bool {
    let takes_boolean = option.kind.types.contains(&Type::Boolean);
    let is_empty_text = matches!(shape, Shape::Text(Some("")));
    let is_strict = option.kind.otherwise != Otherwise::Used;
    let counts = if takes_boolean {
        is_empty_text && !is_strict
    } else {
        true
    };
    shape.is_truthy() == Some(false) && counts && option.path != AVATAR
}

fn expected(types: &[Type], release: Option<&Version>) -> String {
    let names: Vec<String> = types
        .iter()
        .filter(|kind| match kind {
            Type::Word(_, since) => is_reached(since.as_ref(), release),
            _ => true,
        })
        .map(Type::name)
        .collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}
