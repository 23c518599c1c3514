//! Text and tags that mean what they seem to: most of any page.
//!
//! html5ever's tokenizer takes every character through its states. Where the standard's states could do
//! only one thing, as with `<a href="/help">Help</a>`, the tokens are made here instead. What has
//! anything else to it (a character reference, a capital letter, a carriage return) and what changes how
//! the text after it is read (`<script>`, `<textarea>`) is left to the tokenizer. So are pages with NUL
//! characters.

use html5ever::tokenizer::{Tag, TagKind};
use html5ever::{LocalName, QualName, local_name, ns};

use super::attributes::{Scanner, is_space};
use super::positions::Positions;
use super::state::is_formatting;
use crate::page::Attribute;
use crate::span::Span;

/// Elements after whose tags the tokenizer reads text in another way, or halts.
const SWITCHING: [&str; 10] = [
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
    "script",
    "style",
    "textarea",
    "title",
    "xmp",
];

/// Whether a page may have plain text and tags.
pub(super) fn may_be_in(page: &str) -> bool {
    memchr::memchr(0, page.as_bytes()).is_none()
}

/// The text at the start of `rest`, up to the next `<`. `None` when there is none.
pub(super) fn text(rest: &str) -> Option<&str> {
    memchr::memchr(b'<', rest.as_bytes()).and_then(|length| rest.get(..length))
}

/// The part of a text in front of what is decoded or normalised.
pub(super) fn plain_part(text: &str) -> &str {
    memchr::memchr2(b'&', b'\r', text.as_bytes())
        .and_then(|length| text.get(..length))
        .unwrap_or(text)
}

/// A plain tag.
pub(super) struct PlainTag {
    /// From `<` to `>`.
    pub(super) span: Span,
    /// The attributes without duplicates.
    pub(super) attributes: Vec<Attribute>,
    kind: TagKind,
    name: LocalName,
    self_closing: bool,
    has_duplicates: bool,
}

/// The plain tag that stands at `start`.
pub(super) fn tag(text: &str, start: usize) -> Option<PlainTag> {
    let bytes = text.as_bytes();
    let (kind, at) = match bytes.get(start..)? {
        [b'<', b'/', b'a'..=b'z', ..] => (TagKind::EndTag, start + 2),
        [b'<', b'a'..=b'z', ..] => (TagKind::StartTag, start + 1),
        _ => return None,
    };
    let mut scanner = Scanner { bytes, at };
    let name = scanner.plain_name().text(text);
    if SWITCHING.contains(&name) {
        return None;
    }
    let mut tag = PlainTag {
        span: Span::default(),
        attributes: Vec::new(),
        kind,
        name: LocalName::from(name),
        self_closing: false,
        has_duplicates: false,
    };
    loop {
        let is_separated = !scanner.plain_spaces().is_empty();
        match scanner.peek()? {
            b'>' => break,
            b'/' if bytes.get(scanner.at + 1) == Some(&b'>') => {
                tag.self_closing = true;
                scanner.at += 1;
                break;
            }
            _ if is_separated => tag.add(scanner.plain_attribute(text)?),
            _ => return None,
        }
    }
    tag.span = Span::new(start, scanner.at + 1);
    Some(tag)
}

impl PlainTag {
    fn add(&mut self, attribute: Attribute) {
        if self.attributes.iter().any(|a| a.name == attribute.name) {
            self.has_duplicates = true;
        } else {
            self.attributes.push(attribute);
        }
    }

    /// The token, with its attributes only when they can make a difference to the tree.
    pub(super) fn token(&self, positions: &Positions<'_>) -> Tag {
        let attribute = |attribute: &Attribute| html5ever::Attribute {
            name: QualName::new(None, ns!(), attribute.name.clone()),
            value: attribute
                .value_span
                .map(|value| positions.piece(value))
                .unwrap_or_default(),
        };
        let attributes = self.attributes.iter();
        Tag {
            kind: self.kind,
            name: self.name.clone(),
            self_closing: self.self_closing,
            attrs: if decides_by_attributes(&self.name) {
                attributes.map(attribute).collect()
            } else {
                Vec::new()
            },
            had_duplicate_attributes: self.has_duplicates,
        }
    }
}

/// Whether tree construction looks at the attributes of such a tag: at an `<input type=hidden>` in a table, at a
/// template's shadow root, at what takes `<font>` out of an SVG and text out of MathML, and at formatting
/// elements, of which it keeps three that are alike. Of `<a>` it keeps one.
fn decides_by_attributes(name: &LocalName) -> bool {
    match *name {
        local_name!("a") => false,
        local_name!("input") | local_name!("template") | local_name!("annotation-xml") => true,
        _ => is_formatting(name),
    }
}

impl Scanner<'_> {
    /// White space, of which a carriage return is none that is plain.
    fn plain_spaces(&mut self) -> Span {
        self.skip_while(|byte| is_space(byte) && byte != b'\r')
    }

    /// A name that is not turned into anything else.
    fn plain_name(&mut self) -> Span {
        self.skip_while(
            |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b':' | b'.'),
        )
    }

    /// An attribute that stands as it is meant, without white space around `=`.
    fn plain_attribute(&mut self, text: &str) -> Option<Attribute> {
        let name = self.plain_name();
        let mut attribute = Attribute {
            name: LocalName::from(name.text(text)),
            span: name,
            value_span: None,
            decoded: None,
        };
        if name.is_empty() {
            return None;
        }
        match self.peek()? {
            b'=' => {
                self.at += 1;
                attribute.value_span = Some(self.plain_value()?);
                attribute.span.end = self.at;
            }
            b'>' | b'/' => {}
            _ => {
                // The `=` may come after white space.
                let at = self.at;
                if self.plain_spaces().is_empty() || self.peek()? == b'=' {
                    return None;
                }
                self.at = at;
            }
        }
        Some(attribute)
    }

    /// A value in which nothing is decoded, without its quotes.
    fn plain_value(&mut self) -> Option<Span> {
        let value = match self.peek()? {
            quote @ (b'"' | b'\'') => {
                let start = self.at + 1;
                let rest = self.bytes.get(start..)?;
                self.at = start + memchr::memchr(quote, rest)? + 1;
                Span::new(start, self.at - 1)
            }
            // White space in front of a value is none of it.
            byte if is_space(byte) => return None,
            _ => self.skip_while(|byte| !is_space(byte) && byte != b'>'),
        };
        let bytes = self.bytes.get(value.start..value.end)?;
        memchr::memchr2(b'&', b'\r', bytes)
            .is_none()
            .then_some(value)
    }
}
