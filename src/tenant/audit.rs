//! Which third-party applications of a tenant can log in, and why the others cannot.
//!
//! The judge is pure: it takes a [`Tenant`], wherever that was read, and the settings that pages are
//! checked with. What is not known stays unknown; it never counts as right or wrong.

mod reason;

pub use reason::{Effect, Reason, Whose};

use super::offered::{Offered, offered};
use super::state::{Client, Connection, Experience, LoginPage, Part, SecurityMode, Tenant};
use crate::check::{self, Settings};
use crate::finding::{Finding, Severity};
use crate::input::Source;
use crate::lock::catalog::Target;
use crate::rules::{self, Group};

/// What an audit came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Audit {
    /// What the page was checked for.
    pub target: Target,
    /// The tenant's hosted login page.
    pub page: PageAudit,
    /// The third-party applications, in the order of the tenant's clients.
    pub applications: Vec<Application>,
    /// What could not be looked at, and why.
    pub unknown: Vec<(&'static str, String)>,
}

impl Audit {
    /// Whether an application cannot log in, or its page could not be followed.
    #[must_use]
    pub fn fails(&self) -> bool {
        let fails = |app: &Application| {
            app.can_log_in == Some(false)
                || app
                    .reasons
                    .iter()
                    .any(|reason| matches!(reason, Reason::PageNotFollowed { .. }))
        };
        self.applications.iter().any(fails)
    }
}

/// What was found of a hosted login page.
#[derive(Debug, Clone, PartialEq)]
pub struct PageAudit {
    /// Whether there is one; `None` when that is not known.
    pub present: Option<bool>,
    /// Whether it serves logins; `None` when that is not known.
    pub in_use: Option<bool>,
    /// The page, if there is one, or the file that it stands in. The findings' places are in it.
    pub source: Option<Source>,
    /// Whether that is a file, and not the page that a tenant serves.
    pub is_in_file: bool,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
    /// The connections that it offers.
    pub offered: Offered,
}

impl PageAudit {
    /// Checks a page.
    #[must_use]
    pub fn of(page: &LoginPage, settings: &Settings) -> Self {
        let mut source = page.text().map(|text| Source {
            name: page.name.clone(),
            text: text.to_owned(),
        });
        let checked = source.iter();
        let mut findings: Vec<_> = checked
            .flat_map(|source| check::check(source, settings))
            .collect();
        let offered = source
            .as_ref()
            .map_or(Offered::Any, |source| offered(&check::inspect(source)));
        if let (Some(host), Some(source)) = (&page.host, &mut source) {
            findings = findings.into_iter().map(|it| host.place(it)).collect();
            source.text.clone_from(&host.text);
        }
        Self {
            present: Some(source.is_some()),
            in_use: Some(page.is_in_use()),
            findings,
            offered,
            source,
            is_in_file: page.origin.is_some(),
        }
    }

    /// A page of which nothing is known.
    fn unknown() -> Self {
        Self {
            present: None,
            in_use: None,
            source: None,
            is_in_file: false,
            findings: Vec::new(),
            offered: Offered::Any,
        }
    }
}

/// A third-party application.
#[derive(Debug, Clone, PartialEq)]
pub struct Application {
    /// The id that the tenant gave it.
    pub client_id: Option<String>,
    /// The name.
    pub name: String,
    /// The rules that it is held to.
    pub security_mode: Option<SecurityMode>,
    /// Whether its users can log in; `None` when that is not known.
    pub can_log_in: Option<bool>,
    /// Why, what stands in the way first.
    pub reasons: Vec<Reason>,
}

/// The target that the tenant's domains tell of: where a domain of its own is ready, pages are served
/// under it. `None` when the domains are not known.
#[must_use]
pub fn target(tenant: &Tenant) -> Option<Target> {
    let domains = tenant.custom_domains.known()?;
    Some(match domains.iter().any(|domain| domain.is_ready) {
        true => Target::CustomDomain,
        false => Target::Cloud,
    })
}

/// Judges every third-party application of a tenant. The settings say what pages are checked for.
#[must_use]
pub fn audit(tenant: &Tenant, settings: &Settings) -> Audit {
    let page = match &tenant.page {
        Part::Known(page) => PageAudit::of(page, settings),
        Part::Unknown(_) => PageAudit::unknown(),
    };
    let third_party = tenant
        .clients
        .items()
        .iter()
        .filter(|it| !it.is_first_party);
    let judge = Judge {
        tenant,
        settings,
        page: &page,
    };
    Audit {
        target: settings.target,
        applications: third_party
            .map(|client| judge.application(client))
            .collect(),
        unknown: unknown(tenant),
        page,
    }
}

/// The parts of a tenant that are not known.
fn unknown(tenant: &Tenant) -> Vec<(&'static str, String)> {
    let connections = tenant.connections.items().iter();
    let open = connections
        .filter(|it| may_serve(it))
        .map(|it| ("connections", undecided(it)));
    let parts = [
        ("applications", tenant.clients.reason()),
        ("page", tenant.page.reason()),
        ("connections", tenant.connections.reason()),
        ("universal_login_experience", tenant.experience.reason()),
        ("custom_domains", tenant.custom_domains.reason()),
    ]
    .into_iter()
    .filter_map(|(part, reason)| Some((part, reason?.to_owned())));
    parts.chain(open).collect()
}

/// Whether it is decided on deployment if this is a domain connection, or which one it is.
fn may_serve(connection: &Connection) -> bool {
    !connection.is_decided || (connection.is_domain_connection && connection.name.is_empty())
}

