use proptest::prelude::*;

use super::*;
use crate::page::ProblemKind;

/// The elements of a page as text: depth does not show, what belongs to each does.
fn outline(page: &str) -> Vec<String> {
    let document = read(page);
    assert_eq!(document.problems, [], "{page:?}");
    let describe = |element: &Element| {
        let end = element.end_tag.map_or("-", |tag| tag.text(page));
        format!(
            "{}|{}|{end}",
            element.start_tag.text(page),
            element.content.text(page)
        )
    };
    document.elements.iter().map(describe).collect()
}

/// The code of the scripts of a page.
fn scripts(page: &str) -> Vec<String> {
    let document = read(page);
    assert_eq!(document.problems, [], "{page:?}");
    let code = |script: &ScriptElement| match &script.code {
        Code::Verbatim(span) => span.text(page).to_owned(),
        Code::Decoded(text, span) => format!("decoded {text:?} from {:?}", span.text(page)),
    };
    document.scripts.iter().map(code).collect()
}

#[test]
fn connects_tags_with_elements() {
    let table: [(&str, &[&str]); 19] = [
        (
            "<html></html><svg><html></form>",
            &[
                "<html>||</html>",
                "<svg>|<html></form>|-",
                "<html>|</form>|-",
            ],
        ),
        ("<p>a</p>", &["<p>|a|</p>"]),
        ("<P CLASS=x>a</P >", &["<P CLASS=x>|a|</P >"]),
        ("<p>a<p>b", &["<p>|a|-", "<p>|b|-"]),
        ("a<br>b<img src=x/>c", &["<br>||-", "<img src=x/>||-"]),
        ("<image>", &["<image>||-"]),
        (
            "<html><head></head><body><i>x</i></body></html>\n",
            &[
                "<html>|<head></head><body><i>x</i></body>|</html>",
                "<head>||</head>",
                "<body>|<i>x</i>|</body>",
                "<i>|x|</i>",
            ],
        ),
        (
            "<b><i><p>x</b>y</p>",
            &["<b>|<i><p>x|</b>", "<i>|<p>x|-", "<p>|x</b>y|</p>"],
        ),
        (
            "<p><b>x</p><b>y</b>z",
            &["<p>|<b>x|</p>", "<b>|x|-", "<b>|y|</b>"],
        ),
        (
            "<table><div>a</div><tr><td>b</table>",
            &[
                "<table>|<div>a</div><tr><td>b|</table>",
                "<div>|a|</div>",
                "<tr>|<td>b|-",
                "<td>|b|-",
            ],
        ),
        (
            "<textarea><b></textarea><title></titl</title>",
            &["<textarea>|<b>|</textarea>", "<title>|</titl|</title>"],
        ),
        (
            "<svg><path d=m /><g><foreignObject><p>x</p></foreignObject></g></svg>y",
            &[
                "<svg>|<path d=m /><g><foreignObject><p>x</p></foreignObject></g>|</svg>",
                "<path d=m />||-",
                "<g>|<foreignObject><p>x</p></foreignObject>|</g>",
                "<foreignObject>|<p>x</p>|</foreignObject>",
                "<p>|x|</p>",
            ],
        ),
        (
            "<svg><g><circle>a</svg>b",
            &[
                "<svg>|<g><circle>a|</svg>",
                "<g>|<circle>a|-",
                "<circle>|a|-",
            ],
        ),
        ("\r\n<p>\r\n</p>\r\n<p>", &["<p>|\r\n|</p>", "<p>||-"]),
        ("</></><p></>a</p>", &["<p>|</>a|</p>"]),
        ("<<p>a</p>", &["<p>|a|</p>"]),
        ("\u{feff}<p>é</p>", &["<p>|é|</p>"]),
        (
            "&amp<p>&notit;</p>&#x41<p>",
            &["<p>|&notit;|</p>", "<p>||-"],
        ),
        ("< p>< /p><!doctype html><?x?><p", &[]),
    ];
    for (page, expected) in table {
        assert_eq!(outline(page), expected, "{page:?}");
    }
}

