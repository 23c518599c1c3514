//! # dropped-response-type
//!
//! `auth.responseType` leaves the `response_type` out that the application asked for.
//!
//! ## Why it matters
//!
//! The config has the parameters of the application's request in `internalOptions`. A page that takes the
//! response type from `callbackOnLocationHash` alone answers `code` or `token`, also where the application
//! asked for `id_token`, or for two at once. Auth0's own sample did so for years.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     auth: {
//!       redirectUrl: config.callbackURL,
//!       responseType: config.callbackOnLocationHash ? 'token' : 'code',
//!       params: config.internalOptions
//!     },
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! Use instead:
//!
//! ```html,fixed-unsafely
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     auth: {
//!       redirectUrl: config.callbackURL,
//!       responseType: (config.internalOptions || {}).response_type || (config.callbackOnLocationHash ? 'token' : 'code'),
//!       params: config.internalOptions
//!     },
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! Unsafe: applications get the response type that they ask for.
//!
//! ## When to ignore it
//!
//! When all applications of the tenant ask for the one response type.

use super::precedence::misread_tests;
use crate::edit::{Applicability, Edit, Fix};
use crate::finding::Severity;
use crate::lock::catalog::Constructors;
use crate::lock::{GivenOption, Value};
use crate::rules::names::names_at;
use crate::rules::receiver::Receiver;
use crate::rules::{Context, Draft, Effect, FixAvailability, Group, Remedy, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "dropped-response-type",
    group: Group::Page,
    severity: Severity::Note,
    enabled: true,
    fix: FixAvailability::Sometimes,
    source: include_str!("dropped_response_type.rs"),
    check,
};

/// The option.
const OPTION: &str = "auth.responseType";

fn check(context: &Context<'_>) -> Vec<Draft> {
    if !context.is_hosted() {
        return Vec::new();
    }
    let misread = misread_tests(context);
    let mut drafts = Vec::new();
    for receiver in context.constructed() {
        for option in receiver.at(OPTION).filter(|option| is_constant(option)) {
            let span = receiver.value_span(option);
            // What `response-type-precedence` tells of is another fault.
            if misread
                .iter()
                .any(|test| span.contains(test.whole) || test.whole.contains(span))
            {
                continue;
            }
            let draft = Draft::new(
                &RULE,
                "`auth.responseType` ignores the `response_type` that the application asked for",
                span,
            )
            .label("chosen by the page alone")
            .help("take `(config.internalOptions || {}).response_type` where there is one")
            .remedies(remedies(context, receiver, option));
            drafts.push(receiver.explain(context, draft));
        }
    }
    drafts
}

/// Whether the value is one of a few strings, whatever was asked for.
fn is_constant(option: &GivenOption<'_>) -> bool {
    let mut values = option.property.value.alternatives();
    values.all(|value| matches!(value, Value::String(_)))
}

fn remedies(
    context: &Context<'_>,
    receiver: &Receiver<'_>,
    option: &GivenOption<'_>,
) -> Vec<Remedy> {
    let span = option.property.value_span;
    if span.is_empty() || option.property.key_span == span {
        return Vec::new();
    }
    let old = context.code(span);
    let old = if old.starts_with(['\'', '"']) {
        old.to_owned()
    } else {
        format!("({old})")
    };
    let names = names_at(receiver.construction, span);
    names
        .filter(|name| name.path.is_empty() && name.pattern.is_none())
        .take(2)
        .map(|name| {
            let config = &name.expression;
            let code = format!("({config}.internalOptions || {{}}).response_type || {old}");
            Remedy {
                fix: Fix {
                    title: "Take the response type that the application asked for".to_owned(),
                    applicability: Applicability::Unsafe,
                    edits: vec![Edit::replacement(span, code)],
                },
                effect: Effect::options(Constructors::Both, [OPTION]),
            }
        })
        .collect()
}
