//! Names for findings that stay the same while a page changes around them.

use std::collections::HashMap;

use super::Checked;
use crate::finding::Finding;
use crate::fingerprint::Fingerprint;
use crate::suppress::Suppressed;

/// A finding with its name.
#[derive(Debug)]
pub(super) struct Named<'a> {
    pub(super) finding: &'a Finding,
    /// Set when the finding does not count.
    pub(super) suppressed: Option<&'a Suppressed>,
    pub(super) fingerprint: Fingerprint,
}

/// A page's findings, in order, those that do not count among the others.
///
/// A name depends on the rule, on the line that the finding starts on, spaces left aside, and on how
/// many of the page's findings before it had both the same. Lines that come or go elsewhere,
/// new indentation and suppressing another finding do not change it.
pub(super) fn named(page: Checked<'_>) -> Vec<Named<'_>> {
    let counted = page.findings.iter().map(|finding| (finding, None));
    let suppressed = page.suppressed.iter();
    let suppressed = suppressed.map(|suppressed| (&suppressed.finding, Some(suppressed)));
    let mut findings: Vec<_> = counted.chain(suppressed).collect();
    findings.sort_by_key(|(finding, _)| finding.span);
    let mut seen: HashMap<Fingerprint, u64> = HashMap::new();
    findings
        .into_iter()
        .map(|(finding, suppressed)| {
            let alike = Fingerprint::of_finding(finding.rule, page.text, finding.span.start);
            let before = seen.entry(alike).or_default();
            *before += 1;
            Named {
                finding,
                suppressed,
                fingerprint: alike.with(&(*before - 1).to_le_bytes()),
            }
        })
        .collect()
}

/// The fingerprint of a finding among those of all pages.
pub(super) fn across_pages(fingerprint: Fingerprint, path: &str) -> Fingerprint {
    fingerprint.with(path.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{checked, note};
    use super::*;
    use crate::suppress::Suppressor;

    fn of(text: &str, needles: &[&str]) -> Vec<Fingerprint> {
        let findings: Vec<_> = needles.iter().map(|needle| note(text, needle)).collect();
        let named = named(checked(text, &findings));
        named.into_iter().map(|named| named.fingerprint).collect()
    }

    #[test]
    fn moving_and_indenting_a_line_changes_nothing() {
        let before = of("<p>\nnew Lock( a )\n", &["new"]);
        assert_eq!(before, of("<p>\r\n\r\n\t  new Lock(a)  \r\n", &["new"]));
        assert_ne!(before, of("<p>\nnew Lock( b )\n", &["new"]));
    }

    #[test]
    fn equal_lines_are_told_apart() {
        let prints = of("new A(1), new B(2)", &["new A", "new B"]);
        assert_ne!(prints.first(), prints.last());
    }

    #[test]
    fn suppressing_a_finding_leaves_the_others_their_names() {
        let text = "new A(1), new B(2)";
        let suppressed = [Suppressed {
            finding: note(text, "new A"),
            by: Suppressor::Baseline,
            reason: None,
        }];
        let findings = [note(text, "new B")];
        let page = Checked {
            suppressed: &suppressed,
            ..checked(text, &findings)
        };
        let names = named(page);
        let names: Vec<_> = names.into_iter().map(|named| named.fingerprint).collect();
        assert_eq!(names, of(text, &["new A", "new B"]));
    }

    #[test]
    fn pages_are_told_apart() {
        let one = Fingerprint::default();
        assert_ne!(across_pages(one, "a.html"), across_pages(one, "b.html"));
    }
}
