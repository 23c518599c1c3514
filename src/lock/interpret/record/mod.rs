//! What is noted for the model while the page runs. Nothing here is taken back when a branch ends: what
//! was seen on one path may happen.

pub(crate) mod construction;
pub(crate) mod names;
pub(crate) mod snapshot;

use self::construction::Constructions;
use self::names::Names;
use super::Interpreter;
use crate::lock::interpret::budget::LIMITS;
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
