//! Properties added to object literals.

use super::*;

fn add_property(text: &str, object: &ObjectLit, key: &str, value: &str) -> Option<Vec<Edit>> {
    add_properties(text, object, &[NewProperty { key, value }])
}

/// Checks one insertion into the first object literal of each code.
fn check_property(key: &str, value: &str, cases: &[(&str, &str)]) {
    for (before, expected) in cases {
        let program = parse(before);
        let span = Outermost::of(&program).objects[0];
        let object = find_object(&program, span).expect("an object");
        let edits = add_property(before, &object, key, value)
            .unwrap_or_else(|| panic!("no edits for {before:?}"));
        for edit in &edits {
            assert!(
                edit.range.is_empty() && span.contains(edit.range),
                "{before:?}"
            );
        }
        assert_eq!(changed(before, &edits), *expected, "from {before:?}");
    }
}

#[test]
fn one_liners_stay_one_liners() {
    check_property(
        KEY,
        "x",
        &[
            ("y = {a: 1}", "y = {a: 1, flag: x}"),
            ("y = { a: 1 }", "y = { a: 1, flag: x }"),
            ("y = {a:1}", "y = {a:1,flag:x}"),
            ("y={a:1,b:2}", "y={a:1,b:2,flag:x}"),
            ("y = {a:1, b:2}", "y = {a:1, b:2, flag:x}"),
            ("y = { a : 1 }", "y = { a : 1, flag : x }"),
            ("y = { a:    1 }", "y = { a:    1, flag: x }"),
            ("y = { a: 1, }", "y = { a: 1, flag: x, }"),
            ("y = {a:1,}", "y = {a:1,flag:x,}"),
            ("y = { a: 1 /* one */ }", "y = { a: 1 /* one */, flag: x }"),
            (
                "y = { a: 1 /* one */, }",
                "y = { a: 1 /* one */, flag: x, }",
            ),
            (
                "y = { a: 1, /* one */ }",
                "y = { a: 1, flag: x, /* one */ }",
            ),
            (
                "y = { a: 1 /* }, // */ }",
                "y = { a: 1 /* }, // */, flag: x }",
            ),
            ("y = { a: 1 // one\n}", "y = { a: 1, // one\n  flag: x\n}"),
            ("y = { a: 1, // one\n}", "y = { a: 1, // one\n  flag: x,\n}"),
            (
                "{\n\ty = { a: 1, // one\n\t}\n}",
                "{\n\ty = { a: 1, // one\n\t\tflag: x,\n\t}\n}",
            ),
            (
                "y = {\n   a: 1, b: 2 // two\n}",
                "y = {\n   a: 1, b: 2, // two\n   flag: x\n}",
            ),
            (
                "y = { a: {\n    b: 2\n  } // two\n}",
                "y = { a: {\n    b: 2\n  }, // two\n  flag: x\n}",
            ),
            (
                "y = { a: 1 // one\n  , }",
                "y = { a: 1 // one\n  , flag: x, }",
            ),
            ("y = {a:1<!-- one\n}", "y = {a:1,<!-- one\n  flag:x\n}"),
            (
                "y = { a: 1, b: {\n  c: 2\n} }",
                "y = { a: 1, b: {\n  c: 2\n}, flag: x }",
            ),
            ("y = { a: 1\n}", "y = { a: 1, flag: x\n}"),
        ],
    );
}

