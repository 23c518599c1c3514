//! Findings in the protocol's words.

use lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location,
    NumberOrString,
};

use super::document::Page;
use crate::finding::{Finding, Severity};
use crate::rules;

/// Every finding of a page.
pub(super) fn all(page: &Page<'_>) -> Vec<Diagnostic> {
    let findings = page.checked.findings.iter();
    findings.map(|finding| one(page, finding)).collect()
}

/// A finding of a page.
pub(super) fn one(page: &Page<'_>, finding: &Finding) -> Diagnostic {
    Diagnostic {
        range: page.positions.range(finding.span),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.to_owned())),
        code_description: documentation(finding),
        source: Some("lockwright".to_owned()),
        message: message(finding),
        related_information: page.client.related_places.then(|| related(page, finding)),
        ..Diagnostic::default()
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Note => DiagnosticSeverity::INFORMATION,
    }
}

/// Editors show nothing else of a finding without being asked, so help is part of it.
fn message(finding: &Finding) -> String {
    match &finding.help {
        Some(help) => format!("{}\nhelp: {help}", finding.message),
        None => finding.message.clone(),
    }
}

fn documentation(finding: &Finding) -> Option<CodeDescription> {
    let href = rules::find(finding.rule)?.url().parse().ok()?;
    Some(CodeDescription { href })
}

fn related(page: &Page<'_>, finding: &Finding) -> Vec<DiagnosticRelatedInformation> {
    let related = finding.related.iter();
    related
        .map(|related| DiagnosticRelatedInformation {
            location: Location::new(
                page.document.uri.clone(),
                page.positions.range(related.span),
            ),
            message: related.message.clone(),
        })
        .collect()
}
