//! Text and tags that mean what they seem to: most of any page.
//!
//! html5ever's tokenizer takes every character through its states. Where the standard's states could do
//! only one thing, as with `<a href="/help">Help</a>`, the tokens are made here instead. What has
//! anything else to it (a character reference, a capital letter, a control character) and what changes how
//! the text after it is read (`<script>`, `<textarea>`) is left to the tokenizer.

use html5ever::tokenizer::{Tag, TagKind};
use html5ever::{Attribute, LocalName, QualName, ns};

use super::attributes::{RawAttribute, RawTag, scan};
use super::positions::Positions;
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

/// The text at the start of `rest`, up to the next `<`. `None` when nothing comes after it, or when there is
/// something in it that is neither text nor white space.
pub(super) fn text(rest: &str) -> Option<&str> {
    let length = memchr::memchr(b'<', rest.as_bytes())?;
    rest.get(..length)
        .filter(|text| memchr::memchr(0, text.as_bytes()).is_none())
}

/// The part of a text in front of what is decoded or normalised.
pub(super) fn plain_part(text: &str) -> &str {
    memchr::memchr2(b'&', b'\r', text.as_bytes())
        .and_then(|length| text.get(..length))
        .unwrap_or(text)
}

/// The plain tag that stands at `start`.
pub(super) fn tag(text: &str, start: usize) -> Option<RawTag> {
    let rest = text.as_bytes().get(start..)?;
    let name = match rest {
        [b'<', b'/', b'a'..=b'z', ..] => start + 2,
        [b'<', b'a'..=b'z', ..] => start + 1,
        _ => return None,
    };
    let tag = scan(text, start, name)?;
    let is_plain = is_plain(tag.span.text(text))
        && is_name(tag.name.text(text))
        && !SWITCHING.contains(&tag.name.text(text))
        && tag.attributes.iter().all(|a| is_name(a.name.text(text)));
    is_plain.then_some(tag)
}

/// Nothing in it is decoded or normalised.
fn is_plain(text: &str) -> bool {
    memchr::memchr3(b'&', b'\r', b'\0', text.as_bytes()).is_none()
}

/// Nothing in it is turned into anything else.
fn is_name(name: &str) -> bool {
    name.bytes()
        .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b':' | b'.'))
}

impl RawTag {
    /// The token.
    pub(super) fn token(&self, text: &str, positions: &Positions<'_>) -> Tag {
        let is_end = self.name.start > self.span.start + 1;
        let attribute = |raw: &RawAttribute| Attribute {
            name: QualName::new(None, ns!(), LocalName::from(raw.name.text(text))),
            value: raw
                .value_span
                .map(|value| positions.piece(value))
                .unwrap_or_default(),
        };
        Tag {
            kind: if is_end {
                TagKind::EndTag
            } else {
                TagKind::StartTag
            },
            name: LocalName::from(self.name.text(text)),
            self_closing: self.closes_itself(text),
            attrs: self.attributes.iter().map(attribute).collect(),
            had_duplicate_attributes: self.has_duplicates,
        }
    }

    /// Whether it ends with a `/` that belongs to no value.
    fn closes_itself(&self, text: &str) -> bool {
        let end = Span::new(self.span.end - 2, self.span.end);
        end.text(text) == "/>" && self.last_end <= end.start
    }
}
