//! The rules' documentation is true: its examples are checked by the rules themselves.

use std::collections::BTreeSet;

use super::{FixAvailability, RULES, Rule};
use crate::check::{Scripts, Settings, Together, fix_tenant, judge_tenant};
use crate::edit::Applicability;
use crate::finding::Finding;
use crate::input::Source;
use crate::lock::catalog::Target;
use crate::tenant::files::Files;

/// Rules whose findings no text in a documentation can show, and why.
const WITHOUT_EXAMPLE: [(&str, &str); 2] = [
    ("uncertain-positions", "no page is known that has one"),
    ("unreadable-script", "it takes thousands of brackets"),
];

/// The sections that every documentation has, in this order; others may stand between them.
const SECTIONS: [&str; 3] = ["## Why it matters", "## Fix", "## When to ignore it"];

/// A page, or files that belong together, in a rule's documentation.
#[derive(Debug, PartialEq)]
struct Example {
    verdict: Verdict,
    target: Target,
    /// The texts by their files' names.
    files: Vec<(String, String)>,
}

/// What a code block says about its page.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Verdict {
    /// The rule has something to say about it.
    Fail,
    /// It is what fixing the page before it comes to.
    Fixed,
    /// The same, with fixes that are not safe.
    FixedUnsafely,
    /// The rule has nothing to say about it.
    Pass,
}

/// A code block that is a page, without the name of a file.
const PAGE: &str = "example.html";

/// The file that configures Lockwright.
const CONFIGURATION: &str = "lockwright.toml";

/// The examples of a rule's documentation, in order. Every code block has to be part of one: those that name
/// files and say the same belong together, until a name comes again.
fn examples(rule: &Rule) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut lines = rule.documentation_with_tests();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else {
            continue;
        };
        let code: String = lines
            .by_ref()
            .take_while(|line| *line != "```")
            .flat_map(|line| [line, "\n"])
            .collect();
        let before = examples.last().map_or(Target::default(), |e| e.target);
        let (verdict, target, name) = verdict(info, before);
        let file = (name.unwrap_or_else(|| PAGE.to_owned()), code);
        let belongs = |last: &&mut Example| {
            let is_new = last.files.iter().all(|(name, _)| *name != file.0);
            last.verdict == verdict && file.0 != PAGE && is_new && has_names(last)
        };
        match examples.last_mut().filter(belongs) {
            Some(last) => last.files.push(file),
            None => examples.push(Example {
                verdict,
                target,
                files: vec![file],
            }),
        }
    }
    examples
}

/// Whether an example is made of files with names.
fn has_names(example: &Example) -> bool {
    example.files.iter().all(|(name, _)| name != PAGE)
}

/// Reads `html,fail,private-cloud` or `json,fail,clients/a.json`. What a fix comes to is for the target of
/// what it fixes.
fn verdict(info: &str, before: Target) -> (Verdict, Target, Option<String>) {
    let mut words = info.split(',').skip(1);
    let verdict = match words.next() {
        Some("fail") => Verdict::Fail,
        Some("fixed") => Verdict::Fixed,
        Some("fixed-unsafely") => Verdict::FixedUnsafely,
        Some("pass") => Verdict::Pass,
        _ => panic!("a code block says neither fail, fixed nor pass: {info}"),
    };
    let word = words.next();
    let name = word.filter(|word| word.contains('.')).map(str::to_owned);
    assert!(name.is_some() || info.starts_with("html,"), "{info}");
    let target = word
        .filter(|_| name.is_none())
        .map(|word| word.parse().expect("only a target or a file may follow"));
    let default = match verdict {
        Verdict::Fixed | Verdict::FixedUnsafely => before,
        Verdict::Fail | Verdict::Pass => Target::default(),
    };
    assert_eq!(words.next(), None, "{info}");
    (verdict, target.unwrap_or(default), name)
}

impl Example {
    /// The files but for Lockwright's own.
    fn sources(&self) -> Vec<Source> {
        let files = self.files.iter().filter(|(name, _)| name != CONFIGURATION);
        files
            .map(|(name, text)| Source {
                name: name.clone(),
                text: text.clone(),
            })
            .collect()
    }

    fn settings(&self) -> Settings {
        let configuration = self.files.iter().find(|(name, _)| name == CONFIGURATION);
        Settings {
            target: self.target,
            require_reason: true,
            selection: RULES.iter().copied().collect(),
            domain_connections: configuration.map(|(_, text)| domain_connections(text)),
            ..Settings::default()
        }
    }

    fn findings(&self) -> Vec<Finding> {
        let sources = self.sources();
        let settings = vec![self.settings(); sources.len()];
        let files = Files::new(sources);
        let together = Together {
            files: &files,
            settings: &settings,
            scripts: &Scripts::default(),
        };
        let judged = judge_tenant(together).into_values();
        judged.flat_map(|judged| judged.findings).collect()
    }

