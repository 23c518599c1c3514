//! How comments stand among what is around them: alone on their lines, in front of something, or
//! behind it.

use crate::page::Comment;
use crate::span::Span;

/// How one comment stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Layout {
    /// Whether something other than comments stands before it on its first line.
    pub(super) follows: bool,
    /// Whether something other than comments stands behind it on its last line.
    pub(super) precedes: bool,
    /// Where the next thing starts that is neither blank nor a comment; the length of the text when
    /// there is none.
    pub(super) next: usize,
}

/// How each of a page's comments stands; `comments` are all of them, in order. Takes time in
/// proportion to the text, also when it is one line of nothing but comments.
pub(super) fn of_each(text: &str, comments: &[Comment]) -> Vec<Layout> {
    let mut layouts = vec![Layout::default(); comments.len()];
    let mut before = Span::empty(0);
    let mut follows = false;
    for (layout, comment) in layouts.iter_mut().zip(comments) {
        let gap = Span::new(before.end, comment.span.start).text(text);
        let line = gap.rsplit(is_line_end).next().unwrap_or(gap);
        // What the comment before follows, this one does too, when nothing separates them.
        let breaks = line.len() < gap.len() || before.text(text).contains(is_line_end);
        follows = !is_blank(line) || (follows && !breaks);
        layout.follows = follows;
        before = comment.span;
    }
    let mut after = (text.len(), false, text.len());
    for (layout, comment) in layouts.iter_mut().zip(comments).rev() {
        let (start, precedes, next) = after;
        let gap = Span::new(comment.span.end, start).text(text);
        let line = gap.split(is_line_end).next().unwrap_or(gap);
        let has_comment = start < text.len() && line.len() == gap.len();
        layout.precedes = !is_blank(line) || (has_comment && precedes);
        layout.next = if is_blank(gap) {
            next
        } else {
            comment.span.end + gap.len() - gap.trim_start_matches(is_space).len()
        };
        let breaks = comment.span.text(text).contains(is_line_end);
        after = (comment.span.start, layout.precedes && !breaks, layout.next);
    }
    layouts
}

/// Whether a character ends a line, for people and for JavaScript.
pub(super) fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

fn is_blank(text: &str) -> bool {
    text.chars().all(is_space)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::CommentKind;

    /// How each `[…]` of a text stands.
    fn layouts(text: &str) -> Vec<(bool, bool, &str)> {
        let starts = text.match_indices('[');
        let comments: Vec<_> = starts
            .map(|(start, _)| {
                let length = text.get(start..).and_then(|rest| rest.find(']'));
                let span = Span::new(start, start + length.expect("it ends") + 1);
                Comment {
                    kind: CommentKind::Block,
                    span,
                    text: span,
                }
            })
            .collect();
        of_each(text, &comments)
            .into_iter()
            .map(|layout| (layout.follows, layout.precedes, &text[layout.next..]))
            .collect()
    }

    #[test]
    fn sees_what_is_around() {
        let (no, yes) = (false, true);
        type Layouts<'a> = &'a [(bool, bool, &'a str)];
        let table: [(&str, Layouts<'_>); 14] = [
            ("[c]", &[(no, no, "")]),
            ("\u{feff} [c] \n", &[(no, no, "")]),
            ("[c]\n a", &[(no, no, "a")]),
            ("a [c]\r\nb", &[(yes, no, "b")]),
            ("a [c] b", &[(yes, yes, "b")]),
            ("a\r[c] b", &[(no, yes, "b")]),
            ("a\u{2028}[c]\u{2028}b", &[(no, no, "b")]),
            ("[c]\n[d]\na", &[(no, no, "a"), (no, no, "a")]),
            ("a [c] [d]\nb", &[(yes, no, "b"), (yes, no, "b")]),
            ("[c][d]a", &[(no, yes, "a"), (no, yes, "a")]),
            ("a [c\n] [d] b", &[(yes, yes, "b"), (no, yes, "b")]),
            ("a [c] [d\n] b", &[(yes, no, "b"), (yes, yes, "b")]),
            ("[c] a [d]", &[(no, yes, "a [d]"), (yes, no, "")]),
            ("a\n[c]\nb [d]\nc", &[(no, no, "b [d]\nc"), (yes, no, "c")]),
        ];
        for (text, expected) in table {
            assert_eq!(layouts(text), expected, "{text:?}");
        }
    }
}
