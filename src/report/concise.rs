//! One line a finding: `path:line:column: severity[rule] message`, with `[*]` when it is fixable.

use std::io::{self, Write};

use super::{Checked, Report, Run, Style, changed, printable, severity_name};
use crate::edit::Applicability;
use crate::input::LineIndex;
use crate::rules;

/// The concise format.
pub(super) struct Concise {
    style: Style,
    least: Applicability,
}

impl Concise {
    pub(super) fn new(style: Style, least: Applicability) -> Self {
        Self { style, least }
    }
}

impl Report for Concise {
    fn page(&mut self, page: Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
        if page.findings.is_empty() {
            return Ok(());
        }
        let lines = LineIndex::new(page.text);
        for finding in page.findings {
            let start = lines.position(page.text, finding.span.start);
            let fixable = finding.is_fixable(self.least);
            writeln!(
                out,
                "{}:{}:{}: {}[{}] {}{}",
                printable(page.path),
                start.line,
                start.column,
                severity_name(finding.severity),
                match rules::find(finding.rule) {
                    Some(rule) => self.style.link(rule.id, &rule.url()),
                    None => finding.rule.into(),
                },
                printable(&finding.message),
                if fixable { " [*]" } else { "" },
            )?;
        }
        Ok(())
    }

    fn end(&mut self, run: Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        changed(run, out)?;
        writeln!(out, "{}", run.summary)
    }
}
