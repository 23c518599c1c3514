//! What Lockwright has to say about a page: one file a rule, one table that lists them.

mod base_url;
mod context;
mod flag;
mod insertion;
mod selection;
mod tenant;

pub mod clobbering_keyword;
pub mod disabled_login_page;
pub mod ignore_without_reason;
pub mod missing_config;
pub mod missing_configuration_base_url;
pub mod missing_domain_connection;
pub mod missing_tenant_info;
pub mod outdated_lock;
pub mod passwordless_tenant_info;
pub mod script_syntax;
pub mod strict_third_party_application;
pub mod uncertain_positions;
pub mod unclosed_script;
pub mod unescaped_template;
pub mod unexpected_domain_connection;
pub mod unknown_lock_version;
pub mod unknown_rule_in_ignore;
pub mod unreachable_connection;
pub mod unreachable_tenant_info;
pub mod unreadable_configuration;
pub mod unreadable_script;
pub mod unresolved_options;
pub mod unused_ignore;
pub mod wrong_experience;
pub mod wrong_tenant_info;

pub use context::Context;
pub(crate) use selection::ids_named;
pub(crate) use selection::nearest;
pub use selection::{Selection, UnknownRule, named};
pub use tenant::TenantContext;

use crate::edit::Fix;
use crate::finding::{Finding, Severity};

/// Every rule, sorted by group and id.
pub static RULES: &[&Rule] = &[
    &ignore_without_reason::RULE,
    &script_syntax::RULE,
    &uncertain_positions::RULE,
    &unclosed_script::RULE,
    &unknown_rule_in_ignore::RULE,
    &unreadable_script::RULE,
    &unused_ignore::RULE,
    &missing_config::RULE,
    &missing_configuration_base_url::RULE,
    &missing_tenant_info::RULE,
    &outdated_lock::RULE,
    &passwordless_tenant_info::RULE,
    &unknown_lock_version::RULE,
    &unreachable_tenant_info::RULE,
    &unresolved_options::RULE,
    &wrong_tenant_info::RULE,
    &clobbering_keyword::RULE,
    &disabled_login_page::RULE,
    &missing_domain_connection::RULE,
    &strict_third_party_application::RULE,
    &unescaped_template::RULE,
    &unexpected_domain_connection::RULE,
    &unreachable_connection::RULE,
    &unreadable_configuration::RULE,
    &wrong_experience::RULE,
];

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// What is wrong with a page that breaks it, in kebab case.
    pub id: &'static str,
    /// What it is about.
    pub group: Group,
    /// How bad its findings are, unless one says otherwise.
    pub severity: Severity,
    /// Whether its findings can be fixed.
    pub fix: FixAvailability,
    /// The rule's source, whose leading `//!` lines are its documentation.
    source: &'static str,
    check: fn(&Context<'_>) -> Vec<Draft>,
}

/// What rules are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Whether a browser and Lockwright can read the page.
    Page,
    /// Whether third-party applications can log in.
    ThirdParty,
    /// Whether the tenant's configuration lets them.
    Tenant,
}

impl Group {
    /// What the group is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::ThirdParty => "third-party",
            Self::Tenant => "tenant",
        }
    }
}

/// Whether a rule's findings can be fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FixAvailability {
    /// Always.
    Always,
    /// Where it can be done soundly.
    Sometimes,
    /// Never: a person has to decide.
    Never,
}

impl FixAvailability {
    /// What it is called in reports for machines.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::Sometimes => "sometimes",
            Self::Never => "never",
        }
    }
}

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

/// What a remedy is to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// These options of `Auth0Lock`, at their top level.
    Options(Vec<&'static str>),
    /// The release of Lock that the page loads.
    Release,
    /// Nothing: a comment comes or goes.
    Comment,
    /// Whether one connection of the tenant is a domain connection.
    Flag(bool),
    /// Nothing of a page: it is written so that Terraform leaves it as it is.
    Template,
}

impl Rule {
    /// Checks a page.
    #[must_use]
    pub fn run(&self, context: &Context<'_>) -> Vec<Draft> {
        (self.check)(context)
    }

    /// The documentation, in Markdown.
    #[must_use]
    pub fn documentation(&self) -> String {
        let mut text = String::new();
        for line in self.documentation_with_tests() {
            // Markdown would take what is tested for a part of the language's name.
            let fence = line.starts_with("```").then(|| line.split_once(','));
            let Some((fence, tested)) = fence.flatten() else {
                text.push_str(line);
                text.push('\n');
                continue;
            };
            // One of several files is told apart by its name.
            let file = tested.split(',').nth(1).filter(|word| word.contains('.'));
            if let Some(file) = file {
                text.push_str(&format!("`{file}`:\n\n"));
            }
            text.push_str(fence);
            text.push('\n');
        }
        text
    }

    /// The lines of the documentation. Behind the language of an example stands what it is tested for.
    fn documentation_with_tests(&self) -> impl Iterator<Item = &'static str> {
        let lines = self.source.lines();
        let lines = lines.map_while(|line| line.strip_prefix("//!"));
        lines.map(|line| line.strip_prefix(' ').unwrap_or(line))
    }

    /// The first paragraph of the documentation, as one line: what is wrong with a page.
    #[must_use]
    pub fn summary(&self) -> String {
        let lines = self.documentation_with_tests();
        let paragraph: Vec<_> = lines
            .skip_while(|line| line.is_empty() || line.starts_with('#'))
            .take_while(|line| !line.is_empty())
            .collect();
        paragraph.join(" ")
    }

    /// Where the documentation of this version can be read.
    #[must_use]
    pub fn url(&self) -> String {
        let version = env!("CARGO_PKG_VERSION");
        format!("{REPOSITORY}/blob/v{version}/docs/rules/{}.md", self.id)
    }
}

/// Where this build of Lockwright comes from: what Cargo.toml says, unless `LOCKWRIGHT_REPOSITORY` said something else
/// when it was built.
pub const REPOSITORY: &str = match option_env!("LOCKWRIGHT_REPOSITORY") {
    Some(repository) => repository,
    None => env!("CARGO_PKG_REPOSITORY"),
};

/// The rule of that id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id == id)
}

impl Draft {
    /// A finding of `rule` with nothing but its message and place.
    fn new(rule: &Rule, message: impl Into<String>, span: crate::Span) -> Self {
        Self {
            finding: Finding {
                rule: rule.id,
                severity: rule.severity,
                message: message.into(),
                file: crate::input::FileId::default(),
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

    fn label(mut self, label: impl Into<String>) -> Self {
        self.finding.label = label.into();
        self
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.finding.help = Some(help.into());
        self
    }

    fn severity(mut self, severity: Severity) -> Self {
        self.finding.severity = severity;
        self
    }

    fn related(mut self, span: crate::Span, message: impl Into<String>) -> Self {
        let message = message.into();
        self.finding.related.push(crate::finding::Related {
            file: crate::input::FileId::default(),
            span,
            message,
        });
        self
    }

    fn remedies(mut self, remedies: Vec<Remedy>) -> Self {
        self.remedies = remedies;
        self
    }

    /// Says why the rule knows no fix.
    fn unfixable(mut self, reason: impl Into<String>) -> Self {
        self.finding.unfixable = Some(reason.into());
        self
    }
}

#[cfg(test)]
mod tests;
