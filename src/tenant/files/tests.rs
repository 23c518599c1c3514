use super::*;
use crate::edit;
use model::Setting;

/// Files with these names and texts.
pub(crate) fn files(texts: &[(&str, &str)]) -> Files {
    let source = |(name, text): &(&str, &str)| Source {
        name: (*name).to_owned(),
        text: (*text).to_owned(),
    };
    Files::new(texts.iter().map(source).collect())
}

/// What a tenant is, in one line for each thing.
fn summary(files: &Files, tenant: &Tenant) -> Vec<String> {
    let setting = |it: &Setting<bool>| match it {
        Setting::Absent => "absent".to_owned(),
        Setting::Known(value, _) => value.to_string(),
        Setting::Unknown(_) => "unknown".to_owned(),
    };
    let text = |it: &Setting<String>| match it {
        Setting::Absent => "absent".to_owned(),
        Setting::Known(value, _) => value.clone(),
        Setting::Unknown(_) => "unknown".to_owned(),
    };
    let html = |html: &Html| match html {
        Html::File(place) => files
            .source(place.file)
            .map_or_else(String::new, |it| it.name.clone()),
        Html::Embedded(it) => format!("{:?}", it.text),
        Html::Missing => "missing".to_owned(),
        Html::Skipped(_) => "skipped".to_owned(),
        Html::FileName(name, _) => format!("file name {name}"),
        Html::NoSuchFile(name, _) => format!("no file {name}"),
        Html::Unknown(_) => "unknown".to_owned(),
    };
    let connections = tenant.connections.iter().map(|it| {
        format!(
            "connection {} {} {}",
            text(&it.name),
            text(&it.strategy),
            setting(&it.flag)
        )
    });
    let clients = tenant.clients.iter().map(|it| {
        let mode = text(&it.security_mode);
        format!(
            "client {} {} {mode}",
            text(&it.name),
            setting(&it.first_party)
        )
    });
    let pages = tenant.pages.iter().map(|it| {
        let owner = it.client.as_deref().unwrap_or("tenant");
        format!("page {owner} {} {}", setting(&it.enabled), html(&it.html))
    });
    let templates = tenant
        .templates
        .iter()
        .map(|it| format!("template {}", html(&it.html)));
    let keywords = tenant
        .keywords
        .iter()
        .map(|it| format!("keyword {}", it.name));
    let experience = tenant
        .experience
        .known()
        .map(|it| format!("experience {it}"));
    connections
        .chain(clients)
        .chain(pages)
        .chain(templates)
        .chain(keywords)
        .chain(experience)
        .collect()
}

fn summaries(texts: &[(&str, &str)]) -> Vec<Vec<String>> {
    let files = files(texts);
    let reading = files.tenants();
    reading
        .tenants
        .iter()
        .map(|it| summary(&files, it))
        .collect()
}

#[test]
fn a_folder_of_deploy_cli_is_a_tenant() {
    let found = summaries(&[
        (
            "t/connections/google.json",
            r###"{"name": "google-oauth2", "strategy": "google-oauth2", "is_domain_connection": true}"###,
        ),
        (
            "t/connections/key.json",
            r###"{"name": "##NAME##", "strategy": "samlp", "is_domain_connection": @@FLAG@@}"###,
        ),
        (
            "t/database-connections/Users/database.json",
            r###"{"name": "Users", "strategy": "auth0"}"###,
        ),
        (
            "t/clients/Partner.json",
            r###"{"name": "Partner", "app_type": "spa", "is_first_party": false, "custom_login_page": "./Partner.html"}"###,
        ),
        (
            "t/clients/Own.json",
            r###"{"name": "Own", "app_type": "spa", "custom_login_page": "<p>\n", "custom_login_page_on": false}"###,
        ),
        (
            "t/pages/login.json",
            r###"{"name": "login", "enabled": true, "html": "./login.html"}"###,
        ),
        ("t/pages/login.html", "<p>"),
        (
            "t/prompts/prompts.json",
            r###"{"universal_login_experience": "new"}"###,
        ),
        (
            "t/branding/templates/universal_login.json",
            r###"{"template": "universal_login", "body": "./universal_login.html"}"###,
        ),
        ("t/branding/templates/universal_login.html", "<p>"),
        (
            "config.json",
            r###"{"AUTH0_DOMAIN": "x", "AUTH0_KEYWORD_REPLACE_MAPPINGS": {"config": "y"}}"###,
        ),
        ("t/.env", "# c\nexport A=1\nB = 2\n"),
        ("other/clients/x.json", r###"{"name": "not a client"}"###),
        ("other/pages/x.json", r###"{"title": "no page"}"###),
    ]);
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0],
        [
            "connection google-oauth2 google-oauth2 true",
            "connection unknown samlp unknown",
            "connection Users auth0 absent",
            "client Partner false absent",
            "client Own absent absent",
            "page Partner absent file name ./Partner.html",
            r###"page Own false "<p>\n""###,
            "page tenant true t/pages/login.html",
            "template t/branding/templates/universal_login.html",
            "keyword config",
            "keyword A",
            "keyword B",
            "experience new",
        ]
    );
}

