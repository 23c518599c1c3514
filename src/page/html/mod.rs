//! HTML as a browser reads it, with the position of every tag.
//!
//! html5ever builds the tree but knows no positions. They come from outside: the queue that its
//! tokenizer reads from is ours, so that whenever a token arrives, what is still in the queue says
//! where the token ended ([`positions`]). A tree sink that keeps next to nothing ([`tree`]) learns which
//! tag became which element, and a second look at each tag finds its attributes ([`attributes`]).
//! Everything found this way is checked against the text.

mod attributes;
mod elements;
mod glance;
mod plain;
mod positions;
mod state;
mod text_check;
mod tokens;
mod tree;

#[cfg(test)]
mod tests;

pub(super) use glance::is_sound;

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};

use super::{Element, Problem, ProblemKind};
use crate::span::Span;

/// The most bytes that are read: html5ever's buffers and swc's positions count in 32 bits.
const MAX_BYTES: usize = 1 << 30;

/// A byte order mark is left out before; another one behind it is text.
const OPTIONS: TokenizerOpts = TokenizerOpts {
    exact_errors: false,
    discard_bom: false,
    profile: false,
    initial_state: None,
    last_start_tag_name: None,
};

/// What is found in a page's HTML.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// The elements in document order.
    pub(super) elements: Vec<Element>,
    /// The `<script>` elements among them, in document order.
    pub(super) scripts: Vec<ScriptElement>,
    /// The places of what the parser takes for comments, in document order.
    pub(super) comments: Vec<Span>,
    /// What was in the way.
    pub(super) problems: Vec<Problem>,
}

/// A `<script>` element and where its code is.
#[derive(Debug)]
pub(super) struct ScriptElement {
    /// Index into [`Document::elements`].
    pub(super) element: usize,
    /// The code.
    pub(super) code: Code,
}

/// The text of a `<script>` element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Code {
    /// It stands in the page as it is.
    Verbatim(Span),
    /// It is what the page has in that place with character references and the like decoded, as in
    /// an SVG script.
    Decoded(String, Span),
}

impl Code {
    /// Where the code stands.
    pub(super) fn span(&self) -> Span {
        match *self {
            Self::Verbatim(span) | Self::Decoded(_, span) => span,
        }
    }
}

/// Reads a page's HTML with scripting on, as a browser does.
pub(super) fn read(text: &str) -> Document {
    if text.len() > MAX_BYTES {
        return refused(ProblemKind::TooLarge, Span::new(0, text.len()));
    }
    if let Some(tag) = attributes::overloaded_tag(text) {
        return refused(ProblemKind::TooManyAttributes, tag);
    }
    let queue = BufferQueue::default();
    let tokenizer = Tokenizer::new(tokens::Reader::new(text, &queue), OPTIONS);
    // The tokenizer stops after each script, to let it run, and at each `<meta charset>`.
    while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.finish()
}

/// A page that is not read at all.
fn refused(kind: ProblemKind, span: Span) -> Document {
    let problem = |kind| Problem { kind, span };
    Document {
        problems: vec![problem(kind), problem(ProblemKind::UncertainPositions)],
        ..Document::default()
    }
}
