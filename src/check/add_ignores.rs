//! Writing ignore comments for what is found on a page.

use super::ignores::Verdict;
use super::verify::{self, Known};
use super::{Analysis, Fixes, Judged, Settings, judged};
use crate::edit::Edit;
use crate::finding::Finding;
use crate::input::Source;
use crate::page::LinkedText;
use crate::rules::page::{ignore_without_reason, unknown_rule_in_ignore, unused_ignore};
use crate::stack;
use crate::suppress::{Reason, comments_for};

/// Comments that are written on one page.
const MOST_COMMENTS: usize = 200;

/// A page after ignore comments were written.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Ignored {
    /// The text that comes out.
    pub text: String,
    /// The findings that comments were written for. Their places are those of the page as it was when
    /// its comment was written.
    pub added: Vec<Finding>,
    /// What is found on the page that comes out.
    pub judged: Judged,
}

/// Writes ignore comments for the findings that count, each where it covers the finding and as little
/// else as can be.
///
/// Findings about ignore comments themselves are left, and those where no comment would do. Nothing
/// else of what is found on the page, or of what Lock is given, is another afterwards; a second run
/// writes nothing.
#[must_use]
pub fn add_ignores(source: &Source, settings: &Settings, reason: Option<&Reason>) -> Ignored {
    stack::with_room(|| {
        let mut linked = LinkedText::alone(&source.text);
        let mut added = Vec::new();
        let mut skipped = 0;
        loop {
            let text = linked.text();
            let analysis = Analysis::of_linked(&linked).witnessed(text, settings);
            let verdict = Verdict::of(&analysis, text, settings);
            let known = Known {
                analysis: &analysis,
                verdict: &verdict,
                text,
                linked: &linked,
                is_written: true,
            };
            let is_certain = analysis.page.positions_are_certain();
            let next = next(&verdict, skipped)
                .filter(|_| is_certain && added.len() + skipped < MOST_COMMENTS);
            let Some(finding) = next else {
                let judged = judged(&analysis, &linked, settings, Fixes::Verified);
                return Ignored {
                    text: text.to_owned(),
                    added,
                    judged,
                };
            };
            match with_comment(&known, finding, settings, reason) {
                Some((_, after)) => {
                    added.push(finding.clone());
                    linked = after;
                }
                None => skipped += 1,
            }
        }
    })
}

/// The edit that writes an ignore comment for one finding that counts, as [`add_ignores`] would; `None`
/// where that would leave the finding.
#[must_use]
pub fn add_ignore(
    source: &Source,
    settings: &Settings,
    finding: &Finding,
    reason: Option<&Reason>,
) -> Option<Edit> {
    stack::with_room(|| {
        let linked = LinkedText::alone(&source.text);
        add_ignore_linked(&linked, settings, finding, reason)
    })
}

/// The same for a page with its scripts.
pub(super) fn add_ignore_linked(
    linked: &LinkedText,
    settings: &Settings,
    finding: &Finding,
    reason: Option<&Reason>,
) -> Option<Edit> {
    if is_about_ignores(finding) {
        return None;
    }
    let text = linked.text();
    let analysis = Analysis::of_linked(linked).witnessed(text, settings);
    let verdict = Verdict::of(&analysis, text, settings);
    let known = Known {
        analysis: &analysis,
        verdict: &verdict,
        text,
        linked,
        is_written: true,
    };
    let is_certain = analysis.page.positions_are_certain();
    let written = is_certain.then(|| with_comment(&known, finding, settings, reason));
    written.flatten().map(|(edit, _)| edit)
}

/// Whether a finding is about an ignore comment: ignoring it is not what helps.
pub(super) fn is_about_ignores(finding: &Finding) -> bool {
    [
        unused_ignore::RULE.id,
        unknown_rule_in_ignore::RULE.id,
        ignore_without_reason::RULE.id,
    ]
    .contains(&finding.rule)
}

/// The last finding that counts but for some that were tried: a comment for it moves none of the
/// findings that are still to come.
fn next(verdict: &Verdict, skipped: usize) -> Option<&Finding> {
    let findings = verdict.drafts.iter().map(|draft| &draft.finding);
    let mut counted: Vec<_> = findings
        .filter(|finding| !is_about_ignores(finding) && verdict.counts(finding))
        .collect();
    counted.sort_by(|a, b| super::by_place(b, a));
    counted.get(skipped).copied()
}

/// A comment for a finding, if one does what it is to do, and the text with it.
fn with_comment(
    known: &Known<'_>,
    finding: &Finding,
    settings: &Settings,
    reason: Option<&Reason>,
) -> Option<(Edit, LinkedText)> {
    let Known {
        analysis,
        verdict,
        text,
        ..
    } = known;
    let edits = comments_for(text, &analysis.page, &verdict.ignores, finding, reason);
    edits.into_iter().find_map(|edit| {
        let after = verify::verify_ignore(known, finding, &edit, settings).ok()?;
        Some((edit, after))
    })
}
