//! Scripts that pages load: read where they are at hand, and told where they are not.

use crate::folder::{FLAG, Folder, Run};

/// A page that decodes the config and leaves the rest to a script from elsewhere.
fn shell(script: &str) -> String {
    format!(
        "<!DOCTYPE html>
<html>
<head><meta charset=\"utf-8\"><title>Log in</title></head>
<body>
<script src=\"https://cdn.auth0.com/js/lock/15.0/lock.min.js\"></script>
<script>
  window.loginConfig = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
</script>
{script}
</body>
</html>
"
    )
}

const TAG: &str = r#"<script src="https://cdn.acme.example/login/main.js"></script>"#;

const MAIN: &str = "(function () {
  var config = window.loginConfig;
  var lock = new Auth0Lock(config.clientID, config.auth0Domain, {
    auth: { redirectUrl: config.callbackURL, params: config.internalOptions },
    closable: false,
  });
  lock.show();
})();
";

const ENTRY: &str = "https://cdn.acme.example/login/*.js=dist/*.js";

fn folder() -> Folder {
    let folder = Folder::with("login.html", shell(TAG));
    folder.put("dist/main.js", MAIN);
    folder
}

fn lines(run: &Run) -> Vec<String> {
    run.stdout.lines().map(str::to_owned).collect()
}

