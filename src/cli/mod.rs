//! The command line: one file a command.
//!
//! Findings go to standard output and everything else to standard error, unless standard output is
//! where a page or a patch goes. A closed pipe is not an error.

mod args;
mod baseline;
mod binding;
mod bug;
mod catalog;
mod check;
mod compile;
mod completions;
mod config;
mod console;
mod init;
mod inspect;
#[cfg(all(unix, not(hosted)))]
mod interrupt;
mod lists;
mod lsp;
mod man;
mod pages;
#[cfg(feature = "cli")]
mod preview;
mod progress;
mod rule;
mod scripts;
#[cfg(feature = "cli")]
mod tenant;
mod tenants;
mod terminal;
mod threads;
mod watch;

#[cfg(hosted)]
pub use lsp::LanguageServer;

use std::ffi::OsString;
use std::fmt::Display;
use std::io;
use std::sync::Arc;

use args::{Arguments, Command};
use console::{Console, Stream};
use terminal::ColorChoice;

use crate::config::ConfigError;

/// What a run came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// Nothing at or above `--fail-on` is left.
    Clean = 0,
    /// Something is.
    Findings = 1,
    /// The arguments, a file or Lockwright itself was at fault.
    Failure = 2,
    #[cfg(not(hosted))]
    /// It was told to stop: the code of shells for the signal that Ctrl-C sends.
    Interrupted = 130,
}

/// Why a command could not go on.
#[derive(Debug)]
enum Failure {
    /// What was asked for cannot be done.
    Refused(Refusal),
    /// The configuration cannot be used.
    Config(Arc<ConfigError>),
    /// Standard output or standard error cannot be written to.
    Output(io::Error),
}

/// Commands do other input and output through [`pages::Trouble`]; a bare error is one of writing the
/// output.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::Config(Arc::new(error))
    }
}

impl From<Arc<ConfigError>> for Failure {
    fn from(error: Arc<ConfigError>) -> Self {
        Self::Config(error)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Why what was asked for is not done, where clap had nothing against it.
#[derive(Debug)]
struct Refusal {
    message: String,
    /// What to ask for instead.
    help: Option<String>,
}

impl Refusal {
    fn new(message: impl Display) -> Self {
        Self {
            message: message.to_string(),
            help: None,
        }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says so.
    fn say(&self, console: &Console) -> Exit {
        console.error(&self.message, self.help.as_deref());
        Exit::Failure
    }
}

/// Runs the command that `arguments` (the program's name first) ask for.
///
/// The exit code is 0 when nothing at or above `--fail-on` is left, 1 when something is, and 2 after
/// an error of usage, of input or output, or of Lockwright itself.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    bug::install_hook();
    bug::guard(|| parse_and_run(arguments)).unwrap_or(Exit::Failure) as u8
}

fn parse_and_run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let arguments = match lists::expand(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let refusal = Refusal::new(error).help("a path that begins with @ is written as ./@…");
            return refusal.say(&Console::new(ColorChoice::Auto));
        }
    };
    let arguments = match Arguments::read(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return exit_of_usage(&error),
    };
    let mut console = Console::new(arguments.color);
    let outcome = dispatch(&arguments.command, &mut console)
        .and_then(|exit| console.flush().map(|()| exit).map_err(Failure::from));
    match outcome {
        Ok(exit) => exit,
        Err(Failure::Refused(refusal)) => refusal.say(&console),
        Err(Failure::Config(error)) => config::say(&error, &console),
        Err(Failure::Output(error)) => exit_of_output(&error, &console),
    }
}

fn dispatch(command: &Command, console: &mut Console) -> Result<Exit, Failure> {
    match command {
        Command::Check(arguments) | Command::Fix(arguments) => check::run(arguments, console),
        Command::Config(command) => config::run(command, console),
        Command::Compile(arguments) => compile::run(arguments, console),
        Command::Catalog(arguments) => catalog::run(arguments, console),
        Command::Inspect(arguments) => inspect::run(arguments, console),
        #[cfg(feature = "cli")]
        Command::Preview(arguments) => preview::run(arguments, console),
        #[cfg(feature = "cli")]
        Command::Tenant(command) => tenant::run(command, console),
        #[cfg(not(feature = "cli"))]
        Command::Preview(_) => Err(elsewhere("preview").into()),
        #[cfg(not(feature = "cli"))]
        Command::Tenant(_) => Err(elsewhere("tenant").into()),
        Command::Lsp(arguments) => lsp::run(arguments, console),
        Command::Rule(arguments) => rule::explain(arguments, console),
        Command::Rules(arguments) => rule::list(arguments, console),
        Command::Init(arguments) => init::run(arguments, console),
        Command::Completions(arguments) => completions::run(arguments, console),
        Command::Man(arguments) => man::run(arguments, console),
    }
}

/// What is said to whoever asks for a command that takes a network.
#[cfg(not(feature = "cli"))]
fn elsewhere(command: &str) -> Refusal {
    let message = format!(
        "`lockwright {command}` is a command of the binary, and this is Lockwright as WebAssembly, without a network"
    );
    let repository = crate::rules::REPOSITORY;
    Refusal::new(message).help(format!(
        "install the binary from PyPI (`pip install lockwright`), with Cargo (`cargo install --locked lockwright`), or from \
         {repository}/releases"
    ))
}

/// Prints what clap has to say: an error to standard error, help and version to standard output.
fn exit_of_usage(error: &clap::Error) -> Exit {
    let (stream, exit) = match error.use_stderr() {
        true => (Stream::Error, Exit::Failure),
        false => (Stream::Out, Exit::Clean),
    };
    let mut console = Console::new(ColorChoice::Auto);
    let text = match console.style(stream).color {
        true => error.render().ansi().to_string(),
        false => error.render().to_string(),
    };
    let written = console
        .write(stream, |out| out.write_all(text.as_bytes()))
        .and_then(|()| console.flush());
    match written {
        Err(why) if why.kind() != io::ErrorKind::BrokenPipe => Exit::Failure,
        _ => exit,
    }
}

fn exit_of_output(error: &io::Error, console: &Console) -> Exit {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Exit::Clean;
    }
    console.error(&format!("cannot write the output: {error}"), None);
    Exit::Failure
}
