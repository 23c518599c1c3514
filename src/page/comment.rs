//! Comments: where a person has written to people, or to tools such as this one.

use swc_common::comments::SingleThreadedComments;

use super::Element;
use crate::span::Span;

/// What a script has to say somewhere for its comments to be collected. Collecting them slows the
/// parser down, and nobody reads other comments.
const MARKER: &str = "lockwright-ignore";

/// A comment as a browser sees it: none that stands in a string, a template or a `<textarea>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Comment {
    /// How it is written.
    pub kind: CommentKind,
    /// The whole comment with its marks. The end of the line is no part of a line comment.
    pub span: Span,
    /// What stands between the marks.
    pub text: Span,
}

/// How a comment is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CommentKind {
    /// `<!-- … -->` in markup.
    Markup,
    /// `// …`, or `<!-- …` and `--> …` in a script; the end of the line ends it.
    Line,
    /// `/* … */`
    Block,
}

/// Keeps the comments of markup that stand in what a browser shows, and not in the contents of a
/// `<template>`.
pub(super) fn live(comments: Vec<Span>, elements: &[Element], text: &str) -> Vec<Comment> {
    let mut templates: Vec<Span> = Vec::new();
    for element in elements {
        let is_nested = templates
            .last()
            .is_some_and(|outer| element.content.start < outer.end);
        if element.html && *element.name == *"template" && !is_nested {
            templates.push(element.content);
        }
    }
    let is_inert = |span: Span| {
        let before = templates.partition_point(|content| content.start <= span.start);
        let last = before.checked_sub(1).and_then(|last| templates.get(last));
        last.is_some_and(|content| span.start < content.end)
    };
    comments
        .into_iter()
        .filter(|span| !is_inert(*span))
        .filter_map(|span| markup(text, span))
        .collect()
}

/// The comment at a place in markup, if it is written as one: `<?…>` and `<!…>` are comments for
/// the parser only.
fn markup(text: &str, span: Span) -> Option<Comment> {
    let inner = span.text(text).strip_prefix("<!--")?.strip_suffix("-->")?;
    let start = span.start + "<!--".len();
    Some(Comment {
        kind: CommentKind::Markup,
        span,
        text: Span::new(start, start + inner.len()),
    })
}

/// Whether the comments of a piece of code should be collected.
pub(super) fn are_wanted(code: &str) -> bool {
    code.contains(MARKER)
}

/// What the parser has collected, in order, of code that stands at `offset` of the page.
pub(super) fn collected(
    comments: SingleThreadedComments,
    code: &str,
    offset: usize,
) -> Vec<Comment> {
    let (leading, trailing) = comments.take_all();
    let (leading, trailing) = (leading.take(), trailing.take());
    let all = leading.values().chain(trailing.values()).flatten();
    let mut found: Vec<Comment> = all
        .map(|comment| script(code, offset, comment.span.into()))
        .collect();
    found.sort_by_key(|comment| comment.span);
    // The parser reads a stretch twice where it must look ahead to know what it is.
    found.dedup();
    found
}

/// The comment at a place in a script. What it looks like is read from the code as it is, not as the
/// parser was given it.
fn script(code: &str, offset: usize, span: Span) -> Comment {
    let start = span.start.saturating_sub(offset);
    let written = Span::new(start, span.end.saturating_sub(offset)).text(code);
    let (kind, opening, closing) = if written.starts_with("/*") {
        (CommentKind::Block, "/*", "*/")
    } else if written.starts_with("<!--") {
        (CommentKind::Line, "<!--", "-->")
    } else if written.starts_with("-->") {
        (CommentKind::Line, "-->", "")
    } else {
        (CommentKind::Line, "//", "")
    };
    let end = match written.trim_end().strip_suffix(closing) {
        Some(inner) if !closing.is_empty() => span.start + inner.len(),
        _ => span.end,
    };
    let start = (span.start + opening.len()).min(end);
    Comment {
        kind,
        span,
        text: Span::new(start, end),
    }
}

