//! Classes.

use std::rc::Rc;

use swc_ecma_ast::{Class, ClassMember, Expr, MethodKind};

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::function::{ClassValue, Closure, Code, Kind};
use crate::lock::interpret::domain::ids::{EnvironmentId, Id};
use crate::lock::interpret::domain::object::{Object, Property};
use crate::lock::interpret::domain::value::{Value, one_of, unknown};
use crate::lock::interpret::state::State;
use crate::lock::interpret::state::{Constructed, Context};
use crate::span::Span;

impl<'a> Interpreter<'a> {
    pub(crate) fn new_class(&mut self, class: &'a Class, name: Option<&str>) -> Value {
        let outer = self.state.context.environment;
        if let Some(name) = name {
            self.state.context.environment = self.state.environments.open(outer, false);
            self.declare(self.state.context.environment, name, Value::Undefined);
        }
        let value = self.make_class(class, name);
        self.state.context.environment = outer;
        value
    }

    fn make_class(&mut self, class: &'a Class, name: Option<&str>) -> Value {
        let parent = class
            .super_class
            .as_ref()
            .map(|parent| self.evaluate(parent));
        if parent.is_some() {
            self.state.may_throw();
        }
        let mut prototype = Object::new(Kind::Plain);
        match &parent {
            None => {}
            Some(Value::Null) => prototype.is_bare = true,
            Some(parent) => match self.state.parent_prototype(parent) {
                Some(inherited) => prototype.prototype = Some(inherited),
                None => {
                    let reason = unknown(Cause::InheritedUnknown, class.span);
                    if let Value::Unknown(reason) = reason {
                        prototype.open = Some(reason);
                    }
                }
            },
        }
        let prototype = self.state.heap.new_object(prototype);
        let value = ClassValue {
            class,
            scope: self.state.context.environment,
            parent,
            prototype,
        };
        let id = self.state.heap.new_object(Object::new(Kind::Class(value)));
        if let Some(name) = name {
            self.assign_name(name, Value::Object(id));
        }
        let outer = self.state.context.class.replace(id);
        let outer_strict = std::mem::replace(&mut self.state.context.strict, true);
        for member in &class.body {
            self.add_member(id, prototype, member);
        }
        self.state.context.strict = outer_strict;
        self.state.context.class = outer;
        let constructor = Property {
            hidden: true,
            ..Property::new(
                "constructor",
                Value::Object(id),
                class.span.into(),
                class.span.into(),
            )
        };
        self.state.heap.update(prototype, |object| {
            if object.property("constructor").is_none() {
                object.set(constructor);
            }
        });
        Value::Object(id)
    }
}

impl<'a> State<'a> {
    /// The object that instances of a parent inherit from.
    pub(crate) fn parent_prototype(&mut self, parent: &Value) -> Option<Id> {
        let Value::Object(parent) = parent else {
            return None;
        };
        let object = self.heap.object(*parent);
        match &object.kind {
            Kind::Class(class) => Some(class.prototype),
            Kind::Function(_) => match self.prototype_of(*parent) {
                Value::Object(prototype) => Some(prototype),
                _ => None,
            },
            _ => None,
        }
    }
}

impl<'a> Interpreter<'a> {
    fn add_member(&mut self, class: Id, prototype: Id, member: &'a ClassMember) {
        let mut kind = MethodKind::Method;
        let (key, value, is_static, span) = match member {
            ClassMember::Method(m) => {
                let key = self.property_name(&m.key);
                let value = self.new_function(&m.function);
                kind = m.kind;
                (key, value, m.is_static, m.span)
            }
            ClassMember::PrivateMethod(m) => {
                let value = self.new_function(&m.function);
                kind = m.kind;
                (Some(private_key(&m.key.name)), value, m.is_static, m.span)
            }
            ClassMember::ClassProp(p) if p.is_static => {
                let key = self.property_name(&p.key);
                let value = self.static_field(class, p.value.as_deref());
                (key, value, true, p.span)
            }
            ClassMember::PrivateProp(p) if p.is_static => {
                let value = self.static_field(class, p.value.as_deref());
                (Some(private_key(&p.key.name)), value, true, p.span)
            }
            ClassMember::StaticBlock(block) => {
                let this = Value::Object(class);
                self.in_class(class, self.state.context.environment, this, |me| {
                    me.run_block(&block.body.stmts)
                });
                return;
            }
            _ => return,
        };
        let home = if is_static { class } else { prototype };
        self.state.adopt(&value, home);
        let span = Span::from(span);
        match key {
            Some(key) => self.state.heap.update(home, |object| {
                object.set(member_property(object, &key, kind, value, span));
            }),
            None => self
                .state
                .open_object(home, unknown(Cause::UnknownMemberSet, span)),
        }
    }

