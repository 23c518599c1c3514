//! What Lockwright has to say about a page: one file a rule, one table that lists them.

mod argument;
mod base64;
mod base_url;
mod constants;
mod context;
mod draft;
mod flag;
mod hosts;
mod insertion;
mod names;
mod receiver;
mod release;
mod selection;
mod texts;

pub mod options;
pub mod page;
pub mod security;
pub mod tenant;
pub mod third_party;

pub use context::Context;
pub use draft::{Draft, Effect, OptionPath, Remedy};
pub(crate) use hosts::is_auth0;
pub(crate) use selection::ids_named;
#[cfg(feature = "command")]
pub(crate) use selection::nearest;
pub use selection::{Selection, UnknownRule, named};
pub use tenant::TenantContext;

use crate::finding::Severity;

/// Every rule, sorted by group and id.
pub static RULES: &[&Rule] = &[
    &third_party::hard_coded_client::RULE,
    &third_party::hard_coded_domain::RULE,
    &third_party::missing_config::RULE,
    &third_party::missing_configuration_base_url::RULE,
    &third_party::missing_tenant_info::RULE,
    &third_party::outdated_lock::RULE,
    &third_party::passwordless_tenant_info::RULE,
    &third_party::restricted_connections::RULE,
    &third_party::unknown_lock_version::RULE,
    &third_party::unreachable_tenant_info::RULE,
    &third_party::unresolved_options::RULE,
    &third_party::wrong_tenant_info::RULE,
    &options::constructor_only_option::RULE,
    &options::deprecated_option::RULE,
    &options::duplicate_option::RULE,
    &options::legacy_lock_api::RULE,
    &options::mistyped_option::RULE,
    &options::option_too_new::RULE,
    &options::removed_option::RULE,
    &options::show_only_option::RULE,
    &options::throwing_option::RULE,
    &options::unknown_dictionary_key::RULE,
    &options::unknown_language::RULE,
    &options::unknown_option::RULE,
    &page::broken_release::RULE,
    &page::clobbered_config::RULE,
    &page::dropped_response_type::RULE,
    &page::hard_coded_issuer::RULE,
    &page::ignore_without_reason::RULE,
    &page::lock_before_load::RULE,
    &page::lock_not_shown::RULE,
    &page::lost_transaction::RULE,
    &page::misplaced_configuration_base_url::RULE,
    &page::missing_charset::RULE,
    &page::placeholder_left::RULE,
    &page::response_type_precedence::RULE,
    &page::script_syntax::RULE,
    &page::several_locks::RULE,
    &page::uncertain_positions::RULE,
    &page::unclosed_script::RULE,
    &page::undecoded_config::RULE,
    &page::unknown_rule_in_ignore::RULE,
    &page::unread_script::RULE,
    &page::unreadable_script::RULE,
    &page::unused_ignore::RULE,
    &page::wrong_redirect::RULE,
    &page::wrong_template::RULE,
    &security::foreign_script::RULE,
    &security::insecure_url::RULE,
    &security::leaked_secret::RULE,
    &security::logged_config::RULE,
    &security::unpinned_library::RULE,
    &security::unsafe_html::RULE,
    &security::vulnerable_auth0_js::RULE,
    &security::vulnerable_lock::RULE,
    &tenant::clobbering_keyword::RULE,
    &tenant::disabled_login_page::RULE,
    &tenant::missing_domain_connection::RULE,
    &tenant::strict_third_party_application::RULE,
    &tenant::unescaped_template::RULE,
    &tenant::unexpected_domain_connection::RULE,
    &tenant::unreachable_connection::RULE,
    &tenant::unreadable_configuration::RULE,
    &tenant::wrong_experience::RULE,
];

/// Rules whose findings stand at secrets: reports mask the text there.
#[cfg(feature = "command")]
pub(crate) const CONFIDENTIAL: [&str; 2] = ["clobbered-config", "leaked-secret"];

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// What is wrong with a page that breaks it, in kebab case.
    pub id: &'static str,
    /// What it is about.
    pub group: Group,
    /// How bad its findings are, unless one says otherwise.
    pub severity: Severity,
    /// Whether it applies when nothing else is said.
    pub enabled: bool,
    /// Whether its findings can be fixed.
    pub fix: FixAvailability,
    /// The rule's source, whose leading `//!` lines are its documentation.
    source: &'static str,
    check: fn(&Context<'_>) -> Vec<Draft>,
}

/// What rules are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Whether third-party applications can log in.
    ThirdParty,
    /// Whether Lock reads the options that it is given.
    Options,
    /// Whether the page is in order, and can be read.
    Page,
    /// Whether the page puts credentials or users at risk.
    Security,
    /// Whether the tenant's configuration lets third-party applications log in.
    Tenant,
}

impl Group {
    /// Every group, in the order of the documentation.
    pub const ALL: [Self; 5] = [
        Self::ThirdParty,
        Self::Options,
        Self::Page,
        Self::Security,
        Self::Tenant,
    ];

    /// The group's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ThirdParty => "third-party",
            Self::Options => "options",
            Self::Page => "page",
            Self::Security => "security",
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

    /// The path of the rule's module, below that of the rules: `third_party/missing_tenant_info`.
    #[cfg(test)]
    fn module(&self) -> String {
        format!("{}/{}", self.group.name(), self.id).replace('-', "_")
    }

    /// Why what is wrong matters, as one line: the section of that name in the documentation.
    #[must_use]
    pub fn reason(&self) -> String {
        let lines = self.documentation_with_tests();
        let section: Vec<_> = lines
            .skip_while(|line| *line != "## Why it matters")
            .skip(1)
            .take_while(|line| !line.starts_with('#'))
            .collect();
        section
            .join(" ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
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

#[cfg(test)]
mod tests;
