//! Ignore comments as a user meets them: what they suppress, what is said of them, and writing them.

// Also what tests share is a test here; clippy sees only functions marked as one.
#![allow(clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;

use lockwright::check::{Ignored, Settings, add_ignores, fix, judge};
use lockwright::edit::Applicability;
use lockwright::input::Source;
use lockwright::suppress::{Reason, Suppressor};

/// The beginning of a page that loads Lock and decodes the config.
const HEAD: &str = "<script src=\"https://cdn.auth0.com/js/lock/15.0/lock.min.js\"></script>
<script>
  var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@')))); var auth = { redirectUrl: config.callbackURL, params: config.internalOptions }; var show = true;
";

fn source(text: &str) -> Source {
    Source {
        name: "login.html".to_owned(),
        text: text.to_owned(),
    }
}

/// A page with some code after the config.
fn page(code: &str) -> String {
    format!("{HEAD}{code}\n</script>\n")
}

/// The rules of the findings that count, and of those that do not.
fn rules(text: &str) -> (Vec<&'static str>, Vec<&'static str>) {
    let judged = judge(&source(text), &Settings::default());
    let suppressed = judged.suppressed.iter();
    (
        judged.findings.iter().map(|finding| finding.rule).collect(),
        suppressed
            .map(|suppressed| suppressed.finding.rule)
            .collect(),
    )
}

const MISSING: &str = "missing-tenant-info";
const LOCK: &str = "new Auth0Lock(config.clientID, config.auth0Domain, { auth: auth })";

#[test]
fn the_tag_that_ends_a_script_does_not_stand_behind_a_comment() {
    let in_script = |code: &str| format!("{HEAD}{code}</script><p>x</p>\n");
    let in_handler = |code: &str| format!("{HEAD}</script><a onclick=\"{code}\">x</a>\n");
    for page in [in_script, in_handler] {
        for comment in ["// lockwright-ignore all", "/* lockwright-ignore all */"] {
            let text = page(&format!("{LOCK}.show(); {comment}"));
            assert_eq!(rules(&text), (vec![], vec![MISSING]), "{text}");
        }
        // There is no code on its line.
        let text = page(&format!("{LOCK}.show();\n// lockwright-ignore {MISSING}"));
        assert_eq!(rules(&text).0, [MISSING, "unused-ignore"], "{text}");
    }
}

#[test]
fn comments_suppress_what_they_cover() {
    let covering = [
        "  // lockwright-ignore missing-tenant-info\n  LOCK.show();",
        "  // lockwright-ignore missing-tenant-info -- why\n  var lock = LOCK;\n  lock.show();",
        "  // lockwright-ignore third-party\n  LOCK;",
        "  // lockwright-ignore all\n  LOCK;",
        "  /* lockwright-ignore outdated-lock, missing-tenant-info */ LOCK;",
        "  LOCK; // lockwright-ignore missing-tenant-info",
        "  new Auth0Lock(config.clientID, config.auth0Domain, { // lockwright-ignore missing-tenant-info\n  });",
        "  new Auth0Lock(config.clientID, config.auth0Domain, {\n  }); // lockwright-ignore missing-tenant-info",
        "  // lockwright-ignore missing-tenant-info\n  $(function () {\n    LOCK.show();\n  });",
        "  f({\n    // lockwright-ignore missing-tenant-info\n    lock: LOCK\n  });",
        "  LOCK;\n  // lockwright-ignore-file missing-tenant-info",
    ];
    for code in covering {
        let text = page(&code.replace("LOCK", LOCK));
        let (counted, suppressed) = rules(&text);
        assert!(!counted.contains(&MISSING), "{code}: {counted:?}");
        assert_eq!(suppressed, [MISSING], "{code}");
    }
    let element = page(LOCK).replace("<script>", "<!-- lockwright-ignore all -->\n<script>");
    assert_eq!(rules(&element), (vec![], vec![MISSING]));
}

#[test]
fn comments_suppress_nothing_else() {
    let elsewhere = [
        "  // lockwright-ignore outdated-lock\n  LOCK;",
        "  // lockwright-ignore missing-tenant-info\n  f();\n  LOCK;",
        "  f(); // lockwright-ignore missing-tenant-info\n  LOCK;",
        "  LOCK;\n  // lockwright-ignore missing-tenant-info",
        "  f('// lockwright-ignore missing-tenant-info');\n  LOCK;",
        "  // eslint-disable missing-tenant-info\n  LOCK;",
    ];
    for code in elsewhere {
        let (counted, suppressed) = rules(&page(&code.replace("LOCK", LOCK)));
        assert!(counted.contains(&MISSING), "{code}");
        assert!(suppressed.is_empty(), "{code}");
    }
}

