//! Several scripts of one page.

use super::{model_of, page, shown};

/// What Lock is given, and why scripts are not run.
fn check(rows: &[(&str, &str)]) {
    for (scripts, expected) in rows {
        let model = model_of(&page(scripts));
        let refused = model
            .refused
            .iter()
            .map(|refused| refused.cause.to_string());
        let found = [shown(&model)]
            .into_iter()
            .chain(refused)
            .collect::<Vec<_>>()
            .join(" / ");
        assert_eq!(found, *expected, "{scripts}");
    }
}

#[test]
fn libraries_that_the_page_has_inline_are_not_followed() {
    // Code that would be told of, and enough of it.
    let code = format!(
        "eval(x); var helper = f(), o = 1; {}",
        "f(1);".repeat(2_000)
    );
    let shown_beside = |code: &str| {
        let first = "<script>var o = {};</script>";
        let last = "<script>LOCK({ a: 1 }); LOCK({ a: helper, b: o })</script>";
        shown(&model_of(&page(&format!(
            "{first}<script>{code}</script>{last}"
        ))))
    };
    assert_eq!(
        shown_beside(&format!("/*! library */{code}")),
        "{a: 1}; {a: ?, b: ?}"
    );
    assert_eq!(
        shown_beside(&code),
        "{a: 1}; {a: ?, b: 1}; ! text is run as code here"
    );
}

#[test]
fn a_script_that_declares_a_name_again_does_not_run() {
    let refused = "`o` has already been declared by an earlier script";
    for (first, second, runs) in [
        ("let o = {};", "const o = { a: 1 };", false),
        ("const o = {};", "var o = { a: 1 };", false),
        ("var o = {};", "let o = { a: 1 };", false),
        ("function o() {} window.p = {};", "class o {}", false),
        ("const o = {};", "if (x) { var o; }", false),
        ("class o {}", "function o() {}", false),
        ("var o = {};", "var o = { a: 1 };", true),
        ("window.o = {};", "let o = { a: 1 };", true),
        ("o = {};", "const o = { a: 1 };", true),
        ("{ let o = {}; }", "let o = { a: 1 };", true),
        ("const o = {};", "{ function o() {} }", true),
        ("const o = {};", "(function () { var o = {}; })();", true),
    ] {
        let scripts = format!(
            "<script>{first}</script><script>{second} LOCK({{ a: 1 }})</script><script>LOCK({{}})</script>"
        );
        let expected = if runs {
            "{a: 1}; {}".to_owned()
        } else {
            format!("{{}} / {refused}")
        };
        check(&[(&scripts, &expected)]);
    }
}

#[test]
fn what_no_script_can_declare() {
    check(&[
        (
            "<script>let location = 1; LOCK({})</script>",
            " / `location` has already been declared by an earlier script",
        ),
        (
            "<script>let name = 1, self = 2, event = 3; LOCK({})</script>",
            "{}",
        ),
        (
            "<script type=module>let location = 1; LOCK({})</script>",
            "{}",
        ),
    ]);
}

#[test]
fn pages_in_frames_are_not_followed() {
    check(&[
        (
            "<script></script><iframe srcdoc=\"<script>new Auth0Lock('id', 'domain')</script>\">",
            "! a page within this page concerns Lock",
        ),
        ("<script></script><iframe srcdoc=\"<p>Hello</p>\">", ""),
    ]);
}

#[test]
fn some_properties_of_a_window_hold_text_only() {
    check(&[
        ("<script>var name = { a: 1 }; LOCK(name)</script>", "?"),
        (
            "<script>window.status = { a: 1 }; LOCK(status)</script>",
            "?",
        ),
        (
            "<script>var name = 'x'; LOCK({ a: name })</script>",
            "{a: 'x'}",
        ),
        (
            "<script>(function () { var name = { a: 1 }; LOCK(name) })()</script>",
            "{a: 1}",
        ),
        (
            "<script>const name = { a: 1 }; LOCK(name)</script>",
            "{a: 1}",
        ),
    ]);
}
