//! The token sink: knows where each token stands while the tree builder works on it.

use html5ever::buffer_queue::BufferQueue;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};

use super::Document;
use super::positions::Positions;
use super::state::Current;
use super::tree::{Handle, References, Tree};

/// Passes tokens on to the tree builder, with their positions beside.
pub(super) struct Reader<'a> {
    positions: Positions<'a>,
    builder: TreeBuilder<Handle, Tree<'a>>,
}

impl<'a> Reader<'a> {
    /// Reads `text`, of which `queue` holds all but a byte order mark.
    pub(super) fn new(text: &'a str, queue: &'a BufferQueue) -> Self {
        Self {
            positions: Positions::new(text, queue),
            builder: TreeBuilder::new(Tree::new(text), TreeBuilderOpts::default()),
        }
    }

    /// What has been read.
    pub(super) fn finish(self) -> Document {
        self.builder.sink.into_document()
    }

    fn tree(&self) -> &Tree<'a> {
        &self.builder.sink
    }

    /// Passes a tag on, and connects it with the element it opened or closed.
    fn tag(&self, tag: Tag, line: u64) -> TokenSinkResult<Handle> {
        let span = match self.positions.tag() {
            Ok(span) => span,
            Err(place) => {
                self.tree().positions_failed(place);
                place
            }
        };
        self.tree().begin(match tag.kind {
            TagKind::StartTag => Current::start_tag(span, &tag.name),
            TagKind::EndTag => Current::end_tag(span, &tag.name),
        });
        let result = self.builder.process_token(Token::TagToken(tag), line);
        let references = References::default();
        self.builder.trace_handles(&references);
        self.tree().done(&references);
        result
    }
}

impl TokenSink for Reader<'_> {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        // Errors have no extent, and the tree builder does nothing with them.
        if matches!(token, Token::ParseError(_)) || self.tree().is_exhausted() {
            return TokenSinkResult::Continue;
        }
        let token = match token {
            Token::TagToken(tag) => return self.tag(tag, line),
            other => other,
        };
        let span = match token {
            Token::CommentToken(_) => self.positions.comment(),
            _ => self.positions.token(),
        };
        self.tree().begin(Current::other(span));
        match &token {
            Token::CharacterTokens(text) => self.tree().text(text),
            Token::CommentToken(_) => self.tree().comment(span),
            _ => {}
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
        self.tree().end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}
