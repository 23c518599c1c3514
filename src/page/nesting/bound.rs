//! A bound for how deep code goes, from its bytes alone.
//!
//! However code is read, each byte of it weighs no more than the heaviest token that it can be part
//! of. Most scripts are so small that this is enough, and takes a small part of the time of a look at
//! their tokens.

use super::{ARROW, LABEL, Measure};

/// How many bytes of some kinds there are. Few enough are counted that each number fits into a byte:
/// that way, and without branches, several bytes are looked at at once.
#[derive(Default)]
struct Counts {
    /// What opens a bracket.
    opens: u8,
    /// What can be half of an arrow.
    halves: u8,
    /// What can end a label.
    colons: u8,
    /// What weighs at least one: the first letter of a word, and whatever is neither a letter nor blank.
    others: u8,
}

/// Bytes that are counted together.
const CHUNK: usize = u8::MAX as usize;

impl Counts {
    /// Counts bytes, each with the one before it.
    fn of(bytes: &[u8], before: &[u8]) -> Self {
        let mut counts = Self::default();
        for (&byte, &before) in bytes.iter().zip(before) {
            let goes_on = is_letter(byte) & is_letter(before);
            let is_blank = (byte == b' ') | (byte == b'\n');
            counts.opens += u8::from((byte == b'(') | (byte == b'[') | (byte == b'{'));
            counts.halves += u8::from((byte == b'=') | (byte == b'>'));
            counts.colons += u8::from(byte == b':');
            counts.others += u8::from(!goes_on & !is_blank);
        }
        counts
    }

    /// One for each of the others, and what some of them weigh beyond that: the operator that a bracket may
    /// be as well, an arrow, a label.
    fn weight(&self) -> usize {
        usize::from(self.opens)
            + (ARROW / 2 - 1) * usize::from(self.halves)
            + (LABEL - 1) * usize::from(self.colons)
            + usize::from(self.others)
    }
}

/// Whether a byte is a letter of ASCII. Of the other bytes that words can have, each counts by itself.
fn is_letter(byte: u8) -> bool {
    (byte | 0x20).wrapping_sub(b'a') < 26
}

/// The most that code can measure.
pub(super) fn bound(code: &str) -> Measure {
    let bytes = code.as_bytes();
    // The first byte has none before it, as after a blank.
    let first = bytes.get(..1).unwrap_or_default();
    let rest = bytes.get(1..).unwrap_or_default();
    let chunks = rest.chunks(CHUNK).zip(bytes.chunks(CHUNK));
    let counts = chunks.map(|(bytes, before)| Counts::of(bytes, before));
    let mut measure = Measure {
        depth: 0,
        weight: 1,
    };
    for counts in std::iter::once(Counts::of(first, b" ")).chain(counts) {
        measure.depth += usize::from(counts.opens);
        measure.weight += counts.weight();
    }
    measure
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{LIMITS, measure};
    use super::*;

    fn assert_bounds(code: &str) {
        let (measured, most) = (measure(code, LIMITS), bound(code));
        assert!(
            measured.depth <= most.depth && measured.weight <= most.weight,
            "{code:?}: {measured:?} {most:?}"
        );
    }

    #[test]
    fn counts_brackets_operators_and_words() {
        let table = [
            ("", 0, 1),
            ("a b\n c", 0, 4),
            ("f(g[1])", 2, 10),
            ("a=>b", 0, 7),
            ("l:{}", 1, 13),
            ("typeof\u{a0}typeof", 0, 5),
        ];
        for (code, depth, weight) in table {
            assert_eq!(bound(code), Measure { depth, weight }, "{code:?}");
        }
    }

    /// Tokens that can be read in one way only: without `/`, and without marks of merge conflicts.
    fn token() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec![
            "a", "if", "else ", "do ", "typeof", "function", "return", "new ", "await ", "for",
            "class ", "1", "1.5.", "'a'", "`", "${", "(", ")", "[", "]", "{", "}", "=>", "=", "==",
            "?", "?.", ":", ".", "...", ",", ";", "++", "--", "!", "~", "**", "&&=", "<", " ",
            "\n", "\u{a0}", "\u{2028}", "\\u{61}", "\\u0061", "#a", "@@a@@", "\u{e9}", "\x01",
            "-->",
        ])
    }

    proptest! {
        #[test]
        fn bounds_what_the_tokens_measure(tokens in prop::collection::vec(token(), 0..60)) {
            let code = tokens.concat();
            prop_assume!(!code.contains("<<<<<<<") && !code.contains("======="));
            assert_bounds(&code);
        }
    }
}
