//! `new`.

use swc_common::Spanned;
use swc_ecma_ast::NewExpr;

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::builtins::convert::Hint;
use crate::lock::interpret::builtins::table;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::builtin::{Builtin, BuiltinKind};
use crate::lock::interpret::domain::foreign::source_of;
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::ids::Id;
use crate::lock::interpret::domain::object::Object;
use crate::lock::interpret::domain::object::Property;
use crate::lock::interpret::domain::value::{Value, one_of, unknown};
use crate::lock::interpret::eval::class::constructed;
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
            Value::Builtin(builtin) => self.construct_builtin(builtin, target, arguments, span),
            Value::Host(path) => {
                self.state.may_throw();
                self.escape_all(&arguments, span);
                if arguments.values.contains(&Value::Encoded) {
                    Value::Encoded
                } else {
                    Value::host(&format!("{path}()"))
                }
            }
            Value::Unknown(_) => {
                self.state.may_throw();
                self.note_call_elsewhere(callee, &arguments, span);
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

    /// `new` of a builtin.
    fn construct_builtin(
        &mut self,
        builtin: &'static Builtin,
        target: &Value,
        arguments: Arguments,
        span: Span,
    ) -> Value {
        let is_sub_class = *target != Value::Builtin(builtin);
        if builtin.kind != BuiltinKind::Constructor && builtin.is_everywhere {
            self.state.may_throw();
        }
        let value = match builtin.name {
            "Array" => self.new_list(&arguments, span),
            "Map" | "Set" | "WeakMap" | "WeakSet" => {
                let is_map = builtin.name.ends_with("Map");
                self.new_keyed(is_map, &arguments, span)
            }
            "Promise" => self.new_promise_with(&arguments, span),
            "Function" => {
                self.state.may_throw();
                self.note_code_flow("new Function()", &arguments, span);
                self.run_text(&arguments, span);
                unknown(Cause::FunctionOfText, span)
            }
            "Proxy" => {
                self.state.may_throw();
                let kind = Kind::Proxy {
                    target: arguments.get(0),
                    handler: arguments.get(1),
                };
                self.note_listed(&arguments.get(0), span);
                Value::Object(self.state.heap.new_object(Object::new(kind)))
            }
            "Object" => match arguments.get(0) {
                Value::Undefined | Value::Null => {
                    Value::Object(self.state.heap.new_object(Object::new(Kind::Plain)))
                }
                Value::Object(id) => Value::Object(id),
                _ => self.new_exotic("Object"),
            },
            "Date" | "RegExp" | "Error" | "TypeError" | "RangeError" | "SyntaxError"
            | "ReferenceError" | "EvalError" | "URIError" | "Number" | "String" | "Boolean" => {
                for value in &arguments.values {
                    self.to_primitive(value, Hint::Text, span);
                }
                let instance = self.new_exotic(builtin.name);
                if builtin.name.ends_with("Error")
                    && let Value::Object(id) = &instance
                    && !arguments.values.is_empty()
                {
                    let message = self.to_text(&arguments.get(0), span);
                    let message = Property {
                        hidden: true,
                        ..Property::new("message", message, span, span)
                    };
                    self.state.heap.update(*id, |object| object.set(message));
                }
                instance
            }
            _ => {
                self.state.may_throw();
                self.note_message(builtin.name, &arguments, span);
                for value in &arguments.values {
                    self.escape_to(builtin.calls, value, span);
                }
                if arguments.values.contains(&Value::Encoded) {
                    return Value::Encoded;
                }
                // What is read out of an address is as foreign as the address.
                let is_reader = matches!(builtin.name, "URL" | "URLSearchParams");
                match arguments.get(0) {
                    Value::Host(path) if is_reader && source_of(&path).is_some() => {
                        Value::host(&format!("{path}.{}()", builtin.name))
                    }
                    Value::Unknown(reason)
                        if is_reader && matches!(reason.cause, Cause::Foreign(_)) =>
                    {
                        Value::Unknown(reason)
                    }
                    _ => Value::host(&format!("{}()", builtin.path())),
                }
            }
        };
        if is_sub_class && let Value::Object(id) = &value {
            let prototype = self.state.instances_prototype(target);
            self.state
                .heap
                .update(*id, |object| object.prototype = prototype);
        }
        value
    }

    /// An object of a builtin class of which nothing is kept.
    pub(crate) fn new_exotic(&mut self, class: &'static str) -> Value {
        Value::Object(self.state.heap.new_object(Object::new(Kind::Exotic(class))))
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
                self.initialize_instance(id, instance, target, arguments, span)
            }
            Kind::Proxy { .. } => {
                let proxy = Value::Object(id);
                self.escape_all(&arguments, span);
                self.run_traps(&proxy, span);
                unknown(Cause::Proxy, span)
            }
            Kind::Function(closure) => {
                if !closure.code.is_plain_function() {
                    self.state.may_throw();
                }
                let instance = self.bare_instance(prototype, span);
                let result = self.invoke(id, closure, &instance, arguments, span);
                constructed(&result, &instance)
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
                    None => return builtin("Function", "prototype"),
                },
                (_, None) if object.is_bare => return Value::Null,
                (Kind::Plain, None) => return builtin("Object", "prototype"),
                (Kind::Function(_), None) => return builtin("Function", "prototype"),
                _ => {}
            }
        }
        unknown(Cause::UnknownPrototype, span)
    }

    /// `value instanceof constructor`
    pub(crate) fn instance_of(&mut self, value: &Value, constructor: &Value, span: Span) -> Value {
        let not_known = unknown(Cause::DependsOnUnknown, span);
        if let Value::Builtin(builtin) = constructor
            && let Some(is_one) = self.is_standard_instance(value, builtin.name)
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
                _ if object.open.is_some() || matches!(object.kind, Kind::Proxy { .. }) => {
                    return not_known;
                }
                Some(prototype) if prototype == wanted => return Value::Bool(true),
                Some(prototype) => next = prototype,
                None if matches!(&object.kind, Kind::Class(class) if class.parent.is_some()) => {
                    return not_known;
                }
                None => return Value::Bool(false),
            }
        }
        not_known
    }

    /// The same for a constructor that the browser provides; `None` when it is not known.
    fn is_standard_instance(&self, value: &Value, constructor: &str) -> Option<bool> {
        let id = match value {
            Value::Object(id) => *id,
            Value::Undefined | Value::Null | Value::Bool(_) | Value::Number(_) | Value::Str(_) => {
                return Some(false);
            }
            Value::Config(path) if path.is_empty() => return Some(constructor == "Object"),
            _ => return None,
        };
        let mut next = id;
        for _ in 0..16 {
            let object = self.heap.object(next);
            if object.open.is_some() || matches!(object.kind, Kind::Proxy { .. }) {
                return None;
            }
            match object.prototype {
                Some(prototype) => next = prototype,
                None if object.is_bare => return Some(false),
                None => {
                    let prototype = object.kind.prototype();
                    let class = prototype.trim_end_matches(".prototype");
                    return match (class == constructor, constructor, &object.kind) {
                        (true, ..) | (_, "Object", _) => Some(true),
                        (_, "Error", Kind::Exotic(class)) if class.ends_with("Error") => Some(true),
                        (_, _, Kind::LockInstance { .. } | Kind::Class(_)) => None,
                        _ => Some(false),
                    };
                }
            }
        }
        None
    }
}

fn builtin(owner: &str, name: &str) -> Value {
    table::find(owner, name).map_or(Value::Undefined, Value::Builtin)
}
