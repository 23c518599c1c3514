//! Parsing as browsers do it, and the places of what is parsed.

mod early_errors;
mod messages;
mod valid;

use swc_ecma_ast::{Regex, Str, TplElement};
use swc_ecma_visit::{Visit, VisitWith};

use super::*;

fn parses(code: &str, goal: Goal) -> bool {
    parse(code, 0, goal).is_ok()
}

#[test]
fn takes_what_browsers_take() {
    let sloppy = [
        "var a = 010, b = 08.5, c = '\\08\\1';",
        "with (a) { b }",
        "<!-- x\nvar a;\n--> y",
        "function f(a, a) {}",
        "if (1) function f() {}",
        "if (a) b(); else function f() {}",
        "arguments = 1; eval = 2; undefined = 3",
        "var yield = 1, let = 2, await = 3, static = 4, async = 5;",
        "for (var i = 0 in {}) ;",
        "try {} catch (e) { var e }",
        "/[/]/.test(1); 1..toString()",
        "import('x')",
        "a ||= b?.c ?? 1_000n",
        "class A { #x; static {} m() { return #x in this } }",
        "x --> 0",
        "'\u{2028}'",
    ];
    for code in sloppy {
        assert!(parses(code, Goal::Script), "{code}");
    }
    assert!(parses(
        "import a from 'b'; await 1; import.meta",
        Goal::Module
    ));
    assert!(parses("return f(this)", Goal::FunctionBody));
}

#[test]
fn rejects_what_browsers_reject() {
    let rejected = [
        "return 1",
        "await 1",
        "import a from 'b'",
        "export var a",
        "import.meta",
        "'use strict'; with (a) {}",
        "'use strict'; 010",
        "'use strict'; delete a",
        "class A { constructor() {} constructor() {} }",
        "a?.b = 1",
        "1 = 2",
        "break",
        "const a",
        "({a = 1})",
        "let let = 1",
        "<div/>",
        "@a class B {}",
        "var a: string",
    ];
    for code in rejected {
        assert!(!parses(code, Goal::Script), "{code}");
    }
    for code in ["with (a) {}", "010", "<!-- a", "return"] {
        assert!(!parses(code, Goal::Module), "{code}");
    }
}

#[test]
fn errors_stand_where_the_code_does() {
    let Err(Unparsed::Syntax(error)) = parse("a = ;", 100, Goal::Script) else {
        panic!()
    };
    assert_eq!(error.span, Span::new(104, 105));
}

#[test]
fn large_scripts_are_refused() {
    let code = "a;".repeat(MAX_BYTES / 2 + 1);
    let Err(Unparsed::Refused(kind)) = parse(&code, 0, Goal::Script) else {
        panic!()
    };
    assert_eq!(kind, ProblemKind::TooLarge);
}

/// The identifiers and literals of a program, as their place in the code and their value.
#[derive(Default)]
struct Names(Vec<(u32, String)>);

impl Visit for Names {
    fn visit_ident(&mut self, node: &swc_ecma_ast::Ident) {
        self.0.push((node.span.lo.0 - 1, node.sym.to_string()));
    }

    fn visit_str(&mut self, node: &Str) {
        self.0.push((
            node.span.lo.0 - 1,
            node.value.to_string_lossy().into_owned(),
        ));
    }

    fn visit_tpl_element(&mut self, node: &TplElement) {
        self.0.push((node.span.lo.0 - 1, node.raw.to_string()));
    }

    fn visit_regex(&mut self, node: &Regex) {
        self.0.push((node.span.lo.0 - 1, node.exp.to_string()));
    }
}

fn names(code: &str) -> Vec<(u32, String)> {
    let mut names = Names::default();
    parse(code, 0, Goal::Script)
        .unwrap()
        .program
        .visit_with(&mut names);
    names.0
}

#[test]
fn html_comments_move_nothing() {
    let named = |at: u32, name: &str| (at, name.to_owned());
    assert_eq!(names("<!-- x\n/'/.b"), [named(7, "'")]);
    assert_eq!(
        names("<!--\na<!--\n--> '\nb"),
        [named(5, "a"), named(17, "b")]
    );
    assert_eq!(names("'<!--' + c"), [named(0, "<!--"), named(9, "c")]);
}

#[test]
fn placeholders_are_identifiers_outside_literals_only() {
    let named = |at: u32, name: &str| (at, name.to_owned());
    assert_eq!(
        names("f('@@config@@')"),
        [named(0, "f"), named(2, "@@config@@")]
    );
    assert_eq!(
        names("a = @@E.x@@ || '\\n@@b@@' + __b__"),
        [
            named(0, "a"),
            named(4, "__E_x__"),
            named(15, "\n@@b@@"),
            named(27, "__b__")
        ]
    );
    assert_eq!(
        names("@@a@@(`##b##${c}##d##`, /@@e@@/g)"),
        [
            named(0, "__a__"),
            named(14, "c"),
            named(7, "##b##"),
            named(16, "##d##"),
            named(24, "@@e@@"),
        ]
    );
    assert!(!parses("a = @@b@@ @@c@@", Goal::Script));
}
