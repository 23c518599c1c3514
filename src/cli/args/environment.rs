//! Options that are given as variables of the environment.

use std::collections::BTreeSet;
use std::ffi::OsString;

use clap::builder::BoolishValueParser;
use clap::error::{ContextKind, ContextValue};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::config::variable;

/// Lets every option of the command and of its subcommands be given as a variable. A variable that is
/// set to nothing counts as not set: that is how CI systems pass on what nobody filled in.
pub(super) fn attach_all(command: Command) -> Command {
    let prefix = variable("");
    let is_ours = |(name, _): (OsString, OsString)| {
        let name = name.to_string_lossy().to_ascii_uppercase();
        name.starts_with(&prefix)
    };
    // Going through all options takes a while, and there rarely is a variable for any.
    if std::env::vars_os().any(is_ours) {
        attach(command, |name| std::env::var_os(name))
    } else {
        command
    }
}

fn attach(command: Command, get: impl Fn(&str) -> Option<OsString> + Copy) -> Command {
    command
        .mut_args(|argument| option(argument, get))
        .mut_subcommands(|command| attach(command, get))
}

fn option(argument: Arg, get: impl Fn(&str) -> Option<OsString>) -> Arg {
    let Some(name) = argument.get_long().map(variable) else {
        return argument;
    };
    let argument = match argument.get_action() {
        ArgAction::Set | ArgAction::Append => argument,
        ArgAction::SetTrue => argument.value_parser(BoolishValueParser::new()),
        _ => return argument,
    };
    match get(&name) {
        Some(value) if !value.is_empty() => argument.env(name).hide_env(true),
        _ => argument,
    }
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
    let is_variable = option.starts_with("--") && std::env::var_os(&name).is_some();
    if is_variable && !arguments.iter().any(is_given) {
        let tip = format!("it comes from the variable {name}").into();
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip]));
    }
    error
}

/// The arguments of the innermost subcommand that variables gave.
pub(super) fn used(matches: &ArgMatches) -> BTreeSet<String> {
    if let Some((_, inner)) = matches.subcommand() {
        return used(inner);
    }
    let by_variable = |id: &&str| matches.value_source(id) == Some(ValueSource::EnvVariable);
    let ids = matches.ids().map(clap::Id::as_str);
    ids.filter(by_variable).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_have_variables_and_nothing_else_has() {
        let command = Command::new("test")
            .arg(Arg::new("path"))
            .arg(Arg::new("fail-on").long("fail-on"))
            .arg(Arg::new("quiet").long("quiet").action(ArgAction::SetTrue))
            .subcommand(Command::new("inner").arg(Arg::new("target").long("target")));
        let command = attach(command, |_| Some("1".into()));
        let variable = |command: &Command, id: &str| {
            let argument = command
                .get_arguments()
                .find(|argument| argument.get_id() == id);
            argument
                .and_then(|argument| argument.get_env())
                .map(OsString::from)
        };
        assert_eq!(variable(&command, "path"), None);
        assert_eq!(
            variable(&command, "fail-on"),
            Some("LOCKWRIGHT_FAIL_ON".into())
        );
        assert_eq!(variable(&command, "quiet"), Some("LOCKWRIGHT_QUIET".into()));
        let inner = command.find_subcommand("inner").expect("it is there");
        assert_eq!(variable(inner, "target"), Some("LOCKWRIGHT_TARGET".into()));
    }

    #[test]
    fn an_empty_variable_is_none() {
        let command = Command::new("test").arg(Arg::new("target").long("target"));
        let command = attach(command, |_| Some(OsString::new()));
        assert!(
            command
                .get_arguments()
                .all(|argument| argument.get_env().is_none())
        );
    }
}
