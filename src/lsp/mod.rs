//! The language server: findings, fixes and explanations in an editor.
//!
//! ```text
//! standard input ─► transport ─► server ─► session ─► diagnostics, actions, hover
//! ```
//!
//! - `transport` cuts the stream into messages.
//! - `server` knows the protocol: which message may come when, and who answers it.
//! - `session` holds what the editor has open and what applies to it.
//! - `diagnostics`, `actions` and `hover` put what is known of one page into the protocol's words;
//!   `position` and `uri` translate places and names.
//!
//! A page is checked when no message waits: while somebody types faster than pages are checked,
//! only the newest text is. Everything that touches a page runs on one thread with a big stack.

mod actions;
mod client;
mod diagnostics;
mod document;
#[cfg(hosted)]
mod hosted;
mod hover;
mod position;
mod server;
mod session;
#[cfg(not(hosted))]
mod threads;
mod transport;
mod uri;

#[cfg(hosted)]
pub(crate) use hosted::{Conversation, serve};
#[cfg(not(hosted))]
pub(crate) use threads::serve;

use crate::config::{ConfigError, Configuration};

/// Opens the configuration anew, after files of it may have changed.
pub(crate) type Open<'a> = &'a (dyn Fn() -> Result<Configuration, ConfigError> + Sync);

/// How a conversation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// The client said `shutdown`, then `exit`.
    Orderly,
    /// The client said `exit` at once, or closed the stream.
    Abruptly,
}
