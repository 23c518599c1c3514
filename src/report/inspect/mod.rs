//! What the analyser sees in a page, for `lockwright inspect`.

use crate::input::Source;
use crate::lock::Model;

/// A page and what was seen of it.
#[derive(Debug)]
pub struct Inspected {
    /// The page.
    pub source: Source,
    /// What was seen.
    pub model: Model,
}
/// .
pub fn text(_: &[Inspected]) -> String {
    String::new()
}
/// .
pub fn json(_: &[Inspected]) -> String {
    String::new()
}
