//! The arguments that say which pages are meant and how a run ends.

use std::path::PathBuf;

use clap::Args;

use crate::config::Pattern;

const HEADING: &str = "Files";
const ENDING_HEADING: &str = "Output and exit code";

/// Which of the pages that are named are meant.
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct FileArguments {
    /// Leave out what this pattern, as in .gitignore, matches in folders
    #[arg(long, value_name = "PATTERN", value_delimiter = ',', help_heading = HEADING)]
    pub(in crate::cli) exclude: Vec<Pattern>,

    /// Leave out what is excluded also where it is named outright
    #[arg(long, help_heading = HEADING)]
    pub(in crate::cli) force_exclude: bool,

    /// Also check the pages that a file lists, one a line or with NUL between them; - for standard
    /// input
    #[arg(long, value_name = "FILE", help_heading = HEADING)]
    pub(in crate::cli) files_from: Option<PathBuf>,

    /// List the pages that would be checked, and check none
    #[arg(long, help_heading = HEADING)]
    pub(in crate::cli) show_files: bool,

    /// A path that leads to no page is not an error
    #[arg(long, help_heading = HEADING)]
    pub(in crate::cli) no_error_on_unmatched: bool,
}

/// What is said at the end of a run, and its exit code.
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct EndingArguments {
    /// Exit with 0 whatever is found
    #[arg(long, help_heading = ENDING_HEADING)]
    pub(in crate::cli) exit_zero: bool,

    /// Exit with 1 when something was fixed, also when nothing is left
    #[arg(long, conflicts_with = "exit_zero", help_heading = ENDING_HEADING)]
    pub(in crate::cli) exit_non_zero_on_fix: bool,

    /// Count the findings of each rule instead of showing them
    #[arg(long, help_heading = ENDING_HEADING)]
    pub(in crate::cli) statistics: bool,

    /// Say nothing but findings and errors
    #[arg(short, long, help_heading = ENDING_HEADING)]
    pub(in crate::cli) quiet: bool,

    /// Check again whenever a page, the configuration or the baseline changes, until Ctrl-C
    #[arg(long, conflicts_with_all = ["diff", "show_files"], help_heading = ENDING_HEADING)]
    pub(in crate::cli) watch: bool,
}
