//! What a run of `check` does with each page.

use std::cell::LazyCell;
use std::io::Write;
use std::path::PathBuf;

use super::super::args::{CheckArguments, Ignoring, Output};
use super::super::console::{Console, Stream};
use super::super::pages::{self, Input, Trouble};
use super::super::progress::Progress;
use super::super::{Failure, Refusal};
use crate::check::{self, Judged, Settings};
use crate::config::Configuration;
use crate::edit::{Applicability, diff, write};
use crate::finding::{Finding, Severity};
use crate::input::Source;
use crate::report::{Format, Paths};
use crate::suppress::Suppressed;
use crate::system::{self, fs};

/// What is done with what can be mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// It is said.
    Report,
    /// It is mended.
    Fix,
    /// The change is shown.
    Diff,
}

/// What a run does with every page.
pub(super) struct Job {
    pub(super) mode: Mode,
    pub(super) least: Applicability,
    /// Set when findings are not mended but ignored.
    pub(super) ignoring: Option<Ignoring>,
    pub(super) max_bytes: u64,
    pub(super) outputs: Vec<Output>,
    pub(super) paths: Paths,
}

/// A page, and what to check it for.
pub(super) struct Unit {
    pub(super) input: Input,
    pub(super) settings: Settings,
    pub(super) fail_on: Option<Severity>,
}

impl AsRef<Input> for Unit {
    fn as_ref(&self) -> &Input {
        &self.input
    }
}

/// What came of one page.
pub(super) struct Outcome {
    /// The page as it was; a file of which nothing is said, without its text.
    pub(super) source: Source,
    /// The page as it is or would be, when that is another.
    pub(super) changed: Option<Source>,
    /// The findings that are left; positions in the page as it is or would be.
    pub(super) left: Vec<Finding>,
    /// The findings that were, or would be, mended.
    pub(super) fixed: Vec<Finding>,
    /// The findings that do not count, in the same page as those that are left.
    pub(super) suppressed: Vec<Suppressed>,
    /// The file that the page was written to, when it was.
    pub(super) written: Option<PathBuf>,
    /// How many ignore comments were, or would be, written.
    pub(super) ignored: usize,
    /// The least severity that makes the run fail.
    pub(super) fail_on: Option<Severity>,
}

impl Job {
    pub(super) fn new(
        arguments: &CheckArguments,
        configuration: &Configuration,
    ) -> Result<Self, Failure> {
        let default = configuration.output_format()?.unwrap_or_default();
        // Without a working directory paths stay as they were given.
        let current = system::current_folder().unwrap_or_default();
        let add_ignore = arguments.suppression.add_ignore.as_ref();
        let outputs = arguments.output.outputs(default)?;
        if arguments.ending.statistics && !outputs.iter().all(has_statistics) {
            let formats = "full, concise, json and json-lines";
            return Err(Refusal::new(format!("only the formats {formats} have statistics")).into());
        }
        Ok(Self {
            ignoring: add_ignore.cloned(),
            // A patch, unlike what it would do, harms nobody.
            mode: match (arguments.diff, arguments.fix || add_ignore.is_some()) {
                (true, _) => Mode::Diff,
                (false, true) => Mode::Fix,
                (false, false) => Mode::Report,
            },
            least: arguments.fixing.least(),
            max_bytes: arguments.reading.max_file_size,
            outputs,
            paths: Paths::new(current, &arguments.output.path_prefix),
        })
    }

    /// Refuses to write a report over a page.
    pub(super) fn spare(&self, inputs: &[Input]) -> Result<(), Refusal> {
        let files = self
            .outputs
            .iter()
            .filter_map(|output| output.file.as_ref());
        let pages = LazyCell::new(|| pages::real_paths(inputs));
        for file in files {
            if fs::canonicalize(file).is_ok_and(|file| pages.contains(&file)) {
                let file = file.display();
                return Err(Refusal::new(format!(
                    "--output-file {file} would overwrite a page"
                )));
            }
        }
        Ok(())
    }

