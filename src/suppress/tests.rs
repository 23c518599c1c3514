use super::*;
use crate::rules;
use crate::stack;

/// A page whose only script is `code`.
fn script(code: &str) -> String {
    format!("<p>é</p>\n<script>\n{code}\n</script>\n")
}

/// What the ignore comments of a page cover, in order.
fn covered(page: &str) -> Vec<String> {
    let rules_named = rules::ids_named;
    let ignores = stack::with_room(|| find(page, &Page::read(page, true), &rules_named));
    ignores
        .iter()
        .map(|ignore| match ignore.scope {
            Scope::File => "file".to_owned(),
            Scope::Range(range) => range.text(page).to_owned(),
            Scope::Line(line) => format!("line:{}", line.text(page)),
            Scope::Nothing => "nothing".to_owned(),
        })
        .collect()
}

/// Writes comments for Lockwright in a short form: `//I`, `/*I*/`, `<!--I-->`.
fn expand(text: &str) -> String {
    text.replace("//I", "// lockwright-ignore all")
        .replace("/*I*/", "/* lockwright-ignore all */")
        .replace("<!--I-->", "<!-- lockwright-ignore all -->")
}

#[test]
fn a_comment_in_a_script_covers_what_comes_next_or_its_line() {
    let table = [
        // Alone on its line.
        ("//I\na();\nb();", "a();"),
        ("a();\n  //I\n  b(\n  c);\nd();", "b(\n  c);"),
        ("/*I*/\na();\nb();", "a();"),
        ("//I\n\n// x\n/* y\n */\na()", "a()"),
        ("//I\nvar a = 1,\n b = 2;\nc", "var a = 1,\n b = 2;"),
        (
            "//I\nif (a) { b() }\nelse { c() }\nd()",
            "if (a) { b() }\nelse { c() }",
        ),
        (
            "//I\nfunction f() {\n  a();\n}\nb()",
            "function f() {\n  a();\n}",
        ),
        (
            "//I\n(function () { a() })();\nb()",
            "(function () { a() })();",
        ),
        ("//I\n'use strict';\na()", "'use strict';"),
        ("//I\nx: for (;;) {}\na", "x: for (;;) {}"),
        (
            "//I\na.b\n  .c(function () {\n d() })\n  .e();\nf()",
            "a.b\n  .c(function () {\n d() })\n  .e();",
        ),
        (
            "f({\n  a: 1,\n  //I\n  b: { c: 2 },\n  d: 3 })",
            "b: { c: 2 }",
        ),
        ("f({\n  //I\n  'a-b': g(\n1),\n  d: 3 })", "'a-b': g(\n1)"),
        ("f({\n  //I\n  [a]: 1, b })", "[a]: 1"),
        ("f({\n  //I\n  ...a, b })", "...a"),
        ("f({\n  //I\n  a() { b() }, c })", "a() { b() }"),
        ("f({\n  //I\n  get a() { b() }, c })", "get a() { b() }"),
        (
            "f({\n  //I\n  async *a() { b() }, c })",
            "async *a() { b() }",
        ),
        ("f({\n  //I\n  a, c })", "a"),
        ("var {\n  //I\n  a: { b } = {}, c } = d", "a: { b } = {}"),
        ("f(a,\n  //I\n  { b: 1 }, c)", "{ b: 1 }"),
        ("f(a,\n  //I\n  ...b, c)", "...b"),
        ("x = [\n  //I\n  a(1), b]", "a(1)"),
        ("x =\n  //I\n  a + b;", "a + b"),
        ("x = a ?\n //I\n b() : c", "b()"),
        (
            "class A {\n  //I\n  static m() { a() }\n  n() {} }",
            "static m() { a() }",
        ),
        ("class A {\n  //I\n  #x = 1; y }", "#x = 1;"),
        (
            "switch (a) {\n  //I\n  case 1: b(); break;\n  case 2: }",
            "case 1: b(); break;",
        ),
        (
            "try { a() }\n//I\ncatch (e) { b() }\nfinally { c() }",
            "catch (e) { b() }",
        ),
        ("if (a) { b() }\n//I\nelse { c() }\nd()", "else { c() }"),
        (
            "a\n  //I\n  .then(function () { b() })\n  .c();\nd()",
            ".then(function () { b() })\n  .c();",
        ),
        ("function f(\n  //I\n  a = 1, b) {}", "a = 1"),
        ("x = `${\n//I\na(1)}`", "a(1)"),
        ("//I\nasync function f() {}\na", "async function f() {}"),
        ("if (a)\n  //I\n  b();\nc()", "b();"),
        // In front of something.
        ("/*I*/ a(); b();", "a();"),
        ("a(); /*I*/ b(); c();", "b();"),
        ("f({ /*I*/ a: 1, b: 2 })", "a: 1"),
        ("f(/*I*/ a(1), b)", "a(1)"),
        ("a();/*I*/b()", "b()"),
        ("if (a) { /*I*/ b(); c() }", "b();"),
        // At the end of a line.
        ("a(); b(); //I\nc()", "line:a(); b(); //I"),
        ("a(\n  b, //I\n  c)", "line:  b, //I"),
        ("a(); /* x */ /*I*/\nb()", "line:a(); /* x */ /*I*/"),
        ("a(); /*I*/ // x\nb()", "line:a(); /*I*/ // x"),
        ("f({ //I\n  a: 1 })", "line:f({ //I"),
        ("a\r\nb //I\r\nc", "line:b //I"),
        // With nothing to cover.
        ("a();\n//I", "nothing"),
        ("f({ a: 1,\n  //I\n})", "nothing"),
        ("f(a\n  //I\n)", "nothing"),
        ("function f() {\n  a();\n  //I\n}\nb()", "nothing"),
        ("x = [a\n  //I\n, b]", "nothing"),
    ];
    for (code, expected) in table {
        let page = script(&expand(code));
        assert_eq!(covered(&page), [expand(expected)], "{code:?}");
    }
}

