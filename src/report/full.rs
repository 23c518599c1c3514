//! The offending code with labels, help and a link, in miette's graphical style.

use std::fmt;
use std::io::{self, Write};

use miette::{
    Diagnostic, GraphicalTheme, LabeledSpan, MietteHandler, MietteHandlerOpts, ReportHandler,
    SourceCode,
};

use super::snippet::{CONTEXT_LINES, Label, Limits, Snippet};
use super::{Checked, Report, Run, Style, applicability_name, changed, group_name, printable};
use crate::finding::{Finding, Severity};
use crate::input::LineIndex;
use crate::rules;

/// The full format.
pub(super) struct Full {
    style: Style,
}

impl Full {
    pub(super) fn new(style: Style) -> Self {
        Self { style }
    }
}

impl Report for Full {
    fn page(&mut self, page: Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
        if page.findings.is_empty() {
            return Ok(());
        }
        let lines = LineIndex::new(page.text);
        for finding in page.findings {
            let shown = Shown::new(finding, page, &lines, self.style);
            let handler = handler(self.style, &shown);
            writeln!(
                out,
                "{}",
                Rendered {
                    handler: &handler,
                    shown: &shown
                }
            )?;
        }
        Ok(())
    }

    fn end(&mut self, run: Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        changed(run, out)?;
        writeln!(out, "{}", run.summary)
    }
}

/// Everything that miette would otherwise find out by itself is decided here, so that a report
/// depends on [`Style`] alone.
fn handler(style: Style, shown: &Shown<'_>) -> MietteHandler {
    let mut theme = match (style.unicode, style.color) {
        (true, true) => GraphicalTheme::unicode(),
        (true, false) => GraphicalTheme::unicode_nocolor(),
        (false, true) => GraphicalTheme::ascii(),
        (false, false) => GraphicalTheme::none(),
    };
    if style.color {
        highlight(&mut theme, shown);
    }
    let mut options = MietteHandlerOpts::new()
        .force_graphical(true)
        .graphical_theme(theme)
        .color(style.color)
        .terminal_links(style.links)
        .context_lines(CONTEXT_LINES)
        .break_words(false);
    if let Some(width) = style.width {
        options = options.width(width);
    }
    options.build()
}

/// Sets a style for each label, in the order in which miette hands them out. The finding's own place
/// has the colour of its severity, so that it stands out among the places that only explain it.
fn highlight(theme: &mut GraphicalTheme, shown: &Shown<'_>) {
    let own = match shown.finding.severity {
        Severity::Error => theme.styles.error,
        Severity::Warning => theme.styles.warning,
        Severity::Note => theme.styles.advice,
    };
    let related = theme.styles.linum;
    let primary = shown.snippet.are_primary().into_iter();
    theme.styles.highlights = primary
        .map(|primary| if primary { own.bold() } else { related })
        .collect();
}

/// A finding as miette sees it.
#[derive(Debug)]
struct Shown<'a> {
    finding: &'a Finding,
    snippet: Snippet,
    help: Option<String>,
    links: bool,
}

impl<'a> Shown<'a> {
    fn new(finding: &'a Finding, page: Checked<'_>, lines: &LineIndex, style: Style) -> Self {
        let here = finding.related.iter().filter(|it| it.file == finding.file);
        let related = here.map(|related| Label {
            span: related.span,
            message: &related.message,
            primary: false,
        });
        let mut labels = vec![Label {
            span: finding.span,
            message: &finding.label,
            primary: true,
        }];
        labels.extend(related);
        let limits = Limits::of_width(style.width);
        let mut snippet = Snippet::new(page.path, page.text, lines, &labels, limits);
        // Wrapped by a narrow terminal, a frame is rubble.
        let narrow = style.width.filter(|width| Limits::is_narrow(*width));
        let places = narrow.map(|width| snippet.take_long_messages(width));
        Self {
            finding,
            snippet,
            help: help(finding, page, &places.unwrap_or_default()),
            links: style.links,
        }
    }
}

/// What to do about a finding: what the places are that have no room for it, its help, then what other files
/// have to do with it, and whether Lockwright can do it.
fn help(finding: &Finding, page: Checked<'_>, places: &[String]) -> Option<String> {
    let mut lines = places.to_vec();
    if let Some(help) = &finding.help {
        lines.extend(help.lines().map(|line| printable(line).into_owned()));
    }
    for related in &finding.related {
        if let Some((path, text)) = page.elsewhere(finding, related.file) {
            let at = LineIndex::new(text).position(text, related.span.start);
            let message = printable(&related.message);
            lines.push(format!(
                "see {}:{}:{}: {message}",
                printable(path),
                at.line,
                at.column
            ));
        }
    }
    if let Some(fix) = &finding.fix {
        let applicability = applicability_name(fix.applicability);
        lines.push(format!(
            "fix available: {} ({applicability})",
            printable(&fix.title)
        ));
    }
    if let Some(reason) = &finding.unfixable {
        lines.push(format!("no fix: {}", printable(reason)));
    }
    if lines.is_empty() {
        None
    } else {
        Some(lines.join("\n"))
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&printable(&self.finding.message))
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(format!(
            "{}/{}",
            group_name(self.finding),
            self.finding.rule
        )))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.finding.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help
            .as_ref()
            .map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn url<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let rule = rules::find(self.finding.rule)?;
        // Where nobody can follow a link, a command is shorter and always works.
        Some(match self.links {
            true => Box::new(rule.url()),
            false => Box::new(format!("lockwright rule {}", rule.id)),
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.snippet)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.snippet.labels()))
    }
}

/// A finding as text. miette's handler writes to a formatter only.
struct Rendered<'a> {
    handler: &'a MietteHandler,
    shown: &'a Shown<'a>,
}

impl fmt::Display for Rendered<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.handler.debug(self.shown, f)
    }
}
