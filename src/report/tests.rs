//! What each format says of the same findings.

use snapbox::{assert_data_eq, str};

use super::*;
use crate::edit::{Edit, Fix};
use crate::finding::Related;
use crate::span::Span;

const PAGE: &str = r#"<!DOCTYPE html>
<script src="https://cdn.auth0.com/js/lock/11.30/lock.min.js"></script>
<p>Grüße</p>
<script>
  var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
  var lock = new Auth0Lock(config.clientID, config.auth0Domain, {
    closable: false
  });
</script>
"#;

/// The place of the first `needle` in `text`.
fn place(text: &str, needle: &str) -> Span {
    let start = text.find(needle).expect("the page holds the needle");
    Span::new(start, start + needle.len())
}

fn missing_flag(text: &str) -> Finding {
    let option = place(text, "closable: false");
    Finding {
        rule: "missing-tenant-info",
        severity: Severity::Error,
        message: "Lock is constructed without `__useTenantInfo`".to_owned(),
        span: place(text, "new Auth0Lock"),
        label: "knows only the first-party client's connections".to_owned(),
        help: Some("Add `__useTenantInfo: config.isThirdPartyClient` to the options".to_owned()),
        related: vec![
            Related {
                span: place(text, "https://cdn.auth0.com/js/lock/11.30/lock.min.js"),
                message: "Lock is loaded here".to_owned(),
            },
            Related {
                span: place(text, "'@@config@@'"),
                message: "the config is decoded here".to_owned(),
            },
        ],
        fix: Some(Fix {
            title: "Add `__useTenantInfo`".to_owned(),
            applicability: Applicability::Safe,
            edits: vec![Edit {
                range: Span::empty(option.end),
                content: ",\n    __useTenantInfo: config.isThirdPartyClient".to_owned(),
            }],
        }),
        unfixable: None,
    }
}

fn note(text: &str, needle: &str) -> Finding {
    Finding {
        rule: "script-syntax",
        severity: Severity::Note,
        message: "Something to know".to_owned(),
        span: place(text, needle),
        label: "here".to_owned(),
        help: None,
        related: Vec::new(),
        fix: None,
        unfixable: None,
    }
}

/// A whole report on one page.
fn report(format: Format, style: Style, text: &str, findings: &[Finding]) -> String {
    let mut report = new(format, style, Applicability::Safe);
    let mut summary = Summary::default();
    summary.add(findings, 0, Applicability::Safe);
    let mut out = Vec::new();
    report
        .page(
            Checked {
                path: "login.html",
                text,
                findings,
            },
            &mut out,
        )
        .expect("a Vec takes all");
    report.end(&summary, &mut out).expect("a Vec takes all");
    String::from_utf8(out).expect("reports are text")
}

fn full(text: &str, findings: &[Finding]) -> String {
    report(Format::Full, Style::PLAIN, text, findings)
}

