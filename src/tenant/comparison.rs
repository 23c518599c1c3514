//! Where a tenant and its configuration in files differ, as far as it matters to third-party applications: the
//! flags of connections, and the login page.

use super::state::{Connection, LoginPage, Origin, Part, Tenant};
use crate::span::Span;

/// What a comparison came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// What differs.
    pub differences: Vec<Difference>,
    /// What could not be compared, and why.
    pub left_out: Vec<(&'static str, String)>,
}

/// Something that the files and the tenant say differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// Whether a connection is a domain connection. `None` where there is no such connection.
    Connection {
        /// Its name.
        name: String,
        /// What the files say.
        files: Option<bool>,
        /// What the tenant says.
        tenant: Option<bool>,
        /// Where the files say it.
        origin: Option<Origin>,
    },
    /// Whether the login page is switched on.
    Switch {
        /// What the files say.
        files: bool,
        /// What the tenant says.
        tenant: bool,
        /// Where the files say it.
        origin: Option<Origin>,
    },
    /// The text of the login page; empty where there is none.
    Text {
        /// The page in the files.
        files: String,
        /// The page of the tenant.
        tenant: String,
        /// Whether deployment replaces parts of the page in the files.
        is_evaluated: bool,
        /// Where the files name the page.
        origin: Option<Origin>,
    },
}

/// Compares the configuration in files with the tenant.
#[must_use]
pub fn compare(files: &Tenant, tenant: &Tenant) -> Comparison {
    let mut comparison = Comparison::default();
    match both(&files.connections, &tenant.connections) {
        Ok((files, tenant)) => comparison.connections(files, tenant),
        Err(reason) => comparison.leave_out("connections", reason),
    }
    match both(&files.page, &tenant.page) {
        Ok((files, tenant)) => comparison.page(files, tenant),
        Err(reason) => comparison.leave_out("page", reason),
    }
    comparison
}

/// The two parts, or why one of them is not known.
fn both<'a, T>(files: &'a Part<T>, tenant: &'a Part<T>) -> Result<(&'a T, &'a T), &'a str> {
    match (files, tenant) {
        (Part::Known(files), Part::Known(tenant)) => Ok((files, tenant)),
        (Part::Unknown(reason), _) | (_, Part::Unknown(reason)) => Err(reason),
    }
}

impl Comparison {
    fn leave_out(&mut self, part: &'static str, reason: &str) {
        self.left_out.push((part, reason.to_owned()));
    }

    fn connections(&mut self, files: &[Connection], tenant: &[Connection]) {
        for connection in files {
            let name = connection.name.as_str();
            if name.is_empty() {
                self.leave_out(
                    "connections",
                    "the name of a connection is decided on deployment",
                );
                continue;
            }
            if !connection.is_decided {
                let reason =
                    format!("whether `{name}` is a domain connection is decided on deployment");
                self.leave_out("connections", &reason);
                continue;
            }
            let found = tenant.iter().find(|it| it.name == name);
            let found = found.map(|it| it.is_domain_connection);
            if found != Some(connection.is_domain_connection) {
                self.differences.push(Difference::Connection {
                    name: name.to_owned(),
                    files: Some(connection.is_domain_connection),
                    tenant: found,
                    origin: connection.origin.clone(),
                });
            }
        }
        // Files need not have every connection; they need to have those that third parties can use.
        let is_in_files = |name: &str| files.iter().any(|it| it.name == name);
        let others = tenant
            .iter()
            .filter(|it| it.is_domain_connection && !is_in_files(&it.name));
        self.differences
            .extend(others.map(|it| Difference::Connection {
                name: it.name.clone(),
                files: None,
                tenant: Some(true),
                origin: None,
            }));
    }

    fn page(&mut self, files: &LoginPage, tenant: &LoginPage) {
        if files.enabled != tenant.enabled {
            self.differences.push(Difference::Switch {
                files: files.enabled,
                tenant: tenant.enabled,
                origin: files.origin.clone(),
            });
        }
        let [written, there] = [files, tenant].map(|page| page.text().unwrap_or_default());
        if !becomes(written, &files.evaluated, there) {
            self.differences.push(Difference::Text {
                files: written.to_owned(),
                tenant: there.to_owned(),
                is_evaluated: !files.evaluated.is_empty(),
                origin: files.origin.clone(),
            });
        }
    }
}

