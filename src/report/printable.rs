//! Text of a page made safe for a terminal.

use std::borrow::Cow;

/// The text with each character that a terminal acts upon replaced by `�`. Tabs are kept.
///
/// Pages are other people's: an escape sequence in one must not recolour, rename or rewrite the
/// terminal of whoever checks it, and a line break in a path must not forge a line of a report.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_acted_upon) {
        Cow::Owned(text.chars().map(shown).collect())
    } else {
        Cow::Borrowed(text)
    }
}

fn shown(character: char) -> char {
    if is_acted_upon(character) {
        char::REPLACEMENT_CHARACTER
    } else {
        character
    }
}

/// Control characters, and those that change the direction in which text runs.
fn is_acted_upon(character: char) -> bool {
    match character {
        '\t' => false,
        '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        other => other.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaces_what_a_terminal_acts_upon() {
        for (text, shown) in [
            ("", ""),
            ("a\tb – ü", "a\tb – ü"),
            ("\u{1b}[31mred", "�[31mred"),
            ("a\nb\rc\0d", "a�b�c�d"),
            ("\u{9b}2J", "�2J"),
            ("if (\u{202e}x)", "if (�x)"),
        ] {
            assert_eq!(printable(text), shown, "{text:?}");
        }
    }
}
