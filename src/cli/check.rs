//! `lockwright check` and `lockwright fix`.

mod job;
mod reports;

use std::cmp::Ordering;
use std::collections::VecDeque;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{CheckArguments, SuppressionArguments};
use super::baseline::Comparison;
use super::console::{Console, Stream};
use super::pages::{self, Found, Input, Trouble};
use super::scripts::Loader;
use super::tenants::TenantInput;
use super::threads::Threads;
use super::{Exit, Failure, Refusal, bug, watch};
use crate::config::{ConfigError, Configuration};
use crate::edit::write;
use crate::input::Source;
use crate::report::printable;
use crate::suppress::{Suppressed, Suppressor};
use crate::system;
use job::{Job, Mode, Outcome, Plan, TenantUnit, Unit};
use reports::Reports;

/// So many pages are in memory at a time, with what was found on them.
const PAGES_AT_ONCE: usize = 128;

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
    only_reports(arguments)?;
    if arguments.fix {
        only_fixes(&arguments.suppression)?;
    }
    if arguments.ending.watch {
        watch::run(arguments, console)
    } else {
        once(arguments, console).map(|done| done.exit)
    }
}

/// Refuses to change a page through what it becomes when it is deployed.
fn only_reports(arguments: &CheckArguments) -> Result<(), Refusal> {
    let changes = arguments.fix || arguments.diff || arguments.suppression.add_ignore.is_some();
    if changes && arguments.keywords.mappings.is_some() {
        let refusal = Refusal::new("--mappings does not go together with changing pages");
        return Err(refusal.help(
            "fix the page as it is written, without --mappings, then check it with --mappings",
        ));
    }
    Ok(())
}

/// Refuses to do anything with findings but to fix them.
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

