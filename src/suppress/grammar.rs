//! What a comment has to say: `lockwright-ignore RULE[, RULE] -- reason`.

use crate::page::Comment;
use crate::span::Span;

/// What every comment meant for Lockwright begins with.
const KEYWORD: &str = "lockwright-ignore";

/// A comment meant for Lockwright, as it is written. Nothing of it has been looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Directive {
    /// What the first word asks for.
    pub(super) verb: Verb,
    /// The first word.
    pub(super) keyword: Span,
    /// The names of rules and groups.
    pub(super) names: Vec<Span>,
    /// Words that are neither a name nor behind the `--`.
    pub(super) stray: Option<Span>,
    /// What stands behind the `--`, in one line.
    pub(super) reason: Option<String>,
}

/// What a comment's first word asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    /// `lockwright-ignore`
    Ignore,
    /// `lockwright-ignore-file`
    IgnoreFile,
    /// Something that only begins like these.
    Unknown,
}

/// Reads a comment; `None` when it is meant for somebody else.
pub(super) fn parse(text: &str, comment: &Comment) -> Option<Directive> {
    let content = trim(text, comment.text);
    let written = content.text(text);
    if !written.starts_with(KEYWORD) {
        return None;
    }
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let length = written.find(|c| !is_word(c)).unwrap_or(written.len());
    let keyword = Span::new(content.start, content.start + length);
    let verb = match keyword.text(text) {
        KEYWORD => Verb::Ignore,
        "lockwright-ignore-file" => Verb::IgnoreFile,
        _ => Verb::Unknown,
    };
    let rest = Span::new(keyword.end, content.end);
    let (list, reason) = match rest.text(text).find("--") {
        Some(at) => {
            let dashes = rest.start + at;
            let reason = Span::new(dashes + 2, rest.end).text(text);
            (Span::new(rest.start, dashes), one_line(reason))
        }
        None => (rest, None),
    };
    let (names, stray) = names(text, list);
    Some(Directive {
        verb,
        keyword,
        names,
        stray,
        reason,
    })
}

/// The names of a list with commas between them, and the first words that follow a name without one.
fn names(text: &str, list: Span) -> (Vec<Span>, Option<Span>) {
    let mut names = Vec::new();
    let mut stray = None;
    let mut start = list.start;
    for item in list.text(text).split(',') {
        let item_span = trim(text, Span::new(start, start + item.len()));
        start += item.len() + 1;
        let words = item_span.text(text);
        let length = words.find(char::is_whitespace).unwrap_or(words.len());
        let name = Span::new(item_span.start, item_span.start + length);
        if !name.is_empty() {
            names.push(name);
        }
        if length < words.len() {
            stray.get_or_insert(trim(text, Span::new(name.end, item_span.end)));
        }
    }
    (names, stray)
}

/// A place without the white space at its ends, and without the asterisks that adorn a comment of
/// several lines.
fn trim(text: &str, span: Span) -> Span {
    let is_ornament = |c: char| c.is_whitespace() || c == '*';
    let written = span.text(text);
    let start = span.start + written.len() - written.trim_start_matches(is_ornament).len();
    let length = written.trim_matches(is_ornament).len();
    Span::new(start, start + length)
}

/// A reason without line ends; `None` when it says nothing.
fn one_line(reason: &str) -> Option<String> {
    let words = reason.split_whitespace().filter(|word| *word != "*");
    let line = words.collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::CommentKind;

    fn directive(text: &str) -> Option<Directive> {
        let comment = Comment {
            kind: CommentKind::Block,
            span: Span::new(0, text.len()),
            text: Span::new(0, text.len()),
        };
        parse(text, &comment)
    }

    #[test]
    fn reads_names_and_reasons() {
        let table: [(&str, &[&str], Option<&str>); 14] = [
            (" lockwright-ignore a ", &["a"], None),
            ("lockwright-ignore a,b , c-d", &["a", "b", "c-d"], None),
            ("lockwright-ignore a -- why", &["a"], Some("why")),
            (
                "lockwright-ignore a-- why -- not",
                &["a"],
                Some("why -- not"),
            ),
            ("lockwright-ignore a --", &["a"], None),
            ("lockwright-ignore a, -- why", &["a"], Some("why")),
            ("lockwright-ignore a,,b", &["a", "b"], None),
            (
                "* lockwright-ignore a\n * -- why\n * not ",
                &["a"],
                Some("why not"),
            ),
            ("* lockwright-ignore a,\n *   b *", &["a", "b"], None),
            ("lockwright-ignore\ta\r\n", &["a"], None),
            ("lockwright-ignore", &[], None),
            ("lockwright-ignore -- why", &[], Some("why")),
            ("lockwright-ignore : a", &[":"], None),
            ("lockwright-ignore é, a", &["é", "a"], None),
        ];
        for (text, names, reason) in table {
            let found = directive(text).unwrap_or_else(|| panic!("{text:?}"));
            assert_eq!(found.verb, Verb::Ignore, "{text:?}");
            assert_eq!(found.keyword.text(text), "lockwright-ignore", "{text:?}");
            let found_names: Vec<_> = found.names.iter().map(|name| name.text(text)).collect();
            assert_eq!(found_names, names, "{text:?}");
            assert_eq!(found.reason.as_deref(), reason, "{text:?}");
        }
    }

    #[test]
    fn reads_what_is_asked_for() {
        let table = [
            ("lockwright-ignore-file a", Verb::IgnoreFile),
            ("lockwright-ignore-file", Verb::IgnoreFile),
            ("lockwright-ignore-next-line a", Verb::Unknown),
            ("lockwright-ignored a", Verb::Unknown),
            ("lockwright-ignore: a", Verb::Ignore),
        ];
        for (text, verb) in table {
            assert_eq!(
                directive(text).map(|found| found.verb),
                Some(verb),
                "{text}"
            );
        }
        for text in [
            "",
            "a lockwright-ignore b",
            "lockwright",
            "Lockwright-ignore a",
            "eslint-disable",
        ] {
            assert_eq!(directive(text), None, "{text}");
        }
    }

    #[test]
    fn words_without_a_comma_are_no_names() {
        let table = [
            (
                "lockwright-ignore a because of b -- c",
                Some("because of b"),
            ),
            ("lockwright-ignore a b, c d", Some("b")),
            ("lockwright-ignore a, b -- c d", None),
        ];
        for (text, stray) in table {
            let found = directive(text).and_then(|found| found.stray);
            assert_eq!(found.map(|span| span.text(text)), stray, "{text}");
        }
    }
}
