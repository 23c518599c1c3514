//! Where the tokens of html5ever's tokenizer stand in the text.

use std::cell::Cell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;

use crate::span::Span;

/// Follows the tokenizer through the text.
pub(super) struct Positions<'a> {
    text: &'a str,
    queue: &'a BufferQueue,
    /// What the queue held at first. It is kept so that no other buffer comes to lie where it does.
    markup: StrTendril,
    /// Where the token before ended.
    last_end: Cell<usize>,
}

impl<'a> Positions<'a> {
    /// Puts `text` without its byte order mark into the empty `queue`, and starts at its beginning.
    pub(super) fn new(text: &'a str, queue: &'a BufferQueue) -> Self {
        let markup = StrTendril::from_slice(text.strip_prefix('\u{feff}').unwrap_or(text));
        queue.push_back(markup.clone());
        Self {
            text,
            queue,
            last_end: Cell::new(text.len() - markup.len()),
            markup,
        }
    }

    /// The place of the token that has just arrived, and which is not a tag. To be called once for
    /// each token.
    pub(super) fn token(&self) -> Span {
        let end = self.text.len() - self.remaining();
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

    /// What comes after the token before, when nothing of it has been read yet.
    pub(super) fn unread(&self) -> Option<&'a str> {
        let rest = self.text.get(self.last_end.get()..)?;
        let front = self.queue.peek_front_chunk_mut()?;
        (end(&front) == end(&self.markup) && front.len() == rest.len()).then_some(rest)
    }

    /// Lets the tokenizer go on so many bytes further on. Some of what [`unread`](Self::unread) gave must be
    /// left. Gives where it goes on; it has not moved when that is no place between characters.
    pub(super) fn skip(&self, length: usize) -> usize {
        let front = self.queue.peek_front_chunk_mut();
        if let (Some(mut front), Ok(count)) = (front, u32::try_from(length))
            && front.try_pop_front(count).is_ok()
        {
            self.last_end.set(self.last_end.get() + length);
        }
        self.last_end.get()
    }

    /// A piece of the text, as the tokenizer would give it if nothing in it were to be decoded.
    pub(super) fn piece(&self, span: Span) -> StrTendril {
        let offset = self.text.len() - self.markup.len();
        let start = u32::try_from(span.start.saturating_sub(offset));
        let length = u32::try_from(span.len());
        match (start, length) {
            (Ok(start), Ok(length)) => self.markup.try_subtendril(start, length).ok(),
            _ => None,
        }
        .unwrap_or_else(|| StrTendril::from_slice(span.text(self.text)))
    }

    /// Where the token before ended.
    pub(super) fn last_end(&self) -> usize {
        self.last_end.get()
    }

    /// The number of bytes that the tokenizer has not read yet.
    fn remaining(&self) -> usize {
        match self.queue.peek_front_chunk_mut() {
            None => return 0,
            Some(front) if end(&front) == end(&self.markup) => return front.len(),
            Some(_) => {}
        }
        remaining(self.queue)
    }

    /// Corrects the start of a tag or comment for what the tokenizer reads without emitting a token,
    /// or before it emits one.
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

/// Where a buffer ends in memory.
fn end(buffer: &StrTendril) -> *const u8 {
    str::as_bytes(buffer).as_ptr_range().end
}

/// The number of bytes in a queue. It has more than one buffer only while a character reference is given
/// back, and the last few bytes of the page move to a buffer of their own.
fn remaining(queue: &BufferQueue) -> usize {
    let Some(front) = queue.pop_front() else {
        return 0;
    };
    let rest = remaining(queue);
    let sum = front.len() + rest;
    queue.push_front(front);
    sum
}
