//! The state of a tenant, as far as it decides whether third-party applications can log in.

use std::fmt;
use std::path::PathBuf;

use crate::finding::Finding;
use crate::input::{Position, SourceMap};
use crate::span::Span;

/// The state of a tenant. Each part is known or is not: a token may lack a scope, a repository may
/// keep only some of the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenant {
    /// The domain that the state was read from, if it was read from one.
    pub domain: Option<String>,
    /// The connections.
    pub connections: Part<Vec<Connection>>,
    /// The applications; third-party ones at least.
    pub clients: Part<Vec<Client>>,
    /// The hosted login page. The API keeps it on the global client, "All Applications".
    pub page: Part<LoginPage>,
    /// What serves logins where no hosted page is in use.
    pub experience: Part<Experience>,
    /// The domains of the tenant's own.
    pub custom_domains: Part<Vec<CustomDomain>>,
}

/// A part of the state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part<T> {
    /// It is known.
    Known(T),
    /// It is not, for this reason: a clause such as "the token lacks the scope `read:clients`".
    Unknown(String),
}

impl<T> Part<T> {
    /// The part, if it is known.
    #[must_use]
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(part) => Some(part),
            Self::Unknown(_) => None,
        }
    }

    /// The part as something else.
    #[must_use]
    pub fn map<U>(self, other: impl FnOnce(T) -> U) -> Part<U> {
        match self {
            Self::Known(part) => Part::Known(other(part)),
            Self::Unknown(reason) => Part::Unknown(reason),
        }
    }

    /// Why the part is not known, if it is not.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Known(_) => None,
            Self::Unknown(reason) => Some(reason),
        }
    }
}

impl Tenant {
    /// Whether the state was read from files, and not from the tenant itself.
    #[must_use]
    pub fn is_from_files(&self) -> bool {
        self.domain.is_none()
    }
}

impl<T> Part<Vec<T>> {
    /// The items that are known.
    #[must_use]
    pub fn items(&self) -> &[T] {
        self.known().map_or(&[], Vec::as_slice)
    }
}

/// The place in a file that something was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file.
    pub file: PathBuf,
    /// Where in its text.
    pub span: Span,
    /// The line and column at which that begins.
    pub start: Position,
}

/// A connection: a source of users.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// The id that the tenant gave it. Files have none.
    pub id: Option<String>,
    /// The name, unique in the tenant.
    pub name: String,
    /// What users are shown.
    pub display_name: Option<String>,
    /// The kind of connection: `auth0` is a database, `google-oauth2`, `samlp`, …
    pub strategy: String,
    /// Whether third-party applications can use it.
    pub is_domain_connection: bool,
    /// Whether that is known. In files it may be decided on deployment; `is_domain_connection` is false then.
    pub is_decided: bool,
    /// Where it was read from, if it was read from a file.
    pub origin: Option<Origin>,
}

/// An application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// The id that the tenant gave it. Files have none.
    pub id: Option<String>,
    /// The name.
    pub name: String,
    /// Whether it is the tenant's own. Third-party applications are those of others.
    pub is_first_party: bool,
    /// The rules that a third-party application is held to, where they are given.
    pub security_mode: Option<SecurityMode>,
    /// A login page of its own, where it has one.
    pub page: Option<LoginPage>,
    /// Where it was read from, if it was read from a file.
    pub origin: Option<Origin>,
}

/// The rules that a third-party application is held to: `third_party_security_mode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SecurityMode {
    /// Classic Login does not serve it.
    Strict,
    /// Classic Login serves it.
    Permissive,
}

impl SecurityMode {
    /// The name that the API uses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::Permissive => "permissive",
        }
    }

    /// The mode of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Strict, Self::Permissive]
            .into_iter()
            .find(|mode| mode.name() == name)
    }
}

/// A hosted login page, as the tenant or a file keeps it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LoginPage {
    /// The page. `None` where none was ever set.
    pub html: Option<String>,
    /// Whether the page is switched on: `custom_login_page_on`, or `enabled` in files.
    pub enabled: bool,
    /// The name of the page in reports: a path, or what the tenant calls it.
    pub name: String,
    /// Where it is switched on or off, if it was read from a file.
    pub origin: Option<Origin>,
    /// The file that it stands in, where the page is not the whole file.
    pub host: Option<Host>,
    /// The parts of the page that are replaced on deployment: keywords and interpolations.
    pub evaluated: Vec<Span>,
}

/// A file that a login page stands in: a heredoc of Terraform, a string of JSON or YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Host {
    /// The text of the file.
    pub text: String,
    /// From offsets of the page to those of the file.
    pub map: SourceMap,
}

impl Host {
    /// What was found in the page, at its place in the file. A fix is left out: its edits are those of the page, and
    /// whoever fixes files verifies what they become there.
    pub(crate) fn place(&self, finding: Finding) -> Finding {
        let span = |span| self.map.place(span).span;
        let mut placed = finding;
        placed.span = span(placed.span);
        for related in &mut placed.related {
            related.span = span(related.span);
        }
        if placed.fix.take().is_some() {
            placed.unfixable =
                Some("the page stands in a file that `lockwright fix` edits".to_owned());
        }
        placed
    }
}

impl LoginPage {
    /// The page that is there, be it switched on or not. An empty one is none.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.html.as_deref().filter(|html| !html.trim().is_empty())
    }

    /// Whether the page serves logins.
    #[must_use]
    pub fn is_in_use(&self) -> bool {
        self.enabled && self.text().is_some()
    }
}

/// What serves logins where no hosted page is in use: `universal_login_experience`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Experience {
    /// New Universal Login.
    New,
    /// Classic Universal Login: a page of Auth0's own.
    Classic,
}

impl Experience {
    /// The name that the API uses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Classic => "classic",
        }
    }

    /// The experience of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::New, Self::Classic]
            .into_iter()
            .find(|experience| experience.name() == name)
    }
}

/// A domain of the tenant's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomDomain {
    /// The domain: `login.example.com`.
    pub domain: String,
    /// Whether it is verified and serves the tenant.
    pub is_ready: bool,
}

impl fmt::Display for SecurityMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl fmt::Display for Experience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
