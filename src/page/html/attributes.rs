//! A second look at a start tag, to find where its attributes stand.
//!
//! This follows the tokenizer states of the HTML standard (13.2.5.6 to 13.2.5.40) for what delimits
//! attributes. What an attribute's value is after decoding is html5ever's to say.

use std::borrow::Cow;

use html5ever::LocalName;

use crate::page::Attribute;
use crate::span::Span;

/// An attribute as it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RawAttribute {
    /// The name.
    pub(super) name: Span,
    /// Name, `=`, quotes and value.
    pub(super) span: Span,
    /// The value without quotes; `None` when there is no `=`.
    pub(super) value_span: Option<Span>,
}

impl RawAttribute {
    /// Whether that is what the tokenizer makes of the name.
    pub(super) fn is_named(self, text: &str, name: &str) -> bool {
        let raw = self.name.text(text);
        raw.eq_ignore_ascii_case(name)
            || raw.contains('\0') && self.name(text).eq_ignore_ascii_case(name)
    }

    /// The attribute as html5ever decoded it. Only the names of HTML elements' attributes are left alone
    /// by its tree builder.
    pub(super) fn decoded(
        self,
        text: &str,
        html: bool,
        decoded: &html5ever::Attribute,
    ) -> Attribute {
        let name = if html {
            decoded.name.local.clone()
        } else {
            LocalName::from(self.name(text).to_ascii_lowercase())
        };
        let raw_value = self.value_span.map_or("", |span| span.text(text));
        let differs = *raw_value != *decoded.value;
        Attribute {
            name,
            span: self.span,
            value_span: self.value_span,
            decoded: differs.then(|| Box::from(&*decoded.value)),
        }
    }

    /// The name with upper-case letters as they are.
    fn name(self, text: &str) -> Cow<'_, str> {
        let name = self.name.text(text);
        if name.contains('\0') {
            Cow::Owned(name.replace('\0', "\u{fffd}"))
        } else {
            Cow::Borrowed(name)
        }
    }
}

/// Finds the attributes of the start tag that stands at `tag`, without duplicates. `None` when the
/// tag does not end where `tag` does.
pub(super) fn of_tag(text: &str, tag: Span) -> Option<Vec<RawAttribute>> {
    let mut scanner = Scanner {
        bytes: text.as_bytes(),
        at: tag.start + 1,
    };
    scanner.skip_while(|byte| !is_space(byte) && !matches!(byte, b'/' | b'>'));
    let mut attributes: Vec<RawAttribute> = Vec::new();
    loop {
        scanner.skip_while(|byte| is_space(byte) || byte == b'/');
        if scanner.peek()? == b'>' {
            break;
        }
        let attribute = scanner.attribute()?;
        let name = attribute.name(text);
        if !attributes.iter().any(|known| known.is_named(text, &name)) {
            attributes.push(attribute);
        }
    }
    (scanner.at + 1 == tag.end).then_some(attributes)
}

/// Start tags of more attributes are not given to html5ever, which compares each attribute's name with
/// all before it.
const MOST_ATTRIBUTES: usize = 5_000;

/// Elements whose content is text, in which nothing is a tag but their own end.
const TEXT_ELEMENTS: [&str; 4] = ["script", "style", "textarea", "title"];

/// How many attributes there can be at most, whatever is a tag: each begins after white space, a `/` or the
/// end of a quoted value.
fn most_attributes(bytes: &[u8]) -> usize {
    // Without branches, and with sums that fit into a byte, this takes an instruction a byte.
    const CHUNK: usize = u8::MAX as usize;
    let begins = |(&before, &byte): (&u8, &u8)| {
        let is_end = (before <= b' ') | (before == b'/') | (before == b'"') | (before == b'\'');
        let goes_on = (byte == b' ') | (byte == b'\n') | (byte == b'\t') | (byte == b'\r');
        u8::from(is_end & !goes_on)
    };
    let following = bytes.get(1..).unwrap_or_default();
    bytes
        .chunks(CHUNK)
        .zip(following.chunks(CHUNK))
        .map(|(bytes, following)| usize::from(bytes.iter().zip(following).map(begins).sum::<u8>()))
        .sum()
}

