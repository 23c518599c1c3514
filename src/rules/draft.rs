//! Findings as rules make them, before their fixes are verified.

use super::Rule;
use crate::Span;
use crate::edit::Fix;
use crate::finding::{Finding, Related, Severity};
use crate::input::FileId;
use crate::lock::Constructor;
use crate::lock::catalog::Constructors;

/// A finding whose remedies have not been verified.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The finding, without its fix.
    pub finding: Finding,
    /// What may mend it, the best first.
    pub remedies: Vec<Remedy>,
}

/// A fix, and what it is to change.
#[derive(Debug, Clone)]
pub struct Remedy {
    /// The fix.
    pub fix: Fix,
    /// What it is to change in how Lock is constructed; everything else must stay.
    pub effect: Effect,
}

/// An option by its path: `["auth", "params"]`.
pub type OptionPath = Vec<String>;

/// What a remedy is to change in how Lock is loaded, constructed and called. Nothing by default: then
/// Lock has to get the same as before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Effect {
    /// Options that may be added, changed or removed, with all that is in them.
    pub options: Vec<OptionPath>,
    /// The constructors whose options may change.
    pub constructors: Constructors,
    /// Arguments of constructors that may change, by their index: the client id, the domain.
    pub arguments: Vec<usize>,
    /// Whether the page may load another release of Lock.
    pub release: bool,
    /// Whether methods of Lock may be called with other arguments, or by other names.
    pub calls: bool,
    /// Whether one connection of the tenant becomes a domain connection, or is one no longer.
    pub domain_connection: Option<bool>,
    /// Whether a page is written so that Terraform leaves it as it is.
    pub template: bool,
}

impl Effect {
    /// No change: edits of comments, markup, or code that comes to the same.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Options of one constructor, or of both, by their paths (`auth.params`).
    #[must_use]
    pub fn options<'p>(
        constructors: Constructors,
        paths: impl IntoIterator<Item = &'p str>,
    ) -> Self {
        let path = |path: &str| path.split('.').map(str::to_owned).collect();
        Self {
            options: paths.into_iter().map(path).collect(),
            constructors,
            ..Self::default()
        }
    }

    /// One argument of the constructors.
    #[must_use]
    pub fn argument(index: usize) -> Self {
        Self {
            arguments: vec![index],
            ..Self::default()
        }
    }

    /// The release of Lock.
    #[must_use]
    pub fn release() -> Self {
        Self {
            release: true,
            ..Self::default()
        }
    }

    /// Calls of Lock's methods.
    #[must_use]
    pub fn calls() -> Self {
        Self {
            calls: true,
            ..Self::default()
        }
    }

    /// One connection of the tenant: whether it is a domain connection.
    #[must_use]
    pub fn domain_connection(value: bool) -> Self {
        Self {
            domain_connection: Some(value),
            ..Self::default()
        }
    }

    /// How a page is written in a template of Terraform.
    #[must_use]
    pub fn template() -> Self {
        Self {
            template: true,
            ..Self::default()
        }
    }

    /// The options of that constructor that may change.
    #[must_use]
    pub fn options_of(&self, constructor: Constructor) -> &[OptionPath] {
        if self.constructors.include(constructor) {
            &self.options
        } else {
            &[]
        }
    }
}

impl Draft {
    /// A finding of `rule` with nothing but its message and place.
    pub(super) fn new(rule: &Rule, message: impl Into<String>, span: Span) -> Self {
        Self {
            finding: Finding {
                rule: rule.id,
                severity: rule.severity,
                message: message.into(),
                file: FileId::default(),
                span,
                label: String::new(),
                help: None,
                related: Vec::new(),
                fix: None,
                unfixable: None,
            },
            remedies: Vec::new(),
        }
    }

    pub(super) fn label(mut self, label: impl Into<String>) -> Self {
        self.finding.label = label.into();
        self
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.finding.help = Some(help.into());
        self
    }

    pub(super) fn severity(mut self, severity: Severity) -> Self {
        self.finding.severity = severity;
        self
    }

    pub(super) fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        let message = message.into();
        self.finding.related.push(Related {
            file: FileId::default(),
            span,
            message,
        });
        self
    }

    pub(super) fn remedies(mut self, remedies: Vec<Remedy>) -> Self {
        self.remedies = remedies;
        self
    }

    /// Says why the rule knows no fix.
    pub(super) fn unfixable(mut self, reason: impl Into<String>) -> Self {
        self.finding.unfixable = Some(reason.into());
        self
    }
}
