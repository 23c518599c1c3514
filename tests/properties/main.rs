//! What must hold whatever a page looks like: bytes outside of a fix stay, fixing twice is fixing
//! once, nothing panics, nothing overflows the stack, and what is said to stand somewhere does.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod edits;
mod fixing;
#[cfg(feature = "cli")]
mod nesting;
mod pages;
mod reading;
mod survival;
