//! `lockwright tenant pull` and `push`.

use std::fs;

use serde_json::json;

use crate::run::Run;
use crate::standin::fault::{Effect, Fault};
use crate::standin::state::{State, UNREADY, ready};
use crate::standin::{Response, StandIn};

/// A tenant with a page, and another page in its folder.
fn tenant(there: &str, page: &str) -> StandIn {
    let tenant = StandIn::start(State::with_page(there));
    fs::write(tenant.folder().join("login.html"), page).expect("a file can be written");
    tenant
}

fn hosted(tenant: &StandIn) -> String {
    tenant.state().global()["custom_login_page"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

fn file(tenant: &StandIn, name: &str) -> Option<String> {
    fs::read_to_string(tenant.folder().join(name)).ok()
}

#[test]
fn the_page_is_pulled_as_it_is() {
    let tenant = StandIn::start(State::with_page("\u{feff}<p>\r\nGrüße</p>"));
    assert_eq!(
        tenant.run(&["pull"]).assert_code(0).stdout,
        "\u{feff}<p>\r\nGrüße</p>"
    );
    let run = tenant.run(&["pull", "-o", "page.html"]);
    assert_eq!(run.assert_code(0).stdout, "");
    assert_eq!(
        file(&tenant, "page.html").as_deref(),
        Some("\u{feff}<p>\r\nGrüße</p>")
    );
    tenant.state().global()["custom_login_page_on"] = false.into();
    tenant
        .run(&["pull"])
        .assert_code(0)
        .assert_says(&["switched off"]);
    tenant
        .state()
        .global()
        .as_object_mut()
        .expect("it is an object")
        .remove("custom_login_page");
    let run = tenant.run(&["pull"]);
    run.assert_code(2).assert_says(&["no login page"]);
    assert_eq!(run.stdout, "");
}

#[test]
fn the_page_is_replaced_and_the_old_one_kept() {
    let tenant = tenant(UNREADY, &ready());
    let run = tenant.run(&["push", "login.html", "--yes"]);
    run.assert_code(0)
        .assert_says(&["login.html.old", "reads back as it was sent"]);
    assert!(
        run.stdout
            .contains("+    __useTenantInfo: config.isThirdPartyClient"),
        "{run:?}"
    );
    assert_eq!(hosted(&tenant), ready());
    assert_eq!(file(&tenant, "login.html.old").as_deref(), Some(UNREADY));
    let writes = tenant.writes();
    assert_eq!(writes.len(), 1);
    assert_eq!(writes[0].line(), "PATCH clients/global");
    assert_eq!(
        writes[0].body,
        Some(json!({ "custom_login_page": ready(), "custom_login_page_on": true }))
    );
    // Again: there is nothing to do.
    tenant
        .run(&["push", "login.html"])
        .assert_code(0)
        .assert_says(&["already"]);
    assert_eq!(tenant.writes().len(), 1);
    // The next old page does not overwrite this one.
    tenant.state().global()["custom_login_page"] = "<p>another</p>".into();
    tenant
        .run(&["push", "login.html", "--yes"])
        .assert_code(0)
        .assert_says(&["login.html.old.2"]);
    assert_eq!(file(&tenant, "login.html.old").as_deref(), Some(UNREADY));
}

#[test]
fn a_page_that_is_not_ready_is_refused() {
    let tenant = tenant(&ready(), UNREADY);
    let run = tenant.run(&["push", "login.html", "--yes"]);
    run.assert_code(1).assert_says(&[
        "missing-tenant-info",
        "nothing was written",
        "lockwright fix",
    ]);
    // A page that is ready on the cloud is not under a domain of one's own.
    fs::write(tenant.folder().join("login.html"), ready() + "\n").expect("a file can be written");
    tenant
        .run(&["push", "login.html", "--yes", "--target", "psaas"])
        .assert_code(1)
        .assert_says(&["missing-configuration-base-url"]);
    tenant.state().custom_domains =
        vec![json!({ "domain": "login.example.com", "status": "ready" })];
    tenant.run(&["push", "login.html", "--yes"]).assert_code(1);
    assert!(tenant.writes().is_empty());
    tenant
        .run(&["push", "login.html", "--yes", "--target", "cloud"])
        .assert_code(0);
}

#[test]
fn nothing_is_written_unless_it_is_wanted() {
    let tenant = tenant(UNREADY, &ready());
    let run = tenant.run(&["push", "login.html"]);
    run.assert_code(2).assert_says(&["--yes", "--dry-run"]);
    assert!(
        run.stdout.contains("__useTenantInfo"),
        "the difference is shown: {run:?}"
    );
    let run = tenant.run(&["push", "login.html", "--dry-run"]);
    run.assert_code(1);
    assert!(run.stdout.contains("__useTenantInfo"), "{run:?}");
    assert!(tenant.writes().is_empty());
    assert_eq!(file(&tenant, "login.html.old"), None);
    tenant
        .run(&["push", "missing.html", "--yes"])
        .assert_code(2);
}

#[test]
fn a_page_that_has_changed_meanwhile_is_left_alone() {
    let tenant = tenant(UNREADY, &ready());
    tenant.fault(
        Fault::before("GET clients", |state| {
            state.global()["custom_login_page"] = "<p>somebody else's</p>".into();
        })
        .skip(1),
    );
    let run = tenant.run(&["push", "login.html", "--yes"]);
    run.assert_code(1)
        .assert_says(&["somebody has changed the page"]);
    assert!(tenant.writes().is_empty());
    assert_eq!(hosted(&tenant), "<p>somebody else's</p>");
}

#[test]
fn what_reads_back_otherwise_is_told() {
    let tenant = tenant(UNREADY, &ready());
    tenant.fault(Fault::after_it("PATCH clients", |state| {
        state.global()["custom_login_page"] = "<p>somebody else's</p>".into();
    }));
    tenant
        .run(&["push", "login.html", "--yes"])
        .assert_code(1)
        .assert_says(&["another one reads back", "login.html.old"]);
}

#[test]
fn a_page_that_is_off_is_switched_on_unless_told() {
    let tenant = tenant(UNREADY, &ready());
    tenant.state().global()["custom_login_page_on"] = false.into();
    tenant
        .run(&["push", "login.html", "--yes", "--leave-off"])
        .assert_code(0)
        .assert_says(&["stays so"]);
    assert_eq!(tenant.state().global()["custom_login_page_on"], false);
    tenant
        .run(&["push", "login.html", "--yes"])
        .assert_code(0)
        .assert_says(&["is switched on"]);
    assert_eq!(tenant.state().global()["custom_login_page_on"], true);
    assert_eq!(
        file(&tenant, "login.html.old.2"),
        None,
        "the page itself was not replaced"
    );
}

#[test]
fn refusals_and_lost_answers_are_told_apart() {
    let pushed = |fault: Fault| -> (Run, bool) {
        let tenant = tenant(UNREADY, &ready());
        tenant.fault(fault);
        let run = tenant.run(&["push", "login.html", "--yes"]);
        let is_new = hosted(&tenant) == ready();
        (run, is_new)
    };
    let (run, is_new) = pushed(Fault::answer(
        "PATCH clients",
        Response::error(403, "insufficient_scope", "Insufficient scope"),
    ));
    run.assert_code(2)
        .assert_says(&["the page was not replaced", "`update:clients`"]);
    assert!(!is_new);
    let (run, is_new) = pushed(Fault::on("PATCH clients", Effect::DroppedAfter));
    run.assert_code(0);
    assert!(is_new);
    let (run, is_new) = pushed(Fault::on("PATCH clients", Effect::Dropped));
    run.assert_code(2)
        .assert_says(&["the page was not replaced"]);
    assert!(!is_new);
}

#[test]
fn without_a_global_client_nothing_is_done() {
    let tenant = tenant(UNREADY, &ready());
    tenant.state().clients.remove(0);
    tenant
        .run(&["push", "login.html", "--yes"])
        .assert_code(2)
        .assert_says(&["the one global client"]);
    assert!(tenant.writes().is_empty());
}

#[test]
fn a_first_page_is_pushed() {
    let tenant = tenant("", &ready());
    tenant
        .state()
        .global()
        .as_object_mut()
        .expect("it is an object")
        .remove("custom_login_page");
    tenant
        .run(&["push", "login.html", "--yes"])
        .assert_code(0)
        .assert_says(&["there is no page yet"]);
    assert_eq!(hosted(&tenant), ready());
    assert_eq!(file(&tenant, "login.html.old"), None);
}
