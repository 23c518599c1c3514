//! # passwordless-tenant-info
//!
//! The page constructs `Auth0LockPasswordless`, which cannot serve third-party applications.
//!
//! ## Why it matters
//!
//! With `__useTenantInfo`, `Auth0LockPasswordless` drops every passwordless connection; with no social
//! connection left it shows nothing but an error. This is so in every release (Lock's issue 2623 is
//! open). So the option must not be given to it, and third-party applications cannot log in here.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/11.30.4/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0LockPasswordless(config.clientID, config.auth0Domain, {
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! Serve third-party applications with another widget:
//!
//! ```html,pass
//! <script src="https://cdn.auth0.com/js/lock/11.30.4/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! It is an error where the page constructs nothing else, and a warning beside an `Auth0Lock`.
//!
//! ## Fix
//!
//! None: Lockwright never adds the option here, and taking it away does not make the page ready.
//!
//! ## When to ignore it
//!
//! When third-party applications never come to this widget.
//!
//! ## References
//!
//! - [auth0/lock 2623](https://github.com/auth0/lock/issues/2623)

use crate::finding::Severity;
use crate::lock::{Construction, Constructor, FIELD, FLAG, Value};
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "passwordless-tenant-info",
    group: Group::ThirdParty,
    severity: Severity::Error,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("passwordless_tenant_info.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let constructions = context.model.constructions.iter();
    let passwordless =
        constructions.filter(|c| c.constructor == Constructor::Auth0LockPasswordless);
    passwordless
        .filter_map(|construction| check_one(context, construction))
        .collect()
}

fn check_one(context: &Context<'_>, construction: &Construction) -> Option<Draft> {
    // Where the page knows the application to be the tenant's own, there is nothing to say.
    let is_first_party = construction
        .assumed
        .iter()
        .any(|(path, holds)| matches!(path.as_slice(), [field] if field == FIELD) && !holds);
    if is_first_party {
        return None;
    }
    let draft = match flag_of(&construction.arguments.options) {
        Some(span) => {
            let message = format!(
                "`Auth0LockPasswordless` drops every passwordless connection when `{FLAG}` is set"
            );
            Draft::new(&RULE, message, span)
                .label("third-party applications get no connections")
                .severity(Severity::Error)
                .help(format!(
                    "take `{FLAG}` away, and serve third-party applications with `Auth0Lock`"
                ))
                .related(construction.span, "Lock is constructed here")
        }
        None => {
            let message = "`Auth0LockPasswordless` cannot serve third-party applications";
            // Where there is an `Auth0Lock` too, that one may be meant for them.
            let severity = match context.lock_constructions().next() {
                Some(_) => Severity::Warning,
                None => Severity::Error,
            };
            Draft::new(&RULE, message, construction.span)
                .severity(severity)
                .label("third-party applications cannot log in here")
                .help(format!(
                    "serve them with `Auth0Lock`, chosen by `config.{FIELD}`"
                ))
        }
    };
    Some(context.explain(draft, construction))
}

/// Where the flag is set, when it may be.
fn flag_of(options: &Value) -> Option<crate::Span> {
    match options {
        Value::Object(object) => {
            let property = object.get(FLAG)?;
            let is_off = matches!(
                property.value,
                Value::Bool(false) | Value::Undefined | Value::Null
            );
            (!is_off).then_some(property.key_span)
        }
        Value::OneOf(values) => values.iter().find_map(flag_of),
        _ => None,
    }
}
