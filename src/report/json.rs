//! One JSON object with every finding, for machines.
//!
//! Findings are written as they come, one a line, so that nothing has to be kept and a report can be
//! compared line by line.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::places::{Places, Range};
use super::{Checked, Paths, Report, Run, Trouble, applicability_name, group_name, severity_name};
use crate::edit;
use crate::finding;
use crate::input::FileId;
use crate::span::Span;

/// The version of the format. It changes when a field goes or changes its meaning.
pub(super) const VERSION: u32 = 1;

/// The JSON format.
pub(super) struct Json {
    paths: Paths,
    written: usize,
}

impl Json {
    pub(super) fn new(paths: Paths) -> Self {
        Self { paths, written: 0 }
    }

    /// Writes what stands before the next finding.
    fn separate(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let first = self.written == 0;
        self.written += 1;
        if first {
            begin(out)
        } else {
            out.write_all(b",\n")
        }
    }
}

impl Report for Json {
    fn page(&mut self, page: Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
        if page.findings.is_empty() {
            return Ok(());
        }
        let places = Places::new(page.text);
        let path = self.paths.name(page.path);
        for finding in page.findings {
            self.separate(out)?;
            let finding = Finding::new(&path, finding, &places, &page, &self.paths);
            serde_json::to_writer(&mut *out, &finding)?;
        }
        Ok(())
    }

    fn end(&mut self, run: Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        if self.written == 0 {
            begin(out)?;
        } else {
            out.write_all(b"\n")?;
        }
        out.write_all(b"],\"changed\":")?;
        let changed = run.changed.iter().map(|path| self.paths.name(path));
        serde_json::to_writer(&mut *out, &changed.collect::<Vec<_>>())?;
        out.write_all(b",\"failures\":")?;
        let failures = run.troubles.iter().map(|it| Failure::new(it, &self.paths));
        serde_json::to_writer(&mut *out, &failures.collect::<Vec<_>>())?;
        out.write_all(b",\"summary\":")?;
        serde_json::to_writer(&mut *out, run.summary)?;
        out.write_all(b"}\n")
    }
}

fn begin(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{{\"version\":{VERSION},\"findings\":[")
}

/// What could not be read or written, as the JSON formats write it.
#[derive(Serialize)]
pub(super) struct Failure<'a> {
    path: Option<String>,
    message: &'a str,
}

impl<'a> Failure<'a> {
    pub(super) fn new(trouble: &'a Trouble, paths: &Paths) -> Self {
        Self {
            path: trouble.path.as_ref().map(|path| paths.name(path)),
            message: &trouble.message,
        }
    }
}

/// A finding as the JSON formats write it.
#[derive(Serialize)]
pub(super) struct Finding<'a> {
    rule: &'a str,
    group: &'static str,
    severity: &'static str,
    message: &'a str,
    path: &'a str,
    range: Range,
    help: Option<&'a str>,
    related: Vec<Related<'a>>,
    fix: Option<Fix<'a>>,
    unfixable: Option<&'a str>,
}

impl<'a> Finding<'a> {
    pub(super) fn new(
        path: &'a str,
        finding: &'a finding::Finding,
        places: &Places<'_>,
        page: &Checked<'a>,
        paths: &Paths,
    ) -> Self {
        let place = |file: FileId, span: Span| match page.elsewhere(finding, file) {
            Some((path, text)) => (paths.name(path).into(), Places::new(text).range(span)),
            None => (Cow::Borrowed(path), places.range(span)),
        };
        let related = |related: &'a finding::Related| {
            let (path, range) = place(related.file, related.span);
            Related {
                message: &related.message,
                path,
                range,
            }
        };
        let edit = |edit: &'a edit::Edit| {
            let (path, range) = place(edit.file, edit.range);
            Edit {
                path,
                range,
                content: &edit.content,
            }
        };
        let fix = |fix: &'a edit::Fix| Fix {
            title: &fix.title,
            applicability: applicability_name(fix.applicability),
            edits: fix.edits.iter().map(edit).collect(),
        };
        Self {
            rule: finding.rule,
            group: group_name(finding),
            severity: severity_name(finding.severity),
            message: &finding.message,
            path,
            range: places.range(finding.span),
            help: finding.help.as_deref(),
            related: finding.related.iter().map(related).collect(),
            fix: finding.fix.as_ref().map(fix),
            unfixable: finding.unfixable.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    path: Cow<'a, str>,
    range: Range,
}

#[derive(Serialize)]
struct Fix<'a> {
    title: &'a str,
    applicability: &'static str,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    path: Cow<'a, str>,
    range: Range,
    content: &'a str,
}
