//! What holds for any page whatever.

use lockwright::input::{LineIndex, Source};
use lockwright::page::{Body, Page};
use lockwright::{Span, stack};
use proptest::prelude::*;
use swc_ecma_ast::Str;
use swc_ecma_visit::{Visit, VisitWith};

fn read(text: &str) -> Page {
    stack::with_room(|| Page::read(text, true))
}

/// Every span of a page.
fn spans(page: &Page) -> Vec<Span> {
    let elements = page.elements.iter().flat_map(|element| {
        let attributes = element
            .attributes
            .iter()
            .flat_map(|a| [Some(a.span), a.value_span]);
        [
            Some(element.start_tag),
            Some(element.content),
            element.end_tag,
        ]
        .into_iter()
        .chain(attributes)
        .flatten()
    });
    elements
        .chain(page.scripts.iter().map(|script| script.content))
        .chain(page.handlers.iter().map(|handler| handler.span))
        .chain(page.placeholders.iter().map(|placeholder| placeholder.span))
        .chain(page.problems.iter().map(|problem| problem.span))
        .collect()
}

/// Scripts as pages have them, and not.
fn script() -> impl Strategy<Value = String> {
    let statement = prop::sample::select(vec![
        "var a = '@@config@@';",
        "var b = @@ENV@@;\r\n",
        "f(\"é\", `x${'@@k@@'}y`);",
        "// </scr\n",
        "<!-- x\n",
        "/'/.test(a);",
        "if (a) {} /\"/.test(b);",
        "(",
        "}",
        "\0",
        "'",
        "a / 1;",
        "return",
    ]);
    prop::collection::vec(statement, 0..6).prop_map(|statements| statements.concat())
}

/// Collects what string literals cover.
struct Strings<'a> {
    text: &'a str,
    found: Vec<(String, String)>,
}

impl Visit for Strings<'_> {
    fn visit_str(&mut self, node: &Str) {
        let covered = Span::from(node.span).text(self.text).to_owned();
        self.found
            .push((covered, node.value.to_string_lossy().into_owned()));
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(source) = Source::from_bytes("page.html", bytes) {
            read(&source.text);
        }
    }

    #[test]
    fn every_span_is_text_of_the_page(text in "[<>/a-c='\"@# \r\n\0é!-]{0,20}<script>[a-c('\"@#\r\n\0é`/<]{0,20}</script>[<>a-c='\"@]{0,20}") {
        let page = read(&text);
        prop_assert!(page.positions_are_certain(), "{:?}", text);
        let lines = LineIndex::new(&text);
        for span in spans(&page) {
            prop_assert!(text.get(span.start..span.end).is_some(), "{:?} in {:?}", span, text);
            prop_assert!(lines.position(&text, span.start) <= lines.position(&text, span.end));
        }
    }

    #[test]
    fn literals_stand_where_their_spans_say(before in "[\u{feff}]?[a é\r\n]{0,9}", code in script()) {
        let text = format!("{before}<script>{code}</script>");
        let page = read(&text);
        prop_assert!(page.positions_are_certain());
        for script in &page.scripts {
            if let Body::Parsed(program) = &script.body {
                let mut strings = Strings { text: &text, found: Vec::new() };
                program.visit_with(&mut strings);
                for (covered, value) in strings.found {
                    let quoted = [format!("'{value}'"), format!("\"{value}\"")];
                    prop_assert!(quoted.contains(&covered), "{} is {:?}", covered, value);
                }
            }
        }
    }

    #[test]
    fn reading_twice_gives_the_same(text in "[<>/a-c='\"@ ]{0,40}<script>[a-c()=' ]{0,12}</script>") {
        prop_assert_eq!(format!("{:?}", read(&text)), format!("{:?}", read(&text)));
    }
}
