//! Classes and constructors.

use super::check;

#[test]
fn classes() {
    check(&[
        ("class A { o = { a: 1 }; show() { LOCK(this.o) } } new A().show()", "{a: 1}"),
        ("class A { constructor(o) { this.o = o } } class B extends A { constructor() { super({ a: 1 }); LOCK(this.o) } } new B", "{a: 1}"),
        ("class A { init() { this.o = { a: 1 } } } class B extends A { init() { super.init(); this.o.b = 1 } } var b = new B; b.init(); LOCK(b.o)",
         "{a: 1, b: 1}"),
        ("class A { get o() { return { a: 1 } } } class B extends A { show() { LOCK(super.o) } } new B().show()", "{a: 1}"),
        ("class A { get #o() { return { a: 1 } } show() { LOCK(this.#o) } } new A().show()", "{a: 1}"),
        ("class A { static o = { a: 1 }; static { LOCK(A.o) } }", "{a: 1}"),
        ("class Auth0Lock {} LOCK({})", ""),
        ("class My extends Auth0Lock { constructor(o) { super('id', 'domain', o) } } new My({ a: 1 })", "{a: 1}"),
        ("class P { o() { return { p: 1 } } } class Q { o() { return { q: 1 } } }
          class A extends P { show(b) { return b.o() } } class B extends Q { o() { return super.o() } } LOCK(new A().show(new B))", "{q: 1}"),
    ]);
}

#[test]
fn constructor_functions() {
    check(&[
        (
            "function A() { this.FLAG = THIRD } LOCK(new A)",
            "{FLAG: THIRD}",
        ),
        (
            "function A() { if (x) return { a: 1 } } LOCK(new A)",
            "{} | {a: 1}",
        ),
        (
            "function A() {} A.prototype.FLAG = THIRD; LOCK(new A)",
            "{FLAG: THIRD}",
        ),
        (
            "function A() {} A.prototype.o = { a: 1 }; class B extends A {} LOCK(new B().o)",
            "{a: 1}",
        ),
        ("class B extends x {} LOCK(new B())", "{…}"),
    ]);
}
