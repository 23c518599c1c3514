//! Calling functions.

use std::rc::Rc;

use memchr::memmem;
use swc_common::Spanned;
use swc_ecma_ast::{
    CallExpr, Callee, Expr, ExprOrSpread, MemberExpr, MemberProp, OptCall, OptChainBase,
};

use crate::lock::Cause;
use crate::lock::Unknown;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::assumptions::{exceptions_matter, may_have_decoded};
use crate::lock::interpret::budget::LIMITS;
use crate::lock::interpret::builtins::table;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::builtin::{Builtin, Calls};
use crate::lock::interpret::domain::function::{Closure, FunctionBody, GeneratorCall, Kind};
use crate::lock::interpret::domain::ids::Id;
use crate::lock::interpret::domain::object::Object;
use crate::lock::interpret::domain::value::{Value, join, one_of, unknown};
use crate::lock::interpret::eval::parameters::may_name_arguments;
use crate::lock::interpret::state::State;
use crate::lock::interpret::state::control::{Abrupt, TargetKind};
use crate::lock::interpret::state::{Context, Frame};
use crate::span::Span;

impl<'a> Interpreter<'a> {
    pub(crate) fn evaluate_call(&mut self, call: &'a CallExpr) -> Value {
        let span = Span::from(call.span);
        match &call.callee {
            Callee::Super(_) => {
                let arguments = self.arguments(&call.args);
                self.call_super(arguments, span)
            }
            Callee::Import(_) => {
                let arguments = self.arguments(&call.args);
                self.state.import(&arguments.get(0), span)
            }
            Callee::Expr(callee) => {
                let (function, this) = self.callee(callee);
                let arguments = self.arguments(&call.args);
                if let (Value::Unknown(_), Expr::Member(member)) = (&function, &**callee)
                    && let MemberProp::Ident(method) = &member.prop
                {
                    self.note_call_flow(&method.sym, &arguments, span);
                }
                if let (Value::Unknown(_), Expr::Member(member)) = (&function, &**callee)
                    && let MemberProp::Ident(method) = &member.prop
                    && let Some(builtin) = table::find("*", &method.sym)
                {
                    return self.call_unknown_method(builtin, &function, &this, &arguments, span);
                }
                self.call(&function, &this, arguments, span)
            }
        }
    }

    /// What a callee is, and the `this` that it is called with.
    pub(crate) fn callee(&mut self, callee: &'a Expr) -> (Value, Value) {
        match callee {
            Expr::Paren(paren) => self.callee(&paren.expr),
            Expr::Member(member) => self.method(member),
            Expr::OptChain(chain) => match &*chain.base {
                OptChainBase::Member(member) => self.method(member),
                OptChainBase::Call(call) => (self.call_optional(call), Value::Undefined),
            },
            // A method of the parent is called for this very object.
            Expr::SuperProp(_) => (self.evaluate(callee), self.state.context.this.clone()),
            _ => (self.evaluate(callee), Value::Undefined),
        }
    }

    fn method(&mut self, member: &'a MemberExpr) -> (Value, Value) {
        let this = self.evaluate(&member.obj);
        let span = Span::from(member.span);
        if this.is_nullish() {
            self.state.throw(unknown(Cause::Exception, span));
            return (Value::Undefined, this);
        }
        self.state.may_throw_reading(&this);
        let function = match self.member_key(&member.prop) {
            Some(key) => self.get(&this, &key, span),
            None => self.get_any(&this, span),
        };
        (function, this)
    }

