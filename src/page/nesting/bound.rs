//! A bound for how deep code goes, from its bytes alone.
//!
//! However code is read, each byte of it weighs no more than the heaviest token that it can be part
//! of. Most scripts are so small that this is enough, and takes a tenth of the time of a look at their
//! tokens.

use super::cursor::is_word_byte;
use super::{ARROW, LABEL, Measure};

/// What each byte weighs at most. A word, which weighs one, counts where it begins.
const WEIGHTS: [u8; 256] = weights();

const fn weights() -> [u8; 256] {
    let mut weights = [1; 256];
    let mut byte = 0;
    while byte < weights.len() {
        weights[byte] = match byte as u8 {
            b' ' | b'\t' | b'\n' | b'\r' | b'"' | b'\'' | b';' | b',' | b')' | b']' | b'}' => 0,
            b'_' | b'$' | b'@' | b'#' | b'\\' => 0,
            // The bracket, and the operator that it may be.
            b'(' | b'[' | b'{' => 2,
            b'=' | b'>' => ARROW as u8 / 2,
            b':' => LABEL as u8,
            other if other.is_ascii_alphanumeric() => 0,
            _ => 1,
        };
        byte += 1;
    }
    weights
}

/// The most that code can measure. Blanks outside ASCII separate words as others do, so each of their
/// bytes counts as a word.
pub(super) fn bound(code: &str) -> Measure {
    let mut measure = Measure {
        depth: 0,
        weight: 1,
    };
    let mut in_word = false;
    for byte in code.bytes() {
        let is_word = is_word_byte(byte) && byte.is_ascii();
        measure.depth += usize::from(matches!(byte, b'(' | b'[' | b'{'));
        measure.weight += usize::from(WEIGHTS[usize::from(byte)]);
        measure.weight += usize::from(is_word && !in_word);
        in_word = is_word;
    }
    measure
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::measure;
    use super::*;

    fn assert_bounds(code: &str) {
        let (measured, most) = (measure(code), bound(code));
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
            ("f(g[1])", 2, 8),
            ("a=>b", 0, 7),
            ("l:{}", 1, 12),
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
