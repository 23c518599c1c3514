//! Reports name the file of everything they tell.

use serde_json::Value;

use super::{deploy_cli, ready};
use crate::folder::Folder;

fn tenant() -> Folder {
    let folder = deploy_cli();
    let page = ready().replace("closable: false", "allowedConnections: ['x']");
    folder.put("tenant/pages/login.html", page);
    folder.put(
        "tenant/connections/g.json",
        "{\"name\": \"g\", \"strategy\": \"x\", \"options\": {\"client_secret\": \"hidden\"},\n \"is_domain_connection\": true}",
    );
    folder
}

fn report(folder: &Folder, format: &str) -> String {
    let run = folder.run(&["check", "--output-format", format]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(!run.stdout.contains("hidden"), "{}", run.stdout);
    run.stdout
}

#[test]
fn json_has_the_path_of_every_place() {
    let json: Value = serde_json::from_str(&report(&tenant(), "json")).expect("it is JSON");
    let finding = &json["findings"][0];
    assert_eq!(finding["rule"], "unreachable-connection");
    assert_eq!(finding["path"], "tenant/pages/login.html");
    let related = &finding["related"][0];
    assert_eq!(related["path"], "tenant/connections/g.json");
    assert_eq!(related["range"]["start"]["line"], 2);

    let folder = deploy_cli();
    folder.put("lockwright.toml", "domain-connections = ['Users']\n");
    let json: Value = serde_json::from_str(&report(&folder, "json")).expect("it is JSON");
    let edit = &json["findings"][0]["fix"]["edits"][0];
    assert_eq!(
        edit["path"],
        "tenant/database-connections/Users/database.json"
    );
    assert_eq!(edit["range"]["start"]["line"], 3);
}

#[test]
fn sarif_has_the_file_of_every_place() {
    let sarif: Value = serde_json::from_str(&report(&tenant(), "sarif")).expect("it is JSON");
    let result = &sarif["runs"][0]["results"][0];
    let uri = |place: &Value| place["physicalLocation"]["artifactLocation"]["uri"].clone();
    assert_eq!(uri(&result["locations"][0]), "tenant/pages/login.html");
    assert_eq!(
        uri(&result["relatedLocations"][0]),
        "tenant/connections/g.json"
    );
}

#[test]
fn texts_for_people_lead_to_other_files() {
    for format in ["full", "agent"] {
        let report = report(&tenant(), format);
        assert!(report.contains("see"), "{report}");
        assert!(
            report.contains("tenant/connections/g.json:2:26"),
            "{report}"
        );
    }
}

#[test]
fn every_format_has_the_findings() {
    for format in [
        "concise",
        "json-lines",
        "github",
        "gitlab",
        "junit",
        "rdjson",
        "checkstyle",
        "markdown",
    ] {
        let report = report(&tenant(), format);
        assert!(
            report.contains("tenant/pages/login.html"),
            "{format}: {report}"
        );
    }
}

#[test]
fn the_report_shows_the_rule_and_its_group() {
    let report = report(&tenant(), "full");
    let head = "tenant/unreachable-connection";
    assert!(report.contains(head), "{report}");
}
