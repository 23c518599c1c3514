//! Plain and terse, for tools that hand it to a language model: what is wrong, where, and the exact
//! change, each said once.
//!
//! What a page says is quoted as JSON strings and cut short, so that it can be told from what
//! Lockwright says.

use std::io::{self, Write};

use super::places::Places;
use super::{Checked, Paths, Report, Run, applicability_name, changed, printable, severity_name};
use crate::edit::Fix;
use crate::finding::Finding;

/// What is quoted of a line of code at most, in characters.
const LONG: usize = 160;

/// The agent format.
pub(super) struct Agent {
    paths: Paths,
}

impl Agent {
    pub(super) fn new(paths: Paths) -> Self {
        Self { paths }
    }
}

impl Report for Agent {
    fn page(&mut self, page: Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
        let path = self.paths.name(page.path);
        for finding in page.findings {
            write_finding(finding, &path, &page, &self.paths, out)?;
        }
        Ok(())
    }

    fn end(&mut self, run: Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        for trouble in run.troubles {
            writeln!(out, "not checked: {}", printable(&trouble.message))?;
        }
        changed(run, out)?;
        writeln!(out, "{}", run.summary)
    }
}

fn write_finding(
    finding: &Finding,
    path: &str,
    page: &Checked<'_>,
    paths: &Paths,
    out: &mut dyn Write,
) -> io::Result<()> {
    let places = Places::new(page.text);
    let start = places.position(finding.span.start);
    writeln!(
        out,
        "{}:{}:{} {} {}: {}",
        printable(path),
        start.line,
        start.column,
        severity_name(finding.severity),
        finding.rule,
        printable(&finding.message)
    )?;
    let code = finding
        .span
        .text(page.text)
        .lines()
        .next()
        .unwrap_or_default();
    writeln!(out, "  code: {}", quoted(code))?;
    for related in &finding.related {
        let message = printable(&related.message);
        let (file, at) = match page.elsewhere(finding, related.file) {
            Some((path, text)) => {
                let path = format!("{}:", printable(&paths.name(path)));
                (path, Places::new(text).position(related.span.start))
            }
            None => (String::new(), places.position(related.span.start)),
        };
        writeln!(out, "  see: {file}{}:{} {message}", at.line, at.column)?;
    }
    if let Some(help) = &finding.help {
        let lines: Vec<_> = help.lines().map(printable).collect();
        writeln!(out, "  help: {}", lines.join(" "))?;
    }
    if let Some(fix) = &finding.fix {
        write_fix(fix, &places, out)?;
    }
    if let Some(reason) = &finding.unfixable {
        writeln!(out, "  no fix: {}", printable(reason))?;
    }
    Ok(())
}

/// Each edit as `line:column-line:column`, end excluded, and the text that comes there.
fn write_fix(fix: &Fix, places: &Places<'_>, out: &mut dyn Write) -> io::Result<()> {
    let applicability = applicability_name(fix.applicability);
    writeln!(out, "  fix ({applicability}): {}", printable(&fix.title))?;
    for edit in &fix.edits {
        let (start, end) = (
            places.position(edit.range.start),
            places.position(edit.range.end),
        );
        let content = serde_json::Value::from(edit.content.as_str());
        writeln!(
            out,
            "    replace {}:{}-{}:{} with {content}",
            start.line, start.column, end.line, end.column
        )?;
    }
    Ok(())
}

/// A piece of a page as a JSON string, cut after [`LONG`] characters.
fn quoted(code: &str) -> String {
    let mut short: String = code.chars().take(LONG).collect();
    if short.len() < code.len() {
        short.push('…');
    }
    serde_json::Value::from(printable(&short)).to_string()
}

#[cfg(test)]
mod tests {
    use snapbox::{IntoData, assert_data_eq, str};

    use crate::report::Format;
    use crate::report::tests::{PAGE, checked, findings, report, report_run, trouble};

    #[test]
    fn says_each_thing_once() {
        assert_data_eq!(
            report(Format::Agent, PAGE, &findings(PAGE)),
            str![[r#"
login.html:6:14 error missing-tenant-info: Lock is constructed without `__useTenantInfo`
  code: "new Auth0Lock"
  see: 2:14 Lock is loaded here
  see: 5:65 the config is decoded here
  help: Add `__useTenantInfo: config.isThirdPartyClient` to the options
  fix (safe): Add `__useTenantInfo`
    replace 7:20-7:20 with ",\n    __useTenantInfo: config.isThirdPartyClient"
login.html:3:6 note script-syntax: Something to know
  code: "üße"
1 file checked, 2 findings (1 error, 1 note); 1 fixable with --fix

"#]]
            .raw()
        );
    }

    #[test]
    fn says_what_was_not_checked() {
        let troubles = [trouble("gone.html", "gone.html: the page cannot be read")];
        let text = report_run(Format::Agent, &[checked(PAGE, &[])], 2, &troubles);
        assert_data_eq!(
            text,
            str![[r#"
not checked: gone.html: the page cannot be read
1 file checked, nothing found

"#]]
            .raw()
        );
    }
}
