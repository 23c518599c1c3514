//! One JSON object a line: a finding as in the JSON format, and last the summary. `type` tells which.

use std::io::{self, Write};

use serde::Serialize;

use super::json::Finding;
use super::places::Places;
use super::{Checked, Paths, Report, Run, Summary};

/// The JSON lines format.
pub(super) struct JsonLines {
    paths: Paths,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum Line<'a> {
    Finding(Finding<'a>),
    Summary(&'a Summary),
}

impl JsonLines {
    pub(super) fn new(paths: Paths) -> Self {
        Self { paths }
    }
}

impl Report for JsonLines {
    fn page(&mut self, page: Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
        let places = Places::new(page.text);
        let path = self.paths.name(page.path);
        for finding in page.findings {
            write_line(&Line::Finding(Finding::new(&path, finding, &places)), out)?;
        }
        Ok(())
    }

    fn end(&mut self, run: Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        write_line(&Line::Summary(run.summary), out)
    }
}

fn write_line(line: &Line<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use crate::report::Format;
    use crate::report::tests::{PAGE, findings, report};

    #[test]
    fn every_line_is_an_object() {
        assert_data_eq!(
            report(Format::JsonLines, PAGE, &findings(PAGE)),
            str![].raw()
        );
    }
}
