//! Writing the reports of a run, each to where it goes.

use std::io::{self, Write};

use super::super::args::{EndingArguments, Output};
use super::super::console::{Console, Stream};
use super::super::pages::Trouble;
use super::super::{Exit, Failure};
use super::job::{Job, Mode, Outcome};
use crate::edit::write;
use crate::report::{self, Checked, Fixing, Format, Options, Run, Statistics, Style, Summary};

/// What is to be reported.
pub(super) struct Reports<'a> {
    pub(super) job: &'a Job,
    pub(super) ending: &'a EndingArguments,
    pub(super) outcomes: &'a [Outcome],
    pub(super) troubles: Vec<String>,
    /// What the run came to before its reports were written.
    pub(super) exit: Exit,
}

impl Reports<'_> {
    /// Writes every report: those with a file to the file, the one without to `stream`.
    pub(super) fn write(&self, stream: Stream, console: &mut Console) -> Result<Exit, Failure> {
        let summary = self.summary();
        let mut exit = self.exit;
        for Output { format, file } in &self.job.outputs {
            let Some(file) = file else {
                let style = console.style(stream);
                console.write(stream, |out| self.write_one(*format, style, &summary, out))?;
                continue;
            };
            let mut text = Vec::new();
            self.write_one(*format, Style::PLAIN, &summary, &mut text)?;
            if let Err(error) = write::put(file, &text) {
                console.trouble(&Trouble::Write(error));
                exit = Exit::Failure;
            }
        }
        Ok(exit)
    }

    fn write_one(
        &self,
        format: Format,
        style: Style,
        summary: &Summary,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if self.ending.statistics {
            let statistics = self.statistics();
            let text = match format {
                Format::Json | Format::JsonLines => statistics.json(),
                _ => statistics.text(),
            };
            return out.write_all(text.as_bytes());
        }
        let options = Options {
            paths: self.job.paths.clone(),
            ..Options::new(style, self.job.least)
        };
        let mut report = report::new(format, options);
        for outcome in self.outcomes {
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
            report.page(checked, out)?;
        }
        // In a format for people, what ends a report is the summary.
        if self.ending.quiet && matches!(format, Format::Full | Format::Concise) {
            return Ok(());
        }
        let run = Run {
            summary,
            exit_code: self.exit as u8,
            troubles: &self.troubles,
        };
        report.end(run, out)
    }

    fn summary(&self) -> Summary {
        let fixing = match self.job.mode {
            Mode::Report => Fixing::Off,
            Mode::Diff => Fixing::Shown,
            Mode::Fix => Fixing::Done,
        };
        let mut summary = Summary {
            fixing,
            failed: self.troubles.len(),
            ..Summary::default()
        };
        for outcome in self.outcomes {
            summary.add(&outcome.left, outcome.fixed.len(), self.job.least);
            summary.suppressed += outcome.suppressed.len();
        }
        summary
    }

    fn statistics(&self) -> Statistics {
        let mut statistics = Statistics::default();
        for outcome in self.outcomes {
            statistics.add(&outcome.left, &outcome.fixed, self.job.least);
        }
        statistics
    }
}
