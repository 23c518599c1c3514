//! Lockwright reads Auth0 hosted login pages.

pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
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
pub mod suppress;

pub use span::Span;
