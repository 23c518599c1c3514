//! What random programs showed to be wrong once.

use super::check;

#[test]
fn what_a_regular_expression_says_is_not_known() {
    check(&[
        (
            "var o = {}; /debug/.test(location.search) ? (o.FLAG = THIRD) : 0; LOCK(o)",
            "{FLAG?: THIRD}",
        ),
        (
            "LOCK(/a/.exec(x) ? { FLAG: THIRD } : {})",
            "{FLAG: THIRD} | {}",
        ),
        ("LOCK({ a: /a/ ? 1 : 2 })", "{a: 1}"),
    ]);
}

#[test]
fn what_may_be_sealed_may_refuse_a_property_twice() {
    check(&[
        (
            "var o = {}; if (x) Object.seal(o); o.FLAG = true; o.FLAG = THIRD; LOCK(o)",
            "{FLAG?: true | THIRD}",
        ),
        (
            "var o = Object.freeze({ a: 1 }); var p = x ? o : {}; Object.seal(p); o.FLAG = THIRD; LOCK(o)",
            "{a: 1}",
        ),
    ]);
}

#[test]
fn what_may_be_set_may_be_set_twice() {
    check(&[(
        "var a = {}, b = {}; (x ? a : b).FLAG = THIRD; (y ? a : b).FLAG = THIRD; LOCK(a)",
        "{FLAG?: THIRD}",
    )]);
}

#[test]
fn of_what_two_branches_make_there_is_one() {
    check(&[
        (
            "var o = x ? { a: 1 } : { b: 1 }; o.FLAG = THIRD; LOCK(o)",
            "{a: 1, FLAG: THIRD} | {b: 1, FLAG: THIRD}",
        ),
        (
            "function f() { if (x) return { a: 1 }; return {}; } var o = f(); o.FLAG = THIRD; LOCK(o)",
            "{a: 1, FLAG: THIRD} | {FLAG: THIRD}",
        ),
        (
            "var o = x ? {} : y ? { a: 1 } : {}; Object.assign(o, { FLAG: THIRD }); LOCK(o)",
            "{FLAG: THIRD} | {a: 1, FLAG: THIRD} | {FLAG: THIRD}",
        ),
        (
            "var o = x ? { FLAG: 1 } : {}; delete o.FLAG; Object.freeze(o); o.a = 1; LOCK(o)",
            "{} | {}",
        ),
        (
            "var o = x ? {} : {}; Object.defineProperty(o, 'FLAG', { value: THIRD }); LOCK(o)",
            "{FLAG: THIRD} | {FLAG: THIRD}",
        ),
        // Where one of them has a name of its own, it is there all the same.
        (
            "var a = {}, o = x ? a : {}; o.FLAG = THIRD; LOCK(o)",
            "{FLAG?: THIRD} | {FLAG?: THIRD}",
        ),
        // An exception leaves what the block has made.
        (
            "var a, o; try { a = o = {}; y(); } catch (e) { o = {}; } o.FLAG = THIRD; LOCK(a)",
            "{FLAG?: THIRD} | undefined",
        ),
        // Every turn makes another.
        (
            "var o; for (var i = 0; i < 2; i++) { if (x) o = { a: i }; else o = o || {}; } o.FLAG = THIRD; LOCK(o)",
            "{a: 1, FLAG?: THIRD} | {a: 0, FLAG?: THIRD} | {FLAG?: THIRD}",
        ),
    ]);
}

#[test]
fn a_key_that_is_not_known_may_be_any_in_a_literal() {
    check(&[
        ("LOCK({ FLAG: THIRD, [k]: 1 })", "{FLAG: THIRD | ?, …}"),
        (
            "LOCK({ get FLAG() { return 1 }, [k]() {}, a: 1 })",
            "{FLAG: ?, a: 1, …}",
        ),
    ]);
}

#[test]
fn what_is_not_known_of_an_object_hides_what_it_inherits() {
    check(&[(
        "LOCK({ __proto__: { FLAG: THIRD }, ...x })",
        "{FLAG: THIRD | ?, …}",
    )]);
}

#[test]
fn a_field_that_is_a_boolean_is_there() {
    check(&[
        ("LOCK({ FLAG: THIRD ?? true })", "{FLAG: THIRD}"),
        (
            "var o = { FLAG: THIRD }; o.FLAG ??= true; LOCK(o)",
            "{FLAG: THIRD}",
        ),
        (
            "LOCK({ FLAG: config.prompt ?? true })",
            "{FLAG: config.prompt | true}",
        ),
    ]);
}

