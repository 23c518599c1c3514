//! `lockwright tenant pull` and `lockwright tenant push`: the hosted login page.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::args::{PullArguments, PushArguments, RuleSettings};
use super::super::console::{Console, Stream};
use super::super::pages::{self, Input, Trouble};
use super::super::{Exit, Failure, Refusal};
use super::{commands, connect, consent};
use crate::check::{self, Settings};
use crate::config::Origin;
use crate::edit::write::{self, WriteError, WriteErrorKind};
use crate::edit::{Applicability, diff};
use crate::finding::{Finding, Severity};
use crate::input::Source;
use crate::report::{self, Checked, Format, Options, Run, Summary, printable};
use crate::tenant::api::{self, HostedPage, Interrupt, Management, PageError};

/// Writes the hosted page to standard output or a file.
pub(super) fn pull(arguments: &PullArguments, console: &mut Console) -> Result<Exit, Failure> {
    if arguments.access.print_commands {
        return commands::print(&arguments.access, commands::Task::Pull, console);
    }
    let api = connect::connect(&arguments.access, Default::default())?;
    let hosted = api::hosted_page(&api)?;
    if hosted.page.html.is_none() {
        let refusal = Refusal::new("the tenant has no login page of its own");
        return Err(refusal
            .help("`lockwright tenant push PAGE` gives it one")
            .into());
    }
    match arguments
        .output
        .as_deref()
        .filter(|path| !pages::is_stdin(path))
    {
        None => console.out().write_all(hosted.html().as_bytes())?,
        Some(path) => {
            if let Err(error) = write::put(path, hosted.html().as_bytes()) {
                console.trouble(&Trouble::Write(error));
                return Ok(Exit::Failure);
            }
        }
    }
    if !hosted.page.enabled {
        console.warning("the page is switched off: it serves no logins", None);
    }
    Ok(Exit::Clean)
}

/// Replaces the hosted page.
pub(super) fn push(arguments: &PushArguments, console: &mut Console) -> Result<Exit, Failure> {
    if arguments.access.print_commands {
        let task = commands::Task::Push(&arguments.page);
        return commands::print(&arguments.access, task, console);
    }
    let input = match pages::is_stdin(&arguments.page) {
        true => Input::Stdin("-".to_owned()),
        false => Input::File(arguments.page.clone()),
    };
    let source = match input.read(arguments.reading.max_file_size) {
        Ok(source) => source,
        Err(trouble) => {
            console.trouble(&trouble);
            return Ok(Exit::Failure);
        }
    };
    let interrupt = Arc::new(Interrupt::default());
    let configuration = arguments.config.open(&RuleSettings::default(), &[])?;
    let resolved = configuration.of_page(input.location())?;
    let api = connect::connect(&arguments.access, Arc::clone(&interrupt))?;
    let mut settings = resolved.settings();
    if resolved.target.origin == Origin::Default {
        settings.target = api::tenant_target(&api, &api::custom_domains(&api)?);
    }
    if !is_ready(&source, &settings, console)? {
        console.error(
            "nothing was written: the page is not ready",
            Some("`lockwright fix` makes it ready where that can be done safely"),
        );
        return Ok(Exit::Findings);
    }
    let hosted = api::hosted_page(&api)?;
    let on = !arguments.leave_off || hosted.page.enabled;
    if hosted.is(&source.text, on) {
        console.note("the tenant has this page already", &[]);
        return Ok(Exit::Clean);
    }
    show(&hosted, &source, on, api.access().domain.as_str(), console)?;
    if arguments.writing.dry_run {
        return Ok(Exit::Findings);
    }
    if !arguments.writing.yes && !consent::ask("Replace the page?")? {
        console.note("nothing was written", &[]);
        return Ok(Exit::Findings);
    }
    // From here on the run tells what it has done, and is not cut off before.
    let _ = ctrlc::set_handler(move || interrupt.ring());
    replace(&api, &hosted, &source, &input, on, console)
}

/// Checks the page as `check` does, and shows what is found.
fn is_ready(source: &Source, settings: &Settings, console: &mut Console) -> Result<bool, Failure> {
    let findings = check::check(source, settings);
    if !findings.is_empty() {
        let mut summary = Summary::default();
        summary.add(&findings, 0, Applicability::Safe);
        let options = Options::new(console.style(Stream::Error), Applicability::Safe);
        let mut report = report::new(Format::Full, options);
        console.write(Stream::Error, |out| {
            report.page(Checked::new(&source.name, &source.text, &findings), out)?;
            report.end(Run::of(&summary), out)
        })?;
    }
    let is_error = |finding: &Finding| finding.severity == Severity::Error;
    Ok(!findings.iter().any(is_error))
}

