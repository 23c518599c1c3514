//! What runs after the scripts: callbacks, handlers, timers, and functions that nobody calls.
//!
//! What is sure to run (timers, `load`) runs first, in the order of its times. Then comes what may
//! run: each handler and each function that nobody calls, from the state that all before may have
//! left. Those that construct Lock, or pass something over because of the state they found, run
//! once more at the end: users click in any order, and twice.

use std::rc::Rc;

use swc_ecma_ast::Stmt;

use crate::lock::Cause;
use crate::lock::Unknown;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::assumptions::PARSED_DUE;
use crate::lock::interpret::budget::LIMITS;
use crate::lock::interpret::domain::ids::Id;
use crate::lock::interpret::domain::value::{Value, unknown};
use crate::lock::interpret::state::Context;
use crate::span::Span;

/// Something that runs after the scripts.
pub(crate) struct Pending<'a> {
    pub(crate) work: Work<'a>,
    /// Whether it is sure to run.
    pub(crate) certain: bool,
    /// Whether it runs more than once.
    pub(crate) repeated: bool,
    /// The variable that takes what it returns.
    pub(crate) result: Option<Id>,
    /// When, in milliseconds from the end of the scripts. What comes of promises is first.
    pub(crate) due: f64,
    pub(crate) span: Span,
}

/// What runs later.
#[derive(Clone)]
pub(crate) enum Work<'a> {
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
        /// The `await` that it stopped at, and the variable of its operand, which has been evaluated.
        awaited: Option<(Span, Id)>,
    },
    /// An inline event handler.
    Handler(&'a [Stmt]),
}

/// What a pending function will be called with.
#[derive(Clone)]
pub(crate) enum PendingArgument {
    Value(Value),
    /// What the variable will hold by then.
    Variable(Id),
}

impl<'a> Interpreter<'a> {
    /// Runs a function so many milliseconds from now, for sure if control is sure to come here.
    pub(crate) fn defer(&mut self, function: Value, arguments: Vec<Value>, delay: f64, span: Span) {
        self.defer_until(self.schedule.clock + delay, function, arguments, span);
    }

    /// Runs a function once the document has been parsed.
    pub(crate) fn defer_until_parsed(&mut self, function: Value, given: Vec<Value>, span: Span) {
        self.defer_until(PARSED_DUE, function, given, span);
    }

    fn defer_until(&mut self, due: f64, function: Value, arguments: Vec<Value>, span: Span) {
        let work = Work::Call {
            function,
            this: Value::window(),
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
    pub(crate) fn defer_repeatedly(
        &mut self,
        function: Value,
        arguments: Vec<Value>,
        delay: f64,
        span: Span,
    ) {
        if self.state.dead {
            return;
        }
        self.defer(function, arguments, delay, span);
        if let Some(pending) = self.schedule.pending.last_mut() {
            pending.repeated = true;
        }
    }

    /// Runs a function some time after the scripts, perhaps.
    pub(crate) fn defer_maybe(&mut self, function: Value, span: Span) {
        // With so many waiting, not all will run, which is then said.
        if self.schedule.pending.len() > LIMITS.callbacks {
            return;
        }
        let again =
            self.schedule.pending.iter().any(
                |p| matches!(&p.work, Work::Call { function: other, .. } if *other == function),
            );
        if again {
            return;
        }
        let work = Work::Call {
            function,
            this: unknown(Cause::UnknownThis, span),
            arguments: Vec::new(),
            open: reason(Cause::CalledElsewhere, span),
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

    pub(crate) fn postpone(&mut self, mut pending: Pending<'a>) {
        // With more than so many waiting, not all will run, which is then said.
        if !self.state.dead && self.schedule.pending.len() <= LIMITS.callbacks {
            pending.certain &= self.state.is_certain();
            self.schedule.pending.push(pending);
        }
    }

    /// `window.onload = …` and the like.
    pub(crate) fn defer_event(&mut self, event: &str, function: Value) {
        if event != "onload" {
            if matches!(function, Value::Object(_)) {
                self.defer_maybe(function, Span::default());
            }
            return;
        }
        // The handler that was there before does not run, unless this one is set too late.
        let replaced = self.schedule.onload.take();
        for pending in &mut self.schedule.pending {
            if let Work::Call { function, .. } = &pending.work
                && Some(function) == replaced.as_ref()
            {
                pending.certain = false;
            }
        }
        if matches!(function, Value::Object(_)) {
            self.schedule.onload = Some(function.clone());
            self.defer(function, Vec::new(), 0.0, Span::default());
        }
    }
}

pub(crate) fn reason(cause: Cause, span: Span) -> Option<Rc<Unknown>> {
    match unknown(cause, span) {
        Value::Unknown(reason) => Some(reason),
        _ => None,
    }
}
