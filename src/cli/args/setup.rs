//! The arguments of the commands that set a machine or a repository up.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use clap_complete::Shell;

use super::target_parser;
use crate::lock::catalog::Target;

#[derive(Debug, Args)]
pub(in crate::cli) struct InitArguments {
    /// The kind of domain that the pages are served on
    #[arg(long, value_parser = target_parser(), default_value_t)]
    pub(in crate::cli) target: Target,

    /// The CI system to write a job for [default: detected from the repository's remote and files]
    #[arg(long, value_enum, value_name = "SYSTEM")]
    pub(in crate::cli) ci: Option<CiSystem>,

    /// The Git repository from which hooks and jobs install Lockwright [default: hooks run the
    /// installed command, jobs install it from crates.io]
    #[arg(long, value_name = "URL", value_parser = repository_url)]
    pub(in crate::cli) from: Option<String>,
}

/// The CI systems that `init` writes jobs for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum CiSystem {
    /// GitHub Actions
    Github,
    /// GitLab CI/CD
    Gitlab,
    /// No job
    None,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CompletionsArguments {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub(in crate::cli) shell: Shell,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ManArguments {
    /// The command, such as `check` or `config show` [default: lockwright itself]
    #[arg(value_name = "COMMAND")]
    pub(in crate::cli) command: Vec<String>,

    /// The folder to write the pages of all commands to, one file each
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    pub(in crate::cli) out_dir: Option<PathBuf>,
}

/// Accepts what can stand in YAML and in a shell's command without quotes.
fn repository_url(text: &str) -> Result<String, String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/@+".contains(c);
    if !text.contains("://") || text.starts_with('-') || !text.chars().all(is_plain) {
        return Err("not the URL of a Git repository, such as https://host/owner/name".to_owned());
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls() {
        for url in [
            "https://git.example.com/tools/lockwright",
            "ssh://git@git.example.com:2222/tools/lockwright.git",
            "file:///srv/lockwright",
        ] {
            assert_eq!(repository_url(url).as_deref(), Ok(url));
        }
        for url in [
            "",
            "lockwright",
            "--upload-pack=x://y",
            "https://h/$(id)",
            "https://h/a b",
            "https://h/a\nb",
        ] {
            assert!(repository_url(url).is_err(), "{url:?}");
        }
    }
}
