//! Tells the two kinds of commands apart, and links the one of the command line so that it starts fast.

use std::env;

fn main() {
    say("rerun-if-changed=build.rs");
    say("rustc-check-cfg=cfg(hosted)");
    // Commands without the command line have their files and streams from a host, see `src/system`.
    if has_feature("COMMAND") && !has_feature("CLI") {
        say("rustc-cfg=hosted");
    }
    // A position-independent executable has 22,000 addresses filled in whenever it starts, most of them in
    // tables of character references and of Unicode. That takes as long as checking a page. Stack, heap
    // and shared libraries lie at random addresses all the same.
    if can_be_fixed() {
        say("rustc-link-arg-bins=-no-pie");
    }
}

fn has_feature(name: &str) -> bool {
    env::var_os(format!("CARGO_FEATURE_{name}")).is_some()
}

/// Whether the linker is known to take the option, and not told that everything is static.
fn can_be_fixed() -> bool {
    let target = |key: &str| env::var(format!("CARGO_CFG_TARGET_{key}")).unwrap_or_default();
    target("OS") == "linux"
        && target("ENV") == "gnu"
        && !target("FEATURE")
            .split(',')
            .any(|feature| feature == "crt-static")
}

#[allow(
    clippy::print_stdout,
    reason = "this is how a build script speaks to Cargo"
)]
fn say(what: &str) {
    println!("cargo::{what}");
}
