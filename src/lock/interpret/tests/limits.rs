//! What is too deep or too long ends in a reason, not in a crash or a wrong answer.

use super::{check, model_of, page, shown};

#[test]
fn deep_calls_of_deep_expressions_fit_on_the_stack() {
    for (open, close) in [
        ("(", ")"),
        ("[ ", "]"),
        ("{ try { if (x) { ", "} } finally {} }"),
    ] {
        let depth = 400 / open.trim().split(' ').count();
        let mut script = String::new();
        for i in 0..45 {
            let give = if open.starts_with('{') { "" } else { "return " };
            let (open, close) = (open.repeat(depth / 2), close.repeat(depth / 2));
            script += &format!("function f{i}() {{ {give}{open}f{}(){close} }}\n", i + 1);
        }
        script += "function f45() {} f0(); LOCK({ FLAG: THIRD })";
        let found = shown(&model_of(&page(&script)));
        assert!(found.contains("too deep to follow"), "{open}: {found}");
        assert!(found.contains("{FLAG: THIRD}"), "{open}: {found}");
    }
}

#[test]
fn what_runs_out_of_steps_is_not_known() {
    let script =
        "var o = {}; function f() { for (var i = 0; i < 200; i++) for (var j = 0; j < 200; j++)
        for (var k = 0; k < 200; k++) o.a = i + j + k; } f(); LOCK(o)";
    let found = shown(&model_of(&page(script)));
    assert!(found.contains("too long to follow"), "{found}");
    assert!(!found.contains("{a"), "{found}");
}

#[test]
fn callbacks_without_end_come_to_rest() {
    check(&[(
        "var n = 0; function f() { n = n + 1; setTimeout(f, 1) } f(); LOCK({ FLAG: THIRD })",
        "{FLAG: THIRD}",
    )]);
}

#[test]
fn work_is_limited_and_not_steps_alone() {
    let many = |code: &dyn Fn(usize) -> String| (0..8_000).map(code).collect::<String>();
    let big: String = format!("var o = {{ {} }};", many(&|i| format!("k{i}: {i}, ")));
    for script in [
        format!(
            "{big} {} LOCK(o)",
            many(&|i| format!("if (x{i}) o.k{i} = 0; "))
        ),
        format!(
            "{big} {} LOCK(o)",
            many(&|i| format!("var p{i} = {{ ...o, a: 1 }}; "))
        ),
        format!(
            "var a = [1]; {} LOCK(a)",
            many(&|_| "a = [...a, 1]; ".to_owned())
        ),
        "var s = 'x'; for (var i = 0; i < 100; i++) s += s; LOCK({ a: s })".to_owned(),
    ] {
        let found = shown(&model_of(&page(&script)));
        let is_told = found.contains("too long to follow") || found == "{a: ?}";
        assert!(is_told, "{}: {found}", &script[..50]);
    }
}

#[test]
fn many_properties_set_one_after_the_other_are_followed() {
    let script: String = (0..5_000).map(|i| format!("o.k{i} = {i}; ")).collect();
    let found = shown(&model_of(&page(&format!(
        "var o = {{}}; {script} LOCK({{ a: o.k4999 }})"
    ))));
    assert_eq!(found, "{a: 4999}");
}
