//! The language server as an editor sees it: whole conversations over standard input and output.

#![cfg(feature = "cli")]
// Also what tests share is a test here; clippy sees only functions marked as one.
#![allow(clippy::expect_used, clippy::panic)]

mod configuration;
mod conversations;
mod editor;
mod lifecycle;
