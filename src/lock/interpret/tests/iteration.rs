//! What can be gone through: maps, sets, iterators, generators; lists and texts.

use super::check;

#[test]
fn maps_and_sets() {
    check(&[
        (
            "var m = new Map([['FLAG', THIRD]]); m.set('a', 1).set('a', 2); LOCK(Object.fromEntries(m))",
            "{FLAG: THIRD, a: 2}",
        ),
        (
            "var m = new Map(); for (var k of ['a', 'b']) m.set(k, k + 1); var o = {};
             m.forEach(function (v, k) { o[k] = v }); LOCK(o)",
            "{a: 'a1', b: 'b1'}",
        ),
        (
            "var m = new Map(Object.entries({ FLAG: THIRD, b: 1 })); m.delete('b'); var o = {};
             for (const [k, v] of m) o[k] = v; LOCK(o)",
            "{FLAG: THIRD}",
        ),
        (
            "var m = new Map([[1, 'n'], ['1', 's']]); LOCK({ a: m.get(1), b: m.get('1'), c: m.size, d: m.has(2) })",
            "{a: 'n', b: 's', c: 2, d: false}",
        ),
        (
            "var s = new Set(['a', 'b', 'a']); s.add('c'); LOCK({ a: [...s], b: s.has('c'), c: s.size })",
            "{a: ['a', 'b', 'c'], b: true, c: 3}",
        ),
        // What is not known may be any key.
        (
            "var m = new Map([['FLAG', THIRD]]); m.set(x, 1); LOCK({ FLAG: m.get('FLAG') })",
            "{FLAG: ?}",
        ),
        (
            "var m = new Map([['FLAG', THIRD]]); if (x) m.set('FLAG', false); LOCK({ FLAG: m.get('FLAG') })",
            "{FLAG: false | THIRD}",
        ),
        (
            "var m = new Map([['FLAG', THIRD]]); if (x) m.set('a', 1); LOCK({ FLAG: m.get('FLAG') })",
            "{FLAG: ?}",
        ),
        (
            "var Map = function () { this.get = function () { return { a: 1 } } }; LOCK(new Map().get('FLAG'))",
            "{a: 1}",
        ),
    ]);
}

#[test]
fn generators() {
    check(&[
        (
            "function* g(c) { yield ['a', 1]; yield ['FLAG', c.isThirdPartyClient] } LOCK(Object.fromEntries([...g(config)]))",
            "{a: 1, FLAG: THIRD}",
        ),
        (
            "function* g() { for (var i = 0; i < 3; i++) yield i } var [a, b] = g(); LOCK({ a, b, c: Array.from(g()) })",
            "{a: 0, b: 1, c: [0, 1, 2]}",
        ),
        (
            "function* g() { yield 1 } function* h() { yield 0; yield* g(); yield* [2] } LOCK({ a: [...h()] })",
            "{a: [0, 1, 2]}",
        ),
        (
            "function* g() { yield 1 } var i = g(); var a = [...i]; LOCK({ a, b: [...i] })",
            "{a: [1], b: []}",
        ),
        // What it yields on one path only is not known, and neither is what it is told.
        (
            "function* g() { if (x) yield 1; yield 2 } LOCK({ a: [...g()] })",
            "{a: […]}",
        ),
        (
            "function* g() { if (x) return; yield 1 } LOCK({ a: [...g()] })",
            "{a: […]}",
        ),
        (
            "function* g() { return { a: yield 1 } } var i = g(); i.next(); LOCK(i.next(2).value)",
            "?",
        ),
        // What it changes would have to come between the turns of the loop.
        (
            "var o = {}; function* g() { o.a = 1; yield 1; o.a = 2; yield 2 } for (var i of g()) LOCK({ i, a: o.a })",
            "{i: 1, a: 1}; {i: ?, a: 2 | 1 | ?}",
        ),
    ]);
}

#[test]
fn iterators() {
    check(&[
        (
            "var i = ['a', 'b'][Symbol.iterator](), r, a = []; while (!(r = i.next()).done) a.push(r.value); LOCK({ a })",
            "{a: ['a', 'b']}",
        ),
        (
            "var o = { a: 1 }; o[Symbol.iterator] = function () { var n = 0; return { next: function () {
               return { value: n, done: n++ > 1 } } } }; LOCK({ a: Array.from(o), b: Object.keys(o) })",
            "{a: [0, 1], b: ['a']}",
        ),
        (
            "var i = [1, 2].values(); for (var a of i) break; LOCK({ a, b: i.next().value })",
            "{a: 1, b: ?}",
        ),
        ("LOCK({ a: [...'ab'], b: [...['a'].entries()] })", "{a: ['a', 'b'], b: [[0, 'a']]}"),
    ]);
}

