//! The exit code, statistics and silence.

use crate::folder::{Folder, UNREADY, hopeless, ready};

#[test]
fn flags_decide_on_the_exit_code() {
    let cases: [(&[&str], i32); 8] = [
        (&["check", "--exit-zero"], 0),
        (&["check", "--exit-zero", "missing.html"], 2),
        (&["fix"], 0),
        (&["fix", "--exit-non-zero-on-fix"], 1),
        (&["check", "--fix", "--exit-non-zero-on-fix"], 1),
        (
            &["check", "--exit-non-zero-on-fix", "--fail-on", "never"],
            0,
        ),
        (&["check", "--diff"], 1),
        (&["check", "--diff", "--exit-zero"], 0),
    ];
    for (arguments, code) in cases {
        let folder = Folder::with("page.html", UNREADY);
        assert_eq!(folder.run(arguments).code, Some(code), "{arguments:?}");
    }
    let folder = Folder::with("page.html", ready());
    let run = folder.run(&["fix", "--exit-non-zero-on-fix"]);
    assert_eq!(run.code, Some(0), "nothing was fixed: {run:?}");
}

#[test]
fn statistics_count_instead_of_showing() {
    let folder = Folder::with("a.html", UNREADY);
    folder.put("b.html", UNREADY);
    folder.put("c.html", hopeless());
    let run = folder.run(&["check", "--statistics"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    let mut lines = run.stdout.lines();
    assert_eq!(lines.next(), Some("2  [*] missing-tenant-info"), "{run:?}");
    assert!(!run.stdout.contains("a.html"), "{run:?}");
    let json = folder
        .run(&["check", "--statistics", "--output-format", "json"])
        .json();
    assert_eq!(json["rules"][0]["rule"], "missing-tenant-info");
    assert_eq!(json["rules"][0]["findings"], 2);
    let refused = folder.run(&["check", "--statistics", "--output-format", "sarif"]);
    assert_eq!(
        refused.code,
        Some(2),
        "no program expects that: {refused:?}"
    );
    let fixed = folder.run(&["fix", "--statistics"]);
    assert!(
        fixed.stdout.contains("missing-tenant-info (2 fixed)"),
        "{fixed:?}"
    );
}

#[test]
fn quiet_runs_say_findings_and_errors_only() {
    let folder = Folder::with("page.html", UNREADY);
    folder.put("none/notes.txt", "");
    for format in ["full", "concise"] {
        let run = folder.run(&["check", "-q", "--output-format", format]);
        assert!(run.stdout.contains("missing-tenant-info"), "{run:?}");
        assert!(!run.stdout.contains("1 file checked"), "{run:?}");
    }
    let run = folder.run(&["fix", "--quiet"]);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
    let run = folder.run(&["check", "none", "--quiet"]);
    assert!(run.stderr.contains("none"), "an error is told: {run:?}");
    let json = folder
        .run(&["check", "--quiet", "--output-format", "json"])
        .json();
    assert_eq!(json["summary"]["files"], 1);
}
