//! Finding pages, reading and decoding them, turning byte offsets into lines and columns, and mapping
//! texts that stand inside files to their places there.

mod charset;
#[cfg(feature = "command")]
mod discover;
mod lines;
mod source;
mod source_map;

#[cfg(feature = "command")]
pub use discover::{Discovered, Exclusion, Unreadable, discover};
pub use lines::{LineIndex, Position};
pub use source::{DEFAULT_MAX_BYTES, InputError, Source};
pub use source_map::{Builder, EditError, FileId, Place, SourceMap};
