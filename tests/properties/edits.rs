//! What must hold of edits whatever the code they are made in looks like.

use std::ops::Range;

use lockwright::Span;
use lockwright::edit::{
    Edit, NewProperty, add_argument, add_properties, apply, extend_pattern, find_object,
    find_pattern, is_untouched,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use swc_common::comments::{Comment, SingleThreadedComments};
use swc_common::{BytePos, Spanned};
use swc_ecma_ast::{NewExpr, ObjectLit, ObjectPat, Program};
use swc_ecma_parser::{Parser, StringInput, Syntax};
use swc_ecma_visit::{Visit, VisitWith};

const KEY: &str = "__useTenantInfo";
const VALUE: &str = "config.isThirdPartyClient";

/// A parsed script, with the spans of what stands in its outermost brackets.
#[derive(Default)]
struct Parsed {
    object: Option<Span>,
    pattern: Option<Span>,
    elements: Vec<Span>,
    comments: Vec<String>,
}

impl Parsed {
    fn of(code: &str) -> (Program, Self) {
        let comments = SingleThreadedComments::default();
        let end = u32::try_from(code.len()).expect("a short text") + 1;
        let input = StringInput::new(code, BytePos(1), BytePos(end));
        let mut parser = Parser::new(Syntax::default(), input, Some(&comments));
        let script = parser
            .parse_script()
            .unwrap_or_else(|e| panic!("{e:?} in {code:?}"));
        let program = Program::Script(script);
        let mut parsed = Self::default();
        program.visit_with(&mut parsed);
        parsed.comments = in_order(&comments);
        (program, parsed)
    }

    fn texts<'t>(&self, code: &'t str) -> Vec<&'t str> {
        self.elements
            .iter()
            .map(|span| without_comments(span.text(code)))
            .collect()
    }
}

/// The text of a token without what stands before it: swc has tokens start at an HTML comment
/// before them.
fn without_comments(text: &str) -> &str {
    let mut rest = text;
    if !rest.starts_with("<!--") && !rest.starts_with("-->") {
        return rest;
    }
    loop {
        let end = match rest.get(..2) {
            Some("<!" | "--" | "//") => rest.find(['\n', '\r']),
            Some("/*") => rest.find("*/").map(|at| at + 2),
            _ => return rest,
        };
        rest = rest
            .get(end.expect("an end")..)
            .unwrap_or_default()
            .trim_start();
    }
}

impl Visit for Parsed {
    fn visit_object_lit(&mut self, node: &ObjectLit) {
        self.object = Some(node.span.into());
        self.elements = node.props.iter().map(|prop| prop.span().into()).collect();
    }

    fn visit_object_pat(&mut self, node: &ObjectPat) {
        self.pattern = Some(node.span.into());
        self.elements = node.props.iter().map(|prop| prop.span().into()).collect();
    }

    fn visit_new_expr(&mut self, node: &NewExpr) {
        let arguments = node.args.iter().flatten();
        self.elements = arguments
            .map(|argument| argument.expr.span().into())
            .collect();
    }
}

/// The comments' texts, by where they stand.
fn in_order(comments: &SingleThreadedComments) -> Vec<String> {
    let (leading, trailing) = comments.borrow_all();
    let mut all: Vec<&Comment> = leading
        .values()
        .chain(trailing.values())
        .flatten()
        .collect();
    all.sort_by_key(|comment| comment.span.lo);
    all.dedup_by_key(|comment| comment.span.lo);
    all.iter().map(|comment| comment.text.to_string()).collect()
}

/// White space and comments; `\n` stands for the end of a line.
fn trivia() -> impl Strategy<Value = String> {
    let pieces = [
        "",
        " ",
        " ",
        "\n  ",
        "\n\t",
        "\n\n    ",
        " /* a, b } */",
        "/**/",
        "/* one\n two */ ",
        " // it's { a: 1, }\n  ",
        "// c\n",
        " /* a */ // b */\n\t",
        " <!-- d: }\n",
        "\n--> e: {\n",
        "\u{a0}",
    ];
    vec(select(pieces.to_vec()), 0..3).prop_map(|pieces| pieces.concat())
}

