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
//! The feature `cli`, on by default, adds the command line, the reports, the configuration and the
//! language server. Without it nothing but [`input`] does any input or output.

#[cfg(feature = "cli")]
mod baseline;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
mod config;
pub mod edit;
pub mod finding;
#[cfg(feature = "cli")]
mod fingerprint;
pub mod input;
pub mod lock;
#[cfg(feature = "cli")]
mod lsp;
pub mod page;
#[cfg(feature = "cli")]
pub mod report;
pub mod rules;
mod span;
pub mod stack;
pub mod suppress;
pub mod tenant;

pub use span::Span;

/// The examples of the README, which run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
