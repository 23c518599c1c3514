//! `lockwright tenant promote` and `lockwright tenant demote`.

use std::io::Write;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use super::super::args::ChangeArguments;
use super::super::console::{Console, Stream};
use super::super::progress::Progress;
use super::super::{Exit, Failure, Refusal};
use super::{commands, connect, consent};
use crate::report::tenant as report;
use crate::tenant::Connection;
use crate::tenant::api::{self, Change, Interrupt, Management, Outcome, OutcomeKind};
use crate::tenant::names::{self, Unresolved, UnresolvedKind};

/// How often a look is taken whether the run was told to stop.
const GLANCE: Duration = Duration::from_millis(50);

/// Changes the connections. Every name is resolved before anything is written.
pub(super) fn run(
    arguments: &ChangeArguments,
    change: Change,
    console: &mut Console,
) -> Result<Exit, Failure> {
    if arguments.access.print_commands {
        let task = commands::Task::Change(&arguments.connections, change);
        return commands::print(&arguments.access, task, console);
    }
    let interrupt = Arc::new(Interrupt::default());
    let api = connect::connect(&arguments.access, Arc::clone(&interrupt))?;
    let progress = Progress::counting("connections");
    let connections = api::connections(&api, &|count| progress.set(count))?;
    drop(progress);
    let chosen = names::resolve(&connections, &arguments.connections).map_err(refusal)?;
    let chosen: Vec<Connection> = chosen.into_iter().cloned().collect();
    if arguments.writing.dry_run {
        return dry_run(&chosen, change, arguments, console);
    }
    let to_do: Vec<&Connection> = chosen.iter().filter(|it| !change.is_done(it)).collect();
    if !to_do.is_empty() && !arguments.writing.yes {
        announce(&to_do, change, api.access().domain.as_str(), console)?;
        if !consent::ask("Go on?")? {
            console.note("nothing was written", &[]);
            return Ok(Exit::Findings);
        }
    }
    let ringing = Arc::clone(&interrupt);
    // Where signals cannot be handled, the run ends at once, as it would anyway.
    let _ = ctrlc::set_handler(move || ringing.ring());
    let run = work(api, &chosen, change, interrupt);
    let style = console.style(Stream::Out);
    let text = report::changes(&run.outcomes, arguments.output.output_format, style);
    console.out().write_all(text.as_bytes())?;
    console.flush()?;
    Ok(end(&run, chosen.len(), console))
}

/// What a run came to.
struct Run {
    /// In the order of the connections that were worked on.
    outcomes: Vec<Outcome>,
    /// Whether it was told to stop.
    interrupted: bool,
}

