//! # hard-coded-client
//!
//! Lock is given a client id that is not the config's.
//!
//! ## Why it matters
//!
//! The page is served for every application of the tenant, and the config names the one that the user logs
//! in to. With a client id of its own the page logs everybody in as that application: users of all others,
//! third-party ones above all, come to the wrong one, see its connections, or are refused.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock('2vYJ1uXZ0XkpQ3rT5wB7nC9d', config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! Use instead:
//!
//! ```html,fixed-unsafely
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! Unsafe: users log in to the application that they came from.
//!
//! ## When to ignore it
//!
//! When the tenant has one application.

use crate::finding::Severity;
use crate::rules::argument::{Argument, check_argument};
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "hard-coded-client",
    group: Group::ThirdParty,
    severity: Severity::Error,
    enabled: true,
    fix: FixAvailability::Sometimes,
    source: include_str!("hard_coded_client.rs"),
    check,
};

/// The constructor's first argument.
static CLIENT: Argument = Argument {
    index: 0,
    field: "clientID",
    template: "$clientID",
    what: "client id",
    harm: "other applications log in as this one",
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    check_argument(context, &RULE, &CLIENT)
}
