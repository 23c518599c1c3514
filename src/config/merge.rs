//! From what was said in several places to what is meant for one page.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use super::names::{FailOn, RuleName};
use super::schema::Options;
use crate::check::Settings;
use crate::finding::Severity;
use crate::lock::catalog::Target;
use crate::rules::{RULES, Rule};

/// Where a value comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(crate) enum Origin {
    /// Nobody said anything.
    #[default]
    Default,
    /// A configuration file.
    File {
        /// The file.
        path: String,
        /// The line, from 1.
        line: Option<usize>,
    },
    /// `--config KEY=VALUE`.
    Inline,
    /// A variable of the environment.
    Environment {
        /// Its name.
        variable: String,
    },
    /// An option of the command.
    CommandLine,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File { path, line: None } => f.write_str(path),
            Self::File {
                path,
                line: Some(line),
            } => write!(f, "{path}:{line}"),
            Self::Inline => f.write_str("--config"),
            Self::Environment { variable } => f.write_str(variable),
            Self::CommandLine => f.write_str("command line"),
        }
    }
}

/// Who says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Voice {
    /// A configuration file, with the line of each key; the key of a table's key is `table.key`.
    File {
        /// The file.
        path: String,
        /// The lines, from 1.
        lines: BTreeMap<String, usize>,
    },
    /// `--config KEY=VALUE`.
    Inline,
    /// The environment.
    Environment,
    /// The options of the command.
    CommandLine,
}

/// What was said in one place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Layer {
    /// What.
    pub(crate) options: Options,
    /// By whom.
    pub(crate) voice: Voice,
}

impl Layer {
    /// Where the value of a key comes from, the key as the configuration file writes it.
    fn origin(&self, key: &str) -> Origin {
        match &self.voice {
            Voice::File { path, lines } => Origin::File {
                path: path.clone(),
                line: lines.get(key).copied(),
            },
            Voice::Inline => Origin::Inline,
            Voice::Environment => Origin::Environment {
                variable: variable(key),
            },
            Voice::CommandLine => Origin::CommandLine,
        }
    }
}

/// The variable that stands for an option: `LOCKWRIGHT_FAIL_ON` for `fail-on`.
#[must_use]
pub(crate) fn variable(option: &str) -> String {
    let name = option.split('.').next().unwrap_or(option);
    format!("LOCKWRIGHT_{}", name.to_ascii_uppercase().replace('-', "_"))
}

/// A value and where it comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Sourced<T> {
    /// The value.
    pub(crate) value: T,
    /// Where it comes from.
    pub(crate) origin: Origin,
}

impl<T> Sourced<T> {
    fn set(&mut self, value: T, origin: Origin) {
        *self = Self { value, origin };
    }
}

/// What applies to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Resolved {
    /// Where the tenant runs.
    pub(crate) target: Sourced<Target>,
    /// The least severity that makes a run fail.
    pub(crate) fail_on: Sourced<FailOn>,
    /// Whether a comment that ignores findings must say why.
    pub(crate) require_reason: Sourced<bool>,
    /// The connections that are to be domain connections, where that is decided.
    pub(crate) domain_connections: Sourced<Option<Vec<String>>>,
    /// Every rule, in the order of [`RULES`].
    pub(crate) rules: Vec<ResolvedRule>,
}

/// What applies to the findings of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ResolvedRule {
    /// The rule's id.
    pub(crate) id: &'static str,
    /// Whether the rule applies.
    pub(crate) applies: Sourced<bool>,
    /// How bad its findings are, when that is not left to the rule.
    pub(crate) severity: Sourced<Option<Severity>>,
    /// Whether its fixes are made.
    pub(crate) fixable: Sourced<bool>,
}

