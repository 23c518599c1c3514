//! Stand-in.
use std::fmt;
use crate::finding::Severity;
/// Group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Third-party.
    ThirdParty,
    /// Page.
    Page,
}
impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self { Self::ThirdParty => "third-party", Self::Page => "page" })
    }
}
/// Fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FixAvailability {
    /// Always.
    Always,
    /// Sometimes.
    Sometimes,
    /// Never.
    Never,
}
/// Rule.
#[derive(Debug)]
pub struct Rule {
    /// Id.
    pub id: &'static str,
    /// Group.
    pub group: Group,
    /// Severity.
    pub severity: Severity,
    /// Fix.
    pub fix: FixAvailability,
    /// Docs.
    pub docs: &'static str,
}
static MISSING: Rule = Rule { id: "missing-tenant-info", group: Group::ThirdParty, severity: Severity::Error, fix: FixAvailability::Sometimes, docs: "Lock is constructed without `__useTenantInfo`.\n\nMore text.\n" };
static SYNTAX: Rule = Rule { id: "script-syntax", group: Group::Page, severity: Severity::Error, fix: FixAvailability::Never, docs: "A script does not parse.\n" };
/// All.
pub static RULES: &[&Rule] = &[&MISSING, &SYNTAX];
/// Find.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id == id)
}
impl Rule {
    /// Docs.
    #[must_use]
    pub fn documentation(&self) -> String {
        format!("# {}\n\n{}", self.id, self.docs)
    }
    /// Url.
    #[must_use]
    pub fn url(&self) -> String {
        format!("https://lockwright.example/rules/{}", self.id)
    }
}
/// Selection.
#[derive(Debug, Clone)]
pub struct Selection {}
/// Unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownRule {
    /// Name.
    pub name: String,
    /// Suggestion.
    pub suggestion: Option<&'static str>,
}
impl Selection {
    /// New.
    ///
    /// # Errors
    /// Unknown names.
    pub fn new(select: &[String], ignore: &[String]) -> Result<Self, UnknownRule> {
        for name in select.iter().chain(ignore) {
            if find(name).is_none() && !["third-party", "page"].contains(&name.as_str()) {
                let suggestion = RULES.iter().map(|r| r.id).find(|id| id.starts_with(&name[..name.len().min(4)]));
                return Err(UnknownRule { name: name.clone(), suggestion });
            }
        }
        Ok(Self {})
    }
}
