//! Calling functions.

use std::rc::Rc;

use memchr::memmem;
use swc_common::Spanned;
use swc_ecma_ast::{
    CallExpr, Callee, Expr, ExprOrSpread, MemberExpr, MemberProp, OptCall, OptChainBase,
};

use super::closure::{Closure, FunctionBody, Kind};
use super::control::{How, TargetKind};
use super::heap::Id;
use super::iteration::GeneratorCall;
use super::parameters::may_name_arguments;
use super::record::Object;
use super::recursion::Frame;
use super::value::{Value, join, one_of};
use super::{Context, DEEPEST_CALL, Interpreter, unknown};
use crate::lock::Unknown;
use crate::span::Span;

/// A function is called for each of so many objects that an argument may be.
const MOST_OBJECTS: usize = 4;

/// What a function is called with.
#[derive(Clone, Debug, Default)]
pub(super) struct Arguments {
    pub(super) values: Vec<Value>,
    pub(super) spans: Vec<Span>,
    /// Why there may be more arguments, when there may.
    pub(super) open: Option<Rc<Unknown>>,
}

impl Arguments {
    pub(super) fn of(values: Vec<Value>) -> Self {
        Self {
            values,
            ..Self::default()
        }
    }

    /// The argument at `index`: `undefined` where there is none.
    pub(super) fn get(&self, index: usize) -> Value {
        match (self.values.get(index), &self.open) {
            (Some(value), _) => value.clone(),
            (None, Some(reason)) => Value::Unknown(reason.clone()),
            (None, None) => Value::Undefined,
        }
    }
}

impl<'a> Interpreter<'a> {
    pub(super) fn evaluate_call(&mut self, call: &'a CallExpr) -> Value {
        let span = Span::from(call.span);
        match &call.callee {
            Callee::Super(_) => {
                let arguments = self.arguments(&call.args);
                self.call_super(arguments, span);
                Value::Undefined
            }
            Callee::Import(_) => {
                let arguments = self.arguments(&call.args);
                self.import(&arguments.get(0), span)
            }
            Callee::Expr(callee) => {
                let (function, this) = self.callee(callee);
                let arguments = self.arguments(&call.args);
                if let (Value::Unknown(_), Expr::Member(member)) = (&function, &**callee)
                    && let MemberProp::Ident(method) = &member.prop
                {
                    self.call_back(&method.sym, &arguments, span);
                }
                self.call(&function, &this, arguments, span)
            }
        }
    }

    /// What a callee is, and the `this` that it is called with.
    fn callee(&mut self, callee: &'a Expr) -> (Value, Value) {
        match callee {
            Expr::Paren(paren) => self.callee(&paren.expr),
            Expr::Member(member) => self.method(member),
            Expr::OptChain(chain) => match &*chain.base {
                OptChainBase::Member(member) => self.method(member),
                OptChainBase::Call(call) => (self.call_optional(call), self.window.clone()),
            },
            // A method of the parent is called for this very object.
            Expr::SuperProp(_) => (self.evaluate(callee), self.context.this.clone()),
            _ => (self.evaluate(callee), self.window.clone()),
        }
    }

    fn method(&mut self, member: &'a MemberExpr) -> (Value, Value) {
        let this = self.evaluate(&member.obj);
        let span = Span::from(member.span);
        if this.is_nullish() {
            self.throw(unknown("it is an exception", span));
            return (Value::Undefined, this);
        }
        self.may_throw_reading(&this);
        let function = match self.member_key(&member.prop) {
            Some(key) => self.read_property(&this, &key, span),
            None => self.read_any_property(&this, span),
        };
        (function, this)
    }

    /// `f?.()`
    pub(super) fn call_optional(&mut self, call: &'a OptCall) -> Value {
        let (function, this) = self.callee(&call.callee);
        if function.is_nullish() {
            return Value::Undefined;
        }
        let certain = !function.alternatives().iter().any(Value::is_nullish);
        let run = |me: &mut Self| {
            let arguments = me.arguments(&call.args);
            me.call(&function, &this, arguments, call.span.into())
        };
        if certain {
            return run(self);
        }
        let result = self.perhaps(run);
        join(&result, &Value::Undefined)
    }

