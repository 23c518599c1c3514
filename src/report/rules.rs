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
    group: &'static str,
    severity: &'static str,
    fix: &'static str,
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
            group: rule.group.name(),
            severity: severity_name(rule.severity),
            fix: rule.fix.name(),
            summary: rule.summary(),
            url: rule.url(),
            documentation: with_documentation.then(|| rule.documentation()),
        })
        .collect();
    let value: Value = json!({ "version": VERSION, "rules": rules });
    format!("{value:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RULES;

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
