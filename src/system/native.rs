//! The system as the standard library has it.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::Stream;

pub(crate) use std::fs;

/// Standard output, which a command has for itself.
pub(crate) type Stdout = io::StdoutLock<'static>;

pub(crate) fn stdin() -> impl Read + Send + 'static {
    io::stdin()
}

pub(crate) fn stdout() -> Stdout {
    io::stdout().lock()
}

pub(crate) fn stderr() -> impl Write {
    io::stderr().lock()
}

/// Whether a stream is a terminal.
pub(crate) fn is_terminal(stream: Stream) -> bool {
    match stream {
        Stream::Out => io::stdout().is_terminal(),
        Stream::Error => io::stderr().is_terminal(),
    }
}

/// The columns of the terminal, if there is one.
pub(crate) fn columns() -> Option<usize> {
    let size = terminal_size::terminal_size_of(io::stdout());
    let (columns, _) = size.or_else(|| terminal_size::terminal_size_of(io::stderr()))?;
    Some(columns.0.into())
}

/// Whether a stream is a terminal that follows links.
pub(crate) fn links(stream: Stream) -> bool {
    supports_hyperlinks::on(match stream {
        Stream::Out => supports_hyperlinks::Stream::Stdout,
        Stream::Error => supports_hyperlinks::Stream::Stderr,
    })
}

/// The value of a variable of the environment.
pub(crate) fn variable(name: impl AsRef<OsStr>) -> Option<OsString> {
    env::var_os(name)
}

/// The variables of the environment.
pub(crate) fn variables() -> impl Iterator<Item = (OsString, OsString)> {
    env::vars_os()
}

pub(crate) fn current_folder() -> io::Result<PathBuf> {
    env::current_dir()
}

/// The path from the root of the file system. Symbolic links are not followed.
pub(crate) fn absolute(path: &Path) -> io::Result<PathBuf> {
    std::path::absolute(path)
}

/// The names of what is in a folder.
pub(crate) fn names_in(folder: &Path) -> io::Result<Vec<OsString>> {
    let entries = fs::read_dir(folder)?;
    entries.map(|entry| Ok(entry?.file_name())).collect()
}

pub(crate) fn sleep(duration: Duration) {
    thread::sleep(duration);
}
