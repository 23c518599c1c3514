//! Reading what has no structure of its own: blanks, comments, strings, words.

/// A place in code.
#[derive(Debug, Clone)]
pub(super) struct Cursor<'a> {
    code: &'a str,
    at: usize,
    /// Where `<!--` and `-->` begin a comment.
    html_comments: Vec<usize>,
}

impl<'a> Cursor<'a> {
    /// Starts at the beginning, after a `#!` line.
    pub(super) fn new(code: &'a str) -> Self {
        let mut cursor = Self {
            code,
            at: 0,
            html_comments: Vec::new(),
        };
        if cursor.looking_at("#!") {
            cursor.skip_line();
        }
        cursor
    }

    /// What has not been read yet.
    pub(super) fn rest(&self) -> &'a str {
        self.code.get(self.at..).unwrap_or_default()
    }

    /// The next byte.
    pub(super) fn peek(&self) -> Option<u8> {
        self.byte(0)
    }

    /// The byte so many bytes on.
    pub(super) fn byte(&self, ahead: usize) -> Option<u8> {
        self.code.as_bytes().get(self.at + ahead).copied()
    }

    /// Whether this comes next.
    pub(super) fn looking_at(&self, text: &str) -> bool {
        self.rest().starts_with(text)
    }

    /// Goes on by so many bytes.
    pub(super) fn advance(&mut self, bytes: usize) {
        self.at = (self.at + bytes).min(self.code.len());
    }

    /// Skips blanks and comments. `at_line_start` is whether no token stands before on this line;
    /// gives whether that is so afterwards.
    pub(super) fn skip_space(&mut self, mut at_line_start: bool) -> bool {
        loop {
            match self.peek() {
                Some(b'\n' | b'\r') => {
                    at_line_start = true;
                    self.at += 1;
                }
                Some(b' ' | b'\t' | b'\x0b' | b'\x0c') => self.at += 1,
                Some(b'/') if self.looking_at("//") => self.skip_line(),
                Some(b'/') if self.looking_at("/*") => at_line_start |= self.skip_block_comment(),
                Some(b'<') if self.looking_at("<!--") => self.skip_html_comment(),
                Some(b'-') if at_line_start && self.looking_at("-->") => self.skip_html_comment(),
                Some(0x80..) => match self.unicode_space() {
                    Some((length, ends_line)) => {
                        at_line_start |= ends_line;
                        self.at += length;
                    }
                    None => return at_line_start,
                },
                _ => return at_line_start,
            }
        }
    }

    /// The length of the blank that comes next outside ASCII, and whether it ends a line.
    fn unicode_space(&self) -> Option<(usize, bool)> {
        let c = self.rest().chars().next()?;
        let is_space = c.is_whitespace() || matches!(c, '\u{feff}' | '\u{180e}');
        is_space.then_some((c.len_utf8(), matches!(c, '\u{2028}' | '\u{2029}')))
    }

    /// Goes on to the end of the line.
    fn skip_line(&mut self) {
        let is_end = |c| matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}');
        self.advance(self.rest().find(is_end).unwrap_or(usize::MAX >> 1));
    }

    fn skip_html_comment(&mut self) {
        self.html_comments.push(self.at);
        self.skip_line();
    }

    /// Where the HTML-like comments began that have been skipped.
    pub(super) fn into_html_comments(self) -> Vec<usize> {
        self.html_comments
    }

    /// Goes past a `/* */` comment; gives whether it has a line end.
    fn skip_block_comment(&mut self) -> bool {
        let rest = self.rest();
        let body = rest.get(2..).unwrap_or_default();
        let length = body.find("*/").map_or(rest.len(), |end| end + 4);
        self.advance(length);
        let comment = rest.get(..length).unwrap_or(rest);
        comment.contains(['\n', '\r', '\u{2028}', '\u{2029}'])
    }

    /// Goes past a string that starts here. One without an end ends with its line, as it does for swc.
    pub(super) fn skip_string(&mut self) {
        let quote = self.peek();
        self.at += 1;
        while let Some(byte) = self.peek() {
            match byte {
                b'\\' => self.skip_escape(),
                b'\n' | b'\r' => return,
                _ => {
                    self.at += 1;
                    if Some(byte) == quote {
                        return;
                    }
                }
            }
        }
    }

    /// Goes past template text, and the `${` or the backtick that ends it. Gives whether it was `${`.
    pub(super) fn skip_template(&mut self) -> bool {
        while let Some(byte) = self.peek() {
            match byte {
                b'\\' => self.skip_escape(),
                b'`' => {
                    self.at += 1;
                    return false;
                }
                b'$' if self.byte(1) == Some(b'{') => {
                    self.at += 2;
                    return true;
                }
                _ => self.at += 1,
            }
        }
        false
    }

    /// Goes past a backslash and what it escapes; a `\r\n` counts as one.
    fn skip_escape(&mut self) {
        let length = if self.looking_at("\\\r\n") { 3 } else { 2 };
        self.advance(length);
    }

    /// Goes past a word: an identifier, a keyword, a number, or bytes that are none of JavaScript's.
    pub(super) fn word(&mut self) -> &'a [u8] {
        let start = self.at;
        while let Some(byte) = self.peek() {
            match byte {
                b'\\' if self.looking_at("\\u{") => self.skip_code_point(),
                b'.' if self.in_number(start) => self.at += 1,
                0x80.. if self.unicode_space().is_some() => break,
                0x80.. => self.at += self.rest().chars().next().map_or(1, char::len_utf8),
                _ if is_word_byte(byte) => self.at += 1,
                _ => break,
            }
        }
        self.code.as_bytes().get(start..self.at).unwrap_or_default()
    }

    /// Goes past `\u{…}`, whose braces are no brackets.
    fn skip_code_point(&mut self) {
        self.at += 3;
        while self.peek().is_some_and(|byte| byte.is_ascii_hexdigit()) {
            self.at += 1;
        }
        if self.peek() == Some(b'}') {
            self.at += 1;
        }
    }

    /// How many bytes the line still has.
    pub(super) fn rest_of_line(&self) -> usize {
        let rest = self.rest();
        memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len())
    }

    /// Whether the word that starts there is a number without a dot so far.
    fn in_number(&self, start: usize) -> bool {
        let word = self.code.as_bytes().get(start..self.at).unwrap_or_default();
        word.first().is_some_and(u8::is_ascii_digit) && !word.contains(&b'.')
    }

    /// The text between the slashes, if what starts here can be a regular expression.
    pub(super) fn regex(&self) -> Option<&'a str> {
        let body = self.rest().get(1..)?;
        let (mut escaped, mut in_class) = (false, false);
        for (at, byte) in body.bytes().enumerate() {
            match byte {
                b'\n' | b'\r' => return None,
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'[' => in_class = true,
                b']' => in_class = false,
                b'/' if !in_class => return body.get(..at),
                _ => {}
            }
        }
        None
    }
}

