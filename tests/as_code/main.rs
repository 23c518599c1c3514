//! A tenant's configuration as code, as a user sees it: folders as teams keep them, checked and fixed.

#![cfg(feature = "cli")]
// Also what tests share is a test here; clippy sees only functions marked as one.
#![allow(clippy::expect_used)]

mod check;
mod fix;
#[path = "../cli/folder.rs"]
#[allow(dead_code)]
mod folder;
mod formats;
mod suppression;

use folder::Folder;

/// A page that a safe fix makes ready.
pub(crate) const PAGE: &str = r#"<script src="https://cdn.auth0.com/js/lock/15.0.2/lock.min.js"></script>
<script>
  var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
  new Auth0Lock(config.clientID, config.auth0Domain, {
    auth: { params: config.internalOptions },
    closable: false
  }).show();
</script>
"#;

/// The page after fixing.
pub(crate) fn ready() -> String {
    PAGE.replace(
        "closable: false",
        "closable: false,\n    __useTenantInfo: config.isThirdPartyClient",
    )
}

/// A folder of auth0-deploy-cli with a third-party application, a database and a page.
pub(crate) fn deploy_cli() -> Folder {
    let folder = Folder::new();
    folder.put(
        "tenant/pages/login.json",
        "{\n  \"name\": \"login\",\n  \"enabled\": true\n}\n",
    );
    folder.put("tenant/pages/login.html", PAGE);
    folder.put(
        "tenant/clients/Partner.json",
        "{\n  \"name\": \"Partner\",\n  \"app_type\": \"spa\",\n  \"is_first_party\": false\n}\n",
    );
    folder.put(
        "tenant/database-connections/Users/database.json",
        "{\n  \"name\": \"Users\",\n  \"strategy\": \"auth0\",\n  \"options\": {}\n}\n",
    );
    folder
}

/// A Terraform module with the page in a heredoc.
pub(crate) fn terraform() -> String {
    let page: String = PAGE.lines().map(|line| format!("      {line}\n")).collect();
    format!(
        "# The login page
resource \"auth0_pages\" \"pages\" {{
  login {{
    enabled = true
    html    = <<-EOT
{page}    EOT
  }}
}}

resource \"auth0_connection\" \"users\" {{
  name     = \"Users\"
  strategy = \"auth0\" # the database
}}

resource \"auth0_client\" \"partner\" {{
  name           = \"Partner\"
  is_first_party = false
}}
"
    )
}

/// The rules and places of what the concise format lists.
pub(crate) fn found(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let mut all = vec!["check", "--output-format", "concise"];
    all.extend(arguments);
    let run = folder.run(&all);
    let lines = run.stdout.lines().filter(|line| line.contains('['));
    lines
        .map(|line| {
            let (place, rest) = line.split_once(": ").unwrap_or((line, ""));
            let rule = rest.split(['[', ']']).nth(1).unwrap_or_default();
            format!("{place} {rule}")
        })
        .collect()
}
