use super::*;
use crate::page::javascript::{self, Goal};

/// The depth and weight of code.
fn measured(code: &str) -> (usize, usize) {
    let Measure { depth, weight } = measure(code, LIMITS);
    (depth, weight)
}

/// What nests without an end, with the opening and the closing text of a level, and the text between.
const NESTING: [(&str, &str, &str, &str); 32] = [
    ("IIFE", "(function(){", "1", "})();"),
    ("parentheses", "(", "1", ")"),
    ("arrow", "a=>", "1", ""),
    ("arrow block", "()=>{return ", "1", "}"),
    ("async arrow", "async a=>", "1", ""),
    ("object", "a={b:", "1", "}"),
    ("template", "`${", "1", "}`"),
    ("array", "[", "1", "]"),
    ("block", "{", "1", "}"),
    ("call", "a(", "1", ")"),
    ("assignment", "a=", "1", ""),
    ("unary", "!", "1", ""),
    ("minus", "- ", "1", ""),
    ("typeof", "typeof ", "1", ""),
    ("ternary", "a?1:", "1", ""),
    ("ternary inside", "a?", "1", ":1"),
    ("sum", "1+", "1", ""),
    ("power", "1**", "1", ""),
    ("if", "if(a)", "1", ""),
    ("else if", "if(a)b;else ", "1", ""),
    ("else if with blocks", "if(a){}else ", "1", ""),
    ("for", "for(;;)", "1", ""),
    ("do", "do ", "1", ";while(a)"),
    ("label", "a:", "1", ""),
    ("member", "a.", "b", ""),
    ("optional chain", "a?.", "b", ""),
    ("new", "new ", "a", ""),
    ("tagged template", "", "a", "``"),
    ("class", "class extends ", "a", "{}"),
    ("class field", "class{a=", "1", "}"),
    ("switch", "switch(a){case 1:", "1", "}"),
    ("yield", "yield ", "1", ""),
];

fn nested((name, open, inner, close): (&str, &str, &str, &str), times: usize) -> String {
    // Only a class that is an expression needs no name, and only a generator yields.
    let (start, end) = match name {
        "class" | "class field" => ("x=", ""),
        "yield" => ("function*g(){", "}"),
        _ => ("", ""),
    };
    start.to_owned() + &open.repeat(times) + inner + &close.repeat(times) + end
}

#[test]
fn whatever_nests_is_refused_in_time() {
    for case in NESTING {
        assert!(is_too_deep(&nested(case, 10_000)), "{}", case.0);
        assert!(!is_too_deep(&nested(case, 100)), "{}", case.0);
        let measure = measure(&nested(case, 100), LIMITS);
        assert!(measure.weight >= 100, "{}: {measure:?}", case.0);
    }
}

#[test]
fn what_only_goes_on_is_not_deep() {
    let table = [
        "a=1;",
        "f(a,b);",
        "if(a)b;else c;",
        "if(a){b}\n",
        "function f(){return 1}\n",
        "a = b + c\n",
        "f(a)\n",
        "case 1:case 2:a;",
        "var a=1,b=2;",
        "x.y.z(function(){return a?b:c});",
        "a:b;",
    ];
    for statement in table {
        let (depth, weight) = measured(&statement.repeat(1000));
        assert!(depth < 5 && weight < 30, "{statement:?}: {depth} {weight}");
    }
    let object = format!("x={{{}}}", "a:{b:[1,2]},'c':d?e:f,".repeat(1000));
    assert!(measured(&object).1 < 30);
    assert!(measured(&format!("[{}]", "1,[2],".repeat(1000))).1 < 30);
}

#[test]
fn brackets_in_strings_comments_and_regular_expressions_do_not_count() {
    let table = [
        "'((('",
        "\"(\\\"((\"",
        "`((${a}((`",
        "// (((\n",
        "/* (((\n(( */",
        "<!-- (((\n",
        "a\n--> (((\n",
        "a = /(((/",
        "a = /[/(((]/g",
        "return /(((/",
        "if (a) /(((/.test(b)",
        "if (a) {} /(((/.test(b)",
        "function f() {} /(((/.test(b)",
        "() => {}\n/(((/",
    ];
    for code in table {
        assert!(measured(code).0 <= 1, "{code:?}: {:?}", measured(code));
    }
}

#[test]
fn divisions_hide_nothing() {
    let deep = "(".repeat(600);
    let table = [
        "a / 1; X; /",
        "a() / 1; X; /",
        "a[0] / 1; X /",
        "a.if(b) / 1; X /",
        "a.return / 1; X /",
        "a++ / 1; X /",
        "x = {} / 1; X /",
        "x = function() {} / 1; X /",
        "(function() {} / 1); X /",
        "for (;;{} / 1) X /",
        "() => function() {} / 1; X /",
        "`${a} ` / 1; X /",
        "let / 1; X /",
        "yield / 1; X /",
        "await / 1; X /",
        "of / 1; X /",
        "x = a => ({}) / 1; X /",
        "/a/ / 1; X /",
        "'a' / 1; X /",
        "1. / 1; X /",
        "this / 1; X /",
    ];
    for code in table {
        assert!(is_too_deep(&code.replace('X', &deep)), "{code}");
    }
}

#[test]
fn code_behind_what_looks_like_a_literal_is_seen() {
    let deep = "(".repeat(600);
    let table = [
        "var a\n/'/; X '/",
        "break a\n/'/; X '/",
        "import 'a'\n/'/; X '/",
        "yield\n/'/; X '/",
        "{}/'/; X '/",
        "a\n++/'/.b; X '/",
        "return\u{a0}/'/; X '/",
        "r\\u0065turn /'/; X '/",
        "'unclosed\n X '",
        "======= `\n X `",
        "<<<<<<< `\n X `",
        "a = \\u{61}; X",
        "}/a//b`\nX `",
        "class A { static {} } /'/; X '/",
        "x\n/*\n*/--> `\n X `",
    ];
    for code in table {
        assert!(is_too_deep(&code.replace('X', &deep)), "{code}");
    }
    let chain = format!("x = {} 1", "\\u{61}b = ".repeat(10_000));
    assert!(is_too_deep(&chain));
    let hidden = format!("a,b++\n{} x, {}", "l:".repeat(6000), "!".repeat(6000));
    assert!(is_too_deep(&hidden));
}

#[test]
fn long_searches_for_an_end_are_cut_short() {
    assert!(is_too_deep(&"}/[ ".repeat(500_000)));
}

#[test]
fn what_is_let_through_parses_and_drops() {
    for case in NESTING {
        let fits = |times: usize| !is_too_deep(&nested(case, times));
        let times = (1..20_000)
            .collect::<Vec<_>>()
            .partition_point(|&times| fits(times));
        let code = nested(case, times);
        let parsed = crate::stack::with_room(|| javascript::parse(&code, 0, Goal::Script).is_ok());
        // A label may not be used twice, which is noticed at the end.
        assert!(parsed || case.0 == "label", "{} {times} times", case.0);
    }
}

#[test]
fn a_small_stack_takes_what_people_write_and_no_more() {
    for case in NESTING {
        assert!(exceeds(&nested(case, 1_100), SMALL_LIMITS), "{}", case.0);
        assert!(!exceeds(&nested(case, 20), SMALL_LIMITS), "{}", case.0);
    }
}
