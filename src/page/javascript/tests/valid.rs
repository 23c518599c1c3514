//! Valid code that swc's parser refuses or complains about.

use swc_ecma_ast::{BlockStmt, Decl, Expr, Stmt, UpdateExpr, UsingDecl};
use swc_ecma_visit::{Visit, VisitWith};

use crate::page::javascript::{Goal, Unparsed, parse};

fn outcome(code: &str, goal: Goal) -> String {
    match parse(code, 0, goal) {
        Ok(_) => "runs".to_owned(),
        Err(Unparsed::Syntax(error)) => error.message,
        Err(Unparsed::Refused(kind)) => format!("{kind:?}"),
    }
}

#[test]
fn calls_may_be_targets_in_sloppy_code() {
    let target = "the target of an assignment must be a variable or a property";
    let table = [
        ("f() = 1", "runs"),
        ("f(a, 'é') = 1", "runs"),
        ("f(\n) += 1", "runs"),
        ("(f()) = 1", "runs"),
        ("((f)()) = 1", "runs"),
        ("f()++", "runs"),
        ("f(\n)++", "runs"),
        ("--f()", "runs"),
        ("for (f() in {}) ;", "runs"),
        ("for (f() of []) ;", "runs"),
        ("f(g() = 1)++; h() = 2", "runs"),
        ("async() = 1", "runs"),
        ("function f() { g() = 1 }", "runs"),
        ("f() &&= 1", target),
        ("[f()] = 1", target),
        ("({ a: f() } = 1)", target),
        ("'use strict'; f() = 1", target),
        ("function f() { 'use strict'; g() = 1 }", target),
        ("class A { m() { f() = 1 } }", target),
        ("() => { 'use strict'; f() = 1 }", target),
        ("f`` = 1", target),
        ("1 = 2", target),
        ("import('a') = 1", target),
    ];
    for (code, expected) in table {
        assert_eq!(outcome(code, Goal::Script), expected, "{code}");
    }
    assert_eq!(outcome("f() = 1", Goal::Module), target);
}

/// What stands where there was a call or a `using`.
#[derive(Default)]
struct Seen(Vec<String>);

impl Visit for Seen {
    fn visit_update_expr(&mut self, node: &UpdateExpr) {
        let Expr::Member(member) = &*node.arg else {
            panic!("{node:?}")
        };
        self.0.push(format!("{:?}", member.span));
        node.visit_children_with(self);
    }

    fn visit_using_decl(&mut self, node: &UsingDecl) {
        let kind = if node.is_await {
            "await using"
        } else {
            "using"
        };
        self.0.push(format!("{kind} {:?}", node.span));
    }

    fn visit_block_stmt(&mut self, node: &BlockStmt) {
        if let [Stmt::Decl(Decl::Using(_)), second] = node.stmts.as_slice() {
            self.0.push(match second {
                Stmt::For(_) => "for".to_owned(),
                Stmt::Labeled(labeled) => labeled.label.sym.to_string(),
                other => format!("{other:?}"),
            });
        }
        node.visit_children_with(self);
    }
}

fn seen(code: &str, goal: Goal) -> Vec<String> {
    let mut seen = Seen::default();
    parse(code, 0, goal).unwrap().program.visit_with(&mut seen);
    seen.0
}

#[test]
fn a_target_has_its_own_place() {
    assert_eq!(seen("a; f('é')++", Goal::Script), ["4..11"]);
    assert_eq!(seen("f(g()++)++", Goal::Script), ["1..9", "3..6"]);
}

#[test]
fn using_stands_in_front_of_its_loop() {
    assert_eq!(
        seen("{ for (using a = b, c = d; e;) ; }", Goal::Script),
        ["for", "using 8..26"]
    );
    assert_eq!(
        seen("a: for (await  using b = c;;) continue a", Goal::Module),
        ["a", "await using 9..27"]
    );
}

#[test]
fn what_swc_complains_about_runs() {
    let sloppy = [
        "function f() { for (var k = 0 in {}) ; }",
        "(function () { for (var k = 0 in o) ; })()",
        "if (a) function f() {}",
        "a: function f() {}",
        "{ using a = b }",
        "async () => { for (await using a of b) ; for (await using a = b;;) ; }",
    ];
    for code in sloppy {
        assert_eq!(outcome(code, Goal::Script), "runs", "{code}");
    }
}

#[test]
fn what_browsers_do_not_know_does_not_run() {
    let table = [
        ("@a class B {}", "browsers do not support decorators"),
        (
            "class A { @b c() {} }",
            "browsers do not support decorators",
        ),
        (
            "class A { accessor b }",
            "browsers do not support `accessor` fields",
        ),
        (
            "import.source('a')",
            "browsers do not support `import source`",
        ),
        (
            "import defer * as a from 'b'",
            "browsers do not support `import defer`",
        ),
    ];
    for (code, expected) in table {
        assert_eq!(outcome(code, Goal::Module), expected, "{code}");
    }
}
