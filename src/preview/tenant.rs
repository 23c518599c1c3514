//! What the service worker knows of the tenant that it stands for.

use std::fmt;
use std::path::Path;
use std::{fs, io};

use serde::Serialize;

use crate::tenant::Connection;
use crate::tenant::json::Connections;

/// A tenant that exists in the preview alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct SimulatedTenant {
    /// Where it is from, for the workbench.
    source: String,
    connections: Vec<SimulatedConnection>,
}

/// A connection of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct SimulatedConnection {
    name: String,
    display_name: Option<String>,
    strategy: String,
    /// What Lock calls its type.
    r#type: ConnectionType,
    /// Whether third-party applications can use it.
    is_domain_connection: bool,
}

/// The types of connections that Lock tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum ConnectionType {
    Database,
    Enterprise,
    Passwordless,
    Social,
}

/// The strategies of enterprise connections, as Lock lists them.
const ENTERPRISE: [&str; 17] = [
    "ad",
    "adfs",
    "auth0-adldap",
    "auth0-oidc",
    "custom",
    "google-apps",
    "ip",
    "mscrm",
    "office365",
    "oidc",
    "okta",
    "pingfederate",
    "samlp",
    "sharepoint",
    "waad",
    "wsfed",
    "windowsauth",
];

impl ConnectionType {
    fn of(strategy: &str) -> Self {
        match strategy {
            "auth0" => Self::Database,
            "email" | "sms" => Self::Passwordless,
            strategy if ENTERPRISE.contains(&strategy) => Self::Enterprise,
            _ => Self::Social,
        }
    }
}

/// Why a tenant cannot be taken from a file.
#[derive(Debug)]
pub(crate) enum TenantError {
    /// It cannot be read.
    Io(io::Error),
    /// It is something else.
    Content(String),
}

impl fmt::Display for TenantError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => error.fmt(f),
            Self::Content(error) => f.write_str(error),
        }
    }
}

impl Default for SimulatedTenant {
    /// A tenant with connections of every type, of which the database and one social connection are
    /// domain connections.
    fn default() -> Self {
        let connection = |name: &str, strategy: &str, is_domain_connection| {
            SimulatedConnection::new(name, None, strategy, is_domain_connection)
        };
        Self {
            source: "a sample tenant".to_owned(),
            connections: vec![
                connection("Username-Password-Authentication", "auth0", true),
                connection("google-oauth2", "google-oauth2", true),
                connection("github", "github", false),
                connection("acme-workforce", "samlp", false),
                connection("email", "email", false),
            ],
        }
    }
}

impl SimulatedConnection {
    fn new(
        name: &str,
        display_name: Option<String>,
        strategy: &str,
        is_domain_connection: bool,
    ) -> Self {
        Self {
            name: name.to_owned(),
            display_name,
            strategy: strategy.to_owned(),
            r#type: ConnectionType::of(strategy),
            is_domain_connection,
        }
    }
}

impl SimulatedTenant {
    /// Reads what `lockwright tenant connections --output-format json` wrote.
    pub(crate) fn read(path: &Path) -> Result<Self, TenantError> {
        let text = fs::read_to_string(path).map_err(TenantError::Io)?;
        let document = Connections::read(&text).map_err(TenantError::Content)?;
        let connections = document.connections.into_iter();
        Ok(Self {
            source: path.display().to_string(),
            connections: connections
                .map(|entry| {
                    SimulatedConnection::new(
                        &entry.name,
                        entry.display_name,
                        &entry.strategy,
                        entry.is_domain_connection,
                    )
                })
                .collect(),
        })
    }

    /// The tenant with these connections. `source` is what the workbench calls it.
    pub(crate) fn of(source: String, connections: &[Connection]) -> Self {
        // What has no name yet cannot be chosen.
        let named = connections.iter().filter(|it| !it.name.is_empty());
        let simulated = named.map(|it| {
            SimulatedConnection::new(
                &it.name,
                it.display_name.clone(),
                &it.strategy,
                it.is_domain_connection,
            )
        });
        Self {
            source,
            connections: simulated.collect(),
        }
    }

    /// The names of the connections, for the workbench's switch.
    pub(super) fn names(&self) -> Vec<&str> {
        self.connections.iter().map(|it| it.name.as_str()).collect()
    }

    pub(super) fn source(&self) -> &str {
        &self.source
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_has_every_type_and_some_domain_connections() {
        let tenant = SimulatedTenant::default();
        let count = |kind| {
            tenant
                .connections
                .iter()
                .filter(|it| it.r#type == kind)
                .count()
        };
        assert_eq!(count(ConnectionType::Database), 1);
        assert_eq!(count(ConnectionType::Social), 2);
        assert_eq!(count(ConnectionType::Enterprise), 1);
        assert_eq!(count(ConnectionType::Passwordless), 1);
        let domain = tenant
            .connections
            .iter()
            .filter(|it| it.is_domain_connection)
            .count();
        assert!(0 < domain && domain < tenant.connections.len());
    }

    #[test]
    fn a_tenant_is_read_from_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("connections.json");
        let text = r#"{"version":1,"connections":[{"name":"Users","strategy":"auth0","is_domain_connection":true},{"name":"corp","display_name":"Corp","strategy":"waad","is_domain_connection":false}]}"#;
        fs::write(&path, text).unwrap();
        let tenant = SimulatedTenant::read(&path).unwrap();
        assert_eq!(tenant.names(), ["Users", "corp"]);
        assert_eq!(tenant.connections[1].r#type, ConnectionType::Enterprise);
        fs::write(&path, "[]").unwrap();
        assert!(SimulatedTenant::read(&path).is_err());
        assert!(matches!(
            SimulatedTenant::read(&folder.path().join("none")),
            Err(TenantError::Io(_))
        ));
    }
}
