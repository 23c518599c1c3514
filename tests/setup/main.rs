//! Setting up a machine and a repository: completions, manual pages, `init`.

#![cfg(feature = "cli")]
// Also what tests share is a test here; clippy sees only functions marked as one.
#![allow(clippy::expect_used)]

// Each crate of tests uses a part of it.
#[allow(dead_code)]
#[path = "../cli/folder.rs"]
mod folder;
mod init;
mod manual;
mod shells;
