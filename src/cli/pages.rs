//! The pages a command works on: which they are, reading them, and working on several at a time.

use std::collections::HashSet;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::FileArguments;
use super::progress::Progress;
use super::tenants::{self, Search, TenantInput};
use super::threads::Threads;
use super::{Refusal, bug, lists};
use crate::config::Configuration;
use crate::edit::write::WriteError;
use crate::input::{Discovered, Exclusion, InputError, Source, Unreadable, discover};
use crate::report;
use crate::system::{self, fs};

/// What standard input is called in messages.
const STANDARD_INPUT: &str = "standard input";

/// A page to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    /// Standard input, under this name.
    Stdin(String),
    /// Standard input that has been read.
    Given(Source),
    /// A file.
    File(PathBuf),
}

impl Input {
    /// The file, unless it is standard input.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::Stdin(_) | Self::Given(_) => None,
            Self::File(path) => Some(path),
        }
    }

    /// Where the page is, for the configuration that applies to it: standard input is where its name
    /// says, or in the current folder.
    pub(super) fn location(&self) -> &Path {
        match self {
            Self::Stdin(name) | Self::Given(Source { name, .. }) => Path::new(name),
            Self::File(path) => path,
        }
    }

    /// Reads the page, unless it has more than `max_bytes`.
    pub(super) fn read(&self, max_bytes: u64) -> Result<Source, Trouble> {
        let source = match self {
            Self::Stdin(name) => Source::read_from(name.clone(), system::stdin(), max_bytes),
            Self::Given(source) => Ok(source.clone()),
            Self::File(path) => Source::read(path, max_bytes),
        };
        source.map_err(|error| Trouble::Input(self.to_string(), error))
    }
}

impl AsRef<Input> for Input {
    fn as_ref(&self) -> &Input {
        self
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stdin(_) | Self::Given(_) => f.write_str(STANDARD_INPUT),
            Self::File(path) => path.display().fmt(f),
        }
    }
}

/// Where the files of these pages are, whatever paths lead there.
pub(super) fn real_paths<'a>(inputs: impl IntoIterator<Item = &'a Input>) -> HashSet<PathBuf> {
    let paths = inputs.into_iter().filter_map(Input::path);
    paths
        .filter_map(|path| fs::canonicalize(path).ok())
        .collect()
}

/// Why a command could not do its work on one page. The others go on.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The page of that name could not be read.
    Input(String, InputError),
    /// The path was named and leads to no page.
    Unmatched(PathBuf),
    /// The page, or a file beside it, could not be written.
    Write(WriteError),
    /// Lockwright panicked over the page.
    Bug(String),
}

impl From<Unreadable> for Trouble {
    fn from(Unreadable { path, error }: Unreadable) -> Self {
        Self::Input(path.display().to_string(), error)
    }
}

impl Trouble {
    /// The file or folder, unless it is standard input.
    fn path(&self) -> Option<String> {
        match self {
            Self::Input(page, _) | Self::Bug(page) => Some(page.clone()),
            Self::Unmatched(path) => Some(path.display().to_string()),
            Self::Write(error) => Some(error.path.display().to_string()),
        }
    }

    /// The same for reports.
    pub(super) fn told(&self) -> report::Trouble {
        report::Trouble {
            path: self.path().filter(|path| path != STANDARD_INPUT),
            message: self.to_string(),
        }
    }

    /// What went wrong, without the name of the file: what troubles have in common.
    pub(super) fn reason(&self) -> Option<String> {
        match self {
            Self::Input(_, error) => Some(error.to_string()),
            Self::Unmatched(_) => Some("no pages found".to_owned()),
            Self::Write(error) => Some(error.kind.to_string()),
            Self::Bug(_) => None,
        }
    }

    /// What to do about it.
    pub(super) fn help(&self) -> Option<String> {
        match self {
            Self::Input(_, error) => Some(error.help()),
            Self::Unmatched(_) => Some(
                "pages are files named *.html or *.htm that are not ignored; to go on without any, \
                 use --no-error-on-unmatched"
                    .to_owned(),
            ),
            Self::Write(_) | Self::Bug(_) => None,
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(page, error) => write!(f, "{page}: {error}"),
            Self::Unmatched(path) => write!(f, "{}: no pages found", path.display()),
            Self::Write(error) => error.fmt(f),
            Self::Bug(page) => write!(f, "{page} was not checked because of the bug above"),
        }
    }
}

/// Pages that were found, and what stood in the way of others.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The pages, in path order.
    pub(super) inputs: Vec<Input>,
    /// The symbolic links in folders that have a page's name. They are not followed.
    pub(super) links: Vec<PathBuf>,
    /// The files of tenants, if there are any. None of them is among the pages.
    pub(super) tenants: Option<TenantInput>,
    /// What could not be looked at.
    pub(super) troubles: Vec<Trouble>,
}

