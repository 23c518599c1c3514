//! The rules' documentation is true: its examples are checked by the rules themselves.

use std::collections::BTreeSet;

use super::{FixAvailability, RULES, Rule};
use crate::check::{Settings, check, fix};
use crate::edit::Applicability;
use crate::finding::Finding;
use crate::input::Source;
use crate::lock::catalog::Target;

/// Rules whose findings no text in a documentation can show, and why.
const WITHOUT_EXAMPLE: [(&str, &str); 2] = [
    ("uncertain-positions", "no page is known that has one"),
    ("unreadable-script", "it takes thousands of brackets"),
];

/// The sections that every documentation has, in this order; others may stand between them.
const SECTIONS: [&str; 3] = ["## Why it matters", "## Fix", "## When to ignore it"];

/// A code block of a rule's documentation.
#[derive(Debug, PartialEq)]
struct Example {
    verdict: Verdict,
    target: Target,
    /// How far the fixes must be trusted that a fixed page comes from.
    least: Applicability,
    code: String,
}

/// What a code block says about its page.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Verdict {
    /// The rule has something to say about it.
    Fail,
    /// It is what fixing the page before it comes to.
    Fixed,
    /// The rule has nothing to say about it.
    Pass,
}

/// The examples of a rule's documentation, in order. Every code block has to be one.
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
        let (verdict, target, least) = verdict(info, before);
        examples.push(Example {
            verdict,
            target,
            least,
            code,
        });
    }
    examples
}

/// Reads `html,fail,private-cloud` and `html,fixed,unsafe`. What a fix comes to is for the target of what
/// it fixes.
fn verdict(info: &str, before: Target) -> (Verdict, Target, Applicability) {
    let mut words = info.split(',');
    assert_eq!(words.next(), Some("html"), "{info}");
    let verdict = match words.next() {
        Some("fail") => Verdict::Fail,
        Some("fixed") => Verdict::Fixed,
        Some("pass") => Verdict::Pass,
        _ => panic!("a code block says neither fail, fixed nor pass: {info}"),
    };
    let (least, target) = match (verdict, words.next()) {
        (Verdict::Fixed, Some("unsafe")) => (Applicability::Unsafe, None),
        (_, Some(word)) => {
            let target = word.parse().expect("only a target may follow");
            (Applicability::Safe, Some(target))
        }
        (_, None) => (Applicability::Safe, None),
    };
    let default = match verdict {
        Verdict::Fixed => before,
        Verdict::Fail | Verdict::Pass => Target::default(),
    };
    assert_eq!(words.next(), None, "{info}");
    (verdict, target.unwrap_or(default), least)
}

fn page(code: &str) -> Source {
    Source {
        name: "example.html".to_owned(),
        text: code.to_owned(),
    }
}

fn settings(target: Target) -> Settings {
    Settings {
        target,
        require_reason: true,
        selection: RULES.iter().copied().collect(),
        ..Settings::default()
    }
}

fn has(findings: &[Finding], rule: &Rule) -> bool {
    findings.iter().any(|finding| finding.rule == rule.id)
}

#[test]
fn examples_are_what_they_say() {
    for rule in RULES {
        let mut failing: Option<Example> = None;
        for example in examples(rule) {
            let settings = settings(example.target);
            let findings = check(&page(&example.code), &settings);
            let context = format!("{}: {:?}\n{}", rule.id, example.verdict, example.code);
            let fails = example.verdict == Verdict::Fail;
            assert_eq!(has(&findings, rule), fails, "{context}\n{findings:#?}");
            if example.verdict == Verdict::Fixed {
                let before = failing.take().expect("a failing example comes before");
                let fixed = fix(&page(&before.code), &settings, example.least);
                assert_eq!(fixed.text, example.code, "{context}");
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
        assert_eq!(shows(Verdict::Fixed), is_fixable, "{}", rule.id);
    }
}

#[test]
fn a_rule_that_never_fixes_has_no_fix() {
    for rule in RULES
        .iter()
        .filter(|rule| rule.fix == FixAvailability::Never)
    {
        for example in examples(rule) {
            let findings = check(&page(&example.code), &settings(example.target));
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
