//! Lockwright reads Auth0 hosted login pages.

pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
pub mod config;
pub mod edit;
pub mod finding;
pub mod input;
pub mod lock;
pub mod page;
#[cfg(feature = "cli")]
pub mod report;
pub mod rules;
mod span;
pub mod stack;

pub use span::Span;
