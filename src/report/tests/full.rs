//! The full format: which parts of a page are shown, and how.

use proptest::prelude::*;
use snapbox::{assert_data_eq, str};

use super::*;
use crate::input::FileId;

fn full(text: &str, findings: &[Finding]) -> String {
    report(Format::Full, text, findings)
}

fn styled(style: Style, findings: &[Finding]) -> String {
    report_in(style, Format::Full, &[checked(PAGE, findings)], 1, &[])
}

/// Nothing is wider than the terminal, so that nothing is wrapped by it.
#[test]
fn frames_fit_into_narrow_terminals() {
    for width in [60, 72, 80] {
        let style = Style {
            width: Some(width),
            ..Style::PLAIN
        };
        let mut found = findings(PAGE);
        found.iter_mut().for_each(|finding| finding.help = None);
        let text = report_in(style, Format::Full, &[checked(PAGE, &found)], 1, &[]);
        // What stands around a frame is text, which can be wrapped.
        for line in text.lines().filter(|line| line.starts_with(' ')) {
            assert!(line.chars().count() <= width, "{width}: {line}");
        }
        assert!(text.contains("the config is decoded here"), "{text}");
    }
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
        styled(style, &[note(PAGE, "var lock")]),
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
    assert!(styled(style, &findings).contains('\u{1b}'));
}

#[test]
fn the_rule_leads_to_its_documentation_where_the_terminal_follows_links() {
    let style = Style {
        links: true,
        ..Style::PLAIN
    };
    let shown = styled(style, &[missing_flag(PAGE)]);
    let url =
        "https://github.com/lockwright/lockwright/blob/v0.1.0/docs/rules/missing-tenant-info.md";
    let start = format!("\u{1b}]8;;{url}\u{1b}\\third-party/missing-tenant-info (link)\u{1b}]8;;");
    assert!(shown.starts_with(&start), "{shown:?}");
}

#[test]
fn the_finding_has_the_colour_of_its_severity_and_what_is_related_has_none() {
    let style = Style {
        color: true,
        ..Style::PLAIN
    };
    let shown = styled(style, &[missing_flag(PAGE)]);
    let escape_before = |label: &str| {
        let line = shown.lines().find(|line| line.contains(label));
        let (before, _) = line.and_then(|line| line.split_once("╰")).expect(label);
        let (_, escape) = before.rsplit_once('\u{1b}').expect(label);
        escape.to_owned()
    };
    assert_eq!(escape_before("knows only"), "[31;1m");
    assert_eq!(escape_before("Lock is loaded"), "[2m");
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
        file: FileId::default(),
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
        file: FileId::default(),
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
            file: FileId::default(),
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
   ╭─[login.html:2:1638]
 2 │ …);ü();ü();ü();ü();ü();ü();ü();ü();ü();ü();ü();ü();new Auth0Lock(c.i,c.d,{});ü();ü();ü();ü();ü();ü();ü();ü();ü();ü…
   ·                                                    ──────┬──────
   ·                                                          ╰── here
   ╰────
   ╭─[login.html:2:823]
 2 │ …ü();ü();ü();ü();ü();ü();ü();var c=JSON.parse(atob('@@config@@'));ü();ü();ü();ü();ü();ü();ü();ü();ü();ü();ü();ü()…
   ·                                                    ──────┬─────
   ·                                                          ╰── the config is decoded here
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
            file: FileId::default(),
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
 1 │ …);f();f();f();f();f();f();f();f();f();f();f();var first=1,second=2;f();f();f();f();f();f();f();f();f();f();f();f()…
   ·                                                    ──┬──   ───┬──
   ·                                                      │        ╰── second
   ·                                                      ╰── here
   ╰────

1 file checked, 1 finding (1 note)

"#]]
    );
}

#[test]
fn shows_an_empty_place_on_an_empty_line() {
    let text = "\nb\nc\nd\ne\nf\n";
    let finding = Finding {
        related: vec![Related {
            file: FileId::default(),
            span: Span::new(0, 0),
            message: "there".to_owned(),
        }],
        ..note(text, "e")
    };
    assert_data_eq!(
        full(text, &[finding]),
        str![[r#"
page/script-syntax (lockwright rule script-syntax)

  ☞ Something to know
   ╭─[login.html:5:1]
 4 │ d
 5 │ e
   · ┬
   · ╰── here
 6 │ f
   ╰────
   ╭─[login.html:1:1]
 1 │ 
   · ▲
   · ╰── there
 2 │ b
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

/// A text with everything that could upset a report, and four places in it.
fn text_and_places() -> impl Strategy<Value = (String, [usize; 4])> {
    let piece = prop_oneof![
        8 => "[a-z(){};=]{1,9}",
        2 => "\n|\r\n|\r|\n\n",
        2 => "\t|ä|字|\u{301}|\u{feff}|\u{0}|\u{1b}|\u{2028}",
        1 => "[a-z]{3}".prop_map(|word| word.repeat(120)),
    ];
    let text = proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat());
    text.prop_flat_map(|text| {
        let length = text.len();
        (Just(text), [0..=length, 0..=length, 0..=length, 0..=length])
    })
}

proptest! {
    /// Whatever the page is and wherever a rule points, all labels are shown, nothing
    /// that a terminal acts upon comes out, and no line is long.
    #[test]
    fn shows_every_place((text, [a, b, c, d]) in text_and_places()) {
        prop_assume!([a, b, c, d].iter().all(|at| text.is_char_boundary(*at)));
        let finding = Finding {
            file: FileId::default(),
            span: Span::new(a.min(b), a.max(b)),
            label: "the primary label".to_owned(),
            related: vec![Related {
                file: FileId::default(),
                span: Span::new(c.min(d), c.max(d)),
                message: "the related label".to_owned(),
            }],
            ..note("x", "x")
        };
        let shown = full(&text, std::slice::from_ref(&finding));
        prop_assert!(shown.contains("the primary label"), "{shown}");
        prop_assert!(shown.contains("the related label"), "{shown}");
        prop_assert!(shown.chars().all(|c| c == '\n' || !c.is_control()), "{shown}");
        let longest = shown.lines().map(|line| line.chars().count()).max();
        prop_assert!(longest < Some(300), "{shown}");
    }
}
