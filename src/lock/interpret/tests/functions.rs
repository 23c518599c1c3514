//! Functions: parameters, closures, callbacks, recursion.

use super::check;

#[test]
fn closures() {
    check(&[
        (
            "var f = []; for (let i = 0; i < 2; i++) f.push(function () { return i }); LOCK({ a: f[0](), b: f[1]() })",
            "{a: 0, b: 1}",
        ),
        (
            "var f = []; for (var i = 0; i < 2; i++) f.push(function () { return i }); LOCK({ a: f[0](), b: f[1]() })",
            "{a: 2, b: 2}",
        ),
        (
            "var f = []; for (let v of [1, 2]) f.push(() => v); LOCK({ a: f[0](), b: f[1]() })",
            "{a: 1, b: 2}",
        ),
        (
            "function make() { var o = {}; return { set: function (k, v) { o[k] = v; return this }, get: () => o } } LOCK(make().set('FLAG', THIRD).get())",
            "{FLAG: THIRD}",
        ),
        (
            "const config2 = config; function f(config) { LOCK({ FLAG: config2.isThirdPartyClient }) } f({})",
            "{FLAG: THIRD}",
        ),
    ]);
}

#[test]
fn calls() {
    check(&[
        (
            "function f(a, { b = 2, c: d } = {}, ...e) { return { a, b, d, e } } LOCK(f(1, { c: 3 }, 4, 5))",
            "{a: 1, b: 2, d: 3, e: [4, 5]}",
        ),
        (
            "function f() { return arguments[1] } LOCK(f(0, { a: 1 }))",
            "{a: 1}",
        ),
        (
            "function f(o) { this.a = o; return this } LOCK(f.call({}, 1)); LOCK(f.apply({}, [2])); LOCK(f.bind({}, 3)())",
            "{a: 1}; {a: 2}; {a: 3}",
        ),
        (
            "var f = x ? function () { return { a: 1 } } : function () { return { b: 1 } }; LOCK(f())",
            "{a: 1} | {b: 1}",
        ),
        (
            "var o = {}; var f = x ? function () { o.a = 1 } : function () { o.a = 2 }; f(); LOCK(o)",
            "{a: 1 | 2}",
        ),
        ("function f(s) { return s.raw } LOCK({ a: f`x` })", "{a: ?}"),
        (
            "var o = {}; function t() { o.FLAG = THIRD } t`x`; LOCK(o)",
            "{FLAG: THIRD}",
        ),
        ("var o; var p = o?.a; LOCK({ p })", "{p: undefined}"),
        (
            "var o = x ? { a: 1 } : undefined; LOCK({ p: o?.a })",
            "{p: 1 | undefined}",
        ),
        (
            "var o = {}; var f = x ? undefined : function () { o.a = 1 }; f?.(); LOCK(o)",
            "{a?: 1}",
        ),
    ]);
}

#[test]
fn recursion_and_generators() {
    check(&[
        (
            "var o = { FLAG: THIRD }; function f(n) { if (n > 0) f(n - 1); else o.FLAG = 1 } f(20); LOCK(o)",
            "{FLAG: 1}",
        ),
        (
            "function f(o, keys) { if (!keys.length) return o; o[keys[0]] = THIRD; return f(o, keys.slice(1)) } LOCK(f({}, ['a', 'FLAG', 'b', 'c', 'd']))",
            "{a: THIRD, FLAG: THIRD, b: THIRD, c: THIRD, d: THIRD}",
        ),
        (
            "var o = { FLAG: THIRD }; function f(n) { if (x) f(n - 1); else o.FLAG = 1 } f(20); LOCK(o)",
            "{FLAG: THIRD | 1 | ?, …}",
        ),
        (
            "var n = 0; function f() { n++; if (x) return; f(); f() } f(); LOCK({ a: 1 })",
            "{a: 1}",
        ),
        // A function that goes through objects does not mix up those that it may be given.
        (
            "function copy(o, s) { Object.keys(s).forEach(function (k) { o[k] = s[k] }); return o }
             LOCK(copy({ FLAG: THIRD }, x ? { a: 1 } : { b: 1 }))",
            "{FLAG: THIRD, a?: 1, b?: 1}",
        ),
        (
            "function* g(o) { o.FLAG = THIRD; yield 1 } var o = {}; g(o); LOCK(o)",
            "{}",
        ),
        (
            "function* g() { yield { a: 1 } } for (var o of g()) LOCK(o)",
            "{a: 1}",
        ),
    ]);
}
