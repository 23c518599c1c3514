//! # wrong-tenant-info
//!
//! `Auth0Lock` is given a `__useTenantInfo` that is not `config.isThirdPartyClient`.
//!
//! ## Why it matters
//!
//! Lock only looks at whether the option is truthy. `false` locks the users of third-party
//! applications out; `true`, or any string, even `'false'`, makes Lock show the tenant's connections
//! to the users of the tenant's own applications too.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/11.30.4/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: false }).show();
//! </script>
//! ```
//!
//! Use instead:
//!
//! ```html,fixed
//! <script src="https://cdn.auth0.com/js/lock/11.30.4/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! These are right:
//!
//! ```html,pass
//! <script src="https://cdn.auth0.com/js/lock/11.30.4/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   var thirdParty = config['isThirdPartyClient'] === true;
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: !!thirdParty }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! Safe where nobody can have meant the value: `false`, `undefined`, a string, a field that the config
//! does not have. Unsafe where the fix changes what first-party applications get: `true`, another field,
//! the opposite.
//!
//! ## When to ignore it
//!
//! When every application is meant to see the tenant's connections and the value is `true`.
//!
//! ## References
//!
//! - [Enable third-party applications](https://auth0.com/docs/get-started/applications/third-party-applications/enable-third-party-applications)

use super::missing_tenant_info::FLAG_VALUE;
use crate::edit::print::expression;
use crate::edit::{Applicability, CodeStyle, Edit, Fix, replace_expression};
use crate::finding::Severity;
use crate::lock::catalog::Constructors;
use crate::lock::{Construction, FIELD, FLAG};
use crate::rules::flag::{Wrong, judge};
use crate::rules::insertion::filled;
use crate::rules::names::names_at;
use crate::rules::{Context, Draft, Effect, FixAvailability, Group, Remedy, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "wrong-tenant-info",
    group: Group::ThirdParty,
    severity: Severity::Error,
    enabled: true,
    fix: FixAvailability::Sometimes,
    source: include_str!("wrong_tenant_info.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for construction in context.lock_constructions() {
        for wrong in judge(construction).wrong {
            drafts.push(draft(context, construction, &wrong));
        }
    }
    drafts
}

fn draft(context: &Context<'_>, construction: &Construction, wrong: &Wrong) -> Draft {
    let place = wrong.property.value_span;
    let place = if place.is_empty() {
        construction.span
    } else {
        place
    };
    let message = format!("`{FLAG}` is not `config.{FIELD}`: {}", wrong.what);
    let draft = Draft::new(&RULE, message, place)
        .label(wrong.what.clone())
        .help(format!(
            "set it to `config.{FIELD}`, where `config` is the decoded config"
        ))
        .related(construction.span, "Lock is constructed here");
    let remedies = remedies(context, construction, wrong);
    let draft = if remedies.is_empty() {
        draft.unfixable("the decoded config has no name where the value is written")
    } else {
        draft
    };
    context.explain(draft, construction).remedies(remedies)
}

fn remedies(context: &Context<'_>, construction: &Construction, wrong: &Wrong) -> Vec<Remedy> {
    let applicability = if wrong.is_mistake {
        Applicability::Safe
    } else {
        Applicability::Unsafe
    };
    let place = wrong.property.value_span;
    let mut remedies: Vec<Remedy> = Vec::new();
    for name in names_at(construction, place) {
        let style = CodeStyle::before(context.text, place.start);
        let code = filled(FLAG_VALUE, name).filter(|_| name.pattern.is_none());
        let Some(value) = code.and_then(|code| expression(&code, style)) else {
            continue;
        };
        let Some(edit) = replacement(context, wrong, &value) else {
            continue;
        };
        if !remedies.iter().any(|r| r.fix.edits.first() == Some(&edit)) {
            remedies.push(Remedy {
                fix: Fix {
                    title: format!("Set `{FLAG}` to `{value}`"),
                    applicability,
                    edits: vec![edit],
                },
                effect: Effect::options(Constructors::Auth0Lock, [FLAG]),
            });
        }
    }
    remedies
}

fn replacement(context: &Context<'_>, wrong: &Wrong, value: &str) -> Option<Edit> {
    let property = &wrong.property;
    if property.key_span == property.value_span {
        // `{ __useTenantInfo }` takes the value from a variable of that name.
        let is_shorthand = context.code(property.key_span) == FLAG;
        return is_shorthand
            .then(|| Edit::replacement(property.key_span, format!("{FLAG}: {value}")));
    }
    replace_expression(context.text, property.value_span, value)
}
