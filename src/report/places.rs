//! Lines and columns of a page in the units that formats ask for.

use serde::Serialize;

use crate::input::{LineIndex, Position};
use crate::span::Span;

/// Turns offsets into one page into places.
pub(super) struct Places<'a> {
    text: &'a str,
    lines: LineIndex,
}

/// A range of a page as every JSON format of Lockwright has it.
#[derive(Debug, Serialize)]
pub(super) struct Range {
    start: Place,
    end: Place,
}

#[derive(Debug, Serialize)]
struct Place {
    /// Bytes from 0.
    offset: usize,
    /// From 1.
    line: usize,
    /// Characters from 1.
    column: usize,
}

impl From<Position> for Place {
    fn from(position: Position) -> Self {
        let Position {
            offset,
            line,
            column,
        } = position;
        Self {
            offset,
            line,
            column,
        }
    }
}

impl<'a> Places<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            lines: LineIndex::new(text),
        }
    }

    /// Line, and column in characters.
    pub(super) fn position(&self, offset: usize) -> Position {
        self.lines.position(self.text, offset)
    }

    pub(super) fn range(&self, span: Span) -> Range {
        Range {
            start: self.position(span.start).into(),
            end: self.position(span.end).into(),
        }
    }

    /// The column from 1 in UTF-16 code units.
    pub(super) fn utf16_column(&self, offset: usize) -> usize {
        self.lines.utf16_column(self.text, offset)
    }

    /// The column from 1 in bytes of UTF-8. Here a byte order mark counts, because it is bytes that
    /// are counted.
    pub(super) fn byte_column(&self, offset: usize) -> usize {
        let line = self.lines.line_span(self.position(offset).line);
        offset - line.map_or(0, |line| line.start).min(offset) + 1
    }

    /// The text of the line that holds `offset`, without its line end.
    pub(super) fn line_text(&self, offset: usize) -> &'a str {
        let line = self.lines.line_span(self.position(offset).line);
        line.unwrap_or_default().text(self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_in_the_unit_asked_for() {
        let text = "\u{feff}é𝄞x\r\ny";
        let places = Places::new(text);
        let x = text.find('x').expect("it is there");
        assert_eq!(places.position(x).column, 3);
        assert_eq!(places.utf16_column(x), 4);
        assert_eq!(places.byte_column(x), 10);
        assert_eq!(places.byte_column(text.len() - 1), 1);
        assert_eq!(places.byte_column(x + 1), 11, "the end of a line");
        assert_eq!(places.line_text(text.len()), "y");
    }
}