fn undecided(connection: &Connection) -> String {
    match connection.name.as_str() {
        "" => "the name of a connection is decided on deployment".to_owned(),
        name => format!("whether `{name}` is a domain connection is decided on deployment"),
    }
}

/// What applications are judged by.
struct Judge<'a> {
    tenant: &'a Tenant,
    settings: &'a Settings,
    page: &'a PageAudit,
}

impl Judge<'_> {
    fn application(&self, client: &Client) -> Application {
        let mut reasons = Vec::new();
        let mut offered = Offered::Any;
        match client.page.as_ref().filter(|page| page.is_in_use()) {
            Some(own) => {
                let own = PageAudit::of(own, self.settings);
                of_page(client, &own, Whose::Application, &mut reasons);
                offered = own.offered;
            }
            None if self.page.in_use == Some(true) => {
                of_page(client, self.page, Whose::Tenant, &mut reasons);
                offered = self.page.offered.clone();
            }
            None => self.of_no_page(client, &mut reasons),
        }
        self.of_connections(&offered, &mut reasons);
        reasons.sort_by_key(Reason::effect);
        Application {
            client_id: client.id.clone(),
            name: client.name.clone(),
            security_mode: client.security_mode,
            can_log_in: can_log_in(&reasons),
            reasons,
        }
    }

    /// What serves where the tenant's page does not, or may not.
    fn of_no_page(&self, client: &Client, reasons: &mut Vec<Reason>) {
        let page = match &self.tenant.page {
            Part::Known(page) => page,
            Part::Unknown(why) => return reasons.push(Reason::unknown("the login page", why)),
        };
        match &self.tenant.experience {
            // A page that is switched on is shown, also where it is empty.
            _ if page.enabled && page.html.is_some() => reasons.push(Reason::EmptyPage),
            Part::Known(Experience::New) => reasons.push(Reason::NewUniversalLogin),
            Part::Known(Experience::Classic)
                if client.security_mode == Some(SecurityMode::Strict) =>
            {
                reasons.push(Reason::Strict);
            }
            Part::Known(Experience::Classic) => reasons.push(Reason::DefaultPage),
            Part::Unknown(why) => reasons.push(Reason::unknown("what serves logins", why)),
        }
    }

    /// Whether there is a connection for the application's users.
    fn of_connections(&self, offered: &Offered, reasons: &mut Vec<Reason>) {
        let connections = match &self.tenant.connections {
            Part::Known(connections) => connections,
            Part::Unknown(why) => return reasons.push(Reason::unknown("the connections", why)),
        };
        let is_domain = |it: &&Connection| it.is_domain_connection;
        let domain: Vec<_> = connections
            .iter()
            .filter(is_domain)
            .map(|it| it.name.clone())
            .collect();
        let open = connections
            .iter()
            .find(|it| may_serve(it) && (it.name.is_empty() || offered.has(&it.name)));
        let is_offered = domain.iter().any(|name| offered.has(name));
        if let Some(open) = open.filter(|_| !is_offered) {
            return reasons.push(Reason::unknown("the connections", &undecided(open)));
        }
        if domain.is_empty() {
            reasons.push(Reason::NoDomainConnection);
            return;
        }
        let (within, without): (Vec<_>, Vec<_>) =
            domain.into_iter().partition(|name| offered.has(name));
        match (offered, within.is_empty()) {
            (Offered::Only(allowed), true) => reasons.push(Reason::ConnectionsShutOut {
                allowed: allowed.iter().cloned().collect(),
                domain: without,
            }),
            _ if without.is_empty() => {}
            _ => reasons.push(Reason::SomeShutOut { domain: without }),
        }
    }
}

/// Whether a page serves the application.
fn of_page(client: &Client, page: &PageAudit, whose: Whose, reasons: &mut Vec<Reason>) {
    if client.security_mode == Some(SecurityMode::Strict) {
        reasons.push(Reason::Strict);
    }
    let errors = page
        .findings
        .iter()
        .filter(|it| it.severity == Severity::Error && keeps_out(it.rule));
    let (unclear, wrong): (Vec<_>, Vec<_>) = errors
        .map(|it| it.rule)
        .partition(|rule| is_about_reading(rule));
    if !wrong.is_empty() {
        reasons.push(Reason::PageNotReady {
            whose,
            rules: distinct(wrong),
        });
    }
    if !unclear.is_empty() {
        reasons.push(Reason::PageNotFollowed {
            whose,
            rules: distinct(unclear),
        });
    }
}

/// Whether what a rule finds can keep an application's users out. What puts users at risk lets them in.
fn keeps_out(rule: &str) -> bool {
    rules::find(rule).is_none_or(|rule| rule.group != Group::Security)
}

/// Whether a rule says that the page was not understood, rather than what is wrong with it.
fn is_about_reading(rule: &str) -> bool {
    matches!(
        rule,
        "unresolved-options" | "unreadable-script" | "uncertain-positions"
    )
}

fn distinct(mut rules: Vec<&'static str>) -> Vec<&'static str> {
    rules.sort_unstable();
    rules.dedup();
    rules
}

/// What the reasons come to: one that stands in the way decides, then one that may.
fn can_log_in(reasons: &[Reason]) -> Option<bool> {
    match reasons.iter().map(Reason::effect).min() {
        Some(Effect::Prevents) => Some(false),
        Some(Effect::MayPrevent) => None,
        Some(Effect::Informs) | None => Some(true),
    }
}

#[cfg(test)]
mod tests;
