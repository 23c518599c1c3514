//! What is accepted as arguments, and the commands that need no page.

use crate::folder::{Folder, Run, UNREADY};

#[test]
fn help_and_version_are_not_errors() {
    let folder = Folder::new();
    for arguments in [["--help"], ["--version"], ["help"]] {
        let run = folder.run(&arguments);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(
            run.stdout.contains("ockwright") && run.stderr.is_empty(),
            "{run:?}"
        );
    }
    let version = format!("lockwright {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(folder.run(&["--version"]).stdout, version);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let folder = Folder::with("page.html", UNREADY);
    let cases: [(&[&str], &str); 14] = [
        (&[], "Usage"),
        (&["chek"], "check"),
        (&["check", "--output-fromat", "json"], "--output-format"),
        (&["check", "--output-format", "jsn"], "json"),
        (&["check", "--fail-on", "everything"], "warning"),
        (&["check", "--target", "custom-domian"], "custom-domain"),
        (&["check", "--max-file-size", "10GB"], "MB"),
        (
            &["check", "--select", "missing-tenant-inf"],
            "missing-tenant-info",
        ),
        (
            &["check", "--ignore", "no-such-rule-at-all"],
            "no-such-rule-at-all",
        ),
        (&["check", "-", "page.html"], "standard input"),
        (&["rule"], "<ID>"),
        (&["rule", "missing-tenant-inf"], "missing-tenant-info"),
        (&["compile"], "<PAGE>"),
        (&["inspect", "-", "-"], "standard input"),
    ];
    for (arguments, hint) in cases {
        let run = folder.run(arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {run:?}");
        assert!(run.stdout.is_empty(), "{arguments:?}: {run:?}");
        assert!(run.stderr.contains(hint), "{arguments:?}: {run:?}");
    }
}

#[test]
fn the_usage_of_the_whole_is_no_help_with_a_command() {
    let folder = Folder::with("page.html", UNREADY);
    for arguments in [
        &["check", "--files-from", "none"][..],
        &["compile", "page.html", "-o", "page.html"],
        &["rule", "no-such-rule"],
        &["man", "chekc"],
        &["@none"],
    ] {
        let run = folder.run(arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {run:?}");
        assert!(run.stderr.starts_with("error: "), "{arguments:?}: {run:?}");
        assert!(!run.stderr.contains("Usage"), "{arguments:?}: {run:?}");
    }
    let scoped = folder.run(&["check", "@scope/page.html"]);
    assert!(scoped.stderr.contains("./@"), "{scoped:?}");
}

#[test]
fn a_variable_that_makes_no_sense_is_named() {
    let folder = Folder::with("page.html", UNREADY);
    for (name, value) in [
        ("LOCKWRIGHT_TARGET", "clud"),
        ("LOCKWRIGHT_QUIET", "perhaps"),
        ("LOCKWRIGHT_SELECT", "no-such-rule"),
    ] {
        let run = Run::of(folder.command(&["check"]).env(name, value));
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.stderr.contains(name), "{run:?}");
        let overruled = ["check", "--target", "clud"];
        let run = Run::of(folder.command(&overruled).env("LOCKWRIGHT_TARGET", "cloud"));
        assert!(!run.stderr.contains("LOCKWRIGHT"), "{run:?}");
    }
}

#[test]
fn targets_have_the_names_people_use() {
    let folder = Folder::with("page.html", "<p>No Lock here</p>\n");
    for target in ["cloud", "custom-domain", "private-cloud", "psaas"] {
        let run = folder.run(&["check", "--target", target]);
        assert_eq!(run.code, Some(0), "{target}: {run:?}");
    }
}

#[test]
fn every_rule_that_is_listed_is_explained() {
    let folder = Folder::new();
    let list = folder.run(&["rules"]);
    assert_eq!(list.code, Some(0), "{list:?}");
    let all = folder.run(&["rule", "--all"]);
    let mut ids = Vec::new();
    // Below each rule stands what it finds.
    let described = |line: &&str| !line.starts_with(' ');
    for line in list.stdout.lines().filter(described) {
        let mut words = line.split_whitespace();
        let (group, id) = (
            words.next().expect("a group"),
            words.next().expect("a rule"),
        );
        let rule = folder.run(&["rule", id]);
        assert_eq!(rule.code, Some(0), "{rule:?}");
        assert!(rule.stdout.contains(id), "{rule:?}");
        assert!(
            all.stdout.contains(rule.stdout.trim_end()),
            "`rule --all` leaves out {id}"
        );
        assert!(
            folder
                .run(&["rule", group])
                .stdout
                .contains(rule.stdout.trim_end()),
            "{group}"
        );
        ids.push(id);
    }
    assert!(ids.contains(&"missing-tenant-info"), "{ids:?}");
}
