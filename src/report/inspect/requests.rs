//! The requests that a construction of Lock leads to.

use crate::lock::{Construction, Model};

/// A request that Lock is predicted to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Predicted {
    /// When: "first party", "third party", "language".
    pub(super) when: &'static str,
    /// The URL, with `{…}` for what is not known before the page runs.
    pub(super) url: String,
    /// What comes of it: "works", or why it does not.
    pub(super) outcome: String,
}

/// What `construction` will request. Nothing is predicted when its release is not known.
pub(super) fn predicted(_model: &Model, _construction: &Construction) -> Vec<Predicted> {
    Vec::new()
}