impl Resolved {
    /// What the layers come to, later ones going before earlier ones.
    #[must_use]
    pub(crate) fn new<'a>(layers: impl IntoIterator<Item = &'a Layer>) -> Self {
        let mut resolved = Self {
            target: Sourced::default(),
            fail_on: Sourced::default(),
            require_reason: Sourced::default(),
            domain_connections: Sourced::default(),
            rules: RULES.iter().map(|rule| ResolvedRule::new(rule)).collect(),
        };
        for layer in layers {
            resolved.add(layer);
        }
        resolved
    }

    fn add(&mut self, layer: &Layer) {
        if let Some(target) = layer.options.target {
            self.target.set(target.into(), layer.origin("target"));
        }
        if let Some(fail_on) = layer.options.fail_on {
            self.fail_on.set(fail_on, layer.origin("fail-on"));
        }
        if let Some(required) = layer.options.require_reason {
            self.require_reason
                .set(required, layer.origin("require-reason"));
        }
        if let Some(connections) = &layer.options.domain_connections {
            let origin = layer.origin("domain-connections");
            self.domain_connections
                .set(Some(connections.clone()), origin);
        }
        for (rule, resolved) in RULES.iter().zip(&mut self.rules) {
            resolved.add(rule, layer);
        }
    }

    /// What to check the page for.
    #[must_use]
    pub(crate) fn settings(&self) -> Settings {
        let rules = || RULES.iter().zip(&self.rules);
        let severity = |rule: &ResolvedRule| Some((rule.id, rule.severity.value?));
        Settings {
            target: self.target.value,
            selection: rules()
                .filter(|(_, resolved)| resolved.applies.value)
                .map(|(rule, _)| *rule)
                .collect(),
            severities: self.rules.iter().filter_map(severity).collect(),
            unfixable: rules()
                .filter(|(_, resolved)| !resolved.fixable.value)
                .map(|(rule, _)| rule.id)
                .collect(),
            require_reason: self.require_reason.value,
            domain_connections: self.domain_connections.value.clone(),
            // Which pages are run is said on the command line only.
            ..Settings::default()
        }
    }
}

impl ResolvedRule {
    fn new(rule: &Rule) -> Self {
        let by_default = |value| Sourced {
            value,
            origin: Origin::Default,
        };
        Self {
            id: rule.id,
            applies: by_default(rule.enabled),
            severity: Sourced::default(),
            fixable: by_default(true),
        }
    }

    /// Within a layer, what adds comes after what starts anew, and what takes away comes last.
    fn add(&mut self, rule: &Rule, layer: &Layer) {
        let Options {
            select,
            extend_select,
            ignore,
            fixable,
            unfixable,
            ..
        } = &layer.options;
        let covered = |names: &[RuleName]| names.iter().any(|name| name.covers(rule));
        if let Some(select) = select {
            self.applies.set(covered(select), layer.origin("select"));
        }
        if covered(extend_select) {
            self.applies.set(true, layer.origin("extend-select"));
        }
        self.add_severity(rule, layer);
        if covered(ignore) {
            self.applies.set(false, layer.origin("ignore"));
        }
        if let Some(fixable) = fixable {
            self.fixable.set(covered(fixable), layer.origin("fixable"));
        }
        if covered(unfixable) {
            self.fixable.set(false, layer.origin("unfixable"));
        }
    }

