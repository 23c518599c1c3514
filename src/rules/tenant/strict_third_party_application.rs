//! # strict-third-party-application
//!
//! A third-party application is held to strict rules, and Classic Login does not serve it.
//!
//! ## Why it matters
//!
//! Where `third_party_security_mode` is `strict`, an application can only log in with New Universal Login.
//! No change of the hosted login page helps its users.
//!
//! ## Example
//!
//! ```json,fail,clients/Partner.json
//! {
//!   "name": "Partner",
//!   "app_type": "spa",
//!   "is_first_party": false,
//!   "third_party_security_mode": "strict"
//! }
//! ```
//!
//! ```json,pass,clients/Partner.json
//! {
//!   "name": "Partner",
//!   "app_type": "spa",
//!   "is_first_party": false,
//!   "third_party_security_mode": "permissive"
//! }
//! ```
//!
//! ## Fix
//!
//! None: which rules an application is held to is for a person to decide.
//!
//! ## When to ignore it
//!
//! When New Universal Login serves the application.

use crate::finding::Severity;
use crate::rules::tenant::on_tenant;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};
use crate::tenant::files::model::{Client, Setting};

/// The rule.
pub static RULE: Rule = Rule {
    id: "strict-third-party-application",
    group: Group::Tenant,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("strict_third_party_application.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    on_tenant(context, |context| {
        let clients = context.tenant.clients.iter();
        let third_party = clients.filter(|client| client.is_third_party());
        third_party.filter_map(draft).collect()
    })
}

fn draft(client: &Client) -> Option<Draft> {
    let Setting::Known(mode, place) = &client.security_mode else {
        return None;
    };
    (mode == "strict").then(|| {
        let message = format!(
            "Classic Login does not serve {}: its security mode is strict",
            client.title()
        );
        Draft::at(&RULE, message, *place)
            .help("use New Universal Login for it, or set the mode to `permissive`")
            .related_at(
                client.third_party_place(),
                "it is a third-party application",
            )
    })
}
