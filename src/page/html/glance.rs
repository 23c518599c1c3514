//! What a glance at the bytes of a page tells, without reading it.

use super::MAX_BYTES;
use super::attributes::{self, Scanner, begins_with, is_space};

/// Whether nothing in the markup of a page can be in the way of reading it, or unclosed. Where it is
/// not sure, it says no.
pub(in crate::page) fn is_sound(text: &str) -> bool {
    text.len() <= MAX_BYTES
        && attributes::overloaded_tag(text).is_none()
        && scripts_alternate(text.as_bytes())
}

/// Whether each `<script>` is followed by its own `</script>` before the next one comes.
///
/// Then none is left open, whatever else the page has. The start tag of one is over when the end tag
/// comes, so that this is none of its attributes, and it has no `<script>` in it that would make the
/// end tag mean less. What is only text, as in a comment, opens nothing. In SVG and MathML, other tags
/// close a script as well.
fn scripts_alternate(bytes: &[u8]) -> bool {
    let mut start_tag: Option<usize> = None;
    let (mut has_scripts, mut has_foreign) = (false, false);
    for at in memchr::memchr_iter(b'<', bytes) {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        if begins_with(rest, "script") {
            if start_tag.is_some() {
                return false;
            }
            let mut scanner = Scanner { bytes, at: at + 1 };
            scanner.count_attributes();
            if scanner.peek() != Some(b'>') {
                return false;
            }
            start_tag = Some(scanner.at);
            has_scripts = true;
        } else if begins_with(rest, "/script") {
            let after = rest.get("/script".len()..).unwrap_or_default();
            let after = after.iter().copied().find(|&byte| !is_space(byte));
            match start_tag.take() {
                Some(end) if end > at || after != Some(b'>') => return false,
                _ => {}
            }
        } else if begins_with(rest, "svg") || begins_with(rest, "math") {
            has_foreign = true;
        }
    }
    start_tag.is_none() && !(has_scripts && has_foreign)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::piece;
    use super::*;
    use crate::page::Page;

    #[test]
    fn sees_what_is_certainly_closed() {
        let table = [
            ("<p>a", true),
            ("<script>a</script><SCRIPT src='>'></SCRIPT\n><p>", true),
            ("<!-- <script> --><script></script>", false),
            ("<script>a", false),
            ("<script>a</script", false),
            ("<script>a</scripts>", false),
            ("<script>a</script b=\"", false),
            ("<script a='</script>'>", false),
            ("<script a=\"<script></script>\">", false),
            ("<script><!--<script></script>", false),
            ("<svg><script>a<p></script>", false),
            ("<svg><path></svg>", true),
        ];
        for (page, expected) in table {
            assert_eq!(is_sound(page), expected, "{page}");
        }
    }

    proptest! {
        #[test]
        fn a_sound_page_has_no_problems(pieces in prop::collection::vec(piece(), 0..24)) {
            let page = pieces.concat();
            if is_sound(&page) {
                prop_assert_eq!(Page::read(&page, false).problems, [], "{:?}", page);
            }
        }
    }
}
