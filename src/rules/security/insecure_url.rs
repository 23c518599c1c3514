//! # insecure-url
//!
//! A script, a style, a frame or a form has an `http:` address.
//!
//! ## Why it matters
//!
//! The login page is served over `https:`. A browser refuses to load scripts, styles and frames over
//! `http:` there, so that they are missing; where they are loaded, anybody on the way can change them. A
//! form that is sent over `http:` can be read on the way.
//!
//! ## Example
//!
//! ```html,fail
//! <link rel="stylesheet" href="http://fonts.googleapis.com/css?family=Roboto">
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! Use instead:
//!
//! ```html,fixed
//! <link rel="stylesheet" href="https://fonts.googleapis.com/css?family=Roboto">
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! Links may lead anywhere:
//!
//! ```html,pass
//! <a href="http://example.com/">About us</a>
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! Safe where the host is known to serve the same over `https:`, as large CDNs do.
//!
//! ## When to ignore it
//!
//! Never on a page that is served.
//!
//! ## References
//!
//! - [Mixed content](https://developer.mozilla.org/docs/Web/Security/Mixed_content)

use crate::Span;
use crate::edit::{Applicability, Edit, Fix};
use crate::finding::Severity;
use crate::page::{Attribute, Element};
use crate::rules::hosts::{host, is_known_to_be_secure, is_local};
use crate::rules::{Context, Draft, Effect, FixAvailability, Group, Remedy, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "insecure-url",
    group: Group::Security,
    severity: Severity::Error,
    enabled: true,
    fix: FixAvailability::Sometimes,
    source: include_str!("insecure_url.rs"),
    check,
};

/// What is wrong with an address.
struct Fault<'e> {
    attribute: &'e Attribute,
    /// What is loaded, or sent.
    what: &'static str,
    label: &'static str,
    severity: Severity,
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    let model = context.model;
    if model.loads.is_empty() && model.constructions.is_empty() && !context.is_hosted() {
        return Vec::new();
    }
    let elements = context
        .page
        .elements
        .iter()
        .filter(|element| !element.inert);
    elements
        .filter_map(|element| {
            let fault = fault(element, context.text)?;
            let address = fault.attribute.value(context.text);
            let host = host(address).filter(|host| !is_local(host))?;
            let span = fault.attribute.value_span?;
            let message = format!("{} over `http:`", fault.what);
            let draft = Draft::new(&RULE, message, span)
                .label(fault.label)
                .help("use `https:`")
                .severity(fault.severity);
            Some(if is_known_to_be_secure(&host) {
                draft.remedies(remedy(context, span))
            } else {
                draft.unfixable(format!(
                    "whether `{host}` serves it over `https:` is not known"
                ))
            })
        })
        .collect()
}

fn fault<'e>(element: &'e Element, text: &str) -> Option<Fault<'e>> {
    let refused = "a browser refuses to load it on a secure page";
    let (name, what, label, severity) = match &*element.name {
        "script" => ("src", "a script is loaded", refused, Severity::Error),
        "link" if is_stylesheet(element, text) => (
            "href",
            "a style sheet is loaded",
            refused,
            Severity::Warning,
        ),
        "iframe" | "frame" | "embed" => ("src", "a frame is loaded", refused, Severity::Warning),
        "object" => ("data", "an object is loaded", refused, Severity::Warning),
        "form" => {
            let label = "what users type can be read on the way";
            ("action", "a form is sent", label, Severity::Error)
        }
        _ => return None,
    };
    let attribute = element.attribute(name)?;
    let address = attribute.value(text).trim();
    let is_insecure = address
        .get(..5)
        .is_some_and(|head| head.eq_ignore_ascii_case("http:"));
    is_insecure.then_some(Fault {
        attribute,
        what,
        label,
        severity,
    })
}

fn is_stylesheet(element: &Element, text: &str) -> bool {
    let relation = element
        .attribute("rel")
        .map(|attribute| attribute.value(text));
    relation.is_some_and(|relation| {
        relation
            .split_ascii_whitespace()
            .any(|word| word.eq_ignore_ascii_case("stylesheet"))
    })
}

fn remedy(context: &Context<'_>, value: Span) -> Vec<Remedy> {
    let code = context.code(value);
    let start = value.start + (code.len() - code.trim_start().len());
    let scheme = Span::new(start, start + 4);
    if !context.code(scheme).eq_ignore_ascii_case("http") {
        return Vec::new();
    }
    vec![Remedy {
        fix: Fix {
            title: "Use `https:`".to_owned(),
            applicability: Applicability::Safe,
            edits: vec![Edit::insertion(scheme.end, "s")],
        },
        effect: Effect::none(),
    }]
}
