//! The documentation that is made from the code is what the code says now.
//!
//! `UPDATE_DOCS=1 cargo test --test docs` writes `docs/rules/`, `docs/lock-options.md` and
//! `docs/config.md` anew.

#![cfg(feature = "cli")]
// Also what tests share is a test here; clippy sees only functions marked as one.
#![allow(clippy::expect_used)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use lockwright::finding::Severity;
use lockwright::lock::catalog::config_reference::{CONFIG_FIELDS, ConfigField};
use lockwright::report::catalog::options_page;
use lockwright::rules::{RULES, Rule};

/// The folder of the pages.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules")
}

/// The pages by their file names.
fn pages() -> BTreeMap<String, String> {
    let mut pages: BTreeMap<_, _> = RULES
        .iter()
        .map(|rule| (format!("{}.md", rule.id), page(rule)))
        .collect();
    pages.insert("README.md".to_owned(), index());
    pages
}

/// The page of a rule.
fn page(rule: &Rule) -> String {
    let documentation = rule.documentation();
    let (title, rest) = documentation
        .split_once("\n\n")
        .expect("a documentation has a title");
    let facts = format!(
        "| group | severity | fix |\n|---|---|---|\n| `{}` | {} | {} |",
        rule.group.name(),
        severity(rule),
        rule.fix.name(),
    );
    format!("{title}\n\n{facts}\n\n{rest}")
}

/// The list of all rules.
fn index() -> String {
    let mut index = String::from(
        "# Rules\n\nWhat `lockwright rule ID` prints, a page a rule.\n\n\
         | rule | group | severity | fix | what is wrong |\n|---|---|---|---|---|\n",
    );
    for rule in RULES {
        let (id, group, fix) = (rule.id, rule.group.name(), rule.fix.name());
        let (severity, summary) = (severity(rule), rule.summary());
        writeln!(
            index,
            "| [`{id}`]({id}.md) | `{group}` | {severity} | {fix} | {summary} |"
        )
        .expect("a string takes everything");
    }
    index
}

fn severity(rule: &Rule) -> &'static str {
    match rule.severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

#[test]
fn pages_of_rules_are_up_to_date() {
    let pages = pages();
    let folder = folder();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::create_dir_all(&folder).expect("the folder can be made");
        for (name, text) in &pages {
            fs::write(folder.join(name), text).expect("the page can be written");
        }
    }
    let entries = fs::read_dir(&folder).expect("docs/rules is there");
    let there: BTreeMap<_, _> = entries
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let name = path.file_name().unwrap_or_default();
            let text = fs::read_to_string(&path).expect("a page is text");
            (
                name.to_string_lossy().into_owned(),
                text.replace("\r\n", "\n"),
            )
        })
        .collect();
    let names = |pages: &BTreeMap<String, String>| pages.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&there), names(&pages), "docs/rules has other pages");
    for (name, text) in &pages {
        assert!(
            there.get(name) == Some(text),
            "docs/rules/{name} is stale: UPDATE_DOCS=1 cargo test --test docs"
        );
    }
}

#[test]
fn the_reference_of_options_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/lock-options.md");
    let page = options_page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &page).expect("the page can be written");
    }
    let there = fs::read_to_string(&path).expect("the page is there");
    assert!(
        there == page,
        "docs/lock-options.md is stale: UPDATE_DOCS=1 cargo test --test docs"
    );
}

#[test]
fn the_readme_lists_every_rule() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(path).expect("the README is text");
    for rule in RULES {
        let row = format!("| `{}` | {}", rule.id, severity(rule));
        assert!(readme.contains(&row), "README.md has no row {row}");
    }
}

/// The head of `docs/config.md`; what follows is the table of fields.
const CONFIG_HEAD: &str = include_str!("docs/config-head.md");

/// The reference of the decoded config.
fn config_reference() -> String {
    let mut page = String::from(CONFIG_HEAD);
    page.push_str("| field | type | since | seen in | what it is |\n|---|---|---|---|---|\n");
    for ConfigField {
        path,
        types,
        since,
        seen,
        meaning,
    } in CONFIG_FIELDS
    {
        let types: Vec<&str> = types.iter().map(|kind| kind.name()).collect();
        let types = types.join(" or ");
        writeln!(
            page,
            "| `{path}` | {types} | {since} | {seen} | {meaning} |"
        )
        .expect("a string takes everything");
    }
    page
}

#[test]
fn the_reference_of_the_config_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/config.md");
    let page = config_reference();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &page).expect("the page can be written");
    }
    let there = fs::read_to_string(&path).expect("docs/config.md is text");
    assert!(
        there.replace("\r\n", "\n") == page,
        "docs/config.md is stale: UPDATE_DOCS=1 cargo test --test docs"
    );
}
