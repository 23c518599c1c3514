//! `lockwright fix` and `lockwright check --diff`: what is changed, and what is not.

use std::process::Command;

use crate::folder::{FLAG, Folder, Run, UNREADY, hopeless, ready};

#[test]
fn a_page_is_mended_where_it_is() {
    for arguments in [
        &["fix", "login.html"][..],
        &["check", "--fix", "login.html"],
    ] {
        let folder = Folder::with("login.html", UNREADY);
        let run = folder.run(arguments);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(
            run.stdout
                .contains("1 file checked, 1 finding fixed, none left"),
            "{run:?}"
        );
        let page = folder.get("login.html");
        assert!(page.contains(FLAG), "{page}");
        assert_eq!(folder.run(&["fix", "login.html"]).code, Some(0));
        assert_eq!(
            folder.get("login.html"),
            page,
            "a second run changes nothing"
        );
    }
}

#[test]
fn what_cannot_be_mended_is_left_alone() {
    let folder = Folder::with("login.html", hopeless());
    let run = folder.run(&["fix", "login.html"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert_eq!(folder.get("login.html"), hopeless());
}

#[test]
fn the_other_pages_are_mended() {
    let folder = Folder::with("a.html", UNREADY);
    folder.put("b.html", hopeless());
    folder.put("c.html", b"\xff\xfe\xfd");
    folder.put("d.html", UNREADY);
    assert_eq!(folder.run(&["fix"]).code, Some(2));
    for name in ["a.html", "d.html"] {
        assert!(folder.get(name).contains(FLAG), "{name}");
    }
}

#[test]
fn a_diff_changes_nothing_and_fails() {
    for arguments in [&["check", "--diff"][..], &["fix", "--diff"]] {
        let folder = Folder::with("login.html", UNREADY);
        let run = folder.run(arguments);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert_eq!(folder.get("login.html"), UNREADY);
        assert!(
            run.stdout.starts_with("--- a/") || run.stdout.starts_with("diff "),
            "{run:?}"
        );
        assert!(run.stdout.contains(FLAG), "{run:?}");
        assert!(run.stderr.contains("1 finding would be fixed"), "{run:?}");
    }
}

#[test]
fn a_diff_without_changes_is_empty() {
    let folder = Folder::with("login.html", ready());
    let run = folder.run(&["check", "--diff", "login.html"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{run:?}");
    folder.put("login.html", hopeless());
    let run = folder.run(&["check", "--diff", "login.html"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{run:?}");
    assert!(run.stderr.contains("login.html"), "{run:?}");
}

#[test]
fn a_page_is_mended_once_whatever_paths_lead_to_it() {
    let folder = Folder::with("login.html", UNREADY);
    let absolute = folder.path("login.html");
    let absolute = absolute.to_str().expect("the path is text");
    let run = folder.run(&["fix", ".", "login.html", "./login.html", absolute]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    assert!(
        run.stdout.contains("\n1 file checked, 1 finding fixed"),
        "{run:?}"
    );
    assert_eq!(run.stdout.matches("changed ").count(), 1, "{run:?}");
}

#[test]
fn to_fix_is_to_do_nothing_else_with_findings() {
    let folder = Folder::with("login.html", UNREADY);
    let baseline = ["--baseline", "base.json", "--write-baseline"];
    for command in [&["fix"][..], &["check", "--fix"]] {
        for other in [&["--add-ignore"][..], &baseline] {
            let arguments = [command, other].concat();
            let run = folder.run(&arguments);
            assert_eq!(run.code, Some(2), "{arguments:?}: {run:?}");
            let why = "does not go together with fixing";
            assert!(run.stderr.contains(why), "{arguments:?}: {run:?}");
            assert_eq!(folder.get("login.html"), UNREADY, "{arguments:?}");
        }
    }
}

#[test]
fn what_could_not_be_written_is_counted() {
    let folder = Folder::with("login.html", UNREADY);
    let file = folder.path("login.html");
    let mut permissions = std::fs::metadata(&file).expect("it is there").permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&file, permissions).expect("it is ours");
    let run = folder.run(&["fix"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert_eq!(run.stdout, "0 files checked, 1 failed\n");
}

#[test]
fn a_diff_names_pages_from_here() {
    let folder = Folder::with("pages/login.html", UNREADY);
    let absolute = folder.path("pages/login.html");
    let absolute = absolute.to_str().expect("the path is text");
    let plain = folder.run(&["check", "--diff", "pages/login.html"]).stdout;
    for path in [absolute, "./pages/../pages/login.html", "pages", "."] {
        let patch = folder.run(&["check", "--diff", path]).stdout;
        assert_eq!(patch, plain, "{path}");
    }
}

#[test]
fn git_applies_a_diff() {
    let folder = Folder::with("pages/login.html", UNREADY);
    folder.put("pages/reset.html", UNREADY.replace('\n', "\r\n"));
    let patch = folder.run(&["check", "--diff", "pages"]).stdout;
    folder.put("change.patch", patch);
    let mut git = Command::new("git");
    git.args(["apply", "change.patch"])
        .current_dir(folder.path("."));
    let run = Run::of(&mut git);
    assert_eq!(run.code, Some(0), "{run:?}");
    for (name, before) in [("login.html", UNREADY.to_owned()), ("reset.html", crlf())] {
        let fixed = Folder::with(name, before);
        fixed.run(&["fix", name]);
        assert_eq!(
            folder.get(&format!("pages/{name}")),
            fixed.get(name),
            "{name}"
        );
    }
}

fn crlf() -> String {
    UNREADY.replace('\n', "\r\n")
}
