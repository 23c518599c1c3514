//! # placeholder-left
//!
//! Something was left from a template that somebody had to fill in.
//!
//! ## Why it matters
//!
//! The page works with the stand-in as if it were the value: as a domain, as the issuer of tokens, as the
//! address of an image.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     theme: { logo: 'https://YOUR_DOMAIN/logo.png' },
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! Fill it in:
//!
//! ```html,pass
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     theme: { logo: 'https://example.com/logo.png' },
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! What stands in comments is no concern of a browser's:
//!
//! ```html,pass
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   // theme: { logo: 'https://YOUR_DOMAIN/logo.png' }
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! None: only somebody who knows the value can fill it in.
//!
//! ## When to ignore it
//!
//! When a tool fills it in before the page is served. `@@KEY@@` and `##KEY##`, which Auth0's own tools
//! fill in, are not reported.

use crate::Span;
use crate::finding::Severity;
use crate::rules::constants::stand_in;
use crate::rules::texts::texts;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "placeholder-left",
    group: Group::Page,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("placeholder_left.rs"),
    check,
};

/// Attributes whose values a browser uses as addresses.
const ADDRESSES: [&str; 4] = ["src", "href", "action", "data"];

/// Signs of a library that fills in `{{…}}` in the browser.
const TEMPLATING: [&str; 8] = [
    "ng-app",
    "angular",
    "vue",
    "Vue",
    "handlebars",
    "Handlebars",
    "mustache",
    "Mustache",
];

fn check(context: &Context<'_>) -> Vec<Draft> {
    let model = context.model;
    let is_about_lock = !model.loads.is_empty() || !model.constructions.is_empty();
    if !is_about_lock || !context.mentions(&["YOUR_", "YOUR-", "{{", "<%"]) {
        return Vec::new();
    }
    let fills_in = context.mentions(&TEMPLATING);
    let mut texts = texts(context);
    for element in context
        .page
        .elements
        .iter()
        .filter(|element| !element.inert)
    {
        let attributes = element.attributes.iter();
        let addresses = attributes.filter(|a| ADDRESSES.contains(&&*a.name));
        texts.extend(addresses.filter_map(|attribute| attribute.value_span));
    }
    texts
        .into_iter()
        .filter_map(|span| {
            let code = context.code(span);
            let left = stand_in(code)?;
            if fills_in && left.starts_with("{{") {
                return None;
            }
            let start = span.start + code.find(left)?;
            let place = Span::new(start, start + left.len());
            Some(
                Draft::new(&RULE, format!("`{left}` was left from a template"), place)
                    .label("nobody has filled this in")
                    .help("fill it in, or remove what it stands in"),
            )
        })
        .collect()
}
