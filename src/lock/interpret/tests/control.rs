//! Branches, loops, jumps and exceptions.

use super::check;

#[test]
fn branches_meet() {
    check(&[
        ("var o = { FLAG: THIRD }; LOCK(o)", "{FLAG: THIRD}"),
        (
            "var o = {}; if (x) o.FLAG = THIRD; LOCK(o)",
            "{FLAG?: THIRD}",
        ),
        (
            "var o = {}; if (x) o.a = 1; else o.a = 2; LOCK(o)",
            "{a: 1 | 2}",
        ),
        (
            "var o = {}; if (THIRD) o.FLAG = true; LOCK(o)",
            "{FLAG: !!THIRD}",
        ),
        (
            "var o = {}; if (!THIRD) { o.FLAG = false } else { o.FLAG = true } LOCK(o)",
            "{FLAG: !!THIRD}",
        ),
        // The inner test decides whether the property is there; the outer one alone does not.
        (
            "var o = {}; if (THIRD) { if (x) o.FLAG = true; } LOCK(o)",
            "{FLAG?: true}",
        ),
        ("LOCK({ FLAG: THIRD ? true : false })", "{FLAG: !!THIRD}"),
        ("LOCK({ FLAG: x ? THIRD : false })", "{FLAG: THIRD | false}"),
        (
            "if (THIRD) LOCK({}); else LOCK({ a: 1 })",
            "[THIRD] {}; [!THIRD] {a: 1}",
        ),
        ("if (false) LOCK({}); else LOCK({ a: 1 })", "{a: 1}"),
        ("var o = {}; x && (o.a = 1); LOCK(o)", "{a?: 1}"),
        (
            "var o = {}; x || (o.a = 1); y ?? (o.b = 1); LOCK(o)",
            "{a?: 1, b?: 1}",
        ),
    ]);
}

#[test]
fn switches() {
    check(&[
        (
            "var o = {}; switch (x) { case 1: o.a = 1; case 2: o.b = 1; break; default: o.c = 1 } LOCK(o)",
            "{a?: 1, b?: 1, c?: 1}",
        ),
        (
            "var o = {}; switch (2) { case 1: o.a = 1; case 2: o.b = 1; case 3: o.c = 1; break; default: o.d = 1 } LOCK(o)",
            "{b: 1, c: 1}",
        ),
        (
            "var o = {}; switch (x) { default: o.a = 1; case 1: o.b = 1 } LOCK(o)",
            "{a?: 1, b: 1}",
        ),
        (
            "var o = {}; function f() { switch (x) { case 1: return; case 2: o.a = 1 } o.b = 1 } f(); LOCK(o)",
            "{a?: 1, b?: 1}",
        ),
    ]);
}

#[test]
fn loops() {
    check(&[
        (
            "var o = {}; for (var i = 0; i < 3; i++) o['k' + i] = i; LOCK(o)",
            "{k0: 0, k1: 1, k2: 2}",
        ),
        ("var o = {}; while (x()) o.a = 1; LOCK(o)", "{a?: 1}"),
        (
            "function f(v) { return v ? NaN : 1 } var n = 0; while (x()) n = f(y()); LOCK({ a: 1 })",
            "{a: 1}",
        ),
        ("var o = {}; do { o.a = 1 } while (x()); LOCK(o)", "{a: 1}"),
        (
            "var o = {}; for (var k in { a: 1, b: 2 }) o[k] = k; LOCK(o)",
            "{a: 'a', b: 'b'}",
        ),
        (
            "var o = {}; for (const v of ['a', 'b']) o[v] = v; LOCK(o)",
            "{a: 'a', b: 'b'}",
        ),
        (
            "var o = {}; for (const v of x()) o.a = 1; LOCK(o)",
            "{a?: 1}",
        ),
        (
            "var o = { FLAG: THIRD }; for (var k in x()) o[k] = 1; LOCK(o)",
            "{FLAG: THIRD | ?, …}",
        ),
        (
            "var n = 0; while (x()) n++; LOCK({ n: n })",
            "{n: ? | 1 | 0}",
        ),
    ]);
}

