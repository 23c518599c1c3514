//! Which rules apply: everything, or what was selected, less what was ignored.

use std::fmt;

use strsim::levenshtein;

use super::{RULES, Rule};

/// The rules that apply.
#[derive(Debug, Clone)]
pub struct Selection(Vec<&'static Rule>);

impl Default for Selection {
    fn default() -> Self {
        Self(RULES.to_vec())
    }
}

/// A name that is no rule and no group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownRule {
    /// The name.
    pub name: String,
    /// The rule or group that it resembles most.
    pub suggestion: Option<&'static str>,
}

impl fmt::Display for UnknownRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no rule or group `{}`", self.name)?;
        match self.suggestion {
            Some(suggestion) => write!(f, "; did you mean `{suggestion}`?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for UnknownRule {}

impl FromIterator<&'static Rule> for Selection {
    fn from_iter<T: IntoIterator<Item = &'static Rule>>(rules: T) -> Self {
        Self(rules.into_iter().collect())
    }
}

impl Selection {
    /// The rules that `select` names (all, when it names none) but for those that `ignore` names.
    /// Names are rule ids, groups, or `all`.
    ///
    /// # Errors
    ///
    /// When a name is no rule and no group.
    pub fn new(select: &[String], ignore: &[String]) -> Result<Self, UnknownRule> {
        for name in select.iter().chain(ignore) {
            if !RULES.iter().any(|rule| matches(rule, name)) {
                return Err(UnknownRule {
                    name: name.clone(),
                    suggestion: suggestion(name),
                });
            }
        }
        let is_selected =
            |rule: &Rule| select.is_empty() || select.iter().any(|n| matches(rule, n));
        let is_ignored = |rule: &Rule| ignore.iter().any(|n| matches(rule, n));
        let rules = RULES.iter().copied();
        Ok(Self(
            rules
                .filter(|rule| is_selected(rule) && !is_ignored(rule))
                .collect(),
        ))
    }

    /// Whether the rule with this id is among them.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.0.iter().any(|selected| selected.id == id)
    }

    /// The rules, in the order of [`RULES`].
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> {
        self.0.iter().copied()
    }
}

/// The ids of the rules that go by a name: that of a rule, of a group, or `all`.
pub(crate) fn ids_named(name: &str) -> Vec<&'static str> {
    let rules = RULES.iter().filter(|rule| matches(rule, name));
    rules.map(|rule| rule.id).collect()
}

fn matches(rule: &Rule, name: &str) -> bool {
    name == rule.id || name == "all" || name == rule.group.to_string()
}

/// The rule or group that a name resembles most, if one does.
pub(super) fn suggestion(name: &str) -> Option<&'static str> {
    let ids = RULES.iter().map(|rule| rule.id);
    nearest(name, ids.chain(["third-party", "page"]))
}

/// The candidate that resembles a name, if one does: what was probably meant.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (levenshtein(name, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= candidate.len() / 3)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(select: &[&str], ignore: &[&str]) -> Vec<&'static str> {
        let strings = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        let selection = Selection::new(&strings(select), &strings(ignore)).unwrap();
        selection.rules().map(|rule| rule.id).collect()
    }

    #[test]
    fn rules_and_groups_are_selected_and_ignored() {
        assert_eq!(ids(&[], &[]).len(), RULES.len());
        assert_eq!(ids(&["missing-tenant-info"], &[]), ["missing-tenant-info"]);
        assert!(ids(&["page"], &[]).contains(&"script-syntax"));
        assert!(!ids(&[], &["third-party"]).contains(&"outdated-lock"));
        assert!(ids(&["all"], &["all"]).is_empty());
    }

    #[test]
    fn a_name_that_is_nearly_right_is_told() {
        let error = Selection::new(&["missing-tenent-info".into()], &[]).unwrap_err();
        assert_eq!(error.suggestion, Some("missing-tenant-info"));
        let error = Selection::new(&["missing-tenant".into()], &[]).unwrap_err();
        assert_eq!(error.suggestion, Some("missing-tenant-info"));
        let error = Selection::new(&[], &["zzz".into()]).unwrap_err();
        assert_eq!(error.suggestion, None);
    }
}
