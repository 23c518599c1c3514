//! The pages of `fixtures/`: what is found on each, and what fixing makes of it.
//!
//! A page's folder says what has to come of it; snapshots show it, so that a reviewer sees every
//! change. What browsers make of the pages, `tests/browser/run` compares.

#![cfg(feature = "cli")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::fs;
use std::path::Path;

use lockwright::check::{Fixed, Settings, check, find, fix};
use lockwright::edit::{Applicability, diff};
use lockwright::finding::{Finding, Severity};
use lockwright::input::Source;
use lockwright::lock::catalog::Target;
use lockwright::report::{self, Checked, Format, Options, Style};
use lockwright::rules::{self, Group};
use lockwright::witness::{When, Witness};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A page, and where it says that it is served: `<!-- target: private-cloud -->` at its start.
struct Fixture {
    source: Source,
    settings: Settings,
}

impl Fixture {
    fn new(name: String, bytes: Vec<u8>) -> Self {
        let source = Source::from_bytes(name, bytes).expect("a fixture is UTF-8");
        let text = source.text.trim_start_matches('\u{feff}');
        let target = text
            .strip_prefix("<!-- target: ")
            .and_then(|rest| rest.split_once(" -->"))
            .map_or(Target::default(), |(name, _)| {
                name.parse().expect("the target is one")
            });
        Self {
            source,
            settings: Settings {
                target,
                ..Settings::default()
            },
        }
    }

    fn check(&self) -> Vec<Finding> {
        check(&self.source, &self.settings)
    }

    fn fix(&self) -> Fixed {
        fix(&self.source, &self.settings, Applicability::Safe)
    }

    /// The page that fixing makes of this one.
    fn with_text(&self, text: String) -> Self {
        Self {
            source: Source {
                text,
                name: self.source.name.clone(),
            },
            settings: self.settings.clone(),
        }
    }
}

/// The pages of a folder, sorted by name.
fn fixtures(folder: &str) -> Vec<Fixture> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let entries = fs::read_dir(root.join(folder)).expect("the folder is there");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "{folder} is empty");
    paths
        .iter()
        .map(|path| {
            let file = path.file_name().expect("it is a file").to_string_lossy();
            let bytes = fs::read(path).expect("the page can be read");
            Fixture::new(format!("fixtures/{folder}/{file}"), bytes)
        })
        .collect()
}

/// Fails with every page of the folder that `judge` has an objection to.
fn for_all(folder: &str, judge: impl Fn(&Fixture) -> Result<(), String>) {
    let objections: Vec<String> = fixtures(folder)
        .iter()
        .filter_map(|fixture| {
            let objection = judge(fixture).err()?;
            Some(format!("{}: {objection}", fixture.source.name))
        })
        .collect();
    assert!(objections.is_empty(), "\n{}\n", objections.join("\n"));
}

fn demand(holds: bool, objection: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(objection()) }
}

fn none_of(findings: &[Finding], unwanted: impl Fn(&Finding) -> bool) -> Result<(), String> {
    match findings.iter().find(|finding| unwanted(finding)) {
        Some(finding) => Err(format!("{}: {}", finding.rule, finding.message)),
        None => Ok(()),
    }
}

fn is_error(finding: &Finding) -> bool {
    finding.severity == Severity::Error
}

fn is_of_third_party(finding: &Finding) -> bool {
    rules::find(finding.rule).is_some_and(|rule| rule.group == Group::ThirdParty)
}

#[test]
fn fixing_leaves_no_errors_on_unready_pages() {
    for_all("unready", |fixture| {
        let fixed = fixture.fix();
        demand(!fixed.applied.is_empty(), || "nothing is mended".to_owned())?;
        none_of(&fixed.remaining, is_error)
    });
}

#[test]
fn fixing_again_changes_nothing() {
    for folder in ["unready", "ready", "refused", "no-lock"] {
        for_all(folder, |fixture| {
            let once = fixture.fix().text;
            let again = fixture.with_text(once.clone()).fix();
            demand(again.text == once, || "a second fix changes it".to_owned())?;
            demand(again.applied.is_empty(), || {
                "a second fix does something".to_owned()
            })
        });
    }
}