#[test]
fn jumps() {
    check(&[
        (
            "var o = {}; for (var i = 0; i < 9; i++) { if (i === 2) break; o[i] = i } LOCK(o)",
            "{0: 0, 1: 1}",
        ),
        (
            "var o = {}; for (var i = 0; i < 3; i++) { if (i === 1) continue; o[i] = i } LOCK(o)",
            "{0: 0, 2: 2}",
        ),
        (
            "var o = {}; a: for (var i = 0; i < 2; i++) for (var j = 0; j < 2; j++) { if (j) continue a; o['' + i + j] = 1 } LOCK(o)",
            "{00: 1, 10: 1}",
        ),
        (
            "var o = {}; a: for (;;) { for (;;) { o.a = 1; break a } o.b = 1 } LOCK(o)",
            "{a: 1}",
        ),
        (
            "var o = {}; a: { if (x) break a; o.a = 1 } LOCK(o)",
            "{a?: 1}",
        ),
        (
            "var o = {}; for (var i = 0; i < 2; i++) { o.a = 1; if (x) break; o.b = 1 } LOCK(o)",
            "{a: 1, b?: 1}",
        ),
        // What was known before the jump is not known behind the place jumped to.
        ("a: { if (THIRD) break a; x() } LOCK({})", "{}"),
        (
            "for (var i = 0; i < 1; i++) { if (THIRD) break; } LOCK({})",
            "{}",
        ),
        (
            "for (var i = 0; i < 1; i++) { if (THIRD) continue; x() } LOCK({})",
            "{}",
        ),
        ("switch (1) { case 1: if (THIRD) break; } LOCK({})", "{}"),
        ("a: { if (THIRD) throw 1; } LOCK({})", "[!THIRD] {}"),
        (
            "function f() { if (THIRD) return; LOCK({}) } f(); LOCK({ a: 1 })",
            "[!THIRD] {}; {a: 1}",
        ),
    ]);
}

#[test]
fn exceptions() {
    check(&[
        (
            "var o = {}; try { o.a = 1; x() } catch (e) { o.b = 1 } LOCK(o)",
            "{a?: 1, b?: 1}",
        ),
        (
            "var o = {}; try { throw { a: 1 } } catch (e) { LOCK(e) }",
            "{a: 1}",
        ),
        (
            "var o = {}; try { o.FLAG = THIRD } catch (e) {} LOCK(o)",
            "{FLAG: THIRD}",
        ),
        // What is known to go well leaves the handler out; what is not may end anywhere.
        (
            "var o = {}; function f(a) { return [a, a + 1].map(function (v) { return { v: v } }) }
             try { o.a = f(1)[1].v; Object.assign(o, { b: 1 }) } catch (e) { o.c = 1 } LOCK(o)",
            "{a: 2, b: 1}",
        ),
        (
            "var o = {}; try { document.getElementById('a').value = 1; o.a = 1 } catch (e) { o.b = 1 } LOCK(o)",
            "{a?: 1, b?: 1}",
        ),
        (
            "var o = {}; try { y; let y = 1; } catch (e) { o.a = 1 } LOCK(o)",
            "{a?: 1}",
        ),
        (
            "var o = {}; try { config.prompt.name } catch (e) { o.a = 1 } LOCK(o)",
            "{a?: 1}",
        ),
        (
            "var o = {}; try { 'a' in 'b' } catch (e) { o.a = 1 } LOCK(o)",
            "{a?: 1}",
        ),
        (
            "var o = {}; try { new (() => {})() } catch (e) { o.a = 1 } LOCK(o)",
            "{a?: 1}",
        ),
        (
            "var o = {}; try { Object.freeze(o).a = 1; } catch (e) { LOCK({ b: 1 }) } LOCK(o)",
            "{b: 1}; {}",
        ),
        (
            "var o = {}; try { 1 + { toString() { throw 1 } } } catch (e) { o.a = 1 } LOCK(o)",
            "{a: 1}",
        ),
        (
            "var o = {}; try { [].reduce(function () {}) } catch (e) { o.a = 1 } LOCK(o)",
            "{a: 1}",
        ),
        (
            "var o = {}; try { JSON.parse('{') } catch (e) { o.a = 1 } LOCK(o)",
            "{a?: 1}",
        ),
        (
            "var o = {}; async function f() { try { await g() } catch (e) { o.a = 1 } LOCK(o) } f(); function g() {}",
            "{a?: 1}",
        ),
        // A state that lasts only for a moment can still be the one that is left.
        (
            "var o = {}; try { if (x) { o.a = 1; x(); o.a = 2 } } catch (e) {} LOCK(o)",
            "{a?: 2 | 1}",
        ),
        (
            "var o = {}; function f() { o.a = 1; x(); o.a = 2; if (x) return } try { f() } catch (e) {} LOCK(o)",
            "{a?: 2 | 1}",
        ),
        (
            "var o = {}; function f() { throw 1 } try { f(); o.a = 1 } catch (e) { o.b = 1 } LOCK(o)",
            "{b: 1}",
        ),
    ]);
}

