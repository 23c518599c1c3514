//! The token sink: knows where each token stands while the tree builder works on it.

use std::cell::Cell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};

use super::positions::Positions;
use super::state::Current;
use super::tree::{Handle, References, Tree};
use super::{Document, plain};
use crate::page::Attribute;
use crate::span::Span;

/// Passes tokens on to the tree builder, with their positions beside.
pub(super) struct Reader<'a> {
    positions: Positions<'a>,
    builder: TreeBuilder<Handle, Tree<'a>>,
    references: References,
    passed_on: Cell<PassedOn>,
    may_be_plain: bool,
}

/// The kinds of text that the tree builder has been given since the last token of another kind.
#[derive(Clone, Copy, Default)]
struct PassedOn {
    blank: bool,
    other: bool,
}

impl PassedOn {
    /// Whether no more text can make a difference.
    fn is_complete(self) -> bool {
        self.blank && self.other
    }
}

impl<'a> Reader<'a> {
    /// Reads `text`, which the tokenizer will find in `queue`.
    pub(super) fn new(text: &'a str, queue: &'a BufferQueue) -> Self {
        Self {
            positions: Positions::new(text, queue),
            builder: TreeBuilder::new(Tree::new(text), TreeBuilderOpts::default()),
            references: References::default(),
            passed_on: Cell::default(),
            may_be_plain: plain::may_be_in(text),
        }
    }

    /// What has been read.
    pub(super) fn finish(self) -> Document {
        self.builder.sink.into_document()
    }

    fn tree(&self) -> &Tree<'a> {
        &self.builder.sink
    }

    /// Whether text can make a difference to the tree. The tokenizer gives it line by line, and text is
    /// not kept: once there has been white space and other text in some place, more of it changes nothing.
    fn matters(&self, text: &str) -> bool {
        self.tree().text(text);
        let mut passed_on = self.passed_on.get();
        if passed_on.is_complete() {
            return false;
        }
        let is_blank = |byte: &u8| byte.is_ascii_whitespace();
        let has_blank = text.as_bytes().iter().any(is_blank);
        let has_other = !text.as_bytes().iter().all(is_blank);
        if (passed_on.blank || !has_blank) && (passed_on.other || !has_other) {
            return false;
        }
        // A line feed right after some start tags does not count as text.
        if !text.starts_with('\n') {
            passed_on.blank |= has_blank;
            passed_on.other |= has_other;
            self.passed_on.set(passed_on);
        }
        true
    }

    /// Passes text on if it can make a difference.
    fn text(&self, text: StrTendril, line: u64) -> TokenSinkResult<Handle> {
        let span = self.positions.token();
        if !self.matters(&text) {
            return TokenSinkResult::Continue;
        }
        self.tree().begin(Current::other(span));
        self.builder
            .process_token(Token::CharacterTokens(text), line)
    }

    /// Passes on what is neither text nor a tag.
    fn other(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        let is_comment = matches!(token, Token::CommentToken(_));
        let span = if is_comment {
            self.positions.comment()
        } else {
            self.positions.token()
        };
        self.tree().begin(Current::other(span));
        if is_comment {
            self.tree().comment(span);
        }
        self.builder.process_token(token, line)
    }

    /// Passes a tag of the tokenizer on, and then what comes after it, as far as that needs no tokenizer.
    fn tag(&self, tag: Tag, line: u64) -> TokenSinkResult<Handle> {
        let span = match self.positions.tag() {
            Ok(span) => span,
            Err(place) => {
                self.tree().positions_failed(place);
                place
            }
        };
        let result = self.pass_on(tag, span, None, line);
        match result {
            TokenSinkResult::RawData(RawKind::Rawtext | RawKind::ScriptData) => {
                self.skip_raw_text();
                result
            }
            TokenSinkResult::Continue => self.read_on(line),
            _ => result,
        }
    }

    /// Passes a tag on, and connects it with the element it opened or closed.
    fn pass_on(
        &self,
        tag: Tag,
        span: Span,
        attributes: Option<Vec<Attribute>>,
        line: u64,
    ) -> TokenSinkResult<Handle> {
        let current = match tag.kind {
            TagKind::StartTag => Current::start_tag(span, &tag.name),
            TagKind::EndTag => Current::end_tag(span, &tag.name),
        };
        self.tree().begin(current.with_attributes(attributes));
        let result = self.builder.process_token(Token::TagToken(tag), line);
        self.builder.trace_handles(&self.references);
        self.tree().done(&self.references);
        result
    }

    /// Lets the tokenizer go on where the raw text after the tag before may end: it would find nothing
    /// but text up to there, whatever stands in it.
    ///
    /// Raw text is that of `<script>`, `<style>` and the like, in which only `</` and, in scripts, `<!`
    /// mean more than themselves.
    fn skip_raw_text(&self) {
        let rest = self.positions.unread().unwrap_or_default();
        let is_markup = |&at: &usize| matches!(rest.as_bytes().get(at + 1), Some(b'/' | b'!'));
        let end = memchr::memchr_iter(b'<', rest.as_bytes()).find(is_markup);
        if let Some(text) = end.and_then(|end| rest.get(..end)) {
            self.tree().text(text);
            self.positions.skip(text.len());
        }
    }

    /// Passes on plain text and tags, and lets the tokenizer go on after them.
    fn read_on(&self, line: u64) -> TokenSinkResult<Handle> {
        let Some(rest) = self.positions.unread().filter(|_| self.may_be_plain) else {
            return TokenSinkResult::Continue;
        };
        let page = self.tree().page();
        let start = self.positions.last_end();
        let mut at = start;
        let mut result = TokenSinkResult::Continue;
        // The tokenizer must find something: the last token is left to it.
        while let Some(text) = plain::text(page.get(at..).unwrap_or_default())
            && !self.tree().is_exhausted()
        {
            let plain = plain::plain_part(text);
            if !plain.is_empty() {
                self.plain_text(Span::new(at, at + plain.len()), line);
                at += plain.len();
            }
            // Where there has been text of both kinds, it does not matter what the rest comes to.
            if plain.len() < text.len() {
                if !self.passed_on.get().is_complete() || self.tree().collects_text() {
                    break;
                }
                at += text.len() - plain.len();
            }
            let Some(tag) = plain::tag(page, at).filter(|tag| tag.span.end < page.len()) else {
                break;
            };
            at = tag.span.end;
            self.passed_on.take();
            let token = tag.token(&self.positions);
            result = self.pass_on(token, tag.span, Some(tag.attributes), line);
            match result {
                TokenSinkResult::Continue => {}
                // Nobody asked for another encoding.
                TokenSinkResult::EncodingIndicator(_) => result = TokenSinkResult::Continue,
                // No plain tag asks for anything else of the tokenizer.
                _ => {
                    self.tree().positions_failed(tag.span);
                    break;
                }
            }
        }
        if at - start < rest.len() {
            self.positions.skip(at - start);
        }
        result
    }

    fn plain_text(&self, span: Span, line: u64) {
        if self.matters(span.text(self.tree().page())) {
            let text = self.positions.piece(span);
            self.tree().begin(Current::other(span));
            // Text asks nothing of the tokenizer.
            let _ = self
                .builder
                .process_token(Token::CharacterTokens(text), line);
        }
    }
}