#[test]
fn a_yaml_file_of_deploy_cli_is_a_tenant() {
    let yaml = "\
# the tenant
pages:
  - name: login
    enabled: true
    html: ./pages/login.html
  - name: error_page
    html: ./pages/error.html
defaults: &defaults
  strategy: samlp
connections:
  - name: a
    <<: *defaults
  - { name: @@NAME@@, strategy: waad, is_domain_connection: false }
databases:
  - name: Users
    strategy: auth0
    is_domain_connection: true
clients:
  - name: Partner
    is_first_party: false
    third_party_security_mode: strict
prompts:
  universal_login_experience: classic
";
    let found = summaries(&[
        ("tenant.yaml", yaml),
        ("pages/login.html", "<p>"),
        ("ci.yaml", "pages:\n  script: x\nclients:\n  - a\n"),
    ]);
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0],
        [
            "connection a samlp absent",
            "connection unknown waad false",
            "connection Users auth0 true",
            "client Partner false strict",
            "page tenant true pages/login.html",
            "experience classic",
        ]
    );
}

const TERRAFORM: &str = "\
# pages
resource \"auth0_pages\" \"p\" {
  login {
    enabled = true
    html    = <<-EOT
      <p>${var.title} $${js} 100%{x}
        ${name}
      </p>
    EOT
  }
}
locals {
  on   = true
  page = templatefile(\"${path.module}/t.html\", { title = \"x\" })
}
resource \"auth0_connection\" \"a\" {
  name                 = \"a\"
  strategy             = \"auth0\"
  is_domain_connection = local.on
}
resource \"auth0_connection\" \"b\" {
  name                 = \"${var.x}-b\"
  strategy             = \"samlp\"
  is_domain_connection = var.flag
}
resource \"auth0_client\" \"c\" {
  name              = \"Partner\"
  is_first_party    = false
  custom_login_page = local.page
}
resource \"auth0_client\" \"d\" {
  name              = \"D\"
  custom_login_page = file(\"${path.module}/d.html\")
}
resource \"auth0_client\" \"e\" {
  name              = \"E\"
  custom_login_page = \"${path.module}/d.html\"
}
module \"more\" {
  source = \"./more\"
}
";

#[test]
fn modules_of_terraform_are_a_tenant() {
    let files = files(&[
        ("tf/main.tf", TERRAFORM),
        ("tf/t.html", "<b>${title} ${js} $${k}</b>"),
        ("tf/d.html", "<i>"),
        (
            "tf/more/prompt.tf",
            "resource \"auth0_prompt\" \"p\" { universal_login_experience = \"new\" }",
        ),
        ("tf/other/main.tf", "resource \"aws_vpc\" \"auth0_x\" {}"),
    ]);
    let reading = files.tenants();
    assert_eq!(reading.tenants.len(), 1);
    let tenant = &reading.tenants[0];
    assert_eq!(
        summary(&files, tenant),
        [
            "connection a auth0 true",
            "connection unknown samlp unknown",
            "client Partner false absent",
            "client D absent absent",
            "client E absent absent",
            r#"page tenant true "<p>@@terraform_0@@ ${js} 100%{x}\n  ${name}\n</p>\n""#,
            r#"page Partner absent "<b>@@terraform_0@@ ${js} ${k}</b>""#,
            "page D absent tf/d.html",
            "page E absent file name ${path.module}/d.html",
            "experience new",
        ]
    );
    let strays: Vec<_> = tenant
        .strays
        .iter()
        .map(|it| {
            let text = files.text(it.place.file);
            (
                it.place.span.text(text),
                text[it.place.span.end..].chars().next().unwrap_or_default(),
            )
        })
        .collect();
    assert_eq!(strays, [("%{", 'x'), ("${", 'n'), ("${", 'j')]);
}

#[test]
fn the_json_of_terraform_says_the_same() {
    let json = r###"{
  "resource": {
    "auth0_connection": {"a": {"name": "a", "strategy": "auth0"}},
    "auth0_client": {"c": [{"name": "Partner", "is_first_party": false}]},
    "auth0_pages": {"p": {"login": [{"enabled": true, "html": "${file(\"${path.module}/login.html\")}"}]}},
    "auth0_global_client": {"g": {"custom_login_page": "<p>\n${js} $${x} ${var.y}"}}
  }
}"###;
    let found = summaries(&[("main.tf.json", json), ("login.html", "<p>")]);
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0],
        [
            "connection a auth0 absent",
            "client Partner false absent",
            "page tenant true login.html",
            "page tenant absent \"<p>\\n${js} ${x} @@terraform_0@@\"",
        ]
    );
}

/// A file after the flag of its first connection was set.
fn flagged(name: &str, text: &str) -> String {
    let files = files(&[(name, text)]);
    let reading = files.tenants();
    let setter = reading.tenants[0].connections[0].setter.as_ref();
    let edit = setter.unwrap_or_else(|| panic!("{text}")).edit(true);
    edit::apply(text, &[edit]).expect("it fits")
}

