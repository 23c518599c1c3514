//! What must hold whatever a page looks like: bytes outside of a fix stay, fixing twice is fixing
//! once, nothing panics, and nothing overflows the stack.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod fixing;
#[cfg(feature = "cli")]
mod nesting;
mod pages;
mod survival;
