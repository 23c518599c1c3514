//! What the analyser sees in a page, for `lockwright inspect`.

mod describe;
mod json;
mod requests;
mod text;

use crate::input::Source;
use crate::lock::Model;
use crate::lock::catalog::Target;

pub use super::places::Linked;
pub use json::json;
pub use text::text;

/// A page and what was seen of it.
#[derive(Debug)]
pub struct Inspected {
    /// The page.
    pub source: Source,
    /// The files of its scripts, where they were read: then positions are those of the linked text.
    pub linked: Option<Linked>,
    /// What was seen.
    pub model: Model,
    /// Where the page is to be served, which requests depend on.
    pub target: Target,
}

#[cfg(test)]
mod tests;