    /// The value of a static field: `this` is the class.
    fn static_field(&mut self, class: Id, value: Option<&'a Expr>) -> Value {
        let Some(value) = value else {
            return Value::Undefined;
        };
        let environment = self.state.context.environment;
        let mut result = Value::Undefined;
        self.in_class(class, environment, Value::Object(class), |me| {
            result = me.evaluate(value);
        });
        result
    }

    fn in_class(
        &mut self,
        class: Id,
        scope: EnvironmentId,
        this: Value,
        run: impl FnOnce(&mut Self),
    ) {
        let context = Context {
            environment: scope,
            this,
            class: Some(class),
            home: Some(class),
            strict: true,
        };
        let outer = std::mem::replace(&mut self.state.context, context);
        run(self);
        self.state.context = outer;
    }

    /// Runs a class's constructor on an instance. Gives the instance, or the object that the constructor returns.
    pub(crate) fn initialize_instance(
        &mut self,
        class_id: Id,
        instance: Value,
        target: &Value,
        arguments: Arguments,
        span: Span,
    ) -> Value {
        let object = self.state.heap.object(class_id);
        let Kind::Class(class) = &object.kind else {
            return instance;
        };
        if class.parent.is_none() {
            self.initialize_fields(class_id, class, &instance);
        }
        let constructor = class.class.body.iter().find_map(|member| match member {
            ClassMember::Constructor(c) if c.body.is_some() => Some(c),
            _ => None,
        });
        match constructor {
            Some(constructor) => {
                let closure = Closure {
                    code: Code::Constructor(constructor),
                    scope: class.scope,
                    lexical_this: None,
                    home: Some(class.prototype),
                    class: Some(class_id),
                    strict: true,
                };
                let this_cell = self.state.heap.new_variable(instance);
                // A derived constructor has no `this` before `super(…)`.
                let is_base = class.parent.is_none();
                let is_bound = self.state.heap.new_variable(Value::Bool(is_base));
                let outer = self.state.instance.replace(Constructed {
                    this: this_cell,
                    is_bound,
                    target: target.clone(),
                });
                let this = self.state.heap.variable(this_cell);
                let result = self.invoke(class_id, &closure, &this, arguments, span);
                self.state.instance = outer;
                let instance = self.state.heap.variable(this_cell);
                match self.state.heap.variable(is_bound) {
                    Value::Bool(true) => {}
                    Value::Bool(false) if !matches!(result, Value::Object(_)) => {
                        self.throw_here(span);
                    }
                    _ => self.state.may_throw(),
                }
                constructed(&result, &instance)
            }
            None if class.parent.is_some() => {
                self.construct_parent(class_id, instance, target, arguments, span)
            }
            None => instance,
        }
    }

    fn initialize_fields(&mut self, class_id: Id, class: &ClassValue<'a>, this: &Value) {
        let scope = self.state.environments.open(class.scope, true);
        self.in_class(class_id, scope, this.clone(), |me| {
            for member in &class.class.body {
                let (key, value, span) = match member {
                    ClassMember::ClassProp(p) if !p.is_static => {
                        (me.property_name(&p.key), p.value.as_deref(), p.span)
                    }
                    ClassMember::PrivateProp(p) if !p.is_static => {
                        (Some(private_key(&p.key.name)), p.value.as_deref(), p.span)
                    }
                    _ => continue,
                };
                let value = value.map_or(Value::Undefined, |v| me.evaluate(v));
                me.define_field(this, key.as_deref(), value, span.into());
            }
        });
    }

    /// DefineField: no setter runs.
    fn define_field(&mut self, this: &Value, key: Option<&str>, value: Value, span: Span) {
        match (this, key) {
            (Value::Object(id), Some(key)) => {
                self.recorder.constructions.note_write(*id, key, span);
                let property = Property::new(key, value, span, span);
                self.state.heap.update(*id, |object| object.set(property));
            }
            _ => self.set(this, key, value, span, span),
        }
    }

