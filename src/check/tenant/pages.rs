//! The pages among the files of a tenant, and those in them.

use std::collections::BTreeSet;

use super::essence::Essence;
use super::original;
use super::scripts::Way;
use super::verify::edited;
use super::{Fixes, JudgedFiles, Together};
use crate::check::{self, Judged};
use crate::edit::{self, Edit, Fix};
use crate::finding::{Finding, Related};
use crate::input::{FileId, Place, SourceMap};
use crate::page::{LinkedText, Trees};
use crate::rules::page::unused_ignore;
use crate::span::Span;
use crate::suppress::{Suppressed, Suppressor};
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

    /// The page's own text.
    pub(super) fn text<'f>(&'f self, files: &'f Files) -> &'f str {
        match self {
            Self::File(file) => files.text(*file),
            Self::Embedded(embedded) => &embedded.text,
        }
    }

    /// The page with its scripts.
    pub(super) fn linked(&self, together: Together<'_>, trees: &Trees) -> Linked {
        let files = together.files;
        let (file, text) = (self.file(), self.text(files));
        let ways = together.scripts.ways(file, text);
        let references = together.scripts.of_page(file, &ways);
        let text_of = |file: FileId| files.text(file);
        Linked {
            text: LinkedText::new(file, text, &references, &text_of, Some(trees.clone())),
            ways,
        }
    }

    /// Where a place of the page and its scripts is in the files.
    fn place(&self, map: &SourceMap, span: Span) -> Place {
        let place = map.place(span);
        match self {
            Self::Embedded(embedded) if place.file == self.file() => embedded.map.place(place.span),
            _ => place,
        }
    }

    /// What was found in the page and its scripts, as it is in the files.
    fn in_files(
        &self,
        judged: Judged,
        linked: &Linked,
        together: Together<'_>,
        index: usize,
    ) -> Vec<Found> {
        let map = linked.text.links().map();
        let mut found = Vec::new();
        for finding in judged.findings {
            let finding = self.finding_in_file(finding, &map, linked, together, index);
            found.push(Found::Counted(finding));
        }
        for mut it in judged.suppressed {
            it.finding = self.finding_in_file(it.finding, &map, linked, together, index);
            it.by = match it.by {
                Suppressor::Comment(span) => Suppressor::Comment(self.place(&map, span).span),
                Suppressor::Baseline => Suppressor::Baseline,
            };
            found.push(Found::Suppressed(it));
        }
        found
    }

    fn finding_in_file(
        &self,
        finding: Finding,
        map: &SourceMap,
        linked: &Linked,
        together: Together<'_>,
        index: usize,
    ) -> Finding {
        let place = self.place(map, finding.span);
        let related = finding.related.iter().map(|it| {
            let place = self.place(map, it.span);
            Related {
                file: place.file,
                span: place.span,
                message: it.message.clone(),
            }
        });
        let mut placed = Finding {
            file: place.file,
            span: place.span,
            related: related.collect(),
            fix: None,
            ..finding.clone()
        };
        if let Some(fix) = finding.fix {
            match self.edits_in_files(&fix.edits, map, together, index) {
                Ok(edits) => placed.fix = Some(Fix { edits, ..fix }),
                Err(reason) => placed.unfixable = Some(reason),
            }
        }
        if together.files.is_script(place.file) {
            placed.help = original::help(placed.help.take(), place, together);
            placed.related.extend(self.seen_from(place.file, linked));
        }
        placed
    }

    /// How the page comes to a script.
    fn seen_from(&self, script: FileId, linked: &Linked) -> Option<Related> {
        let mut ways = linked.ways.iter();
        let way = ways.find(|way| way.files.contains(&script))?;
        let map = linked.text.links().map();
        let place = self.place(&map, way.address.span);
        Some(Related {
            file: place.file,
            span: place.span,
            message: LOADED_HERE.to_owned(),
        })
    }

    /// The edits of files that make edits of a page and its scripts, verified for the page's file: it is parsed
    /// again, the page in it is what was meant, and the files say nothing else. `index` is the page's among those
    /// of the files.
    pub(super) fn edits_in_files(
        &self,
        edits: &[Edit],
        map: &SourceMap,
        together: Together<'_>,
        index: usize,
    ) -> Result<Vec<Edit>, String> {
        let (mut in_page, mut in_scripts) = (Vec::new(), Vec::new());
        for edit in edits {
            let edit = map.edit(edit, |text| Some(text.to_owned()));
            let edit = edit.map_err(|error| error.to_string())?;
            match edit.file == self.file() {
                true => in_page.push(edit),
                false => in_scripts.push(edit),
            }
        }
        let mut placed = self.edits_in_file(&in_page, together.files, index)?;
        placed.extend(in_scripts);
        Ok(placed)
    }

    fn edits_in_file(
        &self,
        edits: &[Edit],
        files: &Files,
        index: usize,
    ) -> Result<Vec<Edit>, String> {
        let file = self.file();
        let Self::Embedded(embedded) = self else {
            return Ok(edits.to_vec());
        };
        if edits.is_empty() {
            return Ok(Vec::new());
        }
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
    let whole = whole.filter(|file| {
        !files.is_configuration(*file) && !files.is_script(*file) && !is_template(*file)
    });
    whole
        .map(PageAt::File)
        .chain(
            embedded
                .iter()
                .map(|it| PageAt::Embedded(Box::new((*it).clone()))),
        )
        .collect()
}

