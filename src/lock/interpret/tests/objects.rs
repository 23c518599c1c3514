//! Objects and arrays.

use super::check;

#[test]
fn properties_are_set_and_deleted() {
    check(&[
        ("var o = { FLAG: THIRD }; delete o.FLAG; LOCK(o)", "{}"),
        (
            "var o = { FLAG: THIRD }; delete o[k]; LOCK(o)",
            "{FLAG?: THIRD}",
        ),
        ("var o = { FLAG: THIRD }; delete o?.FLAG; LOCK(o)", "{}"),
        ("var o = { FLAG: THIRD }; delete (o.FLAG); LOCK(o)", "{}"),
        ("var o = {}; (o.FLAG) = THIRD; LOCK(o)", "{FLAG: THIRD}"),
        ("var o = { a: 1 }; o[k] = 2; LOCK(o)", "{a: 1 | ?, …}"),
        (
            "var a = {}, b = {}; (x ? a : b).FLAG = THIRD; LOCK(a)",
            "{FLAG?: THIRD}",
        ),
        (
            "var a = { FLAG: THIRD }, b = {}; Object.assign(x ? a : b, { FLAG: true }); LOCK(a)",
            "{FLAG: true | THIRD}",
        ),
        (
            "var o = { [1e21]: 1, [-0]: 2, [1e-7]: 3, [0.5]: 4 }; LOCK(o)",
            "{1e+21: 1, 0: 2, 1e-7: 3, 0.5: 4}",
        ),
    ]);
}

#[test]
fn what_cannot_be_written_stays() {
    check(&[
        (
            "var o = Object.freeze({ FLAG: THIRD }); o.FLAG = 1; delete o.FLAG; o.a = 1; LOCK(o)",
            "{FLAG: THIRD}",
        ),
        (
            "var o = { a: 1 }; if (x) Object.freeze(o); o.FLAG = THIRD; LOCK(o)",
            "{a: 1, FLAG?: THIRD}",
        ),
        (
            "var o = Object.seal({ FLAG: false }); o.FLAG = THIRD; o.a = 1; LOCK(o)",
            "{FLAG: THIRD}",
        ),
        (
            "var o = {}; Object.defineProperty(o, 'FLAG', { value: THIRD }); o.FLAG = 1; LOCK(o)",
            "{FLAG: THIRD}",
        ),
        (
            "var o = {}; if (x) Object.defineProperty(o, 'a', { value: 1 }); o.a = 2; LOCK(o)",
            "{a: 1 | 2}",
        ),
        (
            "var o = Object.assign({}, Object.freeze({ a: 1 })); o.a = 2; o.b = 3; LOCK(o)",
            "{a: 2, b: 3}",
        ),
    ]);
}

#[test]
fn accessors() {
    check(&[
        ("LOCK({ get FLAG() { return THIRD } })", "{FLAG: THIRD}"),
        (
            "var o = { set a(v) { this.FLAG = v } }; o.a = THIRD; LOCK(Object.assign({}, { FLAG: o.FLAG }))",
            "{FLAG: THIRD}",
        ),
        (
            "var o = { get FLAG() { return THIRD } }; o.FLAG = 1; LOCK(o)",
            "{FLAG: THIRD}",
        ),
        (
            "class O { set a(v) { this.FLAG = v } } var o = new O; o.a = THIRD; LOCK(o)",
            "{FLAG: THIRD, a: ?}",
        ),
    ]);
}

#[test]
fn inheritance() {
    check(&[
        ("LOCK(Object.create({ FLAG: THIRD }))", "{FLAG: THIRD}"),
        (
            "var o = {}; o.__proto__ = { FLAG: THIRD }; LOCK(o)",
            "{FLAG: THIRD}",
        ),
        ("LOCK({ __proto__: { FLAG: THIRD } })", "{FLAG: THIRD}"),
        (
            "var s = Object.create({ FLAG: true }), o = {}; for (var k in s) o[k] = s[k]; LOCK(o)",
            "{…}",
        ),
        ("LOCK(Object.create(x ? { FLAG: true } : {}))", "{…}"),
    ]);
}

#[test]
fn copies_of_the_config() {
    check(&[
        (
            "var c = Object.assign({}, config); LOCK({ FLAG: c.isThirdPartyClient })",
            "{FLAG: THIRD}",
        ),
        (
            "var c = { ...config, a: 1 }; LOCK({ FLAG: c.isThirdPartyClient })",
            "{FLAG: THIRD}",
        ),
        (
            "var { isThirdPartyClient, ...rest } = config; LOCK({ FLAG: rest.isThirdPartyClient })",
            "{FLAG: ?}",
        ),
        (
            "if (x) config.isThirdPartyClient = false; LOCK({ FLAG: THIRD })",
            "{FLAG: false | THIRD}",
        ),
        (
            "if (config.prompt) config.isThirdPartyClient = true; LOCK({ FLAG: THIRD })",
            "{FLAG: true | THIRD}",
        ),
        (
            "config[k] = false; LOCK({ FLAG: THIRD })",
            "{FLAG: THIRD | ?}",
        ),
        (
            "var t = THIRD ? true : undefined; LOCK({ FLAG: t ?? true })",
            "{FLAG: !!THIRD | true}",
        ),
    ]);
}

