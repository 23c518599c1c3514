//! `lockwright lsp`: the language server.

use std::io;

use super::args::{LspArguments, RuleSettings};
use super::console::Console;
use super::{Exit, Failure};
use crate::lsp::{self, Ended};

/// Serves the editor at the other end of standard input and output until it has enough.
pub(super) fn run(arguments: &LspArguments, console: &mut Console) -> Result<Exit, Failure> {
    let open = || arguments.config.open(&RuleSettings::default(), &[]);
    let input = io::BufReader::new(io::stdin());
    match lsp::serve(input, console.out(), &open)? {
        Ended::Orderly => Ok(Exit::Clean),
        // The protocol asks for 1 when nobody said `shutdown` before.
        Ended::Abruptly => Ok(Exit::Findings),
    }
}