#[cfg(test)]
mod tests {
    use super::CommentKind::{Block, Line, Markup};
    use super::*;
    use crate::page::Page;
    use crate::stack;

    /// Each comment as a browser sees it: its kind, itself, and what stands between its marks.
    fn comments(page: &str) -> Vec<(CommentKind, &str, &str)> {
        let found = stack::with_room(|| Page::read(page, true).comments);
        found
            .iter()
            .map(|comment| {
                let Comment { kind, span, text } = comment;
                (*kind, span.text(page), text.text(page))
            })
            .collect()
    }

    #[test]
    fn finds_comments_in_markup() {
        let table: [(&str, &[&str]); 22] = [
            ("<!--a-->", &["<!--a-->"]),
            ("\u{feff}<!--a--><p>", &["<!--a-->"]),
            ("a<!-- b -->c<!----><p>", &["<!-- b -->", "<!---->"]),
            ("<!-- a\r\n b -->\r\n<p>", &["<!-- a\r\n b -->"]),
            (
                "<p>\r\n<!-- a -->\r\n<!-- b -->",
                &["<!-- a -->", "<!-- b -->"],
            ),
            ("<p>é</><!-- é -->", &["<!-- é -->"]),
            ("<<!--a-->", &["<!--a-->"]),
            ("a < b <!--a-->", &["<!--a-->"]),
            ("&amp;<!--a-->&notit;<!--b-->", &["<!--a-->", "<!--b-->"]),
            ("\0<!--\0-->", &["<!--\0-->"]),
            ("<!-- a -- b -->", &["<!-- a -- b -->"]),
            ("<!-- <!-- a -->", &["<!-- <!-- a -->"]),
            (
                "<!doctype html><!--a--><html><!--b--></html><!--c-->",
                &["<!--a-->", "<!--b-->", "<!--c-->"],
            ),
            (
                "<table><!--a--><tr><!--b--></table>",
                &["<!--a-->", "<!--b-->"],
            ),
            ("<svg><!--a--><![CDATA[<!--b-->]]></svg>", &["<!--a-->"]),
            ("<select><!--a--></select>", &["<!--a-->"]),
            ("<!a><?b?></ c><p>", &[]),
            ("<!-- a", &[]),
            ("<!-->", &[]),
            ("<textarea><!--a--></textarea><title><!--b--></title>", &[]),
            (
                "<style><!--a--></style><noscript><!--b--></noscript><xmp><!--c--></xmp>",
                &[],
            ),
            (
                "<template><b><!--a--></b><template></template><!--b--></template><!--c-->",
                &["<!--c-->"],
            ),
        ];
        for (page, expected) in table {
            let found: Vec<_> = comments(page)
                .into_iter()
                .map(|(_, whole, _)| whole)
                .collect();
            assert_eq!(found, expected, "{page:?}");
            assert!(comments(page).iter().all(|(kind, ..)| *kind == Markup));
        }
    }

