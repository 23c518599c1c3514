//! Excluded pages, and paths that lead to none.

use crate::folder::{Folder, UNREADY};

/// The pages that `check` with these arguments would check.
fn files(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let mut all = vec!["check", "--show-files"];
    all.extend(arguments);
    let run = folder.run(&all);
    assert_eq!(run.code, Some(0), "{arguments:?}: {run:?}");
    run.stdout
        .lines()
        .map(|line| line.replace('\\', "/"))
        .collect()
}

#[test]
fn patterns_leave_pages_out() {
    let folder = Folder::with("a.html", UNREADY);
    for page in ["old/b.html", "new/old/c.html", "new/d.htm"] {
        folder.put(page, UNREADY);
    }
    let cases: [(&[&str], &[&str]); 7] = [
        (
            &[],
            &["a.html", "new/d.htm", "new/old/c.html", "old/b.html"],
        ),
        (&["--exclude", "old"], &["a.html", "new/d.htm"]),
        (
            &["--exclude", "/old"],
            &["a.html", "new/d.htm", "new/old/c.html"],
        ),
        (&["--exclude", "*.html"], &["new/d.htm"]),
        (&["--exclude", "old,*.htm"], &["a.html"]),
        (&["--exclude", "new/", "--exclude", "old/"], &["a.html"]),
        (
            &["--config", "exclude=['new']", "--exclude", "/old"],
            &["a.html"],
        ),
    ];
    for (arguments, expected) in cases {
        assert_eq!(files(&folder, arguments), expected, "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn names_are_listed_as_they_are() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new();
    let name = OsStr::from_bytes(b"\xff\x1b.html");
    std::fs::write(folder.path("").join(name), UNREADY).expect("a file can be written");
    let listed = folder.command(&["check", "--show-files"]).output();
    assert_eq!(listed.expect("the command runs").stdout, b"\xff\x1b.html\n");
}

#[test]
fn excludes_of_files_are_relative_to_them() {
    let folder = Folder::with("a/page.html", UNREADY);
    folder.put("page.html", UNREADY);
    folder.put("a/b/page.html", UNREADY);
    folder.put("a/lockwright.toml", "exclude = ['/page.html']");
    assert_eq!(files(&folder, &[]), ["a/b/page.html", "page.html"]);
    assert_eq!(files(&folder, &["a"]), ["a/b/page.html"]);
    assert_eq!(files(&folder, &["--isolated"]).len(), 3);
}

#[test]
fn what_is_named_outright_is_excluded_only_by_force() {
    let folder = Folder::with("old/page.html", UNREADY);
    folder.put("lockwright.toml", "exclude = ['old/']");
    assert_eq!(files(&folder, &["old/page.html"]), ["old/page.html"]);
    assert_eq!(files(&folder, &["old"]), ["old/page.html"]);
    let none: [&str; 0] = [];
    for path in ["old/page.html", "old", "./old/page.html"] {
        assert_eq!(files(&folder, &[path, "--force-exclude"]), none, "{path}");
        let run = folder.run(&["check", path, "--force-exclude", "--quiet"]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{path}");
    }
}

#[test]
fn showing_files_checks_and_changes_nothing() {
    let folder = Folder::with("page.html", UNREADY);
    let run = folder.run(&["fix", "--show-files"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "page.html\n"));
    assert_eq!(folder.get("page.html"), UNREADY);
}

#[test]
fn a_path_without_pages_is_an_error_unless_that_is_fine() {
    let folder = Folder::with("empty/notes.txt", "");
    folder.put("page.html", UNREADY);
    for path in ["empty", "missing.html", "missing/"] {
        let run = folder.run(&["check", path, "page.html"]);
        assert_eq!(run.code, Some(2), "{path}: {run:?}");
        assert!(run.stderr.contains(path), "{path}: {run:?}");
        assert!(
            run.stdout.contains("missing-tenant-info"),
            "{path}: {run:?}"
        );
        let run = folder.run(&["check", path, "page.html", "--no-error-on-unmatched"]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""), "{path}");
        let run = folder.run(&["check", path, "--no-error-on-unmatched", "--quiet"]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{path}");
    }
}
