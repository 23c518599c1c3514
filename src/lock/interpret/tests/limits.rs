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
fn callbacks_without_end_end() {
    check(&[(
        "function f() { setTimeout(f, 1) } f(); LOCK({ FLAG: THIRD })",
        "{FLAG: THIRD}; ! callbacks make callbacks without an end that can be seen",
    )]);
}
