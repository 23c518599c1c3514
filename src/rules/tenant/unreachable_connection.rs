//! # unreachable-connection
//!
//! The page's `allowedConnections` names none of the tenant's domain connections.
//!
//! ## Why it matters
//!
//! Lock shows only the connections that `allowedConnections` names. For users of third-party applications it
//! has only the domain connections to choose from. When the two have nothing in common, Lock shows nothing.
//!
//! ## Example
//!
//! ```yaml,fail,tenant.yaml
//! pages:
//!   - name: login
//!     enabled: true
//!     html: ./login.html
//! databases:
//!   - name: Users
//!     strategy: auth0
//!     is_domain_connection: true
//!   - name: Staff
//!     strategy: auth0
//! ```
//!
//! ```html,fail,login.html
//! <script src="https://cdn.auth0.com/js/lock/11.30.4/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     allowedConnections: ['Staff'],
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! None: which connections the page offers is for a person to decide.
//!
//! ## When to ignore it
//!
//! When no third-party application is meant to use this page.

use crate::Span;
use crate::finding::Severity;
use crate::lock::{Model, Value};
use crate::rules::tenant::{TenantContext, on_tenant};
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};
use crate::tenant::files::model::{Connection, LoginPage};
use crate::tenant::offered::{Offered, offered};

/// The rule.
pub static RULE: Rule = Rule {
    id: "unreachable-connection",
    group: Group::Tenant,
    severity: Severity::Error,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("unreachable_connection.rs"),
    check,
};

/// Connections that are pointed at in one finding.
const MOST_SHOWN: usize = 3;

fn check(context: &Context<'_>) -> Vec<Draft> {
    on_tenant(context, |context| {
        let Some(domain) = domain_connections(context) else {
            return Vec::new();
        };
        let pages = context.pages();
        pages
            .filter(|(page, _)| !page.enabled.is(&false))
            .filter_map(|(page, model)| draft(context, page, model?, &domain))
            .collect()
    })
}

/// The domain connections, when there are some and all are known.
fn domain_connections<'a>(context: &TenantContext<'a>) -> Option<Vec<&'a Connection>> {
    let connections = &context.tenant.connections;
    if connections.iter().any(|it| it.flag.is_unknown()) {
        return None;
    }
    let flagged: Vec<_> = connections.iter().filter(|it| it.flag.is(&true)).collect();
    let all_named = flagged.iter().all(|it| it.name.known().is_some());
    (all_named && !flagged.is_empty()).then_some(flagged)
}

fn draft(
    context: &TenantContext<'_>,
    page: &LoginPage,
    model: &Model,
    domain: &[&Connection],
) -> Option<Draft> {
    let Offered::Only(names) = offered(model) else {
        return None;
    };
    let is_offered = |it: &&Connection| it.name.known().is_some_and(|name| names.contains(name));
    if domain.iter().any(is_offered) {
        return None;
    }
    let place = context.place_in(&page.html, option_place(model)?)?;
    let mut draft = Draft::at(
        &RULE,
        "the page offers no domain connection to third-party applications",
        place,
    )
    .label("only these are offered")
    .help("name a domain connection too, or make one of these a domain connection");
    for connection in domain.iter().take(MOST_SHOWN) {
        let message = format!("{} is a domain connection", connection.title());
        draft = draft.related_at(connection.flag_place(), message);
    }
    Some(draft)
}

/// Where the page says which connections it offers.
fn option_place(model: &Model) -> Option<Span> {
    model.constructions.iter().find_map(|construction| {
        place_in_options(&construction.arguments.options)
            .or(Some(construction.span).filter(|span| !span.is_empty()))
    })
}

fn place_in_options(options: &Value) -> Option<Span> {
    match options {
        Value::Object(object) => {
            let property = object.get("allowedConnections")?;
            Some(property.value_span).filter(|span| !span.is_empty())
        }
        Value::OneOf(values) => values.iter().find_map(place_in_options),
        _ => None,
    }
}
