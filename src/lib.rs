//! Lockwright reads Auth0 hosted login pages, works out what Lock will be given when they run, and
//! makes them ready for third-party applications.
//!
//! A page goes one way:
//!
//! ```text
//! bytes ─► input ─► page ─► lock ─► rules ─► check ─► report
//! ```
//!
//! - [`input`] finds, reads and decodes pages: a [`Source`](input::Source).
//! - [`page`] is what a browser sees of it: elements, scripts as syntax trees, handlers, with
//!   their places in the text.
//! - [`lock`] follows the scripts and says what Lock is given: a [`Model`](lock::Model).
//! - [`rules`] judge the model; each rule's module is its documentation.
//! - [`edit`] changes a text by byte ranges.
//! - [`suppress`] reads the comments that say which findings do not count.
//! - [`tenant`] is the configuration of a tenant and judges who can log in to it.
//! - [`check`] goes the whole way. Most users of the library need only [`check::check`],
//!   [`check::fix`] and [`check::inspect`].
//!
//! The feature `cli`, on by default, adds the command line. The feature `command`, a part of it, is the same
//! commands, reports, configuration and language server for a host that has files and streams of its own, such
//! as JavaScript around WebAssembly. Without either nothing but [`input`] does any input or output.

#[cfg(feature = "command")]
mod baseline;
#[cfg(feature = "command")]
pub mod bind;
pub mod check;
#[cfg(feature = "command")]
pub mod cli;
#[cfg(feature = "command")]
mod config;
pub mod edit;
pub mod finding;
#[cfg(feature = "command")]
mod fingerprint;
pub mod input;
pub mod lock;
#[cfg(feature = "command")]
mod lsp;
pub mod page;
#[cfg(feature = "cli")]
mod preview;
#[cfg(feature = "command")]
pub mod report;
pub mod rules;
mod span;
pub mod stack;
pub mod suppress;
#[cfg(feature = "command")]
pub mod system;
pub mod tenant;
#[cfg(feature = "witness")]
pub mod witness;

pub use span::Span;

/// The examples of the README, which run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
