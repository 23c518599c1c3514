//! `lockwright man`: the manual pages, one a command.

use std::io::Write;
use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use super::args::{Arguments, ManArguments};
use super::console::Console;
use super::pages::Trouble;
use super::{Exit, Failure, Refusal};
use crate::edit::write::{self, WriteError, WriteErrorKind};

/// Prints the manual page of a command, or writes all of them into a folder.
pub(super) fn run(arguments: &ManArguments, console: &mut Console) -> Result<Exit, Failure> {
    let mut root = Arguments::command().disable_help_subcommand(true);
    // Names the commands after those they belong to: `lockwright-config-show`.
    root.build();
    if let Some(folder) = &arguments.out_dir {
        return Ok(match write_all(&root, folder) {
            Ok(()) => Exit::Clean,
            Err(error) => {
                console.trouble(&Trouble::Write(error));
                Exit::Failure
            }
        });
    }
    let command = named(&root, &arguments.command)?;
    let mut page = Vec::new();
    man(command).render(&mut page)?;
    console.out().write_all(&page)?;
    Ok(Exit::Clean)
}

/// The page of a command. Only the first command knows the version; its pages all tell it.
fn man(command: &Command) -> Man {
    let version = env!("CARGO_PKG_VERSION");
    Man::new(command.clone()).source(format!("lockwright {version}"))
}

/// The command of that name within `root`.
fn named<'a>(root: &'a Command, name: &[String]) -> Result<&'a Command, Refusal> {
    name.iter().try_fold(root, |command, word| {
        command.find_subcommand(word).ok_or_else(|| {
            let name = name.join(" ");
            Refusal::new(format!("there is no command `{name}`"))
                .help("`lockwright --help` lists them")
        })
    })
}

/// Writes the pages of a command and of all within it.
fn write_all(command: &Command, folder: &Path) -> Result<(), WriteError> {
    let page = man(command);
    let path = folder.join(page.get_filename());
    let mut text = Vec::new();
    let failed = |error| WriteError {
        path: path.clone(),
        kind: WriteErrorKind::Io(error),
    };
    page.render(&mut text).map_err(failed)?;
    write::put(&path, &text)?;
    command
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
        .try_for_each(|command| write_all(command, folder))
}
