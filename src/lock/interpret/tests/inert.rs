//! Which functions cannot matter.

use crate::lock::interpret::Interpreter;
use crate::lock::interpret::domain::function::Kind;
use crate::page::Page;

/// Whether the function that a script declares is inert.
fn is_inert(script: &str) -> bool {
    let text = format!("<script>{script}</script>");
    let page = Page::read(&text, true);
    let mut interpreter = Interpreter::new(&page, &text, Vec::new());
    interpreter.run_script(0);
    let function = interpreter
        .state
        .heap
        .object(*interpreter.schedule.functions.first().unwrap());
    match &function.kind {
        Kind::Function(closure) => interpreter.state.is_inert(closure),
        _ => panic!("{script}"),
    }
}

#[test]
fn what_stays_in_the_document_is_inert() {
    let functions = [
        "function f() {}",
        "function f(e) { e.preventDefault(); return !e.target }",
        "function f() { var p = document.getElementById('p'); if (p) { p.className = 'open ' + 1; } }",
        "function f(n) { for (var i = 0; i < n; i++) document.getElementsByName('a')[i].value = '' }",
        "function f(a) { let b = a; while (b) { b = b.parentNode } return b ? 1 : undefined }",
    ];
    for function in functions {
        assert!(is_inert(function), "{function}");
    }
}

#[test]
fn what_could_matter_is_not() {
    let functions = [
        "function f() { config.a = 1 }",
        "function f() { g() }",
        "function f() { this.value = 1 }",
        "function f() { return { a: 1 } }",
        "function f() { return function () {} }",
        "function f(e) { e.onclick = 1 }",
        "function f(e) { e.__useTenantInfo = true }",
        "function f(e) { e['value'] = true }",
        "function f(e) { e.textContent = 'new Auth0Lock()' }",
        "function f(e) { e.value = '@@config@@' }",
        "function f(e) { document.write(e) }",
        "function f(e) { delete e.value }",
        "function f(e) { new e() }",
        "function f(e = g()) {}",
        "function f({ e }) {}",
        "function f() { { let a } a = 1 }",
        "function f() { window.a = 1 }",
        "function f() { arguments[0].value = 1 }",
        "function f(e) { e.constructor.prototype.value = 1 }",
        "function f(e) { document = e }",
        "function f(e) { document.getElementById(...e) }",
        "async function f() {}",
        "function f() { document.title = 1 } var document = g",
    ];
    for function in functions {
        assert!(!is_inert(function), "{function}");
    }
}
