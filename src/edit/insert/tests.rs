//! Tables of what code looks like before and after an insertion: patterns and arguments here,
//! object literals in a file of their own.

mod objects;

use swc_common::BytePos;
use swc_ecma_ast::Program;
use swc_ecma_parser::{EsSyntax, Parser, StringInput, Syntax};
use swc_ecma_visit::{Visit, VisitWith};

use super::super::{apply, find_object, find_pattern, is_untouched};
use super::*;

const KEY: &str = "flag";
const VALUE: &str = "config.isThirdPartyClient";

fn parse(code: &str) -> Program {
    let end = u32::try_from(code.len()).expect("a short text") + 1;
    let input = StringInput::new(code, BytePos(1), BytePos(end));
    let mut parser = Parser::new(Syntax::Es(EsSyntax::default()), input, None);
    let script = parser
        .parse_script()
        .unwrap_or_else(|e| panic!("{e:?} in {code}"));
    assert!(parser.take_errors().is_empty(), "{code}");
    Program::Script(script)
}

/// The spans of the outermost objects, patterns and arguments, in order.
#[derive(Default)]
struct Outermost {
    objects: Vec<Span>,
    patterns: Vec<Span>,
    arguments: Vec<Vec<Span>>,
}

impl Outermost {
    fn of(program: &Program) -> Self {
        let mut outermost = Self::default();
        program.visit_with(&mut outermost);
        outermost
    }
}

impl Visit for Outermost {
    fn visit_object_lit(&mut self, node: &ObjectLit) {
        self.objects.push(node.span.into());
    }

    fn visit_object_pat(&mut self, node: &ObjectPat) {
        self.patterns.push(node.span.into());
    }

    fn visit_new_expr(&mut self, node: &swc_ecma_ast::NewExpr) {
        let arguments = node.args.iter().flatten();
        self.arguments.push(
            arguments
                .map(|argument| argument.expr.span().into())
                .collect(),
        );
        node.visit_children_with(self);
    }
}

fn changed(before: &str, edits: &[Edit]) -> String {
    let after = apply(before, edits).expect("edits that fit");
    assert!(is_untouched(before, &after, edits));
    parse(&after);
    after
}

#[test]
fn patterns_take_names() {
    let cases = [
        ("var { a } = c", "var { a, x } = c"),
        ("var {a} = c", "var {a, x} = c"),
        ("var{a}=c", "var{a,x}=c"),
        ("var {a,b} = c", "var {a,b,x} = c"),
        ("var { a, } = c", "var { a, x, } = c"),
        ("var { a: b = {} } = c", "var { a: b = {}, x } = c"),
        ("var { a = 1 } = c", "var { a = 1, x } = c"),
        ("var { a, ...r } = c", "var { a, x, ...r } = c"),
        ("var {a,...r} = c", "var {a, x,...r} = c"),
        ("var { ...r } = c", "var { x, ...r } = c"),
        ("var {...r} = c", "var {x, ...r} = c"),
        ("var{...r}=c", "var{x,...r}=c"),
        ("var {} = c", "var { x } = c"),
        ("var {\n  a\n} = c", "var {\n  a,\n  x\n} = c"),
        (
            "var {\n  a, // one\n} = c",
            "var {\n  a, // one\n  x,\n} = c",
        ),
        ("var {\n  a // one\n} = c", "var {\n  a, // one\n  x\n} = c"),
        (
            "var {\n  a, // one\n  ...r\n} = c",
            "var {\n  a, // one\n  x,\n  ...r\n} = c",
        ),
        ("var {\n    ...r\n} = c", "var {\n    x,\n    ...r\n} = c"),
        (
            "var {\n  a\n  , b\n} = c",
            "var {\n  a\n  , b\n  , x\n} = c",
        ),
        ("function f({ a }) {}", "function f({ a, x }) {}"),
        ("var f = ({ a }, b) => a", "var f = ({ a, x }, b) => a"),
        ("({ a: b } = c)", "({ a: b, x } = c)"),
    ];
    for (before, expected) in cases {
        let program = parse(before);
        let span = Outermost::of(&program).patterns[0];
        let pattern = find_pattern(&program, span).expect("a pattern");
        let edits = extend_pattern(before, &pattern, "x")
            .unwrap_or_else(|| panic!("no edits for {before:?}"));
        assert!(
            edits.iter().all(|edit| span.contains(edit.range)),
            "{before:?}"
        );
        assert_eq!(changed(before, &edits), expected, "from {before:?}");
        assert_eq!(extend_pattern(before, &pattern, "not a name"), None);
    }
}

#[test]
fn a_third_argument_goes_after_two() {
    let cases = [
        (
            "new L(a, b)",
            Some("new L(a, b, { flag: config.isThirdPartyClient })"),
        ),
        (
            "new L(a,b)",
            Some("new L(a,b,{flag:config.isThirdPartyClient})"),
        ),
        (
            "new L( a, b )",
            Some("new L( a, b, { flag: config.isThirdPartyClient } )"),
        ),
        (
            "new L(a, b,)",
            Some("new L(a, b, { flag: config.isThirdPartyClient },)"),
        ),
        (
            "new L(a, (b))",
            Some("new L(a, (b), { flag: config.isThirdPartyClient })"),
        ),
        (
            "new L(a, b /* ) */)",
            Some("new L(a, b /* ) */, { flag: config.isThirdPartyClient })"),
        ),
        (
            "new L(a, b // )\n)",
            Some("new L(a, b, // )\n  { flag: config.isThirdPartyClient }\n)"),
        ),
        (
            "new L(\n  a,\n  b // b\n);",
            Some("new L(\n  a,\n  b, // b\n  { flag: config.isThirdPartyClient }\n);"),
        ),
        ("new L(...a, b)", None),
        ("new L(a, ...b)", None),
        ("new L(a)", None),
        ("new L()", None),
        ("new L", None),
        ("new L(a, b, c)", None),
    ];
    for (before, expected) in cases {
        let arguments = Outermost::of(&parse(before)).arguments.remove(0);
        let property = NewProperty {
            key: KEY,
            value: VALUE,
        };
        let edits = add_argument(before, &arguments, &[property]);
        let after = edits.map(|edits| changed(before, &edits));
        assert_eq!(after.as_deref(), expected, "from {before:?}");
    }
}

#[test]
fn expressions_are_replaced_in_the_style_before_them() {
    let cases = [
        ("a = \"b\"; c = false;", "a = \"b\"; c = d[\"e\"] + \"f\";"),
        ("a = { b: false }", "a = { b: d['e'] + 'f' }"),
        ("a={b:false}", "a={b:d['e']+'f'}"),
        ("f(\n  false\n)", "f(\n  d['e'] + 'f'\n)"),
    ];
    for (before, expected) in cases {
        let start = before.find("false").expect("false");
        let span = Span::new(start, start + "false".len());
        let edit = replace_expression(before, span, "d['e'] + \"f\"").expect("an edit");
        assert_eq!(changed(before, &[edit]), expected, "from {before:?}");
        assert_eq!(replace_expression(before, span, "d +"), None);
    }
}