#[test]
fn what_a_comment_says_is_kept_with_the_finding() {
    let text = page(&format!("  // lockwright-ignore all -- a b\n  {LOCK};"));
    let judged = judge(&source(&text), &Settings::default());
    let [suppressed] = judged.suppressed.as_slice() else {
        panic!("{judged:?}")
    };
    let Suppressor::Comment(comment) = suppressed.by else {
        panic!("{suppressed:?}")
    };
    assert_eq!(comment.text(&text), "// lockwright-ignore all -- a b");
    assert_eq!(suppressed.reason.as_deref(), Some("a b"));
    assert!(suppressed.finding.fix.is_none());
}

/// The page without what the safe fixes take away.
fn fixed(text: &str) -> String {
    fix(&source(text), &Settings::default(), Applicability::Safe).text
}

#[test]
fn comments_of_no_use_are_taken_away_exactly() {
    let table = [
        ("  // lockwright-ignore all\n  f();", "  f();"),
        ("  // lockwright-ignore all -- why\r\n  f();", "  f();"),
        ("  f(); // lockwright-ignore all\n  g();", "  f();\n  g();"),
        ("  f(/* lockwright-ignore all */ a);", "  f(a);"),
        ("  typeof/* lockwright-ignore all */a;", "  typeof a;"),
        ("  f() /* lockwright-ignore all\n */ g()", "  f() \ng()"),
        ("  // lockwright-ignore no-such, nor-such\n  f();", "  f();"),
        (
            "  // lockwright-ignore outdated-lock, missing-tenant-info\n  LOCK;",
            "  // lockwright-ignore missing-tenant-info\n  LOCK;",
        ),
        (
            "  // lockwright-ignore missing-tenant-info, outdated-lock -- why\n  LOCK;",
            "  // lockwright-ignore missing-tenant-info -- why\n  LOCK;",
        ),
        (
            "  // lockwright-ignore no-such, missing-tenant-info, script-syntax\n  LOCK;",
            "  // lockwright-ignore missing-tenant-info\n  LOCK;",
        ),
        (
            "  LOCK; // lockwright-ignore-file\n",
            "  LOCK; // lockwright-ignore-file\n",
        ),
    ];
    for (before, after) in table {
        let before = page(&before.replace("LOCK", LOCK));
        let after = page(&after.replace("LOCK", LOCK));
        assert_eq!(fixed(&before), after, "{before}");
        assert_eq!(fixed(&after), after, "{before}");
    }
    let markup =
        "<p>\n  <!-- lockwright-ignore all -->\n  <b>a</b><!-- lockwright-ignore all -->\n</p>\n";
    assert_eq!(fixed(markup), "<p>\n  <b>a</b>\n</p>\n");
}

#[test]
fn nothing_is_said_of_comments_that_cannot_be_judged() {
    let pages = [
        // Of use for another target.
        format!(
            "{HEAD}  // lockwright-ignore missing-configuration-base-url\n  new Auth0Lock(config.clientID, config.auth0Domain, {{ __useTenantInfo: config.isThirdPartyClient }});\n</script>"
        ),
        // Not all of the page can be read.
        format!(
            "{HEAD}  // lockwright-ignore outdated-lock\n  f();\n</script>\n<script>f(</script>"
        ),
    ];
    for text in pages {
        let (counted, _) = rules(&text);
        assert!(!counted.contains(&"unused-ignore"), "{text}: {counted:?}");
    }
}

#[test]
fn what_is_said_of_comments_can_be_ignored_too() {
    let unused = page("  // lockwright-ignore outdated-lock\n  f();");
    assert_eq!(rules(&unused).0, ["unused-ignore"]);
    let ignored = format!("<!-- lockwright-ignore-file unused-ignore -->\n{unused}");
    assert_eq!(rules(&ignored), (vec![], vec!["unused-ignore"]));
    let alone = "<!-- lockwright-ignore-file unused-ignore -->\n<p>";
    assert_eq!(rules(alone).0, ["unused-ignore"]);
}

#[test]
fn what_is_ignored_is_not_fixed() {
    let text = page(&format!("  // lockwright-ignore all\n  {LOCK};\n  {LOCK};"));
    let after = fixed(&text);
    assert_eq!(after.matches("__useTenantInfo").count(), 1, "{after}");
    assert_eq!(rules(&after), (vec![], vec![MISSING]));
}

fn added(text: &str, reason: Option<&str>) -> Ignored {
    let reason = reason.map(|reason| Reason::new(reason).expect("a good reason"));
    add_ignores(&source(text), &Settings::default(), reason.as_ref())
}

