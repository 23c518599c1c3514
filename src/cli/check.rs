//! `lockwright check` and `lockwright fix`.

mod job;
mod reports;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{CheckArguments, EndingArguments, SuppressionArguments};
use super::baseline::Comparison;
use super::console::{Console, Stream};
use super::pages::{self, Found, Input, Trouble};
use super::tenants::TenantInput;
use super::{Exit, Failure, Refusal, bug, watch};
use crate::config::{ConfigError, Configuration};
use crate::input::Source;
use crate::report::printable;
use crate::suppress::{Suppressed, Suppressor};
use crate::system;
use job::{Job, Mode, Outcome, TenantUnit, Unit};
use reports::Reports;

/// What a run came to.
pub(super) struct Done {
    pub(super) exit: Exit,
    /// The pages that were written.
    pub(super) written: Vec<PathBuf>,
}

impl CheckArguments {
    /// The configuration of a run with these arguments.
    pub(super) fn open(&self) -> Result<Arc<Configuration>, ConfigError> {
        self.config
            .open(&self.rules, &self.files.exclude)
            .map(Arc::new)
    }
}

/// Checks the pages; with `--watch` again and again.
pub(super) fn run(arguments: &CheckArguments, console: &mut Console) -> Result<Exit, Failure> {
    if arguments.fix {
        only_fixes(&arguments.suppression)?;
    }
    if arguments.ending.watch {
        watch::run(arguments, console)
    } else {
        once(arguments, console).map(|done| done.exit)
    }
}

/// Refuses to do something else with findings than to mend them.
fn only_fixes(suppression: &SuppressionArguments) -> Result<(), Refusal> {
    if suppression.add_ignore.is_some() {
        let refusal = Refusal::new("--add-ignore does not go together with fixing");
        return Err(refusal.help("fix first, then `lockwright check --add-ignore` what is left"));
    }
    if suppression.write_baseline {
        let refusal = Refusal::new("--write-baseline does not go together with fixing");
        return Err(refusal.help("fix first, then list what is left with `lockwright check`"));
    }
    Ok(())
}

/// Checks the pages, and mends them when that was asked for.
pub(super) fn once(arguments: &CheckArguments, console: &mut Console) -> Result<Done, Failure> {
    let configuration = arguments.open()?;
    let job = Job::new(arguments, &configuration)?;
    let Found {
        inputs,
        tenants,
        mut troubles,
    } = pages::find(
        &arguments.paths,
        &arguments.files,
        &arguments.stdin_filename,
        arguments.reading.max_file_size,
        &configuration,
    )?;
    let quiet = arguments.ending.quiet;
    if inputs.is_empty() && tenants.is_none() && troubles.is_empty() && !quiet {
        console.warning(
            "no pages found",
            Some("pages are files named *.html or *.htm that are not ignored"),
        );
    }
    if arguments.files.show_files {
        return show_files(&inputs, tenants.as_ref(), &troubles, console);
    }
    job.spare(&inputs, tenants.as_ref())?;
    let comparison = Comparison::open(&arguments.suppression)?;
    let units = units(inputs, &configuration, arguments)?;
    let tenant_unit = tenants
        .map(|it| tenant_unit(it, &configuration, arguments))
        .transpose()?;
    let (mut outcomes, stopped) = job.work_through(&units, quiet);
    troubles.extend(stopped);
    if let Some(unit) = &tenant_unit {
        let bug = || {
            (
                Vec::new(),
                vec![Trouble::Bug("the tenant's configuration".to_owned())],
            )
        };
        let (more, stopped) = bug::guard(|| job.work_on_tenants(unit)).unwrap_or_else(bug);
        outcomes.extend(more);
        outcomes.sort_by(|a, b| Path::new(&a.source.name).cmp(Path::new(&b.source.name)));
        troubles.extend(stopped);
    }
    for trouble in &troubles {
        console.trouble(trouble);
    }
    if let Some(comparison) = comparison {
        compare(comparison, &mut outcomes, quiet, console)?;
    }
    let is_stdin = matches!(units.as_slice(), [unit] if unit.input.path().is_none())
        || tenant_unit.is_some_and(|unit| unit.input.is_stdin);
    let stream = job.print_pages(is_stdin, &outcomes, console)?;
    if job.ignoring.is_some() && !quiet {
        tell_ignored(job.mode, &outcomes, console);
    }
    let exit = match troubles.as_slice() {
        [] => exit(&outcomes, job.mode, &arguments.ending),
        _ => Exit::Failure,
    };
    let reports = Reports {
        job: &job,
        ending: &arguments.ending,
        outcomes: &outcomes,
        troubles: troubles.iter().map(Trouble::to_string).collect(),
        exit,
    };
    Ok(Done {
        exit: reports.write(stream, console)?,
        written: outcomes.into_iter().filter_map(|it| it.written).collect(),
    })
}

