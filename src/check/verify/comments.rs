//! Verifying that a comment which comes or goes changes what is ignored and nothing else.

use super::{Known, edited, same_constructions, same_page};
use crate::check::ignores::{Identity, Verdict};
use crate::check::{Analysis, Settings};
use crate::edit::Edit;
use crate::finding::Finding;
use crate::page::LinkedText;
use crate::rules::{Effect, Remedy};
use crate::span::Span;

/// Whether a remedy for an ignore comment changes nothing but what is said of such comments.
pub(in crate::check) fn verify_removal(
    before: &Known<'_>,
    finding: &Finding,
    remedy: &Remedy,
    settings: &Settings,
) -> Result<(), String> {
    let (analysis, linked) = after_comment(before, &remedy.fix.edits, settings)?;
    let after = Verdict::of(&analysis, linked.text(), settings);
    // A whole comment takes along what else was found in it, as that it gives no reason.
    let ranges = remedy.fix.edits.iter().map(|edit| edit.range);
    let removed: Vec<Span> = ranges.collect();
    let is_removed = |other: &Finding| removed.iter().any(|range| range.contains(other.span));
    let is_same = |other: &Finding| (other.rule, other.span) == (finding.rule, finding.span);
    let verdict = before.verdict;
    let comes_to = |goes: &dyn Fn(&Finding) -> bool| {
        let left = verdict.identities_where(|other| !goes(other));
        let counted = verdict.identities_where(|other| !goes(other) && verdict.counts(other));
        after.identities() == left && after.counted_identities() == counted
    };
    if comes_to(&is_same) || comes_to(&is_removed) {
        Ok(())
    } else {
        Err("other findings would come or go".into())
    }
}

/// Whether a new ignore comment suppresses a finding, and nothing but findings of its rule.
pub(in crate::check) fn verify_ignore(
    before: &Known<'_>,
    finding: &Finding,
    edit: &Edit,
    settings: &Settings,
) -> Result<LinkedText, String> {
    let (analysis, linked) = after_comment(before, std::slice::from_ref(edit), settings)?;
    let after = Verdict::of(&analysis, linked.text(), settings);
    let was = before.verdict.counted_identities();
    let is = after.counted_identities();
    let is_fewer = is.len() < was.len();
    let of_other_rules = |identities: &[Identity<'_>]| -> Vec<(&'static str, String)> {
        let others = identities.iter().filter(|(rule, _)| *rule != finding.rule);
        others
            .map(|(rule, message)| (*rule, (*message).to_owned()))
            .collect()
    };
    let same_others = of_other_rules(&was) == of_other_rules(&is);
    if is_fewer && same_others && after.identities() == before.verdict.identities() {
        Ok(linked)
    } else {
        Err("the comment would not cover the finding, or cover others".into())
    }
}

/// Reads the page that comes out when a comment comes or goes, which changes nothing else.
fn after_comment(
    before: &Known<'_>,
    edits: &[Edit],
    settings: &Settings,
) -> Result<(Analysis, LinkedText), String> {
    let linked = edited(before, edits)?;
    let after = Analysis::of_linked(&linked).witnessed(linked.text(), settings);
    if !after.page.positions_are_certain() {
        return Err("the page could not be read with certainty afterwards".into());
    }
    same_page(before.analysis, &after)?;
    same_constructions(&before.analysis.model, &after.model, &Effect::none())?;
    Ok((after, linked))
}