#[test]
fn flags_are_written_as_their_neighbours_are() {
    let json = "connections/a.json";
    let yaml = "tenant.yaml";
    let tf = "main.tf";
    for (name, before, after) in [
        (
            json,
            "{\n  \"name\": \"a\",\n  \"strategy\": \"b\",\n  \"options\": {}\n}\n",
            "{\n  \"name\": \"a\",\n  \"strategy\": \"b\",\n  \"is_domain_connection\": true,\n  \"options\": {}\n}\n",
        ),
        (
            json,
            "\u{feff}{\r\n\t\"strategy\" : \"b\"\r\n}",
            "\u{feff}{\r\n\t\"strategy\" : \"b\",\r\n\t\"is_domain_connection\" : true\r\n}",
        ),
        (
            json,
            "{\"name\":\"a\",\"strategy\":\"b\"}",
            "{\"name\":\"a\",\"strategy\":\"b\", \"is_domain_connection\":true}",
        ),
        (
            json,
            "{\"strategy\":\"b\",\"is_domain_connection\":false}",
            "{\"strategy\":\"b\",\"is_domain_connection\":true}",
        ),
        (
            yaml,
            "connections:\n  - name: a # c\n    strategy: b # d\n    options:\n      x: 1\n",
            "connections:\n  - name: a # c\n    strategy: b # d\n    is_domain_connection: true\n    options:\n      x: 1\n",
        ),
        (
            yaml,
            "connections:\r\n- strategy: b",
            "connections:\r\n- strategy: b\r\n  is_domain_connection: true",
        ),
        (
            yaml,
            "connections: [{name: a, strategy: 'b'}]",
            "connections: [{name: a, strategy: 'b', is_domain_connection: true}]",
        ),
        (
            yaml,
            "connections:\n- name: a\n  is_domain_connection: no\n  strategy: b\n",
            "",
        ),
        (
            tf,
            "resource \"auth0_connection\" \"a\" {\n  name     = \"a\"\n  strategy = \"b\"\n  options {\n  }\n}\n",
            "resource \"auth0_connection\" \"a\" {\n  name     = \"a\"\n  strategy = \"b\"\n\n  is_domain_connection = true\n  options {\n  }\n}\n",
        ),
        (
            tf,
            "resource \"auth0_connection\" \"a\" {\n  strategy                      = \"b\"\n  show_as_button_and_everything = true # c\n}\n",
            "resource \"auth0_connection\" \"a\" {\n  strategy                      = \"b\"\n  is_domain_connection          = true\n  show_as_button_and_everything = true # c\n}\n",
        ),
        (
            tf,
            "resource \"auth0_connection\" \"a\" {\r\n  strategy = \"b\" # c\r\n}\r\n",
            "resource \"auth0_connection\" \"a\" {\r\n  strategy = \"b\" # c\r\n\r\n  is_domain_connection = true\r\n}\r\n",
        ),
        (
            tf,
            "resource \"auth0_connection\" \"a\" {\n  is_domain_connection = false // c\n}\n",
            "resource \"auth0_connection\" \"a\" {\n  is_domain_connection = true // c\n}\n",
        ),
    ] {
        if after.is_empty() {
            // `no` is a string: what it is meant to be is not known.
            let files = files(&[(name, before)]);
            assert_eq!(
                files.tenants().tenants[0].connections[0].setter,
                None,
                "{before}"
            );
            continue;
        }
        let fixed = flagged(name, before);
        assert_eq!(fixed, after);
        let files = files(&[(name, &fixed)]);
        let flag = &files.tenants().tenants[0].connections[0].flag;
        assert!(flag.is(&true), "{fixed}");
    }
}

#[test]
fn comments_are_those_of_the_format() {
    let yaml = "# a\npages: # b\n  - name: 'x # no' # c\n    html: | # d\n      # no\n      <p>\n    # e\nclients:\n  - a#no\n";
    let comments = |name: &str, text: &str| -> Vec<String> {
        let files = files(&[(name, text)]);
        let comments = files.comments(FileId(0));
        comments
            .iter()
            .map(|(_, it)| it.text(text).trim().to_owned())
            .collect()
    };
    assert_eq!(comments("tenant.yaml", yaml), ["a", "b", "c", "d", "e"]);
    assert_eq!(
        comments("main.tf", "# a\nx = \"auth0_ # no\" // b\n"),
        ["a", "b"]
    );
    assert!(comments("clients/a.json", "{\"a\": \"# no\"}").is_empty());
}

#[test]
fn what_does_not_parse_is_told() {
    for (name, text) in [
        ("tenant.yaml", "clients:\n  - name: a\npages: [\n"),
        ("main.tf", "resource \"auth0_client\" {\n  name = \n}\n"),
    ] {
        let files = files(&[(name, text)]);
        let tenants = files.tenants().tenants;
        assert_eq!(tenants.len(), 1, "{name}");
        assert_eq!(tenants[0].problems.len(), 1, "{name}");
    }
    let files = files(&[("ci.yaml", "pages: [\n"), ("main.tf", "a = \n")]);
    assert!(files.tenants().tenants.is_empty());
}
