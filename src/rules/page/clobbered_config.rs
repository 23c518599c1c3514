//! # clobbered-config
//!
//! The config of one login stands where `@@config@@` was.
//!
//! ## Why it matters
//!
//! Auth0 puts the config of each login in the place of `@@config@@`. A page that was saved from a browser,
//! or filled in by a deployment tool, has the config of one login for ever: its application, its state,
//! its tokens, which have expired. No other login can work. What is in it is not for others to see.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('eyJjbGllbnRJRCI6ImFiY2RlZmdoIiwiYXV0aDBEb21haW4iOiJhY21lLmF1dGgwLmNvbSIsImNhbGxiYWNrVVJMIjoiaHR0cHM6Ly9hcHAuZXhhbXBsZS5jb20vY2IifQ=='))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! Put the placeholder back:
//!
//! ```html,pass
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! None: the rest of the page may be that of one login too.
//!
//! ## When to ignore it
//!
//! When the page is for trying things out, and is never uploaded.
//!
//! ## References
//!
//! - [auth0-deploy-cli 596](https://github.com/auth0/auth0-deploy-cli/issues/596)

use swc_ecma_ast::{ObjectLit, Prop, PropName, PropOrSpread, Str};
use swc_ecma_visit::{Visit, VisitWith};

use crate::Span;
use crate::finding::Severity;
use crate::rules::base64;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "clobbered-config",
    group: Group::Page,
    severity: Severity::Error,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("clobbered_config.rs"),
    check,
};

/// Fields that the config of every login has.
const FIELDS: [&str; 3] = ["clientID", "auth0Domain", "callbackURL"];

/// Fields of the transaction that are secrets.
const SECRETS: [&str; 4] = ["_csrf", "_intstate", "state", "nonce"];

fn check(context: &Context<'_>) -> Vec<Draft> {
    let has_placeholder = context.page.placeholders.iter().any(|p| p.key == "config");
    let model = context.model;
    if has_placeholder || model.constructions.is_empty() && model.loads.is_empty() {
        return Vec::new();
    }
    let mut search = Search {
        text: context.text,
        found: Vec::new(),
    };
    for program in context.programs() {
        program.visit_with(&mut search);
    }
    search
        .found
        .into_iter()
        .map(|(span, secrets)| {
            let draft = Draft::new(
                &RULE,
                "the config of one login stands where `@@config@@` should",
                span,
            )
            .label("every login gets this config")
            .help("put `'@@config@@'` in its place, as base64 of the config");
            if secrets.is_empty() {
                draft
            } else {
                let names: Vec<String> = secrets.iter().map(|name| format!("`{name}`")).collect();
                draft.related(
                    span,
                    format!("it holds secrets of that login: {}", names.join(", ")),
                )
            }
        })
        .collect()
}

/// Whether the page has the config of one login in it.
pub(in crate::rules) fn is_found(context: &Context<'_>) -> bool {
    !check(context).is_empty()
}

/// Finds configs, each with the secrets in it.
struct Search<'t> {
    text: &'t str,
    found: Vec<(Span, Vec<&'static str>)>,
}

impl Search<'_> {
    fn look(&mut self, json: &str, span: Span) {
        let has = |name: &str| json.contains(&format!("\"{name}\""));
        if FIELDS.iter().all(|name| has(name)) {
            self.found
                .push((span, SECRETS.into_iter().filter(|name| has(name)).collect()));
        }
    }
}

impl Visit for Search<'_> {
    fn visit_str(&mut self, node: &Str) {
        let Some(text) = node.value.as_str() else {
            return;
        };
        if text.trim_start().starts_with('{') {
            self.look(text, node.span.into());
        } else if text.starts_with("ey")
            && let Some(json) = base64::decode(text)
        {
            self.look(&String::from_utf8_lossy(&json), node.span.into());
        }
    }

    fn visit_object_lit(&mut self, node: &ObjectLit) {
        let keys = || node.props.iter().filter_map(key);
        let has_transaction = keys().any(|key| key == "internalOptions");
        if has_transaction && FIELDS.iter().all(|name| keys().any(|key| key == *name)) {
            let span = Span::from(node.span);
            let code = span.text(self.text);
            let secrets = SECRETS
                .into_iter()
                .filter(|name| code.contains(name))
                .collect();
            self.found.push((span, secrets));
        } else {
            node.visit_children_with(self);
        }
    }
}

fn key(property: &PropOrSpread) -> Option<String> {
    let PropOrSpread::Prop(property) = property else {
        return None;
    };
    let Prop::KeyValue(property) = &**property else {
        return None;
    };
    match &property.key {
        PropName::Ident(name) => Some(name.sym.to_string()),
        PropName::Str(text) => text.value.as_str().map(str::to_owned),
        _ => None,
    }
}
