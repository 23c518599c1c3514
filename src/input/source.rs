//! A page's text and where it came from.

use std::fmt;

/// Files above this many bytes are not read unless the caller says otherwise: 10 MB.
pub const DEFAULT_MAX_BYTES: u64 = 10_000_000;

/// A page's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path as the user gave it, or `-`.
    pub name: String,
    /// The text, with its byte order mark when it has one.
    pub text: String,
}

/// Why a page could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InputError {}

impl fmt::Display for InputError {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}