#[test]
fn a_test_of_the_config_chooses_a_property() {
    check(&[
        (
            "LOCK({ FLAG: { true: true, false: false }[THIRD] })",
            "{FLAG: !!THIRD}",
        ),
        (
            "LOCK({ FLAG: { true: false, false: 1 }[THIRD] })",
            "{FLAG: !THIRD}",
        ),
        ("LOCK({ FLAG: [false, true][+THIRD] })", "{FLAG: ?}"),
    ]);
}

#[test]
fn a_key_that_is_not_known_may_name_an_accessor() {
    check(&[(
        "var o = { get FLAG() { return 1 } }; Object.defineProperty(o, k, { value: THIRD }); LOCK(o)",
        "{FLAG: ?, …}",
    )]);
}

#[test]
fn text_that_is_run_may_change_the_page() {
    let not_followed = "{}; ! text is run as code here";
    check(&[
        ("var o = {}; eval('o.a++'); LOCK(o)", not_followed),
        ("var o = {}; eval('delete o.a'); LOCK(o)", not_followed),
        ("var o = {}; eval('start(o)'); LOCK(o)", not_followed),
        ("var o = {}; eval(\"alert('a')\"); LOCK(o)", "{}"),
    ]);
}

#[test]
fn spreads_set_off_no_setters() {
    check(&[
        (
            "LOCK({ set FLAG(v) {}, ...{ FLAG: THIRD } })",
            "{FLAG: THIRD}",
        ),
        (
            "LOCK({ __proto__: { set FLAG(v) {} }, ...{ FLAG: THIRD } })",
            "{FLAG: THIRD}",
        ),
        (
            "var o = { set FLAG(v) {} }; Object.assign(o, { FLAG: THIRD }); LOCK(o)",
            "{FLAG: undefined}",
        ),
    ]);
}

#[test]
fn descriptors_lock_what_they_define() {
    check(&[
        // An accessor never was writable.
        (
            "var o = {}; Object.defineProperty(o, 'FLAG', { get() {}, configurable: true });
             Object.defineProperty(o, 'FLAG', { value: 0 }); o.FLAG = THIRD; LOCK(o)",
            "{FLAG: 0}",
        ),
        (
            "var o = Object.seal({}); try { Object.defineProperty(o, 'FLAG', { value: THIRD }) } catch (e) {} LOCK(o)",
            "{}",
        ),
        (
            "var o = {}; Object.defineProperty(o, k, {}); o.FLAG = THIRD; LOCK(o)",
            "{FLAG?: THIRD, …}",
        ),
    ]);
}

#[test]
fn names_within_with_may_be_properties() {
    check(&[(
        "var o = { FLAG: THIRD }; with (o) { FLAG = true; } LOCK(o)",
        "{FLAG: THIRD | ?, …}; ! `with` changes what names mean",
    )]);
}

#[test]
fn a_literal_whose_keys_are_counted_is_read_by_others() {
    let is_shared = |script: &str| {
        let model = super::model_of(&super::page(script));
        let mut sites = model.constructions.iter().flat_map(|c| &c.sites);
        sites.any(|site| site.shared.is_some())
    };
    let options = "var o = { ...(x && { a: 1 }) }; ";
    assert!(is_shared(&format!(
        "{options} o.b = Object.keys(o).length; LOCK(o)"
    )));
    assert!(is_shared(&format!(
        "{options} o.b = o.hasOwnProperty(k); LOCK(o)"
    )));
    assert!(!is_shared(&format!("{options} LOCK(o)")));
}

#[test]
fn what_promises_bring_comes_before_the_next_script() {
    check(&[
        (
            "<script>var o = {}; Promise.resolve(o).then(function (p) { delete p.FLAG; });
             o.FLAG = THIRD;</script><script>LOCK(o)</script>",
            "{}",
        ),
        (
            "<script>var o = {}; Promise.resolve(1).then(() => 2).then(() => { LOCK(o) });</script>
             <script>o.FLAG = THIRD;</script>",
            "{}",
        ),
        // Nobody knows when this one is fulfilled: after the scripts, as a rule.
        (
            "<script>var o = {}; Promise.resolve(x()).then(() => { LOCK(o) });</script>
             <script>o.FLAG = THIRD;</script>",
            "{FLAG: THIRD}",
        ),
    ]);
}
