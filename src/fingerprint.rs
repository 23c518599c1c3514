//! What a place looks like, in a form that stays the same while the text around it changes.

use std::fmt;

/// Lines of more bytes than this are told by a part of them: a minified script is one line.
const LONG_LINE: usize = 400;

/// How many characters of a long line count.
const PART: usize = 160;

/// A fingerprint: the FNV-1a hash of 128 bits. It is the same in every release and on every machine,
/// which that of the standard library does not promise. Displayed as 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Fingerprint(u128);

impl Default for Fingerprint {
    fn default() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl Fingerprint {
    /// The fingerprint of what a rule finds at an offset of a text. It depends on the words of the
    /// line, whatever the white space between them; on a long line, of what follows the offset there.
    pub(crate) fn of_finding(rule: &str, text: &str, offset: usize) -> Self {
        Self::default()
            .with(rule.as_bytes())
            .with(b"\0")
            .with_place(text, offset)
    }

    /// What it is when these bytes count as well.
    #[must_use]
    pub(crate) fn with(self, bytes: &[u8]) -> Self {
        let add = |hash: u128, byte: &u8| {
            (hash ^ u128::from(*byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
        };
        Self(bytes.iter().fold(self.0, add))
    }

    fn with_place(self, text: &str, offset: usize) -> Self {
        let is_line_end = |c| matches!(c, '\n' | '\r');
        let before = text.get(..offset).unwrap_or_default();
        let after = text.get(offset..).unwrap_or_default();
        let start = before.rsplit(is_line_end).next().unwrap_or_default();
        let end = after.split(is_line_end).next().unwrap_or_default();
        if start.len() + end.len() > LONG_LINE {
            let part = end.char_indices().nth(PART).map_or(end.len(), |(at, _)| at);
            self.with_words(end.get(..part).unwrap_or_default())
        } else {
            self.with_words(start).with_words(end)
        }
    }

    fn with_words(self, text: &str) -> Self {
        let words = text.split_whitespace();
        words.fold(self, |hash, word| hash.with(word.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, offset: usize) -> Fingerprint {
        Fingerprint::of_finding("rule", text, offset)
    }

    #[test]
    fn is_the_hash_that_its_authors_publish() {
        let digits = |bytes| Fingerprint::default().with(bytes).to_string();
        assert_eq!(digits(b""), "6c62272e07bb014262b821756295c58d");
        assert_eq!(digits(b"a"), "d228cb696f1a8caf78912b704e4a8964");
    }

    #[test]
    fn depends_on_the_line_and_not_on_white_space_or_place() {
        let same = ["a(b)", "\n\n a( b )\r\nc", "x\n\ta (b)  \n"];
        for text in same {
            let at = text.find('a').expect("there is one");
            assert_eq!(of(text, at), of("a(b)", 2), "{text:?}");
        }
        assert_ne!(of("a(b)", 0), of("a(c)", 0));
    }

    #[test]
    fn depends_on_the_rule() {
        let other = Fingerprint::of_finding("other", "a(b)", 0);
        assert_ne!(of("a(b)", 0), other);
    }

    #[test]
    fn long_lines_are_told_by_what_follows() {
        let line = format!("{}new Lock(a){}", "x;".repeat(300), "y;".repeat(300));
        let longer = format!("{}{line}z", "w;".repeat(10));
        assert_eq!(of(&line, 600), of(&longer, 620));
        assert_ne!(of(&line, 600), of(&line, 0));
    }
}
