//! SARIF 2.1.0, the format of code scanning (an OASIS standard).
//!
//! The `primaryLocationLineHash` that GitHub compares alerts by is left to GitHub's upload action,
//! which computes it from the file and complains about any other value.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::fingerprint::{self, Named};
use super::list::{self, List};
use super::places::Places;
use super::{Checked, Paths, Report, Run, Trouble, severity_name};
use crate::edit::{Applicability, Edit};
use crate::finding::{Finding, Related};
use crate::input::FileId;
use crate::rules::{self, RULES, Rule};
use crate::span::Span;
use crate::suppress::{Suppressed, Suppressor};

/// Where the schema is published.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The name of the folder that paths are relative to, as GitHub's own tools call it.
const ROOT: &str = "%SRCROOT%";

/// The name of our fingerprints; its number changes when they are made in another way.
const FINGERPRINT: &str = "lockwright/v1";

/// The SARIF format.
pub(super) struct Sarif {
    paths: Paths,
    results: List,
    begun: bool,
}

impl Sarif {
    pub(super) fn new(paths: Paths) -> Self {
        Self {
            paths,
            results: List::new(6),
            begun: false,
        }
    }

    /// Writes what comes before the results.
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        write!(
            out,
            "{{\n  \"$schema\": \"{SCHEMA}\",\n  \"version\": \"2.1.0\",\n  \"runs\": [\n    {{\n      \"results\": "
        )
    }
}

impl Report for Sarif {
    fn page(&mut self, page: Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
        let results = fingerprint::named(page);
        if !results.is_empty() {
            self.begin(out)?;
        }
        let artifact = Artifact {
            location: artifact_location(&self.paths.uri(page.path)),
            places: Places::new(page.text),
            page,
            paths: &self.paths,
        };
        for named in results {
            self.results.push(&artifact.result(&named), out)?;
        }
        Ok(())
    }

    fn end(&mut self, run: Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        self.results.end(out)?;
        let rest = json!({
            "tool": { "driver": driver() },
            "columnKind": "utf16CodeUnits",
            "newlineSequences": ["\r\n", "\n", "\r"],
            "originalUriBaseIds": {
                ROOT: { "description": { "text": "The folder that the pages' paths are relative to." } },
            },
            "invocations": [invocation(run)],
        });
        // The members and the end of the object that was begun.
        let rest = serde_json::to_string_pretty(&rest)?;
        out.write_all(b",")?;
        list::lines(rest.trim_start_matches(['{', '\n']), 4, out)?;
        out.write_all(b"\n  ]\n}\n")
    }
}

/// What Lockwright is, and its rules.
fn driver() -> Value {
    json!({
        "name": "Lockwright",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "informationUri": rules::REPOSITORY,
        "rules": RULES.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
    })
}

fn descriptor(rule: &Rule) -> Value {
    let documentation = rule.documentation();
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.summary() },
        "fullDescription": { "text": format!("{} {}", rule.summary(), rule.reason()) },
        "help": { "text": documentation, "markdown": documentation },
        "helpUri": rule.url(),
        "defaultConfiguration": { "level": severity_name(rule.severity) },
        "properties": { "tags": [rule.group.name()] },
    })
}

/// How the run went.
fn invocation(run: Run<'_>) -> Value {
    let notification =
        |trouble: &Trouble| json!({ "level": "error", "message": { "text": trouble.message } });
    json!({
        "executionSuccessful": run.exit_code < 2,
        "exitCode": run.exit_code,
        "toolExecutionNotifications": run.troubles.iter().map(notification).collect::<Vec<_>>(),
    })
}

/// Where a page is; only what is relative is relative to something.
fn artifact_location(uri: &str) -> Value {
    if uri.starts_with("file:") {
        json!({ "uri": uri })
    } else {
        json!({ "uri": uri, "uriBaseId": ROOT })
    }
}

/// A page.
struct Artifact<'a> {
    location: Value,
    places: Places<'a>,
    page: Checked<'a>,
    paths: &'a Paths,
}

