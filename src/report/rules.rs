//! What there is to say about rules, for machines.

use serde::Serialize;
use serde_json::{Value, json};

use super::severity_name;
use crate::rules::Rule;

/// The version of the JSON format. It changes when a field goes or changes its meaning.
const VERSION: u32 = 1;

/// A rule as JSON.
#[derive(Serialize)]
struct Described {
    id: &'static str,
    group: String,
    severity: &'static str,
    fix: String,
    summary: String,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    documentation: Option<String>,
}

/// The rules as one JSON object: `{"version", "rules": [{"id", "group", "severity", "fix",
/// "summary", "url"}]}`, each with its `documentation` in Markdown when that is asked for. `fix` is
/// `always`, `sometimes` or `never`.
#[must_use]
pub fn json(rules: &[&Rule], with_documentation: bool) -> String {
    let rules: Vec<_> = rules
        .iter()
        .map(|rule| Described {
            id: rule.id,
            group: rule.group.to_string(),
            severity: severity_name(rule.severity),
            fix: rule.fix.to_string(),
            summary: summary(rule),
            url: rule.url(),
            documentation: with_documentation.then(|| documentation(rule)),
        })
        .collect();
    let value: Value = json!({ "version": VERSION, "rules": rules });
    format!("{value:#}\n")
}

/// The first paragraph of a rule's documentation, as one line.
pub(super) fn summary(rule: &Rule) -> String {
    let documentation = rule.documentation();
    let lines = documentation.lines().map(str::trim);
    let paragraph: Vec<_> = lines
        .skip_while(|line| line.is_empty() || line.starts_with('#'))
        .take_while(|line| !line.is_empty())
        .collect();
    paragraph.join(" ")
}

/// A rule's documentation, in Markdown that any reader knows: what an example is tested for is left
/// out of its fence.
pub(super) fn documentation(rule: &Rule) -> String {
    let mut text = String::new();
    for line in rule.documentation().lines() {
        let fence = line.starts_with("```").then(|| line.split_once(','));
        text.push_str(fence.flatten().map_or(line, |(fence, _)| fence));
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RULES;

    #[test]
    fn every_rule_has_a_summary_of_one_sentence_or_two() {
        for rule in RULES {
            let summary = summary(rule);
            assert!(summary.ends_with('.'), "{}: {summary}", rule.id);
            assert!(summary.len() < 400 && !summary.contains('\n'), "{summary}");
        }
    }

    #[test]
    fn fences_name_their_language_only() {
        for rule in RULES {
            let text = documentation(rule);
            assert!(!text.contains("```html,"), "{text}");
            assert_eq!(text.lines().count(), rule.documentation().lines().count());
        }
    }

    #[test]
    fn json_has_every_rule() {
        for with_documentation in [false, true] {
            let text = json(RULES, with_documentation);
            let value: Value = serde_json::from_str(&text).expect("it is JSON");
            let rules = value["rules"].as_array().expect("it is a list");
            assert_eq!(rules.len(), RULES.len());
            for (value, rule) in rules.iter().zip(RULES) {
                assert_eq!(value["id"], rule.id);
                assert_eq!(value["documentation"].is_string(), with_documentation);
            }
        }
    }
}
