//! reviewdog's diagnostic format, as one JSON object (`rdjson`). Columns count bytes of UTF-8.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::list::List;
use super::places::Places;
use super::{Checked, Paths, Report, Run, Trouble, UNREADABLE};
use crate::edit::{self, Applicability, Edit, Fix};
use crate::finding::{Finding, Severity};
use crate::input::FileId;
use crate::rules;
use crate::span::Span;

/// A suggestion over more lines than this would hide its change among what stays.
const MOST_LINES: usize = 20;

/// The rdjson format.
pub(super) struct Rdjson {
    paths: Paths,
    diagnostics: List,
    begun: bool,
}

impl Rdjson {
    pub(super) fn new(paths: Paths) -> Self {
        Self {
            paths,
            diagnostics: List::new(2),
            begun: false,
        }
    }

    fn push(&mut self, diagnostic: &Value, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        self.diagnostics.push(diagnostic, out)
    }

    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if !std::mem::replace(&mut self.begun, true) {
            out.write_all(b"{\n  \"diagnostics\": ")?;
        }
        Ok(())
    }
}

impl Report for Rdjson {
    fn page(&mut self, page: Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
        let page = Page {
            path: self.paths.name(page.path),
            text: page.text,
            findings: page.findings,
            places: Places::new(page.text),
        };
        let mut findings = page.findings.iter();
        findings.try_for_each(|finding| self.push(&page.diagnostic(finding), out))
    }

    fn end(&mut self, run: Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        for trouble in run.troubles {
            let diagnostic = unreadable(trouble, &self.paths);
            self.push(&diagnostic, out)?;
        }
        self.begin(out)?;
        self.diagnostics.end(out)?;
        let source = json!({ "name": "lockwright", "url": rules::REPOSITORY });
        let source = serde_json::to_string_pretty(&source)?;
        let source = source.replace('\n', "\n  ");
        writeln!(out, ",\n  \"source\": {source}\n}}")
    }
}

struct Page<'a> {
    path: String,
    text: &'a str,
    findings: &'a [Finding],
    places: Places<'a>,
}

impl Page<'_> {
    fn diagnostic(&self, finding: &Finding) -> Value {
        let message = match &finding.help {
            Some(help) => format!("{}\n{help}", finding.message),
            None => finding.message.clone(),
        };
        let suggestion = finding.fix.as_ref();
        let suggestion = suggestion.and_then(|fix| self.suggestion(fix, finding.file));
        json!({
            "message": message,
            "location": { "path": self.path, "range": self.range(finding.span) },
            "severity": severity(finding.severity),
            "code": { "value": finding.rule, "url": rules::find(finding.rule).map(rules::Rule::url) },
            "suggestions": Vec::from_iter(suggestion),
        })
    }

    /// The whole fix as one suggestion, because reviewdog offers each for itself and edits stand or
    /// fall together; none when they lie far apart.
    fn suggestion(&self, fix: &Fix, file: FileId) -> Option<Value> {
        let (first, last) = (fix.edits.first()?, fix.edits.last()?);
        let range = Span::new(first.range.start, last.range.end);
        let lines = range.text(self.text).lines().count();
        let is_elsewhere = fix.edits.iter().any(|edit| edit.file != file);
        if is_elsewhere || fix.applicability == Applicability::DisplayOnly || lines > MOST_LINES {
            return None;
        }
        let edits: Vec<_> = fix
            .edits
            .iter()
            .map(|edit| {
                let (from, to) = (edit.range.start, edit.range.end);
                let within = Span::new(from - range.start, to - range.start);
                Edit::replacement(within, edit.content.clone())
            })
            .collect();
        let text = edit::apply(range.text(self.text), &edits).ok()?;
        Some(json!({ "range": self.range(range), "text": text }))
    }

    fn range(&self, span: Span) -> Value {
        json!({ "start": self.position(span.start), "end": self.position(span.end) })
    }

    fn position(&self, offset: usize) -> Value {
        json!({
            "line": self.places.position(offset).line,
            "column": self.places.byte_column(offset),
        })
    }
}

/// The diagnostic of a page that could not be read or written.
fn unreadable(trouble: &Trouble, paths: &Paths) -> Value {
    json!({
        "message": trouble.message,
        "location": { "path": paths.name(trouble.path.as_deref().unwrap_or("-")) },
        "severity": "ERROR",
        "code": { "value": UNREADABLE },
    })
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Note => "INFO",
    }
}

#[cfg(test)]
mod tests {
    use snapbox::{IntoData, assert_data_eq, str};

    use super::*;
    use crate::report::Format;
    use crate::report::tests::{PAGE, findings, missing_flag, place, report};

    fn diagnostics(findings: &[Finding]) -> Vec<Value> {
        let text = report(Format::Rdjson, PAGE, findings);
        let mut result: Value = serde_json::from_str(&text).expect("it is JSON");
        serde_json::from_value(result["diagnostics"].take()).expect("it is a list")
    }

    #[test]
    fn is_a_result_with_diagnostics() {
        assert_data_eq!(report(Format::Rdjson, PAGE, &findings(PAGE)), str![[r#"
{
  "diagnostics": [
    {
      "code": {
        "url": "https://github.com/lockwright/lockwright/blob/v0.1.0/docs/rules/missing-tenant-info.md",
        "value": "missing-tenant-info"
      },
      "location": {
        "path": "login.html",
        "range": {
          "end": {
            "column": 27,
            "line": 6
          },
          "start": {
            "column": 14,
            "line": 6
          }
        }
      },
      "message": "Lock is constructed without `__useTenantInfo`\nAdd `__useTenantInfo: config.isThirdPartyClient` to the options",
      "severity": "ERROR",
      "suggestions": [
        {
          "range": {
            "end": {
              "column": 20,
              "line": 7
            },
            "start": {
              "column": 20,
              "line": 7
            }
          },
          "text": ",\n    __useTenantInfo: config.isThirdPartyClient"
        }
      ]
    },
    {
      "code": {
        "url": "https://github.com/lockwright/lockwright/blob/v0.1.0/docs/rules/script-syntax.md",
        "value": "script-syntax"
      },
      "location": {
        "path": "login.html",
        "range": {
          "end": {
            "column": 11,
            "line": 3
          },
          "start": {
            "column": 6,
            "line": 3
          }
        }
      },
      "message": "Something to know",
      "severity": "INFO",
      "suggestions": []
    }
  ],
  "source": {
    "name": "lockwright",
    "url": "https://github.com/lockwright/lockwright"
  }
}

"#]].raw());
    }

    #[test]
    fn edits_become_one_suggestion() {
        let mut finding = missing_flag(PAGE);
        let fix = finding.fix.as_mut().expect("it has one");
        let version = place(PAGE, "closable");
        fix.edits.insert(0, Edit::replacement(version, "closeable"));
        let found = diagnostics(&[finding.clone()]);
        let suggestion = &found[0]["suggestions"][0];
        assert_eq!(
            suggestion["text"],
            "closeable: false,\n    __useTenantInfo: config.isThirdPartyClient"
        );
        assert_eq!(suggestion["range"]["start"]["column"], 5);
        assert_eq!(suggestion["range"]["end"]["column"], 20);
    }

    #[test]
    fn what_is_only_shown_is_not_suggested() {
        let mut finding = missing_flag(PAGE);
        let fix = finding.fix.as_mut().expect("it has one");
        fix.applicability = Applicability::DisplayOnly;
        assert_eq!(diagnostics(&[finding])[0]["suggestions"], json!([]));
    }
}
