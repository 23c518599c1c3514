//! What a page gives to Lock: the scripts that load it, the constructions, their options.

pub mod catalog;
pub mod requests;
pub mod version;

mod cause;
mod given;
mod interpret;
mod model;

pub use cause::Cause;
pub use given::{GivenOption, Step, given, path_text};
pub use interpret::interpret;
pub(crate) use interpret::{FIELD, FLAG, is_lock_module};
pub use model::*;
