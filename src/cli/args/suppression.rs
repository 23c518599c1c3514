//! The arguments that say which findings do not count.

use std::path::PathBuf;

use clap::Args;

use crate::suppress::{BadReason, Reason};

const HEADING: &str = "Suppression";

/// Which findings do not count.
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct SuppressionArguments {
    /// Write a comment that ignores each finding, with this reason if one is given
    #[arg(long, value_name = "REASON", num_args = 0..=1, require_equals = true,
          default_missing_value = "", value_parser = reason, help_heading = HEADING)]
    pub(in crate::cli) add_ignore: Option<Ignoring>,

    /// Count only findings that are not listed in this file
    #[arg(long, value_name = "FILE", help_heading = HEADING)]
    pub(in crate::cli) baseline: Option<PathBuf>,

    /// Write the current findings to the baseline, so that they do not count
    #[arg(long, requires = "baseline", conflicts_with_all = ["diff", "add_ignore", "watch"],
          help_heading = HEADING)]
    pub(in crate::cli) write_baseline: bool,
}

/// That findings are to be ignored, and why.
#[derive(Debug, Clone)]
pub(in crate::cli) struct Ignoring(pub(in crate::cli) Option<Reason>);

fn reason(text: &str) -> Result<Ignoring, BadReason> {
    if text.is_empty() {
        return Ok(Ignoring(None));
    }
    Reason::new(text).map(|reason| Ignoring(Some(reason)))
}
