//! Lines and columns of a page in the units that formats ask for.

use serde::Serialize;

use crate::input::{LineIndex, Position, SourceMap};
use crate::span::Span;
use crate::tenant::files::Files;

/// Turns offsets into one page into places.
pub(super) struct Places<'a> {
    text: &'a str,
    lines: LineIndex,
    linked: Option<&'a Linked>,
}

/// The files that the parts of a text are from.
#[derive(Debug)]
pub struct Linked {
    /// The map to the files.
    pub map: SourceMap,
    /// The files.
    pub files: Files,
}

impl Linked {
    /// The name and the text of the file that an offset is in, and the offset there; `None` for the page itself.
    pub(super) fn elsewhere(&self, offset: usize) -> Option<(&str, &str, usize)> {
        let place = self.map.place(Span::empty(offset));
        let source = self.files.source(place.file)?;
        let is_page = place.file == self.map.whole().file;
        (!is_page).then_some((&source.name, &source.text, place.span.start))
    }
}

/// A range of a page as every JSON format of Lockwright has it.
#[derive(Debug, Serialize)]
pub(super) struct Range {
    /// The file, where it is another than the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
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
            linked: None,
        }
    }

    /// The same for a text that has parts of several files.
    pub(super) fn linked(text: &'a str, linked: Option<&'a Linked>) -> Self {
        Self {
            linked,
            ..Self::new(text)
        }
    }

    /// Line, and column in characters.
    pub(super) fn position(&self, offset: usize) -> Position {
        self.lines.position(self.text, offset)
    }

    pub(super) fn range(&self, span: Span) -> Range {
        let linked = self.linked;
        if let Some((path, text, start)) = linked.and_then(|it| it.elsewhere(span.start)) {
            let there = Places::new(text);
            return Range {
                path: Some(path.to_owned()),
                ..there.range(Span::new(start, start + span.len()))
            };
        }
        Range {
            path: None,
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
