//! `--print-commands`, help, closed pipes.

use crate::run::{Run, bare};
use crate::standin::state::State;
use crate::standin::{StandIn, TOKEN};

#[test]
fn commands_are_printed_and_nothing_is_sent() {
    let tenant = StandIn::start(State::default());
    for arguments in [
        &["audit"][..],
        &["connections"],
        &["promote", "Users", "con_0000000000000002"],
        &["demote", "Users"],
        &["pull"],
        &["push", "login.html"],
        &["diff", "."],
    ] {
        let run = tenant.run(&[arguments, &["--print-commands"]].concat());
        run.assert_code(0);
        for part in [
            "curl ",
            "auth0 api ",
            "$AUTH0_ACCESS_TOKEN",
            &tenant.domain(),
        ] {
            assert!(
                run.stdout.contains(part),
                "{arguments:?}: {part}: {}",
                run.stdout
            );
        }
        assert!(!run.stdout.contains(TOKEN));
    }
    assert!(tenant.requests().is_empty());
    // Filters do not swallow what leads to the next page.
    let audit = tenant.run(&["audit", "--print-commands"]).stdout;
    assert_eq!(
        audit.matches("(.next? // empty | {next: .})").count(),
        4,
        "{audit}"
    );
    // Without a tenant they are printed too.
    let run = Run::of(&mut bare(&["promote", "Users", "--print-commands"]));
    assert!(
        run.assert_code(0)
            .stdout
            .contains("https://$AUTH0_DOMAIN/api/v2/connections")
    );
}

#[test]
fn typos_in_flags_are_told() {
    let run = Run::of(&mut bare(&["promote", "Users", "--dryrun"]));
    run.assert_code(2).assert_says(&["--dry-run"]);
    Run::of(&mut bare(&["promot", "Users"]))
        .assert_code(2)
        .assert_says(&["promote"]);
    Run::of(&mut bare(&["connections", "--output-format", "yaml"]))
        .assert_code(2)
        .assert_says(&["text, json, markdown"]);
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let tenant = StandIn::start(State::default());
    for arguments in [&["connections"][..], &["audit"], &["pull"]] {
        let (reader, writer) = std::io::pipe().expect("a pipe can be made");
        drop(reader);
        let mut command = tenant.command(arguments);
        command.stdout(writer);
        let run = Run::of(&mut command);
        assert!(!run.stderr.contains("cannot write"), "{run:?}");
    }
}
