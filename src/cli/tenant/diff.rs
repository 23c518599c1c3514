//! `lockwright tenant diff`.

use std::fmt::Write as _;
use std::io::Write;

use serde_json::json;

use super::super::args::{ConfigArguments, DiffArguments, RuleSettings};
use super::super::console::Console;
use super::super::{Exit, Failure, Refusal};
use super::{commands, connect, files};
use crate::report::printable;
use crate::report::tenant::TenantFormat;
use crate::tenant::{LoginPage, Part, Tenant, api};

/// A thing that the files and the tenant say differently.
#[derive(Debug, PartialEq, Eq)]
struct Difference {
    what: &'static str,
    name: String,
    files: String,
    tenant: String,
}

/// Says where the files and the tenant differ.
pub(super) fn run(arguments: &DiffArguments, console: &mut Console) -> Result<Exit, Failure> {
    if arguments.access.print_commands {
        return commands::print(&arguments.access, commands::Task::Audit, console);
    }
    let configuration = ConfigArguments::default().open(&RuleSettings::default(), &[])?;
    let files = files::read(&arguments.from, &configuration)?;
    let api = connect::connect(&arguments.access, Default::default())?;
    let tenant = api::tenant(&api)?;
    for (part, reason) in [
        ("connections", tenant.connections.reason()),
        ("the login page", tenant.page.reason()),
    ] {
        if let Some(reason) = reason {
            return Err(Refusal::new(format!("{part} cannot be compared: {reason}")).into());
        }
    }
    let differences = differences(&files, &tenant);
    let report = report(&differences, arguments.output.output_format);
    console.out().write_all(report.as_bytes())?;
    Ok(match differences.is_empty() {
        true => Exit::Clean,
        false => Exit::Findings,
    })
}

/// What differs: the flags of connections, and the login page. What the files do not tell is left out.
fn differences(files: &Tenant, tenant: &Tenant) -> Vec<Difference> {
    let mut found = Vec::new();
    if let Part::Known(connections) = &files.connections {
        let live = tenant.connections.items();
        for connection in connections.iter().filter(|it| !it.name.is_empty()) {
            let other = live.iter().find(|it| it.name == connection.name);
            let other = other.map(|it| it.is_domain_connection);
            if other != Some(connection.is_domain_connection) {
                found.push(Difference {
                    what: "connection",
                    name: connection.name.clone(),
                    files: kind(Some(connection.is_domain_connection)).to_owned(),
                    tenant: kind(other).to_owned(),
                });
            }
        }
        let is_known = |name: &str| connections.iter().any(|it| it.name == name);
        let others = live
            .iter()
            .filter(|it| it.is_domain_connection && !is_known(&it.name));
        found.extend(others.map(|it| Difference {
            what: "connection",
            name: it.name.clone(),
            files: kind(None).to_owned(),
            tenant: kind(Some(true)).to_owned(),
        }));
    }
    if let (Part::Known(a), Part::Known(b)) = (&files.page, &tenant.page)
        && (a.enabled, a.text()) != (b.enabled, b.text())
    {
        let (left, right) = match a.enabled == b.enabled {
            true => ("has another text".to_owned(), "has another text".to_owned()),
            false => (switch(a), switch(b)),
        };
        found.push(Difference {
            what: "page",
            name: "login".to_owned(),
            files: left,
            tenant: right,
        });
    }
    found
}

fn kind(flag: Option<bool>) -> &'static str {
    match flag {
        Some(true) => "a domain connection",
        Some(false) => "no domain connection",
        None => "absent",
    }
}

fn switch(page: &LoginPage) -> String {
    match page.enabled {
        true => "on".to_owned(),
        false => "off".to_owned(),
    }
}

fn report(differences: &[Difference], format: TenantFormat) -> String {
    if let TenantFormat::Json = format {
        let list = differences.iter().map(|it| {
            json!({ "what": it.what, "name": it.name, "files": it.files, "tenant": it.tenant })
        });
        return format!(
            "{:#}\n",
            json!({ "version": 1, "differences": list.collect::<Vec<_>>() })
        );
    }
    if differences.is_empty() {
        return "The files and the tenant agree.\n".to_owned();
    }
    let mut text = String::new();
    for it in differences {
        let name = printable(&it.name);
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "- {} {name}: files: {}; tenant: {}",
            it.what, it.files, it.tenant
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tenant::Connection;

    fn tenant(connections: &[(&str, bool)], enabled: bool, html: &str) -> Tenant {
        let connection = |(name, flag): &(&str, bool)| Connection {
            id: None,
            name: (*name).to_owned(),
            display_name: None,
            strategy: "auth0".to_owned(),
            is_domain_connection: *flag,
            origin: None,
        };
        let unknown = || "not asked".to_owned();
        Tenant {
            domain: None,
            connections: Part::Known(connections.iter().map(connection).collect()),
            clients: Part::Unknown(unknown()),
            page: Part::Known(LoginPage {
                html: Some(html.to_owned()),
                enabled,
                ..LoginPage::default()
            }),
            experience: Part::Unknown(unknown()),
            custom_domains: Part::Unknown(unknown()),
        }
    }

    #[test]
    fn flags_and_the_page_are_compared() {
        let files = tenant(&[("a", true), ("b", false), ("c", false)], true, "<p>");
        let live = tenant(
            &[("a", true), ("b", true), ("d", true), ("e", false)],
            false,
            "<p>",
        );
        let found = differences(&files, &live);
        let names: Vec<_> = found
            .iter()
            .map(|it| (it.name.as_str(), it.tenant.as_str()))
            .collect();
        let expected = [
            ("b", "a domain connection"),
            ("c", "absent"),
            ("d", "a domain connection"),
            ("login", "off"),
        ];
        assert_eq!(names, expected);
        assert!(differences(&live, &live).is_empty());
        let other = tenant(&[], true, "<b>");
        assert_eq!(differences(&tenant(&[], true, "<p>"), &other).len(), 1);
    }
}
