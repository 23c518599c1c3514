//! `--files-from` and `@FILE`.

use crate::folder::{Folder, UNREADY};

#[test]
fn pages_can_be_listed() {
    let folder = Folder::with("a b.html", UNREADY);
    folder.put("c.html", UNREADY);
    folder.put("d.html", UNREADY);
    for list in [
        "a b.html\nc.html\n",
        "a b.html\r\nc.html",
        "c.html\0a b.html\0",
    ] {
        folder.put("list", list);
        for run in [
            folder.run(&["check", "--show-files", "--files-from", "list"]),
            folder.run_on(list, &["check", "--show-files", "--files-from", "-"]),
        ] {
            assert_eq!(
                (run.code, run.stdout.as_str()),
                (Some(0), "a b.html\nc.html\n")
            );
        }
    }
    let run = folder.run(&["check", "d.html", "--show-files", "--files-from", "list"]);
    assert_eq!(run.stdout.lines().count(), 3, "{run:?}");
}

#[test]
fn an_empty_list_means_no_page() {
    let folder = Folder::with("a.html", UNREADY);
    let run = folder.run_on("", &["fix", "--files-from", "-"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(folder.get("a.html"), UNREADY);
}

#[test]
fn what_is_listed_is_named_outright() {
    let folder = Folder::with("a.html", UNREADY);
    folder.put("lockwright.toml", "exclude = ['*']");
    let check = |arguments: &[&str]| {
        let mut all = vec!["check", "--files-from", "-"];
        all.extend(arguments);
        folder.run_on("a.html\n", &all).code
    };
    assert_eq!(check(&[]), Some(1));
    assert_eq!(check(&["--force-exclude"]), Some(0));
    let missing = folder.run_on("gone.html\n", &["check", "--files-from", "-"]);
    assert_eq!(missing.code, Some(2), "{missing:?}");
}

#[test]
fn lists_that_cannot_be_read_or_contradict_are_refused() {
    let folder = Folder::with("a.html", UNREADY);
    for arguments in [
        &["check", "--files-from", "missing"][..],
        &["check", "--files-from", "."],
        &["check", "-", "--files-from", "-"],
        &["check", "@missing"],
        &["@missing"],
    ] {
        let run = folder.run_on("", arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {run:?}");
        assert_eq!(run.stdout, "", "{arguments:?}");
        assert!(!run.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn arguments_can_be_in_files() {
    let folder = Folder::with("a.html", UNREADY);
    folder.put("@b.html", UNREADY);
    folder.put("arguments", "--fail-on\nnever\n\n--show-files\r\na.html\n");
    let run = folder.run(&["check", "@arguments"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "a.html\n"));
    for arguments in [
        &["check", "--show-files", "./@b.html"][..],
        &["check", "--show-files", "--", "@b.html"],
    ] {
        let run = folder.run(arguments);
        assert!(run.stdout.contains("@b.html"), "{arguments:?}: {run:?}");
    }
}
