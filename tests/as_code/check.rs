//! What is found, and where.

use super::{PAGE, deploy_cli, found, ready, terraform};
use crate::folder::Folder;

#[test]
fn a_folder_of_deploy_cli_is_checked_with_its_page() {
    let folder = deploy_cli();
    assert_eq!(
        found(&folder, &[]),
        [
            "tenant/clients/Partner.json:4:21 missing-domain-connection",
            "tenant/pages/login.html:4:3 missing-tenant-info",
        ]
    );
    assert_eq!(folder.run(&["check"]).code, Some(1));
}

#[test]
fn pages_are_checked_where_they_stand() {
    let quoted = PAGE.replace('"', "\\\"").replace('\n', "\\n");
    let indented: String = PAGE.lines().map(|line| format!("      {line}\n")).collect();
    for (name, text, place) in [
        ("main.tf", terraform(), "main.tf:9:9 missing-tenant-info"),
        (
            "tenant.yaml",
            format!(
                "clients:\n  - name: A\n    app_type: spa\n    custom_login_page: |\n{indented}"
            ),
            "tenant.yaml:8:9 missing-tenant-info",
        ),
        (
            "clients/A.json",
            format!(
                "{{\n\"name\": \"A\", \"app_type\": \"spa\",\n\"custom_login_page\": \"{quoted}\"\n}}"
            ),
            "clients/A.json:3:194 missing-tenant-info",
        ),
        (
            "main.tf.json",
            format!(
                "{{\"resource\":{{\"auth0_global_client\":{{\"a\":{{\n\"custom_login_page\":\"{quoted}\"}}}}}}}}"
            ),
            "main.tf.json:2:193 missing-tenant-info",
        ),
    ] {
        let folder = Folder::with(name, &text);
        let found = found(&folder, &["--select", "third-party"]);
        assert_eq!(found, [place], "{text}");
    }
}

#[test]
fn files_that_are_no_configuration_are_left_alone() {
    let folder = Folder::new();
    for (name, text) in [
        ("ci.yaml", "pages:\n  script: x\nclients: 3\n"),
        ("broken.yaml", "pages: [\n"),
        ("package.json", "{"),
        ("clients/list.json", "{\"name\": \"no client\"}"),
        ("connections/x.json", "[1]"),
        ("tsconfig.json", "{ // c\n}"),
        ("main.tf", "resource \"aws_vpc\" \"auth0_x\" {\n"),
    ] {
        folder.put(name, text);
    }
    let run = folder.run(&["check"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stderr.contains("no pages found"), "{}", run.stderr);
}

#[test]
fn one_file_is_judged_by_all_of_its_tenant() {
    let folder = deploy_cli();
    let client = "tenant/clients/Partner.json";
    let missing = format!("{client}:4:21 missing-domain-connection");
    assert_eq!(found(&folder, &[client]), [missing]);
    // A flag in another file counts, though that file was not named.
    folder.put(
        "tenant/connections/google.json",
        "{\"name\": \"g\", \"strategy\": \"google-oauth2\", \"is_domain_connection\": true}",
    );
    assert!(found(&folder, &[client]).is_empty());
    // Nothing is said of files that were not named.
    let page = "tenant/pages/login.html";
    folder.put(
        page,
        ready().replace("closable: false", "allowedConnections: ['x']"),
    );
    assert_eq!(
        found(&folder, &[page]),
        [format!("{page}:6:25 unreachable-connection")]
    );
}

#[test]
fn the_policy_of_the_configuration_decides() {
    let folder = deploy_cli();
    folder.put(
        "lockwright.toml",
        "domain-connections = ['samlp:*', 'User']\n",
    );
    folder.put(
        "tenant/connections/a.json",
        "{\"name\": \"a\", \"strategy\": \"samlp\"}",
    );
    folder.put(
        "tenant/connections/b.json",
        "{\"name\": \"b\", \"strategy\": \"waad\", \"is_domain_connection\": true}",
    );
    assert_eq!(
        found(&folder, &["--select", "tenant"]),
        [
            "tenant/clients/Partner.json:1:1 missing-domain-connection",
            "tenant/connections/a.json:1:10 missing-domain-connection",
            "tenant/connections/b.json:1:59 unexpected-domain-connection",
        ]
    );
    let help = folder.run(&["check", "--select", "tenant"]).stdout;
    assert!(help.contains("did you mean `Users`?"), "{help}");
}

#[test]
fn files_beside_the_folder_are_read_too() {
    let folder = deploy_cli();
    folder.put(
        "config.json",
        "{\"AUTH0_KEYWORD_REPLACE_MAPPINGS\": {\"config\": 1}}",
    );
    folder.put(".env", "AUTH0_CLIENT_SECRET=hidden\nconfig=x\n");
    let found = found(&folder, &["--select", "clobbering-keyword"]);
    assert_eq!(
        found,
        [
            ".env:2:1 clobbering-keyword",
            "config.json:1:37 clobbering-keyword"
        ]
    );
    let report = folder.run(&["check"]).stdout;
    assert!(!report.contains("hidden"), "{report}");
}

#[test]
fn standard_input_may_be_configuration() {
    let folder = Folder::new();
    let arguments = [
        "check",
        "-",
        "--stdin-filename",
        "main.tf",
        "--output-format",
        "concise",
    ];
    let run = folder.run_on(&terraform(), &arguments);
    assert!(
        run.stdout
            .contains("main.tf:9:9: error[missing-tenant-info]"),
        "{run:?}"
    );
    let run = folder.run_on(&terraform(), &["fix", "-", "--stdin-filename", "main.tf"]);
    assert!(run.stdout.contains("__useTenantInfo"), "{run:?}");
}

#[test]
fn the_files_are_listed() {
    let folder = deploy_cli();
    let run = folder.run(&["check", "--show-files"]);
    let expected = "tenant/clients/Partner.json\ntenant/database-connections/Users/database.json\n\
                    tenant/pages/login.html\ntenant/pages/login.json\n";
    assert_eq!(run.stdout, expected);
}
