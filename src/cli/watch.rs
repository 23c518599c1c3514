//! `--watch`: checking again when a page or the configuration changes.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::args::CheckArguments;
use super::console::{Console, Stream};
use super::pages::{self, Input};
use super::{Exit, Failure, Refusal, check, config};
use crate::system::{self, fs};

/// How often files are looked at. Asking works on every file system, also on those over a network
/// that tell nobody of changes, and pages are few.
const INTERVAL: Duration = Duration::from_millis(400);

/// Clears a terminal and what can be scrolled back to.
const CLEAR: &str = "\x1b[2J\x1b[3J\x1b[H";

/// When each file was changed last, and its size. Files that do not exist are kept too: one may come.
type Snapshot = BTreeMap<PathBuf, Option<(SystemTime, u64)>>;

/// Checks the pages again and again, until an error that no change of a file can mend. Ctrl-C ends
/// the process.
pub(super) fn run(arguments: &CheckArguments, console: &mut Console) -> Result<Exit, Failure> {
    let mut named = arguments.paths.iter().chain(&arguments.files.files_from);
    if named.any(|path| pages::is_stdin(path)) {
        return Err(Refusal::new("--watch needs files: standard input does not change").into());
    }
    loop {
        // Taken before the run, so that a change during it is not missed.
        let mut before = snapshot(arguments)?;
        if system::is_terminal(Stream::Out) {
            console.out().write_all(CLEAR.as_bytes())?;
            // Now, not after the errors that the run writes to standard error.
            console.flush()?;
        }
        match check::once(arguments, console) {
            // What the run itself wrote is not what is waited for.
            Ok(done) => before.extend(done.written.into_iter().map(with_state)),
            Err(Failure::Config(error)) => {
                config::say(&error, console);
            }
            Err(failure) => return Err(failure),
        }
        console.flush()?;
        if !arguments.ending.quiet {
            console.write(Stream::Error, |out| {
                writeln!(out, "Waiting for a change; Ctrl-C ends this.")
            })?;
        }
        while snapshot(arguments)? == before {
            system::sleep(INTERVAL);
        }
    }
}

/// The state of every file that a run depends on.
fn snapshot(arguments: &CheckArguments) -> Result<Snapshot, Failure> {
    let mut files: Vec<PathBuf> = arguments.config.config.iter().map(PathBuf::from).collect();
    files.extend(arguments.files.files_from.clone());
    files.extend(arguments.suppression.baseline.clone());
    // A configuration that cannot be used is told by the run.
    if let Ok(configuration) = arguments.open() {
        let found = pages::find(
            &arguments.paths,
            &arguments.files,
            &arguments.stdin_filename,
            arguments.reading.max_file_size,
            &configuration,
        )?;
        for input in &found.inputs {
            let _ = configuration.of_page(input.location());
        }
        let tenants = found
            .tenants
            .iter()
            .flat_map(|tenant| tenant.files.sources());
        for (_, source) in tenants {
            let _ = configuration.of_page(Path::new(&source.name));
            files.push(PathBuf::from(&source.name));
        }
        files.extend(
            found
                .inputs
                .iter()
                .filter_map(Input::path)
                .map(PathBuf::from),
        );
        files.extend(configuration.watched());
    }
    Ok(files.into_iter().map(with_state).collect())
}

fn with_state(path: PathBuf) -> (PathBuf, Option<(SystemTime, u64)>) {
    let state = state(&path);
    (path, state)
}

fn state(path: &Path) -> Option<(SystemTime, u64)> {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}
