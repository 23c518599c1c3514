//! Ignore comments and baselines in files that are no pages.

use super::{deploy_cli, found, terraform};
use crate::folder::Folder;

#[test]
fn comments_of_the_format_suppress() {
    let all = terraform();
    let client = "resource \"auth0_client\"";
    let line = "  is_first_party = false";
    for (place, ignored) in [
        (
            client,
            format!("# lockwright-ignore missing-domain-connection -- elsewhere\n{client}"),
        ),
        (line, format!("  // lockwright-ignore tenant\n{line}")),
        (
            line,
            format!("{line} # lockwright-ignore missing-domain-connection"),
        ),
        (
            "# The login page",
            "# lockwright-ignore-file missing-domain-connection".to_owned(),
        ),
    ] {
        let folder = Folder::with("main.tf", all.replace(place, &ignored));
        let found = found(&folder, &[]);
        assert_eq!(found.len(), 1, "{ignored}: {found:?}");
        assert!(found[0].ends_with(" missing-tenant-info"), "{found:?}");
    }
}

#[test]
fn a_comment_above_a_page_suppresses_in_it() {
    let text = terraform().replace(
        "    html    =",
        "    # lockwright-ignore missing-tenant-info\n    html    =",
    );
    let folder = Folder::with("main.tf", text);
    let found = found(&folder, &[]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].ends_with(" missing-domain-connection"),
        "{found:?}"
    );
}

#[test]
fn a_comment_of_no_use_is_told_and_taken_out() {
    let yaml = "databases:\n  # lockwright-ignore missing-domain-connection\n  - name: Users\n    strategy: auth0\n";
    let folder = Folder::with("tenant.yaml", yaml);
    assert_eq!(found(&folder, &[]), ["tenant.yaml:2:23 unused-ignore"]);
    folder.run(&["fix"]);
    let comment = "  # lockwright-ignore missing-domain-connection\n";
    assert_eq!(folder.get("tenant.yaml"), yaml.replace(comment, ""));
}

#[test]
fn comments_are_written_where_there_can_be_some() {
    let folder = Folder::with("main.tf", terraform());
    folder.run(&["check", "--add-ignore=later"]);
    let text = folder.get("main.tf");
    assert!(
        text.contains("  # lockwright-ignore missing-domain-connection -- later\n  is_first_party"),
        "{text}"
    );
    assert!(
        text.contains("        // lockwright-ignore missing-tenant-info -- later\n"),
        "{text}"
    );
    assert!(found(&folder, &[]).is_empty());
}

#[test]
fn a_comment_on_a_page_is_of_use_to_its_tenant() {
    let folder = deploy_cli();
    folder.put(
        "tenant/connections/g.json",
        "{\"name\": \"g\", \"strategy\": \"x\", \"is_domain_connection\": true}",
    );
    let page = super::ready().replace(
        "    closable: false",
        "    // lockwright-ignore unreachable-connection\n    allowedConnections: ['x']",
    );
    folder.put("tenant/pages/login.html", page);
    assert!(found(&folder, &[]).is_empty());
}

#[test]
fn a_baseline_lists_what_was_there() {
    let folder = deploy_cli();
    let baseline = ["check", "--baseline", "b.json", "--write-baseline"];
    assert_eq!(folder.run(&baseline).code, Some(0));
    assert_eq!(folder.run(&["check", "--baseline", "b.json"]).code, Some(0));
    folder.put(
        "tenant/clients/Other.json",
        "{\"name\": \"O\", \"app_type\": \"spa\",\n\"is_first_party\": false}",
    );
    let run = folder.run(&[
        "check",
        "--baseline",
        "b.json",
        "--output-format",
        "concise",
    ]);
    assert!(
        run.stdout.contains("tenant/clients/Other.json:2:19"),
        "{run:?}"
    );
}