impl Artifact<'_> {
    fn result(&self, named: &Named<'_>) -> Value {
        let finding = named.finding;
        let related = finding.related.iter().enumerate();
        let mut result = json!({
            "ruleId": finding.rule,
            "level": severity_name(finding.severity),
            "message": { "text": message(finding) },
            "locations": [{ "physicalLocation": self.physical_location(finding.span) }],
            "relatedLocations": related.map(|(id, related)| self.related(finding, id, related)).collect::<Vec<_>>(),
            "partialFingerprints": { FINGERPRINT: named.fingerprint.to_string() },
            "suppressions": suppressions(named),
            "fixes": self.fixes(finding),
        });
        if let Some(index) = RULES.iter().position(|rule| rule.id == finding.rule) {
            result["ruleIndex"] = json!(index);
        }
        result
    }

    fn physical_location(&self, span: Span) -> Value {
        json!({ "artifactLocation": self.location, "region": self.region(span) })
    }

    fn related(&self, finding: &Finding, id: usize, related: &Related) -> Value {
        let (location, region) = self.place(finding, related.file, related.span);
        json!({
            "id": id,
            "message": { "text": related.message },
            "physicalLocation": { "artifactLocation": location, "region": region },
        })
    }

    /// A place that a finding refers to, in its own file or in another.
    fn place(&self, finding: &Finding, file: FileId, span: Span) -> (Value, Value) {
        match self.page.elsewhere(finding, file) {
            Some((path, text)) => (
                artifact_location(&self.paths.uri(path)),
                region(&Places::new(text), span),
            ),
            None => (self.location.clone(), self.region(span)),
        }
    }

    /// Lines and columns from 1, the end column just past the last character.
    fn region(&self, span: Span) -> Value {
        region(&self.places, span)
    }

    /// The fix, unless it is only to be looked at: tools apply what they find here.
    fn fixes(&self, finding: &Finding) -> Vec<Value> {
        let fix = finding.fix.iter();
        fix.filter(|fix| fix.applicability > Applicability::DisplayOnly)
            .map(|fix| {
                json!({
                    "description": { "text": fix.title },
                    "artifactChanges": self.changes(finding, &fix.edits),
                })
            })
            .collect()
    }

    /// What edits change in each file.
    fn changes(&self, finding: &Finding, edits: &[Edit]) -> Vec<Value> {
        let mut by_file: BTreeMap<FileId, (Value, Vec<Value>)> = BTreeMap::new();
        for edit in edits {
            let (location, region) = self.place(finding, edit.file, edit.range);
            let (_, replacements) = by_file.entry(edit.file).or_insert((location, Vec::new()));
            replacements.push(json!({
                "deletedRegion": region,
                "insertedContent": { "text": edit.content },
            }));
        }
        let changes = by_file.into_values();
        let change = |(location, replacements)| json!({ "artifactLocation": location, "replacements": replacements });
        changes.map(change).collect()
    }
}

/// A range of a text.
fn region(places: &Places<'_>, span: Span) -> Value {
    json!({
        "startLine": places.position(span.start).line,
        "startColumn": places.utf16_column(span.start),
        "endLine": places.position(span.end).line,
        "endColumn": places.utf16_column(span.end),
    })
}

/// What is wrong, and what to do about it. `[a](b)` would be a link, and a page is not to put links
/// into reports.
fn message(finding: &Finding) -> String {
    let text = match &finding.help {
        Some(help) => format!("{}\n{help}", finding.message),
        None => finding.message.clone(),
    };
    text.replace("](", "] (")
}

/// An empty list says that nobody has suppressed the finding.
fn suppressions(named: &Named<'_>) -> Vec<Value> {
    let suppression = |suppressed: &Suppressed| {
        let mut value = json!({
            "kind": match suppressed.by {
                Suppressor::Comment(_) => "inSource",
                Suppressor::Baseline => "external",
            },
        });
        if let Some(reason) = &suppressed.reason {
            value["justification"] = json!(reason);
        }
        value
    };
    named.suppressed.into_iter().map(suppression).collect()
}

#[cfg(test)]
#[path = "tests/sarif.rs"]
mod tests;