/// Whether a text can become another when some parts of it, in order, are replaced by anything.
fn becomes(text: &str, parts: &[Span], other: &str) -> bool {
    let Some((first, between)) = parts.split_first() else {
        return text == other;
    };
    let Some(mut rest) = other.strip_prefix(text.get(..first.start).unwrap_or_default()) else {
        return false;
    };
    let mut from = first.end;
    for part in between {
        let piece = text.get(from..part.start).unwrap_or_default();
        let Some((_, after)) = rest.split_once(piece) else {
            return false;
        };
        rest = after;
        from = part.end;
    }
    rest.ends_with(text.get(from..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tenant(connections: &[(&str, bool)], page: LoginPage) -> Tenant {
        let connection = |(name, flag): &(&str, bool)| Connection {
            id: None,
            name: (*name).to_owned(),
            display_name: None,
            strategy: "auth0".to_owned(),
            is_domain_connection: *flag,
            is_decided: true,
            origin: None,
        };
        let unknown = || "not asked".to_owned();
        Tenant {
            domain: None,
            connections: Part::Known(connections.iter().map(connection).collect()),
            clients: Part::Unknown(unknown()),
            page: Part::Known(page),
            experience: Part::Unknown(unknown()),
            custom_domains: Part::Unknown(unknown()),
        }
    }

    fn page(enabled: bool, html: &str) -> LoginPage {
        LoginPage {
            html: Some(html.to_owned()),
            enabled,
            ..LoginPage::default()
        }
    }

    /// What differs, in short: `name: files tenant`.
    fn shown(comparison: &Comparison) -> Vec<String> {
        let shown = |it: &Difference| match it {
            Difference::Connection {
                name,
                files,
                tenant,
                ..
            } => format!("{name}: {files:?} {tenant:?}"),
            Difference::Switch { files, tenant, .. } => format!("switch: {files} {tenant}"),
            Difference::Text { files, tenant, .. } => format!("text: {files} {tenant}"),
        };
        comparison.differences.iter().map(shown).collect()
    }

    #[test]
    fn flags_and_the_page_are_compared() {
        let files = tenant(
            &[("a", true), ("b", false), ("c", false)],
            page(true, "<p>"),
        );
        let connections = [("a", true), ("b", true), ("d", true), ("e", false)];
        let live = tenant(&connections, page(false, "<b>"));
        assert_eq!(
            shown(&compare(&files, &live)),
            [
                "b: Some(false) Some(true)",
                "c: Some(false) None",
                "d: None Some(true)",
                "switch: true false",
                "text: <p> <b>",
            ]
        );
        assert_eq!(compare(&live, &live), Comparison::default());
    }

    #[test]
    fn what_is_not_known_is_told() {
        let mut files = tenant(&[("a", true), ("", true)], page(true, ""));
        if let Part::Known(connections) = &mut files.connections {
            connections[0].is_decided = false;
        }
        files.page = Part::Unknown("the files have no login page".to_owned());
        let comparison = compare(&files, &tenant(&[], page(true, "")));
        assert_eq!(comparison.differences, []);
        let parts: Vec<_> = comparison.left_out.iter().map(|(part, _)| *part).collect();
        assert_eq!(parts, ["connections", "connections", "page"]);
    }

    #[test]
    fn what_deployment_replaces_may_be_anything() {
        let text = "a##B##c##D##e";
        let parts = [Span::new(1, 6), Span::new(7, 12)];
        for (other, expected) in [
            ("a1c2e", true),
            ("ace", true),
            ("acce", true),
            ("a1c2", false),
            ("x1c2e", false),
            ("a12e", false),
            ("ae", false),
        ] {
            assert_eq!(becomes(text, &parts, other), expected, "{other}");
        }
        assert!(becomes("a", &[], "a") && !becomes("a", &[], "ab"));
    }
}
