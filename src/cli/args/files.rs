//! The arguments that say which pages are meant and how a run ends.

use std::path::PathBuf;

use clap::Args;

use crate::config::Pattern;

const HEADING: &str = "Files";
const ENDING_HEADING: &str = "Output and exit code";

/// Which of the pages that are named are meant.
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct FileArguments {
    /// Skip what this pattern matches in folders; patterns are those of .gitignore
    #[arg(long, value_name = "PATTERN", value_delimiter = ',', help_heading = HEADING)]
    pub(in crate::cli) exclude: Vec<Pattern>,

    /// Also skip excluded pages that are named on the command line
    #[arg(long, help_heading = HEADING)]
    pub(in crate::cli) force_exclude: bool,

    /// Also check the pages listed in a file, one per line or separated by NUL; - is standard input
    #[arg(long, value_name = "FILE", help_heading = HEADING)]
    pub(in crate::cli) files_from: Option<PathBuf>,

    /// List the pages that would be checked, without checking them
    #[arg(long, help_heading = HEADING)]
    pub(in crate::cli) show_files: bool,

    /// Do not fail when a path leads to no page
    #[arg(long, help_heading = HEADING)]
    pub(in crate::cli) no_error_on_unmatched: bool,
}

/// What is said at the end of a run, and its exit code.
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct EndingArguments {
    /// Exit with code 0 whatever is found
    #[arg(long, help_heading = ENDING_HEADING)]
    pub(in crate::cli) exit_zero: bool,

    /// Exit with code 1 if anything was fixed, even if no finding is left
    #[arg(long, conflicts_with = "exit_zero", help_heading = ENDING_HEADING)]
    pub(in crate::cli) exit_non_zero_on_fix: bool,

    /// Show the number of findings of each rule instead of the findings
    #[arg(long, help_heading = ENDING_HEADING)]
    pub(in crate::cli) statistics: bool,

    /// Print only findings and errors
    #[arg(short, long, help_heading = ENDING_HEADING)]
    pub(in crate::cli) quiet: bool,

    /// Check again whenever a page, the configuration or the baseline changes, until Ctrl-C
    #[arg(long, conflicts_with_all = ["diff", "show_files"], help_heading = ENDING_HEADING)]
    pub(in crate::cli) watch: bool,
}