    /// `f?.()`
    pub(crate) fn call_optional(&mut self, call: &'a OptCall) -> Value {
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

    pub(crate) fn arguments(&mut self, written: &'a [ExprOrSpread]) -> Arguments {
        let mut arguments = Arguments::default();
        for argument in written {
            let value = self.evaluate(&argument.expr);
            let Some(spread) = argument.spread else {
                arguments.values.push(value);
                continue;
            };
            match self.iterate_to_list(&value, spread.into()) {
                Some(items) => arguments.values.extend(items),
                None => {
                    self.state.may_throw();
                    arguments.open = Some(Rc::new(Unknown {
                        cause: Cause::SpreadUnknownList,
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
    pub(crate) fn call(
        &mut self,
        function: &Value,
        this: &Value,
        arguments: Arguments,
        span: Span,
    ) -> Value {
        if self.state.dead {
            return Value::Undefined;
        }
        match function {
            Value::Object(id) => self.call_object(*id, this, arguments, span),
            Value::Builtin(builtin) => self.call_builtin(builtin, this, &arguments, span),
            Value::Host(path) => self.call_host(path, this, &arguments, span),
            // ES5 subclasses call the constructor of Lock like a function.
            Value::Lock(constructor) => {
                self.construct_lock(*constructor, &arguments, span);
                Value::Undefined
            }
            Value::OneOf(values) => {
                let callable: Vec<&Value> = values.iter().filter(|v| !v.is_nullish()).collect();
                if callable.len() < values.len() {
                    self.state.may_throw();
                }
                let mut fork = self.state.fork();
                let mut results = Vec::new();
                for value in callable {
                    let result = self.call(value, this, arguments.clone(), span);
                    if self.state.end_arm(&mut fork) {
                        results.push(result);
                    }
                }
                self.state.join(fork);
                one_of(results)
            }
            Value::Undefined | Value::Null if !exceptions_matter(self.state.guards) => {
                self.escape_all(&arguments, span);
                unknown(Cause::NotAFunction, span)
            }
            Value::Undefined
            | Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::Str(_)
            | Value::Pattern(_)
            | Value::Symbol(_) => {
                self.throw_here(span);
                unknown(Cause::Exception, span)
            }
            Value::Unknown(_) => {
                self.state.may_throw();
                let encoded = may_have_decoded(this, &arguments);
                self.note_call_elsewhere(function, &arguments, span);
                self.escape_all(&arguments, span);
                if encoded {
                    Value::Encoded
                } else {
                    function.clone()
                }
            }
            _ => {
                self.state.may_throw();
                self.escape_all(&arguments, span);
                unknown(Cause::NotAFunction, span)
            }
        }
    }

    fn call_object(&mut self, id: Id, this: &Value, arguments: Arguments, span: Span) -> Value {
        match &self.state.heap.object(id).kind {
            // It runs piece by piece, as far as somebody wants its values, if at all.
            Kind::Function(closure) if closure.code.is_generator() => {
                let is_over = self.state.heap.new_variable(Value::Bool(false));
                let call = GeneratorCall {
                    is_over,
                    function: id,
                    closure: closure.clone(),
                    this: this.clone(),
                    arguments,
                };
                Value::Object(
                    self.state
                        .heap
                        .new_object(Object::new(Kind::Generator(call))),
                )
            }
            Kind::Function(closure) => {
                if let Some((index, objects)) = self.state.open_argument(closure, &arguments) {
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
            Kind::Proxy { .. } => {
                let proxy = Value::Object(id);
                self.escape_all(&arguments, span);
                self.run_traps(&proxy, span);
                unknown(Cause::Proxy, span)
            }
            Kind::Class(_) => {
                self.throw_here(span);
                unknown(Cause::Exception, span)
            }
            Kind::Resolver(variable) => {
                let resolver = Value::Object(id);
                self.fulfil(*variable, &resolver, &arguments.get(0), span);
                Value::Undefined
            }
            _ => {
                self.state.may_throw();
                self.escape_all(&arguments, span);
                unknown(Cause::NotAFunction, span)
            }
        }
    }

    /// Follows a call into a function of the page.
    pub(crate) fn invoke(
        &mut self,
        id: Id,
        closure: &Closure<'a>,
        this: &Value,
        arguments: Arguments,
        span: Span,
    ) -> Value {
        let code = closure.code;
        if self.state.recurses_too_deep(code.span()) {
            return self.call_recursively(id, closure, this, arguments, span);
        }
        if self.state.running.len() >= LIMITS.calls {
            self.state.may_throw();
            self.cut_off(code.span(), this, &arguments, span);
            self.unfollowed(Cause::CallDepth, span);
            return unknown(Cause::CallDepth, span);
        }
        self.run_function(id, closure, this, arguments, span)
    }

    /// OrdinaryCallEvaluateBody.
    pub(crate) fn run_function(
        &mut self,
        id: Id,
        closure: &Closure<'a>,
        this: &Value,
        arguments: Arguments,
        span: Span,
    ) -> Value {
        let code = closure.code;
        self.schedule.called.insert(id);
        let this = match &closure.lexical_this {
            Some(this) => this.clone(),
            // OrdinaryCallBindThis
            None if this.is_nullish() && !closure.strict => self.state.window.clone(),
            None => this.clone(),
        };
        let scope = self.state.environments.open(closure.scope, true);
        let class = closure.class;
        let outer = std::mem::replace(
            &mut self.state.context,
            Context {
                environment: scope,
                this,
                class,
                home: closure.home,
                strict: closure.strict,
            },
        );
        let (assumed, branches) = (self.state.assumed.len(), self.state.branches.len());
        self.state.running.push(Frame {
            function: code,
            code: code.span(),
            open_forks: self.state.open_forks,
            targets: self.state.targets.len(),
            steps: self.state.budget.steps,
        });
        self.state.enter(TargetKind::Function, Vec::new());
        if closure.lexical_this.is_none() && may_name_arguments(self.state.code(code.span())) {
            self.declare_arguments(&arguments, closure);
        }
        self.bind_parameters(closure, &arguments);
        self.open_body(closure);
        if code.is_async() {
            self.state.enter(TargetKind::Promise, Vec::new());
        }
        let mut promised = None;
        let mut results = match code.body() {
            FunctionBody::Expression(value) => {
                let value = self.evaluate(value);
                if self.state.dead {
                    Vec::new()
                } else {
                    vec![value]
                }
            }
            FunctionBody::Statements(statements) if code.is_async() => {
                if let Some(promise) = self.run_until_await(statements, span) {
                    promised = Some(promise);
                    Vec::new()
                } else if self.state.dead {
                    Vec::new()
                } else {
                    vec![Value::Undefined]
                }
            }
            FunctionBody::Statements(statements) => {
                self.run_body(statements);
                if self.state.dead {
                    Vec::new()
                } else {
                    vec![Value::Undefined]
                }
            }
        };
        if code.is_async() && !self.state.leave().is_empty() {
            results.push(unknown(Cause::RejectedPromise, span));
        }
        for way in self.state.leave() {
            if let Abrupt::Return(value) = way {
                results.push(value);
            }
        }
        self.state.running.pop();
        self.state.assumed.truncate(assumed);
        self.state.branches.truncate(branches);
        self.state.context = outer;
        let result = match results.len() {
            0 => Value::Undefined,
            _ => one_of(results),
        };
        if let Some(promise) = promised {
            return promise;
        }
        if code.is_async() {
            self.state.new_promise(result)
        } else {
            result
        }
    }
}

impl<'a> State<'a> {
    /// The argument that may be one of several objects, when there is one such. A function that has
    /// nothing to do with Lock is called for each of them, so that it does not mix them up.
    pub(crate) fn open_argument(
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
        let is_told_apart = values.len() <= LIMITS.split_objects && values.iter().all(is_object);
        let code = self.code(closure.code.span());
        let is_elsewhere = memmem::find(code.as_bytes(), b"Lock").is_none();
        (open.next().is_none() && is_told_apart && is_elsewhere).then(|| (index, values.clone()))
    }
}

impl<'a> Interpreter<'a> {
    /// Calls a method that is not known, of the name of one that browsers and libraries have.
    fn call_unknown_method(
        &mut self,
        builtin: &'static Builtin,
        function: &Value,
        this: &Value,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        self.state.may_throw();
        let calls = if builtin.calls == Calls::Never {
            Calls::Anytime
        } else {
            builtin.calls
        };
        self.note_call_elsewhere(function, arguments, span);
        for value in &arguments.values {
            self.escape_to(calls, value, span);
        }
        if may_have_decoded(this, arguments) {
            return Value::Encoded;
        }
        function.clone()
    }
}