#[test]
fn a_comment_in_markup_covers_the_next_element_or_its_line() {
    let table: [(&str, &[&str]); 17] = [
        (
            "<!--I-->\n<script src=a></script>\n<p>",
            &["<script src=a></script>"],
        ),
        (
            "<!--I--> <!-- x -->\n\n<p><b>c</b></p>\n<p>",
            &["<p><b>c</b></p>"],
        ),
        ("<!--I--><p>a</p><p>b</p>", &["<p>a</p>"]),
        ("<p>a<!--I--><b>b</b>c</p>", &["<b>b</b>"]),
        ("<!--I-->\na\n<b>b</b>", &["<b>b</b>"]),
        (
            "<script src=a></script> <!--I-->\n<p>b</p>",
            &["line:<script src=a></script> <!--I-->"],
        ),
        ("a <!--I-->\n<p>b</p>", &["line:a <!--I-->"]),
        ("<!--I-->\n<br>\n<p>", &["<br>"]),
        (
            "<!--I-->\n<img src=a\n alt=b>\n<p>",
            &["<img src=a\n alt=b>"],
        ),
        ("<p>a\n<!--I-->\n<div>b</div>", &["<div>b</div>"]),
        ("<div>\n<!--I-->\n</div>\n<p>", &["nothing"]),
        ("<p>\n<!--I-->\n", &["nothing"]),
        (
            "<!doctype html>\n<!--I-->\n<html><p>a</html>",
            &["<html><p>a</html>"],
        ),
        ("<!--I-->\n<!--I-->\n<p>a</p>", &["<p>a</p>", "<p>a</p>"]),
        (
            "<!--I-->\n<script>\n//I\na()</script>",
            &["<script>\n//I\na()</script>", "a()"],
        ),
        (
            "<svg>\n<!--I-->\n<script>a</script></svg>",
            &["<script>a</script>"],
        ),
        ("<table>\n<!--I-->\n<tr><td>a</table>", &["<tr><td>a"]),
    ];
    for (page, expected) in table {
        let expected: Vec<_> = expected.iter().map(|text| expand(text)).collect();
        assert_eq!(covered(&expand(page)), expected, "{page:?}");
    }
}

#[test]
fn handlers_and_modules_have_comments_too() {
    let table = [
        ("<p onclick='a(); /*I*/ b(); c()'>", "b();"),
        ("<p onclick='\n//I\n b();\n c()'>", "b();"),
        (
            "<script type=module>\n//I\nexport var a = 1;\nb()</script>",
            "export var a = 1;",
        ),
        (
            "<script type=module>\n//I\nimport 'a';\nb()</script>",
            "import 'a';",
        ),
        (
            "<script><!--I-->\na(); b()</script>",
            "line:<script><!--I-->",
        ),
        ("<script>\n<!--I-->\na(); b()\n//--></script>", "a();"),
    ];
    for (page, expected) in table {
        assert_eq!(covered(&expand(page)), [expand(expected)], "{page:?}");
    }
}

#[test]
fn only_real_comments_count() {
    let pages = [
        "<textarea><!--I--></textarea>",
        "<template><!--I--></template>",
        "<!-- x <!--I-->",
        "<p title='<!--I-->'>",
        "<style>/*I*/</style>",
        "<noscript><!--I--></noscript>",
        "<script>a = '/*I*/'; b = `//I`; c = /[/*I*/]/</script>",
        "<script>a( //I\n</script>",
        "<script type=application/json>//I\n</script>",
        "<script src=a>//I\n</script>",
        "<p onclick='&quot;&quot; /*I*/'>",
        "/*I*/ //I",
    ];
    for page in pages {
        assert!(covered(&expand(page)).is_empty(), "{page}");
    }
}

#[test]
fn a_file_is_covered_from_anywhere() {
    for page in [
        "<p>\n<!-- lockwright-ignore-file outdated-lock -- x -->",
        "<p><!-- lockwright-ignore-file --></p>",
        "<script>a(); // lockwright-ignore-file page\nb()</script>",
    ] {
        assert_eq!(covered(page), ["file"], "{page}");
    }
    let unknown = "<!-- lockwright-ignore-next-line all -->\n<p>";
    assert_eq!(covered(unknown), ["nothing"]);
}

#[test]
fn scopes_cover_what_starts_in_them() {
    let span = Span::new;
    let table = [
        (Scope::Range(span(10, 20)), span(10, 20), true),
        (Scope::Range(span(10, 20)), span(19, 30), true),
        (Scope::Range(span(10, 20)), span(5, 30), false),
        (Scope::Range(span(10, 20)), span(20, 21), false),
        (Scope::Line(span(10, 20)), span(12, 40), true),
        (Scope::Line(span(10, 20)), span(5, 15), true),
        (Scope::Line(span(10, 20)), span(5, 10), false),
        (Scope::Line(span(10, 20)), span(5, 40), false),
        (Scope::File, span(0, 0), true),
        (Scope::Nothing, span(0, 0), false),
    ];
    for (scope, place, expected) in table {
        assert_eq!(scope.covers(place), expected, "{scope:?} {place:?}");
    }
}
