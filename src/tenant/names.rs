//! Connections by the names that users give.

use strsim::osa_distance;

use super::state::Connection;

/// A name that is not that of one connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unresolved {
    /// The name that was given.
    pub(crate) name: String,
    /// Why it names none.
    pub(crate) kind: UnresolvedKind,
}

/// The kinds of [`Unresolved`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum UnresolvedKind {
    /// No connection has it; these resemble it most.
    Unknown(Vec<String>),
    /// It is the name of one connection and the id of another.
    Ambiguous,
}

/// The connections with these names or ids, each once, in the order given. Every name that is wrong is told.
pub(crate) fn resolve<'a>(
    connections: &'a [Connection],
    names: &[String],
) -> Result<Vec<&'a Connection>, Vec<Unresolved>> {
    let (mut found, mut unresolved) = (Vec::new(), Vec::new());
    for name in names {
        let is_named = |it: &&Connection| it.name == *name || it.id.as_deref() == Some(name);
        let mut named = connections.iter().filter(is_named);
        match (named.next(), named.next()) {
            (Some(connection), None) => {
                if !found.contains(&connection) {
                    found.push(connection);
                }
            }
            (None, _) => unresolved.push(Unresolved {
                kind: UnresolvedKind::Unknown(similar(connections, name)),
                name: name.clone(),
            }),
            (Some(_), Some(_)) => unresolved.push(Unresolved {
                kind: UnresolvedKind::Ambiguous,
                name: name.clone(),
            }),
        }
    }
    match unresolved.is_empty() {
        true => Ok(found),
        false => Err(unresolved),
    }
}

/// The names that resemble one, the nearest first.
fn similar(connections: &[Connection], name: &str) -> Vec<String> {
    const MOST: usize = 3;
    let wanted = name.to_lowercase();
    let mut near: Vec<(usize, &str)> = connections
        .iter()
        .map(|it| {
            (
                osa_distance(&wanted, &it.name.to_lowercase()),
                it.name.as_str(),
            )
        })
        .filter(|(distance, candidate)| *distance <= (candidate.chars().count() / 3).max(1))
        .collect();
    near.sort_unstable();
    let starts =
        |it: &&Connection| !wanted.is_empty() && it.name.to_lowercase().starts_with(&wanted);
    let mut names: Vec<String> = near.into_iter().map(|(_, name)| name.to_owned()).collect();
    for connection in connections.iter().filter(starts) {
        if !names.contains(&connection.name) {
            names.push(connection.name.clone());
        }
    }
    names.truncate(MOST);
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn connections() -> Vec<Connection> {
        [
            ("con_1", "Users"),
            ("con_2", "google-oauth2"),
            ("con_3", "Staff"),
            ("Staff", "con_9"),
        ]
        .map(|(id, name)| Connection {
            id: Some(id.to_owned()),
            name: name.to_owned(),
            display_name: None,
            strategy: "auth0".to_owned(),
            is_domain_connection: false,
            is_decided: true,
            origin: None,
        })
        .to_vec()
    }

    #[test]
    fn names_and_ids_are_found_once() {
        let connections = connections();
        let names = ["google-oauth2", "con_1", "Users"].map(str::to_owned);
        let found = resolve(&connections, &names).expect("they are there");
        let found: Vec<_> = found.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(found, ["google-oauth2", "Users"]);
    }

    #[test]
    fn typos_are_told_with_what_was_meant() {
        let connections = connections();
        for (name, similar) in [
            ("Usres", &["Users"][..]),
            ("users", &["Users"]),
            ("google", &["google-oauth2"]),
            ("something else", &[]),
            ("", &[]),
        ] {
            let unresolved = resolve(&connections, &["Users".to_owned(), name.to_owned()]);
            let expected = Unresolved {
                name: name.to_owned(),
                kind: UnresolvedKind::Unknown(similar.iter().map(|&it| it.to_owned()).collect()),
            };
            assert_eq!(unresolved, Err(vec![expected]), "{name}");
        }
    }

    #[test]
    fn a_name_that_is_also_an_id_is_refused() {
        let connections = connections();
        let unresolved = resolve(&connections, &["Staff".to_owned()]).expect_err("there are two");
        assert_eq!(
            unresolved.first().map(|it| &it.kind),
            Some(&UnresolvedKind::Ambiguous)
        );
    }
}
