//! The names of rules, and which rules apply.

use std::fmt;

use strsim::osa_distance;

use super::{Group, RULES, Rule};

/// The name of all rules together. It may be written in upper case.
pub(crate) const ALL: &str = "all";

/// The rules that apply.
#[derive(Debug, Clone)]
pub struct Selection(Vec<&'static Rule>);

impl PartialEq for Selection {
    fn eq(&self, other: &Self) -> bool {
        let ids = |selection: &Self| selection.0.iter().map(|rule| rule.id).collect::<Vec<_>>();
        ids(self) == ids(other)
    }
}

impl Default for Selection {
    fn default() -> Self {
        Self(RULES.iter().copied().filter(|rule| rule.enabled).collect())
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

impl UnknownRule {
    pub(super) fn new(name: &str) -> Self {
        let ids = RULES.iter().map(|rule| rule.id);
        Self {
            name: name.to_owned(),
            suggestion: nearest(name, ids.chain(Group::ALL.map(Group::name))),
        }
    }

    /// What to write instead.
    #[must_use]
    pub fn help(&self) -> String {
        match self.suggestion {
            Some(name) => format!("did you mean `{name}`?"),
            None => "`lockwright rules` lists them".to_owned(),
        }
    }
}

/// Says also what was probably meant.
impl fmt::Display for UnknownRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "there is no rule or group `{}`; {}",
            self.name,
            self.help()
        )
    }
}

impl std::error::Error for UnknownRule {}

impl FromIterator<&'static Rule> for Selection {
    fn from_iter<T: IntoIterator<Item = &'static Rule>>(rules: T) -> Self {
        Self(rules.into_iter().collect())
    }
}

impl Selection {
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

/// The rules that go by a name: that of a rule, of a group, or `all`.
///
/// # Errors
/// When none does.
pub fn named(name: &str) -> Result<Vec<&'static Rule>, UnknownRule> {
    let is_all = name.eq_ignore_ascii_case(ALL);
    let goes_by_it = |rule: &&Rule| is_all || name == rule.id || name == rule.group.name();
    let rules: Vec<_> = RULES.iter().copied().filter(goes_by_it).collect();
    if rules.is_empty() {
        return Err(UnknownRule::new(name));
    }
    Ok(rules)
}

/// The ids of the rules that go by a name; none where none does.
pub(crate) fn ids_named(name: &str) -> Vec<&'static str> {
    let rules = named(name).into_iter().flatten();
    rules.map(|rule| rule.id).collect()
}

/// The candidate that resembles a name, if one does: what was probably meant.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (osa_distance(name, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= candidate.len() / 3)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_rules_and_groups() {
        let ids = |name: &str| -> Vec<&str> {
            let rules = named(name).expect("there is such a rule");
            rules.into_iter().map(|rule| rule.id).collect()
        };
        assert_eq!(ids("all").len(), RULES.len());
        assert_eq!(ids("ALL").len(), RULES.len());
        assert_eq!(ids("missing-tenant-info"), ["missing-tenant-info"]);
        assert!(ids("page").contains(&"script-syntax"));
        assert!(!ids("page").contains(&"outdated-lock"));
    }

    #[test]
    fn a_name_that_is_nearly_right_is_told() {
        for (name, meant) in [
            ("missing-tenent-info", Some("missing-tenant-info")),
            ("missing-tenant", Some("missing-tenant-info")),
            ("third-part", Some("third-party")),
            ("zzz", None),
            ("", None),
        ] {
            let error = named(name).expect_err(name);
            assert_eq!(error.suggestion, meant, "{name}");
        }
    }
}
