//! Promises: what they are fulfilled with is kept in a variable that callbacks read when they run.

use swc_ecma_ast::Stmt;

use crate::lock::Cause;
use crate::lock::Constructor;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::assumptions::PROMISES_DUE;
use crate::lock::interpret::budget::LIMITS;
use crate::lock::interpret::builtins::table;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::builtin::{Builtin, Calls};
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::ids::Id;
use crate::lock::interpret::domain::object::{Object, Property};
use crate::lock::interpret::domain::value::{Value, unknown};
use crate::lock::interpret::schedule::jobs::{Pending, PendingArgument, Work};
use crate::lock::interpret::state::State;
use crate::lock::interpret::state::control::TargetKind;
use crate::lock::interpret::syntax::awaits::{awaits, first_await};
use crate::span::Span;

/// Why it is not known what a promise that nobody has fulfilled yet holds.
const PENDING: Cause = Cause::PendingPromise;

/// Whether a value is that of a promise that nobody has fulfilled yet.
fn is_pending(value: &Value) -> bool {
    matches!(value, Value::Unknown(reason) if reason.cause == PENDING)
}

impl<'a> State<'a> {
    /// A promise that is fulfilled with a value.
    pub(crate) fn new_promise(&mut self, value: Value) -> Value {
        let value = self.settled_value(&value);
        let variable = self.heap.new_variable(value);
        self.promise_of(variable)
    }

    pub(crate) fn promise_of(&mut self, variable: Id) -> Value {
        Value::Object(self.heap.new_object(Object::new(Kind::Promise(variable))))
    }
}

impl<'a> Interpreter<'a> {
    /// `new Promise(executor)`
    pub(crate) fn new_promise_with(&mut self, arguments: &Arguments, span: Span) -> Value {
        let variable = self.state.heap.new_variable(unknown(PENDING, span));
        let resolve = Value::Object(
            self.state
                .heap
                .new_object(Object::new(Kind::Resolver(variable))),
        );
        let executor = arguments.get(0);
        let hazards = self.state.hazards;
        let window = Value::window();
        let reject = Value::host("reject");
        self.state.guards += 1;
        self.state.enter(TargetKind::Promise, Vec::new());
        self.call(
            &executor,
            &window,
            Arguments::of(vec![resolve, reject]),
            span,
        );
        self.state.leave();
        self.state.guards -= 1;
        if self.state.hazards == hazards {
            self.state.note_fulfilled(variable);
        }
        self.state.promise_of(variable)
    }
}

impl<'a> State<'a> {
    /// `Promise.resolve(value)`: of a promise, the promise itself.
    pub(crate) fn resolved(&mut self, value: Value) -> Value {
        match self.promised(&value) {
            Some(_) => value,
            None => {
                let variable = self.heap.new_variable(value);
                self.note_fulfilled(variable);
                self.promise_of(variable)
            }
        }
    }

    /// Notes that a promise is not rejected, if what it holds is known.
    pub(crate) fn note_fulfilled(&mut self, variable: Id) {
        let value = self.heap.variable(variable);
        let may_be_promise =
            |v: &Value| matches!(v, Value::Unknown(_) | Value::Builtin(_) | Value::Host(_));
        if !value.alternatives().iter().any(may_be_promise) {
            self.fulfilled.insert(variable);
        }
    }

    /// The variable of a promise.
    pub(crate) fn promised(&self, value: &Value) -> Option<Id> {
        let Value::Object(id) = value else {
            return None;
        };
        match self.heap.object(*id).kind {
            Kind::Promise(variable) => Some(variable),
            _ => None,
        }
    }
}

impl<'a> Interpreter<'a> {
    /// `Promise.all(list)`
    pub(crate) fn promise_of_all(&mut self, list: &Value, span: Span) -> Value {
        let result = self.state.heap.new_variable(unknown(PENDING, span));
        if let Some(items) = self.iterate_to_list(list, span) {
            let parts = items
                .into_iter()
                .map(|item| match self.state.promised(&item) {
                    Some(variable) => PendingArgument::Variable(variable),
                    None => PendingArgument::Value(item),
                });
            let arguments = parts.collect();
            let of = table::find("Array", "of").map_or(Value::Undefined, Value::Builtin);
            self.call_when_fulfilled(of, arguments, result, span);
        }
        self.state.promise_of(result)
    }