/// The first start tag with too many attributes.
///
/// Comments and the text of scripts are passed over, roughly as the tokenizer does it. Where the page
/// deceives this look, html5ever takes its time, and nothing else comes of it.
pub(super) fn overloaded_tag(text: &str) -> Option<Span> {
    let bytes = text.as_bytes();
    // So many take three bytes each, or most are duplicates, which are compared with few others.
    if bytes.len() <= 3 * MOST_ATTRIBUTES || most_attributes(bytes) <= MOST_ATTRIBUTES {
        return None;
    }
    let mut at = 0;
    while let Some(length) = memchr::memchr(b'<', bytes.get(at..)?) {
        let start = at + length;
        at = start + 1;
        let rest = bytes.get(at..)?;
        if rest.starts_with(b"!--") {
            at = end_of(bytes, at, b"-->");
        } else if rest.first().is_some_and(u8::is_ascii_alphabetic) {
            let mut scanner = Scanner { bytes, at };
            let count = scanner.count_attributes();
            let end = scanner.at.min(bytes.len());
            if count > MOST_ATTRIBUTES {
                return Some(Span::new(start, end));
            }
            let name = TEXT_ELEMENTS.iter().find(|name| begins_with(rest, name));
            at = name.map_or(end, |name| end_of_element(bytes, end, name));
        }
    }
    None
}

/// Where a text ends that comes next at some place or later, or the page without it.
fn end_of(bytes: &[u8], at: usize, wanted: &[u8]) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    memchr::memmem::find(rest, wanted).map_or(bytes.len(), |found| at + found + wanted.len())
}

/// Where the end tag of a text element begins.
fn end_of_element(bytes: &[u8], mut at: usize, name: &str) -> usize {
    loop {
        at = end_of(bytes, at, b"</");
        let rest = bytes.get(at..).unwrap_or_default();
        if rest.is_empty() || begins_with(rest, name) {
            return at;
        }
    }
}

pub(super) fn begins_with(bytes: &[u8], name: &str) -> bool {
    let start = bytes.get(..name.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
}

/// A place in the page.
pub(super) struct Scanner<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
}

impl Scanner<'_> {
    /// The next byte.
    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Goes on as long as the bytes are `wanted`, and tells where it was.
    pub(super) fn skip_while(&mut self, wanted: impl Fn(u8) -> bool) -> Span {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|&byte| !wanted(byte));
        self.advance(length.unwrap_or(rest.len()))
    }

    /// Goes on by so many bytes, and tells where it was.
    fn advance(&mut self, length: usize) -> Span {
        let start = self.at;
        self.at += length;
        Span::new(start, self.at)
    }

    /// Reads a tag's attributes, and no more of them than are too many.
    pub(super) fn count_attributes(&mut self) -> usize {
        self.skip_while(|byte| !is_space(byte) && !matches!(byte, b'/' | b'>'));
        let mut count = 0;
        while count <= MOST_ATTRIBUTES {
            self.skip_while(|byte| is_space(byte) || byte == b'/');
            if matches!(self.peek(), None | Some(b'>')) || self.attribute().is_none() {
                break;
            }
            count += 1;
        }
        count
    }

    /// Reads an attribute. `None` at the end of the text.
    fn attribute(&mut self) -> Option<RawAttribute> {
        let start = self.at;
        self.at += 1; // A name may start with `=`.
        self.skip_while(|byte| !is_space(byte) && !matches!(byte, b'/' | b'>' | b'='));
        let mut end = self.at;
        let name = Span::new(start, end);
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
                let rest = self.bytes.get(self.at..)?;
                let value = self.advance(memchr::memchr(quote, rest)?);
                self.at += 1;
                Some(value)
            }
            _ => Some(self.skip_while(|byte| !is_space(byte) && byte != b'>')),
        }
    }
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\r' | b'\x0c' | b' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each attribute of a tag as `name|whole|value`.
    fn scanned(tag: &str) -> Option<Vec<String>> {
        let attributes = of_tag(tag, Span::new(0, tag.len()))?;
        let describe = |attribute: &RawAttribute| {
            let value = attribute.value_span.map_or("-", |span| span.text(tag));
            let name = attribute.name(tag).to_ascii_lowercase();
            format!("{name}|{}|{value}", attribute.span.text(tag))
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
    fn no_tag_has_more_attributes_than_are_counted() {
        for tag in [
            "<a b c=1 d='2'e=\"3\"f/g/=h\ti\nj>",
            "<a '' \"\" = = b=/c d>",
            "<a\r\nb\x0cc>",
        ] {
            let found = of_tag(tag, Span::new(0, tag.len())).unwrap();
            assert!(found.len() > 1, "{tag}");
            assert!(found.len() <= most_attributes(tag.as_bytes()), "{tag}");
        }
    }

    #[test]
    fn a_tag_that_ends_elsewhere_is_told() {
        for tag in ["<a", "<a b='>", "<a b=", "<a> <b>", "<a b"] {
            assert_eq!(scanned(tag), None, "{tag:?}");
        }
    }
}
