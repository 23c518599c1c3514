//! What may run at any time, in any order and any number of times: handlers, timers that repeat, functions that
//! nobody on the page calls. They are run until the state is at rest: until another run of any of them changes
//! nothing.

use std::rc::Rc;

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::budget::LIMITS;
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::ids::{EnvironmentId, Id};
use crate::lock::interpret::domain::value::{Value, unknown};
use crate::lock::interpret::schedule::jobs::Work;
use crate::lock::interpret::state::State;
use crate::lock::interpret::state::heap::Mark;
use crate::span::Span;

/// Something that may run at any time.
#[derive(Clone)]
pub(crate) struct AnyTime<'a> {
    work: Work<'a>,
    /// The code of the function.
    code: Option<Span>,
    span: Span,
    is_uncalled: bool,
    /// The version of the state before its last run: a run that changes the state is followed by another.
    version: usize,
}

impl<'a> Interpreter<'a> {
    /// Notes that something may run again. `mark` is from before it ran.
    pub(crate) fn note_any_time(&mut self, work: Work<'a>, span: Span, mark: Mark) {
        let version = self.schedule.version;
        self.note_change(mark);
        let code = self.code_of(&work);
        let is_same = |other: &AnyTime<'a>| match (&other.work, &work) {
            (Work::Call { function: a, .. }, Work::Call { function: b, .. }) => a == b,
            _ => false,
        };
        if self.schedule.at_any_time.iter().any(is_same) {
            return;
        }
        let entry = AnyTime {
            work,
            code,
            span,
            is_uncalled: self.schedule.is_uncalled,
            version,
        };
        // Of many functions of the same code, those made last are kept: they have seen what the others have done.
        let is_alike = |other: &AnyTime<'a>| code.is_some() && other.code == code;
        let entries = &mut self.schedule.at_any_time;
        if entries.iter().filter(|other| is_alike(other)).count() < LIMITS.uncalled_alike {
            entries.push(entry);
        } else if let Some(oldest) = entries.iter_mut().find(|other| is_alike(other)) {
            *oldest = entry;
        }
    }

    /// Whether something that may run at any time does all that a function would do: it has the same code, and finds
    /// all that the function would find.
    pub(crate) fn is_covered(&self, work: &Work<'a>) -> bool {
        let (Some(code), Work::Call { function, .. }) = (self.code_of(work), work) else {
            return false;
        };
        let Value::Object(new) = function else {
            return false;
        };
        self.schedule.at_any_time.iter().any(|other| {
            other.code == Some(code)
                && matches!(&other.work, Work::Call { function: Value::Object(old), .. }
                    if self.state.closure_covers(*old, *new))
        })
    }

    /// The code of a function that is called later.
    pub(crate) fn code_of(&self, work: &Work<'a>) -> Option<Span> {
        let Work::Call {
            function: Value::Object(id),
            ..
        } = work
        else {
            return None;
        };
        match &self.state.heap.object(*id).kind {
            Kind::Function(closure) => Some(closure.code.span()),
            _ => None,
        }
    }

    fn note_change(&mut self, mark: Mark) {
        if !self.state.heap.is_settled(mark) {
            self.schedule.version += 1;
        }
    }

    /// Runs what may run at any time until the state is at rest.
    pub(crate) fn run_to_rest(&mut self) {
        let mut rounds = 0;
        loop {
            let version = self.schedule.version;
            let round = self.state.heap.mark();
            let mut index = 0;
            while let Some(next) = self.schedule.at_any_time.get(index).cloned() {
                index += 1;
                if next.version == self.schedule.version {
                    continue;
                }
                self.run_at_any_time(next, index - 1);
            }
            if self.schedule.version == version || self.state.budget.exhausted.is_some() {
                return;
            }
            rounds += 1;
            if rounds >= LIMITS.rounds {
                let widened = unknown(Cause::RepeatedCallback, Span::default());
                self.state.heap.widen(round, &widened);
            }
            if rounds >= LIMITS.widened_rounds {
                self.hit(Cause::EndlessCallbacks, Span::default());
                return;
            }
        }
    }

    fn run_at_any_time(&mut self, next: AnyTime<'a>, index: usize) {
        // What a second run sets is not too late for the first.
        self.recorder.constructions.forget_given();
        let version = self.schedule.version;
        let mark = self.state.heap.mark();
        let outer = std::mem::replace(&mut self.schedule.is_uncalled, next.is_uncalled);
        self.run_within_limit(next.span, |me| {
            me.perhaps(|me| me.run_work(next.work, None, next.span));
        });
        self.schedule.is_uncalled = outer;
        self.run_pending();
        self.note_change(mark);
        if let Some(entry) = self.schedule.at_any_time.get_mut(index) {
            entry.version = version;
        }
    }
}

impl State<'_> {
    /// Whether a closure finds all that another one of the same code, which was made later, finds.
    fn closure_covers(&self, old: Id, new: Id) -> bool {
        if old == new {
            return true;
        }
        let (a, b) = (self.heap.object(old), self.heap.object(new));
        let (Kind::Function(a), Kind::Function(b)) = (&a.kind, &b.kind) else {
            return false;
        };
        let made = |id: Id| id > old;
        let same_this = match (&a.lexical_this, &b.lexical_this) {
            (Some(a), Some(b)) => self.heap.covers(a, b, &made, 0),
            (None, None) => true,
            _ => false,
        };
        same_this && self.environment_covers(a.scope, b.scope, &made)
    }

    fn environment_covers(
        &self,
        old: EnvironmentId,
        new: EnvironmentId,
        made: &dyn Fn(Id) -> bool,
    ) -> bool {
        let (mut old, mut new) = (old, new);
        while old != new {
            let (Some((names, outer)), Some((others, around))) =
                (self.environments.record(old), self.environments.record(new))
            else {
                return false;
            };
            let is_found = |(name, variable): (&Rc<str>, &Id)| {
                names.get(name).is_some_and(|there| {
                    let (there, here) = (self.heap.variable(*there), self.heap.variable(*variable));
                    self.heap.covers(&there, &here, made, 0)
                })
            };
            if names.len() != others.len() || !others.iter().all(is_found) {
                return false;
            }
            let (Some(outer), Some(around)) = (outer, around) else {
                return false;
            };
            (old, new) = (outer, around);
        }
        true
    }
}
