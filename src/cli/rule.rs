//! `lockwright rule` and `lockwright rules`.

use std::io::Write;

use super::args::{InspectFormat, RuleArguments, RulesArguments};
use super::console::{Console, Stream};
use super::{Exit, Failure, Refusal};
use crate::report::{self, severity_name};
use crate::rules::{self, FixAvailability, RULES, Rule};

/// Prints the documentation of a rule, of a group of rules, or of all of them.
pub(super) fn explain(arguments: &RuleArguments, console: &mut Console) -> Result<Exit, Failure> {
    let asked = asked_for(arguments)?;
    let out = console.out();
    if arguments.list.output_format == InspectFormat::Json {
        out.write_all(report::rules::json(&asked, true).as_bytes())?;
        return Ok(Exit::Clean);
    }
    for (number, rule) in asked.into_iter().enumerate() {
        if number > 0 {
            out.write_all(b"\n")?;
        }
        writeln!(out, "{}", rule.documentation().trim_end())?;
    }
    Ok(Exit::Clean)
}

/// The rules that the arguments name.
fn asked_for(arguments: &RuleArguments) -> Result<Vec<&'static Rule>, Refusal> {
    match &arguments.id {
        Some(name) => rules::named(name).map_err(Refusal::new),
        None => Ok(RULES.to_vec()),
    }
}

/// Prints a table of the rules, each with a line that says what it finds.
pub(super) fn list(arguments: &RulesArguments, console: &mut Console) -> Result<Exit, Failure> {
    if arguments.output_format == InspectFormat::Json {
        console
            .out()
            .write_all(report::rules::json(RULES, false).as_bytes())?;
        return Ok(Exit::Clean);
    }
    let rows: Vec<[String; 4]> = RULES.iter().map(|rule| row(rule)).collect();
    let mut widths = [0; 4];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let style = console.style(Stream::Out);
    for (rule, row) in RULES.iter().zip(&rows) {
        let cells = row
            .iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell:width$}"));
        let line = cells.collect::<Vec<_>>().join("  ");
        // After the columns have their widths, for what makes a link has none.
        let linked = line.replacen(rule.id, &style.link(rule.id, &rule.url()), 1);
        writeln!(console.out(), "{}", linked.trim_end())?;
        writeln!(console.out(), "    {}", rule.summary())?;
    }
    Ok(Exit::Clean)
}

fn row(rule: &Rule) -> [String; 4] {
    let fix = match rule.fix {
        FixAvailability::Always => "fixable",
        FixAvailability::Sometimes => "sometimes fixable",
        FixAvailability::Never => "",
    };
    [
        rule.group.name().to_owned(),
        rule.id.to_owned(),
        severity_name(rule.severity).to_owned(),
        fix.to_owned(),
    ]
}