#[test]
fn lists() {
    check(&[
        (
            "LOCK({ a: [[1], 2].flat(), b: [1, 2].flatMap(n => [n, n]), c: Array.from(['a'], s => s + 1), d: Array.of(3) })",
            "{a: [1, 2], b: [1, 1, 2, 2], c: ['a1'], d: [3]}",
        ),
        (
            "var a = [1, 2, 3, 4]; var b = a.splice(1, 2, 'x'); LOCK({ a, b, c: a.at(-1), d: a.findIndex(v => v === 4) })",
            "{a: [1, 'x', 4], b: [2, 3], c: 4, d: 2}",
        ),
        ("var a = [1, 2, 3]; a.splice(x, 1); LOCK({ a })", "{a: […]}"),
        (
            "var o = Object.entries({ FLAG: THIRD, a: null }).filter(([k, v]) => v !== null).reduce((o, [k, v]) => ({ ...o, [k]: v }), {}); LOCK(o)",
            "{FLAG: THIRD}",
        ),
        (
            "var kinds = { a: { b: 1 }, c: { d: 1 } }; LOCK({ FLAG: THIRD, ...kinds[x ? 'a' : 'c'] })",
            "{FLAG: THIRD, b?: 1, d?: 1}",
        ),
    ]);
}

#[test]
fn texts() {
    check(&[
        (
            "var [k, n] = 'a=b'.split('='); LOCK({ a: 'abc'.slice(-2), b: 'abc'.substring(2, 0), c: 'abc'.substr(1, 1), d: k + n, e: 'abc'[1], f: 'abc'.charAt(9) })",
            "{a: 'bc', b: 'ab', c: 'b', d: 'ab', e: 'b', f: ''}",
        ),
        (
            "LOCK({ a: 'a-b-c'.replaceAll('-', '_'), b: 'abca'.lastIndexOf('a'), c: 'ä'.slice(0, 1), d: 'u' > 'symbol' })",
            "{a: 'a_b_c', b: 3, c: ?, d: true}",
        ),
        (
            "var o = {}; 'a'.replace(/a/, function () { o.FLAG = false }); LOCK(o)",
            "{FLAG?: false}",
        ),
    ]);
}

#[test]
fn the_first_next_runs_to_the_first_yield() {
    check(&[
        (
            "var o = {}; function* g() { o.FLAG = THIRD; } g().next(); LOCK(o)",
            "{FLAG: THIRD}",
        ),
        (
            "var o = {}; function* g() { o.a = 1; yield; o.a = 2; } g().next(); LOCK(o)",
            "{a: 1}",
        ),
        (
            "function* g() { return 1; } var i = g(), a = i.next(), b = i.next(); LOCK({ a: a.value, b: a.done, c: b.value, d: b.done })",
            "{a: 1, b: true, c: undefined, d: true}",
        ),
        (
            "function* g() { yield 1; return 2; } var a = g().next(); LOCK({ a: a.value, b: a.done })",
            "{a: 1, b: false}",
        ),
        (
            "function* g() { if (x) yield 1; return 2; } var a = g().next(); LOCK({ a: a.value, b: a.done })",
            "{a: 1 | 2, b: false | true}",
        ),
        (
            "var n = 0; function* g() { n++; yield n; n++; } var i = g(); i.next(); var a = n; i.next(); LOCK({ a, n })",
            "{a: 1, n: 3 | 2 | 1 | ?}",
        ),
        // Leaving for a `yield` runs no `finally`.
        (
            "var n = 0; function* g() { try { yield 1; } finally { n = 1; } } g().next(); LOCK({ n })",
            "{n: 1 | 0 | ?}",
        ),
        (
            "function* g() { throw 1; } var o = {}; try { g().next(); } catch (e) { o.FLAG = THIRD; } LOCK(o)",
            "{FLAG: THIRD}",
        ),
    ]);
}