#[test]
fn sees_the_scripts_a_browser_sees() {
    let table: [(&str, &[&str]); 20] = [
        ("<script>a</script>", &["a"]),
        ("<SCRIPT>a</sCript\n x>b", &["a"]),
        ("<script>a</scripty></script >", &["a</scripty>"]),
        ("<script>'</titl</script>", &["'</titl"]),
        ("<script>a\0b\r\nc\rd</script>", &["a\0b\r\nc\rd"]),
        (
            "<script><!--<script>a</script>--></script>b",
            &["<!--<script>a</script>-->"],
        ),
        ("<script><!--a</script>b", &["<!--a"]),
        ("<script>a", &["a"]),
        ("<!--<script>a</script>--><script>b</script>", &["b"]),
        ("<textarea><script>a</script></textarea>", &[]),
        ("<title><script>a</script></title>", &[]),
        ("<noscript><script>a</script></noscript>", &[]),
        (
            "<iframe><script>a</script></iframe><xmp><script>b</script></xmp>",
            &[],
        ),
        ("<!--[if IE]><script>a</script><![endif]-->", &[]),
        (
            "<!--[if !IE]><!--><script>a</script><!--<![endif]-->",
            &["a"],
        ),
        ("<table><tr><script>a</script></table>", &["a"]),
        ("<svg><script>a</script></svg>", &["a"]),
        (
            "<svg><script>a &lt; b</script></svg>",
            &["decoded \"a < b\" from \"a &lt; b\""],
        ),
        (
            "<svg><script><![CDATA[a<b]]></script><script href=x /></svg>",
            &["a<b", ""],
        ),
        ("<plaintext><script>a</script>", &[]),
    ];
    for (page, expected) in table {
        assert_eq!(scripts(page), expected, "{page:?}");
    }
}

#[test]
fn knows_what_is_inert() {
    let inert = |page: &str| -> Vec<bool> {
        read(page)
            .scripts
            .iter()
            .map(|s| read(page).elements[s.element].inert)
            .collect()
    };
    let table: [(&str, &[bool]); 6] = [
        (
            "<template><script></script></template><script></script>",
            &[true, false],
        ),
        ("<template><div><b><p></b><script></script>", &[true]),
        (
            "<template><table><script></script><div><script></script>",
            &[true, true],
        ),
        (
            "<div><template shadowrootmode=open><script></script></template></div>",
            &[false],
        ),
        (
            "<ul><template shadowrootmode=open><script></script></template></ul>",
            &[true],
        ),
        (
            "<template><div><template shadowrootmode=open><script></script>",
            &[true],
        ),
    ];
    for (page, expected) in table {
        assert_eq!(inert(page), expected, "{page:?}");
    }
}

#[test]
fn a_second_body_tag_adds_its_attributes() {
    let page = "<body id=a><p>x</p><body id=b onload=f()>y</body>";
    let document = read(page);
    let bodies: Vec<_> = document
        .elements
        .iter()
        .filter(|e| *e.name == *"body")
        .collect();
    assert_eq!(bodies.len(), 2);
    assert!(bodies[1].attribute("id").is_none());
    assert!(bodies[1].attribute("onload").is_some());
    assert_eq!(bodies[0].end_tag.map(|tag| tag.text(page)), Some("</body>"));
}

#[test]
fn attributes_have_their_places_and_values() {
    let page = "\u{feff}<a href=\"x&amp;y\"\r\n onclick='f()' disabled>";
    let document = read(page);
    let element = &document.elements[0];
    let href = element.attribute("href").unwrap();
    assert_eq!((href.value(page), href.is_verbatim()), ("x&y", false));
    assert_eq!(href.span.text(page), "href=\"x&amp;y\"");
    let onclick = element.attribute("onclick").unwrap();
    assert!(onclick.is_verbatim());
    assert_eq!(element.attribute("disabled").unwrap().value_span, None);
    let page = "<svg viewBox=1 xlink:href=x>";
    assert_eq!(
        read(page).elements[0]
            .attribute("xlink:href")
            .unwrap()
            .value(page),
        "x"
    );
}

#[test]
fn a_page_that_would_take_hours_is_given_up() {
    let page = "<div>".repeat(20_000) + &"<p>".repeat(200_000);
    let kinds: Vec<_> = read(&page)
        .problems
        .iter()
        .map(|problem| problem.kind)
        .collect();
    assert_eq!(
        kinds,
        [ProblemKind::TooDeep, ProblemKind::UncertainPositions]
    );
}

