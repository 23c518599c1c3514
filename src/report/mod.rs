//! Reports: what was found, for a person or for a machine. One file a format.
//!
//! A report is written page by page, in the order in which the pages are handed to it, and says the
//! same for the same findings whatever the machine, so that reports can be compared.

mod agent;
pub mod catalog;
mod checkstyle;
mod concise;
mod fingerprint;
mod full;
mod github;
mod gitlab;
pub mod inspect;
mod json;
mod json_lines;
mod junit;
mod list;
mod markdown;
mod masking;
mod paths;
mod places;
mod printable;
mod rdjson;
pub mod rules;
mod sarif;
mod snippet;
mod statistics;
mod summary;
#[cfg(feature = "cli")]
mod table;
#[cfg(feature = "cli")]
pub mod tenant;
mod xml;

use std::borrow::Cow;
use std::io::{self, Write};

use clap::ValueEnum;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use masking::masked;
pub use paths::Paths;
pub use printable::printable;
pub use statistics::Statistics;
pub use summary::{Fixing, Summary};

use crate::edit::Applicability;
use crate::finding::{Finding, Severity};
use crate::input::FileId;
use crate::suppress::Suppressed;
use crate::tenant::files::Files;

/// How findings are written. What the formats are called and what they are for is written here once,
/// for `--output-format` and for the configuration.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Format {
    /// The code with labels, help and a link
    #[default]
    Full,
    /// One line a finding
    Concise,
    /// One JSON object
    Json,
    /// One JSON object a line: the findings, then the summary
    JsonLines,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
    /// A GitLab code quality report
    Gitlab,
    /// JUnit XML
    Junit,
    /// reviewdog's diagnostic format
    Rdjson,
    /// Checkstyle XML
    Checkstyle,
    /// A summary for a pull request or a job's page
    Markdown,
    /// Plain and terse, for language models
    Agent,
}

/// What the place that a report is written to can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether colours are shown.
    pub color: bool,
    /// Whether characters beyond ASCII are shown.
    pub unicode: bool,
    /// Whether a text can lead to a page on the web.
    pub links: bool,
    /// Columns to wrap at; `None` asks the terminal.
    pub width: Option<usize>,
}

impl Style {
    /// What a file or a pipe is given: no colours, and no width that could differ between machines.
    pub const PLAIN: Self = Self {
        color: false,
        unicode: true,
        links: false,
        width: Some(100),
    };

    /// A text that leads to `url` where that can be shown, with the escape sequence OSC 8.
    #[must_use]
    pub fn link<'t>(&self, text: &'t str, url: &str) -> Cow<'t, str> {
        match self.links {
            true => format!("\u{1b}]8;;{url}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\").into(),
            false => text.into(),
        }
    }
}

/// What a report needs to know before the first page.
#[derive(Debug, Clone)]
pub struct Options {
    /// What the place it is written to can show.
    pub style: Style,
    /// How far a fix must be trusted for its finding to be marked as fixable.
    pub least: Applicability,
    /// How reports for machines name pages. Reports for people use the path as it was given.
    pub paths: Paths,
}

impl Options {
    /// Paths are written as they were given.
    #[must_use]
    pub fn new(style: Style, least: Applicability) -> Self {
        Self {
            style,
            least,
            paths: Paths::default(),
        }
    }
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
    /// The findings that do not count, in order. Only formats that have a place for them tell them.
    pub suppressed: &'a [Suppressed],
    /// The files that belong together with it, which findings may refer to.
    pub files: Option<&'a Files>,
}

impl<'a> Checked<'a> {
    /// A page on which no finding is suppressed.
    #[must_use]
    pub fn new(path: &'a str, text: &'a str, findings: &'a [Finding]) -> Self {
        Self {
            path,
            text,
            findings,
            suppressed: &[],
            files: None,
        }
    }

    /// The path and text of another file that a finding refers to; `None` when it is the finding's own.
    fn elsewhere(&self, finding: &Finding, file: FileId) -> Option<(&'a str, &'a str)> {
        if file == finding.file {
            return None;
        }
        let source = self.files?.source(file)?;
        Some((&source.name, &source.text))
    }
}

/// What a whole run came to.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    /// The counts.
    pub summary: &'a Summary,
    /// The exit code: 0, 1 or 2.
    pub exit_code: u8,
    /// What could not be read or written.
    pub troubles: &'a [Trouble],
    /// The paths of the pages that were written, as the user gave them.
    pub changed: &'a [String],
}

/// Something that could not be read or written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Trouble {
    /// The file or folder, as the user gave it; `None` for standard input.
    pub path: Option<String>,
    /// What went wrong, in a sentence that names the file.
    pub message: String,
}

impl<'a> Run<'a> {
    /// A run without troubles, whose exit code is told by no more than whether there are findings.
    #[must_use]
    pub fn of(summary: &'a Summary) -> Self {
        Self {
            summary,
            exit_code: u8::from(summary.findings > 0),
            troubles: &[],
            changed: &[],
        }
    }
}

/// What formats that know nothing but findings call a page that could not be read or written.
const UNREADABLE: &str = "unreadable-page";

/// Lists the pages that were written, as formats for people do.
fn changed(run: Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    run.changed
        .iter()
        .try_for_each(|path| writeln!(out, "changed {}", printable(path)))
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
    fn end(&mut self, run: Run<'_>, out: &mut dyn Write) -> io::Result<()>;
}

/// A report in `format`.
#[must_use]
pub fn new(format: Format, options: Options) -> Box<dyn Report> {
    let Options {
        style,
        least,
        paths,
    } = options;
    match format {
        Format::Full => Box::new(full::Full::new(style)),
        Format::Concise => Box::new(concise::Concise::new(style, least)),
        Format::Json => Box::new(json::Json::new(paths)),
        Format::JsonLines => Box::new(json_lines::JsonLines::new(paths)),
        Format::Sarif => Box::new(sarif::Sarif::new(paths)),
        Format::Github => Box::new(github::Github::new(paths, least)),
        Format::Gitlab => Box::new(gitlab::Gitlab::new(paths)),
        Format::Junit => Box::new(junit::Junit::new(paths)),
        Format::Rdjson => Box::new(rdjson::Rdjson::new(paths)),
        Format::Checkstyle => Box::new(checkstyle::Checkstyle::new(paths)),
        Format::Markdown => Box::new(markdown::Markdown::new(paths, least)),
        Format::Agent => Box::new(agent::Agent::new(paths)),
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
fn group_name(finding: &Finding) -> &'static str {
    crate::rules::find(finding.rule).map_or("", |rule| rule.group.name())
}

#[cfg(test)]
mod tests;