/// The most bytes that one fix adds: three options, or one option at three places.
const MOST_ADDED: usize = 200;

/// How many bytes of the page a fix of this rule may take away.
fn expendable(finding: &Finding) -> usize {
    match finding.rule {
        // The value that was there.
        "wrong-tenant-info" => 48,
        // The version in the URL.
        "outdated-lock" | "broken-release" | "vulnerable-lock" => 7,
        // Letters of a misspelt key.
        "missing-tenant-info" => 2,
        _ => 0,
    }
}

#[test]
fn fixing_adds_and_takes_away_no_more_than_it_says() {
    for_all("unready", |fixture| {
        let fixed = fixture.fix();
        let (before, after) = (fixture.source.text.as_bytes(), fixed.text.as_bytes());
        let deleted: usize = capture_diff_slices(Algorithm::Myers, before, after)
            .iter()
            .filter(|op| !matches!(op, DiffOp::Equal { .. }))
            .map(|op| op.old_range().len())
            .sum();
        let allowed: usize = fixed.applied.iter().map(expendable).sum();
        demand(deleted <= allowed, || {
            format!("{deleted} bytes are gone, {allowed} may be")
        })?;
        let added = after.len() + deleted - before.len();
        demand(added <= MOST_ADDED * fixed.applied.len(), || {
            format!("{added} bytes were added")
        })
    });
}

#[test]
fn ready_pages_have_no_errors_and_stay_as_they_are() {
    for_all("ready", |fixture| {
        none_of(&fixture.check(), is_error)?;
        demand(fixture.fix().text == fixture.source.text, || {
            "fixing changes it".to_owned()
        })
    });
}

#[test]
fn refused_pages_have_findings_and_stay_as_they_are() {
    for_all("refused", |fixture| {
        demand(!fixture.check().is_empty(), || {
            "nothing is said of it".to_owned()
        })?;
        demand(fixture.fix().text == fixture.source.text, || {
            "fixing changes it".to_owned()
        })
    });
}

#[test]
fn of_pages_without_lock_nothing_is_said_about_lock() {
    for_all("no-lock", |fixture| {
        let findings = fixture.check();
        none_of(&findings, |f| is_error(f) || is_of_third_party(f))?;
        demand(fixture.fix().text == fixture.source.text, || {
            "fixing changes it".to_owned()
        })
    });
}

#[test]
fn running_a_page_finds_nothing_else() {
    for folder in ["unready", "ready", "refused", "no-lock"] {
        for_all(folder, |fixture| {
            let with = |when| Settings {
                witness: Witness {
                    when,
                    ..Witness::default()
                },
                ..fixture.settings.clone()
            };
            let run = find(&fixture.source, &with(When::Always)).findings;
            let proven = find(&fixture.source, &with(When::Never)).findings;
            let found = |finding: &Finding| proven.contains(finding);
            none_of(&run, |finding| !found(finding))
        });
    }
}

/// What is found on the pages of a folder, one line a finding.
fn findings(folder: &str) -> String {
    let mut out = Vec::new();
    let mut report = report::new(
        Format::Concise,
        Options::new(Style::PLAIN, Applicability::Safe),
    );
    for fixture in fixtures(folder) {
        let findings = fixture.check();
        let checked = Checked::new(&fixture.source.name, &fixture.source.text, &findings);
        report.page(checked, &mut out).expect("it is memory");
    }
    String::from_utf8(out).expect("reports are UTF-8")
}

/// What fixing changes of the pages of a folder, as one patch.
fn changes(folder: &str) -> String {
    fixtures(folder)
        .iter()
        .map(|fixture| {
            let fixed = fixture.fix();
            diff::unified(&fixture.source.name, &fixture.source.text, &fixed.text)
        })
        .collect()
}

#[test]
fn snapshots_of_the_findings() {
    for folder in ["unready", "ready", "refused", "no-lock"] {
        insta::assert_snapshot!(format!("findings-{folder}"), findings(folder));
    }
}

#[test]
fn snapshots_of_the_changes() {
    for folder in ["unready", "ready", "refused", "no-lock"] {
        insta::assert_snapshot!(format!("changes-{folder}"), changes(folder));
    }
}