#[test]
fn properties_on_their_own_lines_get_company() {
    check_property(
        KEY,
        "x",
        &[
            ("y = {\n  a: 1\n};", "y = {\n  a: 1,\n  flag: x\n};"),
            ("y = {\n  a: 1,\n};", "y = {\n  a: 1,\n  flag: x,\n};"),
            (
                "y = {\r\n\ta: 1\r\n};",
                "y = {\r\n\ta: 1,\r\n\tflag: x\r\n};",
            ),
            ("y = {\r \t a: 1,\r};", "y = {\r \t a: 1,\r \t flag: x,\r};"),
            (
                "y = {\n  a: 1 // one\n};",
                "y = {\n  a: 1, // one\n  flag: x\n};",
            ),
            (
                "y = {\n  a: 1, // one\n};",
                "y = {\n  a: 1, // one\n  flag: x,\n};",
            ),
            (
                "y = {\n  a: 1// , }\n};",
                "y = {\n  a: 1,// , }\n  flag: x\n};",
            ),
            (
                "y = {\n  a: 1 /* one */ // 1\n};",
                "y = {\n  a: 1, /* one */ // 1\n  flag: x\n};",
            ),
            (
                "y = {\n  a: 1 /* one\n  two */\n};",
                "y = {\n  a: 1, /* one\n  two */\n  flag: x\n};",
            ),
            (
                "y = {\n  a: 1 /* one */ }",
                "y = {\n  a: 1, /* one */\n  flag: x }",
            ),
            (
                "y = {\n  a: 1, /* one */ }",
                "y = {\n  a: 1,\n  flag: x, /* one */ }",
            ),
            (
                "y = {\n  a: 1 <!-- one\n};",
                "y = {\n  a: 1, <!-- one\n  flag: x\n};",
            ),
            (
                "y = {\n  a: 1 // one\n  ,\n};",
                "y = {\n  a: 1 // one\n  ,\n  flag: x,\n};",
            ),
            (
                "y = {\n  a: 1\n  // b: 2\n};",
                "y = {\n  a: 1,\n  flag: x\n  // b: 2\n};",
            ),
            (
                "y = {\n  a: 1,\n  // b: 2,\n};",
                "y = {\n  a: 1,\n  flag: x,\n  // b: 2,\n};",
            ),
            (
                "y = {\n  a: 1,\n\n  /* b */ c: 2\n};",
                "y = {\n  a: 1,\n\n  /* b */ c: 2,\n  flag: x\n};",
            ),
            (
                "y = {\n  a: 1, b: 2\n};",
                "y = {\n  a: 1, b: 2, flag: x\n};",
            ),
            ("y = {\n  a: 1}", "y = {\n  a: 1,\n  flag: x}"),
            (
                "y = { // opts\n  a: 1\n}",
                "y = { // opts\n  a: 1,\n  flag: x\n}",
            ),
            ("y = {\n  a:1\n}", "y = {\n  a:1,\n  flag:x\n}"),
            (
                "y = {\u{2028}  a: 1\u{2028}}",
                "y = {\u{2028}  a: 1,\n  flag: x\u{2028}}",
            ),
            (
                "y = {\n  é: 'ü' // ö\n}",
                "y = {\n  é: 'ü', // ö\n  flag: x\n}",
            ),
        ],
    );
}

#[test]
fn commas_that_lead_keep_leading() {
    check_property(
        KEY,
        "x",
        &[
            (
                "y = {\n    a: 1\n  , b: 2\n}",
                "y = {\n    a: 1\n  , b: 2\n  , flag: x\n}",
            ),
            (
                "y = { a: 1\n    , b: 2\n    }",
                "y = { a: 1\n    , b: 2\n    , flag: x\n    }",
            ),
            (
                "y = { a: 1\n,b: 2 // two\n}",
                "y = { a: 1\n,b: 2 // two\n,flag: x\n}",
            ),
            (
                "y = { a: 1 // one\r\n, b: 2}",
                "y = { a: 1 // one\r\n, b: 2\r\n, flag: x}",
            ),
            (
                "y = { a: 1\n  , b: 2,\n}",
                "y = { a: 1\n  , b: 2,\n  flag: x,\n}",
            ),
        ],
    );
}

#[test]
fn any_last_element_will_do() {
    check_property(
        KEY,
        "x",
        &[
            ("y = { ...z }", "y = { ...z, flag: x }"),
            ("y={...z}", "y={...z,flag:x}"),
            ("y = {\n  ...z,\n}", "y = {\n  ...z,\n  flag: x,\n}"),
            ("y = { a }", "y = { a, flag: x }"),
            (
                "y = { a() { return 1 } }",
                "y = { a() { return 1 }, flag: x }",
            ),
            (
                "y = {\n  b: 1,\n  async a() {}\n}",
                "y = {\n  b: 1,\n  async a() {},\n  flag: x\n}",
            ),
            ("y = {\n  *a() {}\n}", "y = {\n  *a() {},\n  flag: x\n}"),
            (
                "y = { get a() { return 1 } }",
                "y = { get a() { return 1 }, flag: x }",
            ),
            ("y = { set a(b) {} }", "y = { set a(b) {}, flag: x }"),
            ("y = { a: (1) }", "y = { a: (1), flag: x }"),
            ("y = { a: ((1)) }", "y = { a: ((1)), flag: x }"),
            (
                "y = { a: `}, ${b} //` }",
                "y = { a: `}, ${b} //`, flag: x }",
            ),
            ("y = { a: /[}/,]/ }", "y = { a: /[}/,]/, flag: x }"),
            ("y = { a: () => {} }", "y = { a: () => {}, flag: x }"),
            ("y = { a: b => (b, 1) }", "y = { a: b => (b, 1), flag: x }"),
            ("y = { a: '},//' }", "y = { a: '},//', flag: x }"),
            ("y = { [a]: 1 }", "y = { [a]: 1, flag: x }"),
            ("y = { 1: a }", "y = { 1: a, flag: x }"),
            (
                "y = { a: function () {\n    f();\n  }\n}",
                "y = { a: function () {\n    f();\n  }, flag: x\n}",
            ),
            (
                "y = { a: 1 /* why: */ }",
                "y = { a: 1 /* why: */, flag: x }",
            ),
        ],
    );
}

