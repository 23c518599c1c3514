//! Why an application can log in or cannot.

use std::fmt;

/// Something that bears on whether an application's users can log in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The application is strict, and Classic Login serves.
    Strict,
    /// The page has findings that are errors.
    PageNotReady {
        /// Which page.
        whose: Whose,
        /// The rules that found something.
        rules: Vec<&'static str>,
    },
    /// The page could not be followed.
    PageNotFollowed {
        /// Which page.
        whose: Whose,
        /// The rules that say so.
        rules: Vec<&'static str>,
    },
    /// The page is switched on, and there is nothing on it.
    EmptyPage,
    /// The page is not in use, and the Classic page that Auth0 provides serves.
    DefaultPage,
    /// The page is not in use, and New Universal Login serves.
    NewUniversalLogin,
    /// No connection is a domain connection.
    NoDomainConnection,
    /// The page offers no domain connection.
    ConnectionsShutOut {
        /// The connections that the page offers.
        allowed: Vec<String>,
        /// The domain connections.
        domain: Vec<String>,
    },
    /// The page does not offer some of the domain connections.
    SomeShutOut {
        /// These.
        domain: Vec<String>,
    },
    /// Something is not known.
    Unknown {
        /// What.
        what: &'static str,
        /// Why.
        why: String,
    },
}

/// Whose login page an application's users see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Whose {
    /// The tenant's: that of the global client.
    Tenant,
    /// The application's own.
    Application,
}

impl fmt::Display for Whose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Tenant => "the login page",
            Self::Application => "its own login page",
        })
    }
}

/// What a reason comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// Users cannot log in.
    Prevents,
    /// It is not known whether they can.
    MayPrevent,
    /// They can; it is worth knowing.
    Informs,
}

impl Reason {
    pub(super) fn unknown(what: &'static str, why: &str) -> Self {
        Self::Unknown {
            what,
            why: why.to_owned(),
        }
    }

    /// What the reason comes to.
    #[must_use]
    pub fn effect(&self) -> Effect {
        match self {
            Self::Strict
            | Self::PageNotReady { .. }
            | Self::NoDomainConnection
            | Self::ConnectionsShutOut { .. } => Effect::Prevents,
            Self::PageNotFollowed { .. }
            | Self::EmptyPage
            | Self::DefaultPage
            | Self::Unknown { .. } => Effect::MayPrevent,
            Self::NewUniversalLogin | Self::SomeShutOut { .. } => Effect::Informs,
        }
    }

    /// What the reason is called in reports for machines.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::PageNotReady { .. } => "page-not-ready",
            Self::PageNotFollowed { .. } => "page-not-followed",
            Self::EmptyPage => "empty-page",
            Self::DefaultPage => "page-not-in-use",
            Self::NewUniversalLogin => "new-universal-login",
            Self::NoDomainConnection => "no-domain-connection",
            Self::ConnectionsShutOut { .. } => "connections-shut-out",
            Self::SomeShutOut { .. } => "some-connections-shut-out",
            Self::Unknown { .. } => "unknown",
        }
    }
}

/// One sentence without a full stop.
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Strict => f.write_str(
                "its `third_party_security_mode` is `strict`, and Classic Login never serves strict applications",
            ),
            Self::PageNotReady { whose, rules } => {
                write!(f, "{whose} is not ready: {}", listed(rules))
            }
            Self::PageNotFollowed { whose, rules } => {
                write!(f, "{whose} could not be followed: {}", listed(rules))
            }
            Self::EmptyPage => f.write_str("the custom login page is switched on and empty"),
            Self::DefaultPage => f.write_str(
                "the custom login page is not in use; Auth0's own Classic page serves, of which nothing is known",
            ),
            Self::NewUniversalLogin => f.write_str(
                "the custom login page is not in use; New Universal Login serves, so the page does not matter",
            ),
            Self::NoDomainConnection => f.write_str(
                "there is no domain connection, and third-party applications can use no other",
            ),
            Self::ConnectionsShutOut { allowed, domain } => write!(
                f,
                "the page's `allowedConnections` ({}) shuts out every domain connection ({})",
                listed(allowed),
                listed(domain)
            ),
            Self::SomeShutOut { domain } => write!(
                f,
                "the page's `allowedConnections` shuts out {}, which third-party applications could use",
                listed(domain)
            ),
            Self::Unknown { what, why } => write!(f, "not known: {what} ({why})"),
        }
    }
}

fn listed<T: fmt::Display>(items: &[T]) -> String {
    const MOST: usize = 10;
    let mut listed: Vec<_> = items
        .iter()
        .take(MOST)
        .map(|item| format!("`{item}`"))
        .collect();
    if let Some(more) = items.len().checked_sub(MOST).filter(|more| *more > 0) {
        listed.push(format!("{more} more"));
    }
    listed.join(", ")
}
