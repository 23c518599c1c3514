//! `lockwright check` and `lockwright fix`.

mod reports;

use std::env;
use std::io::Write;
use std::sync::Arc;

use clap::error::ErrorKind;

use super::args::{CheckArguments, EndingArguments, Output, usage_error};
use super::baseline::Comparison;
use super::console::{Console, Stream};
use super::pages::{self, Found, Input, Trouble};
use super::progress::Progress;
use super::{Exit, Failure, watch};
use crate::check::{self, Judged, Settings};
use crate::config::{ConfigError, Configuration};
use crate::edit::{Applicability, diff, write};
use crate::finding::{Finding, Severity};
use crate::input::Source;
use crate::report::Paths;
use crate::suppress::{Reason, Suppressed, Suppressor};
use reports::Reports;

/// What is done with what can be mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// It is said.
    Report,
    /// It is mended.
    Fix,
    /// The change is shown.
    Diff,
}

/// What a run does with every page.
struct Job {
    mode: Mode,
    least: Applicability,
    /// Set when findings are not mended but ignored, with the reason for that.
    ignoring: Option<Option<Reason>>,
    max_bytes: u64,
    outputs: Vec<Output>,
    paths: Paths,
}

/// A page, and what to check it for.
struct Unit {
    input: Input,
    settings: Settings,
    fail_on: Option<Severity>,
}

impl AsRef<Input> for Unit {
    fn as_ref(&self) -> &Input {
        &self.input
    }
}

/// What came of one page.
struct Outcome {
    /// The page as it was; a file of which nothing is said, without its text.
    source: Source,
    /// The page as it is or would be, when that is another.
    changed: Option<Source>,
    /// The findings that are left; positions in the page as it is or would be.
    left: Vec<Finding>,
    /// The findings that were, or would be, mended.
    fixed: Vec<Finding>,
    /// The findings that do not count, in the same page as those that are left.
    suppressed: Vec<Suppressed>,
    /// How many ignore comments were, or would be, written.
    ignored: usize,
    /// The least severity that makes the run fail.
    fail_on: Option<Severity>,
}

impl CheckArguments {
    /// The configuration of a run with these arguments.
    pub(super) fn open(&self) -> Result<Arc<Configuration>, ConfigError> {
        self.config
            .open(&self.rules, &self.files.exclude)
            .map(Arc::new)
    }
}

/// Checks the pages, and mends them when `fix` says so; with `--watch` again and again.
pub(super) fn run(
    arguments: &CheckArguments,
    fix: bool,
    console: &mut Console,
) -> Result<Exit, Failure> {
    if arguments.ending.watch {
        watch::run(arguments, fix, console)
    } else {
        once(arguments, fix, console)
    }
}

/// Checks the pages, and mends them when `fix` says so. A patch, unlike what it would do, harms
/// nobody: `--diff` goes before `--fix`.
pub(super) fn once(
    arguments: &CheckArguments,
    fix: bool,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let configuration = arguments.open()?;
    let job = Job::new(arguments, fix, &configuration)?;
    let Found {
        inputs,
        mut troubles,
    } = pages::find(
        &arguments.paths,
        &arguments.files,
        &arguments.stdin_filename,
        &configuration,
    )?;
    let quiet = arguments.ending.quiet;
    if inputs.is_empty() && troubles.is_empty() && !quiet {
        console.warning(
            "no pages found",
            Some("pages are files named *.html or *.htm that are not ignored"),
        );
    }
    if arguments.files.show_files {
        return show_files(&inputs, &troubles, console);
    }
    job.spare(&inputs)?;
    let comparison = Comparison::open(&arguments.suppression)?;
    let units = units(inputs, &configuration)?;
    let mut outcomes = job.work_through(&units, quiet, &mut troubles);
    for trouble in &troubles {
        console.trouble(trouble);
    }
    if let Some(comparison) = comparison {
        compare(comparison, &mut outcomes, quiet, console)?;
    }
    let is_stdin = matches!(
        units.as_slice(),
        [Unit {
            input: Input::Stdin(_),
            ..
        }]
    );
    let takes_page = job.mode == Mode::Diff || (job.mode == Mode::Fix && is_stdin);
    if takes_page {
        job.print_pages(&outcomes, console)?;
    }
    let stream = if takes_page {
        Stream::Error
    } else {
        Stream::Out
    };
    if job.ignoring.is_some() && !quiet {
        let written: usize = outcomes.iter().map(|outcome| outcome.ignored).sum();
        let are = match job.mode {
            Mode::Diff => "would be",
            Mode::Fix | Mode::Report => "are now",
        };
        console.note(&format!("findings that {are} ignored: {written}"), &[]);
    }
    let exit = match troubles.as_slice() {
        [] => exit(&outcomes, job.mode, &arguments.ending),
        _ => Exit::Failure,
    };
    let reports = Reports {
        job: &job,
        ending: &arguments.ending,
        outcomes: &outcomes,
        troubles: troubles.iter().map(Trouble::to_string).collect(),
        exit,
    };
    reports.write(stream, console)
}

/// Takes the findings out that the baseline lists.
fn compare(
    mut comparison: Comparison,
    outcomes: &mut [Outcome],
    quiet: bool,
    console: &Console,
) -> Result<(), Failure> {
    for outcome in outcomes {
        let found = std::mem::take(&mut outcome.left);
        let Source { name, text } = outcome.now();
        let (new, old) = comparison.split(name.as_ref(), text, found);
        outcome.left = new;
        outcome
            .suppressed
            .extend(old.into_iter().map(|finding| Suppressed {
                finding,
                by: Suppressor::Baseline,
                reason: None,
            }));
    }
    Ok(comparison.end(quiet, console)?)
}

