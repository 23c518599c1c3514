//! Texts that stand inside files: a page in a YAML document, in a heredoc, or made of several files.
//!
//! Such a text has offsets of its own, from 0, in which everything that reads it works. A
//! [`SourceMap`] takes them back to the files. It is a list of segments, each of which names the file
//! it is from, so that one text may have parts of several files. Where the file writes the text
//! otherwise than it reads (`\n` for a line end, indentation in front of every line), a segment stands
//! for bytes that belong together, and positions and edits keep to its ends.

use std::fmt;

use crate::edit::Edit;
use crate::span::Span;

/// Which of several files that belong together: its index in their list. A page that stands alone is
/// the first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub usize);

/// A range of bytes of one of several files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The bytes.
    pub span: Span,
}

impl Place {
    /// The bytes of `span` in `file`.
    #[must_use]
    pub fn new(file: FileId, span: Span) -> Self {
        Self { file, span }
    }
}

/// Where the bytes of a text come from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceMap {
    /// Contiguous, from offset 0 to the end of the text.
    segments: Vec<Segment>,
    /// Where the whole text stands.
    whole: Place,
}

/// A part of a text and the bytes of a file that it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Segment {
    /// The bytes in the text.
    inner: Span,
    /// The bytes in the file.
    outer: Place,
    kind: Kind,
}

/// How the bytes of a segment are written in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// As they are.
    Copied,
    /// In another way; the segment is one character or line end.
    Escaped,
    /// Not at all: the segment stands for something that only the file's own tool can evaluate.
    Opaque,
}

/// Why an edit of a text cannot be made in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditError {
    /// The range ends within a character that the file writes as an escape.
    InsideEscape,
    /// The range holds something that is evaluated when the file is deployed.
    Evaluated,
    /// The range has parts of several files.
    SeveralFiles,
    /// The new text cannot be written in the way the file writes the old one.
    Unwritable,
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::InsideEscape => "the edit would cut an escape sequence of the file in two",
            Self::Evaluated => {
                "the edit would replace an expression that is evaluated on deployment"
            }
            Self::SeveralFiles => "the edit would change several files at once",
            Self::Unwritable => "the new text cannot be written in the notation that the file uses",
        })
    }
}

impl std::error::Error for EditError {}

impl SourceMap {
    /// The map of a text that is a whole file.
    #[must_use]
    pub fn of_file(file: FileId, length: usize) -> Self {
        let mut builder = Builder::new(Place::new(file, Span::new(0, length)));
        builder.push(length, Span::new(0, length), Kind::Copied);
        builder.finish().1
    }

    /// The map of a text that is made of whole files, each of which begins at an offset of the text and has
    /// a length. They are in order, the first begins at 0, and what is between two files belongs to neither.
    #[must_use]
    pub fn of_files(parts: &[(usize, FileId, usize)]) -> Self {
        let mut segments: Vec<Segment> = Vec::with_capacity(2 * parts.len());
        for (at, file, length) in parts {
            if let Some(last) = segments.last().copied()
                && last.inner.end < *at
            {
                segments.push(Segment {
                    inner: Span::new(last.inner.end, *at),
                    outer: Place::new(last.outer.file, Span::empty(last.outer.span.end)),
                    kind: Kind::Opaque,
                });
            }
            segments.push(Segment {
                inner: Span::new(*at, at + length),
                outer: Place::new(*file, Span::new(0, *length)),
                kind: Kind::Copied,
            });
        }
        let whole = segments.first().map(|it| it.outer).unwrap_or_default();
        Self { segments, whole }
    }

    /// Where the whole text stands, quotes and the like left out.
    #[must_use]
    pub fn whole(&self) -> Place {
        self.whole
    }

