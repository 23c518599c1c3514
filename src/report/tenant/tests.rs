use snapbox::{IntoData, assert_data_eq, str};

use super::*;
use crate::check::Settings;
use crate::tenant::api::{Outcome, OutcomeKind};
use crate::tenant::{Client, Connection, Experience, LoginPage, Part, SecurityMode, Tenant, audit};

fn some_connections() -> Vec<Connection> {
    let connection = |id: &str, name: &str, shown: Option<&str>, is_domain_connection| Connection {
        id: Some(id.to_owned()),
        name: name.to_owned(),
        display_name: shown.map(str::to_owned),
        strategy: "auth0".to_owned(),
        is_domain_connection,
        origin: None,
    };
    vec![
        connection("con_1", "Users", Some("Our users"), true),
        connection("con_2", "a|b", None, false),
    ]
}

fn tenant() -> Tenant {
    let client = |id: &str, name: &str, security_mode| Client {
        id: Some(id.to_owned()),
        name: name.to_owned(),
        is_first_party: false,
        security_mode,
        page: None,
        origin: None,
    };
    let html = "<script src=https://cdn.auth0.com/js/lock/11.35.1/lock.min.js></script>\n\
                <script>var config = JSON.parse(atob('@@config@@'));\n\
                new Auth0Lock(config.clientID, config.auth0Domain, {}).show();</script>\n";
    Tenant {
        domain: Some("acme.auth0.com".to_owned()),
        connections: Part::Known(some_connections()),
        clients: Part::Known(vec![
            client("id1", "Partner", None),
            client("id2", "New partner", Some(SecurityMode::Strict)),
        ]),
        page: Part::Known(LoginPage {
            html: Some(html.to_owned()),
            enabled: true,
            name: "page".to_owned(),
            origin: None,
        }),
        experience: Part::Known(Experience::Classic),
        custom_domains: Part::Unknown("the token lacks the scope `read:custom_domains`".to_owned()),
    }
}

fn outcomes() -> Vec<Outcome> {
    let outcome = |name: &str, kind, detail: Option<&str>| Outcome {
        id: format!("con_{name}"),
        name: name.to_owned(),
        kind,
        detail: detail.map(str::to_owned),
    };
    vec![
        outcome("Users", OutcomeKind::Promoted, None),
        outcome("Staff", OutcomeKind::Failed, Some("refused: `403`")),
        outcome("More", OutcomeKind::Promoted, None),
    ]
}

#[test]
fn connections_in_every_format() {
    let of = |format| connections(&some_connections(), format, Style::PLAIN);
    assert_data_eq!(of(TenantFormat::Text), str![].raw());
    assert_data_eq!(of(TenantFormat::Markdown), str![].raw());
    assert_data_eq!(of(TenantFormat::Json), str![].raw());
    let none = connections(&[], TenantFormat::Text, Style::PLAIN);
    assert_eq!(none, "0 connections, of which 0 domain connections\n");
}

#[test]
fn changes_in_every_format() {
    let of = |format| changes(&outcomes(), format, Style::PLAIN);
    assert_data_eq!(of(TenantFormat::Text), str![].raw());
    assert_data_eq!(of(TenantFormat::Markdown), str![].raw());
    assert_data_eq!(of(TenantFormat::Json), str![].raw());
}

#[test]
fn audits_in_every_format() {
    let tenant = tenant();
    let audit = audit(&tenant, &Settings::default());
    let of = |format| applications(&tenant, &audit, format, Style::PLAIN);
    assert_data_eq!(of(TenantFormat::Text), str![].raw());
    assert_data_eq!(of(TenantFormat::Markdown), str![].raw());
    let json: serde_json::Value =
        serde_json::from_str(&of(TenantFormat::Json)).expect("it is JSON");
    assert_eq!(json["page"]["findings"][0]["rule"], "missing-tenant-info");
    let mut json = json;
    json["page"]["findings"] = serde_json::json!([]);
    assert_data_eq!(format!("{json:#}\n"), str![].raw());
}
