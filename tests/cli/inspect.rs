//! `lockwright inspect`.

use std::collections::HashSet;

use crate::folder::{Folder, UNREADY};

#[test]
fn pages_are_shown_in_the_order_given() {
    let folder = Folder::with("b.html", UNREADY);
    folder.put("a.html", "<p>No Lock here</p>\n");
    let text = folder.run(&["inspect", "b.html", "a.html"]);
    assert_eq!(text.code, Some(0), "{text:?}");
    let named: Vec<_> = text
        .stdout
        .lines()
        .filter(|line| line.ends_with(".html"))
        .collect();
    assert_eq!(named, ["b.html", "a.html"], "{text:?}");
    let json = folder
        .run(&["inspect", "b.html", "a.html", "--output-format", "json"])
        .json();
    assert_eq!(json["version"], 1);
    assert_eq!(json["pages"][0]["path"], "b.html");
    assert_eq!(json["pages"][1]["path"], "a.html");
    assert_eq!(json["pages"][1]["constructions"], serde_json::json!([]));
}

#[test]
fn an_unreadable_page_does_not_stop_the_rest() {
    let folder = Folder::with("a.html", UNREADY);
    let run = folder.run(&["inspect", "missing.html", "a.html"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(
        run.stderr.contains("missing.html") && run.stdout.contains("a.html"),
        "{run:?}"
    );
}

#[test]
fn nothing_is_said_twice() {
    let page = include_str!("../../fixtures/unready/options-by-switch.html");
    let folder = Folder::with("page.html", page);
    let run = folder.run(&["inspect", "page.html"]);
    let lines: Vec<_> = run.stdout.lines().collect();
    let distinct: HashSet<_> = lines.iter().collect();
    assert_eq!(distinct.len(), lines.len(), "{run:?}");
    let alternatives = "options: { rememberLastLogin: false } or { autoclose: true } or {}";
    assert!(run.stdout.contains(alternatives), "{run:?}");
}

#[test]
fn hosts_that_run_code_are_named_but_for_auth0() {
    let page = "<script src=\"https://cdn.auth0.com/js/lock/14.3.0/lock.min.js\"></script>\n\
                <script src=\"//Code.example.com/a.js\"></script>\n<script src=\"/own.js\"></script>\n";
    let folder = Folder::with("page.html", page);
    let text = folder.run(&["inspect", "page.html"]).stdout;
    assert!(
        text.contains("2:14  runs code of code.example.com"),
        "{text}"
    );
    assert_eq!(text.matches("runs code of").count(), 1, "{text}");
    let json = folder
        .run(&["inspect", "page.html", "--output-format", "json"])
        .json();
    let scripts = &json["pages"][0]["foreign_scripts"];
    assert_eq!(scripts[0]["host"], "code.example.com");
    assert_eq!(scripts[0]["range"]["start"]["line"], 2);
}
