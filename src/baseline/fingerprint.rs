//! What a place looks like, in a form that stays the same while the text around it changes.

/// Lines of more bytes than this are told by a part of them: a minified script is one line.
const LONG_LINE: usize = 400;

/// How many characters of a long line count.
const PART: usize = 160;

/// The fingerprint of an offset of a text: 16 hexadecimal digits that depend on the words of its line,
/// whatever the white space between them; on a long line, of what follows the offset there.
pub(super) fn of(text: &str, offset: usize) -> String {
    let is_line_end = |c| matches!(c, '\n' | '\r');
    let before = text.get(..offset).unwrap_or_default();
    let after = text.get(offset..).unwrap_or_default();
    let start = before.rsplit(is_line_end).next().unwrap_or_default();
    let end = after.split(is_line_end).next().unwrap_or_default();
    let mut hash = Hash::default();
    if start.len() + end.len() > LONG_LINE {
        let part = end.char_indices().nth(PART).map_or(end.len(), |(at, _)| at);
        hash.words(end.get(..part).unwrap_or_default());
    } else {
        hash.words(start);
        hash.words(end);
    }
    format!("{:016x}", hash.0)
}

/// The FNV-1a hash of 64 bits, which is the same on every machine and in every release.
struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hash {
    fn words(&mut self, text: &str) {
        for word in text.split_whitespace() {
            for byte in word.bytes() {
                self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_the_hash_that_its_authors_publish() {
        assert_eq!(of("", 0), "cbf29ce484222325");
        assert_eq!(of("foobar", 0), "85944171f73967e8");
    }

    #[test]
    fn depends_on_the_line_and_not_on_white_space_or_place() {
        let same = ["a(b)", "\n\n a( b )\r\nc", "x\n\ta (b)  \n"];
        for text in same {
            let at = text.find('a').expect("there is one");
            assert_eq!(of(text, at), of("a(b)", 2), "{text:?}");
        }
        assert_ne!(of("a(b)", 0), of("a(c)", 0));
    }

    #[test]
    fn long_lines_are_told_by_what_follows() {
        let line = format!("{}new Lock(a){}", "x;".repeat(300), "y;".repeat(300));
        let longer = format!("{}{line}z", "w;".repeat(10));
        assert_eq!(of(&line, 600), of(&longer, 620));
        assert_ne!(of(&line, 600), of(&line, 0));
    }
}
