//! Annotations of a GitHub workflow: a command a finding, which the runner reads from the log.
//!
//! The format, its escapes and its limits are those of GitHub's documentation of workflow commands
//! and of the runner's source.

use std::borrow::Cow;
use std::io::{self, Write};

use super::places::Places;
use super::{Checked, Paths, Report, Run, printable, severity_name};
use crate::edit::Applicability;
use crate::finding::{Finding, Severity};

/// Of each level, GitHub shows as many annotations of one step and drops the rest.
const MOST: usize = 10;

/// The GitHub format.
pub(super) struct Github {
    paths: Paths,
    least: Applicability,
    commands: String,
    /// The findings as plain text, for when annotations are dropped.
    text: String,
}

impl Github {
    pub(super) fn new(paths: Paths, least: Applicability) -> Self {
        Self {
            paths,
            least,
            commands: String::new(),
            text: String::new(),
        }
    }
}

impl Report for Github {
    fn page(&mut self, page: Checked<'_>, _: &mut dyn Write) -> io::Result<()> {
        let places = Places::new(page.text);
        let path = self.paths.name(page.path);
        for finding in page.findings {
            self.commands.push_str(&command(finding, &path, &places));
            self.text
                .push_str(&line(finding, &path, &places, self.least));
        }
        Ok(())
    }

    fn end(&mut self, run: Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        let Run {
            summary, troubles, ..
        } = run;
        let levels = [summary.errors, summary.warnings, summary.notes];
        let is_cut = levels.iter().any(|count| *count > MOST);
        if is_cut {
            // It comes first, so that it is not cut itself.
            writeln!(
                out,
                "::notice title=lockwright::GitHub shows {MOST} annotations of each level; \
                 all {} findings are in the log of this step",
                summary.findings
            )?;
        }
        for trouble in troubles {
            writeln!(
                out,
                "::error title=lockwright::{}",
                data(&printable(&trouble.message))
            )?;
        }
        out.write_all(self.commands.as_bytes())?;
        if is_cut {
            out.write_all(self.text.as_bytes())?;
        }
        writeln!(out, "{summary}")
    }
}

/// The command that annotates one place.
fn command(finding: &Finding, path: &str, places: &Places<'_>) -> String {
    let (start, end) = (
        places.position(finding.span.start),
        places.position(finding.span.end),
    );
    let mut command = format!(
        "::{} file={},line={},endLine={}",
        level(finding.severity),
        property(path),
        start.line,
        end.line
    );
    // The runner refuses columns of a place that has several lines.
    if start.line == end.line {
        command.push_str(&format!(",col={},endColumn={}", start.column, end.column));
    }
    let help = finding.help.as_deref().unwrap_or_default();
    let message = format!("{}\n{help}", finding.message);
    let (title, message) = (
        format!("lockwright: {}", finding.rule),
        printable_lines(&message),
    );
    command.push_str(&format!(
        ",title={}::{}\n",
        property(&title),
        data(message.trim_end())
    ));
    command
}

/// A finding for whoever reads the log. It begins with a word of ours and holds no `##[`, so that no
/// page and no path can give the runner a command.
fn line(finding: &Finding, path: &str, places: &Places<'_>, least: Applicability) -> String {
    let start = places.position(finding.span.start);
    let is_fixable = finding.is_fixable(least);
    let line = format!(
        "{}[{}] {}:{}:{} {}{}\n",
        severity_name(finding.severity),
        finding.rule,
        printable(path),
        start.line,
        start.column,
        printable(&finding.message),
        if is_fixable { " [*]" } else { "" }
    );
    line.replace("##[", "## [")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

/// The text with everything but its line breaks made printable.
fn printable_lines(text: &str) -> String {
    let lines: Vec<Cow<'_, str>> = text.lines().map(printable).collect();
    lines.join("\n")
}

/// Escapes what a command says.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes a value of a command's property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use snapbox::{IntoData, assert_data_eq, str};

    use super::*;
    use crate::report::Format;
    use crate::report::tests::{
        PAGE, checked, findings, note, report, report_on, report_run, trouble,
    };

    #[test]
    fn a_command_a_finding() {
        assert_data_eq!(report(Format::Github, PAGE, &findings(PAGE)), str![[r#"
::error file=login.html,line=6,endLine=6,col=14,endColumn=27,title=lockwright%3A missing-tenant-info::Lock is constructed without `__useTenantInfo`%0AAdd `__useTenantInfo: config.isThirdPartyClient` to the options
::notice file=login.html,line=3,endLine=3,col=6,endColumn=9,title=lockwright%3A script-syntax::Something to know
1 file checked, 2 findings (1 error, 1 note); 1 fixable with --fix

"#]].raw());
    }

    #[test]
    fn escapes_what_the_runner_would_read() {
        let text = "x\ny";
        let finding = Finding {
            message: "100%\r\n::error::no".to_owned(),
            help: Some("a:b,c".to_owned()),
            ..note(text, text)
        };
        let findings = [finding];
        let page = Checked {
            path: "a,b:c\n%.html",
            ..checked(text, &findings)
        };
        let out = report_on(Format::Github, &[page]);
        assert_data_eq!(out.lines().next().unwrap_or_default(), str!["::notice file=a%2Cb%3Ac%0A%25.html,line=1,endLine=2,title=lockwright%3A script-syntax::100%25%0A::error::no%0Aa:b,c"].raw());
    }

    #[test]
    fn what_failed_is_an_annotation() {
        let troubles = [trouble("a", "a\n::b 100%.html: the page cannot be read")];
        let out = report_run(Format::Github, &[], 2, &troubles);
        let expected = "::error title=lockwright::a�::b 100%25.html: the page cannot be read";
        assert_eq!(out.lines().next(), Some(expected));
    }

    #[test]
    fn what_is_cut_is_in_the_log() {
        let text = "xyz";
        let findings: Vec<_> = (0..11).map(|_| note(text, "y")).collect();
        let page = |path, findings| Checked {
            path,
            ..checked(text, findings)
        };
        let all = report_on(Format::Github, &[page("::x##[y].html", &findings)]);
        assert!(all.starts_with("::notice title=lockwright::GitHub shows 10"));
        let log: Vec<_> = all.lines().filter(|line| !line.starts_with("::")).collect();
        assert_eq!(log.len(), findings.len() + 1, "{all}");
        assert_eq!(
            log.first().copied(),
            Some("note[script-syntax] ::x## [y].html:1:2 Something to know")
        );
        let ten = findings.get(..10).unwrap_or_default();
        let shown = report_on(Format::Github, &[page("a.html", ten)]);
        assert_eq!(shown.lines().count(), 11, "{shown}");
    }
}