    pub(super) fn arguments(&mut self, written: &'a [ExprOrSpread]) -> Arguments {
        let mut arguments = Arguments::default();
        for argument in written {
            let value = self.evaluate(&argument.expr);
            let Some(spread) = argument.spread else {
                arguments.values.push(value);
                continue;
            };
            match self.iterated(&value, spread.into()) {
                Some(items) => arguments.values.extend(items),
                None => {
                    self.may_throw();
                    arguments.open = Some(Rc::new(Unknown {
                        reason: "it is spread from a list that is not known".into(),
                        span: spread.into(),
                    }));
                    break;
                }
            }
        }
        if written.iter().all(|a| a.spread.is_none()) {
            arguments.spans = written.iter().map(|a| a.expr.span().into()).collect();
        }
        arguments
    }

    /// Calls a value.
    pub(super) fn call(
        &mut self,
        function: &Value,
        this: &Value,
        arguments: Arguments,
        span: Span,
    ) -> Value {
        if self.dead {
            return Value::Undefined;
        }
        match function {
            Value::Object(id) => self.call_object(*id, this, arguments, span),
            Value::Known(path) => self.call_known(path, this, &arguments, span),
            // ES5 subclasses call the constructor of Lock like a function.
            Value::Lock(constructor) => {
                self.construct(*constructor, &arguments, span);
                Value::Undefined
            }
            Value::OneOf(values) => {
                let callable: Vec<&Value> = values.iter().filter(|v| !v.is_nullish()).collect();
                if callable.len() < values.len() {
                    self.may_throw();
                }
                let mut fork = self.fork();
                let mut results = Vec::new();
                for value in callable {
                    let result = self.call(value, this, arguments.clone(), span);
                    if self.end_arm(&mut fork) {
                        results.push(result);
                    }
                }
                self.meet(fork);
                one_of(results)
            }
            Value::Unknown(_) => {
                self.may_throw();
                let encoded = arguments.values.contains(&Value::Encoded) || *this == Value::Encoded;
                self.hand_over_all(&arguments, span);
                if encoded {
                    Value::Encoded
                } else {
                    function.clone()
                }
            }
            _ => {
                self.may_throw();
                self.hand_over_all(&arguments, span);
                unknown("it is what something gives that is no function here", span)
            }
        }
    }

    fn call_object(&mut self, id: Id, this: &Value, arguments: Arguments, span: Span) -> Value {
        match &self.heap.object(id).kind {
            // It runs piece by piece, as far as somebody wants its values, if at all.
            Kind::Function(closure) if closure.code.is_generator() => {
                self.heap.watch();
                let mut fork = self.fork();
                self.invoke(id, closure, this, arguments.clone(), span);
                let pieces = self.heap.anywhen();
                self.end_arm(&mut fork);
                Self::add_arm(&mut fork, pieces);
                self.meet(fork);
                if closure.code.is_async() {
                    return unknown("it comes from a generator", span);
                }
                let is_over = self.heap.new_variable(Value::Bool(false));
                let call = GeneratorCall {
                    is_over,
                    function: id,
                    closure: closure.clone(),
                    this: this.clone(),
                    arguments,
                };
                Value::Object(self.heap.new_object(Object::new(Kind::Generator(call))))
            }
            Kind::Function(closure) => {
                if let Some((index, objects)) = self.open_argument(closure, &arguments) {
                    return self.for_each_alternative(&objects, |me, object| {
                        let mut each = arguments.clone();
                        if let Some(place) = each.values.get_mut(index) {
                            *place = object.clone();
                        }
                        me.invoke(id, closure, this, each, span)
                    });
                }
                self.invoke(id, closure, this, arguments, span)
            }
            Kind::Bound {
                target,
                this,
                arguments: first,
            } => {
                let mut all = arguments;
                all.values.splice(0..0, first.iter().cloned());
                all.spans.clear();
                self.call(target, this, all, span)
            }
            Kind::Resolver(variable) => {
                let resolver = Value::Object(id);
                self.fulfil(*variable, &resolver, &arguments.get(0), span);
                Value::Undefined
            }
            _ => {
                self.may_throw();
                self.hand_over_all(&arguments, span);
                unknown("it is what something gives that is no function here", span)
            }
        }
    }

