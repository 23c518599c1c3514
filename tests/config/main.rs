//! Configuration as a user meets it: files, variables, `--config`, and what is said of mistakes.

#![cfg(feature = "cli")]
// Also what tests share is a test here; clippy sees only functions marked as one.
#![allow(clippy::expect_used)]

mod discovery;
// Each crate of tests uses a part of it.
#[allow(dead_code)]
#[path = "../cli/folder.rs"]
mod folder;
mod mistakes;
mod precedence;
mod settings;
mod show;
