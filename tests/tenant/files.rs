//! The tenant as its files have it: `audit --from` and `diff`.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::run::{Run, bare};
use crate::standin::StandIn;
use crate::standin::state::{State, UNREADY, ready};

/// Writes files below a folder.
fn put(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("it is in a folder"))
            .expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }
}

/// A folder of auth0-deploy-cli that says of a tenant what [`State::default`] says.
fn deploy_cli(folder: &Path, page: &str) {
    put(
        folder,
        &[
            (
                "code/pages/login.json",
                r#"{"name": "login", "enabled": true}"#,
            ),
            ("code/pages/login.html", page),
            (
                "code/clients/Partner.json",
                r#"{"name": "Partner", "app_type": "spa", "is_first_party": false}"#,
            ),
            (
                "code/database-connections/Users/database.json",
                "{\n  \"name\": \"Users\",\n  \"strategy\": \"auth0\",\n  \"is_domain_connection\": true\n}\n",
            ),
        ],
    );
}

/// A module of Terraform with the page in a heredoc.
fn terraform(page: &str) -> String {
    let page: String = page.lines().map(|line| format!("      {line}\n")).collect();
    format!(
        "resource \"auth0_pages\" \"pages\" {{\n  login {{\n    enabled = true\n    html = <<-EOT\n{page}    EOT\n  }}\n}}\n\
         resource \"auth0_connection\" \"users\" {{\n  name = \"Users\"\n  strategy = \"auth0\"\n}}\n\
         resource \"auth0_client\" \"partner\" {{\n  name = \"Partner\"\n  is_first_party = false\n}}\n"
    )
}

/// Runs `audit` on files, without a tenant.
fn audit(folder: &Path, arguments: &[&str]) -> Run {
    let arguments = [&["audit", "--from", "code"], arguments].concat();
    Run::of(bare(&arguments).current_dir(folder))
}

#[test]
fn files_are_judged_as_the_tenant_is() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    deploy_cli(folder.path(), &ready());
    let run = audit(folder.path(), &["--output-format", "json"]);
    let document = run.assert_code(0).json();
    assert_eq!(
        document["applications"],
        json!([{ "client_id": null, "name": "Partner", "security_mode": null, "can_log_in": true, "reasons": [] }])
    );
    assert_eq!(document["tenant"]["domain"], Value::Null);
    assert_eq!(document["tenant"]["target"], "cloud");
    let run = audit(folder.path(), &["--target", "custom-domain"]);
    assert!(
        run.assert_code(1)
            .stdout
            .contains("missing-configuration-base-url"),
        "{run:?}"
    );
}

#[test]
fn what_to_do_is_what_can_be_done_to_files() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    deploy_cli(folder.path(), UNREADY);
    put(
        folder.path(),
        &[(
            "code/database-connections/Users/database.json",
            r#"{"name": "Users", "strategy": "auth0"}"#,
        )],
    );
    for format in ["text", "markdown"] {
        let run = audit(folder.path(), &["--output-format", format]);
        let text = &run.assert_code(1).stdout;
        for part in ["lockwright fix", "domain-connections", "lockwright.toml"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        for part in ["tenant pull", "tenant promote"] {
            assert!(!text.contains(part), "{part}: {text}");
        }
    }
    let text = audit(folder.path(), &[]).stdout;
    assert!(
        text.contains("code/pages/login.html:8:14: error missing-tenant-info"),
        "{text}"
    );
    // What it says to do makes it pass.
    put(
        folder.path(),
        &[("lockwright.toml", "domain-connections = ['Users']\n")],
    );
    let mut fix = std::process::Command::new(env!("CARGO_BIN_EXE_lockwright"));
    let run = Run::of(fix.arg("fix").current_dir(folder.path()));
    run.assert_code(0);
    audit(folder.path(), &[]).assert_code(0);
}

#[test]
fn a_finding_in_a_heredoc_has_its_place_in_the_file() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    put(folder.path(), &[("code/main.tf", &terraform(UNREADY))]);
    let text = audit(folder.path(), &[]).stdout;
    // The page begins in line 5, with 6 columns in front of it.
    assert!(
        text.contains("code/main.tf:12:20: error missing-tenant-info"),
        "{text}"
    );
    let document = audit(folder.path(), &["--output-format", "json"]).json();
    let finding = &document["page"]["findings"][0];
    assert_eq!(finding["path"], "code/main.tf");
    assert_eq!(finding["range"]["start"]["line"], 12);
    assert_eq!(finding["range"]["start"]["column"], 20);
    assert_eq!(finding["related"][0]["range"]["start"]["line"], 9);
    assert_eq!(finding["fix"], Value::Null);
}

#[test]
fn what_is_decided_on_deployment_is_not_known() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    deploy_cli(folder.path(), &ready());
    let database = "code/database-connections/Users/database.json";
    put(
        folder.path(),
        &[(
            database,
            r#"{"name": "Users", "strategy": "auth0", "is_domain_connection": @@FLAG@@}"#,
        )],
    );
    let document = audit(folder.path(), &["--output-format", "json"])
        .assert_code(0)
        .json();
    assert_eq!(document["applications"][0]["can_log_in"], Value::Null);
    assert!(
        document
            .to_string()
            .contains("whether `Users` is a domain connection is decided on deployment"),
        "{document}"
    );
}