    /// The files after fixing.
    fn fixed(&self, least: Applicability) -> Vec<(String, String)> {
        let sources = self.sources();
        let settings = vec![self.settings(); sources.len()];
        let files = Files::new(sources);
        let together = Together {
            files: &files,
            settings: &settings,
            scripts: &Scripts::default(),
        };
        let fixed = fix_tenant(together, least, &|_| true).files;
        let sources = fixed.sources();
        sources
            .map(|(_, it)| (it.name.clone(), it.text.clone()))
            .collect()
    }
}

/// The setting of that name in a `lockwright.toml` that has no other.
fn domain_connections(text: &str) -> Vec<String> {
    let list = text.trim().strip_prefix("domain-connections = [");
    let list = list.and_then(|list| list.strip_suffix(']'));
    let names = list.expect("it has one key").split(", ");
    names
        .map(|name| name.trim_matches('"').to_owned())
        .collect()
}

fn has(findings: &[Finding], rule: &Rule) -> bool {
    findings.iter().any(|finding| finding.rule == rule.id)
}

#[test]
fn examples_are_what_they_say() {
    for rule in RULES {
        let mut failing: Option<Example> = None;
        for example in examples(rule) {
            let findings = example.findings();
            let context = format!("{}: {example:#?}", rule.id);
            let fails = example.verdict == Verdict::Fail;
            assert_eq!(has(&findings, rule), fails, "{context}\n{findings:#?}");
            let least = match example.verdict {
                Verdict::Fixed => Some(Applicability::Safe),
                Verdict::FixedUnsafely => Some(Applicability::Unsafe),
                Verdict::Fail | Verdict::Pass => None,
            };
            if let Some(least) = least {
                let before = failing.take().expect("a failing example comes before");
                let fixed = before.fixed(least);
                for file in &example.files {
                    assert!(fixed.contains(file), "{context}\n{fixed:#?}");
                }
            }
            failing = fails.then_some(example);
        }
    }
}

#[test]
fn every_rule_shows_what_it_finds_and_what_its_fix_does() {
    for rule in RULES {
        let examples = examples(rule);
        let shows = |verdict| examples.iter().any(|e| e.verdict == verdict);
        let is_exempt = WITHOUT_EXAMPLE.iter().any(|(id, _)| *id == rule.id);
        assert_eq!(shows(Verdict::Fail), !is_exempt, "{}", rule.id);
        let is_fixable = rule.fix != FixAvailability::Never;
        let is_shown = shows(Verdict::Fixed) || shows(Verdict::FixedUnsafely);
        assert_eq!(is_shown, is_fixable, "{}", rule.id);
    }
}

#[test]
fn a_rule_that_never_fixes_has_no_fix() {
    for rule in RULES
        .iter()
        .filter(|rule| rule.fix == FixAvailability::Never)
    {
        for example in examples(rule) {
            let findings = example.findings();
            let fixable = findings
                .iter()
                .find(|f| f.rule == rule.id && f.fix.is_some());
            assert_eq!(fixable, None, "{}", rule.id);
        }
    }
}

#[test]
fn documentation_has_all_its_sections() {
    for rule in RULES {
        let documentation = rule.documentation();
        let mut rest = documentation
            .strip_prefix(&format!("# {}\n\n", rule.id))
            .unwrap_or_else(|| panic!("{}: the title is not the id", rule.id));
        let summary = rule.summary();
        assert!(summary.ends_with('.'), "{}: {summary}", rule.id);
        assert!(summary.len() < 400, "{}: {summary}", rule.id);
        assert!(!rest.contains("```html,"), "{}: {rest}", rule.id);
        for section in SECTIONS {
            let at = rest.find(&format!("\n{section}\n"));
            let at = at.unwrap_or_else(|| panic!("{}: no section `{section}`", rule.id));
            rest = rest.split_at(at + 1).1;
        }
    }
}

#[test]
fn rules_are_sorted_by_group_and_id() {
    let keys: Vec<_> = RULES.iter().map(|rule| (rule.group, rule.id)).collect();
    assert!(keys.is_sorted(), "{keys:?}");
    let ids: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), RULES.len(), "ids are unique");
}

#[test]
fn ids_are_kebab_case() {
    for rule in RULES {
        let is_word = |word: &str| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        assert!(rule.id.split('-').all(is_word), "{}", rule.id);
    }
}

/// The address of a rule's documentation ends in its module's name: the module has to have it.
#[test]
fn modules_are_named_after_their_rules() {
    for rule in RULES {
        let path = format!(
            "{}/src/rules/{}.rs",
            env!("CARGO_MANIFEST_DIR"),
            rule.module()
        );
        let source = std::fs::read_to_string(&path).expect("the module's file is there");
        assert_eq!(source, rule.source, "{path}");
    }
}
