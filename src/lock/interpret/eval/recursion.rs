//! Functions that call themselves: as long as it is known that they do, and otherwise a few times.

use std::collections::BTreeSet;

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::budget::LIMITS;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::function::Closure;
use crate::lock::interpret::domain::ids::Id;
use crate::lock::interpret::domain::value::{Value, join, unknown};
use crate::lock::interpret::state::Frame;
use crate::lock::interpret::state::Recursion;
use crate::lock::interpret::state::State;
use crate::span::Span;

impl State<'_> {
    /// Whether a function has called itself as often as is followed.
    pub(crate) fn recurses_too_deep(&self, code: Span) -> bool {
        let mut frames = self.running.iter().filter(|frame| frame.code == code);
        let Some(first) = frames.next() else {
            return false;
        };
        let (mut calls, mut open_calls) = (1, 1);
        let mut last = first;
        for frame in frames {
            calls += 1;
            open_calls += usize::from(self.parted_since(last, frame.open_forks, frame.targets));
            last = frame;
        }
        let is_open = self.parted_since(last, self.open_forks, self.targets.len());
        calls >= LIMITS.known_recursion
            || (is_open && open_calls >= LIMITS.recursion)
            || (calls >= LIMITS.recursion
                && self.budget.steps - first.steps > LIMITS.recursive_steps)
    }

    /// Whether paths have parted between the beginning of a call and a later moment, so that it is not known
    /// whether control comes there.
    pub(crate) fn parted_since(
        &self,
        frame: &Frame<'_>,
        open_forks: usize,
        targets: usize,
    ) -> bool {
        let mut between = self
            .targets
            .get(frame.targets..targets)
            .unwrap_or_default()
            .iter();
        open_forks > frame.open_forks || between.any(|target| !target.exits.is_empty())
    }
}

impl<'a> Interpreter<'a> {
    /// A function calls itself, and how often is not known. It is run until another run changes nothing that the
    /// runs before have not changed; within it, a further call changes just that, to what is not known.
    pub(crate) fn call_recursively(
        &mut self,
        id: Id,
        closure: &Closure<'a>,
        this: &Value,
        arguments: Arguments,
        span: Span,
    ) -> Value {
        let code = closure.code.span();
        let reason = unknown(Cause::ChangedByRecursion, span);
        self.state.may_throw();
        for value in arguments.values.iter().chain([this]) {
            self.state.havoc(value, &reason, 0);
        }
        let mut active = self.state.recursions.iter();
        if let Some(recursion) = active.find(|recursion| recursion.code == code) {
            let changed = recursion.changed.clone();
            self.state.heap.havoc_slots(&changed, &reason);
            return unknown(Cause::Recursion, span);
        }
        let mut widened = arguments;
        for value in &mut widened.values {
            *value = join(value, &reason);
        }
        widened.spans.clear();
        self.state.recursions.push(Recursion {
            code,
            changed: BTreeSet::new(),
        });
        for round in 0.. {
            let mark = self.state.heap.mark();
            self.perhaps(|me| me.run_function(id, closure, this, widened.clone(), span));
            let changed = self.state.heap.changed_since(mark);
            self.state.heap.widen(mark, &reason);
            let Some(recursion) = self.state.recursions.last_mut() else {
                break;
            };
            let known = recursion.changed.len();
            recursion.changed.extend(changed);
            if recursion.changed.len() == known || self.state.budget.exhausted.is_some() {
                break;
            }
            if round > LIMITS.widened_rounds {
                self.hit(Cause::RecursionDepth, span);
                break;
            }
        }
        self.state.recursions.pop();
        unknown(Cause::Recursion, span)
    }
}