/// Takes the findings out that the baseline lists.
fn compare(
    mut comparison: Comparison,
    outcomes: &mut [Outcome],
    quiet: bool,
    console: &Console,
) -> Result<(), Failure> {
    for outcome in outcomes {
        let found = std::mem::take(&mut outcome.left);
        let Source { name, text } = outcome.now();
        let (new, old) = comparison.split(name.as_ref(), text, found);
        outcome.left = new;
        outcome
            .suppressed
            .extend(old.into_iter().map(|finding| Suppressed {
                finding,
                by: Suppressor::Baseline,
                reason: None,
            }));
    }
    Ok(comparison.end(quiet, console)?)
}

/// Says how many ignore comments were, or would be, written.
fn tell_ignored(mode: Mode, outcomes: &[Outcome], console: &Console) {
    let written: usize = outcomes.iter().map(|outcome| outcome.ignored).sum();
    let are = match mode {
        Mode::Diff => "would be",
        Mode::Fix | Mode::Report => "are now",
    };
    console.note(&format!("findings that {are} ignored: {written}"), &[]);
}

/// Lists the pages that would be checked.
fn show_files(
    inputs: &[Input],
    tenants: Option<&TenantInput>,
    troubles: &[Trouble],
    console: &mut Console,
) -> Result<Done, Failure> {
    for trouble in troubles {
        console.trouble(trouble);
    }
    let is_terminal = system::is_terminal(Stream::Out);
    let pages = inputs.iter().filter_map(Input::path);
    let configuration = tenants.into_iter().flat_map(TenantInput::paths);
    let mut paths: Vec<&Path> = pages.chain(configuration).collect();
    paths.sort();
    for path in paths {
        // A program that reads the list is to find the page, whatever its name is made of.
        let name = match is_terminal {
            true => printable(&path.to_string_lossy()).into_owned().into_bytes(),
            false => path.as_os_str().as_encoded_bytes().to_vec(),
        };
        console.out().write_all(&name)?;
        console.out().write_all(b"\n")?;
    }
    let exit = match troubles {
        [] => Exit::Clean,
        _ => Exit::Failure,
    };
    let written = Vec::new();
    Ok(Done { exit, written })
}

/// Decides what each page is checked for, before any page is changed: a configuration that cannot be
/// used ends the run.
fn units(
    inputs: Vec<Input>,
    configuration: &Configuration,
    arguments: &CheckArguments,
) -> Result<Vec<Unit>, Failure> {
    let mut units = Vec::with_capacity(inputs.len());
    for input in inputs {
        let resolved = configuration.of_page(input.location())?;
        units.push(Unit {
            settings: arguments.settings(&resolved),
            fail_on: resolved.fail_on.value.least(),
            input,
        });
    }
    Ok(units)
}

/// Decides what each file of tenants is checked for.
fn tenant_unit(
    input: TenantInput,
    configuration: &Configuration,
    arguments: &CheckArguments,
) -> Result<TenantUnit, Failure> {
    let (mut settings, mut fail_on) = (Vec::new(), Vec::new());
    for (_, source) in input.files.sources() {
        let resolved = configuration.of_page(Path::new(&source.name))?;
        settings.push(arguments.settings(&resolved));
        fail_on.push(resolved.fail_on.value.least());
    }
    Ok(TenantUnit {
        input,
        settings,
        fail_on,
    })
}

/// Whether what is left, or a change that was not made, makes the run fail.
fn exit(outcomes: &[Outcome], mode: Mode, ending: &EndingArguments) -> Exit {
    if ending.exit_zero {
        return Exit::Clean;
    }
    let fails = |outcome: &Outcome| {
        if ending.exit_non_zero_on_fix && !outcome.fixed.is_empty() {
            return true;
        }
        outcome.fail_on.is_some_and(|least| {
            let changes = mode == Mode::Diff && outcome.changed.is_some();
            changes || outcome.left.iter().any(|finding| finding.severity >= least)
        })
    };
    if outcomes.iter().any(fails) {
        Exit::Findings
    } else {
        Exit::Clean
    }
}
