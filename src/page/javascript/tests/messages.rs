//! What people read about broken scripts.

use crate::page::javascript::{Goal, Unparsed, parse};

/// The code under the error, the message, the help and the other place, one script a line.
fn told(codes: &[&str], goal: Goal) -> String {
    let mut text = String::new();
    for code in codes {
        let Err(Unparsed::Syntax(error)) = parse(code, 0, goal) else {
            panic!("{code}")
        };
        let related = error.related.map_or_else(String::new, |(span, note)| {
            format!("\n  {note}: {:?}", span.text(code))
        });
        let help = error
            .help
            .map_or_else(String::new, |help| format!("\n  help: {help}"));
        text += &format!(
            "{code}\n  {:?}: {}{related}{help}\n",
            error.span.text(code),
            error.message
        );
    }
    text
}

#[test]
fn scripts() {
    insta::assert_snapshot!(told(&SCRIPTS, Goal::Script));
}

#[test]
fn modules() {
    let codes = [
        "import { eval } from 'a'",
        "import a from 'b' with { type: 'json', 'type': '' }",
        "export { a }",
        "export default 1; export default 2",
        "export { a, b as a }; var a, b",
        "<!-- a",
        "010",
        "import.m\\u0065ta",
        "import a, b from 'c'",
    ];
    insta::assert_snapshot!(told(&codes, Goal::Module));
}

#[test]
fn handlers() {
    insta::assert_snapshot!(told(
        &["return f(", "if (a { b }", "return)"],
        Goal::FunctionBody
    ));
}

const SCRIPTS: [&str; 80] = [
    "var config = JSON.parse(window.atob('@@config@@');",
    "var a = {b: 1 c: 2}",
    "var a = [1, 2; b()",
    "f(1, 2",
    "if (a { b }",
    "if a) b()",
    "function () {}",
    "function f( {",
    "var a = 'abc\n';b",
    "var a = \"it's\nb",
    "a = 'it's'",
    "a = /b\n",
    "/* a",
    "`a ${b",
    "`abc",
    "}",
    ")",
    "a = ;",
    "var = 1",
    "var 1a",
    "var a b",
    "for (var i = 0; i < 3) {}",
    "for (;;",
    "{",
    "function f() {",
    "({a = 1})",
    "const a",
    "const {a}",
    "let a; let a",
    "const config = 1;\nvar config = 2",
    "return 1",
    "await a",
    "async () => { for await (a in b) ; }",
    "import a from 'b'",
    "export default 1",
    "import.meta",
    "break",
    "continue",
    "a: { continue a }",
    "break a",
    "'use strict'; 010",
    "'use strict'; with (a) ;",
    "'use strict'; delete a",
    "'use strict'; eval = 1",
    "'use strict'; var public",
    "var class",
    "var enum = 1",
    "try { a }",
    "if (a) let\n[b] = 1",
    "if (a) const b = 1",
    "while (1) function f() {}",
    "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x",
    "({a = 1, b})",
    "a = ‘b’",
    "a – b",
    "a = #b",
    "@@ b",
    "class A { constructor() {} constructor() {} }",
    "class A { constructor() { super() } }",
    "super()",
    "class A { #a; #a }",
    "this.#a",
    "new.target",
    "a?.b = 1",
    "1++",
    "/(/",
    "/a/gg",
    "/a/x",
    "/[b-a]/",
    "/(?<a>b)(?<a>c)/",
    "<div>a</div>",
    "var a: string",
    "0b12",
    "1a",
    "'\\u{110000}'",
    "\"use strict\"; ({eval} = 1)",
    "(a, a) => 1",
    "(...a, b) => 1",
    "switch (a) { b }",
    "a ?? b || c",
];
