//! Checks that a script's text, as the tokenizer gave it, is what the page has at its place.

/// Compares text that arrives piece by piece with the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextCheck {
    /// How far the text has been found; `None` once it differs.
    at: Option<usize>,
}

impl TextCheck {
    /// Starts at an offset of the page.
    pub(super) fn new(start: usize) -> Self {
        Self { at: Some(start) }
    }

    /// Compares the next piece. The tokenizer turns `\r\n` and `\r` into `\n`, and NUL into U+FFFD.
    pub(super) fn push(&mut self, page: &str, piece: &str) {
        self.at = self.at.and_then(|at| {
            let rest = page.get(at..)?;
            if rest.starts_with(piece) {
                return Some(at + piece.len());
            }
            piece
                .chars()
                .try_fold(rest, strip_normalized)
                .map(|rest| page.len() - rest.len())
        });
    }

    /// Whether all text was found and ended at this offset.
    pub(super) fn ended_at(self, end: usize) -> bool {
        self.at == Some(end)
    }
}

/// Takes from `rest` what the tokenizer turns into `c`.
fn strip_normalized(rest: &str, c: char) -> Option<&str> {
    match c {
        '\n' => ["\r\n", "\r", "\n"]
            .iter()
            .find_map(|end| rest.strip_prefix(end)),
        '\u{fffd}' => rest.strip_prefix(['\0', c]),
        _ => rest.strip_prefix(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_after_normalisation() {
        let table: [(&str, &[&str], bool); 8] = [
            ("ab", &["a", "b"], true),
            ("a\r\nb\rc", &["a\nb\nc"], true),
            ("a\r\nb\r\n", &["a", "\n", "b", "\n"], true),
            ("a\0b\u{fffd}", &["a\u{fffd}b\u{fffd}"], true),
            ("ab", &["a"], false),
            ("ab", &["abc"], false),
            ("ab", &["b"], false),
            ("", &[], true),
        ];
        for (page, pieces, expected) in table {
            let mut check = TextCheck::new(0);
            for piece in pieces {
                check.push(page, piece);
            }
            assert_eq!(check.ended_at(page.len()), expected, "{page:?} {pieces:?}");
        }
    }
}