/// Shows what would change.
fn show(
    hosted: &HostedPage,
    source: &Source,
    on: bool,
    domain: &str,
    console: &mut Console,
) -> Result<(), Failure> {
    let name = if source.name == "-" {
        "login.html"
    } else {
        &source.name
    };
    let patch = diff::unified(name, hosted.html(), &source.text);
    let is_terminal = console.style(Stream::Out).width.is_none();
    if is_terminal {
        // Whatever is on the page now was written by somebody else.
        for line in patch.lines() {
            writeln!(console.out(), "{}", printable(line))?;
        }
    } else {
        console.out().write_all(patch.as_bytes())?;
    }
    console.flush()?;
    let what = match (hosted.page.html.is_some(), patch.is_empty()) {
        (_, true) => "the page stays as it is",
        (true, false) => "the page is replaced",
        (false, false) => "there is no page yet, and it gets one",
    };
    let switch = match (hosted.page.enabled, on) {
        (false, true) => "; it is switched off, and is switched on: from then on it serves logins",
        (false, false) => "; it is switched off, and stays so",
        (true, _) => "",
    };
    console.note(&format!("the login page of {domain}: {what}{switch}"), &[]);
    Ok(())
}

/// Keeps the old page, writes the new one and says what came of it.
fn replace(
    api: &Management,
    hosted: &HostedPage,
    source: &Source,
    input: &Input,
    on: bool,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let mut kept = None;
    let keep = || {
        if let Some(html) = hosted
            .page
            .html
            .as_deref()
            .filter(|html| *html != source.text)
        {
            kept = Some(keep(html, input)?);
        }
        Ok::<(), WriteError>(())
    };
    let outcome = match api::replace_page(api, hosted, &source.text, on, keep) {
        Ok(outcome) => outcome,
        Err(error) => {
            console.trouble(&Trouble::Write(error));
            console.error("nothing was written: the old page could not be kept", None);
            return Ok(Exit::Failure);
        }
    };
    if let Some(path) = &kept {
        console.note(&format!("the old page is in {}", path.display()), &[]);
    }
    Ok(match outcome {
        Ok(()) => {
            console.note("the page was replaced, and reads back as it was sent", &[]);
            Exit::Clean
        }
        Err(error) => tell(&error, console),
    })
}

fn tell(error: &PageError, console: &Console) -> Exit {
    let failed = |what: &str, error: &api::ApiError| {
        console.error(&format!("{what}: {error}"), error.help().as_deref());
    };
    match error {
        PageError::Changed => {
            let message =
                "nothing was written: somebody has changed the page since the difference was shown";
            console.error(message, Some("the same command shows the new difference"));
            return Exit::Findings;
        }
        PageError::Other => {
            let message =
                "the page was accepted, and another one reads back: somebody else is changing it";
            console.error(
                message,
                Some("`lockwright tenant pull` shows what is there"),
            );
            return Exit::Findings;
        }
        PageError::Before(error) => failed("nothing was written", error),
        PageError::Refused(error) => failed("the page was not replaced", error),
        PageError::Unknown(error) => failed("it is not known whether the page was replaced", error),
    }
    Exit::Failure
}

/// Keeps a page in a file beside the new one, under a name that is free and is not taken for a page.
fn keep(html: &str, input: &Input) -> Result<PathBuf, WriteError> {
    let beside = input.path().unwrap_or(Path::new("login.html"));
    let mut number = 1;
    loop {
        let mut name = beside.as_os_str().to_owned();
        name.push(".old");
        if number > 1 {
            name.push(format!(".{number}"));
        }
        let path = PathBuf::from(name);
        match write::create(&path, html.as_bytes()) {
            Ok(()) => return Ok(path),
            Err(error) if is_taken(&error) => {
                if std::fs::read(&path).is_ok_and(|there| there == html.as_bytes()) {
                    return Ok(path);
                }
                number += 1;
            }
            Err(error) => return Err(error),
        }
    }
}

fn is_taken(error: &WriteError) -> bool {
    matches!(&error.kind, WriteErrorKind::Io(error) if error.kind() == std::io::ErrorKind::AlreadyExists)
}