    /// Works on every page. Gives what came of them, and what stood in the way.
    pub(super) fn work_through(&self, units: &[Unit], quiet: bool) -> (Vec<Outcome>, Vec<Trouble>) {
        let progress = match quiet {
            true => Progress::none(),
            false => Progress::over(units.len()),
        };
        pages::each(units, &progress, |unit| self.work(unit))
    }

    /// Reads and checks one page, and changes the file.
    fn work(&self, unit: &Unit) -> Result<Outcome, Trouble> {
        let source = unit.input.read(self.max_bytes)?;
        let (text, mut outcome) = self.check(source, unit);
        let Some(text) = text.filter(|text| *text != outcome.source.text) else {
            // Nothing is said of most pages, and the texts of many would fill the memory.
            if outcome.says_nothing() && unit.input.path().is_some() {
                outcome.source.text = String::new();
            }
            return Ok(outcome);
        };
        let file = unit.input.path().filter(|_| self.mode == Mode::Fix);
        if let Some(path) = file {
            write::replace(path, outcome.source.text.as_bytes(), text.as_bytes())
                .map_err(Trouble::Write)?;
        }
        let name = outcome.source.name.clone();
        Ok(Outcome {
            changed: Some(Source { name, text }),
            written: file.map(PathBuf::from),
            ..outcome
        })
    }

    /// Checks a page, and gives the text that it is to have where it may be changed.
    fn check(&self, source: Source, unit: &Unit) -> (Option<String>, Outcome) {
        let settings = &unit.settings;
        let mut fixed = Vec::new();
        let mut ignored = 0;
        let (text, judged) = match (self.mode, &self.ignoring) {
            (Mode::Report, _) => (None, check::judge(&source, settings)),
            (_, Some(Ignoring(reason))) => {
                let done = check::add_ignores(&source, settings, reason.as_ref());
                ignored = done.added.len();
                (Some(done.text), done.judged)
            }
            (_, None) => {
                let done = check::fix(&source, settings, self.least);
                fixed = done.applied;
                let (findings, suppressed) = (done.remaining, done.suppressed);
                (
                    Some(done.text),
                    Judged {
                        findings,
                        suppressed,
                    },
                )
            }
        };
        let outcome = Outcome {
            source,
            changed: None,
            written: None,
            left: judged.findings,
            fixed,
            suppressed: judged.suppressed,
            ignored,
            fail_on: unit.fail_on,
        };
        (text, outcome)
    }

    /// Writes the page of standard input, or the patches, to standard output. Gives the stream that is
    /// left for what else there is to say.
    pub(super) fn print_pages(
        &self,
        units: &[Unit],
        outcomes: &[Outcome],
        console: &mut Console,
    ) -> Result<Stream, Failure> {
        let is_stdin = matches!(units, [unit] if unit.input.path().is_none());
        match self.mode {
            Mode::Fix if is_stdin => {
                for outcome in outcomes {
                    console.out().write_all(outcome.now().text.as_bytes())?;
                }
            }
            Mode::Diff => {
                let changed = outcomes.iter().filter(|it| it.changed.is_some());
                for outcome in changed {
                    let name = self.paths.name(&outcome.source.name);
                    let patch = diff::unified(&name, &outcome.source.text, &outcome.now().text);
                    console.out().write_all(patch.as_bytes())?;
                }
            }
            Mode::Fix | Mode::Report => return Ok(Stream::Out),
        }
        // The page comes before its findings where both streams are shown together.
        console.flush()?;
        Ok(Stream::Error)
    }
}

/// Whether counts have a place in a report: programs that read the other formats look for findings.
fn has_statistics(output: &Output) -> bool {
    matches!(
        output.format,
        Format::Full | Format::Concise | Format::Json | Format::JsonLines
    )
}

impl Outcome {
    /// Whether no finding refers to the page.
    fn says_nothing(&self) -> bool {
        self.left.is_empty() && self.fixed.is_empty() && self.suppressed.is_empty()
    }

    /// The page that the findings' positions refer to.
    pub(super) fn now(&self) -> &Source {
        self.changed.as_ref().unwrap_or(&self.source)
    }
}