/// A list in brackets: every gap between its tokens is random, or all are of one habit.
fn list(
    brackets: (&'static str, &'static str),
    elements: &'static [&'static str],
    count: Range<usize>,
    may_trail: bool,
) -> impl Strategy<Value = String> {
    let habits = [
        ("", ""),
        ("", " "),
        ("", "\n  "),
        ("\n, ", ""),
        ("", "\n\t\t"),
    ];
    let tidy = select(habits.to_vec()).prop_map(|(before, after)| {
        let gaps = vec![(before.replace(", ", ""), after.to_owned()); 8];
        (after.to_owned(), gaps)
    });
    let wild = (trivia(), vec((trivia(), trivia()), 8));
    let gaps = prop_oneof![tidy, wild];
    let newline = select(vec!["\n", "\r\n", "\r"]);
    (
        gaps,
        vec(select(elements.to_vec()), count),
        any::<bool>(),
        newline,
    )
        .prop_map(move |((first, gaps), elements, trails, newline)| {
            let mut code = format!("{}{first}", brackets.0);
            for (index, (element, (before, after))) in elements.iter().zip(&gaps).enumerate() {
                let is_last = index + 1 == elements.len();
                let may_trail = may_trail && !element.starts_with("...");
                let comma = if !is_last || (trails && may_trail) {
                    ","
                } else {
                    ""
                };
                code += &format!("{element}{before}{comma}{after}");
            }
            (code + brackets.1).replace('\n', newline)
        })
}

const PROPERTIES: &[&str] = &[
    "a: 1",
    "b:2",
    "'c' : \"d\"",
    "e",
    "...f",
    "g() { return { h: 1 } }",
    "async i() {}",
    "get j() { return 1 }",
    "k: (1)",
    "l: `}, ${m} //`",
    "n: /[/},]/",
    "o: (p) => ({ q: 1, })",
    "[r]: 's'",
    "t: {\n    u: 1, // v\n  }",
    "w: x // y\n + 1",
    "'\u{e9}': '\u{1f512}'",
];

fn object() -> impl Strategy<Value = String> {
    let places = [
        ("y = ", ";"),
        ("y=", ""),
        ("f(a,", ")"),
        ("g(a, b, ", ");\nz()"),
    ];
    (
        select(places.to_vec()),
        list(("{", "}"), PROPERTIES, 0..6, true),
    )
        .prop_map(|((before, after), code)| format!("{before}{code}{after}"))
}

fn pattern() -> impl Strategy<Value = String> {
    const NAMES: &[&str] = &["a", "b: c", "d = 1", "'e': f", "g: { h } = {}", "[i]: j"];
    let rest = prop_oneof![Just(""), Just("...r"), Just("... r")];
    (
        list(("var {", ""), NAMES, 0..4, true),
        rest,
        trivia(),
        trivia(),
    )
        .prop_map(|(code, rest, before, after)| {
            // Only a comma between the last name and the rest makes this a pattern.
            let is_open = !rest.is_empty() && !ends_with_comma(&code);
            let comma = if is_open { "," } else { "" };
            format!("{code}{comma}{before}{rest}{after}}} = s;")
        })
}

/// Whether a rest element may follow.
fn ends_with_comma(code: &str) -> bool {
    let parses = |end: &str| {
        let code = format!("{code}{end}");
        let end = u32::try_from(code.len()).expect("a short text") + 1;
        let input = StringInput::new(&code, BytePos(1), BytePos(end));
        Parser::new(Syntax::default(), input, None)
            .parse_script()
            .is_ok()
    };
    parses("...r} = s")
}

/// What inserting one element must keep, and what it must bring.
fn check(before: &str, edits: &[Edit], index: usize, expected: &[&str]) -> String {
    let after = apply(before, edits).expect("edits that fit");
    assert!(is_untouched(before, &after, edits));
    let ((_, old), (_, new)) = (Parsed::of(before), Parsed::of(&after));
    let mut texts = new.texts(&after);
    let added = texts.remove(index);
    assert!(
        expected.contains(&added),
        "{added:?} in {after:?} from {before:?}"
    );
    assert_eq!(texts, old.texts(before), "{after:?} from {before:?}");
    assert_eq!(new.comments, old.comments, "{after:?} from {before:?}");
    let newlines = |code: &str| {
        let crlf = code.matches("\r\n").count();
        (
            crlf > 0,
            code.matches('\r').count() > crlf,
            code.matches('\n').count() > crlf,
        )
    };
    if before.contains(['\n', '\r']) {
        assert_eq!(
            newlines(&after),
            newlines(before),
            "{after:?} from {before:?}"
        );
    } else {
        assert!(!after.contains(['\n', '\r']), "{after:?} from {before:?}");
    }
    after
}

