//! What became of connections that were to be changed.

use serde::Serialize;

use super::super::markdown;
use super::super::table::table;
use super::{Style, TenantFormat, code, json, markdown_table};
use crate::tenant::api::{Outcome, OutcomeKind};
use crate::tenant::json::VERSION;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    results: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    name: &'a str,
    outcome: &'static str,
    detail: Option<&'a str>,
}

impl<'a> From<&'a Outcome> for Entry<'a> {
    fn from(outcome: &'a Outcome) -> Self {
        Self {
            id: &outcome.id,
            name: &outcome.name,
            outcome: outcome.kind.name(),
            detail: outcome.detail.as_deref(),
        }
    }
}

/// The outcomes in a format.
#[must_use]
pub(crate) fn changes(outcomes: &[Outcome], format: TenantFormat, style: Style) -> String {
    match format {
        TenantFormat::Json => json(&Document {
            version: VERSION,
            results: outcomes.iter().map(Entry::from).collect(),
        }),
        TenantFormat::Markdown => {
            let cells = |it: &Outcome| {
                let detail = it.detail.as_deref().map(markdown::inline);
                [
                    code(&it.name),
                    code(&it.id),
                    it.kind.name().to_owned(),
                    detail.unwrap_or_default(),
                ]
            };
            let rows: Vec<_> = outcomes.iter().map(cells).collect();
            let table = markdown_table(["Name", "Id", "Outcome", "Detail"], &rows);
            format!(
                "### Domain connections\n\n{}.\n\n{table}",
                summary(outcomes)
            )
        }
        TenantFormat::Text => {
            let cells = |it: &Outcome| {
                [
                    it.kind.name().to_owned(),
                    it.name.clone(),
                    it.id.clone(),
                    it.detail.clone().unwrap_or_default(),
                ]
            };
            let rows: Vec<_> = outcomes.iter().map(cells).collect();
            let table = match rows.is_empty() {
                true => String::new(),
                false => table(["OUTCOME", "NAME", "ID", "DETAIL"], &rows, style) + "\n",
            };
            format!("{table}{}\n", summary(outcomes))
        }
    }
}

/// How many there are of each outcome, in the order of their first.
fn summary(outcomes: &[Outcome]) -> String {
    let mut counts: Vec<(OutcomeKind, usize)> = Vec::new();
    for outcome in outcomes {
        match counts.iter_mut().find(|(kind, _)| *kind == outcome.kind) {
            Some((_, count)) => *count += 1,
            None => counts.push((outcome.kind, 1)),
        }
    }
    let counts: Vec<_> = counts
        .iter()
        .map(|(kind, count)| format!("{count} {}", kind.name()))
        .collect();
    match counts.is_empty() {
        true => "no connections".to_owned(),
        false => counts.join(", "),
    }
}
