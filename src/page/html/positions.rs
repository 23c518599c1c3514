//! Where the tokens of html5ever's tokenizer stand in the text.

use std::cell::Cell;

use html5ever::buffer_queue::BufferQueue;

use crate::span::Span;

/// Follows the tokenizer through the text.
pub(super) struct Positions<'a> {
    text: &'a str,
    queue: &'a BufferQueue,
    /// Where the token before ended.
    last_end: Cell<usize>,
}

impl<'a> Positions<'a> {
    /// Starts at the beginning of `text`, of which `queue` holds all but a byte order mark.
    pub(super) fn new(text: &'a str, queue: &'a BufferQueue) -> Self {
        let start = text.len() - remaining(queue);
        Self {
            text,
            queue,
            last_end: Cell::new(start),
        }
    }

    /// The place of the token that has just arrived, and which is not a tag. To be called once for
    /// each token.
    pub(super) fn token(&self) -> Span {
        let end = self.text.len() - remaining(self.queue);
        let start = self.last_end.replace(end);
        Span::new(start.min(end), end)
    }

    /// The place of the comment that has just arrived. To be called instead of [`Self::token`].
    pub(super) fn comment(&self) -> Span {
        let rough = self.token();
        Span::new(self.tag_start(rough.start).min(rough.end), rough.end)
    }

    /// The place of the tag that has just arrived, or where it should be if the text there is no tag.
    pub(super) fn tag(&self) -> Result<Span, Span> {
        let rough = self.token();
        let span = Span::new(self.tag_start(rough.start), rough.end);
        let tag = span.text(self.text);
        if tag.starts_with('<') && tag.ends_with('>') {
            Ok(span)
        } else {
            Err(rough)
        }
    }

    /// Corrects the start of a tag or comment for what the tokenizer reads without emitting a token, or before it
    /// emits one.
    fn tag_start(&self, mut start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let at = |offset: usize| bytes.get(offset).copied();
        let before = |offset: usize| offset.checked_sub(1).and_then(at);
        // The `\n` of a `\r\n` is skipped only when the next character is read.
        if at(start) == Some(b'\n') && before(start) == Some(b'\r') {
            start += 1;
        }
        // In `</titl</title>` the second `<` is read before the text in front of it is emitted.
        if at(start) != Some(b'<') && before(start) == Some(b'<') {
            start -= 1;
        }
        // An end tag without a name is a parse error and nothing else.
        while bytes
            .get(start..)
            .is_some_and(|rest| rest.starts_with(b"</>"))
        {
            start += b"</>".len();
        }
        start
    }
}

/// The number of bytes that the tokenizer has not read yet.
fn remaining(queue: &BufferQueue) -> usize {
    let Some(front) = queue.pop_front() else {
        return 0;
    };
    // More than one buffer is there only while a character reference is given back.
    let rest = if queue.is_empty() {
        0
    } else {
        remaining(queue)
    };
    let sum = front.len() + rest;
    queue.push_front(front);
    sum
}
