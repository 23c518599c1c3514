//! Tells the two kinds of commands apart.

use std::env;

fn main() {
    say("rerun-if-changed=build.rs");
    say("rustc-check-cfg=cfg(hosted)");
    // Commands without the command line have their files and streams from a host, see `src/system`.
    if has_feature("COMMAND") && !has_feature("CLI") {
        say("rustc-cfg=hosted");
    }
}

fn has_feature(name: &str) -> bool {
    env::var_os(format!("CARGO_FEATURE_{name}")).is_some()
}

#[allow(
    clippy::print_stdout,
    reason = "this is how a build script speaks to Cargo"
)]
fn say(what: &str) {
    println!("cargo::{what}");
}
