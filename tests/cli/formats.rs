//! Reports: choosing their formats, several at once, and writing them to files.

use std::fs;

use serde_json::Value;

use crate::folder::{Folder, Run, UNREADY};

const FORMATS: [&str; 12] = [
    "full",
    "concise",
    "json",
    "json-lines",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "rdjson",
    "checkstyle",
    "markdown",
    "agent",
];

#[test]
fn every_format_tells_of_the_finding_and_changes_no_exit_code() {
    let folder = Folder::with("pages/login.html", UNREADY);
    for format in FORMATS {
        let run = folder.run(&["check", "./pages/login.html", "--output-format", format]);
        assert_eq!(run.code, Some(1), "{format}: {run:?}");
        assert!(run.stdout.contains("pages/login.html"), "{format}: {run:?}");
        assert!(run.stdout.contains("missing-tenant-info"), "{format}");
        assert_eq!(run.stderr, "", "{format}");
    }
}

#[test]
fn rules_lead_to_their_documentation_where_links_are_followed() {
    let folder = Folder::with("login.html", UNREADY);
    let link = format!(
        "\u{1b}]8;;{}/blob/v{}/docs/rules/missing-tenant-info.md\u{1b}\\",
        env!("CARGO_PKG_REPOSITORY"),
        env!("CARGO_PKG_VERSION")
    );
    for arguments in [
        &["check"][..],
        &["check", "--output-format=concise"],
        &["rules"],
    ] {
        let run = Run::of(folder.command(arguments).env("FORCE_HYPERLINK", "1"));
        assert!(run.stdout.contains(&link), "{run:?}");
        let plain = folder.run(arguments);
        assert!(!plain.stdout.contains('\u{1b}'), "{plain:?}");
    }
    // What a machine reads has none.
    let run = Run::of(
        folder
            .command(&["check", "--output-format=json"])
            .env("FORCE_HYPERLINK", "1"),
    );
    assert_eq!(run.json()["findings"][0]["rule"], "missing-tenant-info");
}

#[test]
fn several_reports_are_written_at_once() {
    let folder = Folder::with("login.html", UNREADY);
    let run = folder.run(&[
        "check",
        "--output-format=sarif",
        "--output-file=out/report.sarif",
        "--output-format=concise",
        "--output-format=junit",
        "--output-file=junit.xml",
    ]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stdout.starts_with("login.html:8:"), "{run:?}");
    let sarif: Value = serde_json::from_str(&folder.get("out/report.sarif")).expect("it is JSON");
    assert_eq!(sarif["runs"][0]["invocations"][0]["exitCode"], 1);
    assert!(folder.get("junit.xml").contains("<failure"));
}

#[test]
fn two_reports_on_standard_output_are_refused_before_anything_happens() {
    let folder = Folder::with("login.html", UNREADY);
    let run = folder.run(&["fix", "--output-format=json", "--output-format=full"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.stderr.contains("--output-file"), "{run:?}");
    assert_eq!(folder.get("login.html"), UNREADY);
}

#[test]
fn a_report_does_not_overwrite_a_page() {
    let folder = Folder::with("login.html", UNREADY);
    for arguments in [
        ["check", "--output-file", "login.html"],
        ["fix", "--output-file", "./login.html"],
    ] {
        let run = folder.run(&arguments);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.stderr.contains("overwrite a page"), "{run:?}");
        assert_eq!(folder.get("login.html"), UNREADY);
    }
}

#[test]
fn a_report_that_cannot_be_written_is_an_error() {
    let folder = Folder::with("login.html", UNREADY);
    folder.put("file", "");
    let run = folder.run(&["check", "--output-file", "file/report.txt"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.stderr.contains("cannot write"), "{run:?}");
}

#[test]
fn a_report_replaces_the_one_before_it() {
    let folder = Folder::with("login.html", UNREADY);
    folder.put("report.txt", "old\n".repeat(1000));
    folder.run(&["check", "--output-file", "report.txt"]);
    let report = folder.get("report.txt");
    assert!(report.contains("missing-tenant-info") && !report.contains("old"));
    let left = fs::read_dir(folder.path("")).expect("the folder can be read");
    assert_eq!(left.count(), 2, "no temporary file is left");
}

#[test]
fn the_environment_can_choose() {
    let folder = Folder::with("login.html", UNREADY);
    let mut command = folder.command(&["check"]);
    command.env("LOCKWRIGHT_OUTPUT_FORMAT", "github");
    command.env("LOCKWRIGHT_PATH_PREFIX", "web");
    let run = crate::folder::Run::of(&mut command);
    assert!(
        run.stdout
            .starts_with("::error file=web/login.html,line=8,"),
        "{run:?}"
    );
}

#[test]
fn paths_are_relative_to_where_the_command_runs() {
    let folder = Folder::with("pages/login.html", UNREADY);
    let absolute = fs::canonicalize(folder.path("pages/login.html")).expect("it is there");
    let absolute = absolute.to_str().expect("it is text");
    let run = folder.run(&["check", absolute, "--output-format=gitlab"]);
    assert_eq!(run.json()[0]["location"]["path"], "pages/login.html");
}

#[test]
fn what_cannot_be_read_is_in_reports_that_have_a_place_for_it() {
    let folder = Folder::with("login.html", b"\xff");
    let run = folder.run(&["check", "--output-format=sarif"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    let invocation = run.json()["runs"][0]["invocations"][0].take();
    assert_eq!(invocation["executionSuccessful"], false);
    let run = folder.run(&["check", "--output-format=junit"]);
    assert!(
        run.stdout.contains("<error message=\"login.html"),
        "{run:?}"
    );
}

#[test]
fn rules_are_described_for_machines() {
    let folder = Folder::new();
    let all = folder.run(&["rules", "--output-format", "json"]).json();
    let ids = all["rules"].as_array().expect("it is a list").iter();
    assert!(ids.clone().any(|rule| rule["id"] == "missing-tenant-info"));
    for id in ids.filter_map(|rule| rule["id"].as_str()) {
        let one = folder.run(&["rule", id, "--output-format", "json"]).json();
        assert_eq!(one["rules"][0]["id"], id);
        let documentation = one["rules"][0]["documentation"].as_str();
        assert!(documentation.is_some_and(|text| text.contains(id)), "{id}");
    }
}