/// A page with its scripts as one text.
#[derive(Debug)]
pub(super) struct Linked {
    pub(super) text: LinkedText,
    ways: Vec<Way>,
}

/// Something that was found in a file.
enum Found {
    Counted(Finding),
    Suppressed(Suppressed),
}

impl Found {
    fn finding(&self) -> &Finding {
        match self {
            Self::Counted(finding) => finding,
            Self::Suppressed(it) => &it.finding,
        }
    }
}

/// What is said of the place where a page loads the script that a finding is in.
const LOADED_HERE: &str = "this page loads the script";

/// So many of the pages are named that a finding in a script was seen from.
const MOST_PAGES: usize = 5;

/// Checks every page.
pub(super) fn judge(
    together: Together<'_>,
    reading: &Reading,
    fixes: Fixes,
    trees: &Trees,
) -> JudgedFiles {
    let mut all_found = JudgedFiles::new();
    let pages = all(together.files, reading);
    for (index, page) in pages.iter().enumerate() {
        let settings = together.settings(page.file());
        let linked = page.linked(together, trees);
        let judged = check::look(&linked.text, &settings, fixes.into());
        all_found.entry(page.file()).or_default().found_lock |= judged.found_lock;
        for mut found in page.in_files(judged, &linked, together, index) {
            if let Found::Counted(finding) = &mut found {
                hold_for_others(finding, index, &pages, together, trees);
            }
            add(&mut all_found, found, together);
        }
    }
    leave_out_used_comments(&mut all_found, &pages, together);
    all_found
}

/// Adds what was found, unless it is in a script and was found there before, from another page.
fn add(all_found: &mut JudgedFiles, found: Found, together: Together<'_>) {
    let file = found.finding().file;
    let judged = all_found.entry(file).or_insert_with(|| Judged {
        found_lock: true,
        ..Judged::default()
    });
    if together.files.is_script(file) {
        let known = judged.findings.iter_mut();
        let known = known.chain(judged.suppressed.iter_mut().map(|it| &mut it.finding));
        let new = found.finding();
        let is_same = |it: &&mut Finding| {
            (it.rule, it.span, &it.message) == (new.rule, new.span, &new.message)
        };
        if let Some(known) = known.into_iter().find(is_same) {
            let pages = new.related.iter().filter(|it| it.message == LOADED_HERE);
            known.related.extend(pages.cloned());
            return;
        }
    }
    match found {
        Found::Counted(finding) => judged.findings.push(finding),
        Found::Suppressed(it) => judged.suppressed.push(it),
    }
}

