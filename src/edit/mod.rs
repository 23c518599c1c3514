//! Changes to a page's text: edits, fixes, applying them, and making new code look like its
//! neighbours.
//!
//! What a person wrote is never printed anew: an edit names a range of bytes, and everything
//! outside the ranges stays as it was. Only `write` does any input or output.

mod apply;
#[cfg(feature = "command")]
pub mod diff;
mod find;
mod gap;
mod insert;
mod list;
pub(crate) mod print;
mod style;
#[cfg(feature = "command")]
pub mod write;

pub use apply::{ApplyError, apply, is_untouched};
pub use find::{find_expression, find_object, find_pattern};
pub(crate) use insert::set_property;
pub use insert::{NewProperty, add_argument, add_properties, extend_pattern, replace_expression};
pub use style::{CodeStyle, Quote};

use crate::input::FileId;
use crate::span::Span;

/// One replacement of a range of bytes by new text. An insertion has an empty range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The file, where several belong together.
    pub file: FileId,
    /// The bytes that go.
    pub range: Span,
    /// The text that comes in their place.
    pub content: String,
}

impl Edit {
    /// Puts `content` at `offset`.
    #[must_use]
    pub fn insertion(offset: usize, content: impl Into<String>) -> Self {
        Self::replacement(Span::empty(offset), content)
    }

    /// Puts `content` in the place of the bytes of `range`.
    #[must_use]
    pub fn replacement(range: Span, content: impl Into<String>) -> Self {
        Self {
            file: FileId::default(),
            range,
            content: content.into(),
        }
    }
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
