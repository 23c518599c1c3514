//! The arguments as clap reads them.

mod environment;
mod files;
mod output;
mod settings;
mod setup;
mod suggestion;
mod suppression;
#[cfg(feature = "cli")]
mod tenant;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

pub(super) use files::{EndingArguments, FileArguments};
pub(super) use output::{Output, OutputArguments};
pub(super) use settings::{ConfigArguments, RuleSettings, ScriptArguments};
pub(super) use setup::{CiSystem, CompletionsArguments, InitArguments, ManArguments};
pub(super) use suppression::{Ignoring, SuppressionArguments};
#[cfg(feature = "cli")]
pub(super) use tenant::{
    AccessArguments, AuditArguments, ChangeArguments, ConnectionsArguments, DiffArguments,
    PullArguments, PushArguments, TenantCommand,
};

use super::terminal::ColorChoice;
use crate::check::Settings;
use crate::config::Resolved;
use crate::edit::Applicability;
use crate::input::DEFAULT_MAX_BYTES;
use crate::lock::catalog::Target;
use crate::report::catalog::Topic;

/// What scripts that call the command want to know first.
const AFTER_HELP: &str = "\
Exit codes: 0 if no finding at or above --fail-on is left, 1 if one is, 2 after an error.
Every option can be set by an environment variable: --fail-on by LOCKWRIGHT_FAIL_ON.
@FILE stands for the arguments in a file, one per line.";

/// A compiler and linter for Auth0 hosted login pages: makes them ready for third-party
/// applications.
#[derive(Debug, Parser)]
#[command(name = "lockwright", version, arg_required_else_help = true, after_help = AFTER_HELP)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,

    /// When to use colors [environment: FORCE_COLOR, CLICOLOR_FORCE, NO_COLOR]
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t)]
    pub(super) color: ColorChoice,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check pages and report what is wrong
    Check(CheckArguments),
    /// Fix pages in place: the same as `check --fix`
    Fix(CheckArguments),
    /// Write the fixed page to another place, and leave the original as it is
    Compile(CompileArguments),
    /// Show a page in a browser as both kinds of user see it, without its tenant
    #[cfg(feature = "cli")]
    Preview(PreviewArguments),
    #[cfg(not(feature = "cli"))]
    #[command(hide = true, disable_help_flag = true)]
    Preview(ElsewhereArguments),
    /// Show how a page loads Lock, what it passes to Lock, and what Lock will request
    Inspect(InspectArguments),
    #[cfg(feature = "cli")]
    /// Look at and change the tenant that pages are for: who can log in, its connections, its page
    #[command(subcommand)]
    Tenant(TenantCommand),
    #[cfg(not(feature = "cli"))]
    #[command(hide = true, disable_help_flag = true)]
    Tenant(ElsewhereArguments),
    /// Run the language server for editors, on standard input and output
    Lsp(LspArguments),
    /// Explain a rule
    Rule(RuleArguments),
    /// List the rules
    Rules(RulesArguments),
    /// Show what is known of Lock: releases, options, advisories
    Catalog(CatalogArguments),
    /// Show the configuration
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Set up a repository: a configuration file, a pre-commit hook and a CI job
    Init(InitArguments),
    /// Print a completion script for a shell
    Completions(CompletionsArguments),
    /// Print the manual page of a command
    Man(ManArguments),
}

#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Print the JSON schema of lockwright.toml
    Schema,
    /// Show the settings that apply to a page, and where each comes from
    Show(Box<ShowArguments>),
}

#[derive(Debug, Args)]
pub(super) struct ShowArguments {
    /// The page [default: one in the current folder]
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,

    /// The output format
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub(super) output_format: InspectFormat,

    #[command(flatten)]
    pub(super) config: ConfigArguments,

    #[command(flatten)]
    pub(super) rules: RuleSettings,
}

/// What every command that fixes pages takes.
#[derive(Debug, Args)]
pub(super) struct FixArguments {
    /// Also apply fixes that change what a person should decide
    #[arg(long)]
    pub(super) unsafe_fixes: bool,
}

impl FixArguments {
    /// How far a fix must be trusted to be applied.
    pub(super) fn least(&self) -> Applicability {
        if self.unsafe_fixes {
            Applicability::Unsafe
        } else {
            Applicability::Safe
        }
    }
}

/// What every command that reads pages takes.
#[derive(Debug, Args)]
pub(super) struct ReadingArguments {
    /// The largest file that is read: a number of bytes, or with a unit kB or MB
    #[arg(long, value_name = "SIZE", default_value_t = DEFAULT_MAX_BYTES, value_parser = size)]
    pub(super) max_file_size: u64,
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// Pages, folders with pages, or - for standard input [default: the current folder]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Apply safe fixes; with standard input, write the fixed page to standard output
    #[arg(long)]
    pub(super) fix: bool,

    /// Change no file; print what --fix would change as a patch, and the findings on standard error
    #[arg(long)]
    pub(super) diff: bool,

    /// Also run the scripts of plain pages, in an engine without a browser, and compare what Lock is given
    #[arg(long)]
    pub(super) run: bool,

