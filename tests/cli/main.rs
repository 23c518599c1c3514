//! The command line as a user sees it: arguments, exit codes, what goes to which stream, what is
//! written where.

#![cfg(feature = "cli")]
// Also what tests share is a test here; clippy sees only functions marked as one.
#![allow(clippy::expect_used)]

mod arguments;
mod baseline;
mod bind;
mod check;
mod compile;
mod fix;
mod folder;
mod formats;
mod inspect;
mod preview;
mod scripts;
mod streams;
#[cfg(target_os = "linux")]
mod terminal;
mod told;