/// A comment in a script is unused where no page that loads the script has a use for it. Also says in how many
/// pages more a finding was seen than are named.
fn leave_out_used_comments(all_found: &mut JudgedFiles, pages: &[PageAt], together: Together<'_>) {
    let loaded: Vec<Vec<Way>> = pages
        .iter()
        .map(|page| {
            together
                .scripts
                .ways(page.file(), page.text(together.files))
        })
        .collect();
    for (file, judged) in all_found.iter_mut() {
        if !together.files.is_script(*file) {
            continue;
        }
        let loads = |ways: &&Vec<Way>| ways.iter().any(|way| way.files.contains(file));
        let count = loaded.iter().filter(loads).count();
        let seen = |finding: &Finding| {
            let pages = finding.related.iter();
            pages.filter(|it| it.message == LOADED_HERE).count()
        };
        judged
            .findings
            .retain(|it| it.rule != unused_ignore::RULE.id || seen(it) >= count);
        for finding in &mut judged.findings {
            name_some(finding);
        }
    }
}

/// Leaves some of the pages that a finding was seen from, and says of how many more it was.
fn name_some(finding: &mut Finding) {
    let is_page = |it: &Related| it.message == LOADED_HERE;
    let count = finding.related.iter().filter(|it| is_page(it)).count();
    let mut named = 0;
    finding.related.retain_mut(|it| {
        if !is_page(it) {
            return true;
        }
        named += 1;
        if named == MOST_PAGES && count > MOST_PAGES {
            it.message = format!(
                "this page loads the script, as do {} others",
                count - MOST_PAGES
            );
        }
        named <= MOST_PAGES
    });
}

/// Takes the fix from a finding when it edits a script, and another page that loads the script would break a rule
/// that it does not break now.
fn hold_for_others(
    finding: &mut Finding,
    index: usize,
    pages: &[PageAt],
    together: Together<'_>,
    trees: &Trees,
) {
    let Some(fix) = &finding.fix else {
        return;
    };
    let is_held = holds_for_others(&fix.edits, finding.rule, index, pages, together, trees);
    if let Err(reason) = is_held {
        finding.fix = None;
        finding.unfixable = Some(reason);
    }
}

/// Whether edits of scripts do no harm on the other pages that load them. The error completes "not fixed
/// because".
pub(super) fn holds_for_others(
    edits: &[Edit],
    rule: &'static str,
    index: usize,
    pages: &[PageAt],
    together: Together<'_>,
    trees: &Trees,
) -> Result<(), String> {
    let scripts: BTreeSet<FileId> = edits
        .iter()
        .map(|edit| edit.file)
        .filter(|file| together.files.is_script(*file))
        .collect();
    if scripts.is_empty() {
        return Ok(());
    }
    let in_scripts: Vec<Edit> = edits
        .iter()
        .filter(|edit| scripts.contains(&edit.file))
        .cloned()
        .collect();
    let files = together
        .files
        .with_texts(edited(together.files, &in_scripts)?);
    let after = Together {
        files: &files,
        ..together
    };
    for (other, page) in pages.iter().enumerate() {
        let ways = together
            .scripts
            .ways(page.file(), page.text(together.files));
        let loads = ways.iter().any(|way| !way.files.is_disjoint(&scripts));
        if other == index || !loads {
            continue;
        }
        let settings = together.settings(page.file());
        let look = |together: Together<'_>| {
            let linked = page.linked(together, trees);
            check::look(&linked.text, &settings, check::Fixes::LeftOut)
        };
        let (was, is) = (look(together), look(after));
        if let Some(finding) = check::fixing::unexpected_after(&was, &is, rule) {
            let name = together.files.source(page.file());
            let name = name.map(|it| it.name.as_str()).unwrap_or_default();
            return Err(format!(
                "the script is also loaded by {name}, which would break the rule `{}` afterwards",
                finding.rule
            ));
        }
    }
    Ok(())
}