/// The pages that `paths` and the list name: files, folders, or `-` alone for standard input; without
/// any, those of the current folder.
pub(super) fn find(
    paths: &[PathBuf],
    files: &FileArguments,
    stdin_name: &str,
    max_bytes: u64,
    configuration: &Arc<Configuration>,
) -> Result<Found, Refusal> {
    let by_default = paths.is_empty() && files.files_from.is_none();
    let paths = match by_default {
        true => vec![PathBuf::from(".")],
        false => with_listed(paths, files)?,
    };
    if let Some(inputs) = stdin_alone(&paths, stdin_name)? {
        return Ok(tenants::of_stdin(inputs, max_bytes));
    }
    let Discovered {
        pages,
        links,
        configuration: candidates,
        mut empty,
        errors,
    } = discover(&paths, &exclusion(files, configuration));
    // A path says no more than it has to, also in the patches that are made of it.
    let named = |page: PathBuf| match page.strip_prefix(".") {
        Ok(short) if by_default => short.to_owned(),
        _ => page,
    };
    let tolerated = |error: &Unreadable| {
        let missing = matches!(
            &error.error,
            InputError::Io {
                kind: io::ErrorKind::NotFound,
                ..
            }
        );
        missing && files.no_error_on_unmatched
    };
    let links = links.into_iter().map(&named).collect();
    let mut inputs: Vec<Input> = pages.into_iter().map(&named).map(Input::File).collect();
    // A path that is a page is no folder.
    let is_found = |path: &Path| inputs.iter().any(|input| input.path() == Some(path));
    let search = Search {
        configuration,
        max_bytes,
        walked: candidates.into_iter().map(named).collect(),
        named: paths
            .iter()
            .filter(|path| is_found(path))
            .cloned()
            .collect(),
        folders: match by_default {
            true => vec![PathBuf::new()],
            false => paths
                .iter()
                .filter(|path| !is_found(path))
                .cloned()
                .collect(),
        },
    };
    let tenants = search.run(&mut inputs);
    let has_tenant = |folder: &Path| tenants.as_ref().is_some_and(|it| it.has_file_in(folder));
    empty.retain(|folder| !has_tenant(folder));
    let unmatched = match by_default || files.no_error_on_unmatched {
        true => Vec::new(),
        false => empty,
    };
    let errors = errors
        .into_iter()
        .filter(|error| !tolerated(error))
        .map(Trouble::from);
    Ok(Found {
        inputs,
        links,
        tenants,
        troubles: errors
            .chain(unmatched.into_iter().map(Trouble::Unmatched))
            .collect(),
    })
}

/// The paths, and those that the list has if one is given.
fn with_listed(paths: &[PathBuf], files: &FileArguments) -> Result<Vec<PathBuf>, Refusal> {
    let mut paths = paths.to_vec();
    if let Some(list) = &files.files_from {
        if is_stdin(list) && paths.iter().any(|path| is_stdin(path)) {
            return Err(stdin_conflict());
        }
        paths.extend(lists::paths(list).map_err(Refusal::new)?);
    }
    Ok(paths)
}

/// What is left out. A configuration that cannot be used leaves nothing out here: it is told as soon
/// as it applies to a page.
fn exclusion(files: &FileArguments, configuration: &Arc<Configuration>) -> Exclusion {
    let (found, named) = (Arc::clone(configuration), Arc::clone(configuration));
    let force = files.force_exclude;
    Exclusion::new(
        move |path, is_folder| found.excludes_entry(path, is_folder).unwrap_or_default(),
        move |path, is_folder| force && named.excludes(path, is_folder).unwrap_or_default(),
    )
}

/// The pages that `paths` name one by one, in the order given.
pub(super) fn named(paths: &[PathBuf]) -> Result<Vec<Input>, Refusal> {
    let stdin = stdin_alone(paths, "-")?;
    Ok(stdin.unwrap_or_else(|| paths.iter().cloned().map(Input::File).collect()))
}

/// Standard input has no folder, can be read once, and its page goes to standard output: it does not
/// go together with files.
fn stdin_alone(paths: &[PathBuf], name: &str) -> Result<Option<Vec<Input>>, Refusal> {
    match paths {
        [path] if is_stdin(path) => Ok(Some(vec![Input::Stdin(name.to_owned())])),
        paths if paths.iter().any(|path| is_stdin(path)) => Err(stdin_conflict()),
        _ => Ok(None),
    }
}

/// Whether a path stands for standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn stdin_conflict() -> Refusal {
    Refusal::new("`-` (standard input) cannot be used with other paths")
}

/// Does `work` on every page, several at a time. Gives what came of it, and what stood in its way, each
/// in the order of the pages.
pub(super) fn each<P: AsRef<Input> + Sync, T: Send>(
    pages: &[P],
    threads: &Threads,
    progress: &Progress,
    work: impl Fn(&P) -> Result<T, Trouble> + Sync,
) -> (Vec<T>, Vec<Trouble>) {
    let guarded = |page: &P| {
        let bug = || Err(Trouble::Bug(page.as_ref().to_string()));
        let outcome = bug::guard(|| work(page)).unwrap_or_else(bug);
        progress.step();
        outcome
    };
    let (mut done, mut troubles) = (Vec::with_capacity(pages.len()), Vec::new());
    for outcome in threads.map(pages, guarded) {
        match outcome {
            Ok(outcome) => done.push(outcome),
            Err(trouble) => troubles.push(trouble),
        }
    }
    (done, troubles)
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
            let threads = Threads::for_items(count);
            let (outcomes, _) = each(&inputs, &threads, &Progress::none(), |input| {
                Ok(input.clone())
            });
            assert_eq!(outcomes, inputs);
        }
    }

    #[test]
    fn a_panic_costs_one_page() {
        for count in [1, 3] {
            let threads = Threads::for_items(count);
            let (outcomes, troubles) = each(&files(count), &threads, &Progress::none(), |input| {
                assert!(
                    input.path() != Some(Path::new("0.html")),
                    "a bug made for this test"
                );
                Ok(())
            });
            assert!(matches!(troubles.as_slice(), [Trouble::Bug(page)] if page == "0.html"));
            assert_eq!(outcomes.len(), count - 1);
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
