//! Making fixes in the files of a tenant, and writing ignore comments into them.

use std::collections::{BTreeMap, BTreeSet};

use super::pages::{self, PageAt};
use super::verify::{edited, says_the_same};
use super::{Fixes, JudgedFiles, Looker, Scripts, Together};
use crate::check::{self, Settings};
use crate::edit::{Applicability, Edit};
use crate::finding::Finding;
use crate::input::FileId;
use crate::stack;
use crate::suppress::Reason;
use crate::tenant::files::Files;

/// Fixes about a tenant that are made one after the other: as many as tenants have connections.
const MOST_FIXES: usize = 2_000;

/// The files of a tenant after fixing.
#[derive(Debug, Clone)]
pub struct TenantFixed {
    /// The files with their new texts.
    pub files: Files,
    /// What is found in them then.
    pub judged: JudgedFiles,
    /// The findings whose fixes were made, or for which comments were written, by file. Their places are
    /// those of the files at that time.
    pub applied: BTreeMap<FileId, Vec<Finding>>,
}

/// Says which files may be changed.
type MayChange<'a> = &'a (dyn Fn(FileId) -> bool + Sync);

/// Checks the files of a tenant and makes every fix that can be trusted at least as far as `least`, in the
/// files that may be changed.
#[must_use]
pub fn fix_tenant(
    together: Together<'_>,
    least: Applicability,
    may_change: &(dyn Fn(FileId) -> bool + Sync),
) -> TenantFixed {
    stack::with_room(|| {
        let mut work = Work::new(together, may_change);
        work.fix_pages(least);
        work.fix_tenants(least);
        work.finish()
    })
}

/// Writes ignore comments for what is found in the files of a tenant, where their format has comments and the
/// files may be changed.
#[must_use]
pub fn add_tenant_ignores(
    together: Together<'_>,
    reason: Option<&Reason>,
    may_change: &(dyn Fn(FileId) -> bool + Sync),
) -> TenantFixed {
    stack::with_room(|| {
        let mut work = Work::new(together, may_change);
        work.ignore_in_pages(reason);
        work.ignore_in_files(reason);
        work.finish()
    })
}

struct Work<'a> {
    files: Files,
    settings: &'a [Settings],
    scripts: &'a Scripts,
    may_change: MayChange<'a>,
    looker: Looker,
    applied: BTreeMap<FileId, Vec<Finding>>,
}

impl<'a> Work<'a> {
    fn new(together: Together<'a>, may_change: MayChange<'a>) -> Self {
        Self {
            files: together.files.clone(),
            settings: together.settings,
            scripts: together.scripts,
            may_change,
            looker: Looker::default(),
            applied: BTreeMap::new(),
        }
    }

