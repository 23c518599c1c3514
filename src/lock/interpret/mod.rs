//! The abstract interpreter: runs a page's scripts without knowing what the tenant, the user or
//! scripts from elsewhere will give, and records what Lock is constructed with.
//!
//! Statements run in order, on an abstract [heap](state::heap). Where a test is not decided, both branches
//! run and their effects are joined. Functions of the page are followed into; functions nobody
//! calls run at the end. Whatever cannot be followed becomes `Unknown` with the reason, which
//! reaches the user.
//!
//! The rooms, each of which uses those after it: `schedule` says what runs when, `eval` runs the page's code and
//! `builtins` what the browser provides, on the `state`, whose values are of the `domain`. `syntax` is what
//! code says by itself. `record` notes what the model will tell.

mod assumptions;
mod budget;
mod builtins;
mod domain;
mod eval;
mod record;
mod schedule;
mod state;
mod syntax;
#[cfg(test)]
mod tests;

use crate::lock::{Cause, Load, Model};
use crate::page::Page;

pub(crate) use self::builtins::promise::is_lock_module;
use self::record::Recorder;
use self::schedule::Schedule;
use self::state::State;

/// The option that makes Lock ask for the tenant's connections.
pub(crate) const FLAG: &str = "__useTenantInfo";

/// The field of the config that says whose application the user logs in to.
pub(crate) const FIELD: &str = "isThirdPartyClient";

/// Runs the page's scripts. `loads` are the scripts that bring Lock, in document order.
///
/// Must run on a thread with a big stack, see [`crate::stack`].
#[must_use]
pub fn interpret(page: &Page, text: &str, loads: Vec<Load>) -> Model {
    let mut interpreter = Interpreter::new(page, text, loads);
    interpreter.run_page();
    interpreter.finish()
}

/// A run of a page.
struct Interpreter<'a> {
    state: State<'a>,
    schedule: Schedule<'a>,
    recorder: Recorder,
}

impl<'a> Interpreter<'a> {
    fn new(page: &'a Page, text: &'a str, loads: Vec<Load>) -> Self {
        Self {
            state: State::new(page, text),
            schedule: Schedule::default(),
            recorder: Recorder::new(loads),
        }
    }

    fn finish(mut self) -> Model {
        if let Some(span) = self.state.budget.exhausted {
            self.unfollowed(Cause::Budget, span);
        }
        self.check_unvisited();
        self.note_globals();
        let (constructions, calls) = self.recorder.constructions.finish();
        self.recorder.model.constructions = constructions;
        self.recorder.model.calls = calls;
        self.recorder.model
    }
}
