//! # throwing-option
//!
//! Lock's constructor throws when it is given these options, so that there is no login.
//!
//! ## Why it matters
//!
//! The page's script ends where Lock is constructed, and the page stays empty.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/10.24.3/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     auth: { audience: 'https://api.example.com' },
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! Lock 10 wants to be told that it is to conform to OpenID Connect:
//!
//! ```html,pass
//! <script src="https://cdn.auth0.com/js/lock/10.24.3/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     oidcConformant: true,
//!     auth: { audience: 'https://api.example.com' },
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! No release takes `null` for the options:
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, null).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! None.
//!
//! ## When to ignore it
//!
//! Never: nobody can log in.

use semver::Version;

use super::shape::Shape;
use crate::Span;
use crate::finding::Severity;
use crate::lock::Value;
use crate::rules::receiver::Receiver;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "throwing-option",
    group: Group::Options,
    severity: Severity::Error,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("throwing_option.rs"),
    check,
};

/// Something that makes a constructor throw.
struct Throwing {
    /// The releases whose constructors throw, the first and the last.
    releases: Option<(Version, Version)>,
    /// What throws, and where, when it is so.
    when: fn(&Receiver<'_>) -> Option<Span>,
    /// A clause.
    why: &'static str,
    help: &'static str,
}

/// Read from Lock's source at its release tags; those of Lock 10 and 11 and the arguments were also tried on
/// builds (`tests/catalog/`).
static THROWING: &[Throwing] = &[
    Throwing {
        releases: Some((Version::new(10, 9, 0), Version::new(10, 24, 3))),
        when: audience_without_conformance,
        why: "`auth.audience` needs `oidcConformant: true`",
        help: "set `oidcConformant: true`, or load Lock 11 or later, which always conforms",
    },
    Throwing {
        releases: Some((Version::new(10, 9, 0), Version::new(10, 24, 3))),
        when: id_token_in_a_popup,
        why: "an `id_token` cannot be asked for in a popup",
        help: "leave `auth.redirect` out, or `id_token` out of `auth.responseType`",
    },
    Throwing {
        releases: Some((Version::new(10, 17, 0), Version::new(11, 5, 1))),
        when: tenant_without_issuer,
        why: "`overrides.__tenant` needs `overrides.__token_issuer`",
        help: "set `__token_issuer: config.authorizationServer.issuer` beside it",
    },
    Throwing {
        releases: None,
        when: options_that_are_no_object,
        why: "the third argument has to be an object",
        help: "give an object, or leave the argument out",
    },
    Throwing {
        releases: None,
        when: language_that_is_no_text,
        why: "`language` has to be a string",
        help: "set it to the code of a language, such as `'en'`",
    },
];

fn check(context: &Context<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for receiver in context.constructed() {
        for throwing in THROWING {
            let applies = match &throwing.releases {
                None => true,
                Some((first, last)) => receiver
                    .release
                    .as_ref()
                    .is_some_and(|release| (first..=last).contains(&release)),
            };
            let Some(span) = applies.then(|| (throwing.when)(receiver)).flatten() else {
                continue;
            };
            let message = format!(
                "the constructor of {} throws: {}",
                receiver.release_text(),
                throwing.why
            );
            let span = if span.is_empty() {
                receiver.span()
            } else {
                span
            };
            let draft = Draft::new(&RULE, message, span)
                .label("nobody can log in")
                .help(throwing.help);
            drafts.push(receiver.explain(context, draft));
        }
    }
    drafts
}

/// Whether the options are one object that is known in whole.
fn is_whole(receiver: &Receiver<'_>) -> bool {
    matches!(receiver.value, Value::Object(object) if object.open.is_none())
}

/// The values of an option; `undefined` where it may be absent.
fn values<'r>(receiver: &'r Receiver<'_>, path: &str) -> Vec<&'r Value> {
    let mut found: Vec<&Value> = Vec::new();
    for option in receiver.at(path) {
        found.extend(option.property.value.alternatives());
        if option.property.maybe_absent {
            found.push(&Value::Undefined);
        }
    }
    if found.is_empty() {
        found.push(&Value::Undefined);
    }
    found
}

/// Whether the option is truthy for sure, or falsy for sure.
fn is_certainly(receiver: &Receiver<'_>, path: &str, truthy: bool) -> bool {
    values(receiver, path).into_iter().all(|value| match value {
        Value::Undefined | Value::Null => !truthy,
        value => Shape::of(value).and_then(|shape| shape.is_truthy()) == Some(truthy),
    })
}

fn audience_without_conformance(receiver: &Receiver<'_>) -> Option<Span> {
    let audience = receiver.at("auth.audience").next()?;
    let is_text = is_certainly(receiver, "auth.audience", true)
        && values(receiver, "auth.audience")
            .into_iter()
            .all(|value| matches!(Shape::of(value), Some(Shape::Text(_))));
    let throws = is_whole(receiver) && is_text && is_certainly(receiver, "oidcConformant", false);
    throws.then(|| receiver.key_span(audience))
}

fn id_token_in_a_popup(receiver: &Receiver<'_>) -> Option<Span> {
    let response_type = receiver.at("auth.responseType").next()?;
    let asks = values(receiver, "auth.responseType")
        .into_iter()
        .all(|value| matches!(value, Value::String(text) if text.contains("id_token")));
    let in_popup = values(receiver, "auth.redirect") == [&Value::Bool(false)];
    let throws = asks && in_popup && is_certainly(receiver, "oidcConformant", true);
    throws.then(|| receiver.value_span(response_type))
}

fn tenant_without_issuer(receiver: &Receiver<'_>) -> Option<Span> {
    let tenant = receiver.at("overrides.__tenant").next()?;
    let overrides = receiver.at("overrides").next()?;
    let is_known =
        matches!(&overrides.property.value, Value::Object(object) if object.open.is_none());
    let is_given = values(receiver, "overrides.__tenant")
        .into_iter()
        .all(|value| match value {
            Value::Config(path) => matches!(path.as_slice(), [field] if field == "auth0Tenant"),
            value => Shape::of(value).and_then(|shape| shape.is_truthy()) == Some(true),
        });
    let throws = is_known && is_given && is_certainly(receiver, "overrides.__token_issuer", false);
    throws.then(|| receiver.key_span(tenant))
}

fn options_that_are_no_object(receiver: &Receiver<'_>) -> Option<Span> {
    let throws = receiver.value.alternatives().all(|value| match value {
        Value::Null => true,
        value => matches!(
            Shape::of(value),
            Some(Shape::Boolean(_) | Shape::Number(_) | Shape::Text(_) | Shape::Function)
        ),
    });
    let argument = receiver.construction.arguments.spans.get(2).copied();
    throws.then(|| argument.unwrap_or(receiver.construction.span))
}

fn language_that_is_no_text(receiver: &Receiver<'_>) -> Option<Span> {
    let language = receiver.at("language").next()?;
    let throws = values(receiver, "language").into_iter().all(|value| {
        matches!(
            Shape::of(value),
            Some(Shape::Number(_) | Shape::Function | Shape::Object | Shape::Boolean(Some(true)))
        )
    });
    throws.then(|| receiver.value_span(language))
}