#[test]
fn arrays() {
    check(&[
        ("var a = [{ a: 1 }, { b: 1 }]; LOCK(a[1])", "{b: 1}"),
        ("var a = [{ a: 1 }, { b: 1 }]; LOCK(a[2])", "undefined"),
        (
            "var a = [{ a: 1 }, { b: 1 }]; a.shift(); LOCK(a[0])",
            "{b: 1}",
        ),
        ("var a = [{ a: 1 }, { b: 1 }]; LOCK(a.pop())", "{b: 1}"),
        (
            "var a = [{ a: 1 }, { b: 1 }]; a.reverse(); LOCK(a[0])",
            "{b: 1}",
        ),
        (
            "var a = [{ a: 1 }]; a.unshift({ b: 1 }); LOCK(a[0])",
            "{b: 1}",
        ),
        ("var a = [{ a: 1 }, { b: 1 }]; a.sort(); LOCK(a[0])", "?"),
        ("var a = [...x, { a: 1 }]; LOCK(a[0])", "?"),
        ("var a = [].concat(x, { a: 1 }); LOCK(a[0])", "?"),
        (
            "LOCK([{ a: 1 }, { b: 1 }].find(function (o) { return o.b === 1 }))",
            "{b: 1}",
        ),
        (
            "var a = []; if (x) a.push(1); a.push(2); LOCK({ n: a.length })",
            "{n: ?}",
        ),
        (
            "LOCK([1, 2].reduce(function (o, v, i) { o[v] = i; return o }, {}))",
            "{1: 0, 2: 1}",
        ),
        (
            "var o = {}; [1].forEach(function () { this.FLAG = THIRD }, o); LOCK(o)",
            "{FLAG: THIRD}",
        ),
        (
            "var o = {}; [1, 2].some(function (v) { o[v] = 1; return x }); LOCK(o)",
            "{1: 1, 2?: 1}",
        ),
        ("LOCK({ s: ['a', null, 1].join('-') })", "{s: 'a--1'}"),
    ]);
}

#[test]
fn the_flag_of_an_object_that_is_not_known_may_be_anyones() {
    check(&[
        (
            "var o = { FLAG: THIRD }; var m = new WeakRef(o); m.deref().FLAG = true; LOCK(o)",
            "{FLAG: THIRD}; ! `__useTenantInfo` is set on an object that is not known",
        ),
        (
            "var o = { FLAG: THIRD }; x().forEach(function (v) { delete v.FLAG }); LOCK(o)",
            "{FLAG: THIRD}; ! `__useTenantInfo` is set on an object that is not known",
        ),
    ]);
}

#[test]
fn cycles_end() {
    check(&[(
        "var o = { a: 1 }; o.o1 = o.o2 = o.o3 = o.o4 = o.o5 = o.o6 = o.o7 = o.o8 = o; var p = $.extend(true, {}, o); LOCK({ a: p.a, b: JSON.parse(JSON.stringify(o)).a })",
        "{a: 1, b: ?}",
    )]);
}

#[test]
fn a_key_that_is_not_known_gives_one_of_the_values() {
    check(&[
        (
            "var brands = { a: { x: 1 }, b: { y: 1 } }; LOCK(brands[location.hostname] || brands.a)",
            "{x: 1} | {y: 1}",
        ),
        (
            "var brands = { a: { x: 1 } }; brands[k] = 1; LOCK(brands[location.hostname])",
            "?",
        ),
    ]);
}

#[test]
fn a_flag_may_be_a_number() {
    check(&[
        ("LOCK({ FLAG: +THIRD & 1 })", "{FLAG: !!THIRD}"),
        ("LOCK({ FLAG: 0 | !!THIRD })", "{FLAG: !!THIRD}"),
        ("LOCK({ FLAG: Number(THIRD) })", "{FLAG: !!THIRD}"),
        (
            "LOCK({ FLAG: String(THIRD) === 'true' })",
            "{FLAG: !!THIRD}",
        ),
        ("LOCK({ FLAG: `${THIRD}` == 'false' })", "{FLAG: !THIRD}"),
        ("LOCK({ FLAG: String(THIRD) === 'x' })", "{FLAG: ?}"),
        ("LOCK({ FLAG: +THIRD & 2 })", "{FLAG: ?}"),
    ]);
}