    fn together(&self) -> Together<'_> {
        Together {
            files: &self.files,
            settings: self.settings,
            scripts: self.scripts,
        }
    }

    fn finish(self) -> TenantFixed {
        let judged = self.looker.look(self.together(), Fixes::Verified);
        TenantFixed {
            judged,
            files: self.files,
            applied: self.applied,
        }
    }

    fn pages(&self) -> Vec<PageAt> {
        pages::all(&self.files, &self.files.tenants())
    }

    /// Makes the fixes of every page. The order of pages stays while they are edited.
    fn fix_pages(&mut self, least: Applicability) {
        for index in 0..self.pages().len() {
            // Rules whose fixes cannot be written into the file that the page stands in.
            let mut unwritable = BTreeSet::new();
            while !self.fix_page(index, least, &mut unwritable) {}
        }
    }

    /// Makes the fixes of a page. `false` when one could not be made in its file, and others may be.
    fn fix_page(
        &mut self,
        index: usize,
        least: Applicability,
        unwritable: &mut BTreeSet<&'static str>,
    ) -> bool {
        let pages = self.pages();
        let Some(page) = pages
            .get(index)
            .filter(|page| (self.may_change)(page.file()))
        else {
            return true;
        };
        let mut settings = self.together().settings(page.file());
        settings.unfixable.extend(unwritable.iter());
        let linked = page.linked(self.together(), &self.looker.trees);
        let (_, applied, _) = check::fixing::fix_linked(linked.text, &settings, least);
        for finding in applied {
            let edits = finding.fix.as_ref().map_or(&[][..], |fix| &fix.edits);
            let rule = finding.rule;
            if !self.make(index, edits, finding.clone()) {
                return !unwritable.insert(rule);
            }
        }
        true
    }

    /// Makes edits of a page and its scripts in their files.
    fn make(&mut self, index: usize, edits: &[Edit], finding: Finding) -> bool {
        let pages = self.pages();
        let Some(page) = pages.get(index) else {
            return false;
        };
        let (together, trees) = (self.together(), &self.looker.trees);
        let map = page.linked(together, trees).text.links().map();
        let texts = page
            .edits_in_files(edits, &map, together, index)
            .and_then(|edits| {
                let rule = finding.rule;
                pages::holds_for_others(&edits, rule, index, &pages, together, trees)?;
                match edits.iter().all(|edit| (self.may_change)(edit.file)) {
                    true => edited(&self.files, &edits),
                    false => Err("a file that it changes was not asked for".to_owned()),
                }
            });
        let Ok(texts) = texts else {
            return false;
        };
        let file = map.place(finding.span).file;
        self.applied.entry(file).or_default().push(finding);
        self.files = self.files.with_texts(texts);
        true
    }

    /// Makes the fixes of what is found about tenants and about comments, one after the other.
    fn fix_tenants(&mut self, least: Applicability) {
        for _ in 0..MOST_FIXES {
            let Some(finding) = self.next_fix(least) else {
                return;
            };
            let edits = finding.fix.as_ref().map_or(&[][..], |fix| &fix.edits);
            let Ok(texts) = edited(&self.files, edits) else {
                return;
            };
            self.applied.entry(finding.file).or_default().push(finding);
            self.files = self.files.with_texts(texts);
        }
    }

    /// The last finding with a fix that may be made.
    fn next_fix(&self, least: Applicability) -> Option<Finding> {
        let together = self.together();
        let reading = self.files.tenants();
        let drafts = self.looker.drafts(together, &reading);
        let mut order: Vec<usize> = (0..drafts.len()).collect();
        order.sort_by_key(|index| {
            let finding = drafts.get(*index).map(|draft| &draft.finding);
            std::cmp::Reverse(finding.map(|it| (it.file, it.span)))
        });
        for index in order {
            let Some(draft) = drafts.get(index) else {
                continue;
            };
            let counts = super::HostIgnores::of(&self.files, draft.finding.file)
                .suppressing(&draft.finding)
                .is_none();
            let changes = |draft: &crate::rules::Draft| {
                let mut edits = draft.remedies.iter().flat_map(|it| &it.fix.edits);
                !draft.remedies.is_empty() && edits.all(|edit| (self.may_change)(edit.file))
            };
            if !counts || !changes(draft) {
                continue;
            }
            let mut finding = draft.finding.clone();
            self.looker
                .add_fix(&mut finding, index, &drafts, together, &reading);
            if finding.is_fixable(least) {
                return Some(finding);
            }
        }
        self.next_comment_fix(least)
    }

    /// The last comment that is to be taken out.
    fn next_comment_fix(&self, least: Applicability) -> Option<Finding> {
        let has_comments = self.files.sources().any(|(file, source)| {
            self.files.is_configuration(file) && source.text.contains("lockwright-ignore")
        });
        if !has_comments {
            return None;
        }
        let judged = self.looker.look(self.together(), Fixes::Verified);
        let findings = judged.into_values().flat_map(|judged| judged.findings);
        let about_comments = findings.filter(|finding| {
            self.files.is_configuration(finding.file)
                && check::add_ignores::is_about_ignores(finding)
                && finding.is_fixable(least)
                && (self.may_change)(finding.file)
        });
        about_comments.last()
    }

    /// Writes comments into the pages.
    fn ignore_in_pages(&mut self, reason: Option<&Reason>) {
        for index in 0..self.pages().len() {
            let mut skipped = 0;
            loop {
                let pages = self.pages();
                let Some(page) = pages.get(index).filter(|it| (self.may_change)(it.file())) else {
                    break;
                };
                let settings = self.together().settings(page.file());
                let linked = page.linked(self.together(), &self.looker.trees).text;
                let found = check::look(&linked, &settings, check::Fixes::LeftOut).findings;
                let Some(finding) = found.iter().rev().nth(skipped) else {
                    break;
                };
                let ignore = check::add_ignores::add_ignore_linked;
                let edit = ignore(&linked, &settings, finding, reason);
                let is_made = edit.is_some_and(|edit| self.make(index, &[edit], finding.clone()));
                skipped += usize::from(!is_made);
            }
        }
    }

    /// Writes comments into the other files, each on a line of its own above what it is for.
    fn ignore_in_files(&mut self, reason: Option<&Reason>) {
        let mut skipped = 0;
        loop {
            let judged = self.looker.look(self.together(), Fixes::LeftOut);
            let findings = judged.into_values().flat_map(|judged| judged.findings);
            let findings: Vec<Finding> = findings
                .filter(|it| self.files.has_comments(it.file) && (self.may_change)(it.file))
                .filter(|it| !check::add_ignores::is_about_ignores(it))
                .collect();
            let Some(finding) = findings.iter().rev().nth(skipped) else {
                return;
            };
            if !self.ignore(finding, reason) {
                skipped += 1;
            }
        }
    }

    /// Writes a comment for a finding, if it suppresses it and the files say the same as before.
    fn ignore(&mut self, finding: &Finding, reason: Option<&Reason>) -> bool {
        let text = self.files.text(finding.file);
        let before = text.get(..finding.span.start).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = text.get(start..).unwrap_or_default();
        let indent: String = line
            .chars()
            .take_while(|c| matches!(c, ' ' | '\t'))
            .collect();
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let reason = reason
            .map(|reason| format!(" -- {}", reason.as_str()))
            .unwrap_or_default();
        let comment = format!(
            "{indent}# lockwright-ignore {}{reason}{newline}",
            finding.rule
        );
        let edit = Edit {
            file: finding.file,
            ..Edit::insertion(start, comment.clone())
        };
        let edits = [edit];
        if says_the_same(&self.files, &edits).is_err() {
            return false;
        }
        let Ok(texts) = edited(&self.files, &edits) else {
            return false;
        };
        let files = self.files.with_texts(texts);
        let moved = Finding {
            span: crate::Span::new(
                finding.span.start + comment.len(),
                finding.span.end + comment.len(),
            ),
            ..finding.clone()
        };
        let ignores = super::HostIgnores::of(&files, finding.file);
        if ignores.suppressing(&moved).is_none() {
            return false;
        }
        self.applied
            .entry(finding.file)
            .or_default()
            .push(finding.clone());
        self.files = files;
        true
    }
}
