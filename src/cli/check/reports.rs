//! Writing the reports of a run while it goes on, each to where it goes.

use std::io::{self, Write};
use std::path::PathBuf;

use super::super::args::{EndingArguments, Output};
use super::super::console::{Console, Stream};
use super::super::pages::Trouble;
use super::super::{Exit, Failure};
use super::job::{Job, Mode, Outcome};
use crate::edit::write;
use crate::report::{
    self, Checked, Fixing, Format, Options, Report, Run, Statistics, Style, Summary,
};

/// The reports of a run.
pub(super) struct Reports<'a> {
    job: &'a Job,
    ending: &'a EndingArguments,
    reports: Vec<One>,
    summary: Summary,
    statistics: Statistics,
    /// The pages that were written.
    changed: Vec<String>,
}

/// One report.
struct One {
    format: Format,
    report: Box<dyn Report>,
    place: Place,
}

/// Where a report goes.
enum Place {
    Stream(Stream),
    /// To a file, which is written when all is known: at any moment it has a whole report.
    File(PathBuf, Vec<u8>),
}

impl Place {
    fn write(
        &mut self,
        console: &mut Console,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        match self {
            Self::Stream(stream) => console.write(*stream, write),
            Self::File(_, text) => write(text),
        }
    }
}

impl<'a> Reports<'a> {
    /// Begins every report: those with a file to the file, the one without to `stream`.
    pub(super) fn begin(
        job: &'a Job,
        ending: &'a EndingArguments,
        stream: Stream,
        console: &Console,
    ) -> Self {
        let reports = job.outputs.iter().map(|Output { format, file }| {
            let (style, place) = match file {
                None => (console.style(stream), Place::Stream(stream)),
                Some(file) => (Style::PLAIN, Place::File(file.clone(), Vec::new())),
            };
            let options = Options {
                paths: job.paths.clone(),
                ..Options::new(style, job.least)
            };
            One {
                format: *format,
                report: report::new(*format, options),
                place,
            }
        });
        Self {
            reports: reports.collect(),
            summary: Summary {
                fixing: match job.mode {
                    Mode::Report => Fixing::Off,
                    Mode::Diff => Fixing::Shown,
                    Mode::Fix => Fixing::Done,
                },
                ..Summary::default()
            },
            statistics: Statistics::default(),
            changed: Vec::new(),
            job,
            ending,
        }
    }

    /// Writes what was found on the next pages.
    pub(super) fn pages(&mut self, outcomes: &[Outcome], console: &mut Console) -> io::Result<()> {
        for outcome in outcomes {
            self.count(outcome);
        }
        if self.ending.statistics {
            return Ok(());
        }
        for One { report, place, .. } in &mut self.reports {
            place.write(console, |out| {
                outcomes.iter().try_for_each(|outcome| {
                    let page = outcome.now();
                    let ignored = outcome
                        .suppressed
                        .iter()
                        .map(|suppressed| &suppressed.finding);
                    let redacted = outcome.redacted();
                    let text = redacted.as_deref().unwrap_or(&page.text);
                    let text = report::masked(text, outcome.left.iter().chain(ignored));
                    let checked = Checked {
                        path: &page.name,
                        text: &text,
                        findings: &outcome.left,
                        suppressed: &outcome.suppressed,
                        files: outcome.files.as_deref(),
                    };
                    report.page(checked, out)
                })
            })?;
        }
        Ok(())
    }

    fn count(&mut self, outcome: &Outcome) {
        let least = self.job.least;
        self.summary.add(&outcome.left, outcome.fixed.len(), least);
        self.summary.suppressed += outcome.suppressed.len();
        self.summary.ignored += outcome.ignored;
        self.summary.without_lock += usize::from(!outcome.found_lock);
        self.summary.unread_scripts |= outcome.unread_scripts;
        if self.ending.statistics {
            self.statistics.add(&outcome.left, &outcome.fixed, least);
        }
        if outcome.written.is_some() {
            self.changed.push(outcome.source.name.clone());
        }
    }

    /// Ends every report of a run that came to `exit`.
    pub(super) fn end(
        mut self,
        troubles: &[Trouble],
        mut exit: Exit,
        console: &mut Console,
    ) -> Result<Exit, Failure> {
        self.summary.failed = troubles.len();
        let troubles: Vec<_> = troubles.iter().map(Trouble::told).collect();
        let run = Run {
            summary: &self.summary,
            exit_code: exit as u8,
            troubles: &troubles,
            changed: &self.changed,
        };
        for One {
            format,
            mut report,
            mut place,
        } in self.reports
        {
            let for_people = matches!(format, Format::Full | Format::Concise);
            if self.ending.statistics {
                let text = match format {
                    Format::Json | Format::JsonLines => self.statistics.json(),
                    _ => self.statistics.text(),
                };
                place.write(console, |out| out.write_all(text.as_bytes()))?;
            } else if !(self.ending.quiet && for_people) {
                // In a format for people, what ends a report is the summary.
                place.write(console, |out| report.end(run, out))?;
            }
            if let Place::File(file, text) = place
                && let Err(error) = write::put(&file, &text)
            {
                console.trouble(&Trouble::Write(error));
                exit = Exit::Failure;
            }
        }
        Ok(exit)
    }
}
