//! What a page gives to Lock: the scripts that load it, the constructions, their options.

pub mod catalog;
pub mod requests;
pub mod version;

mod model;

pub use model::*;
