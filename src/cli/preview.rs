//! `lockwright preview`: a page as both kinds of user see it.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use super::args::{PreviewArguments, RuleSettings};
use super::console::Console;
use super::tenant::files;
use super::{Exit, Failure, Refusal};
use crate::config::Configuration;
use crate::preview::{Options, Preview, PreviewError, SimulatedTenant};
use crate::tenant::Part;

/// Serves the page until the process is ended.
pub(super) fn run(arguments: &PreviewArguments, console: &mut Console) -> Result<Exit, Failure> {
    let configuration = arguments.config.open(&RuleSettings::default(), &[])?;
    let resolved = configuration.of_page(&arguments.page)?;
    let tenant = match &arguments.tenant {
        Some(path) => simulated(path, &configuration)?,
        None => SimulatedTenant::default(),
    };
    let options = Options {
        page: arguments.page.clone(),
        max_bytes: arguments.reading.max_file_size,
        settings: resolved.settings(),
        least: arguments.fixing.least(),
        mappings: arguments.mappings.clone(),
        lock: arguments.lock.clone(),
        tenant,
        port: arguments.port,
    };
    let preview = Preview::open(options).map_err(refusal)?;
    let url = preview.url();
    writeln!(console.out(), "{url}")?;
    console.flush()?;
    console.note(
        "open this address in a browser; Ctrl-C ends the preview",
        &[],
    );
    if arguments.open && !open_in_browser(&url) {
        console.warning(
            "no browser could be started",
            Some("open the address above"),
        );
    }
    preview.run();
    Ok(Exit::Clean)
}

/// The tenant in a file of `lockwright tenant connections`, or that a configuration as code has.
fn simulated(path: &Path, configuration: &Configuration) -> Result<SimulatedTenant, Failure> {
    let is_document = path.extension().is_some_and(|it| it == "json") && path.is_file();
    let no_document = match SimulatedTenant::read(path) {
        Ok(tenant) => return Ok(tenant),
        Err(error) => error,
    };
    let unusable = |why: &dyn std::fmt::Display| {
        let refusal = Refusal::new(format!("cannot use the tenant {}: {why}", path.display()));
        refusal.help(
            "name a file that `lockwright tenant connections --output-format json` wrote, or the tenant's \
             configuration: a folder of auth0-deploy-cli, its YAML file, or a module of Terraform",
        )
    };
    if is_document {
        return Err(unusable(&no_document).into());
    }
    let tenant = files::read(path, configuration)?;
    match &tenant.connections {
        Part::Known(connections) => {
            Ok(SimulatedTenant::of(path.display().to_string(), connections))
        }
        Part::Unknown(reason) => Err(unusable(reason).into()),
    }
}

fn refusal(error: PreviewError) -> Refusal {
    let help = match &error {
        PreviewError::Page(error) => Some(error.help()),
        PreviewError::Mappings(_, error) => Some(error.help()),
        PreviewError::Port(..) => Some("choose another with --port, or leave it out".to_owned()),
        PreviewError::MappingsFile(..) | PreviewError::Lock(..) | PreviewError::Random(_) => None,
    };
    let refusal = Refusal::new(error);
    match help {
        Some(help) => refusal.help(help),
        None => refusal,
    }
}

/// Starts the browser that the system prefers.
fn open_in_browser(url: &str) -> bool {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut command = Command::new("rundll32");
        command.arg("url.dll,FileProtocolHandler");
        command
    } else {
        Command::new("xdg-open")
    };
    let quiet = || Stdio::null();
    let child = command
        .arg(url)
        .stdin(quiet())
        .stdout(quiet())
        .stderr(quiet())
        .spawn();
    match child {
        Ok(mut child) => {
            // Some openers live as long as the browser; one that has ended is to leave nothing behind.
            thread::spawn(move || child.wait());
            true
        }
        Err(_) => false,
    }
}
