//! What the syntax tree tells by itself.

pub(crate) mod awaits;
pub(crate) mod hoisting;
pub(crate) mod relevance;
pub(crate) mod vendored;
pub(crate) mod yields;
