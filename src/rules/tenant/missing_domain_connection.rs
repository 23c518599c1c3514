//! # missing-domain-connection
//!
//! The tenant has third-party applications and no domain connection for their users, or a connection that
//! is to be one is none.
//!
//! ## Why it matters
//!
//! Third-party applications can only use domain connections: those with `is_domain_connection: true`.
//! Without one, Lock has nothing to show to their users, however ready the page is.
//!
//! ## Example
//!
//! ```json,fail,clients/Partner.json
//! {
//!   "name": "Partner",
//!   "app_type": "spa",
//!   "is_first_party": false
//! }
//! ```
//!
//! ```json,fail,database-connections/Users/database.json
//! {
//!   "name": "Users",
//!   "strategy": "auth0"
//! }
//! ```
//!
//! Which connections third-party applications may use is for a person to decide. The configuration of
//! Lockwright can say it, by name or, as in `samlp:*`, by strategy. Then the rule holds for every tenant, and
//! has a fix:
//!
//! ```toml,fail,lockwright.toml
//! domain-connections = ["Users"]
//! ```
//!
//! ```terraform,fail,main.tf
//! resource "auth0_connection" "users" {
//!   name     = "Users"
//!   strategy = "auth0"
//! }
//! ```
//!
//! Use instead:
//!
//! ```terraform,fixed,main.tf
//! resource "auth0_connection" "users" {
//!   name     = "Users"
//!   strategy = "auth0"
//!
//!   is_domain_connection = true
//! }
//! ```
//!
//! ## Fix
//!
//! Sets `is_domain_connection` on the connections that `domain-connections` names. Safe: the configuration
//! has decided it.
//!
//! ## When to ignore it
//!
//! When the connections of the tenant are kept somewhere else.
//!
//! ## References
//!
//! - [Enable third-party applications](https://auth0.com/docs/get-started/applications/third-party-applications/enable-third-party-applications)

use crate::edit::{Applicability, Fix};
use crate::finding::Severity;
use crate::rules::selection::nearest;
use crate::rules::tenant::{TenantContext, matches, on_tenant};
use crate::rules::{Context, Draft, Effect, FixAvailability, Group, Remedy, Rule};
use crate::tenant::files::model::{Client, Connection};

/// The rule.
pub static RULE: Rule = Rule {
    id: "missing-domain-connection",
    group: Group::Tenant,
    severity: Severity::Error,
    enabled: true,
    fix: FixAvailability::Sometimes,
    source: include_str!("missing_domain_connection.rs"),
    check,
};

/// Connections that are pointed at in one finding.
const MOST_SHOWN: usize = 5;

fn check(context: &Context<'_>) -> Vec<Draft> {
    on_tenant(context, |context| match context.policy {
        Some(policy) => by_policy(context, policy),
        None => without_policy(context).into_iter().collect(),
    })
}

/// What the policy names and is not flagged.
fn by_policy(context: &TenantContext<'_>, policy: &[String]) -> Vec<Draft> {
    let connections = &context.tenant.connections;
    let missing = connections.iter().filter(|it| {
        let is_known = !it.flag.is_unknown() && !it.flag.is(&true);
        is_known && context.is_named(it) == Some(true)
    });
    let mut drafts: Vec<Draft> = missing.map(not_flagged).collect();
    if connections.is_empty() {
        return drafts;
    }
    for entry in policy {
        let may_match = connections
            .iter()
            .any(|it| matches(entry, it) != Some(false));
        if !may_match {
            drafts.push(no_such_connection(context, entry));
        }
    }
    drafts
}

fn not_flagged(connection: &Connection) -> Draft {
    let title = connection.title();
    let message = format!("{title} is to be a domain connection and is none");
    let draft = Draft::at(&RULE, message, connection.flag_place())
        .help("set `is_domain_connection` to `true`");
    match &connection.setter {
        Some(setter) => draft.remedies(vec![Remedy {
            fix: Fix {
                title: format!("Make {title} a domain connection"),
                applicability: Applicability::Safe,
                edits: vec![setter.edit(true)],
            },
            effect: Effect::domain_connection(true),
        }]),
        None => draft.unfixable("the value is not written where the connection is"),
    }
}

fn no_such_connection(context: &TenantContext<'_>, entry: &str) -> Draft {
    let message =
        format!("`domain-connections` names `{entry}`, and the tenant has no such connection");
    let names = context
        .tenant
        .connections
        .iter()
        .filter_map(|it| it.name.known());
    let help = match nearest(entry, names.map(String::as_str)) {
        Some(name) => format!("did you mean `{name}`?"),
        None => "add the connection, or take its name out of the configuration".to_owned(),
    };
    Draft::at(&RULE, message, context.tenant.anchor).help(help)
}

/// Third-party applications without any domain connection.
fn without_policy(context: &TenantContext<'_>) -> Option<Draft> {
    let tenant = context.tenant;
    let client = tenant
        .clients
        .iter()
        .find(|client| client.is_third_party())?;
    let may_be_flagged = |it: &Connection| it.flag.is(&true) || it.flag.is_unknown();
    if tenant.connections.iter().any(may_be_flagged) {
        return None;
    }
    Some(match tenant.connections.as_slice() {
        [] => without_connections(client),
        connections => {
            let message = "third-party applications have no domain connection that they could use";
            let mut draft = Draft::at(&RULE, message, client.third_party_place())
                .label(format!("{} is a third-party application", client.title()))
                .help(
                    "set `is_domain_connection` to `true` on the connections that they may use, or name \
                     these under `domain-connections` in lockwright.toml",
                )
                .unfixable("which connections they may use is for a person to decide");
            for connection in connections.iter().take(MOST_SHOWN) {
                let title = connection.title();
                draft =
                    draft.related_at(connection.place, format!("{title} is no domain connection"));
            }
            draft
        }
    })
}

/// Nothing is known of connections that are kept elsewhere.
fn without_connections(client: &Client) -> Draft {
    let message =
        "third-party applications need a domain connection, and these files have no connections";
    Draft::at(&RULE, message, client.third_party_place())
        .severity(Severity::Note)
        .label(format!("{} is a third-party application", client.title()))
        .help("check with `lockwright tenant audit` that the tenant has one")
}
