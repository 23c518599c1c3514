//! `lockwright check` and `lockwright fix`.

use std::io::Write;

use super::args::CheckArguments;
use super::console::{Console, Stream};
use super::pages::{self, Input, Trouble};
use super::{Exit, Failure};
use crate::check::{self, Settings};
use crate::edit::{Applicability, diff, write};
use crate::finding::{Finding, Severity};
use crate::input::Source;
use crate::report::{self, Checked, Summary, Tense};

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
    settings: Settings,
    least: Applicability,
    max_bytes: u64,
}

/// What came of one page.
struct Outcome {
    /// The page as it was.
    source: Source,
    /// The page as it is or would be, when that is another.
    changed: Option<Source>,
    /// The findings that are left; positions in the page as it is or would be.
    left: Vec<Finding>,
    /// How many findings were, or would be, mended.
    fixed: usize,
}

/// Checks the pages, and mends them when `fix` says so. A patch, unlike what it would do, harms
/// nobody: `--diff` goes before `--fix`.
pub(super) fn run(
    arguments: &CheckArguments,
    fix: bool,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let mode = match (arguments.diff, fix) {
        (true, _) => Mode::Diff,
        (false, true) => Mode::Fix,
        (false, false) => Mode::Report,
    };
    let job = Job {
        mode,
        settings: arguments
            .page
            .settings(&arguments.select, &arguments.ignore)?,
        least: arguments.page.least(),
        max_bytes: arguments.page.reading.max_file_size,
    };
    let (inputs, mut troubles) = pages::find(&arguments.paths, &arguments.stdin_filename)?;
    if inputs.is_empty() && troubles.is_empty() {
        console.warning(
            "no pages found",
            Some("pages are files named *.html or *.htm"),
        );
    }
    let mut outcomes = Vec::with_capacity(inputs.len());
    for outcome in pages::each(&inputs, |input| job.work(input)) {
        match outcome {
            Ok(outcome) => outcomes.push(outcome),
            Err(trouble) => troubles.push(trouble),
        }
    }
    for trouble in &troubles {
        console.trouble(trouble);
    }
    let takes_page =
        mode == Mode::Diff || (mode == Mode::Fix && matches!(inputs.as_slice(), [Input::Stdin(_)]));
    if takes_page {
        job.print_pages(&outcomes, console)?;
    }
    let stream = if takes_page {
        Stream::Error
    } else {
        Stream::Out
    };
    job.report(arguments, &outcomes, stream, console)?;
    Ok(if troubles.is_empty() {
        exit(&outcomes, mode, arguments.fail_on.least())
    } else {
        Exit::Failure
    })
}

impl Job {
    /// Reads and checks one page, and mends the file.
    fn work(&self, input: &Input) -> Result<Outcome, Trouble> {
        let source = input.read(self.max_bytes)?;
        if self.mode == Mode::Report {
            let left = check::check(&source, &self.settings);
            return Ok(Outcome {
                source,
                changed: None,
                left,
                fixed: 0,
            });
        }
        let fixed = check::fix(&source, &self.settings, self.least);
        let changed = (fixed.text != source.text).then(|| Source {
            name: source.name.clone(),
            text: fixed.text,
        });
        if let (Mode::Fix, Some(changed), Some(path)) = (self.mode, &changed, input.path()) {
            write::replace(path, source.text.as_bytes(), changed.text.as_bytes())
                .map_err(Trouble::Write)?;
        }
        Ok(Outcome {
            source,
            changed,
            left: fixed.remaining,
            fixed: fixed.applied.len(),
        })
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

    /// Writes the findings that are left.
    fn report(
        &self,
        arguments: &CheckArguments,
        outcomes: &[Outcome],
        stream: Stream,
        console: &mut Console,
    ) -> Result<(), Failure> {
        let style = console.style(stream);
        let mut report = report::new(arguments.output_format.into(), style, self.least);
        let tense = if self.mode == Mode::Diff {
            Tense::Shown
        } else {
            Tense::Done
        };
        let mut summary = Summary {
            tense,
            ..Summary::default()
        };
        for outcome in outcomes {
            summary.add(&outcome.left, outcome.fixed, self.least);
        }
        console.write(stream, |out| {
            for outcome in outcomes {
                let Source { name, text } = outcome.now();
                report.page(
                    Checked {
                        path: name,
                        text,
                        findings: &outcome.left,
                    },
                    out,
                )?;
            }
            report.end(&summary, out)
        })?;
        Ok(())
    }
}

impl Outcome {
    /// The page that the findings' positions refer to.
    fn now(&self) -> &Source {
        self.changed.as_ref().unwrap_or(&self.source)
    }
}

/// Whether what is left, or a change that was not made, makes the run fail.
fn exit(outcomes: &[Outcome], mode: Mode, least: Option<Severity>) -> Exit {
    let Some(least) = least else {
        return Exit::Clean;
    };
    let fails = |outcome: &Outcome| {
        let changes = mode == Mode::Diff && outcome.changed.is_some();
        changes || outcome.left.iter().any(|finding| finding.severity >= least)
    };
    if outcomes.iter().any(fails) {
        Exit::Findings
    } else {
        Exit::Clean
    }
}
