//! `new`.

use swc_common::Spanned;
use swc_ecma_ast::NewExpr;

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::ids::Id;
use crate::lock::interpret::domain::object::Object;
use crate::lock::interpret::domain::value::{Value, one_of, unknown};
use crate::lock::interpret::state::State;
use crate::span::Span;

impl<'a> Interpreter<'a> {
    pub(crate) fn evaluate_new(&mut self, e: &'a NewExpr) -> Value {
        let span = Span::from(e.span);
        let callee = self.evaluate(&e.callee);
        let names = self.names_mark();
        let arguments = self.arguments(e.args.as_deref().unwrap_or_default());
        if !self.state.dead {
            self.recorder
                .constructions
                .enter_new(names, e.callee.span().into());
        }
        let value = self.construct(&callee, arguments, span);
        if let Value::Unknown(reason) = &callee
            && (reason.cause == Cause::AnyGlobal
                || self
                    .state
                    .code(e.callee.span().into())
                    .contains("Auth0Lock"))
        {
            let cause = Cause::UnknownConstructor {
                name: self.state.code(e.callee.span().into()).into(),
                because: Box::new(reason.cause.clone()),
            };
            self.unfollowed(cause, span);
        }
        value
    }

    /// `new callee(…)`
    pub(crate) fn construct(&mut self, callee: &Value, arguments: Arguments, span: Span) -> Value {
        self.construct_for(callee, callee, arguments, span)
    }

    /// Makes an instance of `target` by the constructor `callee`, as one of a subclass is made.
    pub(crate) fn construct_for(
        &mut self,
        callee: &Value,
        target: &Value,
        arguments: Arguments,
        span: Span,
    ) -> Value {
        if self.state.dead {
            return Value::Undefined;
        }
        match callee {
            Value::Lock(constructor) => self.construct_lock(*constructor, &arguments, span),
            Value::OneOf(values) => {
                let mut fork = self.state.fork();
                let mut results = Vec::new();
                if values.iter().any(Value::is_nullish) {
                    self.state.may_throw();
                }
                for value in values.iter().filter(|v| !v.is_nullish()) {
                    let target = if target == callee { value } else { target };
                    results.push(self.construct_for(value, target, arguments.clone(), span));
                    self.state.end_arm(&mut fork);
                }
                self.state.join(fork);
                one_of(results)
            }
            Value::Object(id) => self.construct_object(*id, target, arguments, span),
            Value::Known(path) if &**path == "Array" => self.new_list(&arguments, span),
            Value::Known(path) if matches!(&**path, "Map" | "Set" | "WeakMap") => {
                self.new_keyed(&**path != "Set", &arguments, span)
            }
            Value::Known(path) if &**path == "Promise" => self.new_promise_with(&arguments, span),
            Value::Known(path) if &**path == "Function" => {
                self.state.may_throw();
                self.run_text(&arguments, span);
                unknown(Cause::FunctionOfText, span)
            }
            Value::Known(path) if &**path == "Proxy" => {
                self.state.may_throw();
                self.escape_all(&arguments, span);
                unknown(Cause::Proxy, span)
            }
            Value::Known(path) => {
                self.state.may_throw();
                self.escape_all(&arguments, span);
                if arguments.values.contains(&Value::Encoded) {
                    Value::Encoded
                } else {
                    Value::known(&format!("{path}()"))
                }
            }
            Value::Unknown(_) => {
                self.state.may_throw();
                self.escape_all(&arguments, span);
                callee.clone()
            }
            _ => {
                self.state.may_throw();
                self.escape_all(&arguments, span);
                unknown(Cause::NotAConstructor, span)
            }
        }
    }

    fn construct_object(
        &mut self,
        id: Id,
        target: &Value,
        arguments: Arguments,
        span: Span,
    ) -> Value {
        let prototype = self.state.instances_prototype(target);
        match &self.state.heap.object(id).kind {
            Kind::Bound {
                target,
                arguments: first,
                ..
            } => {
                let mut all = arguments;
                all.values.splice(0..0, first.iter().cloned());
                all.spans.clear();
                self.construct(target, all, span)
            }
            Kind::Class(_) => {
                let instance = self.bare_instance(prototype, span);
                self.initialize_instance(id, &instance, arguments, span);
                instance
            }
            Kind::Function(closure) => {
                if !closure.code.is_plain_function() {
                    self.state.may_throw();
                }
                let instance = self.bare_instance(prototype, span);
                let result = self.invoke(id, closure, &instance, arguments, span);
                let made = result.alternatives().iter().map(|value| match value {
                    Value::Object(_) | Value::Unknown(_) => value.clone(),
                    _ => instance.clone(),
                });
                one_of(made)
            }
            _ => {
                self.state.may_throw();
                unknown(Cause::NotAConstructor, span)
            }
        }
    }
}

