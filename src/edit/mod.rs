//! Changes to a page's text: edits, fixes, applying them.

#[cfg(feature = "cli")]
pub mod diff;
#[cfg(feature = "cli")]
pub mod write;

use crate::span::Span;

/// One replacement of a range of bytes by new text. An insertion has an empty range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go.
    pub range: Span,
    /// The text that comes in their place.
    pub content: String,
}

/// How far a fix may be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Applicability {
    /// Shown, never applied.
    DisplayOnly,
    /// Right as far as Lockwright can see, but it changes something a person should decide.
    Unsafe,
    /// Changes nothing but what the finding is about.
    Safe,
}

/// Edits that stand or fall together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative: "Add `__useTenantInfo`".
    pub title: String,
    /// How far it may be trusted.
    pub applicability: Applicability,
    /// The edits: sorted, not overlapping.
    pub edits: Vec<Edit>,
}
