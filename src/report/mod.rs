//! Reports: what was found, for a person or for a machine. One file a format.
//!
//! A report is written page by page, in the order in which the pages are handed to it, and says the
//! same for the same findings whatever the machine, so that reports can be compared.

mod concise;
mod full;
pub mod inspect;
mod json;
mod printable;
mod snippet;
mod statistics;
mod summary;

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use printable::printable;
pub use statistics::Statistics;
pub use summary::{Summary, Tense};

use crate::edit::Applicability;
use crate::finding::{Finding, Severity};
use crate::rules;

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// The offending code with labels, help and a link.
    Full,
    /// One line a finding.
    Concise,
    /// One JSON object.
    Json,
}

/// What the place that a report is written to can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether colours are shown.
    pub color: bool,
    /// Whether characters beyond ASCII are shown.
    pub unicode: bool,
    /// Columns to wrap at; `None` asks the terminal.
    pub width: Option<usize>,
}

impl Style {
    /// What a file or a pipe is given: no colours, and no width that could differ between machines.
    pub const PLAIN: Self = Self {
        color: false,
        unicode: true,
        width: Some(100),
    };
}

/// What was found on one page.
#[derive(Debug, Clone, Copy)]
pub struct Checked<'a> {
    /// The path as the user gave it.
    pub path: &'a str,
    /// The text that the findings' positions refer to.
    pub text: &'a str,
    /// The findings, in order.
    pub findings: &'a [Finding],
}

/// A report in one format.
pub trait Report {
    /// Writes what was found on the next page.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    fn page(&mut self, page: Checked<'_>, out: &mut dyn Write) -> io::Result<()>;

    /// Writes what comes after the last page.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    fn end(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()>;
}

/// A report in `format`. Findings with a fix that is at least as trusted as `least` are marked as
/// fixable.
#[must_use]
pub fn new(format: Format, style: Style, least: Applicability) -> Box<dyn Report> {
    match format {
        Format::Full => Box::new(full::Full::new(style)),
        Format::Concise => Box::new(concise::Concise::new(least)),
        Format::Json => Box::new(json::Json::new()),
    }
}

/// The name of a severity in every format.
#[must_use]
pub fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// The name of an applicability in every format.
fn applicability_name(applicability: Applicability) -> &'static str {
    match applicability {
        Applicability::Safe => "safe",
        Applicability::Unsafe => "unsafe",
        Applicability::DisplayOnly => "display-only",
    }
}

/// The name of the group that a finding's rule belongs to.
fn group_name(finding: &Finding) -> String {
    rules::find(finding.rule)
        .map(|rule| rule.group.to_string())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
