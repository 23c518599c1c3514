//! Configurations that cannot be used: the place is told, and nothing is written.

use crate::folder::{Folder, UNREADY};

#[test]
fn mistakes_are_told_with_their_place_and_what_was_meant() {
    let cases = [
        ("tagret = 'cloud'", "lockwright.toml:1:1", "`target`"),
        ("\ntarget = 'clod'", "lockwright.toml:2:10", "`cloud`"),
        (
            "select = ['third-part']",
            "lockwright.toml:1:11",
            "`third-party`",
        ),
        (
            "[severity]\nmissing-tenant-inf = 'off'",
            "lockwright.toml:2:1",
            "`missing-tenant-info`",
        ),
        (
            "required-version = '>=99'",
            "lockwright.toml:1:20",
            "is required",
        ),
        ("exclude = ['[']", "lockwright.toml:1:12", "pattern"),
        (
            "[[overrides]]\npath = ['a']",
            "lockwright.toml:2:1",
            "`paths`",
        ),
        ("target = 1", "lockwright.toml:1:10", ""),
        ("target", "lockwright.toml:1:", ""),
        (
            "fail-on = 'error'\nfail-on = 'note'",
            "lockwright.toml:2:1",
            "duplicate",
        ),
    ];
    for (text, place, hint) in cases {
        let folder = Folder::with("login.html", UNREADY);
        folder.put("lockwright.toml", text);
        for command in [
            &["fix"][..],
            &["check"],
            &["compile", "login.html", "-o", "out.html"],
        ] {
            let run = folder.run(command);
            assert_eq!(run.code, Some(2), "{text}: {run:?}");
            assert_eq!(run.stdout, "", "{text}");
            assert!(run.stderr.contains(place), "{text}: {}", run.stderr);
            assert!(run.stderr.contains(hint), "{text}: {}", run.stderr);
        }
        assert_eq!(folder.get("login.html"), UNREADY, "{text}");
        assert!(!folder.path("out.html").exists(), "{text}");
    }
}

#[test]
fn one_mistake_anywhere_keeps_every_page_as_it_is() {
    let folder = Folder::with("a/login.html", UNREADY);
    folder.put("b/login.html", UNREADY);
    folder.put("b/lockwright.toml", "tagret = 'cloud'");
    let run = folder.run(&["fix"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.stderr.contains("b/lockwright.toml:1:1"), "{run:?}");
    assert_eq!(folder.get("a/login.html"), UNREADY);
    // Where it applies to no page that is asked for, it is nobody's concern.
    assert_eq!(folder.run(&["fix", "a"]).code, Some(0));
}

#[test]
fn values_on_the_command_line_and_in_variables_are_checked_too() {
    let folder = Folder::with("login.html", UNREADY);
    for (arguments, hint) in [
        (&["check", "--config", "tagret='cloud'"][..], "`target`"),
        (&["check", "--config", "target=cloud"], "--config:1:8"),
        (&["check", "--config", "none.toml"], "none.toml"),
        (&["check", "--config", "login.html"], "login.html:1:1"),
        (&["check", "--severity", "outdated-lock=fatal"], "warning"),
        (
            &["check", "--severity", "outdated-lock"],
            "outdated-lock=warning",
        ),
        (&["check", "--exclude", "["], "pattern"),
    ] {
        let run = folder.run(arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {run:?}");
        assert!(run.stderr.contains(hint), "{arguments:?}: {}", run.stderr);
    }
    for (variable, value) in [
        ("LOCKWRIGHT_TARGET", "clod"),
        ("LOCKWRIGHT_QUIET", "perhaps"),
        ("LOCKWRIGHT_IGNORE", "no-such-rule"),
        ("LOCKWRIGHT_CONFIG", "no-such-file.toml"),
    ] {
        let output = folder.command(&["check"]).env(variable, value).output();
        let output = output.expect("the command runs");
        assert_eq!(output.status.code(), Some(2), "{variable}");
    }
}

#[test]
fn two_files_in_one_folder_are_refused() {
    let folder = Folder::with("login.html", UNREADY);
    folder.put("lockwright.toml", "");
    folder.put(".lockwright.toml", "");
    let run = folder.run(&["check"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.stderr.contains("both"), "{run:?}");
    let twice = [
        "check",
        "--config",
        "lockwright.toml",
        "--config",
        ".lockwright.toml",
    ];
    assert_eq!(folder.run(&twice).code, Some(2));
}

#[test]
fn files_that_cannot_be_read_are_told() {
    let contents: [&[u8]; 3] = [b"\xff\xfe", &[b'#'; 1_100_000], b"a = \"\x1b[31m"];
    for content in contents {
        let folder = Folder::with("login.html", UNREADY);
        folder.put("lockwright.toml", content);
        let run = folder.run(&["fix"]);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.stderr.contains("lockwright.toml"), "{run:?}");
        assert!(!run.stderr.contains('\u{1b}'), "{run:?}");
        assert_eq!(folder.get("login.html"), UNREADY);
        assert_eq!(folder.run(&["check", "--isolated"]).code, Some(1));
    }
}

#[cfg(unix)]
#[test]
fn what_only_looks_like_a_file_is_not_read() {
    use std::os::unix::fs::symlink;
    for target in ["lockwright.toml", "missing", "/dev/zero", "."] {
        let folder = Folder::with("login.html", UNREADY);
        symlink(target, folder.path("lockwright.toml")).expect("a link can be made");
        let run = folder.run(&["check"]);
        assert_eq!(run.code, Some(2), "{target}: {run:?}");
        assert!(
            run.stderr.contains("cannot read the configuration"),
            "{target}: {run:?}"
        );
    }
}
