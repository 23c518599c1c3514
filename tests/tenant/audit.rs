//! `lockwright tenant audit`.

use serde_json::{Value, json};

use crate::run::Run;
use crate::standin::Response;
use crate::standin::StandIn;
use crate::standin::fault::Fault;
use crate::standin::state::{State, UNREADY, ready};

fn audit(state: State, arguments: &[&str]) -> (Run, Value) {
    let tenant = StandIn::start(state);
    let run = tenant.run(&[&["audit", "--output-format", "json"], arguments].concat());
    assert!(tenant.writes().is_empty());
    let json = run.json();
    assert_eq!(json["version"], 1);
    (run, json)
}

/// A tenant whose third-party application can log in.
fn good() -> State {
    State::default().promoted(&["Users"])
}

/// The answer for the one application, and the codes of the reasons.
#[track_caller]
fn verdict(state: State) -> (i32, Value, String) {
    let (run, json) = audit(state, &[]);
    let application = &json["applications"][0];
    let reasons = application["reasons"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let code = |it: &Value| {
        it.as_str()
            .and_then(|it| it.split(':').next())
            .unwrap_or_default()
            .to_owned()
    };
    let codes: Vec<_> = reasons.iter().map(code).collect();
    (
        run.code.unwrap_or(-1),
        application["can_log_in"].clone(),
        codes.join(" "),
    )
}

#[test]
fn a_tenant_that_is_ready_passes() {
    let (run, json) = audit(good(), &[]);
    run.assert_code(0);
    assert_eq!(
        json["tenant"]["universal_login_experience"], "classic",
        "{json}"
    );
    assert_eq!(
        json["page"],
        json!({ "present": true, "in_use": true, "findings": [] })
    );
    assert_eq!(
        json["applications"],
        json!([{ "client_id": "partner", "name": "Partner", "security_mode": null, "can_log_in": true, "reasons": [] }])
    );
    assert_eq!(json["connections"].as_array().map(Vec::len), Some(3));
}

#[test]
fn every_obstacle_is_named() {
    let strict = |mut state: State| {
        state.client("partner")["third_party_security_mode"] = "strict".into();
        state
    };
    let off = |mut state: State, experience: &str| {
        state.global()["custom_login_page_on"] = false.into();
        state.prompts["universal_login_experience"] = experience.into();
        state
    };
    let restricted = |names: &str| {
        let page = ready().replace("closable: false", &format!("allowedConnections: [{names}]"));
        State::with_page(&page).promoted(&["Users"])
    };
    for (state, code, can_log_in, codes) in [
        (good(), 0, json!(true), ""),
        (State::default(), 1, json!(false), "no-domain-connection"),
        (
            State::with_page(UNREADY).promoted(&["Users"]),
            1,
            json!(false),
            "page-not-ready",
        ),
        (
            State::with_page(UNREADY),
            1,
            json!(false),
            "page-not-ready no-domain-connection",
        ),
        (strict(good()), 1, json!(false), "strict"),
        (
            strict(off(good(), "new")),
            0,
            json!(true),
            "new-universal-login",
        ),
        (off(good(), "new"), 0, json!(true), "new-universal-login"),
        (off(good(), "classic"), 0, Value::Null, "page-not-in-use"),
        (
            off(State::default(), "new"),
            1,
            json!(false),
            "no-domain-connection new-universal-login",
        ),
        (
            restricted("'Staff'"),
            1,
            json!(false),
            "connections-shut-out",
        ),
        (restricted("'Staff', 'Users'"), 0, json!(true), ""),
    ] {
        assert_eq!(verdict(state), (code, can_log_in, codes.to_owned()));
    }
}

#[test]
fn the_page_is_checked_as_check_does() {
    let (run, json) = audit(State::with_page(UNREADY), &[]);
    run.assert_code(1);
    let finding = &json["page"]["findings"][0];
    assert_eq!(finding["rule"], "missing-tenant-info");
    assert_eq!(finding["fix"]["applicability"], "safe");
    let reason = json["applications"][0]["reasons"][0]
        .as_str()
        .unwrap_or_default();
    assert!(reason.contains("`missing-tenant-info`"), "{reason}");
}

#[test]
fn the_target_comes_from_the_tenants_domains_unless_told() {
    let domain = |status: &str| {
        let mut state = good();
        state.custom_domains = vec![
            json!({ "custom_domain_id": "cd_1", "domain": "login.example.com", "status": status }),
        ];
        state
    };
    let target =
        |state: State, arguments: &[&str]| audit(state, arguments).1["tenant"]["target"].clone();
    assert_eq!(target(good(), &[]), "cloud");
    assert_eq!(target(domain("pending_verification"), &[]), "cloud");
    assert_eq!(target(domain("ready"), &[]), "custom-domain");
    assert_eq!(target(domain("ready"), &["--target", "cloud"]), "cloud");
    assert_eq!(
        target(good(), &["--config", "target='psaas'"]),
        "private-cloud"
    );
    let mut hidden = good();
    hidden
        .scopes
        .retain(|scope| *scope != "read:custom_domains");
    assert_eq!(
        target(
            hidden.clone(),
            &["--audience", "https://acme.auth0.com/api/v2/"]
        ),
        "custom-domain"
    );
    assert_eq!(target(hidden, &[]), "cloud");
    // What a custom domain needs, the page of a cloud tenant lacks.
    let (run, json) = audit(domain("ready"), &[]);
    run.assert_code(1);
    assert_eq!(
        json["page"]["findings"][0]["rule"],
        "missing-configuration-base-url"
    );
}

#[test]
fn a_lacking_scope_makes_a_part_unknown() {
    for (scope, part, code, can_log_in) in [
        ("read:connections", "connections", 0, Value::Null),
        ("read:prompts", "universal_login_experience", 0, json!(true)),
        ("read:custom_domains", "custom_domains", 0, json!(true)),
        ("read:clients", "applications", 0, Value::Null),
    ] {
        let mut state = good();
        state.scopes.retain(|it| *it != scope);
        let (run, json) = audit(state, &[]);
        run.assert_code(code);
        assert_eq!(json["applications"][0]["can_log_in"], can_log_in, "{scope}");
        let unknown = json["unknown"].as_array().cloned().unwrap_or_default();
        let named = unknown
            .iter()
            .find(|it| it["part"] == part)
            .expect("the part is named");
        assert_eq!(
            named["reason"],
            format!("the token lacks the scope `{scope}`")
        );
    }
    let tenant = StandIn::start(good());
    tenant.state().scopes.retain(|it| *it != "read:prompts");
    let text = tenant.run(&["audit"]).stdout;
    assert!(
        text.contains(
            "not known: universal_login_experience: the token lacks the scope `read:prompts`"
        ),
        "{text}"
    );
}

#[test]
fn other_refusals_are_errors() {
    let tenant = StandIn::start(good());
    tenant.fault(Fault::answer(
        "GET prompts",
        Response::error(500, "oops", "Oops").header("Retry-After", 0),
    ));
    let run = tenant.run(&["audit"]);
    run.assert_code(2).assert_says(&["/api/v2/prompts", "500"]);
    assert!(run.stdout.is_empty());
}

#[test]
fn a_page_that_cannot_be_followed_does_not_pass() {
    let page = ready().replace("{\n    auth", "window.others && {\n    auth");
    assert_eq!(
        verdict(State::with_page(&page).promoted(&["Users"])),
        (1, Value::Null, "page-not-followed".to_owned())
    );
}

#[test]
fn people_and_pull_requests_are_told_too() {
    let tenant = StandIn::start(State::with_page(UNREADY));
    let text = tenant.run(&["audit"]).stdout;
    for part in [
        "LOG IN",
        "Partner",
        "1 third-party application: 0 can log in, 1 cannot",
        "missing-tenant-info",
        "lockwright tenant promote",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let markdown = tenant.run(&["audit", "--output-format", "markdown"]).stdout;
    assert!(
        markdown.contains("❌ cannot log in | <code>Partner</code>"),
        "{markdown}"
    );
    let none = StandIn::start(State {
        clients: vec![tenant.state().global().clone()],
        ..State::default()
    });
    let run = none.run(&["audit"]);
    assert!(
        run.assert_code(0)
            .stdout
            .contains("no third-party applications"),
        "{run:?}"
    );
}

#[test]
fn many_applications_are_judged() {
    let mut state = good();
    for number in 0..130 {
        state.clients.push(json!({ "client_id": format!("c{number}"), "name": "C", "is_first_party": false, "global": false }));
    }
    let (_, json) = audit(state, &[]);
    assert_eq!(json["applications"].as_array().map(Vec::len), Some(131));
}
