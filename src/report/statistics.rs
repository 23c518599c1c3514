//! How often each rule was broken.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::edit::Applicability;
use crate::finding::Finding;

/// What each rule came to over all pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statistics {
    rules: BTreeMap<&'static str, Count>,
}

/// What one rule came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
struct Count {
    /// Findings that are left.
    findings: usize,
    /// Of these, how many the fixes that the user allows would mend.
    fixable: usize,
    /// Findings that were mended.
    fixed: usize,
}

/// A rule's counts, as JSON has them.
#[derive(Serialize)]
struct Row<'a> {
    rule: &'static str,
    #[serde(flatten)]
    count: &'a Count,
}

impl Statistics {
    /// Counts one page: what is left on it and what was mended. The user allows fixes that are at
    /// least as trusted as `least`.
    pub fn add(&mut self, left: &[Finding], fixed: &[Finding], least: Applicability) {
        for finding in left {
            let count = self.rules.entry(finding.rule).or_default();
            count.findings += 1;
            count.fixable += usize::from(finding.is_fixable(least));
        }
        for finding in fixed {
            self.rules.entry(finding.rule).or_default().fixed += 1;
        }
    }

    /// A line for each rule that was broken, the most often broken first; `[*]` marks those with
    /// findings that can be fixed.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        let width = self
            .rules
            .values()
            .map(|count| count.findings.to_string().len())
            .max();
        for Row { rule, count } in self.rows() {
            let mark = if count.fixable > 0 { "[*]" } else { "[ ]" };
            let findings = format!("{:>width$}", count.findings, width = width.unwrap_or(1));
            text.push_str(&format!("{findings}  {mark} {rule}"));
            if count.fixed > 0 {
                text.push_str(&format!(" ({} fixed)", count.fixed));
            }
            text.push('\n');
        }
        text
    }

    /// The same as JSON: `{"version":1,"rules":[{"rule","findings","fixable","fixed"}]}`.
    #[must_use]
    pub fn json(&self) -> String {
        let json = serde_json::json!({ "version": 1, "rules": self.rows() });
        format!("{json}\n")
    }

    fn rows(&self) -> Vec<Row<'_>> {
        let mut rows: Vec<_> = self
            .rules
            .iter()
            .map(|(rule, count)| Row { rule, count })
            .collect();
        rows.sort_by_key(|row| (usize::MAX - row.count.findings, row.rule));
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use crate::edit::Fix;
    use crate::finding::Severity;
    use crate::input::FileId;

    fn finding(rule: &'static str, applicability: Option<Applicability>) -> Finding {
        Finding {
            rule,
            severity: Severity::Error,
            message: String::new(),
            file: FileId::default(),
            span: Span::new(0, 0),
            label: String::new(),
            help: None,
            related: Vec::new(),
            fix: applicability.map(|applicability| Fix {
                title: String::new(),
                applicability,
                edits: Vec::new(),
            }),
            unfixable: None,
        }
    }

    #[test]
    fn rules_are_counted_the_most_broken_first() {
        let mut statistics = Statistics::default();
        let left = [
            finding("a", None),
            finding("b", Some(Applicability::Safe)),
            finding("b", Some(Applicability::Unsafe)),
        ];
        statistics.add(&left, &[finding("c", None)], Applicability::Safe);
        assert_eq!(
            statistics.text(),
            "2  [*] b\n1  [ ] a\n0  [ ] c (1 fixed)\n"
        );
        let json: serde_json::Value = serde_json::from_str(&statistics.json()).unwrap();
        let first = serde_json::json!({"rule": "b", "findings": 2, "fixable": 1, "fixed": 0});
        assert_eq!(json["rules"][0], first);
    }
}