#[test]
fn full_shows_all_labels_of_a_finding() {
    assert_data_eq!(
        full(PAGE, &[missing_flag(PAGE)]),
        str![[r#"
third-party/missing-tenant-info ([..])

  × Lock is constructed without `__useTenantInfo`
   ╭─[login.html:6:14]
 1 │ <!DOCTYPE html>
 2 │ <script src="https://cdn.auth0.com/js/lock/11.30/lock.min.js"></script>
   ·              ───────────────────────┬───────────────────────
   ·                                     ╰── Lock is loaded here
 3 │ <p>Grüße</p>
 4 │ <script>
 5 │   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
   ·                                                                 ──────┬─────
   ·                                                                       ╰── the config is decoded here
 6 │   var lock = new Auth0Lock(config.clientID, config.auth0Domain, {
   ·              ──────┬──────
   ·                    ╰── knows only the first-party client's connections
 7 │     closable: false
   ╰────
  help: Add `__useTenantInfo: config.isThirdPartyClient` to the options
        fix available: Add `__useTenantInfo` (safe)

1 file checked, 1 finding (1 error); 1 fixable with --fix

"#]]
    );
}

#[test]
fn full_can_do_with_ascii() {
    let style = Style {
        unicode: false,
        ..Style::PLAIN
    };
    assert_data_eq!(
        report(Format::Full, style, PAGE, &[note(PAGE, "var lock")]),
        str![[r#"
page/script-syntax ([..])

  > Something to know
   ,-[login.html:6:3]
 5 |   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
 6 |   var lock = new Auth0Lock(config.clientID, config.auth0Domain, {
   :   ^^^^|^^^
   :       `-- here
 7 |     closable: false
   `----

1 file checked, 1 finding (1 note)

"#]]
    );
}

#[test]
fn full_has_colours_only_when_asked() {
    let findings = [missing_flag(PAGE)];
    assert!(!full(PAGE, &findings).contains('\u{1b}'));
    let style = Style {
        color: true,
        ..Style::PLAIN
    };
    assert!(report(Format::Full, style, PAGE, &findings).contains('\u{1b}'));
}

#[test]
fn full_says_why_there_is_no_fix() {
    let finding = Finding {
        unfixable: Some("the flag would reach a second widget".to_owned()),
        ..note(PAGE, "closable")
    };
    assert_data_eq!(
        full(PAGE, &[finding]),
        str![[r#"
page/script-syntax ([..])

  ☞ Something to know
   ╭─[login.html:7:5]
 6 │   var lock = new Auth0Lock(config.clientID, config.auth0Domain, {
 7 │     closable: false
   ·     ────┬───
   ·         ╰── here
 8 │   });
   ╰────
  help: no fix: the flag would reach a second widget

1 file checked, 1 finding (1 note)

"#]]
    );
}

#[test]
fn full_points_at_the_first_line_of_a_tall_place() {
    let text = format!("a(\n{}b)\n", "  x,\n".repeat(30));
    let finding = Finding {
        span: Span::new(0, text.len() - 1),
        ..note(&text, "a")
    };
    assert_data_eq!(
        full(&text, &[finding]),
        str![[r#"
page/script-syntax ([..])

  ☞ Something to know
   ╭─[login.html:1:1]
 1 │ a(
   · ─┬
   ·  ╰── here
 2 │   x,
   ╰────

1 file checked, 1 finding (1 note)

"#]]
    );
}

#[test]
fn full_shows_a_place_of_some_lines_in_whole() {
    let finding = Finding {
        span: Span::new(place(PAGE, "new Auth0Lock").start, place(PAGE, "})").end),
        ..note(PAGE, "new")
    };
    assert_data_eq!(
        full(PAGE, &[finding]),
        str![[r#"
page/script-syntax ([..])

  ☞ Something to know
   ╭─[login.html:6:14]
 5 │       var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
 6 │ ╭─▶   var lock = new Auth0Lock(config.clientID, config.auth0Domain, {
 7 │ │       closable: false
 8 │ ├─▶   });
   · ╰──── here
 9 │     </script>
   ╰────

1 file checked, 1 finding (1 note)

"#]]
    );
}

#[test]
fn full_shows_an_excerpt_of_a_minified_line() {
    let text = format!(
        "<script>\n{0}var c=JSON.parse(atob('@@config@@'));{0}new Auth0Lock(c.i,c.d,{{}});{0}\n</script>\n",
        "ü();".repeat(200)
    );
    let finding = Finding {
        related: vec![Related {
            span: place(&text, "'@@config@@'"),
            message: "the config is decoded here".to_owned(),
        }],
        ..note(&text, "new Auth0Lock")
    };
    assert_data_eq!(
        full(&text, &[finding]),
        str![[r#"
page/script-syntax ([..])

  ☞ Something to know
   ╭─[login.html:2:823]
 2 │ …);ü();ü();ü();ü();ü();ü();ü();ü();ü();var c=JSON.parse(atob('@@config@@'));ü();ü();ü();ü();ü();ü();ü();ü();ü();ü();ü();ü();ü();ü();ü…
   ·                                                              ──────┬─────
   ·                                                                    ╰── the config is decoded here
   ╰────
   ╭─[login.html:2:1638]
 2 │ …ü();ü();ü();ü();ü();ü();ü();ü();ü();ü();ü();ü();ü();ü();ü();new Auth0Lock(c.i,c.d,{});ü();ü();ü();ü();ü();ü();ü();ü();ü();ü();ü();ü()…
   ·                                                              ──────┬──────
   ·                                                                    ╰── here
   ╰────

1 file checked, 1 finding (1 note)

"#]]
    );
}

#[test]
fn full_shows_neighbours_in_one_excerpt() {
    let text = format!("{0}var first=1,second=2;{0}", "f();".repeat(200));
    let finding = Finding {
        related: vec![Related {
            span: place(&text, "second"),
            message: "second".to_owned(),
        }],
        ..note(&text, "first")
    };
    assert_data_eq!(
        full(&text, &[finding]),
        str![[r#"
page/script-syntax ([..])

  ☞ Something to know
   ╭─[login.html:1:805]
 1 │ …f();f();f();f();f();f();f();f();f();f();f();f();f();f();var first=1,second=2;f();f();f();f();f();f();f();f();f();f();f();f();f();f();f…
   ·                                                              ──┬──   ───┬──
   ·                                                                │        ╰── second
   ·                                                                ╰── here
   ╰────

1 file checked, 1 finding (1 note)

"#]]
    );
}

#[test]
fn full_lets_no_control_character_through() {
    let text = "<script>\r\n\tvar a = '\u{1b}[2J\u{202e}';\r\n</script>\r\n";
    let finding = Finding {
        message: "\u{1b}]0;title".to_owned(),
        ..note(text, "= '\u{1b}[2J")
    };
    assert_data_eq!(
        full(text, &[finding]),
        str![[r#"
page/script-syntax ([..])

  ☞ �]0;title
   ╭─[login.html:2:8]
 1 │ <script>
 2 │     var a = '�[2J�';
   ·           ───┬───
   ·              ╰── here
 3 │ </script>
   ╰────

1 file checked, 1 finding (1 note)

"#]]
    );
}

/// Whatever a rule says, a report comes out.
#[test]
fn full_survives_every_span() {
    let texts = [
        "",
        "\n",
        "\r\n",
        "ä",
        "\u{feff}a\rb\r\n\nü",
        &"ab\n".repeat(20),
        &"ö".repeat(900),
    ];
    for text in texts {
        let ends = (0..=text.len() + 2).filter(|end| *end < 40 || end % 97 == 0);
        for end in ends {
            for start in (0..=end).filter(|start| *start < 12 || start % 89 == 0) {
                let finding = Finding {
                    rule: "no-such-rule",
                    span: Span::new(start, end),
                    related: vec![Related {
                        span: Span::empty(end),
                        message: String::new(),
                    }],
                    ..note("x", "x")
                };
                if text.get(start..end).is_some() {
                    let shown = full(text, &[finding]);
                    assert!(shown.contains("here"), "{text:?} {start}..{end}: {shown}");
                    assert!(
                        !shown.contains("Failed to read"),
                        "{text:?} {start}..{end}: {shown}"
                    );
                }
            }
        }
    }
}

#[test]
fn concise_is_one_line_a_finding() {
    let findings = [missing_flag(PAGE), note(PAGE, "üße")];
    assert_data_eq!(
        report(Format::Concise, Style::PLAIN, PAGE, &findings),
        str![[r#"
login.html:6:14: error[missing-tenant-info] Lock is constructed without `__useTenantInfo` [*]
login.html:3:6: note[script-syntax] Something to know
1 file checked, 2 findings (1 error, 1 note); 1 fixable with --fix

"#]]
    );
}

#[test]
fn json_is_the_documented_object() {
    let findings = [missing_flag(PAGE), note(PAGE, "üße")];
    let text = report(Format::Json, Style::PLAIN, PAGE, &findings);
    let value: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    // The snapshot cannot tell: it takes every backslash for a slash.
    let content = &value["findings"][0]["fix"]["edits"][0]["content"];
    assert_eq!(content, ",\n    __useTenantInfo: config.isThirdPartyClient");
    assert_data_eq!(
        text,
        str![[r#"
{"version":1,"findings":[
{"rule":"missing-tenant-info","group":"third-party","severity":"error","message":"Lock is constructed without `__useTenantInfo`","path":"login.html","range":{"start":{"offset":207,"line":6,"column":14},"end":{"offset":220,"line":6,"column":27}},"help":"Add `__useTenantInfo: config.isThirdPartyClient` to the options","related":[{"message":"Lock is loaded here","range":{"start":{"offset":29,"line":2,"column":14},"end":{"offset":76,"line":2,"column":61}}},{"message":"the config is decoded here","range":{"start":{"offset":176,"line":5,"column":65},"end":{"offset":188,"line":5,"column":77}}}],"fix":{"title":"Add `__useTenantInfo`","applicability":"safe","edits":[{"range":{"start":{"offset":279,"line":7,"column":20},"end":{"offset":279,"line":7,"column":20}},"content":",/n    __useTenantInfo: config.isThirdPartyClient"}]}},
{"rule":"script-syntax","group":"page","severity":"note","message":"Something to know","path":"login.html","range":{"start":{"offset":93,"line":3,"column":6},"end":{"offset":98,"line":3,"column":9}},"help":null,"related":[],"fix":null}
],"summary":{"files":1,"findings":2,"errors":1,"warnings":0,"notes":1,"fixable":1,"fixed":0}}

"#]]
    );
}

#[test]
fn json_without_findings_is_whole() {
    assert_data_eq!(
        report(Format::Json, Style::PLAIN, PAGE, &[]),
        str![[r#"
{"version":1,"findings":[
],"summary":{"files":1,"findings":0,"errors":0,"warnings":0,"notes":0,"fixable":0,"fixed":0}}

"#]]
    );
}