    /// The narrowest name in the layer decides. `off` takes the rule out; a severity brings back only
    /// what `off` took out.
    fn add_severity(&mut self, rule: &Rule, layer: &Layer) {
        let levels = layer.options.severity.iter();
        let narrowest = levels
            .filter_map(|(name, level)| Some((name.precision_for(rule)?, name, *level)))
            .max_by_key(|(precision, ..)| *precision);
        let Some((_, name, level)) = narrowest else {
            return;
        };
        let origin = layer.origin(&format!("severity.{name}"));
        match level.severity() {
            None => {
                self.applies.set(false, origin.clone());
                self.severity.set(None, origin);
            }
            severity => {
                let was_off = !self.applies.value
                    && self.severity.value.is_none()
                    && self.applies.origin == self.severity.origin;
                if was_off {
                    self.applies.set(true, origin.clone());
                }
                self.severity.set(severity, origin);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::schema::File;

    /// What the texts, each the configuration of a layer, come to.
    fn resolved(layers: &[&str]) -> Resolved {
        let layers: Vec<Layer> = layers
            .iter()
            .map(|text| Layer {
                options: toml::from_str::<File>(text).unwrap().options(),
                voice: Voice::Inline,
            })
            .collect();
        Resolved::new(&layers)
    }

    /// Which of three rules, two of one group and one of another, apply.
    fn applying(layers: &[&str]) -> Vec<&'static str> {
        let watched = ["script-syntax", "missing-tenant-info", "outdated-lock"];
        let rules = resolved(layers).rules;
        let applying = rules.iter().filter(|rule| rule.applies.value);
        applying
            .map(|rule| rule.id)
            .filter(|id| watched.contains(id))
            .collect()
    }

    #[test]
    fn the_last_word_counts() {
        let resolved = resolved(&[
            "target = 'psaas'\nfail-on = 'note'",
            "target = 'custom-domain'",
            "",
        ]);
        assert_eq!(resolved.target.value, Target::CustomDomain);
        assert_eq!(resolved.fail_on.value, FailOn::Note);
        assert_eq!(resolved.target.origin, Origin::Inline);
    }

    #[test]
    fn rules_are_selected_layer_by_layer() {
        let all = ["missing-tenant-info", "outdated-lock", "script-syntax"];
        let cases: [(&[&str], &[&str]); 11] = [
            (&[], &all),
            (&["select = ['page']"], &["script-syntax"]),
            (&["select = []"], &[]),
            (
                &["select = ['page']\nextend-select = ['outdated-lock']"],
                &["outdated-lock", "script-syntax"],
            ),
            (&["ignore = ['third-party']"], &["script-syntax"]),
            (
                &["ignore = ['all']", "select = ['outdated-lock']"],
                &["outdated-lock"],
            ),
            (
                &["ignore = ['all']", "extend-select = ['page']"],
                &["script-syntax"],
            ),
            (&["select = ['page']", "ignore = ['page']"], &[]),
            (
                &["severity.script-syntax = 'off'"],
                &["missing-tenant-info", "outdated-lock"],
            ),
            (
                &["severity.script-syntax = 'off'", "severity.page = 'note'"],
                &all,
            ),
            (
                &[
                    "ignore = ['script-syntax']",
                    "severity.script-syntax = 'note'",
                ],
                &["missing-tenant-info", "outdated-lock"],
            ),
        ];
        for (layers, expected) in cases {
            assert_eq!(applying(layers), expected, "{layers:?}");
        }
    }

    #[test]
    fn the_narrowest_name_decides_on_the_severity() {
        let text = "[severity]\nall = 'note'\npage = 'warning'\nscript-syntax = 'error'";
        let severities = resolved(&[text]).settings().severities;
        for (id, severity) in [
            ("outdated-lock", Severity::Note),
            ("unclosed-script", Severity::Warning),
            ("script-syntax", Severity::Error),
        ] {
            assert_eq!(severities.get(id), Some(&severity), "{id}");
        }
    }

    #[test]
    fn fixes_can_be_left_to_a_person() {
        for (layers, fixable) in [
            (&["unfixable = ['outdated-lock']"][..], false),
            (&["fixable = ['page']"], false),
            (&["fixable = ['page']", "fixable = ['all']"], true),
        ] {
            let unfixable = resolved(layers).settings().unfixable;
            assert_eq!(!unfixable.contains("outdated-lock"), fixable, "{layers:?}");
        }
    }

    #[test]
    fn origins_are_told() {
        let lines = BTreeMap::from([("target".to_owned(), 3)]);
        let file = Voice::File {
            path: "a/lockwright.toml".to_owned(),
            lines,
        };
        for (voice, key, expected) in [
            (file.clone(), "target", "a/lockwright.toml:3"),
            (file, "select", "a/lockwright.toml"),
            (Voice::Inline, "target", "--config"),
            (Voice::Environment, "fail-on", "LOCKWRIGHT_FAIL_ON"),
            (Voice::Environment, "severity.all", "LOCKWRIGHT_SEVERITY"),
            (Voice::CommandLine, "target", "command line"),
        ] {
            let layer = Layer {
                options: Options::default(),
                voice,
            };
            assert_eq!(layer.origin(key).to_string(), expected);
        }
    }
}
