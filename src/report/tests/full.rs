//! The full format: which parts of a page are shown, and how.

use snapbox::{assert_data_eq, str};

use super::*;

fn full(text: &str, findings: &[Finding]) -> String {
    report(Format::Full, Style::PLAIN, text, findings)
}

#[test]
fn shows_all_labels_of_a_finding() {
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
fn can_do_with_ascii() {
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
fn has_colours_only_when_asked() {
    let findings = [missing_flag(PAGE)];
    assert!(!full(PAGE, &findings).contains('\u{1b}'));
    let style = Style {
        color: true,
        ..Style::PLAIN
    };
    assert!(report(Format::Full, style, PAGE, &findings).contains('\u{1b}'));
}

#[test]
fn says_why_there_is_no_fix() {
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
fn points_at_the_first_line_of_a_tall_place() {
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
fn shows_a_place_of_some_lines_in_whole() {
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
fn shows_an_excerpt_of_a_minified_line() {
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
fn shows_neighbours_in_one_excerpt() {
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
fn lets_no_control_character_through() {
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
fn survives_every_span() {
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
