//! Places as the protocol counts them: lines from 0, columns from 0 in the unit that was agreed on.

use lsp_types::{Position, PositionEncodingKind, Range};

use crate::input::LineIndex;
use crate::span::Span;

/// What columns count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, which every client knows.
    #[default]
    Utf16,
}

impl Encoding {
    /// The best of those that a client offers. Bytes need no counting.
    pub(super) fn choose(offered: &[PositionEncodingKind]) -> Self {
        if offered.contains(&PositionEncodingKind::UTF8) {
            Self::Utf8
        } else {
            Self::Utf16
        }
    }

    /// The name that the protocol has for it.
    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    fn length(self, character: char) -> usize {
        match self {
            Self::Utf8 => character.len_utf8(),
            Self::Utf16 => character.len_utf16(),
        }
    }
}

/// A text whose places are translated.
#[derive(Debug)]
pub(super) struct Positions<'t> {
    text: &'t str,
    lines: LineIndex,
    encoding: Encoding,
}

impl<'t> Positions<'t> {
    pub(super) fn new(text: &'t str, encoding: Encoding) -> Self {
        Self {
            text,
            lines: LineIndex::new(text),
            encoding,
        }
    }

    /// Where a byte offset is. A byte order mark counts: to the client it is a character like others.
    pub(super) fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.lines.position(self.text, offset).line;
        let start = self.lines.line_span(line).map_or(0, |line| line.start);
        let before = Span::new(start, offset).text(self.text);
        let column: usize = before.chars().map(|c| self.encoding.length(c)).sum();
        Position::new(saturating(line.saturating_sub(1)), saturating(column))
    }

    /// The byte offset of a place. A column past the line's end is the line's end, a line past the
    /// last one the text's end, and the middle of a character its start.
    pub(super) fn offset(&self, position: Position) -> usize {
        let line = self.lines.line_span(position.line as usize + 1);
        let Some(line) = line else {
            return self.text.len();
        };
        let mut column = 0;
        for (offset, character) in line.text(self.text).char_indices() {
            column += self.encoding.length(character);
            if column > position.character as usize {
                return line.start + offset;
            }
        }
        line.end
    }

    pub(super) fn range(&self, span: Span) -> Range {
        Range::new(self.position(span.start), self.position(span.end))
    }

    /// The bytes of a range; a range that ends before it starts is turned round.
    pub(super) fn span(&self, range: Range) -> Span {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        Span::new(start.min(end), start.max(end))
    }
}

fn saturating(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn columns_count_what_was_agreed_on() {
        let text = "é𝄞x\r\n𝄞";
        for (offset, encoding, line, column) in [
            (0, Encoding::Utf16, 0, 0),
            (2, Encoding::Utf16, 0, 1),
            (2, Encoding::Utf8, 0, 2),
            (6, Encoding::Utf16, 0, 3),
            (6, Encoding::Utf8, 0, 6),
            (7, Encoding::Utf16, 0, 4),
            (9, Encoding::Utf16, 1, 0),
            (13, Encoding::Utf16, 1, 2),
            (13, Encoding::Utf8, 1, 4),
        ] {
            let positions = Positions::new(text, encoding);
            let position = Position::new(line, column);
            assert_eq!(
                positions.position(offset),
                position,
                "{offset} {encoding:?}"
            );
            assert_eq!(positions.offset(position), offset, "{offset} {encoding:?}");
        }
    }

    #[test]
    fn places_that_are_none_are_the_nearest_before() {
        let positions = Positions::new("𝄞b\r\nc", Encoding::Utf16);
        for (line, column, offset) in [(0, 1, 0), (0, 99, 5), (1, 7, 8), (9, 0, 8)] {
            assert_eq!(positions.offset(Position::new(line, column)), offset);
        }
        let turned = Range::new(Position::new(1, 0), Position::new(0, 2));
        assert_eq!(positions.span(turned), Span::new(4, 7));
    }

    #[test]
    fn a_byte_order_mark_is_a_character() {
        let positions = Positions::new("\u{feff}a", Encoding::Utf16);
        assert_eq!(positions.position(3), Position::new(0, 1));
        assert_eq!(positions.offset(Position::new(0, 1)), 3);
    }

    #[test]
    fn bytes_are_chosen_when_they_are_offered() {
        let [utf8, utf16, utf32] = [
            PositionEncodingKind::UTF8,
            PositionEncodingKind::UTF16,
            PositionEncodingKind::UTF32,
        ];
        assert_eq!(Encoding::choose(&[utf32.clone(), utf8]), Encoding::Utf8);
        assert_eq!(Encoding::choose(&[utf32, utf16]), Encoding::Utf16);
        assert_eq!(Encoding::choose(&[]), Encoding::Utf16);
    }

    proptest! {
        #[test]
        fn there_and_back_is_the_same_place(text in "[a\\r\\né𝄞\u{feff}]{0,20}") {
            for encoding in [Encoding::Utf8, Encoding::Utf16] {
                let positions = Positions::new(&text, encoding);
                for (offset, character) in text.char_indices() {
                    // Between `\r` and `\n` no line has a column.
                    let inside = character == '\n' && text[..offset].ends_with('\r');
                    if !inside {
                        prop_assert_eq!(positions.offset(positions.position(offset)), offset);
                    }
                }
            }
        }
    }
}
