//! The pages a command works on: which they are, reading them, and working on several at a time.

use std::fmt;
use std::io;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

use clap::error::ErrorKind;
use rayon::prelude::*;

use super::args::usage_error;
use super::bug;
use crate::edit::write::WriteError;
use crate::input::{Discovered, InputError, Source, Unreadable, discover};
use crate::stack;

/// A page to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    /// Standard input, under this name.
    Stdin(String),
    /// A file.
    File(PathBuf),
}

impl Input {
    /// The file, unless it is standard input.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::Stdin(_) => None,
            Self::File(path) => Some(path),
        }
    }

    /// Reads the page, unless it has more than `max_bytes`.
    pub(super) fn read(&self, max_bytes: u64) -> Result<Source, Trouble> {
        let source = match self {
            Self::Stdin(name) => Source::read_from(name.clone(), io::stdin().lock(), max_bytes),
            Self::File(path) => Source::read(path, max_bytes),
        };
        source.map_err(|error| Trouble::Input(self.to_string(), error))
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stdin(_) => f.write_str("standard input"),
            Self::File(path) => path.display().fmt(f),
        }
    }
}

/// Why a command could not do its work on one page. The others go on.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The page of that name could not be read.
    Input(String, InputError),
    /// The page could not be written.
    Write(WriteError),
    /// A file beside the page could not be written.
    Output(PathBuf, io::Error),
    /// Lockwright panicked over the page.
    Bug(String),
}

impl From<Unreadable> for Trouble {
    fn from(Unreadable { path, error }: Unreadable) -> Self {
        Self::Input(path.display().to_string(), error)
    }
}

impl Trouble {
    /// What to do about it.
    pub(super) fn help(&self) -> Option<String> {
        match self {
            Self::Input(_, error) => Some(error.help()),
            Self::Write(_) | Self::Output(..) | Self::Bug(_) => None,
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(page, error) => write!(f, "{page}: {error}"),
            Self::Write(error) => error.fmt(f),
            Self::Output(path, error) => write!(f, "cannot write {}: {error}", path.display()),
            Self::Bug(page) => write!(f, "{page} was given up because of the bug above"),
        }
    }
}

/// The pages that `paths` name: files, folders, or `-` alone for standard input; without any, the
/// current folder. In path order, with what could not be looked at beside them.
pub(super) fn find(
    paths: &[PathBuf],
    stdin_name: &str,
) -> Result<(Vec<Input>, Vec<Trouble>), clap::Error> {
    if let Some(inputs) = stdin_alone(paths, stdin_name)? {
        return Ok((inputs, Vec::new()));
    }
    let here = [PathBuf::from(".")];
    let Discovered { pages, errors } = discover(if paths.is_empty() { &here } else { paths });
    // A path says no more than it has to, also in the patches that are made of it.
    let named = |page: PathBuf| match page.strip_prefix(".") {
        Ok(short) if paths.is_empty() => short.to_owned(),
        _ => page,
    };
    let inputs = pages.into_iter().map(named).map(Input::File).collect();
    Ok((inputs, errors.into_iter().map(Trouble::from).collect()))
}

/// The pages that `paths` name one by one, in the order given.
pub(super) fn named(paths: &[PathBuf]) -> Result<Vec<Input>, clap::Error> {
    let stdin = stdin_alone(paths, "-")?;
    Ok(stdin.unwrap_or_else(|| paths.iter().cloned().map(Input::File).collect()))
}

/// Standard input has no folder, can be read once, and its page goes to standard output: it does not
/// go together with files.
fn stdin_alone(paths: &[PathBuf], name: &str) -> Result<Option<Vec<Input>>, clap::Error> {
    let is_stdin = |path: &PathBuf| path.as_os_str() == "-";
    match paths {
        [path] if is_stdin(path) => Ok(Some(vec![Input::Stdin(name.to_owned())])),
        paths if paths.iter().any(is_stdin) => Err(usage_error(
            ErrorKind::ArgumentConflict,
            "`-` (standard input) cannot be used with other paths",
        )),
        _ => Ok(None),
    }
}

/// Does `work` on every page, several at a time, and gives the outcomes in the order of the pages.
pub(super) fn each<T: Send>(
    inputs: &[Input],
    work: impl Fn(&Input) -> Result<T, Trouble> + Sync,
) -> Vec<Result<T, Trouble>> {
    let guarded = |input: &Input| {
        bug::guard(|| work(input)).unwrap_or_else(|| Err(Trouble::Bug(input.to_string())))
    };
    match pool_for(inputs.len()) {
        Some(pool) => pool.install(|| inputs.par_iter().map(guarded).collect()),
        None => inputs.iter().map(guarded).collect(),
    }
}

/// Threads with stacks that the parser cannot overflow. One page needs none: what parses it asks
/// for such a stack itself.
fn pool_for(pages: usize) -> Option<rayon::ThreadPool> {
    if pages < 2 {
        return None;
    }
    let threads = thread::available_parallelism()
        .map_or(1, NonZero::get)
        .min(pages);
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .stack_size(stack::BYTES)
        .start_handler(|_| stack::mark_roomy())
        .thread_name(|number| format!("page-{number}"))
        .build()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(count: usize) -> Vec<Input> {
        (0..count)
            .map(|n| Input::File(PathBuf::from(format!("{n}.html"))))
            .collect()
    }

    #[test]
    fn outcomes_come_in_the_order_of_the_pages() {
        for count in [0, 1, 2, 300] {
            let inputs = files(count);
            let outcomes = each(&inputs, |input| Ok(input.clone()));
            let outcomes: Vec<_> = outcomes.into_iter().filter_map(Result::ok).collect();
            assert_eq!(outcomes, inputs);
        }
    }

    #[test]
    fn a_panic_costs_one_page() {
        for count in [1, 3] {
            let outcomes = each(&files(count), |input| {
                assert!(
                    input.path() != Some(Path::new("0.html")),
                    "a bug made for this test"
                );
                Ok(())
            });
            let [first, rest @ ..] = outcomes.as_slice() else {
                panic!("no outcome")
            };
            assert!(matches!(first, Err(Trouble::Bug(page)) if page == "0.html"));
            assert!(rest.iter().all(Result::is_ok));
        }
    }

    #[test]
    fn standard_input_stands_alone() {
        let paths = |names: &[&str]| names.iter().map(PathBuf::from).collect::<Vec<_>>();
        let stdin = vec![Input::Stdin("page.html".to_owned())];
        assert_eq!(
            stdin_alone(&paths(&["-"]), "page.html").expect("it is alone"),
            Some(stdin)
        );
        assert_eq!(
            stdin_alone(&paths(&["a", "b"]), "-").expect("there is none"),
            None
        );
        for together in [["-", "a"], ["a", "-"], ["-", "-"]] {
            assert!(stdin_alone(&paths(&together), "-").is_err(), "{together:?}");
        }
    }
}
