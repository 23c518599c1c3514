//! The JSON documents of `lockwright tenant`, which other commands and programs read again.

use serde::{Deserialize, Serialize};

use super::state::{Connection, Part};

/// The version of every document here. It changes when a field goes or changes its meaning.
pub const VERSION: u32 = 1;

/// What `lockwright tenant connections --output-format json` writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connections {
    /// [`VERSION`].
    pub version: u32,
    /// The connections, in the order of the tenant.
    pub connections: Vec<ConnectionEntry>,
}

/// A connection in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectionEntry {
    /// The id, if the tenant has given it one.
    #[serde(default)]
    pub id: Option<String>,
    /// The name.
    pub name: String,
    /// What users are shown.
    #[serde(default)]
    pub display_name: Option<String>,
    /// The kind of connection.
    pub strategy: String,
    /// Whether third-party applications can use it.
    pub is_domain_connection: bool,
}

impl Connections {
    /// The document for these connections.
    #[must_use]
    pub fn new(connections: &[Connection]) -> Self {
        Self {
            version: VERSION,
            connections: connections.iter().map(ConnectionEntry::from).collect(),
        }
    }

    /// Reads a document.
    ///
    /// # Errors
    /// When the text is not JSON, has another shape or is of a version that is not known.
    pub fn read(text: &str) -> Result<Self, String> {
        let read: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        match read.version {
            VERSION => Ok(read),
            other => Err(format!("version {other} is not known, expected {VERSION}")),
        }
    }
}

impl From<&Connection> for ConnectionEntry {
    fn from(connection: &Connection) -> Self {
        Self {
            id: connection.id.clone(),
            name: connection.name.clone(),
            display_name: connection.display_name.clone(),
            strategy: connection.strategy.clone(),
            is_domain_connection: connection.is_domain_connection,
        }
    }
}

impl From<ConnectionEntry> for Connection {
    fn from(entry: ConnectionEntry) -> Self {
        Self {
            id: entry.id,
            name: entry.name,
            display_name: entry.display_name,
            strategy: entry.strategy,
            is_domain_connection: entry.is_domain_connection,
            is_decided: true,
            origin: None,
        }
    }
}

impl From<Connections> for Part<Vec<Connection>> {
    fn from(document: Connections) -> Self {
        Self::Known(
            document
                .connections
                .into_iter()
                .map(Connection::from)
                .collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_go_both_ways() {
        let text = r#"{"version":1,"connections":[{"id":"con_1","name":"Users","display_name":null,"strategy":"auth0","is_domain_connection":true}]}"#;
        let read = Connections::read(text).expect("it is a document");
        assert_eq!(serde_json::to_string(&read).expect("it is written"), text);
        let Part::Known(connections) = Part::from(read.clone()) else {
            panic!("they are known");
        };
        assert_eq!(Connections::new(&connections), read);
    }

    #[test]
    fn other_documents_are_refused() {
        for text in [
            "",
            "[]",
            r#"{"version":2,"connections":[]}"#,
            r#"{"connections":[]}"#,
        ] {
            assert!(Connections::read(text).is_err(), "{text}");
        }
    }
}
