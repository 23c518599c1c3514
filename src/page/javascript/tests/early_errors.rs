//! What Chromium said of each of these, as of a classic script unless it says otherwise.

use crate::page::javascript::{Goal, parse};

fn runs(code: &str, goal: Goal) -> bool {
    parse(code, 0, goal).is_ok()
}

fn all_run(codes: &[&str]) {
    for code in codes {
        assert!(runs(code, Goal::Script), "{code}");
    }
}

fn none_runs(codes: &[&str]) {
    for code in codes {
        assert!(!runs(code, Goal::Script), "{code}");
    }
}

#[test]
fn names_are_declared_once() {
    none_runs(&[
        "const a = 1; const a = 2",
        "let a; var a",
        "var a; let a",
        "let a, a",
        "let [a, a] = 1",
        "const {a, b: a} = 1",
        "class a {} class a {}",
        "let a; function a() {}",
        "function a() {} let a",
        "const a = 1; { var a; }",
        "const a = 1; if (1) { for (var a of []); }",
        "{ let a; { var a; } }",
        "{ { var a; } let a; }",
        "{ function a() {} var a; }",
        "'use strict'; { function a() {} function a() {} }",
        "{ async function a() {} function a() {} }",
        "switch (1) { case 1: let a; case 2: let a; }",
        "for (let a;;) { var a; }",
        "for (let [a, a] of []) {}",
        "try {} catch (e) { let e; }",
        "try {} catch ({e}) { var e; }",
        "try {} catch (e) { function e() {} }",
        "try {} catch ([e, e]) {}",
        "function f(a) { let a; }",
        "function f({a}) { const a = 1; }",
        "(a) => { let a; }",
        "class A { m(a) { let a } }",
        "class A { constructor(a) { let a } }",
        "class A { static { var a; let a } }",
        "({ set x(a) { let a } })",
        "let [let] = 1",
    ]);
    all_run(&[
        "var a; var a; function a() {} function a() {}",
        "function f(a) { var a; { let a; } function a() {} }",
        "const a = 1; { const a = 2; } (function () { var a })",
        "const a = 1; { function a() {} } try {} catch (a) {}",
        "{ function a() {} function a() {} }",
        "switch (1) { case 1: function a() {} case 2: function a() {} }",
        "for (let a;;) { let a }",
        "for (var a of []) { let a }",
        "try {} catch (e) { var e; { let e } }",
        "(function f() { const f = 1 })",
        "if (1) function a() {} else function a() {}",
        "let a; a: for (;;) { let a; break a; }",
        "let f = (a) => a, g = function (a) {};",
    ]);
}

#[test]
fn parameters_are_unique_where_it_matters() {
    none_runs(&[
        "(a, a) => {}",
        "async (a, a) => 1",
        "function f(a, a) { 'use strict' }",
        "'use strict'; function f(a, a) {}",
        "function f([a, a]) {}",
        "function f(a = 1, a) {}",
        "({ m(a, a) {} })",
    ]);
    all_run(&["function f(a, a) {}", "(function (a, a) {})"]);
}

#[test]
fn declarations_stand_in_blocks() {
    none_runs(&[
        "'use strict'; if (1) function f() {}",
        "if (1) function* f() {}",
        "if (1) class A {}",
        "while (1) function f() {}",
        "for (;;) function f() {}",
        "with (a) function f() {}",
        "a: class B {}",
        "for (;;) { a: { continue a; } }",
    ]);
    all_run(&[
        "if (1) function f() {} else function g() {}",
        "a: function f() {}",
        "a: b: for (;;) { continue a; }",
        "a: { for (;;) { break a; } }",
    ]);
}

#[test]
fn classes_declare_what_is_private() {
    none_runs(&[
        "super()",
        "function f() { super() }",
        "({ m() { super() } })",
        "class A { constructor() { super() } }",
        "class A extends B { m() { super() } }",
        "class A extends B { x = super() }",
        "class A extends B { constructor() { function f() { super() } } }",
        "class A { static prototype() {} }",
        "class A { #a; #a }",
        "class A { get #a() {} static set #a(b) {} }",
        "class A { m() { this.#b } }",
        "this.#a",
        "#a in b",
        "class A { #a; m() { delete this.#a } }",
        "class A { m() { return class { #a; }; this.#a } }",
    ]);
    all_run(&[
        "class A extends B { constructor() { (() => super())() } }",
        "class A { #a; get #b() {} set #b(c) {} m() { return class { n(x) { x.#a } } } }",
        "class A { m(x) { x.#a } #a }",
        "class A { prototype() {} static p() {} }",
    ]);
}

#[test]
fn strict_code_may_do_less() {
    none_runs(&[
        "'use strict'; delete (x)",
        "'use strict'; ({eval} = 1)",
        "'use strict'; '\\8'",
        "\"\\010\"; 'use strict'",
        "function public() { 'use strict' }",
        "function f(eval) { 'use strict' }",
        "eval => { 'use strict' }",
    ]);
    all_run(&[
        "delete x",
        "'\\010'; '\\8'",
        "'use strict'; '\\0'; delete x.y",
        "'use\\x20strict'; '\\010'",
        "function public(eval) { return '\\010' }",
    ]);
}

#[test]
fn objects_are_no_patterns() {
    none_runs(&["f({ a = 1 })", "({ __proto__: 1, '__proto__': 2 })"]);
    all_run(&[
        "({ a = 1 } = {})",
        "(({ a = 1 }) => a)({})",
        "({ __proto__: 1, ['__proto__']: 2, __proto__() {} })",
        "({ __proto__: a, __proto__: b } = {})",
    ]);
}

#[test]
fn modules_declare_and_export_once() {
    for code in [
        "import a from 'b'; let a",
        "import a from 'b'; function a() {}",
        "function a() {} function a() {}",
        "function a() {} var a",
        "export function a() {} export { b as a }; var b",
        "export default 1; export default 2",
    ] {
        assert!(!runs(code, Goal::Module), "{code}");
    }
    for code in [
        "import a from 'b'; { let a } export { a as b, a as c }",
        "function a() {} { function a() {} } function f() { function a() {} function a() {} }",
    ] {
        assert!(runs(code, Goal::Module), "{code}");
    }
}

#[test]
fn handlers_are_functions() {
    assert!(!runs("let a; var a; return a", Goal::FunctionBody));
    assert!(runs("var a; return a", Goal::FunctionBody));
}