#[test]
fn finally_runs_whatever_ends_the_block() {
    check(&[
        (
            "var o = {}; try { o.a = 1 } finally { o.b = 1 } LOCK(o)",
            "{a: 1, b: 1}",
        ),
        (
            "var o = {}; function f() { try { return 1 } finally { o.FLAG = THIRD } } f(); LOCK(o)",
            "{FLAG: THIRD}",
        ),
        (
            "var o = {}; function f() { try { o.a = 1; return o } finally { LOCK(o) } } f()",
            "{a: 1}",
        ),
        (
            "var o = {}; for (;;) { try { o.a = 1; break } finally { o.b = 1 } } LOCK(o)",
            "{a: 1, b: 1}",
        ),
        (
            "function f() { try { return { a: 1 } } finally { return { b: 1 } } } LOCK(f())",
            "{b: 1}",
        ),
        (
            "var o = {}; try { try { throw 1 } finally { o.a = 1 } } catch (e) { LOCK(o) }",
            "{a: 1}",
        ),
        (
            "var o = {}; try { try { x() } finally { o.FLAG = THIRD } } catch (e) {} LOCK(o)",
            "{FLAG?: THIRD}",
        ),
        (
            "var o = {}; a: try { if (x) break a; o.a = 1 } finally { o.b = 1 } LOCK(o)",
            "{a?: 1, b: 1}",
        ),
    ]);
}

#[test]
fn an_uncaught_exception_ends_the_script_alone() {
    check(&[
        ("<script>var o = {}; if (x) { o.a = 1; throw 1 } o.b = 1;</script><script>LOCK(o)</script>",
         "{b?: 1, a?: 1}"),
        ("<script>var o = {}; throw 1; o.a = 1</script><script>LOCK(o)</script>", "{}"),
        ("<script>var o = {}; window.onload = function () { if (x) { o.a = 1; throw 1 } o.b = 1 };
          setTimeout(function () { LOCK(o) }, 9)</script>", "{b?: 1, a?: 1}"),
    ]);
}

#[test]
fn a_switch_by_a_field_of_the_config_is_a_test_of_it() {
    check(&[
        (
            "var o = {}; switch (THIRD) { case true: o.FLAG = true; break; default: o.FLAG = false }
             LOCK(o)",
            "{FLAG: !!THIRD}",
        ),
        (
            "var o = {}; switch (THIRD) { case true: { o.FLAG = true; break } } LOCK(o)",
            "{FLAG: !!THIRD}",
        ),
        (
            "var o = {}; switch (true) { case THIRD: o.FLAG = 1; break; case !THIRD: o.FLAG = 0 }
             LOCK(o)",
            "{FLAG: !!THIRD}",
        ),
        (
            "var o = {}; switch (THIRD) { case true: o.FLAG = false; break; case false: o.FLAG = true }
             LOCK(o)",
            "{FLAG: !THIRD}",
        ),
        (
            "var o = {}; switch (THIRD) { case false: o.a = 1; case true: o.FLAG = true } LOCK(o)",
            "{a: !THIRD, FLAG: true}",
        ),
        (
            "var o = {}; switch (x) { case 1: if (y) break; o.a = 1; break; case 2: o.b = 1 } LOCK(o)",
            "{a?: 1, b?: 1}",
        ),
    ]);
}

#[test]
fn a_constant_stays_what_it_is() {
    check(&[
        (
            "<script>const o = {};</script><script>o = 1; LOCK(o)</script><script>LOCK(o)</script>",
            "{}; ! control does not come here, as far as can be followed",
        ),
        (
            "const o = {}; try { o = { a: 1 } } catch (e) { LOCK(o) }",
            "{}",
        ),
        (
            "for (const k of ['a', 'b']) { const o = {}; o[k] = 1; LOCK(o) }",
            "{a: 1}; {b: 1}",
        ),
        ("const o = x; o ||= {}; LOCK({ a: 1 })", "{a: 1}"),
        (
            "const a = { b: 1 }; try { a ||= {}; a ??= {}; LOCK(a) } catch (e) {} try { a &&= {} } catch (e) { LOCK({ c: 1 }) }",
            "{b: 1}; {c: 1}",
        ),
        (
            "const a = {}; try { [a] = [{ b: 1 }] } catch (e) { LOCK(a) }",
            "{}",
        ),
        (
            "const a = {}; try { ({ b: a } = { b: { b: 1 } }) } catch (e) { LOCK(a) }",
            "{}",
        ),
        (
            "const a = {}; try { for (a of [1]); } catch (e) { LOCK(a) }",
            "{}",
        ),
    ]);
}
