//! What a run says beside its findings.

use crate::folder::{FLAG, Folder, UNREADY, ready};

#[test]
fn a_page_where_a_command_belongs_is_one_to_check() {
    let folder = Folder::with("login.html", UNREADY);
    let run = folder.run(&["login.html"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    let tip = "did you mean `lockwright check login.html`?";
    assert!(run.stderr.contains(tip), "{run:?}");
}

#[test]
fn pages_without_lock_are_told_once() {
    let folder = Folder::with("a.html", "<p>Nothing here</p>");
    folder.put("b.html", "<script\n SRC=app.js></script>");
    let run = folder.run(&["check"]);
    assert_eq!(
        run.stdout,
        "2 files checked, nothing found; no Lock found in 2 files (external scripts are not read)\n"
    );
    let run = folder.run(&["check", "a.html"]);
    assert_eq!(
        run.stdout,
        "1 file checked, nothing found; no Lock found in 1 file\n"
    );
    folder.put("login.html", ready());
    let run = folder.run(&["check", "login.html"]);
    assert_eq!(run.stdout, "1 file checked, nothing found\n");
}

#[test]
fn fixing_lists_the_pages_that_it_changed() {
    let folder = Folder::with("a.html", UNREADY);
    folder.put("b.html", ready());
    folder.put("c.html", UNREADY);
    let run = folder.run(&["fix", "--output-format", "json", "a.html", "b.html"]);
    assert!(run.stdout.contains(r#""changed":["a.html"]"#), "{run:?}");
    let run = folder.run(&["fix"]);
    assert_eq!(
        run.stdout,
        "changed c.html\n3 files checked, 1 finding fixed, none left\n"
    );
    assert!(folder.get("c.html").contains(FLAG));
}

#[test]
fn what_cannot_be_read_has_a_path_in_every_format_for_machines() {
    let folder = Folder::with("a.html", UNREADY);
    folder.put("utf16.html", "\u{feff}");
    std::fs::write(folder.path("utf16.html"), b"\xff\xfe<\0p\0>\0").expect("it is ours");
    for format in [
        "json",
        "json-lines",
        "sarif",
        "gitlab",
        "rdjson",
        "checkstyle",
    ] {
        let run = folder.run(&["check", "--output-format", format]);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.stdout.contains("utf16.html"), "{format}: {run:?}");
    }
}

#[test]
fn what_goes_wrong_in_one_way_for_many_pages_is_told_once() {
    let folder = Folder::new();
    for number in 0..40 {
        folder.put(&format!("{number:02}.html"), "x");
        let path = folder.path(&format!("{number:02}.html"));
        std::fs::write(path, b"\xff\xfe<\0p\0>\0").expect("it is ours");
    }
    let run = folder.run(&["check"]);
    assert_eq!(run.stderr.matches("error:").count(), 1, "{run:?}");
    for part in ["error: 40 files: ", "  00.html\n", "  and 35 more\n"] {
        assert!(run.stderr.contains(part), "{part}: {run:?}");
    }
}

#[test]
fn ignoring_is_counted_before_it_is_done() {
    let folder = Folder::with("a.html", UNREADY);
    let run = folder.run(&["check", "--add-ignore", "--diff"]);
    let line = "1 file checked, 1 finding would be ignored, none left\n";
    assert_eq!(run.stderr, line, "{run:?}");
    assert_eq!(folder.get("a.html"), UNREADY);
    let run = folder.run(&["check", "--add-ignore"]);
    let line = "changed a.html\n1 file checked, 1 finding ignored from now on, none left\n";
    assert_eq!(run.stdout, line, "{run:?}");
}

#[test]
fn rules_are_listed_with_what_they_find() {
    let run = Folder::new().run(&["rules"]);
    let summary = "A script has a syntax error or an early error, so a browser runs nothing of it.";
    assert!(
        run.stdout.contains(&format!("\n    {summary}\n")),
        "{run:?}"
    );
}

#[test]
fn manual_pages_tell_the_version() {
    for command in [&["man"][..], &["man", "check"], &["man", "config", "show"]] {
        let run = Folder::new().run(command);
        let version = concat!("lockwright ", env!("CARGO_PKG_VERSION"));
        let title = run.stdout.lines().find(|line| line.starts_with(".TH"));
        assert!(title.is_some_and(|line| line.contains(version)), "{run:?}");
    }
}

#[cfg(unix)]
mod links {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn symbolic_links_are_not_passed_over_in_silence() {
        let folder = Folder::with("pages/a.html", ready());
        symlink("a.html", folder.path("pages/b.html")).expect("a link");
        symlink("a.html", folder.path("pages/c.txt")).expect("a link");
        let run = folder.run(&["check", "pages"]);
        assert_eq!(run.code, Some(0), "{run:?}");
        let note = "note: 1 symbolic link was not followed\n  pages/b.html\n";
        assert!(run.stderr.contains(note), "{run:?}");
        let run = folder.run(&["check", "pages", "--quiet"]);
        assert_eq!(run.stderr, "", "{run:?}");
        let run = folder.run(&["check", "pages/b.html"]);
        assert_eq!(run.stderr, "", "{run:?}");
    }

    #[test]
    fn hard_links_are_written_as_one_file() {
        let folder = Folder::with("a.html", UNREADY);
        fs::create_dir(folder.path("other")).expect("a folder");
        fs::hard_link(folder.path("a.html"), folder.path("other/b.txt")).expect("a link");
        let run = folder.run(&["fix", "a.html"]);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(folder.get("other/b.txt").contains(FLAG));
        assert_eq!(folder.get("a.html"), folder.get("other/b.txt"));
    }

    #[test]
    fn a_page_that_was_being_written_when_a_run_was_killed_is_put_back() {
        let half = UNREADY.get(..100).expect("it is longer");
        let folder = Folder::with("a.html", half);
        folder.put(".lockwright-backup-a.html", UNREADY);
        folder.put(".lockwright-Ab12Cd", "never renamed");
        let run = folder.run(&["fix"]);
        assert_eq!(run.code, Some(0), "{run:?}");
        let note = "has its old content again: an earlier run was interrupted";
        assert!(run.stderr.contains(note), "{run:?}");
        assert_eq!(folder.get("a.html"), ready_by_fixing());
        for left in [".lockwright-backup-a.html", ".lockwright-Ab12Cd"] {
            assert!(!folder.path(left).exists(), "{left}");
        }
    }

    fn ready_by_fixing() -> String {
        let folder = Folder::with("a.html", UNREADY);
        folder.run(&["fix"]);
        folder.get("a.html")
    }
}
