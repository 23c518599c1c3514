//! `new`.

use swc_common::Spanned;
use swc_ecma_ast::NewExpr;

use super::call::Arguments;
use super::closure::Kind;
use super::heap::Id;
use super::member::ANY_GLOBAL;
use super::record::Object;
use super::value::{Value, one_of};
use super::{Interpreter, unknown};
use crate::span::Span;

impl<'a> Interpreter<'a> {
    pub(super) fn evaluate_new(&mut self, e: &'a NewExpr) -> Value {
        let span = Span::from(e.span);
        let callee = self.evaluate(&e.callee);
        let names = self.names_mark();
        let arguments = self.arguments(e.args.as_deref().unwrap_or_default());
        if !self.dead {
            self.recorder.enter_new(names, e.callee.span().into());
        }
        let value = self.instantiate(&callee, arguments, span);
        if let Value::Unknown(reason) = &callee
            && (reason.reason == ANY_GLOBAL
                || self.code(e.callee.span().into()).contains("Auth0Lock"))
        {
            let reason = format!(
                "what `{}` is here is not known: {}",
                self.code(e.callee.span().into()),
                reason.reason
            );
            self.unfollowed(reason, span);
        }
        value
    }

    /// `new callee(…)`
    pub(super) fn instantiate(
        &mut self,
        callee: &Value,
        arguments: Arguments,
        span: Span,
    ) -> Value {
        self.instantiate_for(callee, callee, arguments, span)
    }

    /// Makes an instance of `target` by the constructor `callee`, as one of a subclass is made.
    pub(super) fn instantiate_for(
        &mut self,
        callee: &Value,
        target: &Value,
        arguments: Arguments,
        span: Span,
    ) -> Value {
        if self.dead {
            return Value::Undefined;
        }
        match callee {
            Value::Lock(constructor) => self.construct(*constructor, &arguments, span),
            Value::OneOf(values) => {
                let mut fork = self.fork();
                let mut results = Vec::new();
                if values.iter().any(Value::is_nullish) {
                    self.may_throw();
                }
                for value in values.iter().filter(|v| !v.is_nullish()) {
                    let target = if target == callee { value } else { target };
                    results.push(self.instantiate_for(value, target, arguments.clone(), span));
                    self.end_arm(&mut fork);
                }
                self.meet(fork);
                one_of(results)
            }
            Value::Object(id) => self.instantiate_object(*id, target, arguments, span),
            Value::Known(path) if &**path == "Array" => self.new_list(&arguments, span),
            Value::Known(path) if matches!(&**path, "Map" | "Set" | "WeakMap") => {
                self.new_keyed(&**path != "Set", &arguments, span)
            }
            Value::Known(path) if &**path == "Promise" => self.new_promise_with(&arguments, span),
            Value::Known(path) if &**path == "Function" => {
                self.may_throw();
                self.run_text(&arguments, span);
                unknown("it is a function made of text", span)
            }
            Value::Known(path) if &**path == "Proxy" => {
                self.may_throw();
                self.hand_over_all(&arguments, span);
                unknown("it is a proxy", span)
            }
            Value::Known(path) => {
                self.may_throw();
                self.hand_over_all(&arguments, span);
                if arguments.values.contains(&Value::Encoded) {
                    Value::Encoded
                } else {
                    Value::known(&format!("{path}()"))
                }
            }
            Value::Unknown(_) => {
                self.may_throw();
                self.hand_over_all(&arguments, span);
                callee.clone()
            }
            _ => {
                self.may_throw();
                self.hand_over_all(&arguments, span);
                unknown("it is made by something that is no constructor here", span)
            }
        }
    }

    fn instantiate_object(
        &mut self,
        id: Id,
        target: &Value,
        arguments: Arguments,
        span: Span,
    ) -> Value {
        let prototype = self.instances_prototype(target);
        match &self.heap.object(id).kind {
            Kind::Bound {
                target,
                arguments: first,
                ..
            } => {
                let mut all = arguments;
                all.values.splice(0..0, first.iter().cloned());
                all.spans.clear();
                self.instantiate(target, all, span)
            }
            Kind::Class(_) => {
                let instance = self.bare_instance(prototype, span);
                self.initialize_instance(id, &instance, arguments, span);
                instance
            }
            Kind::Function(closure) => {
                if !closure.code.is_plain_function() {
                    self.may_throw();
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
                self.may_throw();
                unknown("it is made by something that is no constructor here", span)
            }
        }
    }

    /// The object that instances of a constructor inherit from, when it is known.
    fn instances_prototype(&mut self, constructor: &Value) -> Option<Id> {
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

    /// An instance as its constructor finds it.
    fn bare_instance(&mut self, prototype: Option<Id>, span: Span) -> Value {
        let mut object = Object::new(Kind::Plain);
        object.prototype = prototype;
        if prototype.is_none()
            && let Value::Unknown(reason) = unknown("its prototype is not known", span)
        {
            object.open = Some(reason);
        }
        let instance = self.heap.new_object(object);
        if let Some(prototype) = prototype {
            self.recorder.instances.insert(prototype, instance);
        }
        Value::Object(instance)
    }

    /// `Object.getPrototypeOf(object)`
    pub(super) fn prototype_in_chain(&mut self, object: &Value, span: Span) -> Value {
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
        unknown("its prototype is not known", span)
    }

    /// `value instanceof constructor`
    pub(super) fn is_instance(&mut self, value: &Value, constructor: &Value, span: Span) -> Value {
        let not_known = unknown("it depends on what is not known", span);
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
    fn is_standard_instance(&self, value: &Value, constructor: &str) -> Option<bool> {
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
