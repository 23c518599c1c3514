//! Which lines, and which part of a long line, to show around each label.

use super::{CONTEXT_LINES, Label};
use crate::input::LineIndex;
use crate::span::Span;

/// How much of a line is shown, in characters.
#[derive(Debug, Clone, Copy)]
pub(in crate::report) struct Limits {
    /// Lines of more characters than this are not shown in whole.
    long_line: usize,
    /// What is shown of a long line on either side of a label.
    margin: usize,
    /// What a label covers of a long line at most.
    long_label: usize,
}

impl Limits {
    /// What is shown where there is room enough, or a terminal that can be scrolled.
    const WIDE: Self = Self {
        long_line: 200,
        margin: 50,
        long_label: 100,
    };

    /// From so many columns on there is room enough.
    const ENOUGH: usize = 100;

    /// Whether what is shown has to be fitted into so many columns.
    pub(in crate::report) fn is_narrow(width: usize) -> bool {
        width < Self::ENOUGH
    }

    /// The frame to the left of the code: numbers of lines, and the lines that lead to labels.
    const FRAME: usize = 10;

    /// What fits into so many columns without being wrapped; `None` when that is not known.
    pub(in crate::report) fn of_width(width: Option<usize>) -> Self {
        /// Less says nothing.
        const LEAST: usize = 24;
        match width {
            Some(width) if Self::is_narrow(width) => {
                let room = width.saturating_sub(Self::FRAME).max(LEAST);
                Self {
                    long_line: room,
                    margin: room / 4,
                    // For the dots at both ends of what is cut out.
                    long_label: room / 2 - 2,
                }
            }
            _ => Self::WIDE,
        }
    }
}

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
    pub(super) fn around(
        text: &str,
        lines: &LineIndex,
        labels: &'a [Label<'a>],
        limits: Limits,
    ) -> Vec<Self> {
        let mut windows: Vec<_> = labels
            .iter()
            .map(|label| Self::of(text, lines, label, limits))
            .collect();
        windows.sort_by_key(|window| (window.first_line, window.start()));
        let mut merged: Vec<Self> = Vec::new();
        for window in windows {
            let apart = match merged.last_mut() {
                Some(last) => last.join(window, text, limits),
                None => Some(window),
            };
            merged.extend(apart);
        }
        merged
    }

    /// The window that one label needs.
    fn of(text: &str, lines: &LineIndex, label: &'a Label<'a>, limits: Limits) -> Self {
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
        let excerpt = limits.is_exceeded(text, first);
        let end = if excerpt || height > TALL_LABEL {
            end.min(first.end)
        } else {
            end
        };
        let shown = Span::new(start, end);
        if excerpt {
            let (line, shown) = limits.part(text, first, shown);
            let labels = vec![(label, shown)];
            return Self {
                first_line: number,
                lines: vec![line],
                excerpt,
                labels,
            };
        }
        let (above, lines) = with_context(text, first, end, limits);
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
    fn join(&mut self, other: Self, text: &str, limits: Limits) -> Option<Self> {
        match (self.excerpt, other.excerpt) {
            (false, false) if other.first_line <= self.first_line + self.lines.len() => {
                let known = self.end();
                self.lines
                    .extend(other.lines.iter().filter(|line| line.span.start > known));
            }
            (true, true)
                if other.start() <= self.end()
                    && !limits.is_exceeded(text, Span::new(self.start(), other.end())) =>
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
fn with_context(text: &str, first: Span, end: usize, limits: Limits) -> (usize, Vec<Line>) {
    let mut spans = vec![first];
    let mut above = 0;
    while above < CONTEXT_LINES
        && let Some(line) = spans.first().and_then(|line| line_before(text, *line))
        && !limits.is_exceeded(text, line)
    {
        spans.insert(0, line);
        above += 1;
    }
    let mut below = 0;
    while let Some(last) = spans.last().copied()
        && (last.end < end || below < CONTEXT_LINES)
        && let Some(line) = line_after(text, last)
        && (last.end < end || !limits.is_exceeded(text, line))
    {
        below += usize::from(last.end >= end);
        spans.push(line);
    }
    (
        above,
        spans
            .into_iter()
            .map(|span| limits.whole(text, span))
            .collect(),
    )
}

impl Limits {
    /// A line as a window shows it: cut after [`self.long_line`] characters.
    fn whole(self, text: &str, span: Span) -> Line {
        let end = forward(text, span.start, self.long_line, span.end);
        Line {
            span: Span::new(span.start, end),
            cut_before: false,
            cut_after: end < span.end,
        }
    }

    /// The part of a long line around what `label` covers, and what is shown of the label.
    fn part(self, text: &str, line: Span, label: Span) -> (Line, Span) {
        let shown = Span::new(
            label.start,
            forward(text, label.start, self.long_label, label.end),
        );
        let start = backward(text, shown.start, self.margin, line.start);
        let end = forward(text, shown.end, self.margin, line.end);
        let cut = Line {
            span: Span::new(start, end),
            cut_before: start > line.start,
            cut_after: end < line.end,
        };
        (cut, shown)
    }

    /// Whether a line is not shown in whole.
    fn is_exceeded(self, text: &str, line: Span) -> bool {
        forward(text, line.start, self.long_line, line.end) < line.end
    }
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
