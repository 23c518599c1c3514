//! `lockwright tenant`: the tenant that the pages are for.
//!
//! What is asked of the tenant and what is sent to it is in [`crate::tenant::api`]; here is what users see.

mod audit;
mod change;
mod commands;
mod connect;
mod connections;
mod consent;
mod diff;
pub(super) mod files;
mod page;

use super::args::TenantCommand;
use super::console::Console;
use super::{Exit, Failure, Refusal};
use crate::tenant::api::{ApiError, Change};

/// Runs a command about a tenant.
pub(super) fn run(command: &TenantCommand, console: &mut Console) -> Result<Exit, Failure> {
    match command {
        TenantCommand::Audit(arguments) => audit::run(arguments, console),
        TenantCommand::Connections(arguments) => connections::run(arguments, console),
        TenantCommand::Promote(arguments) => change::run(arguments, Change::Promote, console),
        TenantCommand::Demote(arguments) => change::run(arguments, Change::Demote, console),
        TenantCommand::Pull(arguments) => page::pull(arguments, console),
        TenantCommand::Push(arguments) => page::push(arguments, console),
        TenantCommand::Diff(arguments) => diff::run(arguments, console),
    }
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        let help = error.help();
        let refusal = Refusal::new(error);
        Self::Refused(match help {
            Some(help) => refusal.help(help),
            None => refusal,
        })
    }
}
