//! Taking ignore comments, or names in them, out of a page.

use super::Ignore;
use super::layout::is_line_end;
use crate::edit::Edit;
use crate::page::CommentKind;
use crate::span::Span;

/// Takes one of a comment's names away, with its comma; the whole comment when it names nothing else.
/// `None` when there is no such name.
pub(crate) fn remove_name(text: &str, ignore: &Ignore, index: usize) -> Option<Edit> {
    let name = ignore.names.get(index)?.span;
    let next = ignore.names.get(index + 1);
    let previous = index
        .checked_sub(1)
        .and_then(|before| ignore.names.get(before));
    let range = match (previous, next) {
        (None, None) => return Some(remove_comment(text, ignore)),
        (_, Some(next)) => Span::new(name.start, next.span.start),
        (Some(previous), None) => Span::new(previous.span.end, name.end),
    };
    Some(Edit::replacement(range, ""))
}

/// Takes a whole comment away: with its lines when it stands on them alone, and with the blanks before
/// it at the end of a line.
fn remove_comment(text: &str, ignore: &Ignore) -> Edit {
    let Span { start, end } = ignore.comment.span;
    let before = Span::new(0, start).text(text);
    let after = Span::new(end, text.len()).text(text);
    let before_blanks = before.trim_end_matches(is_blank);
    let after_blanks = after.trim_start_matches(is_blank);
    let starts_line = before_blanks.is_empty() || before_blanks.ends_with(is_line_end);
    let ends_line = after_blanks.is_empty() || after_blanks.starts_with(is_line_end);
    let indent = before.len() - before_blanks.len();
    let trailing = after.len() - after_blanks.len();
    let range = match (starts_line, ends_line) {
        (true, true) => Span::new(start - indent, end + trailing + line_end(after_blanks)),
        (false, true) => Span::new(start - indent, end),
        (true, false) => Span::new(start, end + trailing),
        // Behind an opening bracket the blanks were there for the comment.
        (false, false) if indent > 0 || is_open(before, ignore.comment.kind) => {
            Span::new(start, end + trailing)
        }
        (false, false) => ignore.comment.span,
    };
    let is_between = !starts_line && !ends_line;
    let content = match ignore.comment.kind {
        CommentKind::Markup | CommentKind::Line => "",
        // For JavaScript a line end in a comment is one, and may end a statement.
        CommentKind::Block
            if is_between && ignore.comment.span.text(text).contains(is_line_end) =>
        {
            "\n"
        }
        CommentKind::Block
            if is_between
                && indent == 0
                && trailing == 0
                && !is_open(before, CommentKind::Block) =>
        {
            " "
        }
        CommentKind::Block => "",
    };
    Edit::replacement(range, content)
}

/// Whether code ends where nothing has to keep it apart from what follows.
fn is_open(before: &str, kind: CommentKind) -> bool {
    kind == CommentKind::Block && before.ends_with(['(', '[', '{', ',', ';'])
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t')
}

/// The length of the line end that a text starts with.
fn line_end(text: &str) -> usize {
    if text.starts_with("\r\n") {
        return "\r\n".len();
    }
    text.chars()
        .next()
        .filter(|c| is_line_end(*c))
        .map_or(0, char::len_utf8)
}
