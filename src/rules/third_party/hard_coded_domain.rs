//! # hard-coded-domain
//!
//! Lock is given a domain that is not the config's.
//!
//! ## Why it matters
//!
//! Lock talks to the domain that it is given. On a page that is served under another one, a custom domain
//! or that of a test tenant, the login crosses domains: browsers that block third-party cookies refuse it,
//! and applications get tokens of the wrong issuer.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, 'acme.auth0.com', { __useTenantInfo: config.isThirdPartyClient }).show();
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
//! Unsafe: Lock talks to the domain that the page is served under.
//!
//! ## When to ignore it
//!
//! When the page is for one domain only.

use crate::finding::Severity;
use crate::rules::argument::{Argument, check_argument};
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "hard-coded-domain",
    group: Group::ThirdParty,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Sometimes,
    source: include_str!("hard_coded_domain.rs"),
    check,
};

/// The constructor's second argument.
static DOMAIN: Argument = Argument {
    index: 1,
    field: "auth0Domain",
    template: "$auth0Domain",
    what: "domain",
    harm: "wrong for every other domain",
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    check_argument(context, &RULE, &DOMAIN)
}