    #[command(flatten)]
    pub(super) fixing: FixArguments,

    #[command(flatten)]
    pub(super) reading: ReadingArguments,

    #[command(flatten)]
    pub(super) config: ConfigArguments,

    #[command(flatten)]
    pub(super) scripts: ScriptArguments,

    #[command(flatten)]
    pub(super) rules: RuleSettings,

    #[command(flatten)]
    pub(super) files: FileArguments,

    #[command(flatten)]
    pub(super) suppression: SuppressionArguments,

    #[command(flatten)]
    pub(super) ending: EndingArguments,

    #[command(flatten)]
    pub(super) output: OutputArguments,

    /// The file name that reports use for standard input
    #[arg(long, value_name = "PATH", default_value = "-")]
    pub(super) stdin_filename: String,

    #[command(flatten)]
    pub(super) keywords: KeywordArguments,
}

/// What every command that looks at pages as they are deployed takes.
#[derive(Debug, Default, Args)]
pub(super) struct KeywordArguments {
    /// Replace keywords as auth0-deploy-cli does, with the mappings in this JSON file: an object, or a
    /// configuration with AUTH0_KEYWORD_REPLACE_MAPPINGS
    #[arg(long, value_name = "FILE")]
    pub(super) mappings: Option<PathBuf>,
}

impl CheckArguments {
    /// What to check a page for.
    pub(super) fn settings(&self, configuration: &Resolved) -> Settings {
        let settings = configuration.settings();
        if self.run {
            return settings.for_writing();
        }
        settings
    }
}

#[derive(Debug, Args)]
pub(super) struct CompileArguments {
    /// Pages, or - for standard input
    #[arg(value_name = "PAGE", required = true)]
    pub(super) pages: Vec<PathBuf>,

    /// The file to write the page to [default: standard output]
    #[arg(short, long, value_name = "FILE", conflicts_with = "out_dir")]
    pub(super) output: Option<PathBuf>,

    /// The folder to write each page to, under its own name
    #[arg(long, value_name = "DIR")]
    pub(super) out_dir: Option<PathBuf>,

    /// Fill in @@config@@, so that the page runs on its own: a JSON file with fields of the config, or one
    /// of the samples first-party and third-party
    #[arg(long, value_name = "CONFIG")]
    pub(super) bind: Option<PathBuf>,

    #[command(flatten)]
    pub(super) keywords: KeywordArguments,

    #[command(flatten)]
    pub(super) fixing: FixArguments,

    #[command(flatten)]
    pub(super) reading: ReadingArguments,

    #[command(flatten)]
    pub(super) config: ConfigArguments,
}

/// The arguments, whatever they are, of a command that only the binary has.
#[cfg(not(feature = "cli"))]
#[derive(Debug, Args)]
pub(super) struct ElsewhereArguments {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    _arguments: Vec<OsString>,
}

#[cfg(feature = "cli")]
#[derive(Debug, Args)]
pub(super) struct PreviewArguments {
    /// The page
    #[arg(value_name = "PAGE")]
    pub(super) page: PathBuf,

    /// The port to listen on, at 127.0.0.1 [default: any that is free]
    #[arg(
        long,
        value_name = "PORT",
        default_value_t = 0,
        hide_default_value = true
    )]
    pub(super) port: u16,

    /// Open the preview in a browser
    #[arg(long)]
    pub(super) open: bool,

    /// Use this bundle of Lock in place of the one that the page loads, so that no network is needed
    #[arg(long, value_name = "FILE")]
    pub(super) lock: Option<PathBuf>,

    /// The tenant to simulate: a file that `lockwright tenant connections --output-format json` wrote, or
    /// configuration as code: a folder or file of auth0-deploy-cli or Terraform [default: a sample]
    #[arg(long, value_name = "PATH")]
    pub(super) tenant: Option<PathBuf>,

    /// Replace keywords as auth0-deploy-cli does, with the mappings in this JSON file
    #[arg(long, value_name = "FILE")]
    pub(super) mappings: Option<PathBuf>,

    #[command(flatten)]
    pub(super) fixing: FixArguments,

    #[command(flatten)]
    pub(super) reading: ReadingArguments,

    #[command(flatten)]
    pub(super) config: ConfigArguments,
}

#[derive(Debug, Args)]
pub(super) struct InspectArguments {
    /// Pages, or - for standard input
    #[arg(value_name = "PAGE", required = true)]
    pub(super) pages: Vec<PathBuf>,

    /// The output format
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub(super) output_format: InspectFormat,

    #[command(flatten)]
    pub(super) reading: ReadingArguments,

    #[command(flatten)]
    pub(super) config: ConfigArguments,

    #[command(flatten)]
    pub(super) scripts: ScriptArguments,
}

#[derive(Debug, Args)]
pub(super) struct LspArguments {
    #[command(flatten)]
    pub(super) config: ConfigArguments,

    /// What editors are made to say: standard input and output are what is used anyway
    #[arg(long, hide = true)]
    pub(super) stdio: bool,
}

