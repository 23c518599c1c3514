//! Whether a tenant's configuration lets third-party applications log in; what the rules about that look at, and
//! what several of them share.

pub mod clobbering_keyword;
pub mod disabled_login_page;
pub mod missing_domain_connection;
pub mod strict_third_party_application;
pub mod unescaped_template;
pub mod unexpected_domain_connection;
pub mod unreachable_connection;
pub mod unreadable_configuration;
pub mod wrong_experience;

use crate::input::Place;
use crate::lock::Model;
use crate::tenant::files::model::{Connection, Html, LoginPage};
use crate::tenant::files::{Files, Tenant};

use super::{Context, Draft, Rule};

/// A tenant as its files have it, and what is known of its pages.
#[derive(Debug)]
pub struct TenantContext<'a> {
    /// The files.
    pub files: &'a Files,
    /// The tenant.
    pub tenant: &'a Tenant,
    /// What each of its login pages gives to Lock, where the page is known.
    pub models: &'a [Option<std::rc::Rc<Model>>],
    /// The connections that are to be domain connections: names, or `strategy:*`.
    pub policy: Option<&'a [String]>,
}

impl<'a> TenantContext<'a> {
    /// The login pages, each with what it gives to Lock.
    pub(super) fn pages(&self) -> impl Iterator<Item = (&'a LoginPage, Option<&'a Model>)> {
        let models = self.models.iter().map(Option::as_deref);
        self.tenant
            .pages
            .iter()
            .zip(models.chain(std::iter::repeat(None)))
    }

    /// The text of a page, where it is known.
    pub(super) fn text(&self, html: &'a Html) -> Option<&'a str> {
        match html {
            Html::File(place) | Html::Skipped(place) => Some(self.files.text(place.file)),
            Html::Embedded(embedded) => Some(&embedded.text),
            _ => None,
        }
    }

    /// Where a place of a page is in its file.
    pub(super) fn place_in(&self, html: &Html, span: crate::Span) -> Option<Place> {
        match html {
            Html::File(place) | Html::Skipped(place) => Some(Place::new(place.file, span)),
            Html::Embedded(embedded) => Some(embedded.map.place(span)),
            _ => None,
        }
    }

    /// Whether the policy names a connection; `None` when it may, or there is no policy.
    pub(super) fn is_named(&self, connection: &Connection) -> Option<bool> {
        let policy = self.policy?;
        let mut is_open = false;
        for entry in policy {
            match matches(entry, connection) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => is_open = true,
            }
        }
        (!is_open).then_some(false)
    }
}

/// Whether an entry of the policy names a connection; `None` when that depends on what is not known.
pub(in crate::rules) fn matches(entry: &str, connection: &Connection) -> Option<bool> {
    match entry.strip_suffix(":*") {
        Some(strategy) => Some(connection.strategy.known()? == strategy),
        None => Some(connection.name.known()? == entry),
    }
}

/// Runs a rule on the tenant of a context; a page alone has none.
pub(in crate::rules) fn on_tenant<'a>(
    context: &Context<'a>,
    check: impl FnOnce(&TenantContext<'a>) -> Vec<Draft>,
) -> Vec<Draft> {
    context.tenant.map_or_else(Vec::new, check)
}

impl Draft {
    /// A finding about a place in one of several files.
    pub(super) fn at(rule: &Rule, message: impl Into<String>, place: Place) -> Self {
        let mut draft = Self::new(rule, message, place.span);
        draft.finding.file = place.file;
        draft
    }

    /// Adds a place in one of several files that explains it.
    pub(super) fn related_at(self, place: Place, message: impl Into<String>) -> Self {
        let mut draft = self.related(place.span, message);
        if let Some(related) = draft.finding.related.last_mut() {
            related.file = place.file;
        }
        draft
    }
}
