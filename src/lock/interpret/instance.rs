//! `new`.

use swc_common::Spanned;
use swc_ecma_ast::NewExpr;

use super::call::Arguments;
use super::closure::Kind;
use super::heap::Id;
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
            && self.code(e.callee.span().into()).contains("Auth0Lock")
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
        if self.dead {
            return Value::Undefined;
        }
        match callee {
            Value::Lock(constructor) => self.construct(*constructor, &arguments, span),
            Value::OneOf(values) => {
                let mut fork = self.fork();
                let mut results = Vec::new();
                for value in values.iter().filter(|v| !v.is_nullish()) {
                    results.push(self.instantiate(value, arguments.clone(), span));
                    self.end_arm(&mut fork);
                }
                self.meet(fork);
                one_of(results)
            }
            Value::Object(id) => self.instantiate_object(*id, arguments, span),
            Value::Known(path) if &**path == "Array" => self.new_list(&arguments, span),
            Value::Known(path) if &**path == "Promise" => self.new_promise_with(&arguments, span),
            Value::Known(path) if &**path == "Function" => {
                self.run_text(&arguments, span);
                unknown("it is a function made of text", span)
            }
            Value::Known(path) if &**path == "Proxy" => {
                self.hand_over_all(&arguments, span);
                unknown("it is a proxy", span)
            }
            Value::Known(path) => {
                self.hand_over_all(&arguments, span);
                if arguments.values.contains(&Value::Encoded) {
                    Value::Encoded
                } else {
                    Value::known(&format!("{path}()"))
                }
            }
            Value::Unknown(_) => {
                self.hand_over_all(&arguments, span);
                callee.clone()
            }
            _ => {
                self.hand_over_all(&arguments, span);
                unknown("it is made by something that is no constructor here", span)
            }
        }
    }

    fn instantiate_object(&mut self, id: Id, arguments: Arguments, span: Span) -> Value {
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
            Kind::Class(class) => {
                let mut object = Object::new(Kind::Plain);
                object.prototype = Some(class.prototype);
                let instance = Value::Object(self.heap.new_object(object));
                if let Value::Object(instance) = &instance {
                    self.recorder.instances.insert(class.prototype, *instance);
                }
                self.initialize_instance(id, &instance, arguments, span);
                instance
            }
            Kind::Function(closure) => {
                let prototype = self.prototype_of(id);
                let mut object = Object::new(Kind::Plain);
                if let Value::Object(prototype) = prototype {
                    object.prototype = Some(prototype);
                }
                let made = self.heap.new_object(object);
                if let Value::Object(prototype) = prototype {
                    self.recorder.instances.insert(prototype, made);
                }
                let instance = Value::Object(made);
                let result = self.invoke(id, closure, &instance, arguments, span);
                let made = result.alternatives().iter().map(|value| match value {
                    Value::Object(_) | Value::Unknown(_) => value.clone(),
                    _ => instance.clone(),
                });
                one_of(made)
            }
            _ => unknown("it is made by something that is no constructor here", span),
        }
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
        let (Value::Object(id), Value::Object(constructor)) = (value, constructor) else {
            return not_known;
        };
        let wanted = match &self.heap.object(*constructor).kind {
            Kind::Class(class) => Value::Object(class.prototype),
            Kind::Function(_) => self.prototype_of(*constructor),
            _ => return not_known,
        };
        let mut next = *id;
        for _ in 0..16 {
            let object = self.heap.object(next);
            match object.prototype {
                _ if object.open.is_some() => return not_known,
                Some(prototype) if Value::Object(prototype) == wanted => return Value::Bool(true),
                Some(prototype) => next = prototype,
                None if matches!(object.kind, Kind::Plain) => return Value::Bool(false),
                None => return not_known,
            }
        }
        not_known
    }
}
