//! Finding pages, reading and decoding them, and turning byte offsets into lines and columns.

mod charset;
#[cfg(feature = "command")]
mod discover;
mod lines;
mod source;

#[cfg(feature = "command")]
pub use discover::{Discovered, Exclusion, Unreadable, discover};
pub use lines::{LineIndex, Position};
pub use source::{DEFAULT_MAX_BYTES, InputError, Source};
