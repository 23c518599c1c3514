//! The values a configuration is made of, each checked as it is read.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use clap::ValueEnum;
use ignore::gitignore::GitignoreBuilder;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use semver::VersionReq;
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize};

use crate::finding::Severity;
use crate::lock::catalog::Target;
use crate::rules::{self, Group, RULES, Rule, UnknownRule};

/// The version of Lockwright that reads the configuration.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Where the tenant runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum TargetName {
    /// A tenant on Auth0's own domain.
    Cloud,
    /// A tenant on a domain of your own.
    CustomDomain,
    /// A tenant on a private cloud.
    #[serde(alias = "psaas")]
    PrivateCloud,
}

impl From<TargetName> for Target {
    fn from(name: TargetName) -> Self {
        match name {
            TargetName::Cloud => Self::Cloud,
            TargetName::CustomDomain => Self::CustomDomain,
            TargetName::PrivateCloud => Self::PrivateCloud,
        }
    }
}

impl From<Target> for TargetName {
    fn from(target: Target) -> Self {
        match target {
            Target::Cloud => Self::Cloud,
            Target::CustomDomain => Self::CustomDomain,
            Target::PrivateCloud => Self::PrivateCloud,
        }
    }
}

/// How bad the findings of a rule are, or that it does not apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Level {
    /// The rule does not apply.
    Off,
    /// Worth knowing.
    Note,
    /// Probably wrong.
    Warning,
    /// Users will be locked out, or the page could not be followed.
    Error,
}

impl Level {
    /// The severity; `None` when the rule is off.
    #[must_use]
    pub(crate) fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Note => Some(Severity::Note),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// The least severity that makes a run fail.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ValueEnum,
)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FailOn {
    /// Errors make a run fail.
    #[default]
    Error,
    /// Errors and warnings do.
    Warning,
    /// Every finding does.
    Note,
    /// No finding does.
    Never,
}

impl FailOn {
    /// The severity from which on a finding counts; `None` when none does.
    #[must_use]
    pub(crate) fn least(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Never => None,
        }
    }
}

/// What stands for one rule or several: a rule's id, a group, or `all`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct RuleName(String);

impl RuleName {
    /// Whether it stands for the rule.
    #[must_use]
    pub(crate) fn covers(&self, rule: &Rule) -> bool {
        self.precision_for(rule).is_some()
    }

    /// How narrowly it stands for the rule: an id more so than a group, and a group more so than
    /// `all`.
    pub(super) fn precision_for(&self, rule: &Rule) -> Option<u8> {
        match self.0.as_str() {
            id if id == rule.id => Some(2),
            group if group == rule.group.name() => Some(1),
            all if all.eq_ignore_ascii_case("all") => Some(0),
            _ => None,
        }
    }
}

impl fmt::Display for RuleName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for RuleName {
    type Err = UnknownRule;

    fn from_str(name: &str) -> Result<Self, UnknownRule> {
        rules::named(name).map(|_| Self(name.to_owned()))
    }
}

/// The names are listed, so that an editor can offer them.
impl JsonSchema for RuleName {
    fn schema_name() -> Cow<'static, str> {
        "RuleName".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let groups = Group::ALL.map(|group| group.name().to_owned());
        let ids = RULES.iter().map(|rule| rule.id.to_owned());
        let names: Vec<String> = std::iter::once("all".to_owned())
            .chain(groups)
            .chain(ids)
            .collect();
        json_schema!({
            "description": "A rule, a group of rules, or all rules.",
            "type": "string",
            "enum": names,
        })
    }
}

/// A pattern of paths, as in `.gitignore`.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
pub(crate) struct Pattern(String);

impl Pattern {
    /// The pattern as it was written.
    #[must_use]
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Pattern {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.trim().is_empty() {
            return Err("an empty pattern matches nothing".to_owned());
        }
        let mut builder = GitignoreBuilder::new("");
        builder.allow_unclosed_class(false);
        match builder.add_line(None, text) {
            Ok(_) => Ok(Self(text.to_owned())),
            Err(error) => Err(format!("not a pattern of paths: {error}")),
        }
    }
}

/// The versions of Lockwright that a configuration is for. There is no value for a requirement that
/// this version does not meet.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
pub(crate) struct RequiredVersion(String);

impl FromStr for RequiredVersion {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let requirement = VersionReq::parse(text)
            .map_err(|error| format!("`{text}` is no requirement of a version: {error}"))?;
        let version = VERSION
            .parse()
            .map_err(|error| format!("this version is `{VERSION}`: {error}"))?;
        if requirement.matches(&version) {
            Ok(Self(text.to_owned()))
        } else {
            Err(format!(
                "Lockwright {text} is required, and this is {VERSION}"
            ))
        }
    }
}

/// Lets a text be read as what it stands for. The check happens inside the visitor, where the parser
/// knows the place that an error is about; `#[serde(try_from)]` checks too late for that.
macro_rules! deserialize_from_str {
    ($($name:ident),*) => {$(
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(Checked(PhantomData))
            }
        }
    )*};
}

deserialize_from_str!(RuleName, Pattern, RequiredVersion);

/// Reads a text as a `T`.
struct Checked<T>(PhantomData<T>);

impl<T: FromStr<Err: fmt::Display>> Visitor<'_> for Checked<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_rules_are_checked_and_weighed() {
        let rule = RULES
            .iter()
            .find(|rule| rule.id == "missing-tenant-info")
            .unwrap();
        for (name, precision) in [
            ("missing-tenant-info", Some(2)),
            ("third-party", Some(1)),
            ("all", Some(0)),
            ("page", None),
        ] {
            let name: RuleName = name.parse().unwrap();
            assert_eq!(name.precision_for(rule), precision, "{name}");
        }
        assert!("missing".parse::<RuleName>().is_err());
    }

    #[test]
    fn patterns_are_checked() {
        for (text, good) in [
            ("dist/", true),
            ("**/*.htm", true),
            ("a[", false),
            (" ", false),
        ] {
            assert_eq!(text.parse::<Pattern>().is_ok(), good, "{text}");
        }
    }

    #[test]
    fn a_requirement_holds_or_is_refused() {
        let cases = [
            (format!("={VERSION}"), None),
            ("*".to_owned(), None),
            (">=999".to_owned(), Some("is required, and this is")),
            ("latest".to_owned(), Some("is no requirement")),
        ];
        for (text, problem) in cases {
            let outcome = text.parse::<RequiredVersion>();
            match problem {
                None => assert!(outcome.is_ok(), "{text}"),
                Some(words) => assert!(outcome.unwrap_err().contains(words), "{text}"),
            }
        }
    }
}
