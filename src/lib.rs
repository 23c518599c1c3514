//! Lockwright reads Auth0 hosted login pages.

pub mod check;
pub mod edit;
pub mod finding;
pub mod input;
pub mod lock;
pub mod page;
pub mod rules;
mod span;
pub mod stack;

pub use span::Span;
