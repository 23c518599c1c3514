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
        is_decided: true,
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
    let html = "<script src=https://cdn.auth0.com/js/lock/15.0.2/lock.min.js></script>\n\
                <script>var config = JSON.parse(decodeURIComponent(escape(atob('@@config@@'))));\n\
                new Auth0Lock(config.clientID, config.auth0Domain, { auth: { params: config.internalOptions } }).show();</script>\n";
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
            ..LoginPage::default()
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
    assert_data_eq!(
        of(TenantFormat::Text),
        str![[r#"
NAME               ID     STRATEGY  DOMAIN
Users (Our users)  con_1  auth0     yes
a|b                con_2  auth0     no

2 connections, of which 1 domain connection

"#]]
        .raw()
    );
    assert_data_eq!(
        of(TenantFormat::Markdown),
        str![[r#"
### Connections

2 connections, of which 1 domain connection.

| Name | Id | Strategy | Domain connection |
|---|---|---|---|
| <code>Users</code> | <code>con&#95;1</code> | <code>auth0</code> | yes |
| <code>a&#124;b</code> | <code>con&#95;2</code> | <code>auth0</code> | no |

"#]]
        .raw()
    );
    assert_data_eq!(
        of(TenantFormat::Json),
        str![[r#"
{
  "version": 1,
  "connections": [
    {
      "id": "con_1",
      "name": "Users",
      "display_name": "Our users",
      "strategy": "auth0",
      "is_domain_connection": true
    },
    {
      "id": "con_2",
      "name": "a|b",
      "display_name": null,
      "strategy": "auth0",
      "is_domain_connection": false
    }
  ]
}

"#]]
        .raw()
    );
    let none = connections(&[], TenantFormat::Text, Style::PLAIN);
    assert_eq!(none, "0 connections, of which 0 domain connections\n");
}

#[test]
fn changes_in_every_format() {
    let of = |format| changes(&outcomes(), format, Style::PLAIN);
    assert_data_eq!(
        of(TenantFormat::Text),
        str![[r#"
OUTCOME   NAME   ID         DETAIL
promoted  Users  con_Users
failed    Staff  con_Staff  refused: `403`
promoted  More   con_More

2 promoted, 1 failed

"#]]
        .raw()
    );
    assert_data_eq!(
        of(TenantFormat::Markdown),
        str![[r#"
### Domain connections

2 promoted, 1 failed.

| Name | Id | Outcome | Detail |
|---|---|---|---|
| <code>Users</code> | <code>con&#95;Users</code> | promoted |  |
| <code>Staff</code> | <code>con&#95;Staff</code> | failed | refused: <code>403</code> |
| <code>More</code> | <code>con&#95;More</code> | promoted |  |

"#]]
        .raw()
    );
    assert_data_eq!(
        of(TenantFormat::Json),
        str![[r#"
{
  "version": 1,
  "results": [
    {
      "id": "con_Users",
      "name": "Users",
      "outcome": "promoted",
      "detail": null
    },
    {
      "id": "con_Staff",
      "name": "Staff",
      "outcome": "failed",
      "detail": "refused: `403`"
    },
    {
      "id": "con_More",
      "name": "More",
      "outcome": "promoted",
      "detail": null
    }
  ]
}

"#]]
        .raw()
    );
}

#[test]
fn audits_in_every_format() {
    let tenant = tenant();
    let audit = audit(&tenant, &Settings::default());
    let of = |format| applications(&tenant, &audit, format, Style::PLAIN);
    assert_data_eq!(of(TenantFormat::Text), str![[r#"
LOG IN  APPLICATION  CLIENT ID  WHY
no      Partner      id1        the login page is not ready: `missing-tenant-info`
no      New partner  id2        its `third_party_security_mode` is `strict`, and Classic Login never serves strict applications; the login page is not ready: `missing-tenant-info`

acme.auth0.com: 2 third-party applications: 0 can log in, 2 cannot, 0 not known
login page: in use, checked for cloud, 1 finding
  3:1: error missing-tenant-info: `Auth0Lock` is constructed without `__useTenantInfo`
domain connections: Users
not known: custom_domains: the token lacks the scope `read:custom_domains`
help: `lockwright tenant pull -o login.html`, `lockwright fix login.html` and `lockwright tenant push login.html` make the page ready
help: strict applications need New Universal Login: the custom login page has to be switched off

"#]].raw());
    assert_data_eq!(of(TenantFormat::Markdown), str![[r#"
### Third-party applications

acme.auth0.com: 2 third-party applications: 0 can log in, 2 cannot, 0 not known.

|  | Application | Client id | Why |
|---|---|---|---|
| ❌ cannot log in | <code>Partner</code> | <code>id1</code> | the login page is not ready: <code>missing-tenant-info</code> |
| ❌ cannot log in | <code>New partner</code> | <code>id2</code> | its <code>third&#95;party&#95;security&#95;mode</code> is <code>strict</code>, and Classic Login never serves strict applications<br>the login page is not ready: <code>missing-tenant-info</code> |

- login page: in use, checked for cloud, 1 finding
- domain connections: Users
- not known: custom&#95;domains: the token lacks the scope <code>read:custom&#95;domains</code>
- help: <code>lockwright tenant pull -o login.html</code>, <code>lockwright fix login.html</code> and <code>lockwright tenant push login.html</code> make the page ready
- help: strict applications need New Universal Login: the custom login page has to be switched off

The login page:

- 3:1: error missing-tenant-info: <code>Auth0Lock</code> is constructed without <code>&#95;&#95;useTenantInfo</code>

"#]].raw());
    let json: serde_json::Value =
        serde_json::from_str(&of(TenantFormat::Json)).expect("it is JSON");
    assert_eq!(json["page"]["findings"][0]["rule"], "missing-tenant-info");
    let mut json = json;
    json["page"]["findings"] = serde_json::json!([]);
    assert_data_eq!(format!("{json:#}\n"), str![[r#"
{
  "applications": [
    {
      "can_log_in": false,
      "client_id": "id1",
      "name": "Partner",
      "reasons": [
        "page-not-ready: the login page is not ready: `missing-tenant-info`"
      ],
      "security_mode": null
    },
    {
      "can_log_in": false,
      "client_id": "id2",
      "name": "New partner",
      "reasons": [
        "strict: its `third_party_security_mode` is `strict`, and Classic Login never serves strict applications",
        "page-not-ready: the login page is not ready: `missing-tenant-info`"
      ],
      "security_mode": "strict"
    }
  ],
  "connections": [
    {
      "display_name": "Our users",
      "id": "con_1",
      "is_domain_connection": true,
      "name": "Users",
      "strategy": "auth0"
    },
    {
      "display_name": null,
      "id": "con_2",
      "is_domain_connection": false,
      "name": "a|b",
      "strategy": "auth0"
    }
  ],
  "page": {
    "findings": [],
    "in_use": true,
    "present": true
  },
  "tenant": {
    "custom_domains": null,
    "domain": "acme.auth0.com",
    "target": "cloud",
    "universal_login_experience": "classic"
  },
  "unknown": [
    {
      "part": "custom_domains",
      "reason": "the token lacks the scope `read:custom_domains`"
    }
  ],
  "version": 1
}

"#]].raw());
}
