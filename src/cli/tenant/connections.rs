//! `lockwright tenant connections`.

use std::io::Write;

use super::super::args::ConnectionsArguments;
use super::super::console::{Console, Stream};
use super::super::progress::Progress;
use super::super::{Exit, Failure};
use super::{commands, connect};
use crate::report::tenant;
use crate::tenant::api;

/// Lists the connections.
pub(super) fn run(
    arguments: &ConnectionsArguments,
    console: &mut Console,
) -> Result<Exit, Failure> {
    if arguments.access.print_commands {
        return commands::print(&arguments.access, commands::Task::Connections, console);
    }
    let api = connect::connect(&arguments.access, Default::default())?;
    let progress = Progress::counting("connections");
    let connections = api::connections(&api, &|count| progress.set(count))?;
    drop(progress);
    let style = console.style(Stream::Out);
    let report = tenant::connections(&connections, arguments.output.output_format, style);
    console.out().write_all(report.as_bytes())?;
    Ok(Exit::Clean)
}