/// Whether a byte can be part of a word. `@` and `#` are, for the placeholders of deployment tools,
/// and the backslash, for escapes.
pub(super) fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'_' | b'$' | b'@' | b'#' | b'\\')
        || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skips_blanks_and_comments() {
        let table = [
            (" \t/* a */x", "x", false),
            ("/*\n*/x", "x", true),
            ("// a\nx", "x", true),
            ("<!-- a\nx", "x", true),
            ("--> a\nx", "--> a\nx", false),
            ("\n--> a", "", true),
            ("\u{2028}--> a", "", true),
            ("\u{a0}\u{feff}x", "x", false),
            ("/x/", "/x/", false),
            ("/* a", "", false),
        ];
        for (code, rest, at_line_start) in table {
            let mut cursor = Cursor::new(code);
            assert_eq!(cursor.skip_space(false), at_line_start, "{code:?}");
            assert_eq!(cursor.rest(), rest, "{code:?}");
        }
        assert_eq!(Cursor::new("#!/bin/x (\na").rest(), "\na");
    }

    #[test]
    fn finds_where_literals_end() {
        let string = |code| {
            let mut cursor = Cursor::new(code);
            cursor.skip_string();
            cursor.rest()
        };
        assert_eq!(string("'a\\'b\"'c"), "c");
        assert_eq!(string("'a\\\r\nb'c"), "c");
        assert_eq!(string("'a\nb'c"), "\nb'c");
        assert_eq!(string("'a\u{2028}b'c"), "c");
        let word = |code| String::from_utf8(Cursor::new(code).word().to_vec()).unwrap();
        assert_eq!(word("1.5.x"), "1.5");
        assert_eq!(word("a.b"), "a");
        assert_eq!(word("é\u{a0}b"), "é");
        assert_eq!(word("a\\u{62}c d"), "a\\u{62}c");
        assert_eq!(Cursor::new("/a\\/[/]b/g").regex(), Some("a\\/[/]b"));
        assert_eq!(Cursor::new("/a\n/").regex(), None);
    }
}