    #[test]
    fn finds_comments_in_scripts() {
        const M: &str = "lockwright-ignore";
        let table = [
            ("// M\na()", vec![(Line, "// M", " M")]),
            ("a() // M", vec![(Line, "// M", " M")]),
            ("a(); // M\r\nb()", vec![(Line, "// M", " M")]),
            ("a() // M\u{2028}b()", vec![(Line, "// M", " M")]),
            ("/* M */", vec![(Block, "/* M */", " M ")]),
            (
                "/** M\n * x */ a",
                vec![(Block, "/** M\n * x */", "* M\n * x ")],
            ),
            ("<!-- M -->\na()", vec![(Line, "<!-- M -->", " M ")]),
            (
                "<!-- M\na()\n--> M",
                vec![(Line, "<!-- M", " M"), (Line, "--> M", " M")],
            ),
            ("f(/*M*/)", vec![(Block, "/*M*/", "M")]),
            (
                "f(/*M*/a/*b*/,//c\n)",
                vec![
                    (Block, "/*M*/", "M"),
                    (Block, "/*b*/", "b"),
                    (Line, "//c", "c"),
                ],
            ),
            (
                "var a = {/*M*/}, b = [/*M*/]",
                vec![(Block, "/*M*/", "M"); 2],
            ),
            ("var a = {b: 1, // M\n}", vec![(Line, "// M", " M")]),
            ("function f(/*M*/) {/*M*/}", vec![(Block, "/*M*/", "M"); 2]),
            ("(/*M*/) => /*M*/ 1", vec![(Block, "/*M*/", "M"); 2]),
            (
                "async (/*M*/a/*M*/) => {/*M*/}",
                vec![(Block, "/*M*/", "M"); 3],
            ),
            ("async(/*M*/a/*M*/)", vec![(Block, "/*M*/", "M"); 2]),
            ("(/*M*/a/*M*/)/*M*/", vec![(Block, "/*M*/", "M"); 3]),
            (
                "class A {/*M*/ m() {} /*M*/}",
                vec![(Block, "/*M*/", "M"); 2],
            ),
            (
                "if (a) {/*M*/} /*M*/ else /*M*/ b()",
                vec![(Block, "/*M*/", "M"); 3],
            ),
            (
                "switch (a) {/*M*/ case 1: /*M*/ break; /*M*/}",
                vec![(Block, "/*M*/", "M"); 3],
            ),
            (
                "for (/*M*/ let /*M*/ of /*M*/ of b) /*M*/;",
                vec![(Block, "/*M*/", "M"); 4],
            ),
            (
                "for (/*M*/ let /*M*/ x of /*M*/ b) /*M*/;",
                vec![(Block, "/*M*/", "M"); 4],
            ),
            ("`M ${a /*M*/} // M`", vec![(Block, "/*M*/", "M")]),
            ("a = /\\/\\/ M/ /*M*/", vec![(Block, "/*M*/", "M")]),
            ("a = b / c /*M*/ / d", vec![(Block, "/*M*/", "M")]),
            ("a = '// M' + \"/* M */\" + `<!-- M`", vec![]),
            ("var a = @@ENV@@; // M\nb()", vec![(Line, "// M", " M")]),
            ("a( // M", vec![]),
        ];
        for (code, expected) in table {
            let page = format!("<p>é<script>{code}</script>").replace('M', M);
            let expected: Vec<_> = expected
                .into_iter()
                .map(|(kind, whole, text)| (kind, whole.replace('M', M), text.replace('M', M)))
                .collect();
            let found: Vec<_> = comments(&page)
                .into_iter()
                .map(|(kind, whole, text)| (kind, whole.to_owned(), text.to_owned()))
                .collect();
            assert_eq!(found, expected, "{code:?}");
        }
    }

    #[test]
    fn finds_comments_wherever_code_stands() {
        let block = |page| {
            let found = comments(page);
            found
                .iter()
                .map(|(.., text)| text.trim())
                .collect::<Vec<_>>()
        };
        let table: [(&str, &[&str]); 8] = [
            (
                "<script type=module>// lockwright-ignore a\n</script>",
                &["lockwright-ignore a"],
            ),
            (
                "<script type=module>import 'b' // lockwright-ignore a\n</script>",
                &["lockwright-ignore a"],
            ),
            (
                "<script>a</script><p onclick='/*lockwright-ignore a*/ b()'>",
                &["lockwright-ignore a"],
            ),
            (
                "<a href='javascript:/*lockwright-ignore a*/ b()'>",
                &["lockwright-ignore a"],
            ),
            (
                "<p onclick='/*lockwright-ignore a*/ b(&quot;c&quot;)'>",
                &[],
            ),
            (
                "<script type=text/x>/*lockwright-ignore a*/ b</script>",
                &[],
            ),
            ("<script src=x>/*lockwright-ignore a*/ b</script>", &[]),
            ("<script>/* b */ c</script>", &[]),
        ];
        for (page, expected) in table {
            assert_eq!(block(page), expected, "{page}");
        }
    }
}
