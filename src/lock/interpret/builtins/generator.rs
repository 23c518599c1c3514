//! Generators: what they give to somebody who wants all of it, and what each `next()` runs.

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::budget::LIMITS;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::function::{FunctionBody, GeneratorCall, Kind};
use crate::lock::interpret::domain::value::{Value, one_of, unknown};
use crate::lock::interpret::state::control::{Abrupt, TargetKind};
use crate::lock::interpret::state::{State, Yields};
use crate::lock::interpret::syntax::yields::yields_like_returns;
use crate::span::Span;

impl<'a> Interpreter<'a> {
    /// What a generator gives that changes nothing on the way, so that it need not be run step by step.
    pub(crate) fn given_without_effects(
        &mut self,
        call: &GeneratorCall<'a>,
        span: Span,
    ) -> Option<Vec<Value>> {
        let is_over = self.state.heap.variable(call.is_over);
        match is_over {
            Value::Bool(true) => return Some(Vec::new()),
            Value::Bool(false) => {}
            _ => return None,
        }
        let mark = self.state.heap.mark();
        let (hazards, targets) = (self.state.hazards, self.exit_count());
        self.state.set_over(call, Value::Bool(true));
        let items = self.generated(call, span);
        let is_quiet = self.state.heap.changes_only(call.is_over, mark)
            && !self.state.dead
            && self.state.hazards == hazards
            && self.exit_count() == targets;
        if is_quiet && items.is_some() {
            return items;
        }
        self.state.heap.undo(mark);
        self.state.dead = false;
        None
    }

    /// How many jumps are on their way.
    fn exit_count(&self) -> usize {
        self.state
            .targets
            .iter()
            .map(|target| target.exits.len())
            .sum()
    }

    /// What a generator yields to somebody who wants all of it and tells it nothing.
    pub(crate) fn generated(&mut self, call: &GeneratorCall<'a>, span: Span) -> Option<Vec<Value>> {
        let mark = self.state.yields_of_a_call(false);
        self.state.yields.push(mark);
        self.invoke(
            call.function,
            &call.closure,
            &call.this,
            call.arguments.clone(),
            span,
        );
        let values = self.state.yields.pop().and_then(|yields| yields.values);
        values.filter(|_| !self.state.dead && self.state.budget.exhausted.is_none())
    }

    /// `next`, `return` and `throw` of a generator.
    pub(crate) fn call_generator_method(
        &mut self,
        name: &str,
        this: &Value,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        let not_known = unknown(Cause::Generator, span);
        let call = match this {
            Value::Object(id) => match self.state.heap.object(*id).kind.clone() {
                Kind::Generator(call) => call,
                _ => {
                    self.state.may_throw();
                    self.escape_all(arguments, span);
                    return not_known;
                }
            },
            _ => {
                self.escape_all(arguments, span);
                return not_known;
            }
        };
        self.escape_all(arguments, span);
        match (self.state.heap.variable(call.is_over), name) {
            (Value::Bool(true), "next") => {
                self.state
                    .iterator_result(Value::Undefined, Value::Bool(true), span)
            }
            (Value::Bool(false), "next") if self.stops_at_yields(&call) => {
                self.run_to_first_yield(&call, span)
            }
            (Value::Bool(is_over), "return" | "throw") => {
                self.state.set_over(&call, Value::Bool(true));
                if name == "throw" && !is_over {
                    self.throw_here(span);
                }
                self.state.may_throw();
                not_known
            }
            _ => self.run_somewhere(&call, span),
        }
    }

    /// Whether a call can be run to its first `yield`, as if that were a `return`.
    fn stops_at_yields(&self, call: &GeneratorCall<'a>) -> bool {
        let code = call.closure.code;
        let FunctionBody::Statements(statements) = code.body() else {
            return false;
        };
        !code.is_async()
            && !self.state.recurses_too_deep(code.span())
            && self.state.running.len() < LIMITS.calls
            && yields_like_returns(statements)
    }