    /// The parts of the text that only the file's own tool can evaluate.
    pub fn evaluated(&self) -> impl Iterator<Item = Span> + '_ {
        let segments = self.segments.iter();
        segments
            .filter(|segment| segment.kind == Kind::Opaque)
            .map(|segment| segment.inner)
    }

    /// The bytes of a file that a range of the text comes from. A range with parts of several files is
    /// cut at the end of the first.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        let start = self.start(span.start);
        if span.is_empty() {
            return start;
        }
        let first = self.index_at(span.start);
        let last = self
            .segments
            .iter()
            .take_while(|it| it.inner.start < span.end);
        let of_first_file = last
            .skip(first)
            .take_while(|it| it.outer.file == start.file)
            .last();
        let end = of_first_file.map_or(start.span.end, |segment| match segment.kind {
            Kind::Copied => {
                let length = span.end.min(segment.inner.end) - segment.inner.start;
                segment.outer.span.start + length
            }
            Kind::Escaped | Kind::Opaque => segment.outer.span.end,
        });
        Place::new(
            start.file,
            Span::new(start.span.start, end.max(start.span.start)),
        )
    }

    /// Where an offset of the text is, as an empty place.
    fn start(&self, offset: usize) -> Place {
        let segment = self.segments.get(self.index_at(offset));
        let Some(segment) = segment.or(self.segments.last()) else {
            return Place::new(self.whole.file, Span::empty(self.whole.span.start));
        };
        let outer = segment.outer.span;
        let at = match segment.kind {
            _ if offset >= segment.inner.end => outer.end,
            Kind::Copied => outer.start + offset.saturating_sub(segment.inner.start),
            Kind::Escaped | Kind::Opaque => outer.start,
        };
        Place::new(segment.outer.file, Span::empty(at))
    }

    /// The segment that holds the byte at an offset of the text.
    fn index_at(&self, offset: usize) -> usize {
        self.segments.partition_point(|it| it.inner.end <= offset)
    }

    /// The offset in the text of an offset in a file. Bytes that are no part of the text, such as
    /// indentation, are at what comes next.
    #[must_use]
    pub fn offset(&self, file: FileId, outer: usize) -> Option<usize> {
        let in_file = || self.segments.iter().filter(|it| it.outer.file == file);
        let within = in_file().find(|it| outer < it.outer.span.end);
        let Some(segment) = within else {
            let last = in_file().next_back()?;
            return (outer == last.outer.span.end).then_some(last.inner.end);
        };
        let into = outer.saturating_sub(segment.outer.span.start);
        Some(match segment.kind {
            Kind::Copied => segment.inner.start + into,
            Kind::Escaped | Kind::Opaque => segment.inner.start,
        })
    }

    /// The edit of the file that makes an edit of the text; `write` says how the file writes the new
    /// text.
    ///
    /// # Errors
    /// When the range is not one of whole characters of the file, or `write` knows no way.
    pub fn edit(
        &self,
        edit: &Edit,
        write: impl FnOnce(&str) -> Option<String>,
    ) -> Result<Edit, EditError> {
        let range = edit.range;
        let touched = |it: &&Segment| it.inner.start < range.end && range.start < it.inner.end;
        let mut file = None;
        for segment in self.segments.iter().filter(touched) {
            match segment.kind {
                Kind::Copied => {}
                Kind::Escaped if range.contains(segment.inner) => {}
                Kind::Escaped => return Err(EditError::InsideEscape),
                Kind::Opaque => return Err(EditError::Evaluated),
            }
            if *file.get_or_insert(segment.outer.file) != segment.outer.file {
                return Err(EditError::SeveralFiles);
            }
        }
        let place = self.place(range);
        let content = write(&edit.content).ok_or(EditError::Unwritable)?;
        Ok(Edit {
            file: place.file,
            ..Edit::replacement(place.span, content)
        })
    }

    /// The map of a text that was read out of another text, whose map this is: `inner` maps the first
    /// to the second.
    #[must_use]
    pub fn through(&self, inner: &SourceMap) -> SourceMap {
        let mut builder = Builder::new(self.place(inner.whole.span));
        for segment in &inner.segments {
            let mut at = segment.inner.start;
            let within = segment.outer.span;
            let parts = self.segments.iter().filter(|it| {
                segment.kind == Kind::Copied
                    && it.inner.start < within.end
                    && within.start < it.inner.end
            });
            for part in parts {
                let common = Span::new(
                    part.inner.start.max(within.start),
                    part.inner.end.min(within.end),
                );
                let place = self.place(common);
                builder.segments.push(Segment {
                    inner: Span::new(at, at + common.len()),
                    outer: place,
                    kind: part.kind,
                });
                at += common.len();
            }
            if segment.kind != Kind::Copied {
                builder.segments.push(Segment {
                    outer: self.place(within),
                    ..*segment
                });
            }
        }
        builder.finish().1
    }
}

/// Makes a text and its map, from beginning to end.
#[derive(Debug)]
pub struct Builder {
    text: String,
    segments: Vec<Segment>,
    whole: Place,
}

impl Builder {
    /// Begins a text that stands in `whole`.
    #[must_use]
    pub fn new(whole: Place) -> Self {
        Self {
            text: String::new(),
            segments: Vec::new(),
            whole,
        }
    }

    /// Adds bytes of the file as they are; `host` is the text of the file.
    pub fn copy(&mut self, host: &str, outer: Span) {
        let text = outer.text(host);
        self.text.push_str(text);
        self.push(text.len(), outer, Kind::Copied);
    }

    /// Adds what the file writes in another way.
    pub fn escaped(&mut self, text: &str, outer: Span) {
        self.text.push_str(text);
        self.push(text.len(), outer, Kind::Escaped);
    }

    /// Adds what stands for something that the file's own tool evaluates.
    pub fn opaque(&mut self, text: &str, outer: Span) {
        self.text.push_str(text);
        self.push(text.len(), outer, Kind::Opaque);
    }

    /// The text so far.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text and its map.
    #[must_use]
    pub fn finish(self) -> (String, SourceMap) {
        let map = SourceMap {
            segments: self.segments,
            whole: self.whole,
        };
        (self.text, map)
    }