/// The code with the flag in its object, which may be there already.
fn with_flag(code: &str) -> String {
    let (program, parsed) = Parsed::of(code);
    let object = find_object(&program, parsed.object.expect("an object")).expect("its node");
    if parsed.texts(code).iter().any(|text| text.contains(KEY)) {
        return code.to_owned();
    }
    let property = NewProperty {
        key: KEY,
        value: VALUE,
    };
    let edits = add_properties(code, &object, &[property])
        .unwrap_or_else(|| panic!("no edits for {code:?}"));
    let expected: Vec<String> = ["", "'", "\""]
        .iter()
        .flat_map(|q| [":", ": ", " :", " : "].map(|c| format!("{q}{KEY}{q}{c}{VALUE}")))
        .collect();
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    check(code, &edits, parsed.elements.len(), &expected)
}

/// Edits of a text, from pairs of numbers that are cut down to its boundaries.
fn edits_of(text: &str, numbers: &[(usize, usize)]) -> Vec<Edit> {
    let boundaries: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let boundary = |n: usize| boundaries[n % boundaries.len()];
    numbers
        .iter()
        .map(|&(a, b)| (boundary(a), boundary(b)))
        .map(|(a, b)| Edit::replacement(Span::new(a.min(b), a.max(b)), format!("<{a}>")))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn an_object_gets_exactly_one_more_property(code in object()) {
        let once = with_flag(&code);
        prop_assert_eq!(with_flag(&once), once);
    }

    #[test]
    fn a_pattern_gets_exactly_one_more_name(code in pattern()) {
        let (program, parsed) = Parsed::of(&code);
        let pattern = find_pattern(&program, parsed.pattern.expect("a pattern")).expect("its node");
        let edits = extend_pattern(&code, &pattern, KEY).expect("edits");
        let has_rest = parsed.texts(&code).last().is_some_and(|text| text.starts_with("..."));
        check(&code, &edits, parsed.elements.len() - usize::from(has_rest), &[KEY]);
    }

    #[test]
    fn a_call_gets_exactly_one_more_argument(
        code in list(("new L(", ");"), &["a", "(b)", "c.d", "'e)'", "f(g, h)", "`)`"], 2..3, true)
    ) {
        let (_, parsed) = Parsed::of(&code);
        let property = NewProperty { key: KEY, value: VALUE };
        let edits = add_argument(&code, &parsed.elements, &[property]).expect("edits");
        let (spaced, tight) = (format!("{{ {KEY}: {VALUE} }}"), format!("{{{KEY}:{VALUE}}}"));
        check(&code, &edits, 2, &[&spaced, &tight]);
    }

    #[test]
    fn edits_that_fit_are_applied_and_touch_nothing_else(
        text in "\\PC{0,12}[\r\n\té🔒]{0,8}",
        numbers in vec((any::<usize>(), any::<usize>()), 0..8),
    ) {
        let mut edits = edits_of(&text, &numbers);
        edits.sort_by_key(|edit| edit.range);
        edits.dedup_by(|b, a| b.range.start < a.range.end);
        let after = apply(&text, &edits).expect("the edits fit");
        prop_assert!(is_untouched(&text, &after, &edits));
    }

    #[test]
    fn any_edits_are_applied_or_refused(
        text in "[a-cé🔒]{0,8}",
        numbers in vec((0_usize..40, 0_usize..40), 0..4),
    ) {
        let edits: Vec<Edit> = numbers
            .iter()
            .map(|&(start, end)| Edit::replacement(Span::new(start, end), "x"))
            .collect();
        let after = apply(&text, &edits);
        if let Ok(after) = after {
            prop_assert!(is_untouched(&text, &after, &edits));
        }
    }
}
