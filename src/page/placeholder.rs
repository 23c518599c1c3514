//! Placeholders of deployment tools: `@@KEY@@` and `##KEY##`.

#[cfg(feature = "witness")]
use std::borrow::Cow;

use crate::span::Span;

/// A placeholder in the text of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder {
    /// The name between the marks: `config` of `@@config@@`.
    pub key: String,
    /// Which marks.
    pub style: PlaceholderStyle,
    /// The marks and the name.
    pub span: Span,
}

/// The marks around a placeholder's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceholderStyle {
    /// `@@KEY@@`
    At,
    /// `##KEY##`
    Hash,
}

/// Finds every placeholder of a text, in order. A name is made of letters, digits, `_`, `.` and `-`.
/// Where there are more marks than two (`###KEY###`) the two next to the name count, as they do for
/// the tools that replace them.
pub(super) fn find(text: &str) -> Vec<Placeholder> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = next_mark(bytes, from) {
        let mark = bytes[at];
        let key_start = at + run(bytes, at, |byte| byte == mark);
        let key_end = key_start + run(bytes, key_start, is_key_byte);
        let opened = key_start - at >= 2 && key_end > key_start;
        let closed = bytes.get(key_end..key_end + 2) == Some(&[mark, mark]);
        from = key_end;
        if opened && closed {
            from = key_end + 2;
            found.push(Placeholder {
                key: text.get(key_start..key_end).unwrap_or_default().to_owned(),
                style: if mark == b'@' {
                    PlaceholderStyle::At
                } else {
                    PlaceholderStyle::Hash
                },
                span: Span::new(key_start - 2, from),
            });
        }
    }
    found
}

/// The code with each placeholder replaced by an identifier of the same length: `__KEY__`, with every
/// byte that cannot stand in an identifier as `_`. `None` when there is nothing to replace.
pub(super) fn mask(code: &str) -> Option<String> {
    let placeholders = find(code);
    (!placeholders.is_empty()).then(|| masked(code, &placeholders))
}

fn masked(code: &str, placeholders: &[Placeholder]) -> String {
    let mut masked = String::with_capacity(code.len());
    let mut copied = 0;
    for Placeholder { key, span, .. } in placeholders {
        masked.push_str(code.get(copied..span.start).unwrap_or_default());
        masked.push_str("__");
        masked.extend(
            key.chars()
                .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }),
        );
        masked.push_str("__");
        copied = span.end;
    }
    masked.push_str(code.get(copied..).unwrap_or_default());
    masked
}

/// The code with an identifier in the place of each placeholder that stands for a value of its own, as far as
/// the characters around it tell. Those in strings, and the config's, stay.
#[cfg(feature = "witness")]
pub(crate) fn masked_outside_strings(code: &str) -> Cow<'_, str> {
    let mut placeholders = find(code);
    placeholders.retain(|it| it.key != "config" && stands_alone(code, it.span));
    if placeholders.is_empty() {
        return Cow::Borrowed(code);
    }
    Cow::Owned(masked(code, &placeholders))
}

/// Whether neither a quote nor a part of a word is next to a place.
#[cfg(feature = "witness")]
fn stands_alone(code: &str, span: Span) -> bool {
    let before = code
        .get(..span.start)
        .and_then(|text| text.chars().next_back());
    let after = code.get(span.end..).and_then(|text| text.chars().next());
    let joins = |c: char| c.is_alphanumeric() || "'\"`/_$-.@#".contains(c);
    !before.is_some_and(joins) && !after.is_some_and(joins)
}

/// The offset of the next `@` or `#`.
fn next_mark(bytes: &[u8], from: usize) -> Option<usize> {
    memchr::memchr2(b'@', b'#', bytes.get(from..)?).map(|at| from + at)
}

/// How many bytes from `from` on are `wanted`.
fn run(bytes: &[u8], from: usize, wanted: impl Fn(u8) -> bool) -> usize {
    bytes
        .iter()
        .skip(from)
        .take_while(|&&byte| wanted(byte))
        .count()
}

fn is_key_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn finds_placeholders() {
        let table: [(&str, &[&str]); 16] = [
            ("@@config@@", &["@@config@@"]),
            ("'##KEY##'", &["##KEY##"]),
            ("###CLIENT_ID###", &["##CLIENT_ID##"]),
            ("####KEY##", &["##KEY##"]),
            ("@@a@@@@b@@", &["@@a@@", "@@b@@"]),
            ("@@a@@b@@", &["@@a@@"]),
            ("##a.b-c_9##", &["##a.b-c_9##"]),
            ("@@a##", &[]),
            ("@@a@", &[]),
            ("@a@@", &[]),
            ("@@@@", &[]),
            ("@@a b@@", &[]),
            ("@@a @@b@@", &["@@b@@"]),
            ("me@example.com #fff", &[]),
            ("é@@é@@x@@", &["@@x@@"]),
            ("", &[]),
        ];
        for (text, expected) in table {
            let found = find(text);
            let texts: Vec<_> = found.iter().map(|p| p.span.text(text)).collect();
            assert_eq!(texts, expected, "{text}");
            for placeholder in found {
                let marks = match placeholder.style {
                    PlaceholderStyle::At => "@@",
                    PlaceholderStyle::Hash => "##",
                };
                let whole = format!("{marks}{}{marks}", placeholder.key);
                assert_eq!(placeholder.span.text(text), whole);
            }
        }
    }

    #[test]
    fn masks_with_an_identifier() {
        assert_eq!(mask("a = @@A.b-c@@;").as_deref(), Some("a = __A_b_c__;"));
        assert_eq!(mask("a = '@@'"), None);
    }

    proptest! {
        #[test]
        fn a_mask_moves_no_offset(text in "[@#ab. é-]{0,40}") {
            if let Some(masked) = mask(&text) {
                prop_assert_eq!(masked.len(), text.len());
                prop_assert!(find(&masked).len() < find(&text).len() + 1);
            }
        }
    }
}