#[test]
fn empty_literals_are_filled() {
    check_property(
        KEY,
        "x",
        &[
            ("y = {}", "y = { flag: x }"),
            ("y={}", "y={flag:x}"),
            ("f(a,{})", "f(a,{flag:x})"),
            ("f({})", "f({ flag: x })"),
            ("y = { }", "y = { flag: x }"),
            ("y = {\n}", "y = {\n  flag: x\n}"),
            ("y = {\r\n}", "y = {\r\n  flag: x\r\n}"),
            ("y = {\n\n}", "y = {\n  flag: x\n\n}"),
            (
                "  if (a) {\n      f()\n  }\n  y = {\n  }",
                "  if (a) {\n      f()\n  }\n  y = {\n      flag: x\n  }",
            ),
            (
                "\tif (a) {\n\t\ty = {\n\t\t}\n\t}",
                "\tif (a) {\n\t\ty = {\n\t\t\tflag: x\n\t\t}\n\t}",
            ),
            ("y = { /* none */ }", "y = { flag: x /* none */ }"),
            ("y = {/* none */}", "y = { flag: x /* none */}"),
            ("y = { // none\n}", "y = { // none\n  flag: x\n}"),
            (
                "y = {\n    // none\n}",
                "y = {\n    flag: x\n    // none\n}",
            ),
            (
                "y = {\n  /* a: 1,\n  b: 2 */ }",
                "y = {\n  flag: x\n  /* a: 1,\n  b: 2 */ }",
            ),
            ("y = { <!-- none }\n}", "y = { <!-- none }\n  flag: x\n}"),
        ],
    );
}

#[test]
fn keys_and_strings_are_quoted_as_their_neighbours() {
    let value = "'https://' + config.auth0Domain + '/'";
    check_property(
        KEY,
        value,
        &[
            (
                "y = { 'a': 1 }",
                "y = { 'a': 1, 'flag': 'https://' + config.auth0Domain + '/' }",
            ),
            (
                "y = { \"a\": 1, \"b\": 'c' }",
                "y = { \"a\": 1, \"b\": 'c', \"flag\": \"https://\" + config.auth0Domain + \"/\" }",
            ),
            (
                "y = { 'a-b': 1, c: 2 }",
                "y = { 'a-b': 1, c: 2, flag: 'https://' + config.auth0Domain + '/' }",
            ),
            (
                "y={a:\"b\"}",
                "y={a:\"b\",flag:\"https://\"+config.auth0Domain+\"/\"}",
            ),
            (
                "z = \"b\"; y = { a: 1 }",
                "z = \"b\"; y = { a: 1, flag: \"https://\" + config.auth0Domain + \"/\" }",
            ),
            (
                "y = { a: 1 }",
                "y = { a: 1, flag: 'https://' + config.auth0Domain + '/' }",
            ),
            (
                "z = \"b\"; y = {}",
                "z = \"b\"; y = { flag: \"https://\" + config.auth0Domain + \"/\" }",
            ),
        ],
    );
    check_property(
        "a-b",
        "x",
        &[
            ("y = { c: 1 }", "y = { c: 1, 'a-b': x }"),
            ("y = { c: \"d\" }", "y = { c: \"d\", \"a-b\": x }"),
            ("y = { \"c\": 1 }", "y = { \"c\": 1, \"a-b\": x }"),
        ],
    );
}

#[test]
fn several_properties_go_in_together() {
    let properties = [
        NewProperty {
            key: "a",
            value: "1",
        },
        NewProperty {
            key: "b",
            value: "2",
        },
    ];
    let cases = [
        ("y = {}", "y = { a: 1, b: 2 }"),
        ("y={}", "y={a:1,b:2}"),
        ("y = {\n}", "y = {\n  a: 1,\n  b: 2\n}"),
        ("y = { c: 3 }", "y = { c: 3, a: 1, b: 2 }"),
        ("y = { c: 3, }", "y = { c: 3, a: 1, b: 2, }"),
        (
            "y = {\n  c: 3 // 3\n}",
            "y = {\n  c: 3, // 3\n  a: 1,\n  b: 2\n}",
        ),
        ("y = {\n  c: 3,\n}", "y = {\n  c: 3,\n  a: 1,\n  b: 2,\n}"),
        (
            "y = { d: 4\n, c: 3\n}",
            "y = { d: 4\n, c: 3\n, a: 1\n, b: 2\n}",
        ),
    ];
    for (before, expected) in cases {
        let program = parse(before);
        let object = find_object(&program, Outermost::of(&program).objects[0]).expect("an object");
        let edits = add_properties(before, &object, &properties).expect("edits");
        assert_eq!(changed(before, &edits), expected, "from {before:?}");
    }
}

