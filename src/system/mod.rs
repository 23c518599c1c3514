//! The operating system, as far as commands need it: files, streams, variables, time.
//!
//! There are two implementations of the same functions. With the feature `cli` they are those of the standard
//! library. With `command` alone (the cfg `hosted`), as in WebAssembly, where the standard library has no files,
//! they ask a `Host`: the program that has embedded Lockwright, and made itself known by `set_host`.
//!
//! Code that is to run in both places takes `fs`, `absolute`, `variable` and the streams from here. What writes
//! pages is [`edit::write`](crate::edit::write), of which there are two implementations too.

#[cfg(hosted)]
mod host;
#[cfg(hosted)]
mod hosted;
#[cfg(not(hosted))]
mod native;

#[cfg(hosted)]
pub(crate) use host::host;
#[cfg(hosted)]
pub use host::{EntryKind, Host, Metadata, NotWritten, Terminal, set_host};
#[cfg(hosted)]
pub(crate) use hosted::*;
#[cfg(not(hosted))]
pub(crate) use native::*;

/// One of the two streams that a command writes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Out,
    /// Standard error.
    Error,
}