#[test]
fn comments_are_written_where_they_belong() {
    let table = [
        (
            "  LOCK;",
            "  // lockwright-ignore missing-tenant-info\n  LOCK;",
        ),
        (
            "\tvar a = 1, b = LOCK;",
            "\t// lockwright-ignore missing-tenant-info\n\tvar a = 1, b = LOCK;",
        ),
        (
            "  f(); LOCK;",
            "  f(); /* lockwright-ignore missing-tenant-info */ LOCK;",
        ),
        (
            "  if (a) LOCK;",
            "  if (a) /* lockwright-ignore missing-tenant-info */ LOCK;",
        ),
        (
            "  f(function () {\n    LOCK;\n  });",
            "  f(function () {\n    // lockwright-ignore missing-tenant-info\n    LOCK;\n  });",
        ),
        (
            "  var a = {\n    b: LOCK\n  };",
            "  var a = {\n    // lockwright-ignore missing-tenant-info\n    b: LOCK\n  };",
        ),
        (
            "  LOCK; // lockwright-ignore outdated-lock -- why",
            "  LOCK; // lockwright-ignore outdated-lock, missing-tenant-info -- why",
        ),
        (
            "  LOCK;\r\n",
            "  // lockwright-ignore missing-tenant-info\n  LOCK;\r\n",
        ),
    ];
    for (before, after) in table {
        let before = page(&before.replace("LOCK", LOCK));
        let after = page(&after.replace("LOCK", LOCK));
        assert_eq!(added(&before, None).text, after);
    }
    let crlf = page(&format!("  {LOCK};")).replace('\n', "\r\n");
    let expected = page(&format!(
        "  // lockwright-ignore {MISSING} -- a b\n  {LOCK};"
    ));
    assert_eq!(
        added(&crlf, Some(" a b ")).text,
        expected.replace('\n', "\r\n")
    );
}

#[test]
fn comments_in_markup_are_written_before_the_element() {
    let broken = "<body>\n  <script>\n    Auth0Lock(\n  </script>\n</body>\n";
    assert_eq!(
        added(broken, None).text,
        "<body>\n  <!-- lockwright-ignore script-syntax -->\n  <script>\n    Auth0Lock(\n  </script>\n</body>\n"
    );
    let inline = "<body><script>Auth0Lock(</script></body>\n";
    assert_eq!(
        added(inline, Some("it is a template")).text,
        "<body><!-- lockwright-ignore script-syntax -- it is a template --><script>Auth0Lock(</script></body>\n"
    );
}

#[test]
fn bad_reasons_are_refused() {
    for reason in [
        "",
        " ",
        "a\nb",
        "*/",
        "-->",
        "</script>",
        "<!--",
        "a\u{2028}b",
        "\0",
    ] {
        assert!(Reason::new(reason).is_err(), "{reason:?}");
    }
}

#[test]
fn every_fixture_can_be_ignored_and_then_stays_as_it_is() {
    let folders = ["fixtures/unready", "fixtures/refused"];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    for entry in folders
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).expect("the fixtures are there"))
    {
        let path = entry.expect("it can be read").path();
        let text = fs::read_to_string(&path).expect("a fixture is UTF-8");
        let name = path.display();
        let once = added(&text, Some("for a test"));
        let left: Vec<_> = once.judged.findings.iter().map(|f| f.rule).collect();
        assert!(left.is_empty(), "{name}: {left:?}\n{}", once.text);
        let twice = added(&once.text, None);
        assert_eq!(twice.text, once.text, "{name}");
        assert!(twice.added.is_empty(), "{name}");
        // Nothing is to be fixed, and no comment is of no use.
        assert_eq!(fixed(&once.text), once.text, "{name}");
        seen += 1;
    }
    assert!(seen > 100, "{seen}");
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    /// Pieces of pages with comments in all kinds of places.
    fn piece() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec![
            "<!-- lockwright-ignore all -->",
            "<!-- lockwright-ignore-file page -->",
            "// lockwright-ignore third-party, x\n",
            "/* lockwright-ignore missing-tenant-info -- é */",
            "/* lockwright-ignore outdated-lock\n */",
            "new Auth0Lock(config.clientID, config.auth0Domain, {})",
            "var config = JSON.parse(atob('@@config@@'));",
            "<script src=https://cdn.auth0.com/js/lock/10.2/lock.min.js></script>",
            "<script>",
            "</script>",
            "<template>",
            "</template>",
            "<p onclick='",
            "'>",
            "f({ a: ",
            " });",
            "if (a) ",
            ";",
            "\n",
            "\r\n",
            "  ",
            "é",
            "`${",
            "}`",
            "}",
        ])
    }

    proptest! {
        #[test]
        fn fixing_and_ignoring_come_to_an_end(pieces in prop::collection::vec(piece(), 0..25)) {
            let text = pieces.concat();
            let after = fixed(&text);
            prop_assert_eq!(fixed(&after), after);
            let ignored = added(&text, None);
            prop_assert_eq!(&added(&ignored.text, None).text, &ignored.text);
            let before = judge(&source(&text), &Settings::default());
            let all = |judged: &lockwright::check::Judged| judged.findings.len() + judged.suppressed.len();
            prop_assert_eq!(all(&before), all(&ignored.judged));
        }
    }
}
