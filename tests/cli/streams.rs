//! Standard input, output and error.

use std::fs::File;
use std::process::Stdio;

use crate::folder::{FLAG, Folder, Run, UNREADY, hopeless, ready};

#[test]
fn standard_input_is_checked() {
    let folder = Folder::new();
    let run = folder.run_on(UNREADY, &["check", "-", "--output-format", "concise"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stdout.starts_with("-:8:"), "{run:?}");
    let named = [
        "check",
        "-",
        "--stdin-filename",
        "login.html",
        "--output-format",
        "concise",
    ];
    let run = folder.run_on(UNREADY, &named);
    assert!(run.stdout.starts_with("login.html:8:"), "{run:?}");
    assert_eq!(folder.run_on(&ready(), &["check", "-"]).code, Some(0));
}

#[test]
fn the_page_of_standard_input_goes_to_standard_output() {
    let folder = Folder::with("login.html", UNREADY);
    folder.run(&["fix", "login.html"]);
    for arguments in [["fix", "-"], ["compile", "-"]] {
        let run = folder.run_on(UNREADY, &arguments);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert_eq!(run.stdout, folder.get("login.html"));
    }
    for page in [ready(), hopeless(), String::new()] {
        assert_eq!(
            folder.run_on(&page, &["fix", "-"]).stdout,
            page,
            "it comes out as it went in"
        );
    }
    let run = folder.run_on(&hopeless(), &["fix", "-"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("1 file checked"), "{run:?}");
}

#[test]
fn standard_input_has_a_diff() {
    let arguments = [
        "check",
        "-",
        "--diff",
        "--stdin-filename",
        "pages/login.html",
    ];
    let run = Folder::new().run_on(UNREADY, &arguments);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(
        run.stdout.contains("a/pages/login.html") && run.stdout.contains(FLAG),
        "{run:?}"
    );
}

/// Commands that print something else than a report or a page.
const PRINTING: [&[&str]; 7] = [
    &["catalog"],
    &["check", "--show-files"],
    &["check", "--statistics"],
    &["config", "schema"],
    &["config", "show"],
    &["rules"],
    &["rule", "--all"],
];

#[test]
fn a_closed_pipe_is_not_an_error() {
    let folder = Folder::with("login.html", UNREADY);
    for arguments in [
        &["check"][..],
        &["check", "--output-format", "json"],
        &["check", "--diff"],
        &["compile", "login.html"],
        &["--help"],
    ]
    .iter()
    .chain(&PRINTING)
    {
        let (reader, writer) = std::io::pipe().expect("a pipe can be made");
        drop(reader);
        let mut command = folder.command(arguments);
        let child = command.stdout(writer).stderr(Stdio::piped()).spawn();
        // The command holds the writing end too, and must not keep it open.
        drop(command);
        let output = child.expect("the command starts").wait_with_output();
        let run = Run::from(output.expect("the command ends"));
        assert_eq!(
            (run.code, run.stderr.as_str()),
            (Some(0), ""),
            "{arguments:?}"
        );
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error() {
    let folder = Folder::with("login.html", UNREADY);
    for arguments in [&["check"][..], &["compile", "login.html"]]
        .iter()
        .chain(&PRINTING)
    {
        let full = File::options()
            .write(true)
            .open("/dev/full")
            .expect("Linux has it");
        let run = Run::of(folder.command(arguments).stdout(full));
        assert_eq!(run.code, Some(2), "{arguments:?}: {run:?}");
        assert!(
            run.stderr.contains("cannot write the output"),
            "{arguments:?}: {run:?}"
        );
    }
}

#[test]
fn colours_are_for_terminals_and_for_whoever_asks() {
    let folder = Folder::with("login.html", UNREADY);
    type Words = &'static [&'static str];
    type Variables = &'static [(&'static str, &'static str)];
    let cases: [(Words, Variables, bool); 9] = [
        (&["check"], &[], false),
        (&["check", "--color", "always"], &[], true),
        (&["--color", "always", "check"], &[("NO_COLOR", "1")], true),
        (&["check"], &[("CLICOLOR_FORCE", "1")], true),
        (
            &["check"],
            &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")],
            true,
        ),
        (&["check"], &[("FORCE_COLOR", "1")], true),
        (&["check", "--diff"], &[("FORCE_COLOR", "1")], true),
        (&["check"], &[("NO_COLOR", "1")], false),
        (
            &["check", "--color", "never"],
            &[("CLICOLOR_FORCE", "1")],
            false,
        ),
    ];
    for (arguments, variables, coloured) in cases {
        let run = Run::of(folder.command(arguments).envs(variables.iter().copied()));
        assert_eq!(
            run.stdout.contains('\u{1b}'),
            coloured,
            "{arguments:?} {variables:?}"
        );
    }
}

#[test]
fn a_locale_without_unicode_gets_ascii() {
    let folder = Folder::with("login.html", UNREADY.replace("Grüße", "Hello"));
    let plain = folder.run(&["check"]).stdout;
    assert!(plain.contains('│'), "{plain}");
    let ascii = Run::of(folder.command(&["check"]).env("LC_ALL", "C")).stdout;
    assert!(ascii.is_ascii(), "{ascii}");
}
