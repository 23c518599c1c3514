//! `lockwright tenant audit`.

use std::io::Write;
use std::path::Path;

use super::super::args::{AuditArguments, RuleSettings};
use super::super::console::{Console, Stream};
use super::super::{Exit, Failure};
use super::{commands, connect, files};
use crate::check::Settings;
use crate::config::Origin;
use crate::report::tenant as report;
use crate::tenant::{Audit, Tenant, api, audit};

/// Judges the third-party applications of the tenant.
pub(super) fn run(arguments: &AuditArguments, console: &mut Console) -> Result<Exit, Failure> {
    if let Some(from) = &arguments.from {
        let configuration = arguments.config.open(&RuleSettings::default(), &[])?;
        let resolved = configuration.of_page(&from.join("login.html"))?;
        let tenant = files::read(from, &configuration)?;
        return judge(&tenant, &resolved.settings(), arguments, console);
    }
    if arguments.access.print_commands {
        return commands::print(&arguments.access, commands::Task::Audit, console);
    }
    let configuration = arguments.config.open(&RuleSettings::default(), &[])?;
    // The page has no path; what applies in the current folder applies to it.
    let resolved = configuration.of_page(Path::new("login.html"))?;
    let api = connect::connect(&arguments.access, Default::default())?;
    let tenant = api::tenant(&api)?;
    let mut settings = resolved.settings();
    if resolved.target.origin == Origin::Default {
        settings.target = api::tenant_target(&api, &tenant.custom_domains);
    }
    judge(&tenant, &settings, arguments, console)
}

/// Judges a tenant, wherever its state comes from, and reports.
pub(super) fn judge(
    tenant: &Tenant,
    settings: &Settings,
    arguments: &AuditArguments,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let audit: Audit = audit(tenant, settings);
    let style = console.style(Stream::Out);
    let report = report::applications(tenant, &audit, arguments.output.output_format, style);
    console.out().write_all(report.as_bytes())?;
    Ok(match audit.fails() {
        true => Exit::Findings,
        false => Exit::Clean,
    })
}
