//! What runs after the scripts: callbacks, handlers, timers, and functions that nobody calls.
//!
//! What is sure to run (timers, `load`) runs first, in the order of its times. Then comes what may
//! run: each handler and each function that nobody calls, from the state that all before may have
//! left. Those that construct Lock, or pass something over because of the state they found, run
//! once more at the end: users click in any order, and twice.

use std::rc::Rc;

use rustc_hash::FxHashMap;
use swc_ecma_ast::Stmt;

use super::call::Arguments;
use super::closure::Kind;
use super::control::{How, TargetKind};
use super::heap::Id;
use super::value::Value;
use super::{Context, Interpreter, Scopes, unknown};
use crate::lock::Unknown;
use crate::span::Span;

/// Functions that nobody calls are run, and the functions that these make, for so many rounds.
const MOST_ROUNDS: usize = 6;

/// Steps of one run of what may run.
const MOST_STEPS_OF_A_CALLBACK: usize = 60_000;

/// A callback that may run, and that sets itself again, is followed so often.
const MOST_TURNS: usize = 4;

/// From this time on what it changes is not known.
const TURNS_TO_SETTLE: usize = 3;

/// Functions of the same code that nobody calls are run so often, unless they concern Lock.
const MOST_ALIKE: usize = 10;

/// Callbacks that are run, those that callbacks make included.
const MOST_PENDING: usize = 500;

/// Code that waits for other code to run, which waits in its turn, is followed this deep.
const MOST_ASIDES: usize = 10;

/// Something that runs after the scripts.
pub(super) struct Pending<'a> {
    pub(super) work: Work<'a>,
    /// Whether it is sure to run.
    pub(super) certain: bool,
    /// Whether it runs more than once.
    pub(super) repeated: bool,
    /// The variable that takes what it returns.
    pub(super) result: Option<Id>,
    /// When, in milliseconds from the end of the scripts. What comes of promises is first.
    pub(super) due: f64,
    pub(super) span: Span,
}

/// When what comes of promises is due.
pub(super) const AT_ONCE: f64 = -1.0;

/// When `DOMContentLoaded` is due: before `load`, and before timers.
const PARSED: f64 = -0.5;

/// What runs later.
#[derive(Clone)]
pub(super) enum Work<'a> {
    /// A function is called.
    Call {
        function: Value,
        this: Value,
        arguments: Vec<PendingArgument>,
        /// Why there may be more arguments, when there may.
        open: Option<Rc<Unknown>>,
    },
    /// An async function goes on after its first `await`.
    Resume {
        context: Context,
        statements: &'a [Stmt],
    },
    /// An inline event handler.
    Handler(&'a [Stmt]),
}

/// What a pending function will be called with.
#[derive(Clone)]
pub(super) enum PendingArgument {
    Value(Value),
    /// What the variable will hold by then.
    Variable(Id),
}

impl<'a> Interpreter<'a> {
    /// Runs something that starts with an empty stack. An exception ends it.
    pub(super) fn run_to_end(&mut self, run: impl FnOnce(&mut Self)) {
        self.assumed.clear();
        self.targets.clear();
        self.context = Context {
            scope: Scopes::SCRIPT,
            this: self.window.clone(),
            class: None,
        };
        self.enter(TargetKind::Entry, Vec::new());
        run(self);
        self.leave();
        self.dead = false;
        self.assumed.clear();
        self.context.scope = Scopes::SCRIPT;
    }

    /// Runs something that has an empty stack of its own while other code waits for it.
    pub(super) fn run_aside(&mut self, run: impl FnOnce(&mut Self)) {
        if self.asides >= MOST_ASIDES {
            return;
        }
        let is_certain = self.is_certain();
        let context = self.context.clone();
        let assumed = self.assumed.clone();
        let targets = std::mem::take(&mut self.targets);
        let open_forks = self.open_forks;
        self.open_forks += usize::from(!is_certain);
        self.asides += 1;
        run(self);
        self.asides -= 1;
        self.open_forks = open_forks;
        self.context = context;
        self.assumed = assumed;
        self.targets = targets;
    }

    /// Runs a function so many milliseconds from now, for sure if control is sure to come here.
    pub(super) fn defer(&mut self, function: Value, arguments: Vec<Value>, delay: f64, span: Span) {
        self.defer_until(self.clock + delay, function, arguments, span);
    }

    /// Runs a function once the document has been parsed.
    pub(super) fn defer_until_parsed(&mut self, function: Value, given: Vec<Value>, span: Span) {
        self.defer_until(PARSED, function, given, span);
    }

    fn defer_until(&mut self, due: f64, function: Value, arguments: Vec<Value>, span: Span) {
        let work = Work::Call {
            function,
            this: Value::known("window"),
            arguments: arguments.into_iter().map(PendingArgument::Value).collect(),
            open: None,
        };
        self.postpone(Pending {
            work,
            certain: true,
            repeated: false,
            result: None,
            due,
            span,
        });
    }

