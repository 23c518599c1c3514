//! Lockwright reads Auth0 hosted login pages.

pub mod edit;
pub mod finding;
pub mod input;
pub mod lock;
pub mod page;
mod span;
pub mod stack;

pub use span::Span;
