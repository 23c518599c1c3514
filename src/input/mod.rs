//! Finding pages, reading and decoding them, and turning byte offsets into lines and columns.

#[cfg(feature = "cli")]
pub mod discover;
mod lines;
mod source;

pub use lines::{LineIndex, Position};
pub use source::{DEFAULT_MAX_BYTES, InputError, Source};