    /// Runs a function every so many milliseconds.
    pub(super) fn defer_repeatedly(
        &mut self,
        function: Value,
        arguments: Vec<Value>,
        delay: f64,
        span: Span,
    ) {
        if self.dead {
            return;
        }
        self.defer(function, arguments, delay, span);
        if let Some(pending) = self.pending.last_mut() {
            pending.repeated = true;
        }
    }

    /// Runs a function some time after the scripts, perhaps.
    pub(super) fn defer_maybe(&mut self, function: Value, span: Span) {
        // With so many waiting, not all will run, which is then said.
        if self.pending.len() > MOST_PENDING {
            return;
        }
        let again = self
            .pending
            .iter()
            .any(|p| matches!(&p.work, Work::Call { function: other, .. } if *other == function));
        if again {
            return;
        }
        let work = Work::Call {
            function,
            this: unknown("nobody on this page says what `this` is here", span),
            arguments: Vec::new(),
            open: reason("code that this page does not show calls the function", span),
        };
        self.postpone(Pending {
            work,
            certain: false,
            repeated: false,
            result: None,
            due: f64::MAX,
            span,
        });
    }

    pub(super) fn postpone(&mut self, mut pending: Pending<'a>) {
        // With more than so many waiting, not all will run, which is then said.
        if !self.dead && self.pending.len() <= MOST_PENDING {
            pending.certain &= self.is_certain();
            self.pending.push(pending);
        }
    }

    /// `window.onload = …` and the like.
    pub(super) fn defer_event(&mut self, event: &str, function: Value) {
        if event != "onload" {
            if matches!(function, Value::Object(_)) {
                self.defer_maybe(function, Span::default());
            }
            return;
        }
        // The handler that was there before does not run, unless this one is set too late.
        let replaced = self.onload.take();
        for pending in &mut self.pending {
            if let Work::Call { function, .. } = &pending.work
                && Some(function) == replaced.as_ref()
            {
                pending.certain = false;
            }
        }
        if matches!(function, Value::Object(_)) {
            self.onload = Some(function.clone());
            self.defer(function, Vec::new(), 0.0, Span::default());
        }
    }

