//! The parts of a page that a report shows around its labels.
//!
//! miette could read the page itself, but pages are not source code: a minified one is a single
//! line of a megabyte, and any may hold characters that a terminal acts upon. So a snippet is a
//! copy of the few lines that matter, made printable and cut to what fits, that answers with the
//! lines and columns of the page it came from.

use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::printable;
use crate::input::{LineIndex, Position};
use crate::span::Span;

mod window;

pub(super) use window::Limits;
use window::Window;

/// Lines of context before and after a label.
pub(super) const CONTEXT_LINES: usize = 1;

/// The frame beside a label's message: numbers of lines, and the line that leads to it.
const FRAME: usize = 14;

/// A place to point at.
#[derive(Debug, Clone)]
pub(super) struct Label<'a> {
    pub(super) span: Span,
    pub(super) message: &'a str,
    pub(super) primary: bool,
}

/// What is shown of a page.
#[derive(Debug)]
pub(super) struct Snippet {
    name: String,
    chunks: Vec<Chunk>,
    labels: Vec<Placed>,
}

/// A run of neighbouring lines, in whole or one of them in part.
#[derive(Debug)]
struct Chunk {
    /// Where the chunk starts among the snippet's texts laid one behind the other.
    offset: usize,
    /// The printable text; every line ends with `\n`.
    text: String,
    /// The number of the first line, from 1.
    first_line: usize,
}

/// A label with its place in the snippet and in the page.
#[derive(Debug)]
struct Placed {
    span: SourceSpan,
    position: Position,
    message: String,
    primary: bool,
}

impl Snippet {
    /// What to show of the page called `name` so that all of `labels` can be seen.
    ///
    /// The primary label comes first, whatever stands before it on the page: a report begins with
    /// the position of what it shows first, and that has to be the finding's own.
    pub(super) fn new(
        name: &str,
        text: &str,
        lines: &LineIndex,
        labels: &[Label<'_>],
        limits: Limits,
    ) -> Self {
        let mut snippet = Self {
            name: printable(name).into_owned(),
            chunks: Vec::new(),
            labels: Vec::new(),
        };
        let mut offset = 0;
        let mut windows = Window::around(text, lines, labels, limits);
        windows.sort_by_key(|window| !window.is_primary());
        for window in windows {
            let chunk = snippet.push(text, lines, &window, offset);
            // With a gap, no place is in two chunks, not even one that covers nothing.
            offset += chunk.text.len() + 1;
            snippet.chunks.push(chunk);
        }
        snippet
    }

    /// Copies what `window` shows and places its labels.
    fn push(&mut self, text: &str, lines: &LineIndex, window: &Window<'_>, offset: usize) -> Chunk {
        let mut chunk = Chunk {
            offset,
            text: String::new(),
            first_line: window.first_line,
        };
        let mut starts = Vec::new();
        for line in &window.lines {
            if line.cut_before {
                chunk.text.push('…');
            }
            starts.push((line.span, offset + chunk.text.len()));
            chunk.text.push_str(&printable(line.span.text(text)));
            if line.cut_after {
                chunk.text.push('…');
            }
            chunk.text.push('\n');
        }
        let place = |at: usize| {
            let (line, start) = starts.iter().rev().find(|(line, _)| line.start <= at)?;
            let before = Span::new(line.start, at.min(line.end));
            Some(start + printable(before.text(text)).len())
        };
        for (label, shown) in &window.labels {
            if let (Some(start), Some(end)) = (place(shown.start), place(shown.end)) {
                self.labels.push(Placed {
                    span: (start, end.saturating_sub(start)).into(),
                    position: lines.position(text, shown.start),
                    message: printable(label.message).into_owned(),
                    primary: label.primary,
                });
            }
        }
        chunk
    }

    /// Takes the messages of labels off that would not fit beside them into `width` columns, and gives them with
    /// the positions of their labels, the finding's own first.
    pub(super) fn take_long_messages(&mut self, width: usize) -> Vec<String> {
        let mut taken = Vec::new();
        for label in &mut self.labels {
            let chunk = self.chunks.iter().find(|chunk| {
                let end = chunk.offset + chunk.text.len();
                (chunk.offset..=end).contains(&label.span.offset())
            });
            let before = chunk.and_then(|chunk| {
                let before = chunk.text.get(..label.span.offset() - chunk.offset)?;
                Some(before.chars().rev().take_while(|c| *c != '\n').count())
            });
            let middle = before.unwrap_or_default() + label.span.len() / 2;
            if FRAME + middle + label.message.chars().count() > width {
                let Position { line, column, .. } = label.position;
                let message = std::mem::take(&mut label.message);
                taken.push((!label.primary, format!("{line}:{column}: {message}")));
            }
        }
        taken.sort_by_key(|(is_secondary, _)| *is_secondary);
        taken.into_iter().map(|(_, message)| message).collect()
    }

    /// Whether each label is the primary one, in the order in which miette shows them.
    pub(super) fn are_primary(&self) -> Vec<bool> {
        let mut labels: Vec<_> = self.labels.iter().collect();
        labels.sort_by_key(|label| label.span.offset());
        labels.iter().map(|label| label.primary).collect()
    }

    /// The labels as miette wants them, positioned in the snippet.
    pub(super) fn labels(&self) -> impl Iterator<Item = LabeledSpan> + '_ {
        self.labels.iter().map(|label| {
            let message = Some(label.message.clone()).filter(|message| !message.is_empty());
            if label.primary {
                LabeledSpan::new_primary_with_span(message, label.span)
            } else {
                LabeledSpan::new_with_span(message, label.span)
            }
        })
    }
}

impl SourceCode for Snippet {
    /// Answers with the whole chunk around `span`, which has its context already. miette asks
    /// without context when it wants to know the position of a label.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset() + span.len());
        let chunk = self
            .chunks
            .iter()
            .find(|chunk| chunk.offset <= start && end <= chunk.offset + chunk.text.len())
            .ok_or(MietteError::OutOfBounds)?;
        let whole = SourceSpan::from((chunk.offset, chunk.text.len()));
        let (mut line, mut column) = (chunk.first_line, 1);
        if before == 0
            && after == 0
            && let Some(label) = self.labels.iter().find(|label| label.span == *span)
        {
            (line, column) = (label.position.line, label.position.column);
        }
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            chunk.text.as_bytes(),
            whole,
            line.saturating_sub(1),
            column.saturating_sub(1),
            chunk.text.lines().count(),
        )))
    }
}
