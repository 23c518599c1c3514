//! A second look at a start tag, to find where its attributes stand.
//!
//! This follows the tokenizer states of the HTML standard (13.2.5.6 to 13.2.5.40) for what delimits
//! attributes. What an attribute's value is after decoding is html5ever's to say.

use crate::page::Attribute;
use crate::span::Span;

/// An attribute as it stands in the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RawAttribute {
    /// The name, lower-case.
    pub(super) name: String,
    /// Name, `=`, quotes and value.
    pub(super) span: Span,
    /// The value without quotes; `None` when there is no `=`.
    pub(super) value_span: Option<Span>,
}

impl RawAttribute {
    /// The attribute with its decoded value.
    pub(super) fn with_value(self, value: &str) -> Attribute {
        Attribute {
            name: self.name,
            value: value.to_owned(),
            span: self.span,
            value_span: self.value_span,
        }
    }
}

/// Finds the attributes of the start tag that stands at `tag`, without duplicates. `None` when the
/// tag does not end where `tag` does.
pub(super) fn scan(text: &str, tag: Span) -> Option<Vec<RawAttribute>> {
    let mut scanner = Scanner {
        bytes: text.as_bytes(),
        at: tag.start + 1,
    };
    scanner.skip_while(|byte| !is_space(byte) && !matches!(byte, b'/' | b'>'));
    let mut attributes: Vec<RawAttribute> = Vec::new();
    loop {
        scanner.skip_while(|byte| is_space(byte) || byte == b'/');
        match scanner.peek() {
            None => return None,
            Some(b'>') => break,
            Some(_) => {}
        }
        let attribute = scanner.attribute(text)?;
        if !attributes.iter().any(|known| known.name == attribute.name) {
            attributes.push(attribute);
        }
    }
    (scanner.at + 1 == tag.end).then_some(attributes)
}

/// A place in the page.
struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Goes on as long as the bytes are `wanted`, and tells where it was.
    fn skip_while(&mut self, wanted: impl Fn(u8) -> bool) -> Span {
        let start = self.at;
        while self.peek().is_some_and(&wanted) {
            self.at += 1;
        }
        Span::new(start, self.at)
    }

    /// Reads an attribute. `None` at the end of the text.
    fn attribute(&mut self, text: &str) -> Option<RawAttribute> {
        let start = self.at;
        self.at += 1; // A name may start with `=`.
        self.skip_while(|byte| !is_space(byte) && !matches!(byte, b'/' | b'>' | b'='));
        let mut end = self.at;
        let name = Span::new(start, end)
            .text(text)
            .to_ascii_lowercase()
            .replace('\0', "\u{fffd}");
        self.skip_while(is_space);
        let mut value_span = None;
        if self.peek()? == b'=' {
            self.at += 1;
            self.skip_while(is_space);
            value_span = Some(self.value()?);
            end = self.at;
        }
        self.at = end;
        Some(RawAttribute {
            name,
            span: Span::new(start, end),
            value_span,
        })
    }

    /// Reads an attribute's value with its quotes, and gives it without.
    fn value(&mut self) -> Option<Span> {
        match self.peek()? {
            quote @ (b'"' | b'\'') => {
                self.at += 1;
                let value = self.skip_while(|byte| byte != quote);
                self.peek()?;
                self.at += 1;
                Some(value)
            }
            _ => Some(self.skip_while(|byte| !is_space(byte) && byte != b'>')),
        }
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\r' | b'\x0c' | b' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each attribute of a tag as `name|whole|value`.
    fn scanned(tag: &str) -> Option<Vec<String>> {
        let attributes = scan(tag, Span::new(0, tag.len()))?;
        let describe = |attribute: &RawAttribute| {
            let value = attribute.value_span.map_or("-", |span| span.text(tag));
            format!("{}|{}|{value}", attribute.name, attribute.span.text(tag))
        };
        Some(attributes.iter().map(describe).collect())
    }

    #[test]
    fn finds_attributes_as_the_standard_has_them() {
        let table: [(&str, &[&str]); 16] = [
            ("<a>", &[]),
            ("<a/>", &[]),
            ("<a HREF='x'>", &["href|HREF='x'|x"]),
            ("<a b=\"c\"d=e>", &["b|b=\"c\"|c", "d|d=e|e"]),
            ("<a b = c/d e>", &["b|b = c/d|c/d", "e|e|-"]),
            ("<a b=>", &["b|b=|"]),
            ("<a b= >", &["b|b= |"]),
            ("<a b/c>", &["b|b|-", "c|c|-"]),
            ("<a =b=c>", &["=b|=b=c|c"]),
            ("<a b='>'>", &["b|b='>'|>"]),
            ("<a b=1 B=2>", &["b|b=1|1"]),
            (
                "<a\r\nb\r\n=\r\n'c\r\nd'>",
                &["b|b\r\n=\r\n'c\r\nd'|c\r\nd"],
            ),
            ("<a \"b\"=c>", &["\"b\"|\"b\"=c|c"]),
            ("<a b\0=c>", &["b\u{fffd}|b\0=c|c"]),
            ("<a é=ü>", &["é|é=ü|ü"]),
            ("<a b =c>", &["b|b =c|c"]),
        ];
        for (tag, expected) in table {
            assert_eq!(scanned(tag).unwrap(), expected, "{tag:?}");
        }
    }

    #[test]
    fn a_tag_that_ends_elsewhere_is_told() {
        for tag in ["<a", "<a b='>", "<a b=", "<a> <b>", "<a b"] {
            assert_eq!(scanned(tag), None, "{tag:?}");
        }
    }
}