    pub(super) fn run_pending(&mut self) {
        // Functions whose last run changed nothing: until something else does, neither would another.
        let mut idle: Vec<(Id, Vec<Value>)> = Vec::new();
        let mut parked: Vec<Pending<'a>> = Vec::new();
        for _ in 0..MOST_PENDING {
            // What is sure to run is first, and of that what is due first.
            let order = |p: &Pending<'a>| {
                let is_late = !p.certain && p.due == f64::MAX;
                ((is_late, self.is_waiting(&p.work)), p.due)
            };
            let next = self.pending.iter().enumerate().min_by(|(i, a), (j, b)| {
                let ((a_late, a_due), (b_late, b_due)) = (order(a), order(b));
                a_late
                    .cmp(&b_late)
                    .then(a_due.total_cmp(&b_due))
                    .then(i.cmp(j))
            });
            let Some((index, _)) = next else { return };
            let pending = self.pending.remove(index);
            if (0.0..f64::MAX).contains(&pending.due) {
                self.clock = self.clock.max(pending.due);
            }
            let call = self.call_alone(&pending);
            if call.as_ref().is_some_and(|call| idle.contains(call)) {
                parked.push(pending);
                continue;
            }
            let result = pending.result;
            let turns = match &call {
                Some((function, _)) if !pending.certain => {
                    let turns = self.turns.entry(*function).or_default();
                    *turns += 1;
                    *turns
                }
                _ => 0,
            };
            if turns > MOST_TURNS {
                continue;
            }
            let span = pending.span;
            let mark = self.heap.mark();
            self.run_one(pending);
            if turns >= TURNS_TO_SETTLE {
                let widened = unknown("it is changed by a callback that sets itself again", span);
                self.heap.widen(mark, &widened);
            }
            if !self.heap.is_settled_but_for(result, mark) {
                idle.clear();
                self.pending.append(&mut parked);
            } else if let Some(call) = call {
                idle.push(call);
            }
        }
        if let Some(pending) = self.pending.first() {
            let span = pending.span;
            self.unfollowed(
                "callbacks make callbacks without an end that can be seen",
                span,
            );
            self.pending.clear();
        }
    }

    /// The function and what it is given, when nothing but these decides what a run does. What comes of
    /// it does not count where it need not come about.
    fn call_alone(&self, pending: &Pending<'a>) -> Option<(Id, Vec<Value>)> {
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

    /// Runs something that is pending, and notes whether another run could come out differently.
    pub(super) fn run_one(&mut self, pending: Pending<'a>) {
        let Pending {
            work,
            certain,
            repeated,
            result,
            span,
            ..
        } = pending;
        let before = self.recorder.moment();
        if certain {
            self.run_work(work.clone(), result, span);
        } else {
            self.run_within_limit(span, |me| {
                me.perhaps(|me| me.run_work(work.clone(), result, span));
            });
        }
        if (!certain || repeated) && self.recorder.moment() != before {
            self.repeats.push(work);
        }
    }

    /// Runs what may run for as long as a single such run may take.
    fn run_within_limit(&mut self, span: Span, run: impl FnOnce(&mut Self)) {
        let limit = self.limit;
        self.limit = limit.min(self.spent() + MOST_STEPS_OF_A_CALLBACK);
        run(self);
        self.limit = limit;
        if self.exhausted.is_some() && self.spent() < limit {
            self.exhausted = None;
            self.unfollowed("a function is too long to follow to its end", span);
        }
    }

    fn run_work(&mut self, work: Work<'a>, result: Option<Id>, span: Span) {
        self.run_to_end(|me| {
            let returned = match work {
                Work::Call {
                    function,
                    this,
                    arguments,
                    open,
                } => {
                    let arguments = me.pending_arguments(arguments, open);
                    me.call(&function, &this, arguments, span)
                }
                Work::Resume {
                    context,
                    statements,
                } => me.resume(context, statements),
                Work::Handler(statements) => {
                    me.run_handler(statements);
                    Value::Undefined
                }
            };
            if let Some(variable) = result {
                let returned = me.settled_value(&returned);
                me.heap.set_variable(variable, returned);
            }
        });
    }

    fn pending_arguments(
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

    fn run_handler(&mut self, statements: &'a [Stmt]) {
        self.context.scope = self.scopes.open(Scopes::SCRIPT, true);
        self.enter(TargetKind::Function, Vec::new());
        self.run_body(statements);
        self.leave();
    }

    /// The rest of an async function.
    fn resume(&mut self, context: Context, statements: &'a [Stmt]) -> Value {
        self.context = context;
        self.enter(TargetKind::Function, Vec::new());
        for statement in statements {
            self.run(statement);
        }
        let mut results = if self.dead {
            Vec::new()
        } else {
            vec![Value::Undefined]
        };
        for way in self.leave() {
            if let How::Return(value) = way {
                results.push(value);
            }
        }
        super::value::one_of(results)
    }

    /// Runs every function that nothing on the page has called: somebody else may.
    pub(super) fn run_uncalled(&mut self) {
        let mut alike: FxHashMap<Span, usize> = FxHashMap::default();
        for _ in 0..MOST_ROUNDS {
            let uncalled: Vec<Id> = self
                .functions
                .iter()
                .filter(|id| !self.called.contains(id))
                .copied()
                .collect();
            if uncalled.is_empty() {
                break;
            }
            for id in uncalled {
                let object = self.heap.object(id);
                let Kind::Function(closure) = &object.kind else {
                    self.called.insert(id);
                    continue;
                };
                if !self.called.insert(id) || self.is_inert(closure) {
                    continue;
                }
                let span = closure.code.span();
                let count = alike.entry(span).or_default();
                *count += 1;
                if *count > MOST_ALIKE && !super::text::mentions_lock(self.code(span)) {
                    continue;
                }
                let nobody = "it is a parameter, and nobody on this page calls the function";
                let work = Work::Call {
                    function: Value::Object(id),
                    this: self.this_of(closure.home, span),
                    arguments: Vec::new(),
                    open: reason(nobody, span),
                };
                self.is_uncalled = true;
                self.run_one(Pending {
                    work,
                    certain: false,
                    repeated: false,
                    result: None,
                    due: f64::MAX,
                    span,
                });
                self.is_uncalled = false;
                self.run_pending();
            }
        }
    }

    /// Runs again what may find another state than it found the first time.
    pub(super) fn run_again(&mut self) {
        for work in std::mem::take(&mut self.repeats) {
            // What a second run sets is not too late for the first.
            self.recorder.forget_given();
            self.perhaps(|me| me.run_work(work, None, Span::default()));
            self.run_pending();
        }
        self.repeats.clear();
    }

    /// The `this` that a method has as long as nobody says otherwise.
    fn this_of(&self, home: Option<Id>, span: Span) -> Value {
        match home {
            Some(home) => {
                Value::Object(self.recorder.instances.get(&home).copied().unwrap_or(home))
            }
            None => unknown("nobody on this page says what `this` is here", span),
        }
    }
}

fn reason(text: &str, span: Span) -> Option<Rc<Unknown>> {
    match unknown(text, span) {
        Value::Unknown(reason) => Some(reason),
        _ => None,
    }
}
