//! What a rule reports.

use crate::edit::{Applicability, Fix};
use crate::input::FileId;
use crate::span::Span;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Probably wrong.
    Warning,
    /// Users will be locked out, or the page could not be followed.
    Error,
}

/// Something a rule has to say about a page.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Finding {
    /// The rule's id.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// The file it is in, where several belong together.
    pub file: FileId,
    /// Where.
    pub span: Span,
    /// What the place is, in a few words, for the label under it; may be empty.
    pub label: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// How to mend it, verified.
    pub fix: Option<Fix>,
    /// Why there is no fix although the rule knows one: what verifying it came to.
    pub unfixable: Option<String>,
}

impl Finding {
    /// Whether there is a fix that can be trusted at least as far as `least`.
    #[must_use]
    pub fn is_fixable(&self, least: Applicability) -> bool {
        let fix = self.fix.as_ref();
        fix.is_some_and(|fix| fix.applicability >= least)
    }
}

/// A place that explains a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Related {
    /// The file it is in, where several belong together.
    pub file: FileId,
    /// Where.
    pub span: Span,
    /// What is there: "Lock is loaded here".
    pub message: String,
}
