//! What becomes of keywords, and where it comes from.

use super::*;
use crate::edit;
use proptest::prelude::*;

fn replaced(mappings: &str, page: &str) -> Replaced {
    Mappings::parse(mappings).unwrap().apply(page)
}

#[test]
fn keywords_are_replaced_as_the_tool_does() {
    for (mappings, page, expected) in [
        (
            r#"{"A":"x"}"#,
            "@@A@@ '@@A@@' \"@@A@@\" '@@A@@\"",
            "\"x\" \"x\" \"x\" '\"x\"\"",
        ),
        (r#"{"A":"x"}"#, "##A## '##A##' ##B##", "x 'x' ##B##"),
        (
            r#"{"A":["a",1,null]}"#,
            "@@A@@ ##A##",
            "[\"a\",1,null] a,1,",
        ),
        (
            r#"{"A":{"b":1}}"#,
            "@@A@@ ##A##",
            "{\"b\":1} [object Object]",
        ),
        // The text that comes in is looked at for the keys that follow, and `$` means nothing in it.
        (r###"{"A":"##B## $& $1","B":"b"}"###, "##A##", "b $& $1"),
        (r###"{"B":"b","A":"##B##"}"###, "##A##", "##B##"),
        (r###"{"A":"##B##","B":"b"}"###, "@@A@@", "\"b\""),
        // A key is a regular expression.
        (
            r#"{"A.C":"x"}"#,
            "@@ABC@@ @@A.C@@ @@AC@@",
            "\"x\" \"x\" @@AC@@",
        ),
        (r#"{"config":"x"}"#, "atob('@@config@@')", "atob(\"x\")"),
        (
            r#"{"AUTH0_KEYWORD_REPLACE_MAPPINGS":{"A":1},"B":2}"#,
            "##A## ##B##",
            "1 ##B##",
        ),
        (r###"{"2":"two","1":"##2##"}"###, "##1##", "two"),
        ("{}", "@@A@@", "@@A@@"),
    ] {
        assert_eq!(replaced(mappings, page).text, expected, "{mappings} {page}");
    }
}

#[test]
fn mappings_that_cannot_be_used() {
    for (text, start, message) in [
        ("[]", 0, "expected an object, found an array"),
        ("{\"A\": 1,}", 7, "invalid JSON"),
        (
            "{\"AUTH0_KEYWORD_REPLACE_MAPPINGS\": 3}",
            35,
            "expected an object, found a number",
        ),
        (
            "{\"A(\": 1}",
            1,
            "the key `A(` is not a valid regular expression",
        ),
    ] {
        let error = Mappings::parse(text).unwrap_err();
        assert_eq!(error.span().start, start, "{text}");
        assert!(error.to_string().starts_with(message), "{error}");
    }
}

#[test]
fn places_lead_back_to_what_is_written() {
    let page = "a '@@A@@' b ##B## c";
    let replaced = replaced(r#"{"A":"long value","B":""}"#, page);
    assert_eq!(replaced.text, "a \"long value\" b  c");
    for (needle, origin) in [
        ("a ", "a "),
        ("value", "'@@A@@'"),
        ("\" b", "'@@A@@' b"),
        (" b ", " b "),
        (" c", " c"),
        ("a \"long value\" b  c", page),
    ] {
        let start = replaced.text.find(needle).unwrap();
        let found = replaced.origin(Span::new(start, start + needle.len()));
        assert_eq!(found.text(page), origin, "{needle}");
    }
}

#[test]
fn a_fix_of_what_a_mapping_brings_is_left_out() {
    let page = "x ##A## y";
    let replaced = replaced(r#"{"A":"value"}"#, page);
    for (range, fits) in [
        (Span::new(0, 1), true),
        (Span::new(2, 2), true),
        (Span::new(7, 7), true),
        (Span::new(3, 3), false),
        (Span::new(2, 4), false),
        (Span::new(1, 8), false),
        (Span::new(8, 9), true),
    ] {
        assert_eq!(replaced.is_written(range), fits, "{range:?}");
    }
}

proptest! {
    /// An edit of the text that comes out, led back, comes out as the same text.
    #[test]
    fn an_edit_led_back_is_the_same_edit(
        page in "[ab @#']{0,12}(##A##|'@@B@@'|@@B@@)?[ab ]{0,5}(##A##)?[ab]{0,3}",
        start in 0usize..40,
        length in 0usize..4,
    ) {
        let mappings = Mappings::parse(r#"{"A":"..","B":[1]}"#).unwrap();
        let replaced = mappings.apply(&page);
        let start = start.min(replaced.text.len());
        let range = Span::new(start, (start + length).min(replaced.text.len()));
        prop_assert!(replaced.origin(range).end <= page.len());
        if replaced.is_written(range) {
            let edit = |range| edit::Edit::replacement(range, "!");
            let wanted = edit::apply(&replaced.text, &[edit(range)]).unwrap();
            let written = edit::apply(&page, &[edit(replaced.origin(range))]).unwrap();
            prop_assert_eq!(mappings.apply(&written).text, wanted);
        }
    }
}