impl TokenSink for Reader<'_> {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        // Errors have no extent, and the tree builder does nothing with them.
        if matches!(token, Token::ParseError(_)) || self.tree().is_exhausted() {
            return TokenSinkResult::Continue;
        }
        if let Token::CharacterTokens(text) = token {
            return self.text(text, line);
        }
        self.passed_on.take();
        if let Token::TagToken(tag) = token {
            return self.tag(tag, line);
        }
        self.other(token, line)
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

#[cfg(test)]
mod tests {
    use html5ever::TokenizerResult;
    use html5ever::tokenizer::Tokenizer;
    use proptest::prelude::*;

    use super::super::{OPTIONS, read, tests::piece};
    use super::*;

    /// A reader that takes no short cuts: the tokenizer reads and the tree builder gets everything.
    struct Plain<'a>(Reader<'a>);

    impl TokenSink for Plain<'_> {
        type Handle = Handle;

        fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
            let Self(reader) = self;
            if matches!(token, Token::ParseError(_)) {
                return TokenSinkResult::Continue;
            }
            let current = match &token {
                Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                    Current::start_tag(reader.positions.tag().unwrap(), &tag.name)
                }
                Token::TagToken(tag) => {
                    Current::end_tag(reader.positions.tag().unwrap(), &tag.name)
                }
                Token::CommentToken(_) => return reader.other(token, line),
                _ => Current::other(reader.positions.token()),
            };
            if let Token::CharacterTokens(text) = &token {
                reader.tree().text(text);
            }
            let is_tag = matches!(token, Token::TagToken(_));
            reader.tree().begin(current);
            let result = reader.builder.process_token(token, line);
            if is_tag {
                reader.builder.trace_handles(&reader.references);
                reader.tree().done(&reader.references);
            }
            result
        }

        fn end(&self) {
            self.0.end();
        }

        fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
            self.0
                .adjusted_current_node_present_but_not_in_html_namespace()
        }
    }

    fn read_plainly(text: &str) -> Document {
        let queue = BufferQueue::default();
        let tokenizer = Tokenizer::new(Plain(Reader::new(text, &queue)), OPTIONS);
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
        tokenizer.end();
        tokenizer.sink.0.finish()
    }

    fn assert_read_alike(page: &str) {
        let (found, expected) = (read(page), read_plainly(page));
        assert_eq!(format!("{found:#?}"), format!("{expected:#?}"), "{page:?}");
    }

    #[test]
    fn short_cuts_change_nothing() {
        let pages = [
            "<script>a<b</scr</script >",
            "<script><!--<script></script>--></script>",
            "<style>a<!--</b</style><script>\r\nb\0</script>",
            "<script>a",
            "<style><!--</style>",
            "\u{feff}<script>\u{e9}</script>",
            "<b><p></b><pre>\n\n<i>",
            "<table> a <tr> b <col> c <td> d",
            "<b><frameset></frameset></html>x y",
            "<svg><script>a &lt;\nb</script><style>a<p>b",
            "<!doctype html> \n a \n b<head> c <title> d </title> e </body> f </html> g <p>",
        ];
        for page in pages {
            assert_read_alike(page);
        }
    }

    proptest! {
        #[test]
        fn short_cuts_change_nothing_anywhere(pieces in prop::collection::vec(piece(), 0..24)) {
            assert_read_alike(&pieces.concat());
        }
    }
}
