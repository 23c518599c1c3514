//! Reports about a tenant. One file a command; a function a format.

mod applications;
mod changes;
mod connections;
mod differences;

use clap::ValueEnum;

pub use applications::applications;
pub(crate) use changes::changes;
pub use connections::connections;
pub use differences::differences;

use super::{Style, markdown};

/// How reports about a tenant are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum TenantFormat {
    /// For a person
    #[default]
    Text,
    /// One JSON object
    Json,
    /// Markdown, for a pull request or a job's page
    Markdown,
}

/// A JSON document as text.
fn json(document: &impl serde::Serialize) -> String {
    // Nothing in the documents can fail to be written: they have no maps with keys that are no strings.
    let text = serde_json::to_string_pretty(document).unwrap_or_default();
    format!("{text}\n")
}

/// A table in Markdown. Cells are Markdown already.
fn markdown_table<const N: usize>(header: [&str; N], rows: &[[String; N]]) -> String {
    let line = |cells: &[&str]| format!("| {} |\n", cells.join(" | "));
    let mut text = line(&header) + &format!("|{}\n", "---|".repeat(N));
    for row in rows {
        let cells: Vec<&str> = row.iter().map(String::as_str).collect();
        text.push_str(&line(&cells));
    }
    text
}

fn code(text: &str) -> String {
    match text.is_empty() {
        true => String::new(),
        false => markdown::code(text),
    }
}

fn yes_or_no(answer: bool) -> String {
    if answer { "yes" } else { "no" }.to_owned()
}

/// `1 connection`, `2 connections`.
fn count(number: usize, noun: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{s}")
}

#[cfg(test)]
mod tests;