#[test]
fn a_script_that_was_not_read_is_told() {
    let run = folder().run(&["check", "--output-format", "concise"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        run.stdout.starts_with(
            "login.html:9:14: warning[unread-script] `https://cdn.acme.example/login/main.js` was not read"
        ),
        "{run:?}"
    );
    let run = folder().run(&["check", "--fail-on", "warning"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stdout.contains("--script URL=FILE"), "{run:?}");
}

#[test]
fn a_script_at_hand_is_followed_and_its_findings_are_in_it() {
    let run = folder().run(&["check", "--script", ENTRY, "--output-format", "concise"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    let lines = lines(&run);
    assert!(
        lines[0].starts_with("dist/main.js:3:14: error[missing-tenant-info]")
            && lines[0].ends_with("[*]"),
        "{run:?}"
    );
    assert!(!run.stdout.contains("unread-script"), "{run:?}");
}

#[test]
fn the_configuration_names_scripts_relative_to_itself() {
    let folder = Folder::with("site/pages/login.html", shell(TAG));
    folder.put("site/dist/main.js", MAIN);
    folder.put(
        "site/lockwright.toml",
        "target = 'cloud'\n[scripts]\n\"https://cdn.acme.example/login/*.js\" = \"dist/*.js\"\n",
    );
    let run = folder.run(&["check", "site", "--output-format", "concise"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(
        run.stdout.starts_with("site/dist/main.js:3:14: "),
        "{run:?}"
    );
    folder.put(
        "site/lockwright.toml",
        "target = 'cloud'\n[scripts]\n\"https://cdn.acme.example/login/*.js\" = \"build/*.js\"\n",
    );
    let run = folder.run(&["check", "site"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(
        run.stderr
            .contains("site/lockwright.toml:3: there is no file site/build/main.js"),
        "{run:?}"
    );
}

#[test]
fn files_that_are_not_there_and_entries_that_do_not_fit_are_refused() {
    for (entry, told) in [
        (
            "https://cdn.acme.example/login/main.js=none.js",
            "there is no file none.js",
        ),
        (
            "https://cdn.acme.example/other.js=none.js",
            "there is no file none.js",
        ),
        (
            "https://cdn.acme.example/*/*.js=dist/*.js",
            "as many as its address",
        ),
        ("main.js", "an address and a file are needed"),
    ] {
        let run = folder().run(&["check", "--script", entry]);
        assert_eq!(run.code, Some(2), "{entry}: {run:?}");
        assert!(run.stderr.contains(told), "{entry}: {run:?}");
    }
}

#[test]
fn every_format_names_the_script() {
    let folder = folder();
    for format in [
        "full",
        "concise",
        "json",
        "json-lines",
        "sarif",
        "github",
        "gitlab",
        "junit",
        "rdjson",
        "checkstyle",
        "markdown",
        "agent",
    ] {
        let run = folder.run(&["check", "--script", ENTRY, "--output-format", format]);
        assert!(run.stdout.contains("dist/main.js"), "{format}: {run:?}");
    }
    let run = folder.run(&["check", "--script", ENTRY, "--output-format", "json"]);
    let finding = &run.json()["findings"][0];
    assert_eq!(finding["path"], "dist/main.js");
    assert_eq!(finding["range"]["start"]["line"], 3);
    assert_eq!(finding["range"]["start"]["column"], 14);
    let related = finding["related"].as_array().expect("there are some");
    let loaded = related
        .iter()
        .find(|it| it["message"] == "this page loads the script");
    let loaded = loaded.expect("the page is named");
    assert_eq!(loaded["path"], "login.html");
    assert_eq!(loaded["range"]["start"]["line"], 9);
}

#[test]
fn a_script_that_a_person_wrote_is_fixed() {
    let folder = folder();
    let before = folder.get("login.html");
    let run = folder.run(&["fix", "--script", ENTRY]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let fixed = folder.get("dist/main.js");
    let expected = MAIN.replace(
        "closable: false,\n",
        &format!("closable: false,\n    {FLAG},\n"),
    );
    assert_eq!(fixed, expected);
    assert_eq!(folder.get("login.html"), before);
    let again = folder.run(&["check", "--script", ENTRY]);
    assert_eq!(again.code, Some(0), "{again:?}");
}

#[test]
fn a_generated_script_is_not_edited_and_its_source_is_named() {
    let folder = folder();
    // The map says that the third line is from line 20 of the source, column by column.
    let map = r#"{"version":3,"sources":["../src/login.ts"],"names":[],"mappings":";;AAmBA,aAAa"}"#;
    folder.put(
        "dist/main.js",
        format!("{MAIN}//# sourceMappingURL=main.js.map\n"),
    );
    folder.put("dist/main.js.map", map);
    let run = folder.run(&["fix", "--script", ENTRY]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(!folder.get("dist/main.js").contains(FLAG), "{run:?}");
    let told = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        told.contains("the code comes from src/login.ts:20:14"),
        "{run:?}"
    );
    assert!(
        told.contains("the script is generated: change the source"),
        "{run:?}"
    );
}

#[test]
fn a_script_that_pages_share_is_reported_once_with_the_pages() {
    let folder = folder();
    folder.put("other.html", shell(TAG));
    let run = folder.run(&["check", "--script", ENTRY, "--output-format", "json"]);
    let json = run.json();
    let findings = json["findings"].as_array().expect("there are some");
    assert_eq!(findings.len(), 1, "{run:?}");
    let related = findings[0]["related"].as_array().expect("there are some");
    let pages: Vec<&str> = related
        .iter()
        .filter(|it| it["message"] == "this page loads the script")
        .filter_map(|it| it["path"].as_str())
        .collect();
    assert_eq!(pages, ["login.html", "other.html"]);
}

#[test]
fn a_fix_that_would_harm_another_page_is_not_made() {
    let folder = folder();
    // Here the script's `config` has no such field: the page has made another object of it.
    let other = shell(TAG).replace(
        "window.atob('@@config@@'))));",
        "window.atob('@@config@@'))));\n  window.Auth0Lock = window.Auth0LockPasswordless;",
    );
    folder.put("other.html", other);
    let run = folder.run(&["fix", "--script", ENTRY]);
    assert!(!folder.get("dist/main.js").contains(FLAG), "{run:?}");
    assert!(run.stdout.contains("other.html"), "{run:?}");
}

#[test]
fn modules_beside_the_page_are_followed_through_their_imports() {
    let folder = Folder::with(
        "login.html",
        shell(r#"<script type="module" src="login/index.js"></script>"#),
    );
    folder.put(
        "login/index.js",
        "import start, { extra as more } from './start.js';\nstart(window.loginConfig, more);\n",
    );
    folder.put(
        "login/start.js",
        "export * from './extra.js';
export default function start(config, extra) {
  new Auth0Lock(config.clientID, config.auth0Domain, {
    auth: { redirectUrl: config.callbackURL, params: config.internalOptions },
    __useTenantInfo: config.isThirdPartyClient,
    closable: extra.closable,
  }).show();
}
",
    );
    folder.put(
        "login/extra.js",
        "export const extra = { closable: 'no' };\n",
    );
    let run = folder.run(&["check", "--output-format", "concise"]);
    let lines = lines(&run);
    assert!(
        lines[0].starts_with("login/start.js:6:15: ") && lines[0].contains("mistyped-option"),
        "{run:?}"
    );
    assert_eq!(lines.len(), 2, "{run:?}");
    folder.put(
        "login/extra.js",
        "export const extra = { closable: false };\n",
    );
    let run = folder.run(&["check", "--output-format", "concise"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    // What is imported and not there is told.
    std::fs::remove_file(folder.path("login/start.js")).expect("it is there");
    let run = folder.run(&["check", "--output-format", "concise"]);
    assert!(
        run.stdout
            .starts_with("login/index.js:1:38: warning[unread-script] `./start.js` was not read"),
        "{run:?}"
    );
}

#[test]
fn the_tenant_replaces_nothing_in_scripts_from_elsewhere() {
    let folder = Folder::with("login.html", shell(TAG).replace("@@config@@", "@@other@@"));
    folder.put(
        "dist/main.js",
        MAIN.replace(
            "window.loginConfig",
            "JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))))",
        ),
    );
    let run = folder.run(&["check", "--script", ENTRY, "--output-format", "concise"]);
    assert!(
        !run.stdout.contains("[*]"),
        "nothing is added that reads the config: {run:?}"
    );
    assert_eq!(run.code, Some(1), "{run:?}");
}

#[test]
fn comments_in_a_script_ignore_its_findings() {
    let folder = folder();
    let ignore = "// lockwright-ignore missing-tenant-info -- for a test\n  ";
    folder.put(
        "dist/main.js",
        MAIN.replace("var lock", &format!("{ignore}var lock")),
    );
    folder.put("other.html", shell(TAG));
    let run = folder.run(&["check", "--script", ENTRY]);
    assert_eq!(run.code, Some(0), "{run:?}");
    // The whole of the page is the page.
    let folder = self::folder();
    let file = "<!-- lockwright-ignore-file missing-tenant-info -->\n<!DOCTYPE html>";
    folder.put("login.html", shell(TAG).replace("<!DOCTYPE html>", file));
    let run = folder.run(&["check", "--script", ENTRY]);
    assert_eq!(run.code, Some(1), "{run:?}");
    let folder = self::folder();
    let run = folder.run(&["check", "--script", ENTRY, "--add-ignore=for a test"]);
    assert!(run.code.is_some(), "{run:?}");
    assert!(
        folder
            .get("dist/main.js")
            .contains("lockwright-ignore missing-tenant-info"),
        "{run:?}"
    );
    let run = folder.run(&["check", "--script", ENTRY]);
    assert_eq!(run.code, Some(0), "{run:?}");
}

#[test]
fn a_baseline_lists_findings_of_scripts() {
    let folder = folder();
    let base = ["check", "--script", ENTRY, "--baseline", "known.json"];
    let written = folder.run(&[&base[..], &["--write-baseline"]].concat());
    assert_eq!(written.code, Some(0), "{written:?}");
    assert!(folder.get("known.json").contains("dist/main.js"));
    let run = folder.run(&base);
    assert_eq!(run.code, Some(0), "{run:?}");
}

#[test]
fn inspect_shows_what_scripts_do_and_where() {
    let folder = folder();
    let run = folder.run(&["inspect", "login.html", "--script", ENTRY]);
    assert!(run.stdout.contains("dist/main.js:3:14"), "{run:?}");
    let run = folder.run(&[
        "inspect",
        "login.html",
        "--script",
        ENTRY,
        "--output-format",
        "json",
    ]);
    assert!(run.stdout.contains("\"path\": \"dist/main.js\""), "{run:?}");
}

#[test]
fn an_element_with_a_hash_of_the_script_keeps_it_as_it_is() {
    let folder = folder();
    let tag = TAG.replace("<script ", "<script integrity=\"sha384-abc\" ");
    folder.put("login.html", shell(&tag));
    let run = folder.run(&["fix", "--script", ENTRY]);
    assert!(!folder.get("dist/main.js").contains(FLAG), "{run:?}");
    assert!(run.stdout.contains("integrity"), "{run:?}");
}
