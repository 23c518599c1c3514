//! A page with other code in some of its scripts, without reading the rest of it again.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::html::Code;
use super::javascript::Goal;
use super::{Body, Page, Script, ScriptKind, placeholder, script};
use crate::span::Span;

impl Page {
    /// The page that it would be if these scripts, by their index, had other code; with the text that
    /// its positions refer to. `text` is that of the page as it is.
    ///
    /// In that text the new code stands at the end, and the place where the old code stood is blank. So
    /// nothing else moves, and its elements and syntax trees are those of the page as it is. The text is
    /// for analysis only: it is not the page that comes out.
    ///
    /// `None` when the whole page has to be read again: when a script was not parsed, or when one or the
    /// other code has something in it that makes a difference to where a script ends.
    ///
    /// Must run on a thread with a big stack, see [`crate::stack`].
    #[must_use]
    pub fn with_code(
        &self,
        text: &str,
        replacements: &BTreeMap<usize, String>,
    ) -> Option<(Self, String)> {
        let mut changed = String::with_capacity(2 * text.len());
        let mut new_code = String::new();
        let mut places = Vec::with_capacity(replacements.len());
        for (&index, code) in replacements {
            let old = self.plain_code(index)?;
            if !is_plain(old.text(text)) || !is_plain(code) {
                return None;
            }
            changed.push_str(text.get(changed.len()..old.start)?);
            changed.extend(std::iter::repeat_n(' ', old.len()));
            // A name that ends one script does not go on in the next.
            new_code.push('\n');
            let start = text.len() + new_code.len();
            new_code.push_str(code);
            places.push((index, Span::new(start, start + code.len())));
        }
        changed.push_str(text.get(changed.len()..)?);
        changed.push_str(&new_code);
        let mut page = self.clone();
        for (index, place) in places {
            page.read_code(index, &changed, place);
        }
        page.comments.sort_by_key(|comment| comment.span);
        page.placeholders = placeholder::find(&changed);
        Some((page, changed))
    }

    /// Where the code of a script stands that is all of what stands between the tags.
    fn plain_code(&self, index: usize) -> Option<Span> {
        let Script {
            element,
            content,
            body: Body::Parsed(_),
            is_linked,
            ..
        } = self.scripts.get(index)?
        else {
            return None;
        };
        if *is_linked {
            // What is loaded twice would have to be read twice.
            let same = self.scripts.iter().filter(|it| it.content == *content);
            return (same.count() == 1).then_some(*content);
        }
        let element = self.elements.get(*element)?;
        let is_plain = element.html && element.end_tag.is_some() && element.content == *content;
        is_plain.then_some(*content)
    }

    /// Gives a script the code that stands at `place`.
    fn read_code(&mut self, index: usize, text: &str, place: Span) {
        if let Some(script) = self.scripts.get_mut(index) {
            let old = script.content;
            self.comments.retain(|comment| !old.contains(comment.span));
            let mut reader = script::Reader {
                text,
                parse: true,
                comments: &mut self.comments,
                problems: &mut self.problems,
            };
            let goal = match script.kind {
                ScriptKind::Module => Goal::Module,
                ScriptKind::Classic | ScriptKind::Data => Goal::Script,
            };
            let code = Code::Verbatim(place);
            script.content = place;
            script.body = reader.body(&code, goal);
            let mut linked = self.links.scripts().iter();
            if let Some(linked) = linked.position(|it| script.is_linked && it.span == old) {
                Arc::make_mut(&mut self.links).move_to(linked, place);
                if let Some(body) = self.linked.get_mut(linked) {
                    *body = script.body.clone();
                }
            }
        }
    }
}

/// Whether the code of a script ends where the next end tag begins, whatever comes before and behind:
/// there is no `</script` in it, and no `<!--`, within which there may be.
fn is_plain(code: &str) -> bool {
    const NAME: &[u8] = b"script";
    let bytes = code.as_bytes();
    memchr::memchr_iter(b'<', bytes).all(|at| match bytes.get(at + 1..) {
        Some([b'/', rest @ ..]) => !rest
            .get(..NAME.len())
            .is_some_and(|name| name.eq_ignore_ascii_case(NAME)),
        Some(rest) => !rest.starts_with(b"!--"),
        None => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_that_may_end_elsewhere_is_not_plain() {
        let table = [
            ("a < b </a> <!- - <", true),
            ("'</scrip'", true),
            ("</script", false),
            ("'</ScRiPt >'", false),
            ("<!--", false),
        ];
        for (code, expected) in table {
            assert_eq!(is_plain(code), expected, "{code}");
        }
    }

    #[test]
    fn only_the_new_code_is_read() {
        let text =
            "<p onclick='f()'><script>a</script><script>\u{e9}@@b@@</script><script>c</script>";
        let page = Page::read(text, true);
        let replacements = BTreeMap::from([(0, "x(".to_owned()), (1, "y@@z@@".to_owned())]);
        let (page, text) = page.with_code(text, &replacements).unwrap();
        let code: Vec<&str> = page.scripts.iter().map(|s| s.content.text(&text)).collect();
        assert_eq!(code, ["x(", "y@@z@@", "c"]);
        assert!(matches!(page.scripts[0].body, Body::Failed(_)));
        assert!(matches!(page.scripts[1].body, Body::Parsed(_)));
        assert!(matches!(page.scripts[2].body, Body::Parsed(_)));
        assert_eq!(page.placeholders.len(), 1);
        assert_eq!(page.placeholders[0].key, "z");
    }

    #[test]
    fn what_is_not_plain_is_left_alone() {
        let pages = [
            "<script>x(</script>",
            "<script type=x>a</script>",
            "<svg><script>a</script></svg>",
            "<script><!-- a</script>",
            "<script>a",
        ];
        let replacements = BTreeMap::from([(0, "b".to_owned())]);
        for text in pages {
            let page = Page::read(text, true);
            assert!(page.with_code(text, &replacements).is_none(), "{text}");
        }
    }
}
