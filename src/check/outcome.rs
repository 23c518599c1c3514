//! Comparing what is found before and after a fix.

use crate::edit::Applicability;
use crate::finding::{Finding, Severity};
use crate::rules::{self, Group};

/// What may come of a fix beside that its finding goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tolerance {
    /// The rule whose finding the fix mends: no new one of it may come.
    pub(super) mended: &'static str,
    /// Whether the page may load another release of Lock, which reads other options and has other
    /// advisories. That is told, and no reason to stay with the old release.
    pub(super) release: bool,
    /// How far the fix may be trusted. An unsafe one may bring notes about what it turns on.
    pub(super) applicability: Applicability,
}

impl Tolerance {
    fn includes(self, finding: &Finding) -> bool {
        let group = rules::find(finding.rule).map(|rule| rule.group);
        let comes_with_release = self.release
            && matches!(group, Some(Group::Options | Group::Security))
            && finding.severity < Severity::Error;
        let is_note =
            self.applicability <= Applicability::Unsafe && finding.severity == Severity::Note;
        finding.rule != self.mended && (comes_with_release || is_note)
    }
}

/// The first finding after a fix that was not expected: that neither was there before nor may come.
/// `before` has the findings without the one that is mended.
pub(super) fn unexpected<'a>(
    before: impl Iterator<Item = &'a Finding>,
    after: impl Iterator<Item = &'a Finding>,
    tolerance: Tolerance,
) -> Option<&'a Finding> {
    let mut expected: Vec<_> = before.map(identity).collect();
    for finding in after {
        let known = expected
            .iter()
            .position(|known| *known == identity(finding));
        match known {
            Some(known) => {
                expected.swap_remove(known);
            }
            None if tolerance.includes(finding) => {}
            None => return Some(finding),
        }
    }
    None
}

/// What a finding is known again by: its rule and its message, but for the releases that it names.
fn identity(finding: &Finding) -> (&'static str, String) {
    let is_of_number = |c: char| c.is_ascii_digit() || c == '.';
    let words = finding.message.split(' ').map(|word| {
        let is_release = word.contains('.') && word.chars().all(is_of_number);
        if is_release { "*" } else { word }
    });
    (finding.rule, words.collect::<Vec<_>>().join(" "))
}