#[derive(Debug, Args)]
pub(super) struct RuleArguments {
    /// The rule, or a group of rules
    #[arg(value_name = "ID", required_unless_present = "all")]
    pub(super) id: Option<String>,

    /// Explain every rule
    #[arg(long, conflicts_with = "id")]
    pub(super) all: bool,

    #[command(flatten)]
    pub(super) list: RulesArguments,
}

/// What every command that tells of rules takes.
#[derive(Debug, Args)]
pub(super) struct RulesArguments {
    /// The output format
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub(super) output_format: InspectFormat,
}

/// What `lockwright catalog` takes.
#[derive(Debug, Args)]
pub(super) struct CatalogArguments {
    /// The part of the catalog [default: all of it]
    #[arg(value_enum, value_name = "TOPIC")]
    pub(super) topic: Option<Topic>,

    /// One entry of it: a release, an option's path, an advisory
    #[arg(value_name = "NAME", requires = "topic")]
    pub(super) name: Option<String>,

    /// How it is written
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub(super) output_format: InspectFormat,
}

/// The formats of what is shown of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum InspectFormat {
    /// For a person
    Text,
    /// One JSON object
    Json,
}

/// The targets' names, which clap lists and compares misspelt ones with.
fn target_parser() -> impl TypedValueParser<Value = Target> {
    PossibleValuesParser::new([
        PossibleValue::new("cloud").help("A tenant on Auth0's own domain"),
        PossibleValue::new("custom-domain").help("A tenant on a domain of your own"),
        PossibleValue::new("private-cloud")
            .alias("psaas")
            .help("A tenant on a private cloud"),
    ])
    .try_map(|name| name.parse::<Target>())
}

/// Reads a size: `10000000`, `512kB`, `10MB`.
fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit: u64 = match text.get(digits.len()..).unwrap_or_default() {
        "" | "B" => 1,
        "k" | "kB" | "KB" => 1_000,
        "M" | "MB" => 1_000_000,
        unit => return Err(format!("unknown unit `{unit}`: use B, kB or MB")),
    };
    let number: u64 = digits.parse().map_err(|error| format!("{error}"))?;
    number
        .checked_mul(unit)
        .ok_or_else(|| "too large".to_owned())
}

impl Arguments {
    /// Reads arguments, the program's name first, with what variables say where they say nothing.
    pub(super) fn read(arguments: Vec<OsString>) -> Result<Self, clap::Error> {
        let command = Self::command();
        let completed = environment::complete(&command, &arguments);
        let matches = command
            .try_get_matches_from(completed.arguments)
            .map_err(|error| suggestion::with(environment::named(error, &arguments)))?;
        let mut read = Self::from_arg_matches(&matches)?;
        if let Command::Fix(arguments) = &mut read.command {
            arguments.fix = true;
        }
        if let Some(config) = read.command.config_mut() {
            config.from_environment = completed.by_variables;
        }
        Ok(read)
    }
}

impl Command {
    fn config_mut(&mut self) -> Option<&mut ConfigArguments> {
        match self {
            Self::Check(arguments) | Self::Fix(arguments) => Some(&mut arguments.config),
            Self::Compile(arguments) => Some(&mut arguments.config),
            Self::Inspect(arguments) => Some(&mut arguments.config),
            #[cfg(feature = "cli")]
            Self::Preview(arguments) => Some(&mut arguments.config),
            Self::Lsp(arguments) => Some(&mut arguments.config),
            #[cfg(feature = "cli")]
            Self::Tenant(command) => command.config_mut(),
            #[cfg(not(feature = "cli"))]
            Self::Preview(_) | Self::Tenant(_) => None,
            Self::Config(ConfigCommand::Show(arguments)) => Some(&mut arguments.config),
            Self::Config(ConfigCommand::Schema)
            | Self::Catalog(_)
            | Self::Rule(_)
            | Self::Rules(_)
            | Self::Init(_)
            | Self::Completions(_)
            | Self::Man(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_target_that_is_offered_is_one() {
        let command = Arguments::command();
        for (name, target) in [
            ("cloud", Target::Cloud),
            ("custom-domain", Target::CustomDomain),
            ("private-cloud", Target::PrivateCloud),
            ("psaas", Target::PrivateCloud),
        ] {
            let matches = command.clone().try_get_matches_from([
                "lockwright",
                "check",
                &format!("--target={name}"),
            ]);
            let matches = matches.expect("the target is offered");
            let check = matches
                .subcommand_matches("check")
                .expect("it is the command");
            assert_eq!(check.get_one::<Target>("target"), Some(&target));
        }
    }

    #[test]
    fn sizes() {
        for (text, bytes) in [
            ("0", 0),
            ("7B", 7),
            ("512kB", 512_000),
            ("10MB", 10_000_000),
        ] {
            assert_eq!(size(text), Ok(bytes), "{text}");
        }
        for text in [
            "",
            "MB",
            "-1",
            "1.5MB",
            "10GB",
            "99999999999999999MB",
            "1 MB",
        ] {
            assert!(size(text).is_err(), "{text}");
        }
    }
}
