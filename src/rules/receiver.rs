//! Who is given options: each construction of Lock, and each call of `show()`.

use semver::Version;

use super::{Context, Draft};
use crate::Span;
use crate::lock::catalog::Moment;
use crate::lock::{Construction, Constructor, GivenOption, MethodCall, Value, given};

/// The method that opens Lock.
const SHOW: &str = "show";

/// A construction or a call that is given options, for Lock 10 and later.
#[derive(Debug)]
pub(super) struct Receiver<'a> {
    /// The construction, or that of the instance whose `show()` is called.
    pub(super) construction: &'a Construction,
    /// The call of `show()`; `None` for the construction itself.
    pub(super) call: Option<&'a MethodCall>,
    /// The release in force, as far as it is known.
    pub(super) release: Option<Version>,
    /// The value that is given.
    pub(super) value: &'a Value,
    /// The options in it.
    pub(super) options: Vec<GivenOption<'a>>,
}

impl<'a> Receiver<'a> {
    /// Everything on the page that is given options.
    pub(super) fn all(context: &Context<'a>) -> Vec<Self> {
        let model = context.model;
        let constructions = model.constructions.iter().map(|c| (c, None));
        let shows = model.calls.iter().filter(|call| call.method == SHOW);
        let shows = shows.filter_map(|call| {
            let construction = model.constructions.get(call.construction)?;
            Some((construction, Some(call)))
        });
        constructions
            .chain(shows)
            .filter_map(|(construction, call)| {
                let release = context.release(construction);
                if release.as_ref().is_some_and(|release| release.major < 10) {
                    return None;
                }
                let value = match call {
                    None => &construction.arguments.options,
                    Some(call) => call.arguments.first()?,
                };
                Some(Self {
                    construction,
                    call,
                    release,
                    value,
                    options: given(value),
                })
            })
            .collect()
    }

    /// The place of the construction or call.
    pub(super) fn span(&self) -> Span {
        self.call.map_or(self.construction.span, |call| call.span)
    }

    /// What is given the options, for messages.
    pub(super) fn name(&self) -> &'static str {
        match (self.call, self.construction.constructor) {
            (Some(_), _) => "show()",
            (None, Constructor::Auth0Lock) => "Auth0Lock",
            (None, Constructor::Auth0LockPasswordless) => "Auth0LockPasswordless",
        }
    }

    /// Where to point at an option: its key, or where that is not known the construction.
    pub(super) fn key_span(&self, option: &GivenOption<'_>) -> Span {
        self.or_own(option.key_span())
    }

    /// Where to point at an option's value, or where that is not known the construction.
    pub(super) fn value_span(&self, option: &GivenOption<'_>) -> Span {
        self.or_own(option.value_span())
    }

    fn or_own(&self, span: Span) -> Span {
        if span.is_empty() { self.span() } else { span }
    }

    /// The options at one path.
    pub(super) fn at(&self, path: &str) -> impl Iterator<Item = &GivenOption<'a>> {
        self.options
            .iter()
            .filter(move |option| option.name() == path)
    }

    /// The release in force, for messages.
    pub(super) fn release_text(&self) -> String {
        match &self.release {
            Some(release) => format!("Lock {release}"),
            None => "Lock".to_owned(),
        }
    }

    /// Adds the places that explain a finding about an option.
    pub(super) fn explain(&self, context: &Context<'_>, draft: Draft) -> Draft {
        let draft = if draft.finding.span == self.span() {
            draft
        } else if self.call.is_some() {
            draft.related(self.span(), "`show()` is called here")
        } else {
            draft.related(self.span(), "Lock is constructed here")
        };
        match context.load(self.construction) {
            Some(load) => draft.related(load.span, "Lock is loaded here"),
            None => draft,
        }
    }

    /// Where the release in force lies, if it is known.
    pub(super) fn moment(&self, moment: impl Fn(&Version) -> Moment) -> Option<Moment> {
        self.release.as_ref().map(moment)
    }
}
