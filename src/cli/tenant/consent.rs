//! Asking before something is written to a tenant.

use std::io::{self, BufRead, IsTerminal, Write};

use super::super::{Failure, Refusal};

/// Whether the user wants what was announced. Refuses to guess where nobody can be asked.
pub(super) fn ask(question: &str) -> Result<bool, Failure> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        let refusal = Refusal::new("nothing was written: there is no terminal to ask on");
        return Err(refusal
            .help("use --yes to write without being asked, or --dry-run to see what would change")
            .into());
    }
    let mut err = io::stderr().lock();
    write!(err, "{question} [y/N] ")?;
    err.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    let answer = answer.trim().to_ascii_lowercase();
    Ok(matches!(answer.as_str(), "y" | "yes"))
}
