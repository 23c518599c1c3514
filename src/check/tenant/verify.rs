//! Verifying a fix in the files of a tenant: they are read again, and nothing else may have changed.

use std::collections::BTreeMap;

use super::essence::Essence;
use super::{Looker, Settings, Together};
use crate::edit::{self, Applicability, Edit};
use crate::input::FileId;
use crate::rules::{Draft, Effect, Remedy};
use crate::tenant::files::{Files, Reading};

/// The texts that edits make of files.
pub(super) fn edited(files: &Files, edits: &[Edit]) -> Result<BTreeMap<FileId, String>, String> {
    let mut by_file: BTreeMap<FileId, Vec<Edit>> = BTreeMap::new();
    for edit in edits {
        by_file.entry(edit.file).or_default().push(edit.clone());
    }
    let mut texts = BTreeMap::new();
    for (file, edits) in by_file {
        let before = files.text(file);
        let after = edit::apply(before, &edits).map_err(|error| error.to_string())?;
        if !edit::is_untouched(before, &after, &edits) {
            return Err("the edit would change other parts of the file".to_owned());
        }
        texts.insert(file, after);
    }
    Ok(texts)
}

impl Looker {
    /// Whether a remedy for one of the drafts does what it says and nothing else. The error completes "not
    /// fixed because".
    pub(super) fn verify(
        &self,
        index: usize,
        drafts: &[Draft],
        remedy: &Remedy,
        together: Together<'_>,
        reading: &Reading,
    ) -> Result<(), String> {
        let files = together
            .files
            .with_texts(edited(together.files, &remedy.fix.edits)?);
        let after = files.tenants();
        let before = Essence::of(together.files, reading);
        does_only(&before, &Essence::of(&files, &after), &remedy.effect)?;
        let together = Together {
            files: &files,
            ..together
        };
        super::super::verify::nothing_new(drafts, index, &self.drafts(together, &after), remedy)
    }

    /// Gives a finding about a comment its fix, when the files say the same without the comment.
    pub(super) fn add_comment_fix(
        &self,
        draft: &mut Draft,
        together: Together<'_>,
        settings: &Settings,
    ) {
        let Some(remedy) = draft.remedies.first() else {
            return;
        };
        match says_the_same(together.files, &remedy.fix.edits) {
            Ok(()) => {
                let mut fix = remedy.fix.clone();
                if settings.unfixable.contains(draft.finding.rule) {
                    fix.applicability = Applicability::DisplayOnly;
                }
                draft.finding.fix = Some(fix);
            }
            Err(reason) => draft.finding.unfixable = Some(reason),
        }
    }
}

/// Whether files configure the same after edits.
pub(super) fn says_the_same(files: &Files, edits: &[Edit]) -> Result<(), String> {
    let after = files.with_texts(edited(files, edits)?);
    let before = Essence::of(files, &files.tenants());
    does_only(
        &before,
        &Essence::of(&after, &after.tenants()),
        &Effect::none(),
    )
}

/// Whether files say the same but for what a remedy is to change.
fn does_only(before: &Essence, after: &Essence, effect: &Effect) -> Result<(), String> {
    let mut expected = before.clone();
    if let Some(value) = effect.domain_connection {
        let pairs = before.connections.iter().zip(&after.connections);
        let changed: Vec<usize> = pairs
            .enumerate()
            .filter_map(|(index, (a, b))| (a != b).then_some(index))
            .collect();
        let [index] = changed.as_slice() else {
            return Err("other connections would change as well".to_owned());
        };
        if let Some((_, flag)) = expected.connections.get_mut(*index) {
            *flag = Some(value);
        }
    }
    if effect.template {
        expected.strays = before.strays.saturating_sub(1);
    }
    match expected == *after {
        true => Ok(()),
        false => Err("the files would say something else as well afterwards".to_owned()),
    }
}
