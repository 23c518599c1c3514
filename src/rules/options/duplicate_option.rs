//! # duplicate-option
//!
//! An object of options has the same key twice.
//!
//! ## Why it matters
//!
//! The last one counts and the others do nothing, without a word from the browser.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     closable: true,
//!     closable: false,
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! Keep one:
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
//! ## Fix
//!
//! None: which one was meant is for a person to say.
//!
//! ## When to ignore it
//!
//! Never: remove the one that does nothing.

use std::collections::BTreeSet;

use swc_common::Spanned;
use swc_ecma_ast::{ObjectLit, Prop, PropName, PropOrSpread};

use crate::Span;
use crate::edit::find_object;
use crate::finding::Severity;
use crate::lock::Object;
use crate::rules::receiver::Receiver;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "duplicate-option",
    group: Group::Options,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("duplicate_option.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut seen = BTreeSet::new();
    for receiver in context.receivers() {
        for literal in literals(receiver) {
            let is_new = seen.insert(literal);
            let mut programs = context.programs();
            let object = is_new
                .then(|| programs.find_map(|program| find_object(program, literal)))
                .flatten();
            let pairs = object.as_ref().map(repeated).unwrap_or_default();
            for (key, first, second) in pairs {
                let message = format!("`{key}` is set twice in the same object");
                let draft = Draft::new(&RULE, message, first)
                    .label("this one does nothing")
                    .help("remove one of the two")
                    .related(second, "this one counts");
                drafts.push(receiver.explain(context, draft));
            }
        }
    }
    drafts
}

/// The literals of the objects that hold options.
fn literals(receiver: &Receiver<'_>) -> Vec<Span> {
    let outermost = receiver.value.objects();
    let within = receiver
        .options
        .iter()
        .flat_map(|option| option.property.value.objects());
    let of_object = |object: &Object| object.literals.clone();
    outermost.chain(within).flat_map(of_object).collect()
}

/// Keys that are set again, each with where it is set first and where it is set last.
fn repeated(object: &ObjectLit) -> Vec<(String, Span, Span)> {
    let keys: Vec<(String, Span)> = object.props.iter().filter_map(key).collect();
    let last = |key: &str| keys.iter().rev().find(|(other, _)| other == key);
    keys.iter()
        .filter_map(|(key, span)| {
            let (_, last) = last(key)?;
            (last != span).then(|| (key.clone(), *span, *last))
        })
        .collect()
}

/// The key of a property that sets a value, where it is written.
fn key(property: &PropOrSpread) -> Option<(String, Span)> {
    let PropOrSpread::Prop(property) = property else {
        return None;
    };
    let name = match &**property {
        Prop::Shorthand(name) => return Some((name.sym.to_string(), name.span.into())),
        Prop::KeyValue(property) => &property.key,
        Prop::Method(method) => &method.key,
        _ => return None,
    };
    let text = match name {
        PropName::Ident(name) => name.sym.to_string(),
        PropName::Str(text) => text.value.as_str()?.to_owned(),
        _ => return None,
    };
    (text != "__proto__").then(|| (text, name.span().into()))
}
