//! The connections of a tenant.

use super::super::table::table;
use super::{Style, TenantFormat, code, count, json, markdown_table, yes_or_no};
use crate::tenant::Connection;
use crate::tenant::json::Connections;

/// The connections in a format.
#[must_use]
pub fn connections(connections: &[Connection], format: TenantFormat, style: Style) -> String {
    match format {
        TenantFormat::Json => json(&Connections::new(connections)),
        TenantFormat::Markdown => {
            let cells = |it: &Connection| {
                let id = it.id.as_deref().unwrap_or_default();
                [
                    code(&it.name),
                    code(id),
                    code(&it.strategy),
                    yes_or_no(it.is_domain_connection),
                ]
            };
            let rows: Vec<_> = connections.iter().map(cells).collect();
            let table = markdown_table(["Name", "Id", "Strategy", "Domain connection"], &rows);
            format!("### Connections\n\n{}.\n\n{table}", summary(connections))
        }
        TenantFormat::Text => {
            let rows: Vec<_> = connections.iter().map(row).collect();
            let table = match rows.is_empty() {
                true => String::new(),
                false => table(["NAME", "ID", "STRATEGY", "DOMAIN"], &rows, style) + "\n",
            };
            format!("{table}{}\n", summary(connections))
        }
    }
}

fn row(connection: &Connection) -> [String; 4] {
    let name = match &connection.display_name {
        Some(shown) if *shown != connection.name => format!("{} ({shown})", connection.name),
        _ => connection.name.clone(),
    };
    [
        name,
        connection.id.clone().unwrap_or_default(),
        connection.strategy.clone(),
        yes_or_no(connection.is_domain_connection),
    ]
}

fn summary(connections: &[Connection]) -> String {
    let domain = connections
        .iter()
        .filter(|it| it.is_domain_connection)
        .count();
    format!(
        "{}, of which {}",
        count(connections.len(), "connection"),
        count(domain, "domain connection")
    )
}
