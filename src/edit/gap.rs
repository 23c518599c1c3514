//! What stands between two tokens of a script: white space, comments, and at most one comma.
//!
//! The syntax tree knows neither commas nor comments, so they are read from the text.

use crate::span::Span;

/// The stretch from the end of one token to the start of the next one that is not a comma.
#[derive(Debug)]
pub(super) struct Gap {
    /// Comments, line ends and the comma, in order.
    items: Vec<Item>,
    /// Where the next token starts; the length of the text when there is none.
    pub(super) end: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Item {
    kind: Kind,
    span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The end of a line, outside comments.
    Newline,
    /// A comment that the end of the line ends; its span stops before that.
    LineComment,
    /// `/* … */`
    BlockComment,
    Comma,
}

impl Gap {
    /// Reads the gap that starts at `offset`, where a token ends. `None` when it has two commas or
    /// an unclosed comment, or when `offset` is not a place in the text.
    pub(super) fn after(text: &str, offset: usize) -> Option<Self> {
        Self::read(text, offset, false)
    }

    /// Reads what stands before a token that, as swc has it, starts at `offset`: with an HTML
    /// comment before it, if there is one.
    pub(super) fn before_token(text: &str, offset: usize) -> Option<Self> {
        Self::read(text, offset, true)
    }

    /// `is_line_start` says whether no token stands before `offset` on its line: only there does
    /// `-->` open a comment.
    fn read(text: &str, offset: usize, mut is_line_start: bool) -> Option<Self> {
        let mut items: Vec<Item> = Vec::new();
        let mut at = offset;
        loop {
            let rest = text.get(at..)?;
            let code = rest.trim_start_matches(is_blank);
            at += rest.len() - code.len();
            let Some((kind, length)) = item_at(code, is_line_start) else {
                let is_unclosed = code.starts_with("/*");
                return (!is_unclosed).then_some(Self { items, end: at });
            };
            if kind == Kind::Comma && items.iter().any(|item| item.kind == Kind::Comma) {
                return None;
            }
            let span = Span::new(at, at + length);
            // A line end in a block comment counts, and a comma is a token.
            is_line_start = kind != Kind::Comma && (is_line_start || has_line_end(span.text(text)));
            items.push(Item { kind, span });
            at += length;
        }
    }

    /// Offset just past the comma.
    pub(super) fn comma_end(&self) -> Option<usize> {
        self.items
            .iter()
            .find(|item| item.kind == Kind::Comma)
            .map(|item| item.span.end)
    }

    /// The first end of a line at or after `offset`.
    pub(super) fn newline_after(&self, offset: usize) -> Option<Span> {
        self.newlines().find(|span| span.start >= offset)
    }

    /// The last end of a line before `offset`.
    pub(super) fn newline_before(&self, offset: usize) -> Option<Span> {
        self.newlines().filter(|span| span.end <= offset).last()
    }

    fn newlines(&self) -> impl Iterator<Item = Span> {
        self.items
            .iter()
            .filter(|item| item.kind == Kind::Newline)
            .map(|item| item.span)
    }

    /// Where the comments that follow `offset` on its line end; `offset` when there are none.
    pub(super) fn end_of_comments(&self, offset: usize) -> usize {
        self.comments_on_line(offset)
            .last()
            .map_or(offset, |item| item.span.end)
    }

    /// Whether one of the comments that follow `offset` on its line reaches to the line's end.
    pub(super) fn has_line_comment(&self, offset: usize) -> bool {
        self.comments_on_line(offset)
            .any(|item| item.kind == Kind::LineComment)
    }

    fn comments_on_line(&self, offset: usize) -> impl Iterator<Item = &Item> {
        self.items
            .iter()
            .skip_while(move |item| item.span.start < offset)
            .take_while(|item| matches!(item.kind, Kind::LineComment | Kind::BlockComment))
    }
}

/// What stands at the start of `rest`, with its length in bytes; `None` for any other token.
fn item_at(rest: &str, is_line_start: bool) -> Option<(Kind, usize)> {
    let opens_line_comment = rest.starts_with("//")
        || rest.starts_with("<!--")
        || (is_line_start && rest.starts_with("-->"));
    if opens_line_comment {
        return Some((
            Kind::LineComment,
            rest.find(is_line_end).unwrap_or(rest.len()),
        ));
    }
    if let Some(comment) = rest.strip_prefix("/*") {
        return Some((Kind::BlockComment, comment.find("*/")? + 4));
    }
    if rest.starts_with("\r\n") {
        return Some((Kind::Newline, 2));
    }
    match rest.chars().next()? {
        ',' => Some((Kind::Comma, 1)),
        c if is_line_end(c) => Some((Kind::Newline, c.len_utf8())),
        _ => None,
    }
}

/// Whether a character ends a line in JavaScript.
fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// Whether a character is white space in JavaScript and does not end a line.
pub(super) fn is_blank(c: char) -> bool {
    !is_line_end(c) && (c.is_whitespace() || c == '\u{feff}')
}

fn has_line_end(text: &str) -> bool {
    text.contains(is_line_end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The kinds of the items as one letter each, and the text from the end on.
    fn read(text: &str) -> Option<(String, &str)> {
        let gap = Gap::after(text, 0)?;
        let letters = gap.items.iter().map(|item| match item.kind {
            Kind::Newline => 'n',
            Kind::LineComment => 'l',
            Kind::BlockComment => 'b',
            Kind::Comma => ',',
        });
        Some((letters.collect(), text.get(gap.end..)?))
    }

    #[test]
    fn gaps_are_read_as_javascript_reads_them() {
        let cases = [
            ("", Some(("", ""))),
            ("}", Some(("", "}"))),
            (" \t\u{a0}\u{feff}}", Some(("", "}"))),
            (", }", Some((",", "}"))),
            (" // , }\n}", Some(("ln", "}"))),
            (" // a \r\n , // b\r}", Some(("ln,ln", "}"))),
            ("/* , } // */}", Some(("b", "}"))),
            ("/* \n */,}", Some(("b,", "}"))),
            ("/**/ // x\u{2028}}", Some(("bln", "}"))),
            ("<!-- x, }\n}", Some(("ln", "}"))),
            ("\n --> x, }\n}", Some(("nln", "}"))),
            ("/*\n*/ --> x\n}", Some(("bln", "}"))),
            ("--> x\n}", Some(("", "--> x\n}"))),
            ("\n , --> x\n}", Some(("n,", "--> x\n}"))),
            ("// no end", Some(("l", ""))),
            (")", Some(("", ")"))),
            ("/ 2", Some(("", "/ 2"))),
            ("/* no end", None),
            (",,", None),
        ];
        for (text, expected) in cases {
            let expected = expected.map(|(letters, rest)| (letters.to_owned(), rest));
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn comments_belong_to_the_line_they_stand_on() {
        let text = " /* a */ /* b */ // c\n /* d */ , // e\n}";
        let gap = Gap::after(text, 0).expect("a gap");
        let upto = |offset: usize| text.get(..offset).expect("a boundary");
        assert!(gap.has_line_comment(0));
        assert!(upto(gap.end_of_comments(0)).ends_with("// c"));
        let comma = gap.comma_end().expect("a comma");
        assert!(upto(gap.end_of_comments(comma)).ends_with("// e"));
        assert_eq!(gap.newline_after(comma).map(|s| s.end), Some(gap.end));
        assert_eq!(gap.end_of_comments(gap.end), gap.end);
        let block = Gap::after(" /* a */\n// b\n}", 0).expect("a gap");
        assert!(!block.has_line_comment(0));
    }
}