    fn push(&mut self, length: usize, outer: Span, kind: Kind) {
        if length == 0 {
            return;
        }
        let at = self.segments.last().map_or(0, |last| last.inner.end);
        let outer = Place::new(self.whole.file, outer);
        if let Some(last) = self.segments.last_mut()
            && (last.kind, kind) == (Kind::Copied, Kind::Copied)
            && last.outer.span.end == outer.span.start
        {
            last.inner.end += length;
            last.outer.span.end = outer.span.end;
            return;
        }
        self.segments.push(Segment {
            inner: Span::new(at, at + length),
            outer,
            kind,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FILE: FileId = FileId(3);

    /// `ab\ncd` where the file has `"ab\n${x}d"`, and `c` stands for the expression.
    fn sample() -> (String, SourceMap) {
        let host = r#""ab\n${x}d""#;
        let mut builder = Builder::new(Place::new(FILE, Span::new(1, 10)));
        builder.copy(host, Span::new(1, 3));
        builder.escaped("\n", Span::new(3, 5));
        builder.opaque("c", Span::new(5, 9));
        builder.copy(host, Span::new(9, 10));
        builder.finish()
    }

    #[test]
    fn places_keep_to_whole_characters_of_the_file() {
        let (text, map) = sample();
        assert_eq!(text, "ab\ncd");
        for (inner, outer) in [
            ((0, 0), (1, 1)),
            ((0, 1), (1, 2)),
            ((1, 3), (2, 5)),
            ((2, 2), (3, 3)),
            ((2, 3), (3, 5)),
            ((3, 3), (5, 5)),
            ((3, 4), (5, 9)),
            ((3, 5), (5, 10)),
            ((5, 5), (10, 10)),
            ((0, 5), (1, 10)),
        ] {
            let place = map.place(Span::new(inner.0, inner.1));
            assert_eq!(
                place,
                Place::new(FILE, Span::new(outer.0, outer.1)),
                "{inner:?}"
            );
        }
        assert_eq!(SourceMap::default().place(Span::empty(0)), Place::default());
    }

    #[test]
    fn edits_are_written_as_the_file_writes() {
        let (_, map) = sample();
        let edit = |start, end, content: &str| {
            let edit = Edit::replacement(Span::new(start, end), content);
            map.edit(&edit, |text| Some(text.replace('\n', "\\n")))
        };
        let made = edit(1, 3, "x\n").expect("it can be made");
        assert_eq!(
            (made.file, made.range, made.content.as_str()),
            (FILE, Span::new(2, 5), "x\\n")
        );
        assert_eq!(edit(3, 3, "y").map(|it| it.range), Ok(Span::empty(5)));
        assert_eq!(edit(2, 4, ""), Err(EditError::Evaluated));
        let refused = map.edit(&Edit::insertion(0, "é"), |_| None);
        assert_eq!(refused, Err(EditError::Unwritable));
    }

    #[test]
    fn a_text_of_several_files_has_one_space_of_offsets() {
        let map = SourceMap::of_files(&[(0, FileId(0), 4), (4, FileId(1), 3)]);
        assert_eq!(
            map.place(Span::new(5, 7)),
            Place::new(FileId(1), Span::new(1, 3))
        );
        assert_eq!(
            map.place(Span::new(2, 6)),
            Place::new(FileId(0), Span::new(2, 4))
        );
        assert_eq!(map.offset(FileId(1), 2), Some(6));
        let edit = |start, end| {
            map.edit(&Edit::replacement(Span::new(start, end), ""), |_| {
                Some(String::new())
            })
        };
        assert_eq!(edit(4, 5).map(|it| it.file), Ok(FileId(1)));
        assert_eq!(edit(3, 5), Err(EditError::SeveralFiles));
    }

    proptest! {
        /// Every offset that starts a character of the file is mapped there and back.
        #[test]
        fn offsets_go_there_and_back(parts in proptest::collection::vec((0..3u8, "[a-zé]{1,4}"), 0..12)) {
            let mut host = String::new();
            let mut starts = Vec::new();
            for (kind, text) in &parts {
                let start = host.len();
                match kind {
                    0 => host.push_str(text),
                    1 => host.push_str("\\n"),
                    _ => host.push_str("    "),
                }
                starts.push(Span::new(start, host.len()));
            }
            let mut builder = Builder::new(Place::new(FILE, Span::new(0, host.len())));
            for ((kind, _), outer) in parts.iter().zip(&starts) {
                match kind {
                    0 => builder.copy(&host, *outer),
                    1 => builder.escaped("\n", *outer),
                    _ => {}
                }
            }
            let (text, map) = builder.finish();
            let mut before = 0;
            for (offset, _) in text.char_indices() {
                let place = map.place(Span::empty(offset));
                prop_assert_eq!(map.offset(FILE, place.span.start), Some(offset));
                prop_assert!(place.span.start >= before);
                before = place.span.start;
            }
        }
    }
}
