//! Stand-in: finds `new Auth0Lock(… {` without the flag, by text.
use crate::edit::{Applicability, Edit, Fix};
use crate::finding::{Finding, Related, Severity};
use crate::input::Source;
use crate::lock::{self, Model, catalog::Target};
use crate::rules::Selection;
use crate::span::Span;
/// How to check.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Target.
    pub target: Target,
    /// Rules.
    pub selection: Selection,
}
/// What fixing came to.
#[derive(Debug, Clone)]
pub struct Fixed {
    /// The text that came out.
    pub text: String,
    /// What was fixed.
    pub applied: Vec<Finding>,
    /// What is left.
    pub remaining: Vec<Finding>,
}
/// Checks.
#[must_use]
pub fn check(source: &Source, _: &Settings) -> Vec<Finding> {
    let text = &source.text;
    let Some(start) = text.find("new Auth0Lock(") else { return Vec::new() };
    if text.contains("__useTenantInfo: config.isThirdPartyClient") {
        return Vec::new();
    }
    let brace = text[start..].find('{').map(|at| start + at + 1);
    vec![Finding {
        rule: "missing-tenant-info",
        severity: Severity::Error,
        message: "Lock is constructed without `__useTenantInfo`".into(),
        span: Span::new(start, start + 13),
        label: "this widget never asks for the tenant's connections".into(),
        help: Some("Add `__useTenantInfo: config.isThirdPartyClient` to the options".into()),
        related: text
            .find("lock.min.js")
            .map(|at| Related { span: Span::new(at, at + 11), message: "Lock is loaded here".into() })
            .into_iter()
            .collect(),
        fix: brace.map(|at| Fix {
            title: "Add `__useTenantInfo`".into(),
            applicability: Applicability::Safe,
            edits: vec![Edit {
                range: Span::empty(at),
                content: " __useTenantInfo: config.isThirdPartyClient,".into(),
            }],
        }),
        unfixable: None,
    }]
}
/// Fixes.
#[must_use]
pub fn fix(source: &Source, settings: &Settings, _: Applicability) -> Fixed {
    let mut text = source.text.clone();
    let (mut applied, mut remaining) = (Vec::new(), Vec::new());
    for finding in check(source, settings) {
        match finding.fix.as_ref().map(|fix| &fix.edits[0]) {
            Some(edit) => {
                text.insert_str(edit.range.start, &edit.content);
                applied.push(finding);
            }
            None => remaining.push(finding),
        }
    }
    Fixed { text, applied, remaining }
}
/// Inspects.
#[must_use]
pub fn inspect(_: &Source) -> Model {
    lock::Model::default()
}
