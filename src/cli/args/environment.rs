//! Options that are given as variables of the environment.
//!
//! clap could read variables too, but only those of the process, and in WebAssembly a process has none. So the
//! options that variables give are put among the arguments before clap reads them.

use std::collections::BTreeSet;
use std::ffi::OsString;

use clap::builder::{BoolishValueParser, TypedValueParser};
use clap::error::{ContextKind, ContextValue};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::config::variable;
use crate::system;

/// Arguments, and which of them variables gave.
#[derive(Debug, Default)]
pub(super) struct Completed {
    pub(super) arguments: Vec<OsString>,
    /// The ids of the options that variables gave.
    pub(super) by_variables: BTreeSet<String>,
}

/// Adds the options that variables give to the arguments of a command. What the arguments say goes before what
/// a variable says.
pub(super) fn complete(command: &Command, arguments: &[OsString]) -> Completed {
    let prefix = variable("");
    let is_ours = |(name, _): (OsString, OsString)| {
        let name = name.to_string_lossy().to_ascii_uppercase();
        name.starts_with(&prefix)
    };
    // Going through all options takes a while, and there rarely is a variable for any.
    if system::variables().any(is_ours) {
        complete_with(command, arguments, |name| system::variable(name))
    } else {
        Completed {
            arguments: arguments.to_vec(),
            ..Completed::default()
        }
    }
}

fn complete_with(
    command: &Command,
    arguments: &[OsString],
    get: impl Fn(&str) -> Option<OsString>,
) -> Completed {
    let mut completed = Completed {
        arguments: arguments.to_vec(),
        ..Completed::default()
    };
    // What is wrong with the arguments is told when they are read.
    let tolerant = command.clone().ignore_errors(true);
    let Ok(matches) = tolerant.try_get_matches_from(arguments) else {
        return completed;
    };
    let mut added = Vec::new();
    for (command, matches) in chain(command, &matches) {
        for argument in command.get_arguments() {
            let id = argument.get_id().as_str();
            if matches.value_source(id) == Some(ValueSource::CommandLine) {
                continue;
            }
            if let Some(option) = from_variable(argument, &get) {
                completed.by_variables.insert(id.to_owned());
                added.push(option);
            }
        }
    }
    let end = arguments.iter().position(|argument| argument == "--");
    let end = end.unwrap_or(arguments.len());
    completed.arguments.splice(end..end, added);
    completed
}

/// A command, and the subcommands within it that the arguments name.
fn chain<'a>(
    command: &'a Command,
    matches: &'a ArgMatches,
) -> impl Iterator<Item = (&'a Command, &'a ArgMatches)> {
    std::iter::successors(Some((command, matches)), |(command, matches)| {
        let (name, matches) = matches.subcommand()?;
        Some((command.find_subcommand(name)?, matches))
    })
}

/// An option as its variable gives it. A variable that is set to nothing counts as not set: that is how CI
/// systems pass on what nobody filled in.
fn from_variable(argument: &Arg, get: impl Fn(&str) -> Option<OsString>) -> Option<OsString> {
    let long = argument.get_long()?;
    let value = get(&variable(long)).filter(|value| !value.is_empty())?;
    let mut option = OsString::from(format!("--{long}"));
    match argument.get_action() {
        ArgAction::SetTrue => match truth(&value) {
            Some(false) => return None,
            Some(true) => {}
            // An error, which is told when it is read.
            None => {
                option.push("=");
                option.push(value);
            }
        },
        ArgAction::Set | ArgAction::Append => {
            option.push("=");
            option.push(value);
        }
        _ => return None,
    }
    Some(option)
}

/// Whether a word means yes, or no.
fn truth(word: &OsString) -> Option<bool> {
    let command = Command::new("");
    let parser = BoolishValueParser::new();
    parser.parse_ref(&command, None, word).ok()
}

/// An error of usage, with the name of the variable if it is one that makes no sense: clap speaks of the
/// option that it stands for.
pub(super) fn named(mut error: clap::Error, arguments: &[OsString]) -> clap::Error {
    let Some(ContextValue::String(option)) = error.get(ContextKind::InvalidArg) else {
        return error;
    };
    // `--target <TARGET>`
    let option = option.split_whitespace().next().unwrap_or_default();
    let is_given = |argument: &OsString| argument.to_string_lossy().starts_with(option);
    let name = variable(option.trim_start_matches('-'));
    let is_variable = option.starts_with("--") && system::variable(&name).is_some();
    if is_variable && !arguments.iter().any(is_given) {
        let tip = format!("it comes from the variable {name}").into();
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip]));
    }
    error
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command() -> Command {
        Command::new("test")
            .arg(Arg::new("color").long("color").global(true))
            .subcommand(
                Command::new("check")
                    .arg(Arg::new("path").num_args(0..))
                    .arg(Arg::new("fail_on").long("fail-on"))
                    .arg(Arg::new("quiet").long("quiet").action(ArgAction::SetTrue)),
            )
    }

    /// The arguments that a line comes to with these variables.
    fn completed(line: &str, variables: &[(&str, &str)]) -> String {
        let arguments: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        let get = |wanted: &str| {
            let found = variables.iter().find(|(name, _)| *name == wanted);
            found.map(|(_, value)| OsString::from(value))
        };
        let arguments = complete_with(&command(), &arguments, get).arguments;
        let words = arguments.iter().map(|word| word.to_string_lossy());
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn variables_stand_for_options() {
        let fail_on = ("LOCKWRIGHT_FAIL_ON", "note");
        for (line, variable, expected) in [
            ("test check a", fail_on, "test check a --fail-on=note"),
            (
                "test check --fail-on=error",
                fail_on,
                "test check --fail-on=error",
            ),
            ("test check -- a", fail_on, "test check --fail-on=note -- a"),
            (
                "test check --wrong",
                fail_on,
                "test check --wrong --fail-on=note",
            ),
            ("test check", ("LOCKWRIGHT_FAIL_ON", ""), "test check"),
            ("test check", ("LOCKWRIGHT_PATH", "a"), "test check"),
            (
                "test check",
                ("LOCKWRIGHT_QUIET", "1"),
                "test check --quiet",
            ),
            ("test check", ("LOCKWRIGHT_QUIET", "no"), "test check"),
            (
                "test check",
                ("LOCKWRIGHT_QUIET", "x"),
                "test check --quiet=x",
            ),
            (
                "test check",
                ("LOCKWRIGHT_COLOR", "never"),
                "test check --color=never",
            ),
            ("test", fail_on, "test"),
        ] {
            assert_eq!(
                completed(line, &[variable]),
                expected,
                "{line} {variable:?}"
            );
        }
    }

    #[test]
    fn what_variables_gave_is_known() {
        let arguments = ["test", "check"].map(OsString::from);
        let get = |name: &str| (name == "LOCKWRIGHT_FAIL_ON").then(|| "note".into());
        let completed = complete_with(&command(), &arguments, get);
        assert!(
            completed.by_variables.iter().eq(["fail_on"]),
            "{completed:?}"
        );
    }
}
