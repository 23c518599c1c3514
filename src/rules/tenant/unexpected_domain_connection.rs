//! # unexpected-domain-connection
//!
//! A connection is a domain connection that `domain-connections` in the configuration does not name.
//!
//! ## Why it matters
//!
//! The users of every third-party application can log in with a domain connection. One that nobody has
//! decided on may let people in who should stay out.
//!
//! ## Example
//!
//! ```toml,fail,lockwright.toml
//! domain-connections = ["Users"]
//! ```
//!
//! ```yaml,fail,tenant.yaml
//! databases:
//!   - name: Users
//!     strategy: auth0
//!     is_domain_connection: true
//! connections:
//!   - name: staff
//!     strategy: waad
//!     is_domain_connection: true
//! ```
//!
//! With `--unsafe-fixes` this becomes:
//!
//! ```yaml,fixed-unsafely,tenant.yaml
//! databases:
//!   - name: Users
//!     strategy: auth0
//!     is_domain_connection: true
//! connections:
//!   - name: staff
//!     strategy: waad
//!     is_domain_connection: false
//! ```
//!
//! This is right:
//!
//! ```toml,pass,lockwright.toml
//! domain-connections = ["Users", "waad:*"]
//! ```
//!
//! ```yaml,pass,tenant.yaml
//! databases:
//!   - name: Users
//!     strategy: auth0
//!     is_domain_connection: true
//! connections:
//!   - name: staff
//!     strategy: waad
//!     is_domain_connection: true
//! ```
//!
//! ## Fix
//!
//! Sets `is_domain_connection` to `false`. Unsafe: users of third-party applications who log in with the
//! connection are locked out.
//!
//! ## When to ignore it
//!
//! When the connection is a domain connection for some time only.

use crate::edit::{Applicability, Fix};
use crate::finding::Severity;
use crate::rules::tenant::on_tenant;
use crate::rules::{Context, Draft, Effect, FixAvailability, Group, Remedy, Rule};
use crate::tenant::files::model::Connection;

/// The rule.
pub static RULE: Rule = Rule {
    id: "unexpected-domain-connection",
    group: Group::Tenant,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Sometimes,
    source: include_str!("unexpected_domain_connection.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    on_tenant(context, |context| {
        let connections = context.tenant.connections.iter();
        let flagged = connections.filter(|it| it.flag.is(&true));
        let unexpected = flagged.filter(|it| context.is_named(it) == Some(false));
        unexpected.map(draft).collect()
    })
}

fn draft(connection: &Connection) -> Draft {
    let title = connection.title();
    let message =
        format!("{title} is a domain connection, and `domain-connections` does not name it");
    let draft = Draft::at(&RULE, message, connection.flag_place())
        .help("set `is_domain_connection` to `false`, or name the connection in lockwright.toml");
    match &connection.setter {
        Some(setter) => draft.remedies(vec![Remedy {
            fix: Fix {
                title: format!("Make {title} no domain connection"),
                applicability: Applicability::Unsafe,
                edits: vec![setter.edit(false)],
            },
            effect: Effect::domain_connection(false),
        }]),
        None => draft.unfixable("the value is not written where the connection is"),
    }
}
