//! `--baseline`, `--write-baseline`, `--add-ignore`: old repositories start to be checked.

use crate::folder::{Folder, UNREADY, ready};

#[test]
fn only_what_is_new_counts() {
    let folder = Folder::with("old.html", UNREADY);
    let write = ["check", "--baseline", "base.json", "--write-baseline"];
    let run = folder.run(&write);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stderr.contains("findings in base.json: 1"), "{run:?}");
    let check = ["check", "--baseline", "base.json"];
    let run = folder.run(&check);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    assert!(
        run.stdout.contains("nothing found, 1 suppressed"),
        "{run:?}"
    );
    folder.put("new.html", UNREADY);
    folder.put(
        "old.html",
        UNREADY.replace("<body>", "<body>\n\n<p>new</p>"),
    );
    let run = folder.run(&check);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(
        run.stdout.contains("new.html") && !run.stdout.contains("old.html"),
        "{run:?}"
    );
    let first = folder.get("base.json");
    folder.run(&[
        "check",
        "old.html",
        "--baseline",
        "base.json",
        "--write-baseline",
    ]);
    assert_eq!(folder.get("base.json"), first);
}

#[test]
fn entries_that_no_longer_match_are_told() {
    let folder = Folder::with("old.html", UNREADY);
    folder.put("other.html", UNREADY);
    folder.run(&["check", "--baseline", "base.json", "--write-baseline"]);
    folder.put("old.html", ready());
    let run = folder.run(&["check", "old.html", "--baseline", "base.json"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        run.stderr
            .contains("1 entry of base.json matched no finding"),
        "{run:?}"
    );
    assert!(
        run.stderr.contains("old.html: missing-tenant-info"),
        "{run:?}"
    );
    // Nothing was learnt about the page that was not checked.
    assert!(!run.stderr.contains("other.html"), "{run:?}");
    folder.run(&[
        "check",
        "old.html",
        "--baseline",
        "base.json",
        "--write-baseline",
    ]);
    let base = folder.get("base.json");
    assert!(
        base.contains("other.html") && !base.contains("old.html"),
        "{base}"
    );
}

#[test]
fn a_baseline_that_cannot_be_used_ends_the_run() {
    let folder = Folder::with("login.html", UNREADY);
    folder.put("bad.json", "{}");
    let cases: [(&[&str], &str); 4] = [
        (
            &["check", "--baseline", "none.json"],
            "--write-baseline makes it",
        ),
        (&["check", "--baseline", "bad.json"], "it is no baseline"),
        (
            &["check", "--baseline", "bad.json", "--write-baseline"],
            "it is no baseline",
        ),
        (&["check", "--write-baseline"], "--baseline"),
    ];
    for (arguments, message) in cases {
        let run = folder.run(arguments);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.stderr.contains(message), "{run:?}");
        assert_eq!(run.stdout, "");
    }
    assert_eq!(folder.get("bad.json"), "{}");
}

#[test]
fn comments_are_written_and_honoured() {
    let folder = Folder::with("login.html", UNREADY);
    let patch = folder.run(&["check", "--add-ignore", "--diff"]);
    assert!(
        patch
            .stdout
            .contains("+  // lockwright-ignore missing-tenant-info"),
        "{patch:?}"
    );
    assert_eq!(folder.get("login.html"), UNREADY);
    let run = folder.run(&["check", "--add-ignore=an old page"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let comment = "  // lockwright-ignore missing-tenant-info -- an old page\n  var lock";
    let page = folder.get("login.html");
    assert_eq!(page, UNREADY.replace("  var lock", comment));
    let run = folder.run(&["check"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    assert!(run.stdout.contains("1 suppressed"), "{run:?}");
    folder.run(&["check", "--add-ignore"]);
    assert_eq!(folder.get("login.html"), page);
    let run = folder.run(&["check", "--add-ignore=-->"]);
    assert_eq!(run.code, Some(2), "{run:?}");
}

#[test]
fn a_reason_can_be_required() {
    let page = UNREADY.replace("  var lock", "  // lockwright-ignore all\n  var lock");
    let folder = Folder::with("login.html", page);
    assert_eq!(folder.run(&["check", "--fail-on", "warning"]).code, Some(0));
    folder.put("lockwright.toml", "require-reason = true\n");
    let run = folder.run(&["check", "--fail-on", "warning"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stdout.contains("ignore-without-reason"), "{run:?}");
}