    /// `super(…)`
    pub(crate) fn call_super(&mut self, arguments: Arguments, span: Span) -> Value {
        let this = self.state.context.this.clone();
        let (Some(class), Some(constructed)) =
            (self.state.context.class, self.state.instance.clone())
        else {
            self.state.may_throw();
            self.escape_all(&arguments, span);
            return unknown(Cause::UnknownThis, span);
        };
        let instance = self.construct_parent(class, this, &constructed.target, arguments, span);
        match self.state.heap.variable(constructed.is_bound) {
            Value::Bool(false) => {}
            Value::Bool(true) => self.throw_here(span),
            _ => self.state.may_throw(),
        }
        self.state
            .heap
            .set_variable(constructed.is_bound, Value::Bool(true));
        self.state
            .heap
            .set_variable(constructed.this, instance.clone());
        self.state.context.this = instance.clone();
        instance
    }

    fn construct_parent(
        &mut self,
        class_id: Id,
        instance: Value,
        target: &Value,
        arguments: Arguments,
        span: Span,
    ) -> Value {
        let object = self.state.heap.object(class_id);
        let Kind::Class(class) = &object.kind else {
            return instance;
        };
        let instance = match &class.parent {
            Some(Value::Lock(constructor)) => {
                self.construct_lock(*constructor, &arguments, span);
                instance
            }
            Some(Value::Object(parent)) => match &self.state.heap.object(*parent).kind {
                Kind::Class(_) => {
                    self.initialize_instance(*parent, instance, target, arguments, span)
                }
                Kind::Function(closure) => {
                    let result = self.invoke(*parent, closure, &instance, arguments, span);
                    constructed(&result, &instance)
                }
                _ => {
                    self.state.may_throw();
                    self.escape_all(&arguments, span);
                    unknown(Cause::InheritedUnknown, span)
                }
            },
            Some(parent @ Value::Builtin(_)) => self.construct_for(parent, target, arguments, span),
            _ => {
                self.state.may_throw();
                self.escape_all(&arguments, span);
                match &instance {
                    Value::Object(id) => {
                        let reason = unknown(Cause::InheritedUnknown, span);
                        self.state.open_object(*id, reason);
                        instance
                    }
                    _ => instance,
                }
            }
        };
        self.initialize_fields(class_id, class, &instance);
        instance
    }

    /// `new.target`
    pub(crate) fn new_target(&mut self, span: Span) -> Value {
        unknown(Cause::MetaProperty, span)
    }

    /// `super.key`
    pub(crate) fn read_super(&mut self, key: Option<Rc<str>>, span: Span) -> Value {
        let this = self.state.context.this.clone();
        let Some(key) = key else {
            return unknown(Cause::InheritedUnknown, span);
        };
        // In a method of an object literal it is the literal's prototype.
        if let Some(home) = self.state.context.home {
            return match self.state.heap.object(home).prototype {
                Some(prototype) => self.read_inherited(&this, prototype, &key, span),
                None => match &self.state.heap.object(home).kind {
                    Kind::Class(class) => match class.parent.clone() {
                        Some(Value::Object(parent)) => {
                            self.read_inherited(&this, parent, &key, span)
                        }
                        Some(_) => unknown(Cause::InheritedUnknown, span),
                        None => self.state.get_of_builtin("Function.prototype", &key, span),
                    },
                    _ if self.state.heap.object(home).open.is_some() => {
                        unknown(Cause::InheritedUnknown, span)
                    }
                    _ => self.state.get_of_builtin("Object.prototype", &key, span),
                },
            };
        }
        unknown(Cause::InheritedUnknown, span)
    }
}

/// What a constructor gives: the object that it returns, or else the instance.
pub(crate) fn constructed(result: &Value, instance: &Value) -> Value {
    let made = result.alternatives().iter().map(|value| match value {
        Value::Object(_) | Value::Unknown(_) | Value::Config(_) => value.clone(),
        Value::Builtin(_) | Value::Host(_) | Value::Lock(_) => value.clone(),
        _ => instance.clone(),
    });
    one_of(made)
}

/// A member as a property of the prototype (or, when static, of the class): the two halves of an
/// accessor come together.
fn member_property(
    object: &Object<'_>,
    key: &str,
    kind: MethodKind,
    value: Value,
    span: Span,
) -> Property {
    let other = object.property(key).filter(|p| p.is_accessor);
    let (value, setter) = match kind {
        MethodKind::Method => (value, None),
        MethodKind::Getter => (value, other.and_then(|p| p.setter.clone())),
        MethodKind::Setter => {
            let getter = other.map_or(Value::Undefined, |p| p.value.clone());
            (getter, Some(value))
        }
    };
    Property {
        is_accessor: kind != MethodKind::Method,
        setter,
        hidden: true,
        ..Property::new(key, value, span, span)
    }
}

/// The key of a private name, which no string is.
pub(crate) fn private_key(name: &str) -> Rc<str> {
    Rc::from(format!("@@#{name}"))
}
