//! Lines and columns.

use crate::span::Span;

/// The mark some editors put in front of a text; it is part of the file but no column of its first
/// line.
pub(super) const BYTE_ORDER_MARK: char = '\u{feff}';

/// Where the lines of a text are.
#[derive(Debug, Clone)]
pub struct LineIndex {
    /// Every line without its line end; never empty.
    lines: Vec<Span>,
}

/// A place in a text as people count: lines and columns from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Byte offset from 0.
    pub offset: usize,
    /// Line from 1.
    pub line: usize,
    /// Column from 1, in characters (Unicode scalar values).
    pub column: usize,
}

impl LineIndex {
    /// Finds the lines of `text`. A line ends with `\n`, `\r\n` or a `\r` on its own.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut lines = Vec::new();
        let mut start = 0;
        for end in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if end < start {
                continue; // The `\n` of a `\r\n`.
            }
            lines.push(Span::new(start, end));
            let crlf = bytes.get(end..end + 2) == Some(b"\r\n");
            start = end + if crlf { 2 } else { 1 };
        }
        lines.push(Span::new(start, text.len()));
        Self { lines }
    }

    /// The line and column of a byte offset into `text`, the text this index was made of.
    ///
    /// An offset inside a character counts as that character's start, one past the end as the end.
    #[must_use]
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let before = self.before(text, offset);
        Position {
            offset,
            line: self.line(offset),
            column: before.chars().count() + 1,
        }
    }

    /// The column of a byte offset from 1, in UTF-16 code units, as SARIF and the language server
    /// protocol can ask for it.
    #[must_use]
    pub fn utf16_column(&self, text: &str, offset: usize) -> usize {
        self.before(text, offset).encode_utf16().count() + 1
    }

    /// The bytes of line `n` (from 1) without its line end; `None` when there is no such line.
    #[must_use]
    pub fn line_span(&self, n: usize) -> Option<Span> {
        self.lines.get(n.checked_sub(1)?).copied()
    }

    /// The line of a byte offset, from 1.
    fn line(&self, offset: usize) -> usize {
        self.lines.partition_point(|line| line.start <= offset)
    }

    /// What stands on the line before the offset, without the byte order mark.
    fn before<'t>(&self, text: &'t str, offset: usize) -> &'t str {
        let mut end = offset.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let start = self.line_span(self.line(end)).map_or(0, |line| line.start);
        let before = text.get(start..end).unwrap_or_default();
        match start {
            0 => before.strip_prefix(BYTE_ORDER_MARK).unwrap_or(before),
            _ => before,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
        let position = LineIndex::new(text).position(text, offset);
        (position.line, position.column)
    }

    #[test]
    fn counts_lines_and_columns() {
        let text = "ab\ncd\r\nef\rgh\n";
        let table = [
            (0, (1, 1)),
            (2, (1, 3)),
            (3, (2, 1)),
            (5, (2, 3)),
            (6, (2, 4)),
            (7, (3, 1)),
            (10, (4, 1)),
            (13, (5, 1)),
            (99, (5, 1)),
        ];
        for (offset, expected) in table {
            assert_eq!(line_and_column(text, offset), expected, "offset {offset}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        assert_eq!(line_and_column("\u{feff}a", 3), (1, 1));
        assert_eq!(line_and_column("\u{feff}a\n\u{feff}b", 8), (2, 2));
    }

    #[test]
    fn columns_are_characters_or_utf16_units() {
        let text = "é𝄞x";
        assert_eq!(line_and_column(text, 6), (1, 3));
        assert_eq!(line_and_column(text, 3), (1, 2), "inside a character");
        assert_eq!(LineIndex::new(text).utf16_column(text, 6), 4);
    }

    #[test]
    fn line_spans_leave_the_line_end_out() {
        let text = "ab\r\n\ncd";
        let index = LineIndex::new(text);
        assert_eq!(index.line_span(1), Some(Span::new(0, 2)));
        assert_eq!(index.line_span(2), Some(Span::new(4, 4)));
        assert_eq!(index.line_span(3), Some(Span::new(5, 7)));
        assert_eq!(index.line_span(0), None);
        assert_eq!(index.line_span(4), None);
    }

    proptest! {
        #[test]
        fn positions_grow_with_offsets(text in "[a\\r\\né\u{feff}]{0,20}") {
            let index = LineIndex::new(&text);
            let positions: Vec<_> = text
                .char_indices()
                .map(|(offset, _)| index.position(&text, offset))
                .filter(|p| !(p.offset == 0 && text.starts_with(BYTE_ORDER_MARK)))
                .map(|p| (p.line, p.column))
                .collect();
            prop_assert!(positions.is_sorted_by(|a, b| a < b), "{positions:?}");
        }
    }
}