/// Checks the pages, and fixes them when that was asked for. Reports are written while the run goes on, so that
/// memory does not grow with the number of pages.
pub(super) fn once(arguments: &CheckArguments, console: &mut Console) -> Result<Done, Failure> {
    let configuration = arguments.open()?;
    let job = Job::new(arguments, &configuration)?;
    let Found {
        inputs,
        links,
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
    let mut comparison = Comparison::open(&arguments.suppression)?;
    let mut units = units(inputs, &configuration, arguments)?;
    if job.mode == Mode::Fix {
        #[cfg(all(unix, not(hosted)))]
        super::interrupt::leave_nothing_behind();
        troubles.extend(tidy(&units, console));
    }
    let loader = Loader::new(&configuration, &arguments.scripts.script);
    loader.check_named()?;
    let linked = job.take_linked(&mut units, &loader)?;
    let tenant_unit = TenantInput::with_pages(tenants, linked, &loader)?
        .map(|it| tenant_unit(it, &configuration, arguments))
        .transpose()?;
    let (threads, progress) = (Threads::for_items(units.len()), job.progress(&units, quiet));
    let is_stdin = matches!(units.as_slice(), [unit] if unit.input.path().is_none())
        || tenant_unit.as_ref().is_some_and(|unit| unit.input.is_stdin);
    let (of_tenants, stopped) = work_on_tenants(&job, tenant_unit.as_ref());
    troubles.extend(stopped);
    let mut of_tenants = VecDeque::from(of_tenants);
    let stream = job.stream(is_stdin);
    let mut reports = Reports::begin(&job, &arguments.ending, stream, console);
    let (mut fails, mut written) = (false, Vec::new());
    let mut some = units.chunks(PAGES_AT_ONCE);
    loop {
        let (mut outcomes, is_last) = match some.next() {
            Some(some) => {
                let (outcomes, stopped) = job.work_through(some, &threads, &progress);
                troubles.extend(stopped);
                (outcomes, false)
            }
            None => (Vec::new(), true),
        };
        // Files of tenants are reported among the pages, in path order.
        let last = outcomes.last().map(|last| last.source.name.clone());
        while let Some(next) = of_tenants.pop_front_if(|next| {
            let comes_first = |last: &String| Path::new(&next.source.name) < Path::new(last);
            is_last || last.as_ref().is_some_and(comes_first)
        }) {
            outcomes.push(next);
        }
        outcomes.sort_by(by_path);
        if let Some(comparison) = &mut comparison {
            compare(comparison, &mut outcomes);
        }
        progress.hidden_while(|| {
            job.print_pages(is_stdin, &outcomes, console)?;
            reports.pages(&outcomes, console)
        })?;
        fails |= outcomes
            .iter()
            .any(|it| it.fails(job.mode, &arguments.ending));
        written.extend(outcomes.into_iter().filter_map(|it| it.written));
        if is_last {
            break;
        }
    }
    progress.end();
    console.troubles(&troubles);
    tell_links(&links, quiet, console);
    if let Some(comparison) = comparison {
        comparison.end(quiet, console)?;
    }
    let exit = match (troubles.as_slice(), fails) {
        ([], false) => Exit::Clean,
        ([], true) => Exit::Findings,
        _ => Exit::Failure,
    };
    Ok(Done {
        exit: reports.end(&troubles, exit, console)?,
        written,
    })
}

/// Puts in order what an earlier run left that was killed while it wrote.
fn tidy(units: &[Unit], console: &Console) -> Vec<Trouble> {
    let paths = units.iter().filter_map(|unit| unit.input.path());
    let folders = paths.filter_map(|path| match path.parent()? {
        folder if folder.as_os_str().is_empty() => Some(PathBuf::from(".")),
        folder => Some(folder.to_owned()),
    });
    let mut troubles = Vec::new();
    for outcome in write::tidy(&folders.collect()) {
        match outcome {
            Ok(page) => {
                let page = page.display();
                let what = "an earlier run was interrupted while it wrote the page";
                console.note(&format!("{page} has its old content again: {what}"), &[]);
            }
            Err(error) => troubles.push(Trouble::Write(error)),
        }
    }
    troubles
}

/// Says which links were not followed.
fn tell_links(links: &[PathBuf], quiet: bool, console: &Console) {
    const MOST_LISTED: usize = 5;
    if links.is_empty() || quiet {
        return;
    }
    let mut lines: Vec<String> = links
        .iter()
        .take(MOST_LISTED)
        .map(|link| link.display().to_string())
        .collect();
    if links.len() > MOST_LISTED {
        lines.push(format!("and {} more", links.len() - MOST_LISTED));
    }
    lines.push(
        "help: name a link on the command line to check the page that it leads to".to_owned(),
    );
    let message = match links.len() {
        1 => "1 symbolic link was not followed".to_owned(),
        count => format!("{count} symbolic links were not followed"),
    };
    console.note(&message, &lines);
}

/// Takes the findings out that the baseline lists.
fn compare(comparison: &mut Comparison, outcomes: &mut [Outcome]) {
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
}

/// Lists the pages that would be checked.
fn show_files(
    inputs: &[Input],
    tenants: Option<&TenantInput>,
    troubles: &[Trouble],
    console: &mut Console,
) -> Result<Done, Failure> {
    console.troubles(troubles);
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
/// used ends the run. Pages that follow each other mostly share what they are checked for.
fn units(
    inputs: Vec<Input>,
    configuration: &Configuration,
    arguments: &CheckArguments,
) -> Result<Vec<Unit>, Failure> {
    let mut units: Vec<Unit> = Vec::with_capacity(inputs.len());
    for input in inputs {
        let resolved = configuration.of_page(input.location())?;
        let plan = Plan {
            settings: arguments.settings(&resolved),
            fail_on: resolved.fail_on.value.least(),
        };
        // One run either runs all pages or none.
        let is_same =
            |known: &Plan| known.fail_on == plan.fail_on && known.settings.is_same(&plan.settings);
        let plan = match units.last() {
            Some(unit) if is_same(&unit.plan) => Arc::clone(&unit.plan),
            _ => Arc::new(plan),
        };
        units.push(Unit { input, plan });
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

/// Checks the files of tenants, if there are any. Gives what came of each, in path order.
fn work_on_tenants(job: &Job, unit: Option<&TenantUnit>) -> (Vec<Outcome>, Vec<Trouble>) {
    let Some(unit) = unit else {
        return (Vec::new(), Vec::new());
    };
    let bug = || {
        let trouble = Trouble::Bug("the tenant's configuration".to_owned());
        (Vec::new(), vec![trouble])
    };
    let (mut outcomes, troubles) = bug::guard(|| job.work_on_tenants(unit)).unwrap_or_else(bug);
    outcomes.sort_by(by_path);
    (outcomes, troubles)
}

fn by_path(a: &Outcome, b: &Outcome) -> Ordering {
    Path::new(&a.source.name).cmp(Path::new(&b.source.name))
}
