//! Folders that change under the run, links, permissions, many pages, and streams that fail.

use std::fs;
use std::process::Stdio;
use std::thread;

use crate::folder::{Folder, Run, UNREADY};

/// A folder with that many pages, `0.html` and on.
fn many(pages: usize) -> Folder {
    let folder = Folder::new();
    for number in 0..pages {
        folder.put(&format!("{number}.html"), UNREADY);
    }
    folder
}

#[test]
fn a_thousand_pages_are_checked_and_fixed() {
    let folder = many(1000);
    let run = folder.run(&["check", "--output-format", "json"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(run.json()["summary"]["files"], 1000);
    assert_eq!(run.stderr, "", "a progress bar is for terminals");
    let run = folder.run(&["fix", "--quiet"]);
    assert_eq!(
        (run.code, run.stdout.as_str(), run.stderr.as_str()),
        (Some(0), "", "")
    );
    assert_eq!(folder.run(&["check", "--quiet"]).code, Some(0));
}

#[test]
fn pages_that_vanish_midway_cost_nothing_but_themselves() {
    let folder = many(300);
    let child = folder
        .command(&["check", "--output-format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let paths: Vec<_> = (0..300)
        .map(|number| folder.path(&format!("{number}.html")))
        .collect();
    let removing = thread::spawn(move || {
        for path in paths.iter().rev() {
            fs::remove_file(path).expect("it is there");
        }
    });
    let run = Run::from(child.wait_with_output().expect("the command ends"));
    removing.join().expect("the files are gone");
    // How many were still there is a matter of luck; what is said of the rest is not.
    assert!(run.json()["summary"]["files"].as_u64() <= Some(300));
    assert!(!run.stderr.contains("bug"), "{run:?}");
    if run.stderr.contains("cannot be read") {
        assert_eq!(run.code, Some(2), "{run:?}");
    }
}

#[cfg(unix)]
#[test]
fn links_that_loop_end() {
    use std::os::unix::fs::symlink;
    let folder = Folder::with("a/page.html", UNREADY);
    symlink("..", folder.path("a/up")).expect("a link can be made");
    symlink("self", folder.path("self")).expect("a link can be made");
    symlink("nowhere", folder.path("a/dangling.html")).expect("a link can be made");
    let run = folder.run(&["check", "--show-files"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "a/page.html\n"));
    for path in ["self", "a/dangling.html", "self/page.html"] {
        let run = folder.run(&["check", path]);
        assert_eq!(run.code, Some(2), "{path}: {run:?}");
        assert!(run.stderr.contains(path), "{path}: {run:?}");
    }
    // A way round through links leads to a page all the same.
    let run = folder.run(&["check", "a/up/a/up/a/page.html"]);
    assert_eq!(run.code, Some(1), "{run:?}");
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_told_and_the_rest_goes_on() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::with("open/page.html", UNREADY);
    for page in ["closed/page.html", "hidden.html"] {
        folder.put(page, UNREADY);
    }
    let allow = |name: &str, mode: u32| {
        let permissions = fs::Permissions::from_mode(mode);
        fs::set_permissions(folder.path(name), permissions).expect("it is ours");
    };
    allow("closed", 0);
    allow("hidden.html", 0);
    // The administrator may read everything: then there is nothing to be seen here.
    let readable = fs::read(folder.path("hidden.html")).is_ok();
    let run = folder.run(&["check"]);
    allow("closed", 0o755);
    if readable {
        return;
    }
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(
        run.stderr.contains("closed") && run.stderr.contains("hidden.html"),
        "{run:?}"
    );
    assert!(!run.stderr.contains("./closed"), "{run:?}");
    assert!(run.stdout.contains("open/page.html"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn a_working_folder_that_is_gone_is_told() {
    let folder = Folder::with("page.html", UNREADY);
    folder.put("gone/notes.txt", "");
    let binary = env!("CARGO_BIN_EXE_lockwright");
    let script = format!("rm -r ../gone; exec '{binary}' check ../page.html");
    let mut command = std::process::Command::new("sh");
    command
        .current_dir(folder.path("gone"))
        .args(["-c", &script]);
    let run = Run::of(&mut command);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(!run.stderr.contains("bug"), "{run:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn files_that_do_not_end_are_given_up() {
    let folder = Folder::with("page.html", UNREADY);
    for arguments in [
        &["check", "/dev/zero"][..],
        &["check", "--files-from", "/dev/zero"],
        &["check", "--config", "/dev/zero"],
        &["check", "@/dev/zero"],
    ] {
        let run = folder.run(arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {run:?}");
        assert!(run.stderr.contains("large"), "{arguments:?}: {run:?}");
    }
}
