//! `lockwright tenant promote` and `demote`.

use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::run::{Run, outcomes};
use crate::standin::fault::{Effect, Fault};
use crate::standin::state::State;
use crate::standin::{Response, StandIn};

fn json_run(tenant: &StandIn, arguments: &[&str]) -> Run {
    tenant.run(&[arguments, &["--output-format", "json"]].concat())
}

#[test]
fn one_flag_changes_and_nothing_else() {
    let tenant = StandIn::start(State::default());
    let before = tenant.state().connections.clone();
    let run = json_run(
        &tenant,
        &["promote", "Users", "con_0000000000000003", "--yes"],
    );
    run.assert_code(0);
    assert_eq!(outcomes(&run), "Users: promoted, Staff: promoted");
    assert_eq!(run.json()["results"][0]["id"], "con_0000000000000001");
    let mut expected = before;
    for index in [0, 2] {
        expected[index]["is_domain_connection"] = true.into();
    }
    assert_eq!(tenant.state().connections, expected);
    let writes = tenant.writes();
    assert_eq!(
        writes[0].body,
        Some(json!({ "is_domain_connection": true, "display_name": "Users", "realms": ["Users"] }))
    );
    assert_eq!(writes.len(), 2);
}

#[test]
fn demoting_takes_it_back() {
    let tenant = StandIn::start(State::default().promoted(&["Users"]));
    let run = json_run(&tenant, &["demote", "Users", "Staff", "--yes"]);
    run.assert_code(0);
    assert_eq!(outcomes(&run), "Users: demoted, Staff: already");
    assert_eq!(
        tenant.state().connection("Users")["is_domain_connection"],
        false
    );
}

#[test]
fn what_is_so_already_is_not_sent() {
    let tenant = StandIn::start(State::default().promoted(&["Users"]));
    let run = json_run(
        &tenant,
        &["promote", "Users", "Users", "con_0000000000000001"],
    );
    run.assert_code(0);
    assert_eq!(outcomes(&run), "Users: already");
    assert!(tenant.writes().is_empty());
    // Somebody else was quicker.
    let tenant = StandIn::start(State::default());
    tenant.fault(Fault::before("GET connections/", |state| {
        state.connection("Users")["is_domain_connection"] = true.into();
    }));
    let run = json_run(&tenant, &["promote", "Users", "--yes"]);
    assert_eq!(outcomes(run.assert_code(0)), "Users: already");
    assert!(tenant.writes().is_empty());
}

#[test]
fn only_values_that_are_there_are_sent_back() {
    let mut state = State::default();
    let staff = state
        .connection("Staff")
        .as_object_mut()
        .expect("it is an object");
    staff.remove("display_name");
    staff.insert("realms".to_owned(), serde_json::Value::Null);
    let tenant = StandIn::start(state);
    tenant.run(&["promote", "Staff", "--yes"]).assert_code(0);
    assert_eq!(
        tenant.writes()[0].body,
        Some(json!({ "is_domain_connection": true }))
    );
}

#[test]
fn a_typo_changes_nothing() {
    let tenant = StandIn::start(State::default());
    let run = tenant.run(&["promote", "Users", "google-oauth", "Nobody", "--yes"]);
    run.assert_code(2).assert_says(&[
        "`google-oauth`",
        "did you mean `google-oauth2`?",
        "`Nobody`",
        "nothing was changed",
    ]);
    assert!(tenant.writes().is_empty() && run.stdout.is_empty());
}

#[test]
fn a_dry_run_says_what_would_change() {
    let tenant = StandIn::start(State::default().promoted(&["Users"]));
    let run = json_run(&tenant, &["promote", "Users", "Staff", "--dry-run"]);
    run.assert_code(1);
    assert_eq!(outcomes(&run), "Users: already, Staff: would-promote");
    let run = json_run(&tenant, &["demote", "Users", "--dry-run"]);
    assert_eq!(outcomes(run.assert_code(1)), "Users: would-demote");
    json_run(&tenant, &["promote", "Users", "--dry-run"]).assert_code(0);
    assert!(tenant.writes().is_empty());
}

#[test]
fn nobody_is_asked_without_a_terminal() {
    let tenant = StandIn::start(State::default());
    let run = tenant.run(&["promote", "Users"]);
    run.assert_code(2).assert_says(&["--yes", "Users"]);
    assert!(tenant.writes().is_empty());
}

