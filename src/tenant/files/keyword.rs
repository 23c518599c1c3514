//! Keywords of auth0-deploy-cli: `@@KEY@@` and `##KEY##`, which it replaces before it parses a file.
//!
//! A file may be no JSON or YAML before that. So it is parsed with its keywords masked by text of the
//! same length, which keeps every offset, and what a keyword stands for is not known.

use std::borrow::Cow;
use std::ops::Range;

use crate::span::Span;

/// Whether a string holds a keyword, so that its value is not what is written.
pub(super) fn is_in(text: &str) -> bool {
    next(text, 0).is_some()
}

/// The parts of a login page that auth0-deploy-cli replaces: its keywords, with the quotes around them, which go too.
/// `@@config@@` is the page's own.
pub(super) fn replaced(page: &str) -> Vec<Span> {
    const CONFIG: &str = "@@config@@";
    let bytes = page.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(keyword) = next(page, at) {
        at = keyword.end;
        if page.get(keyword.clone()) == Some(CONFIG) {
            continue;
        }
        let before = keyword.start.checked_sub(1).and_then(|it| bytes.get(it));
        let is_quoted = matches!(before, Some(b'"' | b'\'')) && before == bytes.get(keyword.end);
        found.push(match is_quoted {
            true => Span::new(keyword.start - 1, keyword.end + 1),
            false => Span::new(keyword.start, keyword.end),
        });
    }
    found
}

/// The text of a JSON file with each keyword outside of strings masked by a string.
pub(super) fn masked_in_json(text: &str) -> Cow<'_, str> {
    let mut strings = strings(text).into_iter().peekable();
    masked(text, |span| {
        while strings
            .peek()
            .is_some_and(|string| string.end <= span.start)
        {
            strings.next();
        }
        let is_in_string = strings.peek().is_some_and(|it| it.start < span.end);
        (!is_in_string).then_some(('"', '"'))
    })
}

/// The text of a YAML file with its keywords masked by plain text. A `##KEY##` with nothing before it on
/// its line is a comment, whatever becomes of it.
pub(super) fn masked_in_yaml(text: &str) -> Cow<'_, str> {
    masked(text, |span| {
        let before = text.get(..span.start).unwrap_or_default();
        let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
        let line = line.trim_start();
        let is_comment = line.starts_with('#')
            || (line.is_empty() && text.get(span.start..).is_some_and(|it| it.starts_with('#')));
        (!is_comment).then_some(('_', '_'))
    })
}

/// Replaces the marks of each keyword: the outermost characters by those that `marks` gives, and those
/// within by `_`.
fn masked(text: &str, mut marks: impl FnMut(Span) -> Option<(char, char)>) -> Cow<'_, str> {
    let mut masked = String::new();
    let (mut at, mut kept) = (0, 0);
    while let Some(found) = next(text, at) {
        at = found.end;
        let span = Span::new(found.start, found.end);
        let Some((first, last)) = marks(span) else {
            continue;
        };
        masked.push_str(text.get(kept..found.start).unwrap_or_default());
        masked.push(first);
        masked.push('_');
        masked.push_str(text.get(found.start + 2..found.end - 2).unwrap_or_default());
        masked.push('_');
        masked.push(last);
        kept = found.end;
    }
    if kept == 0 {
        return text.into();
    }
    masked.push_str(text.get(kept..).unwrap_or_default());
    masked.into()
}

/// The next keyword from an offset on.
fn next(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let start = at + memchr::memchr2(b'@', b'#', bytes.get(at..)?)?;
        let mark = *bytes.get(start)?;
        at = start + 1;
        if bytes.get(at) != Some(&mark) {
            continue;
        }
        let name = bytes.get(start + 2..)?.iter();
        let length = name.take_while(|byte| is_part_of_name(**byte)).count();
        let end = start + 2 + length;
        if length > 0 && bytes.get(end..end + 2) == Some(&[mark, mark]) {
            return Some(start..end + 2);
        }
    }
}

fn is_part_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}

/// The strings of a JSON text, with their quotes.
fn strings(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut strings = Vec::new();
    let mut at = 0;
    while let Some(start) = memchr::memchr(b'"', bytes.get(at..).unwrap_or_default()) {
        let start = at + start;
        let mut end = start + 1;
        while let Some(byte) = bytes.get(end) {
            match byte {
                b'"' => break,
                b'\\' => end += 2,
                _ => end += 1,
            }
        }
        at = end.saturating_add(1).min(bytes.len());
        strings.push(Span::new(start, at));
    }
    strings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_keep_every_offset() {
        for (text, masked) in [
            (
                r#"{"a": @@A_B@@, "b": ##C##}"#,
                r#"{"a": "_A_B_", "b": "_C_"}"#,
            ),
            (
                r#"{"a": "@@A@@", "b": "x ##C##"}"#,
                r#"{"a": "@@A@@", "b": "x ##C##"}"#,
            ),
            (
                r#"{"a": "\"@@A@@", "b": @@B@@}"#,
                r#"{"a": "\"@@A@@", "b": "_B_"}"#,
            ),
            ("{\"a\": 1}", "{\"a\": 1}"),
            ("@@ @@ @ # ## @@a b@@ @@@@", "@@ @@ @ # ## @@a b@@ @@@@"),
        ] {
            assert_eq!(masked_in_json(text), masked);
            assert_eq!(text.len(), masked.len());
        }
    }

    #[test]
    fn a_comment_of_yaml_stays_one() {
        for (text, masked) in [
            ("a: @@A@@\nb: ##B##", "a: __A__\nb: __B__"),
            (
                "##A##\n  ##B## \n# c ##C##\n",
                "##A##\n  ##B## \n# c ##C##\n",
            ),
            ("- @@A@@", "- __A__"),
            ("@@A@@", "__A__"),
        ] {
            assert_eq!(masked_in_yaml(text), masked);
        }
    }
}
