//! The arguments that say what a configuration file can say too.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use clap::Args;

use super::target_parser;
use crate::config::{
    ConfigError, Configuration, FailOn, Level, Options, Pattern, RuleName, Said, ScriptEntry,
};
use crate::lock::catalog::Target;
use crate::system;

/// What every command that works on pages takes.
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct ConfigArguments {
    /// A configuration file, or a setting as KEY=VALUE with the value in TOML [default: for each page
    /// the nearest lockwright.toml or .lockwright.toml]
    #[arg(long, value_name = "PATH|KEY=VALUE", help_heading = HEADING)]
    pub(in crate::cli) config: Vec<String>,

    /// Ignore all configuration files but the one given by --config
    #[arg(long, help_heading = HEADING)]
    pub(in crate::cli) isolated: bool,

    /// The kind of domain that the page is served on [default: cloud]
    #[arg(long, value_parser = target_parser())]
    pub(in crate::cli) target: Option<Target>,

    /// The arguments that came from variables.
    #[arg(skip)]
    pub(super) from_environment: BTreeSet<String>,
}

/// Which files are the code of scripts that pages load.
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct ScriptArguments {
    /// The file with the code of a script that pages load, by the script's address; a * on both sides
    /// stands for any characters; may be given several times
    #[arg(long, value_name = "URL=FILE", value_parser = script, help_heading = HEADING)]
    pub(in crate::cli) script: Vec<ScriptEntry>,
}

/// Which rules apply, and how.
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct RuleSettings {
    /// Use only these rules or groups of rules
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = RULES_HEADING)]
    select: Option<Vec<RuleName>>,

    /// Use these rules or groups in addition to the selected ones
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = RULES_HEADING)]
    extend_select: Vec<RuleName>,

    /// Do not use these rules or groups of rules
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = RULES_HEADING)]
    ignore: Vec<RuleName>,

    /// Set the severity of a rule or group: off, note, warning or error
    #[arg(long, value_name = "RULE=LEVEL", value_delimiter = ',', value_parser = level,
          help_heading = RULES_HEADING)]
    severity: Vec<(RuleName, Level)>,

    /// Apply only the fixes of these rules or groups
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = RULES_HEADING)]
    fixable: Option<Vec<RuleName>>,

    /// Do not apply the fixes of these rules or groups
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = RULES_HEADING)]
    unfixable: Vec<RuleName>,

    /// The lowest severity that leads to exit code 1 [default: error]
    #[arg(long, value_enum, value_name = "SEVERITY", help_heading = RULES_HEADING)]
    fail_on: Option<FailOn>,
}

const HEADING: &str = "Configuration";
const RULES_HEADING: &str = "Rules";

impl ConfigArguments {
    /// The configuration of a run with these arguments.
    pub(in crate::cli) fn open(
        &self,
        rules: &RuleSettings,
        exclude: &[Pattern],
    ) -> Result<Configuration, ConfigError> {
        let said = Said {
            config: self.config.clone(),
            isolated: self.isolated,
            exclude: exclude.to_vec(),
            environment: self.options(rules, true),
            command_line: self.options(rules, false),
        };
        let current = system::current_folder().map_err(ConfigError::no_current_folder)?;
        Configuration::new(said, current)
    }

    /// What was said by variables, or by anything else.
    fn options(&self, rules: &RuleSettings, by_variables: bool) -> Options {
        let said = |argument: &str| self.from_environment.contains(argument) == by_variables;
        let names = |names: &[RuleName], argument| match said(argument) {
            true => names.to_vec(),
            false => Vec::new(),
        };
        Options {
            target: self.target.filter(|_| said("target")).map(Into::into),
            select: rules.select.clone().filter(|_| said("select")),
            extend_select: names(&rules.extend_select, "extend_select"),
            ignore: names(&rules.ignore, "ignore"),
            severity: match said("severity") {
                true => rules.severity.iter().cloned().collect(),
                false => BTreeMap::new(),
            },
            fixable: rules.fixable.clone().filter(|_| said("fixable")),
            unfixable: names(&rules.unfixable, "unfixable"),
            fail_on: rules.fail_on.filter(|_| said("fail_on")),
            require_reason: None,
            domain_connections: None,
        }
    }
}

/// Reads `URL=FILE`.
fn script(text: &str) -> Result<ScriptEntry, String> {
    ScriptEntry::of_argument(text, Path::new(""))
}

/// Reads `RULE=LEVEL`.
fn level(text: &str) -> Result<(RuleName, Level), String> {
    let (rule, level) = text
        .split_once('=')
        .ok_or("a rule and a level are needed, as in outdated-lock=warning")?;
    let rule = rule
        .parse::<RuleName>()
        .map_err(|unknown| unknown.to_string())?;
    let level = clap::ValueEnum::from_str(level, false)
        .map_err(|_| format!("expected off, note, warning or error, found `{level}`"))?;
    Ok((rule, level))
}
