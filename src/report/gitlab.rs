//! A GitLab code quality report: a list of issues, after the part of Code Climate's format that
//! GitLab reads.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::fingerprint::{self, Named};
use super::list::List;
use super::places::Places;
use super::{Checked, Paths, Report, Run, Trouble, UNREADABLE};
use crate::finding::Severity;
use crate::fingerprint::Fingerprint;

/// The GitLab format.
pub(super) struct Gitlab {
    paths: Paths,
    issues: List,
}

impl Gitlab {
    pub(super) fn new(paths: Paths) -> Self {
        Self {
            paths,
            issues: List::new(0),
        }
    }
}

impl Report for Gitlab {
    fn page(&mut self, page: Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
        let places = Places::new(page.text);
        let path = self.paths.name(page.path);
        let named = fingerprint::named(page);
        let mut counted = named.iter().filter(|named| named.suppressed.is_none());
        counted.try_for_each(|named| self.issues.push(&issue(named, &path, &places), out))
    }

    fn end(&mut self, run: Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        for trouble in run.troubles {
            self.issues.push(&unreadable(trouble, &self.paths), out)?;
        }
        self.issues.end(out)?;
        out.write_all(b"\n")
    }
}

fn issue(named: &Named<'_>, path: &str, places: &Places<'_>) -> Value {
    let finding = named.finding;
    json!({
        "check_name": finding.rule,
        "description": finding.message,
        "fingerprint": fingerprint::across_pages(named.fingerprint, path).to_string(),
        "severity": severity(finding.severity),
        "location": {
            "path": path,
            "lines": {
                "begin": places.position(finding.span.start).line,
                "end": places.position(finding.span.end).line,
            },
        },
    })
}

/// The issue of a page that could not be read or written.
fn unreadable(trouble: &Trouble, paths: &Paths) -> Value {
    let path = paths.name(trouble.path.as_deref().unwrap_or("-"));
    let fingerprint = Fingerprint::default().with(trouble.message.as_bytes());
    json!({
        "check_name": UNREADABLE,
        "description": trouble.message,
        "fingerprint": fingerprint::across_pages(fingerprint, &path).to_string(),
        "severity": "blocker",
        "location": { "path": path, "lines": { "begin": 1, "end": 1 } },
    })
}

/// GitLab knows info, minor, major, critical and blocker.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Note => "info",
    }
}

#[cfg(test)]
mod tests {
    use snapbox::{IntoData, assert_data_eq, str};

    use super::*;
    use crate::report::Format;
    use crate::report::tests::{PAGE, checked, findings, report, report_on};

    #[test]
    fn is_a_list_of_issues() {
        assert_data_eq!(
            report(Format::Gitlab, PAGE, &findings(PAGE)),
            str![[r#"
[
  {
    "check_name": "script-syntax",
    "description": "Something to know",
    "fingerprint": "ae16b2122d3fdd251dea88bda5bfc114",
    "location": {
      "lines": {
        "begin": 3,
        "end": 3
      },
      "path": "login.html"
    },
    "severity": "info"
  },
  {
    "check_name": "missing-tenant-info",
    "description": "Lock is constructed without `__useTenantInfo`",
    "fingerprint": "d9cda139ecc4aa885379118502f2ad72",
    "location": {
      "lines": {
        "begin": 6,
        "end": 6
      },
      "path": "login.html"
    },
    "severity": "major"
  }
]

"#]]
            .raw()
        );
        assert_eq!(report(Format::Gitlab, PAGE, &[]), "[]\n");
    }

    #[test]
    fn fingerprints_are_unique() {
        let mut twice = findings(PAGE);
        twice.extend(findings(PAGE));
        let page = |path| Checked {
            path,
            ..checked(PAGE, &twice)
        };
        let text = report_on(Format::Gitlab, &[page("a.html"), page("b.html")]);
        let issues: Vec<Value> = serde_json::from_str(&text).expect("it is JSON");
        let mut prints: Vec<_> = issues.iter().map(|i| i["fingerprint"].as_str()).collect();
        prints.sort_unstable();
        prints.dedup();
        assert_eq!(prints.len(), 8);
    }
}
