//! What is seen in a terminal, which `script` of util-linux makes.

use std::process::Command;

use crate::folder::{Folder, Run, UNREADY, tested};

/// What the terminal shows when a command is run in it for up to some seconds.
fn seen(folder: &Folder, columns: usize, arguments: &str) -> String {
    let command = tested();
    let command = command.to_str().expect("a path that is Unicode");
    let line = format!("stty rows 40 cols {columns}; timeout 4 '{command}' {arguments}");
    let mut script = Command::new("script");
    script
        .args(["--quiet", "--return", "--command", &line, "/dev/null"])
        .current_dir(folder.path("."))
        .env("TERM", "xterm")
        .env_remove("NO_COLOR")
        .env_remove("COLUMNS");
    Run::of(&mut script).stdout
}

#[test]
fn frames_fit() {
    let folder = Folder::with("login.html", UNREADY);
    for columns in [60, 72, 80] {
        let shown = seen(&folder, columns, "check --color never login.html");
        assert!(shown.contains("third-party applications"), "{shown}");
        // The heading has no frame that wrapping could break.
        for line in shown.lines().skip(1) {
            assert!(line.chars().count() <= columns, "{columns}: {line}");
        }
    }
}

#[test]
fn colours_are_shown() {
    let folder = Folder::with("login.html", UNREADY);
    let shown = seen(&folder, 80, "check --diff login.html");
    assert!(shown.contains("\u{1b}[32m+"), "{shown}");
}

#[test]
fn watching_shows_what_is_wrong_with_configurations_and_pages() {
    let folder = Folder::with("login.html", UNREADY);
    folder.put("other/login.html", b"\xff\xfe<\0");
    for (configuration, told) in [
        ("", "other/login.html: the page is encoded as UTF-16"),
        ("targt = \"cloud\"", "unknown key `targt`"),
    ] {
        folder.put("lockwright.toml", configuration);
        let shown = seen(&folder, 80, "check --watch --color never");
        let left = shown.rsplit("\u{1b}[H").next().unwrap_or_default();
        assert!(left.contains(told), "{shown}");
        assert!(left.contains("Waiting for a change"), "{shown}");
    }
}
