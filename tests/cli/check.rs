//! `lockwright check`: what is found, and the exit code.

use crate::folder::{FLAG, Folder, UNREADY, ready};

#[test]
fn what_is_left_decides_the_exit_code() {
    let folder = Folder::with("unready.html", UNREADY);
    folder.put("ready.html", ready());
    folder.put("plain.html", "<p>No Lock here</p>\n");
    let cases: [(&[&str], i32); 8] = [
        (&["check", "unready.html"], 1),
        (&["check", "ready.html"], 0),
        (&["check", "plain.html"], 0),
        (&["check"], 1),
        (&["check", "unready.html", "--fail-on", "note"], 1),
        (&["check", "unready.html", "--fail-on", "never"], 0),
        (&["check", "unready.html", "--isolated"], 1),
        (&["check", "unready.html", "--output-format", "json"], 1),
    ];
    for (arguments, code) in cases {
        let run = folder.run(arguments);
        assert_eq!(run.code, Some(code), "{arguments:?}: {run:?}");
        assert_eq!(run.stderr, "", "{arguments:?}");
    }
    assert_eq!(folder.get("unready.html"), UNREADY);
}

#[test]
fn every_format_tells_of_the_finding() {
    let folder = Folder::with("login.html", UNREADY);
    for format in ["full", "concise", "json"] {
        let run = folder.run(&["check", "login.html", "--output-format", format]);
        assert!(run.stdout.contains("login.html"), "{run:?}");
        assert!(run.stdout.contains("missing-tenant-info"), "{run:?}");
        assert!(!run.stdout.contains('\u{1b}'), "{run:?}");
    }
    let concise = folder
        .run(&["check", "login.html", "--output-format", "concise"])
        .stdout;
    let line = concise.lines().next().expect("there is a finding");
    assert!(line.starts_with("login.html:8:"), "{line}");
    assert!(
        line.contains(": error[missing-tenant-info] ") && line.ends_with(" [*]"),
        "{line}"
    );
}

#[test]
fn json_has_what_its_schema_says() {
    let folder = Folder::with("login.html", UNREADY);
    let json = folder
        .run(&["check", "login.html", "--output-format", "json"])
        .json();
    assert_eq!(json["version"], 1);
    let summary = &json["summary"];
    for (field, count) in [("files", 1), ("findings", 1), ("errors", 1), ("fixed", 0)] {
        assert_eq!(summary[field], count, "{field}");
    }
    let finding = &json["findings"][0];
    assert_eq!(finding["rule"], "missing-tenant-info");
    assert_eq!(finding["group"], "third-party");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["path"], "login.html");
    assert_eq!(finding["range"]["start"]["line"], 8);
    assert_eq!(finding["fix"]["applicability"], "safe");
    assert!(finding["fix"]["edits"][0]["range"]["start"]["offset"].is_u64());
    assert!(finding["message"].is_string() && finding["related"].is_array());
}

#[test]
fn what_cannot_be_read_does_not_stop_the_rest() {
    let folder = Folder::with("good.html", UNREADY);
    folder.put("latin-1.html", b"<p>Gr\xfc\xdfe</p>\n");
    folder.put("large.html", "x".repeat(2000));
    let run = folder.run(&[
        "check",
        "missing.html",
        "latin-1.html",
        "large.html",
        "good.html",
        "--max-file-size",
        "1900",
    ]);
    assert_eq!(run.code, Some(2), "{run:?}");
    for name in ["missing.html", "latin-1.html", "large.html"] {
        assert!(run.stderr.contains(name), "{name}: {run:?}");
        assert!(!run.stdout.contains(name), "{name}: {run:?}");
    }
    assert!(run.stdout.contains("good.html"), "{run:?}");
    let counts = "1 file checked, 3 failed, 1 finding";
    assert!(run.stdout.contains(counts), "{run:?}");
}

#[test]
fn a_folder_without_pages_is_told() {
    let folder = Folder::with("notes.txt", UNREADY);
    let run = folder.run(&["check"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stderr.contains("no pages found"), "{run:?}");
}

#[test]
fn output_is_the_same_every_time_and_in_path_order() {
    let folder = Folder::new();
    for number in 0..40 {
        folder.put(&format!("{number:02}/login.html"), UNREADY);
    }
    let arguments: Vec<_> = (0..40)
        .rev()
        .map(|number| format!("{number:02}/login.html"))
        .collect();
    let mut arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    arguments.splice(0..0, ["check", "--output-format", "json"]);
    let run = folder.run(&arguments);
    let json = run.json();
    let findings = json["findings"].as_array().expect("there are findings");
    let paths: Vec<_> = findings
        .iter()
        .filter_map(|finding| finding["path"].as_str())
        .collect();
    assert_eq!(paths.len(), 40);
    assert!(paths.is_sorted(), "{paths:?}");
    for _ in 0..5 {
        assert_eq!(folder.run(&arguments).stdout, run.stdout);
    }
}

#[test]
fn pages_can_be_run_whatever_code_they_have() {
    let folder = Folder::with("unready.html", UNREADY);
    folder.put("ready.html", ready());
    let found = folder.run(&["check", "unready.html", "ready.html"]);
    let run = folder.run(&["check", "--run", "unready.html", "ready.html"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert_eq!(run.stdout, found.stdout);
    let fixed = folder.run(&["fix", "--run", "unready.html"]);
    assert_eq!(fixed.code, Some(0), "{fixed:?}");
    assert!(folder.get("unready.html").contains(FLAG));
}
