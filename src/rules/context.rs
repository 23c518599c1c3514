//! What a rule may look at.

use std::cell::OnceCell;

use memchr::memmem;
use semver::Version;
use swc_ecma_ast::{Expr, Program};

use super::TenantContext;
use super::receiver::Receiver;
use crate::Span;
use crate::edit::find_expression;
use crate::lock::catalog::{self, Target};
use crate::lock::{Construction, Constructor, Load, Model, Object, Value};
use crate::page::{Body, Page, Script};
use crate::suppress::Ignores;

/// No ignore comments.
static NONE: &Ignores = &Ignores::NONE;

/// A page and what is known of it.
#[derive(Debug)]
pub struct Context<'a> {
    /// The page's text.
    pub text: &'a str,
    /// The page as a browser reads it.
    pub page: &'a Page,
    /// What it gives to Lock.
    pub model: &'a Model,
    /// Where it is served.
    pub target: Target,
    /// What its ignore comments are and whether they are of use. Empty while that is being found out.
    pub ignores: &'a Ignores,
    /// Whether an ignore comment must have a reason.
    pub require_reason: bool,
    /// The tenant, for rules about one.
    pub tenant: Option<&'a TenantContext<'a>>,
    /// What is given options; many rules ask for it.
    receivers: OnceCell<Vec<Receiver<'a>>>,
}

impl<'a> Context<'a> {
    /// Brings together what rules look at.
    #[must_use]
    pub fn new(text: &'a str, page: &'a Page, model: &'a Model, target: Target) -> Self {
        Self {
            text,
            page,
            model,
            target,
            ignores: NONE,
            require_reason: false,
            tenant: None,
            receivers: OnceCell::new(),
        }
    }

    /// Everything on the page that is given options: constructions and calls of `show()`.
    pub(super) fn receivers(&self) -> &[Receiver<'a>] {
        self.receivers.get_or_init(|| Receiver::all(self))
    }

    /// The constructions among them.
    pub(super) fn constructed(&self) -> impl Iterator<Item = &Receiver<'a>> {
        self.receivers()
            .iter()
            .filter(|receiver| receiver.call.is_none())
    }

    /// The text of a place.
    pub(super) fn code(&self, span: Span) -> &'a str {
        span.text(self.text)
    }

    /// The load in force for a construction.
    pub(super) fn load(&self, construction: &Construction) -> Option<&'a Load> {
        construction
            .load
            .and_then(|index| self.model.loads.get(index))
    }

    /// The release in force for a construction, as far as it is known.
    pub(super) fn release(&self, construction: &Construction) -> Option<Version> {
        self.load(construction)
            .and_then(|load| catalog::served(&load.version))
    }

    /// Whether the page is not a hosted login page but part of an application that has Lock built in: the
    /// tenant fills in nothing, and each construction has literals for the client and the domain, and says
    /// where users return to.
    pub(super) fn is_application(&self) -> bool {
        let constructions = &self.model.constructions;
        !constructions.is_empty()
            && self.page.placeholders.is_empty()
            && self.model.decodes.is_empty()
            && self.model.unfollowed.is_empty()
            && constructions.iter().all(is_embedded)
    }

    /// The tag that was swallowed by a script which is not closed before it: the tag is where the syntax
    /// error is.
    pub(super) fn swallowed_script(&self, script: &Script) -> Option<Span> {
        const TAG: &str = "<script";
        let Body::Failed(error) = &script.body else {
            return None;
        };
        let end = (error.span.start + TAG.len()).min(script.content.end);
        let before = self.text.get(script.content.start..end)?;
        let start = script.content.start + before.to_ascii_lowercase().rfind(TAG)?;
        // The error is in the tag, not somewhere behind it.
        if self
            .code(Span::new(start, error.span.start.max(start)))
            .contains('>')
        {
            return None;
        }
        let rest = self.text.get(start..script.content.end)?;
        Some(Span::new(start, start + rest.find('>')? + 1))
    }

    /// The constructions that Lock's flag concerns: of `Auth0Lock`, and not of a Lock so old that it
    /// takes its options elsewhere. None when the page is an application of its own.
    pub(super) fn lock_constructions(&self) -> impl Iterator<Item = &'a Construction> {
        let concerned = !self.is_application();
        self.model.constructions.iter().filter(move |construction| {
            concerned
                && construction.constructor == Constructor::Auth0Lock
                && self
                    .release(construction)
                    .is_none_or(|release| release.major >= 10)
        })
    }

    /// The syntax trees of the page.
    pub(super) fn programs(&self) -> impl Iterator<Item = &'a Program> {
        let scripts = self.page.scripts.iter().map(|script| &script.body);
        let handlers = self.page.handlers.iter().map(|handler| &handler.body);
        scripts.chain(handlers).filter_map(|body| match body {
            Body::Parsed(program) => Some(&**program),
            _ => None,
        })
    }

    /// The outermost expression that stands at a place.
    pub(super) fn expression(&self, span: Span) -> Option<Box<Expr>> {
        self.programs()
            .find_map(|program| find_expression(program, span))
    }

    /// Whether the page's text has one of these texts anywhere. Most rules about code ask this before
    /// they look at the syntax trees.
    pub(super) fn mentions(&self, texts: &[&str]) -> bool {
        let page = self.text.as_bytes();
        texts
            .iter()
            .any(|text| memmem::find(page, text.as_bytes()).is_some())
    }

    /// Whether the page decodes the config of a login, as hosted login pages do.
    pub(super) fn is_hosted(&self) -> bool {
        !self.model.decodes.is_empty()
    }

    /// Adds the places that explain a finding about a construction.
    pub(super) fn explain(&self, draft: super::Draft, construction: &Construction) -> super::Draft {
        let mut draft = draft;
        if let Some(load) = self.load(construction) {
            draft = draft.related(load.span, "Lock is loaded here");
        }
        if let Some(decode) = self.model.decodes.first() {
            draft = draft.related(*decode, "the config is decoded here");
        }
        draft
    }
}

/// Whether a construction is one of an application that has Lock built in.
fn is_embedded(construction: &Construction) -> bool {
    let is_literal = |value: &Value| matches!(value, Value::String(text) if !text.is_empty());
    let arguments = &construction.arguments;
    let Value::Object(options) = &arguments.options else {
        return false;
    };
    let returns = |options: &Object| {
        let keys = ["redirectUrl", "redirect", "callbackURL"];
        keys.iter().any(|key| options.get(key).is_some())
    };
    let auth = options.get("auth").map(|auth| &auth.value);
    let auth_returns = matches!(auth, Some(Value::Object(auth)) if returns(auth));
    is_literal(&arguments.client_id)
        && is_literal(&arguments.domain)
        && (auth_returns || returns(options))
}
