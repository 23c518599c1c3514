//! `lockwright config`.

use crate::folder::{Folder, Run, UNREADY};

#[test]
fn the_schema_in_the_repository_is_the_one_that_is_printed() {
    let run = Folder::new().run(&["config", "schema"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let kept = include_str!("../../lockwright.schema.json").replace("\r\n", "\n");
    assert!(
        run.stdout == kept,
        "write it anew with `lockwright config schema > lockwright.schema.json`"
    );
}

#[test]
fn show_tells_where_every_value_comes_from() {
    let folder = Folder::with("acme/login.html", UNREADY);
    folder.put(
        "lockwright.toml",
        "target = 'cloud'\n\n[severity]\npage = 'warning'\n\n\
         [[overrides]]\npaths = ['acme/']\nignore = ['outdated-lock']\n",
    );
    let show = |variables: &[(&str, &str)], arguments: &[&str]| {
        let mut all = vec!["config", "show"];
        all.extend(arguments);
        Run::of(folder.command(&all).envs(variables.iter().copied()))
    };
    let run = show(
        &[("LOCKWRIGHT_FAIL_ON", "note")],
        &["acme/login.html", "--severity", "wrong-tenant-info=note"],
    );
    assert_eq!(run.code, Some(0), "{run:?}");
    let line = |key: &str| {
        let line = run.stdout.lines().find(|line| line.starts_with(key));
        let words = line.unwrap_or_default().split_whitespace();
        words.collect::<Vec<_>>().join(" ")
    };
    for expected in [
        "target cloud lockwright.toml:1",
        "fail-on note LOCKWRIGHT_FAIL_ON",
        "script-syntax warning lockwright.toml:4",
        "outdated-lock off lockwright.toml:8",
        "wrong-tenant-info note command line",
        "missing-tenant-info error default",
    ] {
        let key = expected.split(' ').next().unwrap_or_default();
        assert_eq!(line(key), expected, "{}", run.stdout);
    }
    let elsewhere = show(&[], &[]);
    assert!(
        !elsewhere.stdout.contains("lockwright.toml:8"),
        "{elsewhere:?}"
    );
    let excluding = show(&[], &["acme/login.html", "--config", "exclude=['acme/']"]);
    assert!(excluding.stdout.contains("excludes it"), "{excluding:?}");
    let isolated = show(&[], &["--isolated"]);
    assert!(
        isolated.stdout.contains("no configuration file"),
        "{isolated:?}"
    );
}

#[test]
fn show_speaks_json() {
    let folder = Folder::with(
        "lockwright.toml",
        "\nignore = ['page']\noutput-format = 'concise'",
    );
    let json = folder
        .run(&["config", "show", "--output-format", "json"])
        .json();
    assert_eq!(json["file"], "lockwright.toml");
    assert_eq!(json["output-format"], "concise");
    let rules = json["rules"].as_array().expect("there is a list");
    let rule = rules.iter().find(|rule| rule["rule"] == "script-syntax");
    let applies = &rule.expect("the rule is there")["applies"];
    assert_eq!(applies["value"], false);
    assert_eq!(applies["origin"]["path"], "lockwright.toml");
    assert_eq!(applies["origin"]["line"], 2);
}

#[test]
fn the_documentation_knows_every_key_and_its_example_holds() {
    let documentation = include_str!("../../docs/configuration.md").replace("\r\n", "\n");
    let schema = Folder::new().run(&["config", "schema"]).json();
    let keys = schema["properties"]
        .as_object()
        .expect("the schema has keys");
    for key in keys.keys() {
        assert!(documentation.contains(&format!("| `{key}` |")), "{key}");
    }
    let (_, rest) = documentation
        .split_once("```toml\n")
        .expect("there is an example");
    let (example, _) = rest.split_once("```").expect("it ends");
    let folder = Folder::with("tenants/acme/login.html", UNREADY);
    folder.put("lockwright.toml", example);
    let run = folder.run(&["config", "show", "tenants/acme/login.html"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.contains("custom-domain"), "{run:?}");
}
