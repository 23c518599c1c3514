//! `lockwright tenant diff`.

use std::io::Write;

use super::super::args::{DiffArguments, RuleSettings};
use super::super::console::{Console, Stream};
use super::super::{Exit, Failure, Refusal};
use super::{commands, connect, files};
use crate::report::tenant as report;
use crate::tenant::api;
use crate::tenant::comparison::compare;

/// Says where the files and the tenant differ.
pub(super) fn run(arguments: &DiffArguments, console: &mut Console) -> Result<Exit, Failure> {
    if arguments.access.print_commands {
        return commands::print(&arguments.access, commands::Task::Diff, console);
    }
    let configuration = arguments.config.open(&RuleSettings::default(), &[])?;
    let files = files::read(&arguments.from, &configuration)?;
    if let (Some(connections), Some(page)) = (files.connections.reason(), files.page.reason()) {
        let from = arguments.from.display();
        let message = format!("there is nothing to compare in {from}: {connections}, and {page}");
        return Err(Refusal::new(message).into());
    }
    let api = connect::connect(&arguments.access, Default::default())?;
    let tenant = api::tenant(&api)?;
    for (part, reason) in [
        ("connections", tenant.connections.reason()),
        ("the login page", tenant.page.reason()),
    ] {
        if let Some(reason) = reason {
            return Err(Refusal::new(format!("{part} cannot be compared: {reason}")).into());
        }
    }
    let comparison = compare(&files, &tenant);
    let style = console.style(Stream::Out);
    let report = report::differences(&comparison, arguments.output.output_format, style);
    console.out().write_all(report.as_bytes())?;
    Ok(match comparison.differences.is_empty() {
        true => Exit::Clean,
        false => Exit::Findings,
    })
}