/// Works through the connections, one after the other: the tenant's rate limit leaves nothing to win by more.
fn work(api: Management, chosen: &[Connection], change: Change, interrupt: Arc<Interrupt>) -> Run {
    let progress = Progress::over(chosen.len(), "connections");
    let (sender, receiver) = mpsc::channel();
    let (to_do, stop) = (chosen.to_vec(), Arc::clone(&interrupt));
    thread::spawn(move || {
        for connection in &to_do {
            let outcome = match change.is_done(connection) {
                true => Some(outcome(connection, OutcomeKind::Already, None)),
                false => api::change(&api, connection, change, &stop),
            };
            let Some(outcome) = outcome else { return };
            if sender.send(outcome).is_err() {
                return;
            }
        }
    });
    let mut outcomes = Vec::with_capacity(chosen.len());
    loop {
        match receiver.recv_timeout(GLANCE) {
            Ok(outcome) => {
                outcomes.push(outcome);
                progress.step();
            }
            Err(RecvTimeoutError::Disconnected) => break,
            // Told to stop once, the run waits for the answer that is due; told twice, it does not.
            Err(RecvTimeoutError::Timeout) if interrupt.times() > 1 => break,
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
    if let Some(connection) = chosen.get(outcomes.len())
        && (interrupt.times() > 1 || !interrupt.is_rung())
    {
        let why = "it was given up in the middle; whether it was changed is not known";
        outcomes.push(outcome(
            connection,
            OutcomeKind::Failed,
            Some(why.to_owned()),
        ));
    }
    Run {
        outcomes,
        interrupted: interrupt.is_rung(),
    }
}

fn outcome(connection: &Connection, kind: OutcomeKind, detail: Option<String>) -> Outcome {
    Outcome {
        id: connection.id.clone().unwrap_or_default(),
        name: connection.name.clone(),
        kind,
        detail,
    }
}

/// Says what is left, and what the run's exit code is.
fn end(run: &Run, chosen: usize, console: &Console) -> Exit {
    let left = chosen - run.outcomes.len();
    if run.interrupted && left > 0 {
        let message = format!(
            "interrupted: {} of {chosen} connections were worked on, the other {left} are as they were",
            run.outcomes.len()
        );
        console.error(
            &message,
            Some("the same command goes on where this run stopped"),
        );
        return Exit::Interrupted;
    }
    if left > 0 {
        // The bug that ended the run has been told.
        let message = format!("the run ended early: the other {left} connections are as they were");
        console.error(&message, None);
        return Exit::Failure;
    }
    let is_bad = |it: &Outcome| matches!(it.kind, OutcomeKind::Failed | OutcomeKind::Drifted);
    match run.outcomes.iter().any(is_bad) {
        true => Exit::Findings,
        false => Exit::Clean,
    }
}

fn dry_run(
    chosen: &[Connection],
    change: Change,
    arguments: &ChangeArguments,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let foreseen = |connection: &Connection| {
        let kind = match change.is_done(connection) {
            true => OutcomeKind::Already,
            false => OutcomeKind::would(change),
        };
        outcome(connection, kind, None)
    };
    let outcomes: Vec<_> = chosen.iter().map(foreseen).collect();
    let style = console.style(Stream::Out);
    let text = report::changes(&outcomes, arguments.output.output_format, style);
    console.out().write_all(text.as_bytes())?;
    Ok(
        match outcomes.iter().any(|it| it.kind != OutcomeKind::Already) {
            true => Exit::Findings,
            false => Exit::Clean,
        },
    )
}

/// Says what will happen, on the stream that the question is on.
fn announce(
    to_do: &[&Connection],
    change: Change,
    domain: &str,
    console: &mut Console,
) -> Result<(), Failure> {
    let what = match change {
        Change::Promote => {
            "will become domain connections, which every third-party application can use"
        }
        Change::Demote => {
            "will be no domain connections any more; users of third-party applications cannot log in with them then"
        }
    };
    let lines: Vec<_> = to_do
        .iter()
        .map(|it| {
            format!(
                "{} ({}, {})",
                it.name,
                it.strategy,
                it.id.as_deref().unwrap_or_default()
            )
        })
        .collect();
    console.note(&format!("these connections of {domain} {what}:"), &lines);
    Ok(())
}

/// Says of every name that is wrong what was probably meant.
fn refusal(unresolved: Vec<Unresolved>) -> Failure {
    let (mut messages, mut helps) = (Vec::new(), Vec::new());
    for Unresolved { name, kind } in unresolved {
        match kind {
            UnresolvedKind::Unknown(similar) => {
                messages.push(format!("there is no connection `{name}`"));
                if !similar.is_empty() {
                    let similar: Vec<_> = similar.iter().map(|it| format!("`{it}`")).collect();
                    helps.push(format!("did you mean {}?", similar.join(" or ")));
                }
            }
            UnresolvedKind::Ambiguous => {
                messages.push(format!(
                    "`{name}` is the name of one connection and the id of another"
                ));
                helps.push("use the id of the one that is named so".to_owned());
            }
        }
    }
    helps.push("`lockwright tenant connections` lists them; nothing was changed".to_owned());
    Refusal::new(messages.join(", "))
        .help(helps.join(" "))
        .into()
}