#[test]
fn an_application_with_a_page_of_its_own_is_judged_by_it() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    deploy_cli(folder.path(), &ready());
    put(
        folder.path(),
        &[
            (
                "code/clients/Partner.json",
                r#"{"name": "Partner", "app_type": "spa", "is_first_party": false,
                    "custom_login_page": "./Partner.html", "custom_login_page_on": true}"#,
            ),
            ("code/clients/Partner.html", UNREADY),
        ],
    );
    let run = audit(folder.path(), &[]);
    assert!(
        run.assert_code(1)
            .stdout
            .contains("its own login page is not ready: `missing-tenant-info`"),
        "{run:?}"
    );
}

#[test]
fn files_that_are_no_configuration_are_told() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    audit(folder.path(), &[])
        .assert_code(2)
        .assert_says(&["code", "No such file"]);
    put(folder.path(), &[("code/readme.md", "nothing")]);
    audit(folder.path(), &[])
        .assert_code(2)
        .assert_says(&["configures no tenant", "auth0-deploy-cli"]);
    put(
        folder.path(),
        &[
            (
                "code/a/clients/A.json",
                r#"{"name": "A", "app_type": "spa"}"#,
            ),
            (
                "code/b/clients/B.json",
                r#"{"name": "B", "app_type": "spa"}"#,
            ),
        ],
    );
    audit(folder.path(), &[])
        .assert_code(2)
        .assert_says(&["configures 2 tenants"]);
    audit(folder.path(), &["--print-commands"])
        .assert_code(2)
        .assert_says(&["--print-commands"]);
}

/// A tenant and the files beside it.
fn tenant(state: State, page: &str) -> StandIn {
    let tenant = StandIn::start(state);
    deploy_cli(tenant.folder(), page);
    tenant
}

fn diff(tenant: &StandIn, format: &str) -> Run {
    let run = tenant.run(&["diff", "code", "--output-format", format]);
    assert!(tenant.writes().is_empty());
    run
}

#[test]
fn files_and_a_tenant_that_agree_pass() {
    let tenant = tenant(State::with_page(&ready()).promoted(&["Users"]), &ready());
    let run = diff(&tenant, "text");
    assert_eq!(
        run.assert_code(0).stdout,
        "The files and the tenant agree\n"
    );
    assert_eq!(
        diff(&tenant, "json").assert_code(0).json(),
        json!({ "version": 1, "differences": [], "not_compared": [] })
    );
}

#[test]
fn what_differs_is_shown_with_its_place() {
    let state = State::with_page(UNREADY).promoted(&["google-oauth2"]);
    let tenant = tenant(state, &ready());
    let json = diff(&tenant, "json").assert_code(1).json();
    assert_eq!(
        json["differences"][0],
        json!({
            "what": "connection", "name": "Users", "files": "a domain connection", "tenant": "no domain connection",
            "place": { "path": "code/database-connections/Users/database.json", "line": 4, "column": 27 }, "patch": null,
        })
    );
    assert_eq!(json["differences"][1]["name"], "google-oauth2");
    assert_eq!(json["differences"][1]["files"], "absent");
    assert_eq!(json["differences"][2]["what"], "page");
    for format in ["text", "markdown"] {
        let text = diff(&tenant, format).assert_code(1).stdout.clone();
        for part in [
            "3 differences",
            "Users/database.json:4:27",
            "\n+    __useTenantInfo: config.isThirdPartyClient",
            "lockwright tenant pull",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
    }
    tenant.state().global()["custom_login_page_on"] = false.into();
    let text = diff(&tenant, "text").stdout;
    assert!(text.contains("4 differences"), "{text}");
}

#[test]
fn what_deployment_replaces_is_no_difference() {
    let page = ready().replace("Grüße", "##TITLE## of '@@NAME@@'");
    let live = ready().replace("Grüße", "Welcome of \"Acme\"");
    let tenant = tenant(State::with_page(&live).promoted(&["Users"]), &page);
    diff(&tenant, "text").assert_code(0);
    tenant.state().global()["custom_login_page"] = live.replace("closable: false", "x: 1").into();
    let run = diff(&tenant, "text");
    assert!(
        run.assert_code(1).stdout.contains("replaced on deployment"),
        "{run:?}"
    );
}

#[test]
fn what_cannot_be_compared_is_told() {
    let tenant = StandIn::start(State::with_page(&ready()).promoted(&["Users"]));
    let terraform = terraform(&ready()).replace(
        "strategy = \"auth0\"",
        "is_domain_connection = true\n  strategy = \"auth0\"",
    );
    let without_page = terraform.split_once("resource \"auth0_connection\"");
    let (_, connection) = without_page.expect("there is one");
    let connection = format!("resource \"auth0_connection\"{connection}");
    put(tenant.folder(), &[("code/main.tf", &connection)]);
    let run = diff(&tenant, "text");
    let text = &run.assert_code(0).stdout;
    assert!(
        text.contains("agree as far as they were compared") && text.contains("not compared: page"),
        "{text}"
    );
    put(tenant.folder(), &[("code/main.tf", &terraform)]);
    diff(&tenant, "text").assert_code(0);
    tenant.state().scopes.retain(|it| *it != "read:connections");
    tenant
        .run(&["diff", "code"])
        .assert_code(2)
        .assert_says(&["connections cannot be compared", "read:connections"]);
    put(
        tenant.folder(),
        &[(
            "code/main.tf",
            "resource \"auth0_client\" \"a\" {\n  name = \"A\"\n}\n",
        )],
    );
    tenant
        .run(&["diff", "code"])
        .assert_code(2)
        .assert_says(&["nothing to compare"]);
}