    /// Follows a call into a function of the page.
    pub(super) fn invoke(
        &mut self,
        id: Id,
        closure: &Closure<'a>,
        this: &Value,
        arguments: Arguments,
        span: Span,
    ) -> Value {
        let code = closure.code;
        if self.recurses_too_deep(code.span()) {
            self.may_throw();
            self.cut_off(code.span(), this, &arguments, span);
            return unknown("it comes from a function that calls itself", span);
        }
        if self.running.len() >= DEEPEST_CALL {
            self.may_throw();
            self.cut_off(code.span(), this, &arguments, span);
            self.unfollowed("functions call each other too deep to follow", span);
            return unknown("functions call each other too deep to follow", span);
        }
        self.called.insert(id);
        let this = closure.lexical_this.clone().unwrap_or_else(|| this.clone());
        let scope = self.scopes.open(closure.scope, true);
        let class = closure.class;
        let outer = std::mem::replace(&mut self.context, Context { scope, this, class });
        let (assumed, branches) = (self.assumed.len(), self.branches.len());
        self.running.push(Frame {
            code: code.span(),
            open_forks: self.open_forks,
            targets: self.targets.len(),
            steps: self.steps,
        });
        self.enter(TargetKind::Function, Vec::new());
        if closure.lexical_this.is_none() && may_name_arguments(self.code(code.span())) {
            self.declare_arguments(&arguments);
        }
        self.bind_parameters(&code.parameters(), &arguments);
        if code.is_async() {
            self.enter(TargetKind::Promise, Vec::new());
        }
        let mut promised = None;
        let mut results = match code.body() {
            FunctionBody::Expression(value) => {
                let value = self.evaluate(value);
                if self.dead { Vec::new() } else { vec![value] }
            }
            FunctionBody::Statements(statements) if code.is_async() => {
                if let Some(promise) = self.run_until_await(statements, span) {
                    promised = Some(promise);
                    Vec::new()
                } else if self.dead {
                    Vec::new()
                } else {
                    vec![Value::Undefined]
                }
            }
            FunctionBody::Statements(statements) => {
                self.run_body(statements);
                if self.dead {
                    Vec::new()
                } else {
                    vec![Value::Undefined]
                }
            }
        };
        if code.is_async() && !self.leave().is_empty() {
            results.push(unknown("it comes from a promise that is rejected", span));
        }
        for way in self.leave() {
            if let How::Return(value) = way {
                results.push(value);
            }
        }
        self.running.pop();
        self.assumed.truncate(assumed);
        self.branches.truncate(branches);
        self.context = outer;
        let result = match results.len() {
            0 => Value::Undefined,
            _ => one_of(results),
        };
        if let Some(promise) = promised {
            return promise;
        }
        if code.is_async() {
            self.new_promise(result)
        } else {
            result
        }
    }

    /// The argument that may be one of several objects, when there is one such. A function that has
    /// nothing to do with Lock is called for each of them, so that it does not mix them up.
    fn open_argument(
        &self,
        closure: &Closure<'a>,
        arguments: &Arguments,
    ) -> Option<(usize, Rc<[Value]>)> {
        let mut open = arguments
            .values
            .iter()
            .enumerate()
            .filter_map(|(i, v)| match v {
                Value::OneOf(values) => Some((i, values)),
                _ => None,
            });
        let (index, values) = open.next()?;
        let is_object = |v: &Value| matches!(v, Value::Object(_)) || v.is_nullish();
        let is_told_apart = values.len() <= MOST_OBJECTS && values.iter().all(is_object);
        let code = self.code(closure.code.span());
        let is_elsewhere = memmem::find(code.as_bytes(), b"Lock").is_none();
        (open.next().is_none() && is_told_apart && is_elsewhere).then(|| (index, values.clone()))
    }

    /// Calls a callback that runs at once any number of times: `forEach` on what is not known.
    pub(super) fn call_maybe(
        &mut self,
        function: &Value,
        arguments: Arguments,
        span: Span,
    ) -> Value {
        let window = Value::known("window");
        let result = self.perhaps(|me| me.call(function, &window, arguments, span));
        join(&result, &Value::Undefined)
    }
}
