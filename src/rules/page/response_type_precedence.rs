//! # response-type-precedence
//!
//! `a || b ? c : d` is read as `(a || b) ? c : d`, so that the response type is not the one that was
//! asked for.
//!
//! ## Why it matters
//!
//! An old template of Auth0's had no parentheses here. Where the application asks for any response type,
//! even `code`, the page answers with `token`, and the application cannot log its user in.
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
//!       responseType: (config.internalOptions || {}).response_type || config.callbackOnLocationHash ? 'token' : 'code',
//!       params: config.internalOptions
//!     },
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! Use instead:
//!
//! ```html,fixed
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
//! Safe: parentheses, where they were left out.
//!
//! ## When to ignore it
//!
//! Never.

use super::precedence::misread_tests;
use crate::edit::{Applicability, Edit, Fix};
use crate::finding::Severity;
use crate::lock::catalog::Constructors;
use crate::rules::{Context, Draft, Effect, FixAvailability, Group, Remedy, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "response-type-precedence",
    group: Group::Page,
    severity: Severity::Error,
    enabled: true,
    fix: FixAvailability::Sometimes,
    source: include_str!("response_type_precedence.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let misread = misread_tests(context).into_iter();
    misread
        .map(|test| {
            let fix = Fix {
                title: "Add parentheses".to_owned(),
                applicability: Applicability::Safe,
                edits: vec![
                    Edit::insertion(test.test.start, "("),
                    Edit::insertion(test.whole.end, ")"),
                ],
            };
            Draft::new(
                &RULE,
                "`||` goes before `?`: the `response_type` that was asked for only counts as a test",
                test.whole,
            )
            .label("read as `(… || …) ? … : …`")
            .help("put the conditional in parentheses: `… || (… ? … : …)`")
            .remedies(vec![Remedy {
                fix,
                effect: Effect::options(Constructors::Both, ["auth.responseType"]),
            }])
        })
        .collect()
}
