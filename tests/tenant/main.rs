//! `lockwright tenant` as a user sees it, against a stand-in for the Management API that speaks TLS, remembers what
//! it is told, and fails as networks and people do.

#![cfg(feature = "cli")]
// Also what tests share is a test here; clippy sees only functions marked as one.
#![allow(clippy::expect_used)]

mod access;
mod audit;
mod commands;
mod connections;
mod files;
mod network;
mod page;
mod promote;
mod run;
mod standin;
#[cfg(target_os = "linux")]
mod terminal;
