//! Which lines, and which part of a long line, to show around each label.

use super::{CONTEXT_LINES, Label};
use crate::input::LineIndex;
use crate::span::Span;

/// Lines of more characters than this are not shown in whole.
const LONG_LINE: usize = 200;

/// What is shown of a long line on either side of a label, in characters.
const MARGIN: usize = 50;

/// What a label covers of a long line at most, in characters.
const LONG_LABEL: usize = 100;

/// A label over more lines than this points at the first of them only.
const TALL_LABEL: usize = 6;

/// A run of neighbouring lines to show, or one part of a long line.
#[derive(Debug)]
pub(super) struct Window<'a> {
    /// The number of the first line, from 1.
    pub(super) first_line: usize,
    /// The lines in order.
    pub(super) lines: Vec<Line>,
    /// Whether this is a part of a long line.
    pub(super) excerpt: bool,
    /// The labels that lie in the window, each with what is shown of its span.
    pub(super) labels: Vec<(&'a Label<'a>, Span)>,
}

/// A line of the page without its line break, or a part of one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) span: Span,
    pub(super) cut_before: bool,
    pub(super) cut_after: bool,
}

impl<'a> Window<'a> {
    /// The windows that show all of `labels`, in page order, none overlapping another.
    pub(super) fn around(text: &str, lines: &LineIndex, labels: &'a [Label<'a>]) -> Vec<Self> {
        let mut windows: Vec<_> = labels
            .iter()
            .map(|label| Self::of(text, lines, label))
            .collect();
        windows.sort_by_key(|window| (window.first_line, window.start()));
        let mut merged: Vec<Self> = Vec::new();
        for window in windows {
            let apart = match merged.last_mut() {
                Some(last) => last.join(window, text),
                None => Some(window),
            };
            merged.extend(apart);
        }
        merged
    }

    /// The window that one label needs.
    fn of(text: &str, lines: &LineIndex, label: &'a Label<'a>) -> Self {
        let start = floor(text, label.span.start);
        let first = line_at(text, start);
        let number = lines.position(text, start).line;
        let start = start.clamp(first.start, first.end);
        let end = floor(text, label.span.end).max(start);
        let height = Span::new(start, end)
            .text(text)
            .lines()
            .take(TALL_LABEL + 1)
            .count();
        let excerpt = is_long(text, first);
        let end = if excerpt || height > TALL_LABEL {
            end.min(first.end)
        } else {
            end
        };
        let shown = Span::new(start, end);
        if excerpt {
            let (line, shown) = part(text, first, shown);
            let labels = vec![(label, shown)];
            return Self {
                first_line: number,
                lines: vec![line],
                excerpt,
                labels,
            };
        }
        let (above, lines) = with_context(text, first, end);
        Self {
            first_line: number - above,
            lines,
            excerpt,
            labels: vec![(label, shown)],
        }
    }

    /// Whether the primary label lies in the window.
    pub(super) fn is_primary(&self) -> bool {
        self.labels.iter().any(|(label, _)| label.primary)
    }

    fn start(&self) -> usize {
        self.lines.first().map_or(0, |line| line.span.start)
    }

    fn end(&self) -> usize {
        self.lines.last().map_or(0, |line| line.span.end)
    }

    /// Takes a later window in, or gives it back when the two are better shown apart.
    fn join(&mut self, other: Self, text: &str) -> Option<Self> {
        match (self.excerpt, other.excerpt) {
            (false, false) if other.first_line <= self.first_line + self.lines.len() => {
                let known = self.end();
                self.lines
                    .extend(other.lines.iter().filter(|line| line.span.start > known));
            }
            (true, true)
                if other.start() <= self.end()
                    && !is_long(text, Span::new(self.start(), other.end())) =>
            {
                if let (Some(line), Some(more)) = (self.lines.first_mut(), other.lines.first())
                    && more.span.end > line.span.end
                {
                    line.span.end = more.span.end;
                    line.cut_after = more.cut_after;
                }
            }
            _ => return Some(other),
        }
        self.labels.extend(other.labels);
        None
    }
}

