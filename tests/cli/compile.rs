//! `lockwright compile`: where the page that is ready goes.

use std::fs;

use crate::folder::{FLAG, Folder, UNREADY, hopeless, ready};

#[test]
fn one_page_goes_to_standard_output() {
    let folder = Folder::with("login.html", UNREADY);
    let run = folder.run(&["compile", "login.html"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.contains(FLAG), "{run:?}");
    assert_eq!(
        folder.get("login.html"),
        UNREADY,
        "the page that was given stays"
    );
    let dash = folder.run(&["compile", "login.html", "-o", "-"]);
    assert_eq!(dash.stdout, run.stdout);
}

#[test]
fn a_ready_page_comes_out_as_it_is() {
    let folder = Folder::with("login.html", ready());
    assert_eq!(folder.run(&["compile", "login.html"]).stdout, ready());
}

#[test]
fn pages_go_to_files() {
    let folder = Folder::with("in/a.html", UNREADY);
    folder.put("in/b.html", UNREADY);
    let cases: [(&[&str], &[&str]); 3] = [
        (
            &["compile", "in/a.html", "-o", "ready.html"],
            &["ready.html"],
        ),
        (
            &["compile", "in/a.html", "-o", "new/folder/a.html"],
            &["new/folder/a.html"],
        ),
        (
            &["compile", "in/a.html", "in/b.html", "--out-dir", "out"],
            &["out/a.html", "out/b.html"],
        ),
    ];
    for (arguments, outputs) in cases {
        // The second time the files are there already.
        for _ in 0..2 {
            let run = folder.run(arguments);
            assert_eq!(
                (run.code, run.stdout.as_str()),
                (Some(0), ""),
                "{arguments:?}: {run:?}"
            );
        }
        for output in outputs {
            assert!(folder.get(output).contains(FLAG), "{output}");
        }
    }
    let left = fs::read_dir(folder.path("out"))
        .expect("the folder was made")
        .count();
    assert_eq!(left, 2, "no temporary file stays");
}

#[test]
fn nothing_is_written_when_a_page_is_not_ready() {
    let folder = Folder::with("a.html", UNREADY);
    folder.put("b.html", hopeless());
    let cases: [&[&str]; 3] = [
        &["compile", "b.html"],
        &["compile", "b.html", "-o", "out.html"],
        &["compile", "a.html", "b.html", "--out-dir", "out"],
    ];
    for arguments in cases {
        let run = folder.run(arguments);
        assert_eq!(
            (run.code, run.stdout.as_str()),
            (Some(1), ""),
            "{arguments:?}: {run:?}"
        );
        assert!(run.stderr.contains("b.html"), "{run:?}");
        assert!(run.stderr.contains("nothing was written"), "{run:?}");
    }
    assert!(!folder.path("out.html").exists() && !folder.path("out").exists());
}

#[test]
fn what_is_said_of_fixes_is_meant_for_this_command() {
    let folder = Folder::with("a.html", UNREADY);
    folder.put("b.html", hopeless());
    let run = folder.run(&["compile", "a.html", "b.html", "--out-dir", "out"]);
    let counts = "2 files checked, 1 finding would be fixed, 1 left";
    assert!(run.stderr.contains(counts), "{run:?}");
    folder.put("c.html", ready().replace(FLAG, "__useTenantInfo: true"));
    for command in ["compile", "fix"] {
        let run = folder.run(&[command, "c.html"]);
        let said = run.stdout + &run.stderr;
        assert!(said.contains("; 1 fixable with --unsafe-fixes"), "{said}");
    }
}

#[test]
fn no_page_is_overwritten() {
    let folder = Folder::with("a.html", UNREADY);
    folder.put("b/a.html", UNREADY);
    let cases: [&[&str]; 6] = [
        &["compile", "a.html", "-o", "a.html"],
        &["compile", "a.html", "-o", "./b/../a.html"],
        &["compile", "a.html", "--out-dir", "."],
        &["compile", "a.html", "b/a.html", "--out-dir", "out"],
        &["compile", "a.html", "b/a.html"],
        &["compile", "a.html", "-o", "x", "--out-dir", "y"],
    ];
    for arguments in cases {
        let run = folder.run(arguments);
        assert_eq!(
            (run.code, run.stdout.as_str()),
            (Some(2), ""),
            "{arguments:?}: {run:?}"
        );
    }
    assert_eq!(folder.get("a.html"), UNREADY);
    assert_eq!(folder.get("b/a.html"), UNREADY);
    assert!(!folder.path("out").exists());
}

#[test]
fn an_unreadable_page_is_told() {
    let folder = Folder::with("a.html", UNREADY);
    let run = folder.run(&["compile", "a.html", "missing.html", "--out-dir", "out"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.stderr.contains("missing.html"), "{run:?}");
    assert!(!folder.path("out").exists());
}

#[test]
#[cfg(unix)]
fn new_files_can_be_read_by_others() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::with("a.html", UNREADY);
    folder.run(&["compile", "a.html", "-o", "out.html"]);
    let mode = |name: &str| {
        fs::metadata(folder.path(name))
            .expect("the file is there")
            .permissions()
            .mode()
    };
    assert_eq!(
        mode("out.html"),
        mode("a.html"),
        "as the umask has it for any new file"
    );
}
