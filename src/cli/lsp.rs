//! `lockwright lsp`: the language server.

use std::io::BufReader;

use super::args::{LspArguments, RuleSettings};
use super::console::Console;
use super::{Exit, Failure};
use crate::lsp::{self, Ended};
use crate::system;

/// Serves the editor at the other end of standard input and output until it has enough.
pub(super) fn run(arguments: &LspArguments, console: &mut Console) -> Result<Exit, Failure> {
    let open = || arguments.config.open(&RuleSettings::default(), &[]);
    let input = BufReader::new(system::stdin());
    match lsp::serve(input, console.out(), &open)? {
        Ended::Orderly => Ok(Exit::Clean),
        // The protocol asks for 1 when nobody said `shutdown` before.
        Ended::Abruptly => Ok(Exit::Findings),
    }
}

/// A language server for a host that has its client's messages, one at a time.
#[cfg(hosted)]
pub struct LanguageServer(lsp::Conversation<'static>);

#[cfg(hosted)]
impl Default for LanguageServer {
    /// A server that `lockwright lsp` would be without arguments.
    fn default() -> Self {
        use crate::config::{ConfigError, Configuration};

        fn open() -> Result<Configuration, ConfigError> {
            super::args::ConfigArguments::default().open(&RuleSettings::default(), &[])
        }
        Self(lsp::Conversation::new(&open))
    }
}

#[cfg(hosted)]
impl LanguageServer {
    /// Answers a message of JSON-RPC, given without headers. Gives the messages for the client, and whether the
    /// conversation goes on.
    pub fn take(&mut self, message: &str) -> (Vec<String>, bool) {
        let (said, ended) = self.0.take(message);
        (said, ended.is_none())
    }
}
