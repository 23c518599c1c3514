//! Running what has been put off: each with an empty stack, what is sure to run first.

use std::rc::Rc;

use swc_ecma_ast::Stmt;

use crate::lock::Cause;
use crate::lock::Unknown;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::assumptions::PROMISES_DUE;
use crate::lock::interpret::budget::LIMITS;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::ids::Id;
use crate::lock::interpret::domain::value::{Value, one_of};
use crate::lock::interpret::schedule::jobs::{Pending, PendingArgument, Work};
use crate::lock::interpret::state::Context;
use crate::lock::interpret::state::State;
use crate::lock::interpret::state::control::{Abrupt, TargetKind};
use crate::lock::interpret::state::environment::Environments;
use crate::span::Span;

impl<'a> Interpreter<'a> {
    /// Runs something that starts with an empty stack. An exception ends it.
    pub(crate) fn run_to_end(&mut self, run: impl FnOnce(&mut Self)) {
        self.state.assumed.clear();
        self.state.branches.clear();
        self.state.targets.clear();
        self.state.context = Context {
            environment: Environments::SCRIPT,
            this: self.state.window.clone(),
            class: None,
            home: None,
            strict: false,
        };
        self.state.enter(TargetKind::Entry, Vec::new());
        run(self);
        self.state.leave();
        self.state.dead = false;
        self.state.assumed.clear();
        self.state.branches.clear();
        self.state.context.environment = Environments::SCRIPT;
    }

    /// Runs something that has an empty stack of its own while other code waits for it.
    pub(crate) fn run_aside(&mut self, run: impl FnOnce(&mut Self)) {
        if self.schedule.asides >= LIMITS.asides {
            return;
        }
        let is_certain = self.state.is_certain();
        let context = self.state.context.clone();
        let assumed = self.state.assumed.clone();
        let branches = self.state.branches.clone();
        let targets = std::mem::take(&mut self.state.targets);
        let open_forks = self.state.open_forks;
        self.state.open_forks += usize::from(!is_certain);
        self.schedule.asides += 1;
        run(self);
        self.schedule.asides -= 1;
        self.state.open_forks = open_forks;
        self.state.context = context;
        self.state.assumed = assumed;
        self.state.branches = branches;
        self.state.targets = targets;
    }

    /// Runs what promises bring that are fulfilled by now, as a browser does at the end of each script.
    pub(crate) fn run_jobs(&mut self) {
        for _ in 0..LIMITS.callbacks {
            let is_next =
                |p: &Pending<'a>| p.due <= PROMISES_DUE && self.state.is_fulfilled(&p.work);
            let Some(index) = self.schedule.pending.iter().position(is_next) else {
                return;
            };
            let pending = self.schedule.pending.remove(index);
            self.run_one(pending);
        }
    }
}

impl<'a> State<'a> {
    /// Whether what a callback waits for is known, so that nothing else has to happen before.
    pub(crate) fn is_fulfilled(&self, work: &Work<'a>) -> bool {
        let Work::Call { arguments, .. } = work else {
            return false;
        };
        let not_known =
            |v: &Value| matches!(v, Value::Unknown(_) | Value::Builtin(_) | Value::Host(_));
        !self.is_waiting(work)
            && arguments.iter().all(|argument| match argument {
                PendingArgument::Value(_) => true,
                PendingArgument::Variable(variable) => {
                    let value = self.heap.variable(*variable);
                    !value.alternatives().iter().any(not_known)
                }
            })
    }
}

impl<'a> Interpreter<'a> {
    pub(crate) fn run_pending(&mut self) {
        // Functions whose last run changed nothing: until something else does, neither would another.
        let mut idle: Vec<(Id, Vec<Value>)> = Vec::new();
        let mut parked: Vec<Pending<'a>> = Vec::new();
        for _ in 0..LIMITS.callbacks {
            // What is sure to run is first, and of that what is due first.
            let order = |p: &Pending<'a>| {
                let is_late = !p.certain && p.due == f64::MAX;
                ((is_late, self.state.is_waiting(&p.work)), p.due)
            };
            let next = self
                .schedule
                .pending
                .iter()
                .enumerate()
                .min_by(|(i, a), (j, b)| {
                    let ((a_late, a_due), (b_late, b_due)) = (order(a), order(b));
                    a_late
                        .cmp(&b_late)
                        .then(a_due.total_cmp(&b_due))
                        .then(i.cmp(j))
                });
            let Some((index, _)) = next else { return };
            let pending = self.schedule.pending.remove(index);
            if (0.0..f64::MAX).contains(&pending.due) {
                self.schedule.clock = self.schedule.clock.max(pending.due);
            }
            let call = self.state.call_alone(&pending);
            if call.as_ref().is_some_and(|call| idle.contains(call)) {
                parked.push(pending);
                continue;
            }
            let result = pending.result;
            if !pending.certain && self.is_covered(&pending.work) {
                continue;
            }
            // A callback that sets itself again and again is one that may run at any time.
            let turns = match self.code_of(&pending.work) {
                Some(code) => {
                    let turns = self.schedule.turns.entry(code).or_default();
                    *turns += 1;
                    *turns
                }
                None => 0,
            };
            let span = pending.span;
            let mark = self.state.heap.mark();
            let limit = if pending.certain {
                LIMITS.certain_turns
            } else {
                LIMITS.callback_turns
            };
            if turns > limit {
                self.schedule.version += 1;
                self.note_any_time(pending.work, span, mark);
                continue;
            }
            self.run_one(pending);
            if !self.state.heap.is_settled_but_for(result, mark) {
                idle.clear();
                self.schedule.pending.append(&mut parked);
            } else if let Some(call) = call {
                idle.push(call);
            }
        }
        if let Some(pending) = self.schedule.pending.first() {
            let span = pending.span;
            self.unfollowed(Cause::EndlessCallbacks, span);
            self.schedule.pending.clear();
        }
    }
}

