//! `lockwright completions`.

use std::io::Write;

use clap::CommandFactory;

use super::args::{Arguments, CompletionsArguments};
use super::console::Console;
use super::{Exit, Failure};

/// Prints what lets a shell complete the arguments.
pub(super) fn run(
    arguments: &CompletionsArguments,
    console: &mut Console,
) -> Result<Exit, Failure> {
    // The generators panic when they cannot write; a vector takes everything.
    let mut script = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut Arguments::command(),
        env!("CARGO_PKG_NAME"),
        &mut script,
    );
    console.out().write_all(&script)?;
    Ok(Exit::Clean)
}
