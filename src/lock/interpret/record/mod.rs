//! What is noted for the model while the page runs. Nothing here is taken back when a branch ends: what
//! was seen on one path may happen.

pub(crate) mod construction;
pub(crate) mod flows;
pub(crate) mod handover;
pub(crate) mod loads;
pub(crate) mod names;
pub(crate) mod snapshot;

use self::construction::Constructions;
use self::names::Names;
use super::Interpreter;
use crate::lock::catalog::config_fields::TRANSACTION;
use crate::lock::interpret::budget::LIMITS;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::value::Value;
use crate::lock::{Cause, Load, Model, Unknown};
use crate::span::Span;

/// The model so far, and what is needed to make it.
pub(crate) struct Recorder {
    pub(crate) model: Model,
    pub(crate) constructions: Constructions,
    /// By which expressions the config can be named.
    pub(crate) names: Names,
}

impl Recorder {
    pub(crate) fn new(loads: Vec<Load>) -> Self {
        Self {
            model: Model {
                loads,
                ..Model::default()
            },
            constructions: Constructions::default(),
            names: Names::default(),
        }
    }
}

impl Interpreter<'_> {
    /// Notes what is written to the console of the config.
    pub(crate) fn note_logged(&mut self, arguments: &Arguments, span: Span) {
        if self.state.dead {
            return;
        }
        for (index, value) in arguments.values.iter().enumerate() {
            let place = arguments.spans.get(index).copied().unwrap_or(span);
            if is_confidential(value) && !self.recorder.model.logged.contains(&place) {
                self.recorder.model.logged.push(place);
            }
        }
    }

    /// Notes something that may hide a construction.
    pub(crate) fn unfollowed(&mut self, cause: Cause, span: Span) {
        let unknown = Unknown { cause, span };
        let unfollowed = &mut self.recorder.model.unfollowed;
        let has_room = unfollowed.len() < LIMITS.unfollowed;
        if !self.state.dead && has_room && !unfollowed.contains(&unknown) {
            unfollowed.push(unknown);
        }
    }
}

/// Whether a value is the config as a whole, or its transaction.
fn is_confidential(value: &Value) -> bool {
    match value {
        Value::Json(value) => is_confidential(value),
        value => value.config_path().is_some_and(|path| match path.first() {
            None => true,
            Some(field) => &**field == TRANSACTION,
        }),
    }
}
