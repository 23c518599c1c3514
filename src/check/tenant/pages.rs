//! The pages among the files of a tenant, and those in them.

use super::essence::Essence;
use super::verify::edited;
use super::{Fixes, JudgedFiles, Together};
use crate::check::{self, Judged, Settings};
use crate::edit::{self, Edit, Fix};
use crate::finding::{Finding, Related};
use crate::input::{FileId, Source};
use crate::tenant::files::{Embedded, Files, Html, Reading};

/// A page that is checked.
#[derive(Debug, Clone)]
pub(super) enum PageAt {
    /// A file.
    File(FileId),
    /// One that stands in a file.
    Embedded(Box<Embedded>),
}

impl PageAt {
    pub(super) fn file(&self) -> FileId {
        match self {
            Self::File(file) => *file,
            Self::Embedded(embedded) => embedded.file(),
        }
    }

    pub(super) fn source(&self, files: &Files) -> Source {
        let file = files.source(self.file());
        let name = file.map(|file| file.name.clone()).unwrap_or_default();
        let text = match self {
            Self::File(file) => files.text(*file).to_owned(),
            Self::Embedded(embedded) => embedded.text.clone(),
        };
        Source { name, text }
    }

    /// What was found in the page, as it is in its file.
    pub(super) fn in_file(&self, judged: Judged, files: &Files, index: usize) -> Judged {
        let findings = judged.findings.into_iter();
        let suppressed = judged.suppressed.into_iter().map(|mut it| {
            it.finding = self.finding_in_file(it.finding, files, index);
            it.by = match it.by {
                crate::suppress::Suppressor::Comment(span) => {
                    crate::suppress::Suppressor::Comment(self.span(span))
                }
                other @ crate::suppress::Suppressor::Baseline => other,
            };
            it
        });
        Judged {
            findings: findings
                .map(|it| self.finding_in_file(it, files, index))
                .collect(),
            suppressed: suppressed.collect(),
            found_lock: judged.found_lock,
        }
    }

    fn span(&self, span: crate::Span) -> crate::Span {
        match self {
            Self::File(_) => span,
            Self::Embedded(embedded) => embedded.map.place(span).span,
        }
    }

    fn finding_in_file(&self, finding: Finding, files: &Files, index: usize) -> Finding {
        let file = self.file();
        let related = finding.related.iter().map(|it| Related {
            file,
            span: self.span(it.span),
            message: it.message.clone(),
        });
        let mut placed = Finding {
            file,
            span: self.span(finding.span),
            related: related.collect(),
            fix: None,
            ..finding.clone()
        };
        if let Some(fix) = finding.fix {
            match self.edits_in_file(&fix.edits, files, index) {
                Ok(edits) => placed.fix = Some(Fix { edits, ..fix }),
                Err(reason) => placed.unfixable = Some(reason),
            }
        }
        placed
    }

    /// The edits of the file that make edits of the page, verified: the file is parsed again, the page in it
    /// is what was meant, and the files say nothing else. `index` is the page's among those of the files.
    pub(super) fn edits_in_file(
        &self,
        edits: &[Edit],
        files: &Files,
        index: usize,
    ) -> Result<Vec<Edit>, String> {
        let file = self.file();
        let Self::Embedded(embedded) = self else {
            let edits = edits.iter().cloned();
            return Ok(edits.map(|edit| Edit { file, ..edit }).collect());
        };
        let host = files.text(file);
        let placed: Result<Vec<Edit>, _> =
            edits.iter().map(|edit| embedded.edit(edit, host)).collect();
        let placed = placed.map_err(|error| error.to_string())?;
        let expected = edit::apply(&embedded.text, edits).map_err(|error| error.to_string())?;
        let after = files.with_texts(edited(files, &placed)?);
        let reading = after.tenants();
        match all(&after, &reading).get(index) {
            Some(Self::Embedded(it)) if it.text == expected && it.file() == file => {}
            _ => return Err("the page in the file would not be what was meant".to_owned()),
        }
        let (a, b) = (
            Essence::of(files, &files.tenants()),
            Essence::of(&after, &reading),
        );
        let kinds = |it: &Essence| -> Vec<String> {
            it.pages.iter().map(|(what, _)| what.clone()).collect()
        };
        let is_same = a.connections == b.connections
            && a.rest == b.rest
            && a.strays == b.strays
            && kinds(&a) == kinds(&b);
        match is_same {
            true => Ok(placed),
            false => Err("the file would say something else as well afterwards".to_owned()),
        }
    }
}

/// Every page among some files: the files that are pages, and the pages that stand in others.
pub(super) fn all(files: &Files, reading: &Reading) -> Vec<PageAt> {
    let mut embedded: Vec<&Embedded> = Vec::new();
    let htmls = reading
        .tenants
        .iter()
        .flat_map(|it| it.pages.iter().map(|it| &it.html));
    for html in htmls {
        if let Html::Embedded(it) = html
            && !embedded
                .iter()
                .any(|known| known.map.whole() == it.map.whole())
        {
            embedded.push(it);
        }
    }
    // A template of Terraform is not the page that is deployed.
    let is_template = |file: FileId| embedded.iter().any(|it| it.file() == file);
    let whole = files.sources().map(|(file, _)| file);
    let whole = whole.filter(|file| !files.is_configuration(*file) && !is_template(*file));
    whole
        .map(PageAt::File)
        .chain(
            embedded
                .iter()
                .map(|it| PageAt::Embedded(Box::new((*it).clone()))),
        )
        .collect()
}

/// Checks every page.
pub(super) fn judge(together: Together<'_>, reading: &Reading, fixes: Fixes) -> JudgedFiles {
    let mut found = JudgedFiles::new();
    for (index, page) in all(together.files, reading).iter().enumerate() {
        let settings = together.settings(page.file());
        let judged = judge_one(page, together.files, &settings, fixes);
        let judged = page.in_file(judged, together.files, index);
        let all = found.entry(page.file()).or_default();
        all.findings.extend(judged.findings);
        all.suppressed.extend(judged.suppressed);
    }
    found
}

fn judge_one(page: &PageAt, files: &Files, settings: &Settings, fixes: Fixes) -> Judged {
    let source = page.source(files);
    match fixes {
        Fixes::Verified => check::judge(&source, settings),
        Fixes::LeftOut => check::find(&source, settings),
    }
}
