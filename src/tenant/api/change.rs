//! Making a connection a domain connection, or none: look, change, look again.

use super::error::ApiError;
use super::interrupt::Interrupt;
use super::management::{ConnectionAnswer, Management};
use crate::tenant::drift::drift;
use crate::tenant::state::Connection;

/// What is to become of connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// They become domain connections.
    Promote,
    /// They are none any more.
    Demote,
}

impl Change {
    /// The value of `is_domain_connection` that it comes to.
    pub(crate) fn flag(self) -> bool {
        self == Self::Promote
    }

    /// Whether it has happened already.
    pub(crate) fn is_done(self, connection: &Connection) -> bool {
        connection.is_domain_connection == self.flag()
    }
}

/// What became of one connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: OutcomeKind,
    /// More about it: why it failed, what else changed.
    pub(crate) detail: Option<String>,
}

/// The kinds of [`Outcome`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OutcomeKind {
    Promoted,
    Demoted,
    /// It was so before.
    Already,
    WouldPromote,
    WouldDemote,
    Failed,
    /// It is done, and something else is not as it was.
    Drifted,
}

impl OutcomeKind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Promoted => "promoted",
            Self::Demoted => "demoted",
            Self::Already => "already",
            Self::WouldPromote => "would-promote",
            Self::WouldDemote => "would-demote",
            Self::Failed => "failed",
            Self::Drifted => "drifted",
        }
    }

    /// What a change comes to.
    pub(crate) fn done(change: Change) -> Self {
        match change {
            Change::Promote => Self::Promoted,
            Change::Demote => Self::Demoted,
        }
    }

    /// What a change would come to.
    pub(crate) fn would(change: Change) -> Self {
        match change {
            Change::Promote => Self::WouldPromote,
            Change::Demote => Self::WouldDemote,
        }
    }
}

/// Changes one connection. `None` when the run was told to stop before anything was sent that changes it.
pub(crate) fn change(
    api: &Management,
    connection: &Connection,
    change: Change,
    interrupt: &Interrupt,
) -> Option<Outcome> {
    let id = connection.id.clone().unwrap_or_default();
    let outcome = |kind, detail| Outcome {
        id: id.clone(),
        name: connection.name.clone(),
        kind,
        detail,
    };
    let failed = |why: String| outcome(OutcomeKind::Failed, Some(why));
    if interrupt.is_rung() {
        return None;
    }
    let before = match api.connection(&id) {
        Ok(before) => before,
        Err(_) if interrupt.is_rung() => return None,
        Err(error) => return Some(failed(explained(&error))),
    };
    if before.is_domain_connection == change.flag() {
        return Some(outcome(OutcomeKind::Already, None));
    }
    if interrupt.is_rung() {
        return None;
    }
    let sent = api.set_domain_connection(&before, change.flag());
    if let Err(error) = &sent
        && !error.is_uncertain()
    {
        return Some(failed(explained(error)));
    }
    let (kind, detail) = verdict(&before, sent, api.connection(&id), change);
    Some(outcome(kind, detail))
}

/// What a change came to that was sent, seen by what is there afterwards.
fn verdict(
    before: &ConnectionAnswer,
    sent: Result<(), ApiError>,
    after: Result<ConnectionAnswer, ApiError>,
    change: Change,
) -> (OutcomeKind, Option<String>) {
    let after = match after {
        Ok(after) => after,
        Err(error) => {
            let what = match &sent {
                Ok(()) => "the change was accepted, and could not be read back".to_owned(),
                Err(sent) => {
                    format!("it is not known whether the change was made: {sent}; and then")
                }
            };
            return (
                OutcomeKind::Failed,
                Some(format!("{what}: {}", explained(&error))),
            );
        }
    };
    if after.is_domain_connection != change.flag() {
        let why = match sent {
            Ok(()) => format!(
                "the change was accepted, and `is_domain_connection` reads back as {}: somebody else is changing it",
                after.is_domain_connection
            ),
            Err(error) => explained(&error),
        };
        return (OutcomeKind::Failed, Some(why));
    }
    match drift(&before.all, &after.all).as_slice() {
        [] => (OutcomeKind::done(change), None),
        changes => (
            OutcomeKind::Drifted,
            Some(format!(
                "{}, and this changed too: {}",
                OutcomeKind::done(change).name(),
                changes.join("; ")
            )),
        ),
    }
}

/// An error with what to do about it, in one line.
fn explained(error: &ApiError) -> String {
    match error.help() {
        Some(help) => format!("{error}; {help}"),
        None => error.to_string(),
    }
}
