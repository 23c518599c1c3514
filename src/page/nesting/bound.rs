//! A bound for how deep code goes, from its bytes alone.
//!
//! However code is read, each byte of it weighs no more than the heaviest token that it can be part
//! of. Most scripts are so small that this is enough, and takes a tenth of the time of a look at their
//! tokens.

use super::{ARROW, LABEL, Measure};

/// What a byte can mean.
#[derive(Clone, Copy)]
struct Meaning {
    /// What it weighs at most, besides the word that may begin with it.
    weight: u8,
    /// Whether it opens a bracket.
    opens: bool,
    /// Whether it is part of a word. Blanks outside ASCII separate words as others do, so no byte of
    /// theirs is; each weighs as much as a word instead.
    is_word: bool,
}

const MEANINGS: [Meaning; 256] = meanings();

const fn meanings() -> [Meaning; 256] {
    let mut meanings = [meaning(0); 256];
    let mut byte = 0;
    while byte < meanings.len() {
        meanings[byte] = meaning(byte as u8);
        byte += 1;
    }
    meanings
}

const fn meaning(byte: u8) -> Meaning {
    let is_word = byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'@' | b'#' | b'\\');
    let opens = matches!(byte, b'(' | b'[' | b'{');
    let weight = match byte {
        _ if is_word => 0,
        b' ' | b'\t' | b'\n' | b'\r' | b'"' | b'\'' | b';' | b',' | b')' | b']' | b'}' => 0,
        // The bracket, and the operator that it may be.
        _ if opens => 2,
        b'=' | b'>' => ARROW as u8 / 2,
        b':' => LABEL as u8,
        _ => 1,
    };
    Meaning {
        weight,
        opens,
        is_word,
    }
}

/// The most that code can measure.
pub(super) fn bound(code: &str) -> Measure {
    let mut measure = Measure {
        depth: 0,
        weight: 1,
    };
    let mut in_word = false;
    for byte in code.bytes() {
        let meaning = MEANINGS[usize::from(byte)];
        measure.depth += usize::from(meaning.opens);
        measure.weight += usize::from(meaning.weight) + usize::from(meaning.is_word && !in_word);
        in_word = meaning.is_word;
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