/// Pieces of pages, kind and unkind.
pub(super) fn piece() -> impl Strategy<Value = String> {
    let names = "(a|b|p|div|table|tr|td|script|style|svg|math|title|textarea|template|select|option|\
                 body|html|form|button|li|h1|nobr|noscript|img|br|x-y|image|desc|foreignObject|\
                 frameset|iframe|pre|col|colgroup|head|noframes|input|font|meta|annotation-xml)";
    let attributes = "( ([a-zA-Z]{1,3} ?(= ?(\"[^\"]{0,4}\"|'[^']{0,4}'|[a-z/&=]{1,3}))?|type=hidden|color='x'|\
                      encoding=\"text/html\"|shadowrootmode=open|charset=utf-8)){0,3} ?";
    let regex = |pattern: String| proptest::string::string_regex(&pattern).unwrap();
    prop_oneof![
        4 => regex(format!("<{names}{attributes}/?>")),
        4 => regex(format!("</{names} ?>")),
        2 => regex("[a-z<>&;/!\\-\r\né ]{0,8}".to_owned()),
        1 => prop::sample::select(vec![
            "\0", "<!--", "-->", "<![CDATA[", "]]>", "</>", "<?x?>", "<!x>", "&amp", "&lt;", "&#10",
            "&notin", "<!--<script>", "</titl", "</scr", "\r\n",
        ])
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #[test]
    fn positions_hold_on_any_document(pieces in prop::collection::vec(piece(), 0..24)) {
        let page = pieces.concat();
        let document = read(&page);
        prop_assert_eq!(&document.problems, &[], "{:?}", page);
        let mut last = 0;
        for element in &document.elements {
            let tag = element.start_tag.text(&page);
            prop_assert!(tag.starts_with('<') && tag.ends_with('>'), "{:?}", page);
            let name = tag[1..].to_ascii_lowercase().replace('\0', "\u{fffd}");
            prop_assert!(name.starts_with(&*element.name) || *element.name == *"img", "{:?}", page);
            prop_assert!(last <= element.start_tag.start, "{:?}", page);
            prop_assert!(element.start_tag.end <= element.content.start, "{:?}", page);
            prop_assert!(element.content.start <= element.content.end, "{:?}", page);
            if let Some(end) = element.end_tag {
                prop_assert_eq!(end.start, element.content.end);
                let text = end.text(&page).to_ascii_lowercase().replace('\0', "\u{fffd}");
                prop_assert!(text.starts_with(&format!("</{}", element.name)), "{:?}", page);
            }
            for attribute in &element.attributes {
                prop_assert!(element.start_tag.contains(attribute.span));
                let text = attribute.span.text(&page).to_ascii_lowercase().replace('\0', "\u{fffd}");
                prop_assert!(text.starts_with(&*attribute.name));
                prop_assert!(attribute.value_span.is_none_or(|v| attribute.span.contains(v)));
            }
            last = element.start_tag.end;
        }
    }

    #[test]
    fn any_text_is_read(page in "[<>/!a-c\\-'\"=&;\\]\\[ \r\n\0é]{0,60}") {
        prop_assert_eq!(read(&page).problems, [], "{:?}", page);
    }
}

#[test]
fn tags_of_very_many_attributes_are_refused() {
    let attributes = |count: usize| (0..count).map(|i| format!(" a{i}='>'")).collect::<String>();
    let kinds = |text: &str| -> Vec<ProblemKind> {
        read(text)
            .problems
            .iter()
            .map(|problem| problem.kind)
            .collect()
    };
    assert_eq!(kinds(&format!("<p{}><p>", attributes(4_900))), []);
    assert_eq!(
        kinds(&format!(
            "<p>{}<p{}>",
            " x".repeat(9_000),
            attributes(5_100)
        )),
        [
            ProblemKind::TooManyAttributes,
            ProblemKind::UncertainPositions
        ]
    );
    for (open, close) in [
        ("<script>", "</script>"),
        ("<STYLE>", "</styles></style>"),
        ("<!--", "-->"),
    ] {
        let words = " <b c".repeat(9_000);
        assert_eq!(kinds(&format!("{open}{words}{close}")), [], "{open}");
        let tag = format!("{open}{words}{close}<p{}>", attributes(5_100));
        assert_eq!(
            kinds(&tag).first(),
            Some(&ProblemKind::TooManyAttributes),
            "{open}"
        );
    }
}
