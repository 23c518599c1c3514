//! What a `/` is.

use super::{ARROW, Guard, Last, Slash};

impl Guard<'_> {
    /// Reads a `/`: a division, a regular expression, or what may be either.
    pub(super) fn slash(&mut self) {
        self.statement_goes_on(b"");
        // After `var a`, `break a` or `import 'a'` the end of a line ends the statement.
        let meaning = match self.slash {
            Slash::Divides if self.last == Last::Name && self.new_line => Slash::Unsure,
            meaning => meaning,
        };
        if meaning == Slash::Divides {
            return self.division();
        }
        let regex = self.cursor.regex();
        self.scanned += regex.map_or(self.cursor.rest_of_line(), str::len);
        match regex {
            // Looking for the ends of regular expressions has to stay linear.
            _ if self.scanned > self.scan_limit => self.count_the_rest(),
            None => self.division(),
            Some(body) if meaning == Slash::Begins => {
                self.cursor.advance(body.len() + 2);
                self.follow(Last::Operand, Slash::Divides);
            }
            Some(body) if reads_alike(body) && !self.comment_follows(body) => {
                self.operator(2 + loose_weight(body));
                self.cursor.advance(body.len() + 2);
                self.follow(Last::Other, Slash::Unsure);
            }
            Some(_) => self.count_the_rest(),
        }
    }

    fn division(&mut self) {
        self.operator(1);
        self.cursor.advance(1);
        self.follow(Last::Operator, Slash::Begins);
    }

    /// Whether the second `/` around this text would begin a comment if the first were a division.
    fn comment_follows(&self, body: &str) -> bool {
        matches!(self.cursor.byte(body.len() + 2), Some(b'/' | b'*'))
    }

    /// Gives up telling strings, comments and code apart.
    pub(super) fn count_the_rest(&mut self) {
        let rest = self.cursor.rest();
        let opens = rest
            .bytes()
            .filter(|byte| matches!(byte, b'(' | b'[' | b'{' | b'`'))
            .count();
        let depth = self.levels.len() - 1 + opens;
        let weight = self.weight + loose_weight(rest);
        self.deepest.depth = self.deepest.depth.max(depth);
        self.deepest.weight = self.deepest.weight.max(weight);
        self.cursor.advance(rest.len());
    }
}

/// Whether text leaves the same things open when it is code as when it is a regular expression.
fn reads_alike(text: &str) -> bool {
    let bytes = text.as_bytes();
    if memchr::memchr3(b'"', b'\'', b'`', bytes).is_some() {
        return false;
    }
    if ["//", "/*", "<!--", "-->"]
        .iter()
        .any(|comment| text.contains(comment))
    {
        return false;
    }
    let mut open = Vec::new();
    for &byte in bytes {
        match byte {
            b'(' => open.push(b')'),
            b'[' => open.push(b']'),
            b'{' => open.push(b'}'),
            b')' | b']' | b'}' if open.pop() != Some(byte) => return false,
            _ => {}
        }
    }
    open.is_empty()
}

/// The weight that text can have at most as code: nothing weighs anything but words and marks, and
/// between two words there is a byte that is part of none.
fn loose_weight(text: &str) -> usize {
    let marks = text
        .bytes()
        .filter(|&byte| !byte.is_ascii_alphanumeric())
        .count();
    1 + marks * ARROW
}