impl<'a> State<'a> {
    /// The object that instances of a constructor inherit from, when it is known.
    pub(crate) fn instances_prototype(&mut self, constructor: &Value) -> Option<Id> {
        let Value::Object(id) = constructor else {
            return None;
        };
        let prototype = match &self.heap.object(*id).kind {
            Kind::Class(class) => return Some(class.prototype),
            Kind::Function(_) => self.prototype_of(*id),
            _ => return None,
        };
        match prototype {
            Value::Object(prototype) => Some(prototype),
            _ => None,
        }
    }
}

impl<'a> Interpreter<'a> {
    /// An instance as its constructor finds it.
    fn bare_instance(&mut self, prototype: Option<Id>, span: Span) -> Value {
        let mut object = Object::new(Kind::Plain);
        object.prototype = prototype;
        if prototype.is_none()
            && let Value::Unknown(reason) = unknown(Cause::UnknownPrototype, span)
        {
            object.open = Some(reason);
        }
        let instance = self.state.heap.new_object(object);
        if let Some(prototype) = prototype {
            self.state.instances.insert(prototype, instance);
        }
        Value::Object(instance)
    }
}

impl<'a> State<'a> {
    /// `Object.getPrototypeOf(object)`
    pub(crate) fn prototype_in_chain(&mut self, object: &Value, span: Span) -> Value {
        if let Value::Object(id) = object {
            let object = self.heap.object(*id);
            match (&object.kind, object.prototype) {
                _ if object.open.is_some() => {}
                (_, Some(prototype)) => return Value::Object(prototype),
                (Kind::Class(class), None) => match &class.parent {
                    Some(parent @ Value::Object(_)) => return parent.clone(),
                    Some(_) => {}
                    None => return Value::known("Function.prototype"),
                },
                (Kind::Plain, None) => return Value::known("Object.prototype"),
                (Kind::Function(_), None) => return Value::known("Function.prototype"),
                _ => {}
            }
        }
        unknown(Cause::UnknownPrototype, span)
    }

    /// `value instanceof constructor`
    pub(crate) fn instance_of(&mut self, value: &Value, constructor: &Value, span: Span) -> Value {
        let not_known = unknown(Cause::DependsOnUnknown, span);
        if let Value::Known(name) = constructor
            && let Some(is_one) = self.is_standard_instance(value, name)
        {
            return Value::Bool(is_one);
        }
        let (Value::Object(id), Value::Object(constructor)) = (value, constructor) else {
            return not_known;
        };
        let Some(wanted) = self.instances_prototype(&Value::Object(*constructor)) else {
            return not_known;
        };
        let mut next = *id;
        for _ in 0..16 {
            let object = self.heap.object(next);
            match object.prototype {
                _ if object.open.is_some() => return not_known,
                Some(prototype) if prototype == wanted => return Value::Bool(true),
                Some(prototype) => next = prototype,
                None if matches!(object.kind, Kind::Plain) => return Value::Bool(false),
                None => return not_known,
            }
        }
        not_known
    }

    /// The same for a constructor that the browser provides; `None` when it is not known.
    pub(crate) fn is_standard_instance(&self, value: &Value, constructor: &str) -> Option<bool> {
        if !matches!(constructor, "Array" | "Map" | "Promise" | "Set") {
            return None;
        }
        let id = match value {
            Value::Object(id) => id,
            Value::Undefined | Value::Null | Value::Bool(_) | Value::Number(_) | Value::Str(_) => {
                return Some(false);
            }
            Value::Config(path) if path.is_empty() => return Some(false),
            _ => return None,
        };
        let object = self.heap.object(*id);
        if object.open.is_some() || object.prototype.is_some() {
            return None;
        }
        Some(match object.kind {
            Kind::Array { .. } => constructor == "Array",
            Kind::Promise(_) => constructor == "Promise",
            Kind::Keyed { values, .. } => {
                constructor == if values.is_some() { "Map" } else { "Set" }
            }
            _ => false,
        })
    }
}