/// Lists the pages that would be checked.
fn show_files(
    inputs: &[Input],
    troubles: &[Trouble],
    console: &mut Console,
) -> Result<Exit, Failure> {
    for trouble in troubles {
        console.trouble(trouble);
    }
    for path in inputs.iter().filter_map(Input::path) {
        writeln!(console.out(), "{}", path.display())?;
    }
    Ok(if troubles.is_empty() {
        Exit::Clean
    } else {
        Exit::Failure
    })
}

/// Decides what each page is checked for, before any page is changed: a configuration that cannot be
/// used ends the run.
fn units(inputs: Vec<Input>, configuration: &Configuration) -> Result<Vec<Unit>, Failure> {
    let mut units = Vec::with_capacity(inputs.len());
    for input in inputs {
        let resolved = configuration.of_page(input.location())?;
        units.push(Unit {
            settings: resolved.settings(),
            fail_on: resolved.fail_on.value.least(),
            input,
        });
    }
    Ok(units)
}

impl Job {
    fn new(
        arguments: &CheckArguments,
        fix: bool,
        configuration: &Configuration,
    ) -> Result<Self, Failure> {
        let default = configuration.output_format()?.unwrap_or_default();
        // Without a working directory paths stay as they were given.
        let current = env::current_dir().unwrap_or_default();
        let add_ignore = arguments.suppression.add_ignore.as_ref();
        Ok(Self {
            ignoring: add_ignore.map(|ignoring| ignoring.0.clone()),
            mode: match (arguments.diff, fix || add_ignore.is_some()) {
                (true, _) => Mode::Diff,
                (false, true) => Mode::Fix,
                (false, false) => Mode::Report,
            },
            least: arguments.fixing.least(),
            max_bytes: arguments.reading.max_file_size,
            outputs: arguments.output.outputs(default)?,
            paths: Paths::new(current, &arguments.output.path_prefix),
        })
    }

    /// Refuses to write a report over a page.
    fn spare(&self, inputs: &[Input]) -> Result<(), clap::Error> {
        let files = self
            .outputs
            .iter()
            .filter_map(|output| output.file.as_ref());
        for file in files {
            let mut pages = inputs.iter().filter_map(Input::path);
            if pages.any(|page| pages::same_file(page, file)) {
                return Err(usage_error(
                    ErrorKind::ArgumentConflict,
                    format!("--output-file {} would overwrite a page", file.display()),
                ));
            }
        }
        Ok(())
    }

    /// Works on every page, and adds what stood in the way to the troubles.
    fn work_through(
        &self,
        units: &[Unit],
        quiet: bool,
        troubles: &mut Vec<Trouble>,
    ) -> Vec<Outcome> {
        let progress = match quiet {
            true => Progress::none(),
            false => Progress::over(units.len()),
        };
        let mut outcomes = Vec::with_capacity(units.len());
        for outcome in pages::each(units, &progress, |unit| self.work(unit)) {
            match outcome {
                Ok(outcome) => outcomes.push(outcome),
                Err(trouble) => troubles.push(trouble),
            }
        }
        outcomes
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
        if let (Mode::Fix, Some(path)) = (self.mode, unit.input.path()) {
            write::replace(path, outcome.source.text.as_bytes(), text.as_bytes())
                .map_err(Trouble::Write)?;
        }
        let name = outcome.source.name.clone();
        Ok(Outcome {
            changed: Some(Source { name, text }),
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
            (_, Some(reason)) => {
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
            left: judged.findings,
            fixed,
            suppressed: judged.suppressed,
            ignored,
            fail_on: unit.fail_on,
        };
        (text, outcome)
    }

    /// Writes the page of standard input, or the patches, to standard output.
    fn print_pages(&self, outcomes: &[Outcome], console: &mut Console) -> Result<(), Failure> {
        for outcome in outcomes {
            let Source { name, text } = outcome.now();
            match self.mode {
                Mode::Fix => console.out().write_all(text.as_bytes())?,
                Mode::Diff if outcome.changed.is_some() => {
                    let patch = diff::unified(name, &outcome.source.text, text);
                    console.out().write_all(patch.as_bytes())?;
                }
                Mode::Diff | Mode::Report => {}
            }
        }
        // The page comes before its findings where both streams are shown together.
        Ok(console.flush()?)
    }
}

impl Outcome {
    /// Whether no finding refers to the page.
    fn says_nothing(&self) -> bool {
        self.left.is_empty() && self.fixed.is_empty() && self.suppressed.is_empty()
    }

    /// The page that the findings' positions refer to.
    fn now(&self) -> &Source {
        self.changed.as_ref().unwrap_or(&self.source)
    }
}

/// Whether what is left, or a change that was not made, makes the run fail.
fn exit(outcomes: &[Outcome], mode: Mode, ending: &EndingArguments) -> Exit {
    if ending.exit_zero {
        return Exit::Clean;
    }
    let fails = |outcome: &Outcome| {
        if ending.exit_non_zero_on_fix && !outcome.fixed.is_empty() {
            return true;
        }
        outcome.fail_on.is_some_and(|least| {
            let changes = mode == Mode::Diff && outcome.changed.is_some();
            changes || outcome.left.iter().any(|finding| finding.severity >= least)
        })
    };
    if outcomes.iter().any(fails) {
        Exit::Findings
    } else {
        Exit::Clean
    }
}
