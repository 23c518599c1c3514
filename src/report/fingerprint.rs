//! Names for findings that stay the same while a page changes around them.

use std::collections::HashMap;

use super::places::Places;
use super::{Checked, Suppressed};
use crate::finding::Finding;

/// A finding with its name.
#[derive(Debug)]
pub(super) struct Named<'a> {
    pub(super) finding: &'a Finding,
    /// Set when the finding does not count.
    pub(super) suppressed: Option<&'a Suppressed>,
    /// 32 hexadecimal digits.
    pub(super) fingerprint: String,
}

/// A page's findings, in order, those that do not count among the others.
///
/// A fingerprint depends on the rule, on the line that the finding starts on, spaces left aside, and
/// on how many of the page's findings before it had both the same. Lines that come or go elsewhere,
/// new indentation and suppressing another finding do not change it.
pub(super) fn named<'a>(page: Checked<'a>, places: &Places<'_>) -> Vec<Named<'a>> {
    let counted = page.findings.iter().map(|finding| (finding, None));
    let suppressed = page.suppressed.iter();
    let suppressed = suppressed.map(|suppressed| (&suppressed.finding, Some(suppressed)));
    let mut findings: Vec<_> = counted.chain(suppressed).collect();
    findings.sort_by_key(|(finding, _)| finding.span);
    let mut seen: HashMap<u128, u64> = HashMap::new();
    findings
        .into_iter()
        .map(|(finding, suppressed)| Named {
            finding,
            suppressed,
            fingerprint: fingerprint(finding, places, &mut seen),
        })
        .collect()
}

fn fingerprint(finding: &Finding, places: &Places<'_>, seen: &mut HashMap<u128, u64>) -> String {
    let mut hash = Hash::default();
    hash.write(finding.rule.as_bytes());
    hash.write(b"\0");
    for word in places.line_text(finding.span.start).split_whitespace() {
        hash.write(word.as_bytes());
    }
    let seen = seen.entry(hash.0).or_default();
    hash.write(&seen.to_le_bytes());
    *seen += 1;
    hash.digits()
}

/// The fingerprint of a finding among those of all pages.
pub(super) fn across_pages(fingerprint: &str, path: &str) -> String {
    let mut hash = Hash::default();
    hash.write(fingerprint.as_bytes());
    hash.write(path.as_bytes());
    hash.digits()
}

/// The FNV-1a hash of 128 bits. It is the same in every release and on every machine, which that of
/// the standard library does not promise.
struct Hash(u128);

impl Default for Hash {
    fn default() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }
}

impl Hash {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 ^= u128::from(*byte);
            self.0 = self
                .0
                .wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }

    fn digits(&self) -> String {
        format!("{:032x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::SuppressedIn;
    use super::super::tests::{checked, note};
    use super::*;

    fn of(text: &str, needles: &[&str]) -> Vec<String> {
        let findings: Vec<_> = needles.iter().map(|needle| note(text, needle)).collect();
        let named = named(checked(text, &findings), &Places::new(text));
        named.into_iter().map(|named| named.fingerprint).collect()
    }

    #[test]
    fn hashes_as_the_authors_of_the_hash_say() {
        let mut hash = Hash::default();
        assert_eq!(hash.digits(), "6c62272e07bb014262b821756295c58d");
        hash.write(b"a");
        assert_eq!(hash.digits(), "d228cb696f1a8caf78912b704e4a8964");
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
            place: SuppressedIn::Page,
            reason: None,
        }];
        let findings = [note(text, "new B")];
        let page = Checked {
            suppressed: &suppressed,
            ..checked(text, &findings)
        };
        let names = named(page, &Places::new(text));
        let names: Vec<_> = names.into_iter().map(|named| named.fingerprint).collect();
        assert_eq!(names, of(text, &["new A", "new B"]));
    }

    #[test]
    fn pages_are_told_apart() {
        assert_ne!(across_pages("1", "a.html"), across_pages("1", "b.html"));
    }
}
