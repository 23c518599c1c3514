//! What an ignore comment covers.
//!
//! A comment with nothing but other comments before it on its line, or with something behind it
//! there, covers what comes next: a statement, property, argument or the like, or an element, from
//! its first byte to its last. A comment at the end of a line covers that line.

use super::layout::{self, Layout};
use super::nodes::Nodes;
use crate::page::{Body, Comment, CommentKind, Page};
use crate::span::Span;

/// What a comment covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The whole page.
    File,
    /// What starts in a range: that of a syntax node or element.
    Range(Span),
    /// What starts or ends in a line.
    Line(Span),
    /// Nothing: it stands where nothing follows.
    Nothing,
}

impl Scope {
    /// Whether a finding at that place is covered.
    #[must_use]
    pub fn covers(self, place: Span) -> bool {
        match self {
            Self::File => true,
            Self::Range(range) => range.start <= place.start && place.start < range.end,
            Self::Line(line) => {
                let is_in = |offset: usize| line.start <= offset && offset <= line.end;
                is_in(place.start) || (is_in(place.end) && place.end > line.start)
            }
            Self::Nothing => false,
        }
    }
}

/// What each of some of a page's comments would cover; `wanted` are indices into its comments, in
/// order. Must run on a thread with a big stack, see [`crate::stack`].
pub(super) fn of_comments(text: &str, page: &Page, wanted: &[usize]) -> Vec<Scope> {
    let surroundings = Surroundings::of(text, page);
    let mut scopes = Vec::with_capacity(wanted.len());
    for &index in wanted {
        let comment = page.comments.get(index);
        let layout = surroundings.layouts.get(index);
        scopes.push(match comment.zip(layout) {
            Some((comment, layout)) => surroundings.scope(comment, *layout),
            None => Scope::Nothing,
        });
    }
    scopes
}

/// What is known of a page around its comments.
struct Surroundings<'a> {
    text: &'a str,
    page: &'a Page,
    layouts: Vec<Layout>,
    /// The code that comments stand in, in order.
    code: Vec<Code>,
    /// Where the contents of elements end, in order.
    content_ends: Vec<usize>,
    /// Where lines start.
    line_starts: Vec<usize>,
}

/// A script or handler with a comment in it.
struct Code {
    span: Span,
    nodes: Nodes,
}

impl<'a> Surroundings<'a> {
    fn of(text: &'a str, page: &'a Page) -> Self {
        let mut content_ends: Vec<_> = page.elements.iter().map(|e| e.content.end).collect();
        content_ends.sort_unstable();
        let line_ends = text.match_indices(layout::is_line_end);
        let after = line_ends.map(|(at, end)| at + end.len());
        Self {
            text,
            page,
            layouts: layout::of_each(text, &page.comments),
            code: code(page),
            content_ends,
            line_starts: std::iter::once(0).chain(after).collect(),
        }
    }

    fn scope(&self, comment: &Comment, layout: Layout) -> Scope {
        if layout.follows && !layout.precedes {
            return Scope::Line(self.line(comment.span.start));
        }
        let next = match comment.kind {
            CommentKind::Markup => self.element_after(comment.span.end),
            CommentKind::Line | CommentKind::Block => match self.code_around(comment) {
                Some(code) if layout.next >= code.span.end => return self.end_of(code, comment),
                Some(code) => self.node_at(code, comment, layout.next),
                None => None,
            },
        };
        next.map_or(Scope::Nothing, Scope::Range)
    }

    /// The script or handler that a comment stands in.
    fn code_around(&self, comment: &Comment) -> Option<&Code> {
        let starts_before = |code: &Code| code.span.start <= comment.span.start;
        let after = self.code.partition_point(starts_before);
        self.code.get(after.checked_sub(1)?)
    }

    /// What a comment covers behind which its code is over, be it not the line: `</script>` is no code.
    fn end_of(&self, code: &Code, comment: &Comment) -> Scope {
        let line = self.line(comment.span.start);
        let before = Span::new(line.start.max(code.span.start), comment.span.start);
        match before.text(self.text).trim() {
            "" => Scope::Nothing,
            _ => Scope::Line(before),
        }
    }

    /// The line that holds an offset, without its end.
    fn line(&self, offset: usize) -> Span {
        let index = self.line_starts.partition_point(|start| *start <= offset);
        let start = index
            .checked_sub(1)
            .and_then(|line| self.line_starts.get(line));
        let end = self.line_starts.get(index).copied();
        let line = Span::new(
            start.copied().unwrap_or_default(),
            end.unwrap_or(self.text.len()),
        );
        let written = line.text(self.text).trim_end_matches(layout::is_line_end);
        Span::new(line.start, line.start + written.len())
    }

    /// The next element that starts before what the comment stands in ends.
    fn element_after(&self, offset: usize) -> Option<Span> {
        let elements = &self.page.elements;
        let index = elements.partition_point(|element| element.start_tag.start < offset);
        let element = elements.get(index)?;
        let start = element.start_tag.start;
        // An element that closes without a tag of its own where the next one starts is not left.
        let end = self.content_ends.partition_point(|end| *end < offset);
        if self.content_ends.get(end).is_some_and(|end| *end < start) {
            return None;
        }
        let end = element.end_tag.map_or(element.content.end, |tag| tag.end);
        Some(Span::new(start, end))
    }

    /// What starts at an offset behind a comment. Where no node does (at `else`, or at the dot of a
    /// chain of calls), the rest of what the comment stands in.
    fn node_at(&self, code: &Code, comment: &Comment, next: usize) -> Option<Span> {
        code.nodes.starting_at(next).or_else(|| {
            let rest = self.text.get(next..)?;
            if rest.starts_with(['}', ')', ']', ',', ';', ':']) {
                return None;
            }
            let around = code.nodes.unit_around(comment.span.start)?;
            (next < around.end).then(|| Span::new(next, around.end))
        })
    }
}

/// The scripts and handlers that comments stand in.
fn code(page: &Page) -> Vec<Code> {
    let scripts = page.scripts.iter().map(|s| (s.content, &s.body));
    let handlers = page.handlers.iter().map(|h| (h.span, &h.body));
    let mut found: Vec<Code> = Vec::new();
    for (span, body) in scripts.chain(handlers) {
        let first = page
            .comments
            .partition_point(|comment| comment.span.start < span.start);
        let comment = page.comments.get(first);
        let is_inside = comment.is_some_and(|comment| comment.span.end <= span.end);
        if let Body::Parsed(program) = body
            && is_inside
        {
            let nodes = Nodes::of(program);
            found.push(Code { span, nodes });
        }
    }
    found.sort_by_key(|code| code.span);
    found
}
