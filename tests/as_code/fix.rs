//! What is fixed: the pages where they stand, and the flags; everything else stays byte for byte.

use super::{PAGE, deploy_cli, ready, terraform};
use crate::folder::Folder;

#[test]
fn the_fix_of_a_folder_is_in_the_style_of_its_files() {
    let folder = deploy_cli();
    folder.put("lockwright.toml", "domain-connections = ['Users']\n");
    let run = folder.run(&["fix"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(folder.get("tenant/pages/login.html"), ready());
    assert_eq!(
        folder.get("tenant/database-connections/Users/database.json"),
        "{\n  \"name\": \"Users\",\n  \"strategy\": \"auth0\",\n  \"is_domain_connection\": true,\n  \"options\": {}\n}\n"
    );
    let again = folder.run(&["fix"]);
    assert!(
        again.stdout.contains("4 files checked, nothing found"),
        "{again:?}"
    );
}

/// A file after all safe fixes, with a policy that names the database.
fn fixed(name: &str, text: &str) -> String {
    let folder = Folder::with(name, text);
    folder.put("lockwright.toml", "domain-connections = ['Users']\n");
    let run = folder.run(&["fix", "--output-format", "concise"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    folder.get(name)
}

#[test]
fn a_page_in_a_heredoc_is_fixed_there() {
    let expected = terraform()
        .replace(
            "closable: false\n",
            "closable: false,\n          __useTenantInfo: config.isThirdPartyClient\n",
        )
        .replace(
            "\"auth0\" # the database\n",
            "\"auth0\" # the database\n\n  is_domain_connection = true\n",
        );
    assert_eq!(fixed("main.tf", &terraform()), expected);
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let mark = |text: &str| format!("\u{feff}{}", crlf(text));
    assert_eq!(fixed("main.tf", &mark(&terraform())), mark(&expected));
}

#[test]
fn what_terraform_would_evaluate_is_escaped() {
    let before = terraform().replace("closable: false", "title: `${name} @${var.at} 100%{`");
    let after = fixed("main.tf", &before);
    assert!(
        after.contains("title: `$${name} @${var.at} 100%%{`,\n"),
        "{after}"
    );
}

#[test]
fn a_page_in_yaml_is_fixed_there() {
    let block: String = PAGE.lines().map(|line| format!("      {line}\n")).collect();
    let yaml = |page: &str| {
        format!(
            "# all of it\nclients:\n  - name: \"A\"   # one\n    app_type: 'spa'\n    custom_login_page: |\n{page}    \
             custom_login_page_on: true\ndatabases: [ {{ name: Users, strategy: auth0, is_domain_connection: true }} ]\n"
        )
    };
    let expected = block.replace(
        "closable: false\n",
        "closable: false,\n          __useTenantInfo: config.isThirdPartyClient\n",
    );
    assert_eq!(fixed("tenant.yaml", &yaml(&block)), yaml(&expected));
    let crlf = |text: String| text.replace('\n', "\r\n");
    assert_eq!(
        fixed("tenant.yaml", &crlf(yaml(&block))),
        crlf(yaml(&expected))
    );
}

#[test]
fn a_page_in_a_string_of_json_is_fixed_there() {
    let escaped = |page: &str| page.replace('"', "\\u0022").replace('\n', "\\n");
    let json = |page: String| {
        format!(
            "{{\n\t\"name\": \"A\",\n\t\"app_type\":\"spa\",\n\t\"custom_login_page\" : \"{page}\" }}"
        )
    };
    assert_eq!(
        fixed("clients/A.json", &json(escaped(PAGE))),
        json(escaped(&ready()))
    );
}

#[test]
fn keywords_do_no_harm() {
    let before = "{\n  \"name\": \"Users\",\n  \"strategy\": \"auth0\",\n  \"enabled_clients\": @@CLIENTS@@,\n  \"a\": \"##B##\"\n}\n";
    let after = before.replace(
        "\"auth0\",",
        "\"auth0\",\n  \"is_domain_connection\": true,",
    );
    assert_eq!(
        fixed("database-connections/Users/database.json", before),
        after
    );
    let before = "databases:\n  - name: Users\n    strategy: auth0\n    enabled_clients: @@CLIENTS@@\n    realms: ##R##\n";
    let after = before.replace("auth0\n", "auth0\n    is_domain_connection: true\n");
    assert_eq!(fixed("tenant.yaml", before), after);
}

#[test]
fn the_patch_names_every_file() {
    let folder = deploy_cli();
    folder.put("lockwright.toml", "domain-connections = ['Users']\n");
    let run = folder.run(&["fix", "--diff"]);
    assert_eq!(run.code, Some(1));
    for name in [
        "pages/login.html",
        "database-connections/Users/database.json",
    ] {
        assert!(
            run.stdout.contains(&format!("+++ b/tenant/{name}\n")),
            "{}",
            run.stdout
        );
    }
    assert_eq!(folder.get("tenant/pages/login.html"), PAGE);
}

#[test]
fn only_what_was_asked_for_is_changed() {
    let folder = deploy_cli();
    folder.put("lockwright.toml", "domain-connections = ['Users']\n");
    folder.run(&["fix", "tenant/pages/login.html"]);
    assert_eq!(folder.get("tenant/pages/login.html"), ready());
    let database = folder.get("tenant/database-connections/Users/database.json");
    assert!(!database.contains("is_domain_connection"), "{database}");
}

#[test]
fn a_flag_that_nobody_wants_is_taken_away_unsafely() {
    let folder = Folder::with(
        "tenant.yaml",
        "connections:\n  - name: a\n    strategy: waad\n    is_domain_connection: true # why?\n",
    );
    folder.put("lockwright.toml", "domain-connections = []\n");
    folder.run(&["fix"]);
    assert!(folder.get("tenant.yaml").contains("true # why?"));
    folder.run(&["fix", "--unsafe-fixes"]);
    assert!(folder.get("tenant.yaml").contains("false # why?"));
}