impl<'a> State<'a> {
    /// The function and what it is given, when nothing but these decides what a run does. What comes of
    /// it does not count where it need not come about.
    pub(crate) fn call_alone(&self, pending: &Pending<'a>) -> Option<(Id, Vec<Value>)> {
        let Work::Call {
            function: Value::Object(id),
            arguments,
            ..
        } = &pending.work
        else {
            return None;
        };
        let is_alone = arguments.is_empty() && pending.result.is_none();
        let given = arguments.iter().map(|argument| match argument {
            PendingArgument::Value(value) => value.clone(),
            PendingArgument::Variable(variable) => self.heap.variable(*variable),
        });
        (is_alone || !pending.certain).then(|| (*id, given.collect()))
    }
}

impl<'a> Interpreter<'a> {
    /// Runs something that is pending, and notes whether another run could come out differently.
    pub(crate) fn run_one(&mut self, pending: Pending<'a>) {
        let Pending {
            work,
            certain,
            repeated,
            result,
            span,
            ..
        } = pending;
        let mark = self.state.heap.mark();
        if certain {
            self.run_work(work.clone(), result, span);
        } else {
            self.run_within_limit(span, |me| {
                me.perhaps(|me| me.run_work(work.clone(), result, span));
            });
        }
        let is_job = matches!(work, Work::Resume { .. }) || result.is_some();
        if (!certain || repeated) && !is_job {
            self.note_any_time(work, span, mark);
        }
    }

    /// Runs what may run for as long as a single such run may take.
    pub(crate) fn run_within_limit(&mut self, span: Span, run: impl FnOnce(&mut Self)) {
        let limit = self.state.budget.limit;
        self.state.budget.limit = limit.min(self.state.spent() + LIMITS.callback_steps);
        run(self);
        self.state.budget.limit = limit;
        if self.state.budget.exhausted.is_some() && self.state.spent() < limit {
            self.state.budget.exhausted = None;
            self.unfollowed(Cause::LongFunction, span);
        }
    }

    pub(crate) fn run_work(&mut self, work: Work<'a>, result: Option<Id>, span: Span) {
        self.run_to_end(|me| {
            let returned = match work {
                Work::Call {
                    function,
                    this,
                    arguments,
                    open,
                } => {
                    let arguments = me.state.pending_arguments(arguments, open);
                    me.call(&function, &this, arguments, span)
                }
                Work::Resume {
                    context,
                    statements,
                    awaited,
                } => {
                    me.state.awaited = awaited;
                    let value = me.resume(context, statements);
                    me.state.awaited = None;
                    value
                }
                Work::Handler(statements) => {
                    me.run_handler(statements);
                    Value::Undefined
                }
            };
            if let Some(variable) = result {
                let returned = me.state.settled_value(&returned);
                me.state.heap.set_variable(variable, returned);
            }
        });
    }
}

impl<'a> State<'a> {
    pub(crate) fn pending_arguments(
        &self,
        given: Vec<PendingArgument>,
        open: Option<Rc<Unknown>>,
    ) -> Arguments {
        let values = given.into_iter().map(|argument| match argument {
            PendingArgument::Value(value) => value,
            PendingArgument::Variable(variable) => {
                let value = self.heap.variable(variable);
                self.settled_value(&value)
            }
        });
        let mut arguments = Arguments::of(values.collect());
        arguments.open = open;
        arguments
    }
}

impl<'a> Interpreter<'a> {
    fn run_handler(&mut self, statements: &'a [Stmt]) {
        self.state.context.environment = self.state.environments.open(Environments::SCRIPT, true);
        self.state.enter(TargetKind::Function, Vec::new());
        self.run_body(statements);
        self.state.leave();
    }

    /// The rest of an async function.
    fn resume(&mut self, context: Context, statements: &'a [Stmt]) -> Value {
        self.state.context = context;
        self.state.enter(TargetKind::Function, Vec::new());
        for statement in statements {
            self.run(statement);
        }
        let mut results = if self.state.dead {
            Vec::new()
        } else {
            vec![Value::Undefined]
        };
        for way in self.state.leave() {
            if let Abrupt::Return(value) = way {
                results.push(value);
            }
        }
        one_of(results)
    }
}
