//! `lockwright config`, and what is said of a configuration that cannot be used.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme};
use serde::Serialize;
use serde_json::{Value, json};

use super::args::{ConfigCommand, InspectFormat, ShowArguments};
use super::console::{Console, Stream};
use super::{Exit, Failure};
use crate::config::{self, ConfigError, Origin, Resolved, ResolvedRule, Sourced, TargetName};
use crate::report::{Format, Style, printable, severity_name};
use crate::rules;
use crate::system::{self, fs};

/// Runs `lockwright config schema` and `lockwright config show`.
pub(super) fn run(command: &ConfigCommand, console: &mut Console) -> Result<Exit, Failure> {
    let text = match command {
        ConfigCommand::Schema => config::json_schema(),
        ConfigCommand::Show(arguments) => show(arguments)?,
    };
    console.out().write_all(text.as_bytes())?;
    Ok(Exit::Clean)
}

/// Says what is wrong with a configuration, with its place where it has one.
pub(super) fn say(error: &ConfigError, console: &Console) -> Exit {
    let help = error.help().map(|help| help.to_string());
    if error.source_code().is_none() {
        console.error(&error.to_string(), help.as_deref());
        return Exit::Failure;
    }
    let text = graphical(error, console.style(Stream::Error));
    // When standard error is closed, the exit code still tells.
    let _ = system::stderr().write_all(text.as_bytes());
    Exit::Failure
}

fn graphical(error: &ConfigError, style: Style) -> String {
    let theme = match (style.unicode, style.color) {
        (true, true) => GraphicalTheme::unicode(),
        (true, false) => GraphicalTheme::unicode_nocolor(),
        (false, true) => GraphicalTheme::ascii(),
        (false, false) => GraphicalTheme::none(),
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_links(false)
        .with_width(style.width.unwrap_or(100));
    let mut text = String::new();
    match handler.render_report(&mut text, error) {
        Ok(()) => text,
        Err(_) => format!("error: {error}\n"),
    }
}

/// What applies to a page.
struct Shown {
    page: PathBuf,
    file: Option<String>,
    /// Whether the page is left out unless it is named outright.
    excluded: bool,
    output_format: Option<Format>,
    resolved: Resolved,
}

fn show(arguments: &ShowArguments) -> Result<String, Failure> {
    let configuration = arguments.config.open(&arguments.rules, &[])?;
    // Of the current folder, what applies to a page in it is shown.
    let page = arguments
        .file
        .clone()
        .unwrap_or_else(|| PathBuf::from("login.html"));
    let page = if fs::metadata(&page).is_ok_and(|it| it.is_dir()) {
        page.join("login.html")
    } else {
        page
    };
    let shown = Shown {
        file: configuration.file_of_page(&page)?,
        excluded: configuration.excludes(&page, false)?,
        output_format: configuration.output_format()?,
        resolved: configuration.of_page(&page)?,
        page,
    };
    Ok(match arguments.output_format {
        InspectFormat::Text => shown.text(),
        InspectFormat::Json => shown.json(),
    })
}

impl Shown {
    fn text(&self) -> String {
        let file = self.file.as_deref().unwrap_or("no configuration file");
        let mut rows = vec![
            row("target", &self.resolved.target, |target| {
                target.name().to_owned()
            }),
            row("fail-on", &self.resolved.fail_on, word),
            row(
                "require-reason",
                &self.resolved.require_reason,
                bool::to_string,
            ),
            row(
                "domain-connections",
                &self.resolved.domain_connections,
                domain_connections,
            ),
        ];
        rows.extend(self.resolved.rules.iter().map(rule_row));
        let widths = [0, 1].map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or_default()
        });
        let excluded = match self.excluded {
            true => ", which excludes it",
            false => "",
        };
        let page = shown_path(&self.page);
        let mut text = format!("{}: {file}{excluded}\n\n", printable(&page));
        for [key, value, origin] in &rows {
            let [keys, values] = widths;
            // A string has room for everything.
            let _ = writeln!(text, "{key:keys$}  {value:values$}  {origin}");
        }
        text
    }

    fn json(&self) -> String {
        let rules = self.resolved.rules.iter().map(|rule| {
            json!({
                "rule": rule.id,
                "applies": rule.applies,
                "severity": {
                    "value": severity_name(severity(rule)),
                    "origin": rule.severity.origin,
                },
                "fixable": rule.fixable,
            })
        });
        let json = json!({
            "version": 1,
            "path": shown_path(&self.page),
            "file": self.file,
            "excluded": self.excluded,
            "output-format": self.output_format,
            "target": {
                "value": TargetName::from(self.resolved.target.value),
                "origin": self.resolved.target.origin,
            },
            "fail-on": self.resolved.fail_on,
            "require-reason": self.resolved.require_reason,
            "domain-connections": self.resolved.domain_connections,
            "rules": rules.collect::<Vec<_>>(),
        });
        format!("{json:#}\n")
    }
}

/// The connections that are to be domain connections.
fn domain_connections(names: &Option<Vec<String>>) -> String {
    match names.as_deref() {
        None => "undecided".to_owned(),
        Some([]) => "none".to_owned(),
        Some(names) => names.join(", "),
    }
}

fn row<T>(key: &str, sourced: &Sourced<T>, name: impl Fn(&T) -> String) -> [String; 3] {
    [
        key.to_owned(),
        name(&sourced.value),
        sourced.origin.to_string(),
    ]
}

/// A rule with its severity, or that it is off, and who says so.
fn rule_row(rule: &ResolvedRule) -> [String; 3] {
    if !rule.applies.value {
        return row(rule.id, &rule.applies, |_| "off".to_owned());
    }
    let mut value = severity_name(severity(rule)).to_owned();
    if !rule.fixable.value {
        value.push_str(", not fixed");
    }
    let origins = [
        &rule.severity.origin,
        &rule.applies.origin,
        &rule.fixable.origin,
    ];
    let mut told: Vec<String> = Vec::new();
    for origin in origins.map(ToString::to_string) {
        if !told.contains(&origin) {
            told.push(origin);
        }
    }
    // What nobody spoke about is only worth telling when nobody said anything at all.
    if told.len() > 1 {
        told.retain(|origin| *origin != Origin::Default.to_string());
    }
    [rule.id.to_owned(), value, told.join(", ")]
}

/// How bad the findings of a rule are unless one says otherwise.
fn severity(rule: &ResolvedRule) -> crate::finding::Severity {
    let own = rules::find(rule.id).map(|rule| rule.severity);
    rule.severity
        .value
        .or(own)
        .unwrap_or(crate::finding::Severity::Error)
}

/// The word that a configuration file has for a value.
fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

fn shown_path(path: &Path) -> String {
    path.display().to_string()
}
