//! Where a tenant and its configuration in files differ.

use serde::Serialize;

use super::super::table::table;
use super::super::{markdown, printable};
use super::{Style, TenantFormat, code, count, json, markdown_table};
use crate::edit::diff;
use crate::tenant::Origin;
use crate::tenant::comparison::{Comparison, Difference};
use crate::tenant::json::VERSION;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    differences: Vec<Entry<'a>>,
    not_compared: Vec<NotCompared<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    what: &'static str,
    name: &'a str,
    files: String,
    tenant: String,
    place: Option<Place>,
    patch: Option<String>,
}

#[derive(Serialize)]
struct Place {
    path: String,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct NotCompared<'a> {
    part: &'static str,
    reason: &'a str,
}

impl From<&Origin> for Place {
    fn from(origin: &Origin) -> Self {
        Self {
            path: origin.file.to_string_lossy().into_owned(),
            line: origin.start.line,
            column: origin.start.column,
        }
    }
}

impl<'a> From<&'a Difference> for Entry<'a> {
    fn from(difference: &'a Difference) -> Self {
        let (what, name, files, tenant, origin) = match difference {
            Difference::Connection {
                name,
                files,
                tenant,
                origin,
            } => (
                "connection",
                name.as_str(),
                flag(*files),
                flag(*tenant),
                origin,
            ),
            Difference::Switch {
                files,
                tenant,
                origin,
            } => ("page", "login", switch(*files), switch(*tenant), origin),
            Difference::Text {
                files,
                tenant,
                origin,
                ..
            } => ("page", "login", size(files), size(tenant), origin),
        };
        Self {
            what,
            name,
            files,
            tenant,
            place: origin.as_ref().map(Place::from),
            patch: patch(difference),
        }
    }
}

fn flag(flag: Option<bool>) -> String {
    let kind = match flag {
        Some(true) => "a domain connection",
        Some(false) => "no domain connection",
        None => "absent",
    };
    kind.to_owned()
}

fn switch(is_on: bool) -> String {
    if is_on { "on" } else { "off" }.to_owned()
}

fn size(page: &str) -> String {
    match page.is_empty() {
        true => "no page".to_owned(),
        false => format!("a page of {}", count(page.lines().count(), "line")),
    }
}

/// What deploying the files would change about the page.
fn patch(difference: &Difference) -> Option<String> {
    match difference {
        Difference::Text { files, tenant, .. } => Some(diff::unified("login.html", tenant, files)),
        _ => None,
    }
}

/// Where the files and the tenant differ, in a format.
#[must_use]
pub fn differences(comparison: &Comparison, format: TenantFormat, style: Style) -> String {
    let entries: Vec<_> = comparison.differences.iter().map(Entry::from).collect();
    match format {
        TenantFormat::Json => {
            let left_out = comparison.left_out.iter();
            json(&Document {
                version: VERSION,
                differences: entries,
                not_compared: left_out
                    .map(|(part, reason)| NotCompared { part, reason })
                    .collect(),
            })
        }
        TenantFormat::Text => in_text(comparison, &entries, style),
        TenantFormat::Markdown => in_markdown(comparison, &entries),
    }
}

fn in_text(comparison: &Comparison, entries: &[Entry<'_>], style: Style) -> String {
    let mut text = String::new();
    if !entries.is_empty() {
        let row = |it: &Entry<'_>| {
            [
                format!("{} {}", it.what, it.name),
                it.files.clone(),
                it.tenant.clone(),
                it.place.as_ref().map(Place::to_string).unwrap_or_default(),
            ]
        };
        let rows: Vec<_> = entries.iter().map(row).collect();
        text += &table(["WHAT", "FILES", "TENANT", "PLACE"], &rows, style);
        text.push('\n');
    }
    text += &format!("{}\n", summary(comparison));
    for line in facts(comparison) {
        text += &format!("{}\n", printable(&line));
    }
    for patch in entries.iter().filter_map(|it| it.patch.as_ref()) {
        text += "\nDeploying the files would change the page so:\n\n";
        for line in patch.lines() {
            text += &format!("{}\n", printable(line));
        }
    }
    text
}

fn in_markdown(comparison: &Comparison, entries: &[Entry<'_>]) -> String {
    let mut text = format!("### Files and tenant\n\n{}.\n", summary(comparison));
    if !entries.is_empty() {
        let row = |it: &Entry<'_>| {
            let place = it.place.as_ref().map(|it| code(&it.to_string()));
            [
                format!("{} {}", it.what, code(it.name)),
                it.files.clone(),
                it.tenant.clone(),
                place.unwrap_or_default(),
            ]
        };
        let rows: Vec<_> = entries.iter().map(row).collect();
        let table = markdown_table(["What", "Files", "Tenant", "Place"], &rows);
        text += &format!("\n{table}");
    }
    let facts = facts(comparison);
    if !facts.is_empty() {
        text.push('\n');
    }
    for fact in facts {
        text += &format!("- {}\n", markdown::inline(&fact));
    }
    for patch in entries.iter().filter_map(|it| it.patch.as_ref()) {
        let fence = markdown::fence(patch);
        text += &format!("\nDeploying the files would change the page so:\n\n{fence}diff\n");
        for line in patch.lines() {
            text += &format!("{}\n", printable(line));
        }
        text += &format!("{fence}\n");
    }
    text
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.path, self.line, self.column)
    }
}

fn summary(comparison: &Comparison) -> String {
    match comparison.differences.len() {
        0 if comparison.left_out.is_empty() => "The files and the tenant agree".to_owned(),
        0 => "The files and the tenant agree as far as they were compared".to_owned(),
        number => count(number, "difference"),
    }
}

/// What was not compared, and what to do about what differs.
fn facts(comparison: &Comparison) -> Vec<String> {
    let left_out = comparison.left_out.iter();
    let mut facts: Vec<_> = left_out
        .map(|(part, reason)| format!("not compared: {part}: {reason}"))
        .collect();
    let any = |test: fn(&Difference) -> bool| comparison.differences.iter().any(test);
    if any(|it| matches!(it, Difference::Connection { .. })) {
        facts.push(
            "help: set `is_domain_connection` in the files as the tenant has it, or change the tenant: deploy the files, \
             or use `lockwright tenant promote` and `demote`"
                .to_owned(),
        );
    }
    if any(|it| matches!(it, Difference::Switch { .. } | Difference::Text { .. })) {
        facts.push(
            "help: deploy the files, or take the tenant's page over with `lockwright tenant pull`"
                .to_owned(),
        );
    }
    if any(|it| {
        matches!(
            it,
            Difference::Text {
                is_evaluated: true,
                ..
            }
        )
    }) {
        facts.push(
            "note: parts of the page in the files are replaced on deployment; they show as different, and were not compared"
                .to_owned(),
        );
    }
    facts
}