    /// `Promise.resolve`, `Promise.all` and the other functions of `Promise`.
    pub(crate) fn call_promise_function(
        &mut self,
        builtin: &'static Builtin,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        let first = arguments.get(0);
        match builtin.name {
            "resolve" => self.state.resolved(first),
            "all" => self.promise_of_all(&first, span),
            _ => {
                // Whoever gives promises a list has it gone through.
                if builtin.name != "reject" {
                    self.iterate_to_list(&first, span);
                }
                let result = self
                    .state
                    .heap
                    .new_variable(unknown(Cause::RejectedPromise, span));
                self.state.promise_of(result)
            }
        }
    }

    /// A promise is fulfilled with a value; where that is a promise, as soon as it is.
    pub(crate) fn fulfil(&mut self, variable: Id, resolver: &Value, value: &Value, span: Span) {
        let settled = self.state.settled_value(value);
        match self.state.promised(value) {
            Some(other) if is_pending(&settled) => {
                let result = self.state.heap.new_variable(Value::Undefined);
                let arguments = vec![PendingArgument::Variable(other)];
                self.call_when_fulfilled(resolver.clone(), arguments, result, span);
            }
            _ => self.state.heap.set_variable(variable, settled),
        }
    }

    fn call_when_fulfilled(
        &mut self,
        function: Value,
        arguments: Vec<PendingArgument>,
        result: Id,
        span: Span,
    ) {
        let work = Work::Call {
            function,
            this: Value::window(),
            arguments,
            open: None,
        };
        self.postpone(Pending {
            work,
            certain: true,
            repeated: false,
            result: Some(result),
            due: PROMISES_DUE,
            span,
        });
    }
}

impl<'a> State<'a> {
    /// Whether something waits for promises that nobody has fulfilled yet.
    pub(crate) fn is_waiting(&self, work: &Work<'a>) -> bool {
        let Work::Call { arguments, .. } = work else {
            return false;
        };
        arguments.iter().any(|argument| match argument {
            PendingArgument::Variable(variable) => is_pending(&self.heap.variable(*variable)),
            PendingArgument::Value(_) => false,
        })
    }
}

impl<'a> Interpreter<'a> {
    /// What `await` gives: what fulfils the promise has run by then.
    pub(crate) fn awaited(&mut self, value: &Value) -> Value {
        if let Some(variable) = self.state.promised(value) {
            self.bring_about(variable, 0);
        }
        self.state.settled_value(value)
    }

    /// Runs what fulfils a promise, if that waits to be run.
    fn bring_about(&mut self, variable: Id, depth: usize) {
        let fulfils = |p: &Pending<'a>| p.result == Some(variable);
        let is_over = self.state.dead || depth > LIMITS.waiting;
        let Some(index) = self
            .schedule
            .pending
            .iter()
            .position(fulfils)
            .filter(|_| !is_over)
        else {
            return;
        };
        let pending = self.schedule.pending.remove(index);
        if let Work::Call { arguments, .. } = &pending.work {
            for argument in arguments {
                if let PendingArgument::Variable(other) = argument {
                    self.bring_about(*other, depth + 1);
                }
            }
        }
        self.run_aside(|me| me.run_one(pending));
    }
}

impl<'a> State<'a> {
    /// What `await` makes of a value.
    pub(crate) fn settled_value(&self, value: &Value) -> Value {
        match value {
            Value::Object(id) => match &self.heap.object(*id).kind {
                Kind::Promise(variable) => self.heap.variable(*variable),
                _ => value.clone(),
            },
            _ => value.clone(),
        }
    }
}

