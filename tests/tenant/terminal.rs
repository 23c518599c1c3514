//! What users see on a terminal: questions, and tables that fit. `script`, which every Linux has, makes one.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::run::Run;
use crate::standin::state::{State, UNREADY, ready};
use crate::standin::{StandIn, TOKEN};

/// Runs a command on a terminal so wide, and types something. Both streams are the terminal.
fn on_terminal(tenant: &StandIn, arguments: &str, columns: usize, typed: &str) -> Run {
    let program = env!("CARGO_BIN_EXE_lockwright");
    let mut command = Command::new("script");
    command
        .args(["--quiet", "--return", "--command"])
        .arg(format!(
            "stty rows 24 cols {columns}; {program} tenant {arguments}"
        ))
        .arg("/dev/null")
        .current_dir(tenant.folder())
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("SHELL", "/bin/sh")
        .env("TERM", "dumb")
        .env("AUTH0_DOMAIN", tenant.domain())
        .env("AUTH0_ACCESS_TOKEN", TOKEN)
        .env("SSL_CERT_FILE", tenant.ca_certificate())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("there is `script`");
    let mut stdin = child.stdin.take().expect("it is piped");
    stdin.write_all(typed.as_bytes()).expect("it can be typed");
    let run = Run::from(child.wait_with_output().expect("the command ends"));
    drop(stdin);
    run
}

#[test]
fn connections_are_promoted_when_the_answer_is_yes() {
    for (typed, code, writes) in [
        ("y\n", 0, 1),
        ("yes\n", 0, 1),
        ("n\n", 1, 0),
        ("\n", 1, 0),
        ("maybe\n", 1, 0),
    ] {
        let tenant = StandIn::start(State::default());
        let run = on_terminal(&tenant, "promote Users", 100, typed);
        run.assert_code(code);
        assert!(
            run.stdout.contains("Users (auth0, con_0000000000000001)"),
            "{run:?}"
        );
        assert!(run.stdout.contains("Go on? [y/N]"), "{run:?}");
        assert_eq!(tenant.writes().len(), writes, "{typed:?}: {run:?}");
    }
}

#[test]
fn a_page_is_replaced_when_the_answer_is_yes() {
    for (typed, code, writes) in [("y\n", 0, 1), ("n\n", 1, 0)] {
        let tenant = StandIn::start(State::with_page(UNREADY));
        std::fs::write(tenant.folder().join("login.html"), ready()).expect("a file can be written");
        let run = on_terminal(&tenant, "push login.html", 100, typed);
        run.assert_code(code);
        assert!(run.stdout.contains("+    __useTenantInfo"), "{run:?}");
        assert_eq!(tenant.writes().len(), writes, "{run:?}");
    }
}

#[test]
fn tables_fit_the_terminal() {
    let mut state = State::with_page(UNREADY);
    state.connection("Users")["display_name"] = "A display name that goes on and on".into();
    let tenant = StandIn::start(state);
    for columns in [40, 60, 100] {
        for (command, header) in [("connections", "STRATEGY"), ("audit", "LOG IN")] {
            let run = on_terminal(&tenant, command, columns, "");
            let table = run.stdout.split("\r\n\r\n").next().unwrap_or_default();
            let fits = |line: &str| line.chars().count() <= columns;
            assert!(
                table.contains(header) && table.lines().all(fits),
                "{columns}: {table}"
            );
        }
    }
}
