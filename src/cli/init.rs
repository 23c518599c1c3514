//! `lockwright init`: what a repository needs to have its pages checked.
//!
//! Nothing that exists is changed. What would have to be added to a file that exists is printed.

mod place;
mod repository;
mod templates;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::args::{CiSystem, InitArguments};
use super::console::Console;
use super::pages::Trouble;
use super::{Exit, Failure};
use crate::report::printable;
use crate::system::{self, fs};
use place::{Placed, place};

/// A file that the repository is to have.
struct Wanted {
    /// Its names, relative to the root: the one it is written under, then others that count as it.
    names: &'static [&'static str],
    text: String,
    /// What to add when it is there for other things too, and where.
    addition: Option<Addition>,
}

struct Addition {
    text: String,
    place: &'static str,
}

/// Writes the configuration, the hook and the CI job, as far as they are not there.
pub(super) fn run(arguments: &InitArguments, console: &mut Console) -> Result<Exit, Failure> {
    let current = match system::current_folder() {
        Ok(current) => current,
        Err(error) => {
            console.error(&format!("there is no working directory: {error}"), None);
            return Ok(Exit::Failure);
        }
    };
    let repository = repository::root(&current);
    let root = repository.as_deref().unwrap_or(&current);
    let ci = arguments.ci.unwrap_or_else(|| match &repository {
        Some(root) => repository::ci_system(root),
        None => CiSystem::None,
    });
    let mut exit = Exit::Clean;
    for wanted in wanted(arguments, repository.is_some(), ci) {
        match wanted.settle(root) {
            Ok((path, placed)) => {
                wanted.tell(&path, &shown(&path, &current), placed, console.out())?;
            }
            Err(trouble) => {
                console.trouble(&trouble);
                exit = Exit::Failure;
            }
        }
    }
    if repository.is_none() {
        let reason = "no hook was written: this is not a Git repository";
        writeln!(console.out(), "{reason}")?;
    }
    if ci != CiSystem::None && arguments.from.is_none() {
        let version = env!("CARGO_PKG_VERSION");
        writeln!(
            console.out(),
            "the job installs Lockwright {version} from crates.io, or with --from URL from a Git repository"
        )?;
    }
    if ci == CiSystem::None && arguments.ci.is_none() {
        let reason = "no CI job was written: use --ci github or --ci gitlab for one";
        writeln!(console.out(), "{reason}")?;
    }
    Ok(exit)
}

/// The files that are to be there.
fn wanted(arguments: &InitArguments, in_repository: bool, ci: CiSystem) -> Vec<Wanted> {
    let from = arguments.from.as_deref();
    let mut wanted = vec![Wanted {
        names: &["lockwright.toml", ".lockwright.toml"],
        text: templates::configuration(arguments.target),
        addition: None,
    }];
    if in_repository {
        let hook = templates::hook(from);
        wanted.push(Wanted {
            names: &[".pre-commit-config.yaml"],
            text: templates::pre_commit(&hook),
            addition: Some(Addition {
                text: hook,
                place: "under `repos:`",
            }),
        });
    }
    match ci {
        CiSystem::Github => wanted.push(Wanted {
            names: &[
                ".github/workflows/lockwright.yml",
                ".github/workflows/lockwright.yaml",
            ],
            text: templates::github(from),
            addition: None,
        }),
        CiSystem::Gitlab => wanted.push(Wanted {
            names: &[".gitlab-ci.yml"],
            text: templates::gitlab(from),
            addition: Some(Addition {
                text: templates::gitlab(from),
                place: "at its end",
            }),
        }),
        CiSystem::None => {}
    }
    wanted
}

impl Wanted {
    /// Writes the file unless it is there under one of its names. Gives its path.
    fn settle(&self, root: &Path) -> Result<(PathBuf, Placed), Trouble> {
        let paths = self.names.iter().map(|name| root.join(name));
        let there = paths
            .clone()
            .find(|path| fs::symlink_metadata(path).is_ok());
        let path = there.or_else(|| paths.clone().next()).unwrap_or_default();
        match place(&path, &self.text) {
            Ok(placed) => Ok((path, placed)),
            Err(error) => Err(Trouble::Write(error)),
        }
    }

    /// Says what became of the file at `path`, shown as `shown`.
    fn tell(
        &self,
        path: &Path,
        shown: &str,
        placed: Placed,
        out: &mut impl Write,
    ) -> io::Result<()> {
        match (placed, &self.addition) {
            (Placed::Written, _) => writeln!(out, "wrote {shown}"),
            (Placed::Left, Some(Addition { text, place })) if !mentions_lockwright(path) => {
                writeln!(
                    out,
                    "left {shown} as it is; to have Lockwright there, add {place}:\n\n{text}"
                )
            }
            (Placed::Left, _) => writeln!(out, "left {shown} as it is"),
        }
    }
}

/// Whether a file has been set up for Lockwright already, as far as can be told without reading YAML.
fn mentions_lockwright(path: &Path) -> bool {
    fs::read_to_string(path).is_ok_and(|text| text.contains("lockwright"))
}

/// A path as it is shown: relative to the working directory if it is in there.
fn shown(path: &Path, current: &Path) -> String {
    let shown = path
        .strip_prefix(current)
        .map_or_else(|_| path.to_owned(), PathBuf::from);
    printable(&shown.display().to_string()).into_owned()
}