#[test]
fn what_is_not_one_expression_is_not_inserted() {
    let code = "y = { a: 1 }";
    let program = parse(code);
    let object = find_object(&program, Outermost::of(&program).objects[0]).expect("an object");
    for value in ["", "a, b", "a }", "a; b", "@@config@@", "a //"] {
        assert_eq!(add_property(code, &object, KEY, value), None, "{value:?}");
    }
    assert_eq!(add_properties(code, &object, &[]), None);
    // The tree belongs to another text.
    for text in [
        "",
        "y = [ a: 1 ]",
        "y = { a: 12}",
        "y = { é: 1",
        "y = { a: 1,,}",
    ] {
        assert_eq!(add_property(text, &object, KEY, VALUE), None, "{text:?}");
    }
}

/// The last lines of the options as Auth0's template has them, and what people make of them.
#[test]
fn the_options_of_hosted_pages_get_the_flag() {
    check_property(
        "__useTenantInfo",
        "config.isThirdPartyClient",
        &[
            (
                "var lock = new Auth0Lock(config.clientID, config.auth0Domain, {\r\n\
             \x20     closable: false,\r\n\
             \x20     defaultADUsernameFromEmailPrefix: false\r\n\
             \x20     // uncomment if you want small buttons for social providers\r\n\
             \x20     // socialButtonStyle: 'small'\r\n\
             \x20   });",
                "var lock = new Auth0Lock(config.clientID, config.auth0Domain, {\r\n\
             \x20     closable: false,\r\n\
             \x20     defaultADUsernameFromEmailPrefix: false,\r\n\
             \x20     __useTenantInfo: config.isThirdPartyClient\r\n\
             \x20     // uncomment if you want small buttons for social providers\r\n\
             \x20     // socialButtonStyle: 'small'\r\n\
             \x20   });",
            ),
            (
                "new Auth0Lock(a, b, {\n\
             \tauth: {\n\
             \t\tparams: config.internalOptions\n\
             \t},\n\
             \ttheme: {\n\
             \t\tlogo: '', // none\n\
             \t}, // theme\n\
             });",
                "new Auth0Lock(a, b, {\n\
             \tauth: {\n\
             \t\tparams: config.internalOptions\n\
             \t},\n\
             \ttheme: {\n\
             \t\tlogo: '', // none\n\
             \t}, // theme\n\
             \t__useTenantInfo: config.isThirdPartyClient,\n\
             });",
            ),
            (
                "new Auth0Lock(e.clientID,e.auth0Domain,{auth:{redirect:!1},closable:!1});",
                "new Auth0Lock(e.clientID,e.auth0Domain,{auth:{redirect:!1},closable:!1,\
             __useTenantInfo:config.isThirdPartyClient});",
            ),
        ],
    );
}

#[test]
fn objects_as_values_are_indented_as_the_page_is() {
    check_property(
        "o",
        "{ p: 1, q: { r: 2 } }",
        &[
            ("y = { a: 1 }", "y = { a: 1, o: { p: 1, q: { r: 2 } } }"),
            ("y={a:1}", "y={a:1,o:{p:1,q:{r:2}}}"),
            (
                "y = {\n  a: 1\n}",
                "y = {\n  a: 1,\n  o: {\n    p: 1,\n    q: {\n      r: 2\n    }\n  }\n}",
            ),
            (
                "\t\ty = {\n\t\t\ta: 1,\n\t\t};",
                "\t\ty = {\n\t\t\ta: 1,\n\t\t\to: {\n\t\t\t\tp: 1,\n\t\t\t\tq: {\n\t\t\t\t\tr: 2\n\t\t\t\t}\n\t\t\t},\n\t\t};",
            ),
            (
                "  y = {\r\n     a: 1\r\n  }",
                "  y = {\r\n     a: 1,\r\n     o: {\r\n        p: 1,\r\n        q: {\r\n           r: 2\r\n        }\r\n     }\r\n  }",
            ),
            (
                "y = {\n      a: 1\n    , b: 2\n}",
                "y = {\n      a: 1\n    , b: 2\n    , o: {\n        p: 1,\n        q: {\n            r: 2\n        }\n    }\n}",
            ),
            (
                "  y = {\n  };",
                "  y = {\n    o: {\n      p: 1,\n      q: {\n        r: 2\n      }\n    }\n  };",
            ),
        ],
    );
}
