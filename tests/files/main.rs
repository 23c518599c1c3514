//! Which pages a run is about, how it ends, and what happens when files are not as they should be.

#![cfg(feature = "cli")]
// Also what tests share is a test here; clippy sees only functions marked as one.
#![allow(clippy::expect_used)]

mod ending;
// Each crate of tests uses a part of it.
#[allow(dead_code)]
#[path = "../cli/folder.rs"]
mod folder;
mod hostile;
mod lists;
mod selection;
mod watch;
