//! The connections that a page lets users choose from: Lock's option `allowedConnections`.

use std::collections::BTreeSet;

use crate::lock::{Construction, Constructor, FIELD, Model, Object, Value};

/// The connections that a page offers to users of third-party applications.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offered {
    /// All that Lock finds, or it cannot be told which.
    Any,
    /// No others than those with these names, however the page runs.
    Only(BTreeSet<String>),
}

impl Offered {
    /// Whether users can choose the connection of that name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Only(names) => names.contains(name),
        }
    }
}

/// What a page offers to users of third-party applications, whichever way it runs.
#[must_use]
pub fn offered(model: &Model) -> Offered {
    let mut names = BTreeSet::new();
    let mut constructions = model
        .constructions
        .iter()
        .filter(|construction| serves_third_parties(construction))
        .peekable();
    // What was not followed may construct Lock with other options.
    if constructions.peek().is_none() || !model.unfollowed.is_empty() {
        return Offered::Any;
    }
    for construction in constructions {
        match of_options(&construction.arguments.options) {
            Some(allowed) => names.extend(allowed),
            None => return Offered::Any,
        }
    }
    Offered::Only(names)
}

/// Whether a construction may happen for a third-party application.
fn serves_third_parties(construction: &Construction) -> bool {
    construction.constructor == Constructor::Auth0Lock
        && allows_third_parties(&construction.assumed)
}

/// Whether these tests of the config may hold for a third-party application.
fn allows_third_parties(assumed: &[(Vec<String>, bool)]) -> bool {
    !assumed
        .iter()
        .any(|(path, holds)| !holds && matches!(path.as_slice(), [field] if field == FIELD))
}

/// The names that options restrict Lock to; `None` when they do not, or may not.
fn of_options(options: &Value) -> Option<BTreeSet<String>> {
    match options {
        Value::Object(object) => of_object(object),
        Value::OneOf(values) => {
            let mut names = BTreeSet::new();
            for value in values {
                if let Value::Object(object) = value
                    && !allows_third_parties(&object.assumed)
                {
                    continue;
                }
                names.extend(of_options(value)?);
            }
            Some(names).filter(|names| !names.is_empty())
        }
        _ => None,
    }
}

fn of_object(object: &Object) -> Option<BTreeSet<String>> {
    if object.open.is_some() {
        return None;
    }
    let property = object.get("allowedConnections")?;
    match property.maybe_absent {
        true => None,
        false => listed(&property.value),
    }
}

/// The names in a list. Lock takes an empty list, like anything else, for no restriction.
fn listed(value: &Value) -> Option<BTreeSet<String>> {
    match value {
        Value::Array(Some(items)) if !items.is_empty() => {
            items.iter().map(|item| name(&item.value)).collect()
        }
        Value::OneOf(values) => {
            let lists: Option<Vec<_>> = values.iter().map(listed).collect();
            Some(lists?.into_iter().flatten().collect())
        }
        _ => None,
    }
}

fn name(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => Some(name.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::inspect;
    use crate::input::Source;

    fn of(script: &str) -> Option<String> {
        let text = format!(
            "<script src=https://cdn.auth0.com/js/lock/11.35.1/lock.min.js></script>
             <script>var config = JSON.parse(atob('@@config@@')); var c = config.connection;
             {script}</script>"
        );
        let source = Source {
            name: "login.html".to_owned(),
            text,
        };
        match offered(&inspect(&source)) {
            Offered::Any => None,
            Offered::Only(names) => Some(names.into_iter().collect::<Vec<_>>().join(" ")),
        }
    }

    #[test]
    fn only_what_is_certain_restricts() {
        let lock = |options: &str| {
            of(&format!(
                "new Auth0Lock(config.clientID, config.auth0Domain, {options}).show();"
            ))
        };
        for (options, offered) in [
            ("{ allowedConnections: ['Users'] }", Some("Users")),
            ("{ allowedConnections: ['b', 'a'] }", Some("a b")),
            ("{ allowedConnections: c ? ['a'] : ['b'] }", Some("a b")),
            (
                "c ? { allowedConnections: ['a'] } : { allowedConnections: ['b'] }",
                Some("a b"),
            ),
            ("{ allowedConnections: c ? [c] : null }", None),
            ("{ allowedConnections: [c, 'a'] }", None),
            ("{ allowedConnections: c ? ['a'] : null }", None),
            ("{ allowedConnections: [] }", None),
            ("{ allowedConnections: 'Users' }", None),
            ("{ closable: false }", None),
            ("window.other", None),
        ] {
            assert_eq!(lock(options).as_deref(), offered, "{options}");
        }
    }

    #[test]
    fn every_lock_that_serves_third_parties_counts() {
        let lock = |options: &str| {
            format!("new Auth0Lock(config.clientID, config.auth0Domain, {options}).show();")
        };
        let (a, all) = (lock("{ allowedConnections: ['a'] }"), lock("{}"));
        for (script, offered) in [
            (
                format!("if (config.isThirdPartyClient) {{ {a} }} else {{ {all} }}"),
                Some("a"),
            ),
            (
                format!("if (config.isThirdPartyClient) {{ {all} }} else {{ {a} }}"),
                None,
            ),
            (format!("if (c) {{ {a} }} else {{ {all} }}"), None),
            (String::new(), None),
        ] {
            assert_eq!(of(&script).as_deref(), offered, "{script}");
        }
    }
}