/// The lines from `first` to the one that holds `end`, with short neighbours as context, and how
/// many of them stand before `first`.
fn with_context(text: &str, first: Span, end: usize) -> (usize, Vec<Line>) {
    let mut spans = vec![first];
    let mut above = 0;
    while above < CONTEXT_LINES
        && let Some(line) = spans.first().and_then(|line| line_before(text, *line))
        && !is_long(text, line)
    {
        spans.insert(0, line);
        above += 1;
    }
    let mut below = 0;
    while let Some(last) = spans.last().copied()
        && (last.end < end || below < CONTEXT_LINES)
        && let Some(line) = line_after(text, last)
        && (last.end < end || !is_long(text, line))
    {
        below += usize::from(last.end >= end);
        spans.push(line);
    }
    (
        above,
        spans.into_iter().map(|span| whole(text, span)).collect(),
    )
}

/// A line as a window shows it: cut after [`LONG_LINE`] characters.
fn whole(text: &str, span: Span) -> Line {
    let end = forward(text, span.start, LONG_LINE, span.end);
    Line {
        span: Span::new(span.start, end),
        cut_before: false,
        cut_after: end < span.end,
    }
}

/// The part of a long line around what `label` covers, and what is shown of the label.
fn part(text: &str, line: Span, label: Span) -> (Line, Span) {
    let shown = Span::new(
        label.start,
        forward(text, label.start, LONG_LABEL, label.end),
    );
    let start = backward(text, shown.start, MARGIN, line.start);
    let end = forward(text, shown.end, MARGIN, line.end);
    let cut = Line {
        span: Span::new(start, end),
        cut_before: start > line.start,
        cut_after: end < line.end,
    };
    (cut, shown)
}

fn is_long(text: &str, line: Span) -> bool {
    forward(text, line.start, LONG_LINE, line.end) < line.end
}

/// The offset `count` characters after `from`, or `limit` when that comes first.
fn forward(text: &str, from: usize, count: usize, limit: usize) -> usize {
    let rest = Span::new(from, limit).text(text);
    rest.char_indices()
        .nth(count)
        .map_or(limit, |(at, _)| from + at)
}

/// The offset `count` characters before `from`, or `limit` when that comes first.
fn backward(text: &str, from: usize, count: usize, limit: usize) -> usize {
    let rest = Span::new(limit, from).text(text);
    count.checked_sub(1).map_or(from, |last| {
        rest.char_indices()
            .rev()
            .nth(last)
            .map_or(limit, |(at, _)| limit + at)
    })
}

/// The nearest character boundary at or before `offset`.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

const BREAKS: [char; 2] = ['\n', '\r'];

/// The line that holds `offset`, without its line break and without a byte order mark.
fn line_at(text: &str, offset: usize) -> Span {
    let (before, after) = text.split_at_checked(offset).unwrap_or((text, ""));
    let mark = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    // Between the two characters of a CRLF the line is the one before them.
    let before = match before.strip_suffix('\r') {
        Some(line) if after.starts_with('\n') => line,
        _ => before,
    };
    let start = before.rfind(BREAKS).map_or(mark, |at| at + 1);
    let rest = text.get(start..).unwrap_or_default();
    Span::new(start, rest.find(BREAKS).map_or(text.len(), |at| start + at))
}

fn line_before(text: &str, line: Span) -> Option<Span> {
    let before = text.get(..line.start)?;
    let end = before
        .strip_suffix("\r\n")
        .or_else(|| before.strip_suffix(BREAKS))?
        .len();
    Some(line_at(text, end))
}

fn line_after(text: &str, line: Span) -> Option<Span> {
    let after = text.get(line.end..)?;
    let rest = after
        .strip_prefix("\r\n")
        .or_else(|| after.strip_prefix(BREAKS))?;
    // What follows the last line break of a file is not a line that anyone would count.
    if rest.is_empty() {
        None
    } else {
        Some(line_at(text, text.len() - rest.len()))
    }
}