impl<'a> Interpreter<'a> {
    /// `promise.then(…)`, `.catch(…)`, `.finally(…)`
    pub(crate) fn call_promise_method(
        &mut self,
        method: &str,
        this: &Value,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        let fulfilled = match this {
            Value::Object(id) => match self.state.heap.object(*id).kind {
                Kind::Promise(variable) => Some(variable),
                _ => None,
            },
            _ => None,
        };
        let Some(fulfilled) = fulfilled else {
            for handler in &arguments.values {
                self.escape_to(Calls::Later, handler, span);
            }
            return unknown(Cause::FromPromise, span);
        };
        if method != "then" {
            // Handlers run later, if at all, and may throw.
            for handler in &arguments.values {
                self.escape_to(Calls::Later, handler, span);
            }
            let result = self
                .state
                .heap
                .new_variable(unknown(Cause::RejectedPromise, span));
            let settled = self.state.heap.variable(fulfilled);
            if method == "finally" || self.state.fulfilled.contains(&fulfilled) {
                self.state.heap.set_variable(result, settled);
            }
            return if method == "finally" || self.state.fulfilled.contains(&fulfilled) {
                this.clone()
            } else {
                self.state.promise_of(result)
            };
        }
        let result = self.state.heap.new_variable(unknown(PENDING, span));
        let given = vec![PendingArgument::Variable(fulfilled)];
        self.call_when_fulfilled(arguments.get(0), given, result, span);
        if let Some(rejected) = arguments.values.get(1)
            && !self.state.fulfilled.contains(&fulfilled)
        {
            self.escape_to(Calls::Later, rejected, span);
        }
        self.state.promise_of(result)
    }

    /// Runs an async function up to the statement that first awaits; the rest goes on later, and
    /// its promise is the result. `None` when there is nothing to await.
    pub(crate) fn run_until_await(&mut self, statements: &'a [Stmt], span: Span) -> Option<Value> {
        let awaiting = statements
            .iter()
            .position(awaits)
            .unwrap_or(statements.len());
        let (now, later) = statements.split_at(awaiting);
        self.hoist_variables(statements);
        self.hoist_declarations(statements);
        for statement in now {
            self.run(statement);
        }
        if later.is_empty() || self.state.dead {
            return None;
        }
        // The operand of the first `await` runs before the function is suspended.
        let awaited = later.first().and_then(first_await).map(|first| {
            let operand = self.evaluate(&first.arg);
            let variable = self.state.heap.new_variable(operand);
            (Span::from(first.span), variable)
        });
        if self.state.dead {
            return None;
        }
        let result = self.state.heap.new_variable(unknown(PENDING, span));
        let work = Work::Resume {
            context: self.state.context.clone(),
            statements: later,
            awaited,
        };
        self.postpone(Pending {
            work,
            certain: true,
            repeated: false,
            result: Some(result),
            due: PROMISES_DUE,
            span,
        });
        Some(self.state.promise_of(result))
    }
}

impl<'a> State<'a> {
    /// `import(…)` and `require(…)`: a module that is Lock, or one that is not known.
    pub(crate) fn import(&mut self, specifier: &Value, span: Span) -> Value {
        match specifier {
            Value::Str(name) => {
                let module = self.module(name, span);
                self.new_promise(module)
            }
            _ => unknown(Cause::UnknownModuleName, span),
        }
    }

    /// What a module gives to those who import it.
    pub(crate) fn module(&mut self, specifier: &str, span: Span) -> Value {
        if !is_lock_module(specifier) {
            return unknown(Cause::ModuleElsewhere(specifier.into()), span);
        }
        let exports = [
            ("default", Constructor::Auth0Lock),
            ("Auth0Lock", Constructor::Auth0Lock),
            ("Auth0LockPasswordless", Constructor::Auth0LockPasswordless),
        ];
        let mut module = Object::new(Kind::Plain);
        for (key, constructor) in exports {
            module.set(Property::new(key, Value::Lock(constructor), span, span));
        }
        Value::Object(self.heap.new_object(module))
    }
}

/// Whether a module specifier names the package `auth0-lock`, or a file of it.
pub(crate) fn is_lock_module(specifier: &str) -> bool {
    specifier
        .split('/')
        .any(|part| part == "auth0-lock" || part.starts_with("auth0-lock@"))
}