#[test]
fn one_failure_does_not_stop_the_others() {
    let tenant = StandIn::start(State::default());
    let refusal = Response::error(409, "conflict", "Another update is in progress");
    tenant.fault(Fault::answer(
        "PATCH connections/con_0000000000000002",
        refusal,
    ));
    let run = json_run(
        &tenant,
        &["promote", "Users", "google-oauth2", "Staff", "--yes"],
    );
    run.assert_code(1);
    assert_eq!(
        outcomes(&run),
        "Users: promoted, google-oauth2: failed, Staff: promoted"
    );
    let detail = run.json()["results"][1]["detail"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    assert!(
        detail.contains("409")
            && detail.contains("somebody else")
            && detail.contains("PATCH https://"),
        "{detail}"
    );
}

#[test]
fn a_connection_that_is_gone_is_told() {
    let tenant = StandIn::start(State::default());
    tenant.fault(Fault::before(
        "GET connections/con_0000000000000001",
        |state| {
            state.connections.remove(0);
        },
    ));
    let run = json_run(&tenant, &["promote", "Users", "--yes"]);
    assert_eq!(outcomes(run.assert_code(1)), "Users: failed");
    assert!(
        run.stdout.contains("404") && run.stdout.contains("deleted"),
        "{run:?}"
    );
}

#[test]
fn a_lacking_scope_is_named() {
    let mut state = State::default();
    state.scopes.retain(|scope| *scope != "update:connections");
    let tenant = StandIn::start(state);
    let run = json_run(&tenant, &["promote", "Users", "--yes"]);
    assert_eq!(outcomes(run.assert_code(1)), "Users: failed");
    assert!(
        run.stdout
            .contains("the token lacks the scope `update:connections`"),
        "{run:?}"
    );
    tenant.state().scopes.clear();
    json_run(&tenant, &["promote", "Users", "--yes"])
        .assert_code(2)
        .assert_says(&["`read:connections`", "APIs"]);
}

#[test]
fn another_administrator_at_work_is_told() {
    for (change, outcome, told) in [
        (
            "display_name",
            "drifted",
            "`display_name` was \\\"Users\\\", is \\\"Other\\\"",
        ),
        ("is_domain_connection", "failed", "somebody else"),
    ] {
        let tenant = StandIn::start(State::default());
        tenant.fault(Fault::after_it("PATCH connections/", move |state| {
            state.connection("Users")[change] = match change {
                "display_name" => "Other".into(),
                _ => false.into(),
            };
        }));
        let run = json_run(&tenant, &["promote", "Users", "--yes"]);
        assert_eq!(outcomes(run.assert_code(1)), format!("Users: {outcome}"));
        assert!(run.stdout.contains(told), "{run:?}");
    }
}

#[test]
fn what_a_lost_answer_came_to_is_looked_up() {
    let tenant = StandIn::start(State::default());
    // The change is made each time, and no answer says so.
    tenant.fault(Fault::on("PATCH connections/", Effect::DroppedAfter));
    let run = json_run(&tenant, &["promote", "Users", "--yes"]);
    assert_eq!(outcomes(run.assert_code(0)), "Users: promoted");
    let tenant = StandIn::start(State::default());
    tenant.fault(Fault::on("PATCH connections/", Effect::Dropped));
    let run = json_run(&tenant, &["promote", "Users", "--yes"]);
    assert_eq!(outcomes(run.assert_code(1)), "Users: failed");
}

#[test]
#[cfg(unix)]
fn an_interrupted_run_tells_what_was_done() {
    let tenant = StandIn::start(State::with_connections(300));
    let names: Vec<String> = (1..=300).map(|number| format!("db-{number}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    tenant.fault(Fault::on(
        "PATCH connections/",
        Effect::Slow(Duration::from_millis(20)),
    ));
    let arguments = [
        &["promote", "--yes", "--output-format", "json"],
        names.as_slice(),
    ]
    .concat();
    let mut command = tenant.command(&arguments);
    let child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let since = Instant::now();
    while tenant.writes().len() < 3 {
        assert!(
            since.elapsed() < Duration::from_secs(60),
            "nothing is written"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
    let kill = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(kill.expect("there is `kill`").success());
    let run = Run::from(child.wait_with_output().expect("the command ends"));
    run.assert_code(130).assert_says(&["interrupted", "of 300"]);
    let results = run.json()["results"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    assert!((3..300).contains(&results.len()), "{}", results.len());
    let state = tenant.state();
    let promoted = state
        .connections
        .iter()
        .filter(|it| it["is_domain_connection"] == true);
    let promoted: Vec<_> = promoted.map(|it| it["name"].clone()).collect();
    let told: Vec<_> = results
        .iter()
        .filter(|it| it["outcome"] == "promoted")
        .map(|it| it["name"].clone())
        .collect();
    assert_eq!(promoted, told);
}
