//! `lockwright man`.

use std::fs;
use std::process::{Command, Stdio};

use crate::folder::Folder;

/// The manual page's source without the escapes of hyphens.
fn source(folder: &Folder, arguments: &[&str]) -> String {
    let run = folder.run(arguments);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    run.stdout.replace("\\-", "-")
}

#[test]
fn a_page_names_its_command_and_its_options() {
    let folder = Folder::new();
    let page = source(&folder, &["man"]);
    assert!(page.contains(".TH lockwright 1"), "{page}");
    assert!(page.contains("lockwright-check"), "{page}");
    let page = source(&folder, &["man", "check"]);
    assert!(page.contains(".TH lockwright-check 1"), "{page}");
    assert!(page.contains("--force-exclude"), "{page}");
    let page = source(&folder, &["man", "config", "show"]);
    assert!(page.contains(".TH lockwright-config-show 1"), "{page}");
}

#[test]
fn all_pages_are_written_into_a_folder() {
    let folder = Folder::new();
    let run = folder.run(&["man", "--out-dir", "share/man/man1"]);
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (Some(0), ""),
        "{}",
        run.stderr
    );
    for command in ["", "-check", "-config", "-config-show", "-init", "-man"] {
        let page = folder.get(&format!("share/man/man1/lockwright{command}.1"));
        assert!(page.contains(".SH SYNOPSIS"), "{command}: {page}");
    }
    assert!(!folder.path("share/man/man1/lockwright-help.1").exists());
}

#[test]
fn groff_has_nothing_to_object_to() {
    let folder = Folder::new();
    folder.run(&["man", "--out-dir", "pages"]);
    let pages = fs::read_dir(folder.path("pages")).expect("the folder is there");
    for page in pages.flatten() {
        let mut command = Command::new("groff");
        command
            .args(["-man", "-Tutf8", "-ww", "-z"])
            .arg(page.path());
        // Where groff is not installed it cannot judge.
        let Ok(output) = command.stdin(Stdio::null()).output() else {
            return;
        };
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.is_empty(), "{}: {said}", page.path().display());
    }
}

#[test]
fn mistakes_are_errors() {
    let folder = Folder::with("file", "");
    let run = folder.run(&["man", "chekc"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("no command `chekc`"), "{}", run.stderr);
    let run = folder.run(&["man", "--out-dir", "file"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("cannot write file"), "{}", run.stderr);
}
