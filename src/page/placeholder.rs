//! Placeholders of deployment tools: `@@KEY@@` and `##KEY##`.

use crate::span::Span;

/// A placeholder in the text of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder {
    /// The name between the marks: `config` of `@@config@@`.
    pub key: String,
    /// Which marks.
    pub style: PlaceholderStyle,
    /// The marks and the name.
    pub span: Span,
}

/// The marks around a placeholder's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceholderStyle {
    /// `@@KEY@@`
    At,
    /// `##KEY##`
    Hash,
}
