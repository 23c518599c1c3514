//! Classes.

use std::rc::Rc;

use swc_ecma_ast::{Class, ClassMember, MethodKind};

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::function::{ClassValue, Closure, Code, Kind};
use crate::lock::interpret::domain::ids::{EnvironmentId, Id};
use crate::lock::interpret::domain::object::{Object, Property};
use crate::lock::interpret::domain::value::{Value, unknown};
use crate::lock::interpret::state::Context;
use crate::lock::interpret::state::State;
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
            None | Some(Value::Null) => {}
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
        for member in &class.body {
            self.add_member(id, prototype, member);
        }
        self.state.context.class = outer;
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
                (
                    Some(Rc::from(format!("#{}", m.key.name))),
                    value,
                    m.is_static,
                    m.span,
                )
            }
            ClassMember::ClassProp(p) if p.is_static => {
                let key = self.property_name(&p.key);
                let value = p
                    .value
                    .as_ref()
                    .map_or(Value::Undefined, |v| self.evaluate(v));
                (key, value, true, p.span)
            }
            ClassMember::PrivateProp(p) if p.is_static => {
                let value = p
                    .value
                    .as_ref()
                    .map_or(Value::Undefined, |v| self.evaluate(v));
                (
                    Some(Rc::from(format!("#{}", p.key.name))),
                    value,
                    true,
                    p.span,
                )
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
        };
        let outer = std::mem::replace(&mut self.state.context, context);
        run(self);
        self.state.context = outer;
    }

    /// Runs a class's constructor on an instance.
    pub(crate) fn initialize_instance(
        &mut self,
        class_id: Id,
        this: &Value,
        arguments: Arguments,
        span: Span,
    ) {
        let object = self.state.heap.object(class_id);
        let Kind::Class(class) = &object.kind else {
            return;
        };
        if class.parent.is_none() {
            self.initialize_fields(class_id, class, this);
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
                    home: None,
                    class: Some(class_id),
                };
                self.invoke(class_id, &closure, this, arguments, span);
            }
            None if class.parent.is_some() => {
                self.construct_parent(class_id, this, arguments, span)
            }
            None => {}
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
                    ClassMember::PrivateProp(p) if !p.is_static => (
                        Some(Rc::from(format!("#{}", p.key.name))),
                        p.value.as_deref(),
                        p.span,
                    ),
                    _ => continue,
                };
                let value = value.map_or(Value::Undefined, |v| me.evaluate(v));
                me.set(this, key.as_deref(), value, span.into(), span.into());
            }
        });
    }

    /// `super(…)`
    pub(crate) fn call_super(&mut self, arguments: Arguments, span: Span) {
        let this = self.state.context.this.clone();
        match self.state.context.class {
            Some(class) => self.construct_parent(class, &this, arguments, span),
            None => {
                self.state.may_throw();
                self.escape_all(&arguments, span);
            }
        }
    }

    fn construct_parent(&mut self, class_id: Id, this: &Value, arguments: Arguments, span: Span) {
        let object = self.state.heap.object(class_id);
        let Kind::Class(class) = &object.kind else {
            return;
        };
        match &class.parent {
            Some(Value::Lock(constructor)) => {
                self.construct_lock(*constructor, &arguments, span);
            }
            Some(Value::Object(parent)) => {
                if matches!(self.state.heap.object(*parent).kind, Kind::Class(_)) {
                    self.initialize_instance(*parent, this, arguments, span);
                } else {
                    self.call(&Value::Object(*parent), this, arguments, span);
                }
            }
            _ => {
                self.state.may_throw();
                self.escape_all(&arguments, span);
            }
        }
        self.initialize_fields(class_id, class, this);
    }

    /// `super.key`
    pub(crate) fn read_super(&mut self, key: Option<Rc<str>>, span: Span) -> Value {
        let parent = self.state.context.class.and_then(|class| {
            let object = self.state.heap.object(class);
            match &object.kind {
                Kind::Class(class) => class.parent.clone(),
                _ => None,
            }
        });
        let prototype = parent.and_then(|parent| self.state.parent_prototype(&parent));
        match (prototype, key) {
            (Some(prototype), Some(key)) => {
                let this = self.state.context.this.clone();
                self.read_inherited(&this, prototype, &key, span)
            }
            _ => unknown(Cause::InheritedUnknown, span),
        }
    }
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