    /// The first `next()`: runs the code up to the first `yield` on each path. What comes behind one is left to
    /// [`run_somewhere`](Self::run_somewhere).
    fn run_to_first_yield(&mut self, call: &GeneratorCall<'a>, span: Span) -> Value {
        let not_known = unknown(Cause::Generator, span);
        self.state.set_over(call, not_known.clone());
        let mark = self.state.yields_of_a_call(true);
        self.state.yields.push(mark);
        let result = self.run_function(
            call.function,
            &call.closure,
            &call.this,
            call.arguments.clone(),
            span,
        );
        let yielded = self.state.yields.pop().and_then(|yields| yields.values);
        let yielded = yielded.unwrap_or_default();
        let (suspended, returned): (Vec<Value>, Vec<Value>) = result
            .alternatives()
            .iter()
            .cloned()
            .partition(|value| yielded.contains(value));
        // A path that was given up, or too many to be told apart.
        if suspended.len() != yielded.len() {
            return not_known;
        }
        if suspended.is_empty() {
            self.state.set_over(call, Value::Bool(true));
        }
        if returned.is_empty() {
            return result;
        }
        let end = one_of(returned);
        let end = self.state.iterator_result(end, Value::Bool(true), span);
        one_of(suspended.into_iter().chain([end]))
    }

    /// A later `next()`, and one of which it is not known whether it is the first. Where it stops is not followed: it
    /// may have come to any moment of the code, and what it changes on the way is not known.
    fn run_somewhere(&mut self, call: &GeneratorCall<'a>, span: Span) -> Value {
        let not_known = unknown(Cause::Generator, span);
        self.state.may_throw();
        self.state.set_over(call, not_known.clone());
        let mark = self.state.heap.mark();
        self.state.heap.watch();
        let mut fork = self.state.fork();
        self.invoke(
            call.function,
            &call.closure,
            &call.this,
            call.arguments.clone(),
            span,
        );
        let pieces = self.state.heap.anywhen();
        self.state.end_arm(&mut fork);
        State::add_arm(&mut fork, pieces);
        self.state.join(fork);
        self.state.heap.widen(mark, &not_known);
        not_known
    }
}

impl<'a> State<'a> {
    /// Says whether somebody has gone through a generator.
    fn set_over(&mut self, call: &GeneratorCall<'a>, is_over: Value) {
        self.heap.set_variable(call.is_over, is_over);
    }

    /// What the next call yields, which stops at the first value or goes on to the end.
    fn yields_of_a_call(&self, stops: bool) -> Yields {
        Yields {
            depth: self.running.len() + 1,
            open_forks: self.open_forks,
            targets: self.targets.len(),
            stops,
            values: Some(Vec::new()),
        }
    }

    /// `yield value`: what the generator is resumed with.
    pub(crate) fn yield_value(&mut self, value: Value, span: Span) -> Value {
        let depth = self.running.len();
        let Some(yields) = self.yields.last_mut().filter(|y| y.depth == depth) else {
            self.may_throw();
            return unknown(Cause::GeneratorResumption, span);
        };
        if yields.stops {
            let result = self.iterator_result(value, Value::Bool(false), span);
            if let Some(yields) = self.yields.last_mut() {
                yields.values.get_or_insert_default().push(result.clone());
            }
            if let Some(function) = self.target(|t| t.kind == TargetKind::Function) {
                self.jump(function, Abrupt::Return(result));
            }
            return Value::Undefined;
        }
        let mut inner = self
            .targets
            .get(yields.targets..)
            .unwrap_or_default()
            .iter();
        let is_certain = self.open_forks == yields.open_forks && inner.all(|t| t.exits.is_empty());
        if !is_certain {
            yields.values = None;
        } else if let Some(values) = &mut yields.values {
            values.push(value);
        }
        Value::Undefined
    }
}

impl<'a> Interpreter<'a> {
    /// `yield* value`
    pub(crate) fn yield_all(&mut self, value: &Value, span: Span) -> Value {
        match self.iterate_to_list(value, span) {
            Some(items) => {
                for item in items {
                    self.state.yield_value(item, span);
                }
            }
            None => {
                if let Some(yields) = self.state.yields.last_mut() {
                    yields.values = None;
                }
                self.state.may_throw();
            }
        }
        unknown(Cause::GeneratorReturn, span)
    }
}
