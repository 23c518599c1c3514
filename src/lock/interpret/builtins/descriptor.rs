//! Properties looked at and set by their descriptors, as the code that compilers bring along does.

use std::rc::Rc;

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::ids::Id;
use crate::lock::interpret::domain::object::{Certainty, Object, Property};
use crate::lock::interpret::domain::value::{Value, join, unknown};
use crate::lock::interpret::eval::get::is_index;
use crate::lock::interpret::state::State;
use crate::span::Span;

impl<'a> Interpreter<'a> {
    /// `hasOwnProperty`, `propertyIsEnumerable` and `Object.hasOwn`.
    pub(crate) fn asks_own_property(
        &mut self,
        method: &str,
        object: &Value,
        key: &Value,
        span: Span,
    ) -> Value {
        let Some(key) = key.as_key() else {
            self.note_listed(object, span);
            return unknown(Cause::DependsOnUnknown, span);
        };
        if method == "propertyIsEnumerable"
            && let Value::Object(id) = object
            && let Some(property) = self.state.heap.object(*id).property(&key)
            && property.hidden
        {
            return Value::Bool(false);
        }
        self.state.has_own_property(object, &key, span)
    }
}

impl<'a> State<'a> {
    /// `Object.getOwnPropertySymbols`: a property whose key is a symbol is one whose name is not known.
    pub(crate) fn own_symbols(&mut self, object: &Value, span: Span) -> Value {
        let has_none = |value: &Value| match value {
            Value::Object(id) => self.heap.object(*id).open.is_none(),
            Value::Config(_) => true,
            _ => false,
        };
        if object.alternatives().iter().all(has_none) {
            return self.new_array(Vec::new());
        }
        unknown(Cause::ListedOpenObject, span)
    }

    /// `Object.getOwnPropertyDescriptor`
    pub(crate) fn descriptor(&mut self, object: &Value, key: Option<&str>, span: Span) -> Value {
        if let (Value::Object(id), Some(key)) = (object, key) {
            let object = self.heap.object(*id);
            if let Some(property) = object.property(key) {
                let described = self.described(property);
                return if property.maybe_absent {
                    join(&described, &Value::Undefined)
                } else {
                    described
                };
            }
            if object.open.is_none() && matches!(object.kind, Kind::Plain) {
                return Value::Undefined;
            }
        }
        unknown(Cause::DescribesUnknownProperty, span)
    }

    /// `Object.getOwnPropertyDescriptors`
    pub(crate) fn descriptors(&mut self, object: &Value, span: Span) -> Value {
        let Value::Object(id) = object else {
            return unknown(Cause::DescribesUnknown, span);
        };
        let source = self.heap.object(*id);
        self.heap.charge(source.properties.len());
        let mut descriptors = Object::new(Kind::Plain);
        descriptors.open.clone_from(&source.open);
        for property in &source.properties {
            let described = self.described(property);
            descriptors.properties.push(Property {
                maybe_absent: property.maybe_absent,
                ..Property::new(
                    &property.key,
                    described,
                    property.key_span,
                    property.value_span,
                )
            });
        }
        Value::Object(self.heap.new_object(descriptors))
    }

    /// The descriptor of a property that is there.
    pub(crate) fn described(&mut self, property: &Property) -> Value {
        let mut descriptor = Object::new(Kind::Plain);
        let mut add = |key: &str, value: Value| {
            descriptor.properties.push(Property::new(
                key,
                value,
                property.key_span,
                property.value_span,
            ));
        };
        let may_change = match property.locked {
            Certainty::No => Value::Bool(true),
            Certainty::Yes => Value::Bool(false),
            Certainty::Maybe => unknown(Cause::MaybeFrozen, property.key_span),
        };
        if property.is_accessor {
            add("get", property.value.clone());
            add("set", property.setter.clone().unwrap_or(Value::Undefined));
        } else {
            add("value", property.value.clone());
            add("writable", may_change.clone());
        }
        add("enumerable", Value::Bool(!property.hidden));
        let may_be_deleted = match property.fixed {
            Certainty::No => Value::Bool(true),
            Certainty::Yes => Value::Bool(false),
            Certainty::Maybe => unknown(Cause::MaybeFrozen, property.key_span),
        };
        add("configurable", may_be_deleted);
        Value::Object(self.heap.new_object(descriptor))
    }
}

impl<'a> Interpreter<'a> {
    /// `Object.defineProperties`
    pub(crate) fn define_properties(&mut self, target: &Value, descriptors: &Value, span: Span) {
        let known = match descriptors {
            Value::Object(id) => {
                Some(self.state.heap.object(*id)).filter(|o| o.prototype.is_none())
            }
            _ => None,
        };
        // What is not known has other names than what is.
        if known.as_ref().is_none_or(|object| object.open.is_some()) {
            let value = unknown(Cause::UnknownDescriptor, span);
            self.set(target, None, value, span, span);
        }
        let properties = known.iter().flat_map(|object| &object.properties);
        for property in properties.filter(|p| !p.hidden) {
            let descriptor = self.get(descriptors, &property.key, span);
            let (key, place) = (Some(property.key.clone()), property.key_span);
            if property.maybe_absent {
                let descriptor = descriptor.filtered(|v| !v.is_nullish());
                self.perhaps(|me| me.define_property(target, key, &descriptor, place, span));
            } else {
                self.define_property(target, key, &descriptor, place, span);
            }
        }
    }

    /// `Object.defineProperty`
    pub(crate) fn define_property(
        &mut self,
        target: &Value,
        key: Option<Rc<str>>,
        descriptor: &Value,
        key_span: Span,
        span: Span,
    ) {
        if let Value::OneOf(alternatives) = target
            && self.state.is_any_one(target)
        {
            for alternative in alternatives.iter() {
                self.define_property(alternative, key.clone(), descriptor, key_span, span);
            }
            return;
        }
        let (Value::Object(id), Some(key)) = (target, &key) else {
            let value = unknown(Cause::Described, span);
            self.set(target, key.as_deref(), value, key_span, span);
            if key.is_none() {
                self.state.lock_any(target);
            }
            return;
        };
        let Value::Object(descriptor_id) = descriptor else {
            let value = unknown(Cause::UnknownDescriptor, span);
            self.set(target, Some(key), value, key_span, span);
            return;
        };
        if self.state.refuses_definition(*id, key) {
            // Not all that define properties throw when they cannot.
            self.perhaps(|me| me.state.throw(unknown(Cause::Exception, span)));
            return;
        }
        if &**key == "prototype" && matches!(self.state.heap.object(*id).kind, Kind::Function(_)) {
            self.state.prototype_of(*id);
        }
        let described = self.state.heap.object(*descriptor_id);
        let is_accessor =
            described.property("get").is_some() || described.property("set").is_some();
        let named = if is_accessor { "get" } else { "value" };
        // What a getter gives is written nowhere.
        let place = described
            .property(named)
            .filter(|_| !is_accessor)
            .map_or(span, |p| p.value_span);
        let setter = self.get(descriptor, "set", span);
        let says_value = described.property(named).is_some() || described.open.is_some();
        let value = self.get(descriptor, named, span);
        if is_accessor && !self.state.may_be_accessor(&value) {
            let value = unknown(Cause::GetterNotAFunction, span);
            self.set(target, Some(key), value, key_span, span);
            return;
        }
        let is_writable = self.get(descriptor, "writable", span);
        let is_enumerable = self.get(descriptor, "enumerable", span);
        let is_configurable = self.get(descriptor, "configurable", span);
        let is_list = self.state.heap.object(*id).kind.is_list();
        if is_list && (is_index(key) || &**key == "length") {
            let value = unknown(Cause::Described, span);
            self.set(target, Some(key), value, key_span, span);
            self.forget_items(target, span);
            return;
        }
        self.recorder.constructions.note_write(*id, key, key_span);
        self.state.heap.update(*id, |object| {
            // What the descriptor does not say stays as it is, but an accessor never was writable.
            let old = object.property(key);
            let is_locked = match is_writable {
                _ if is_accessor => Certainty::No,
                Value::Bool(false) => Certainty::Yes,
                Value::Undefined => match old {
                    Some(old) if !old.is_accessor || !says_value => old.locked,
                    _ => Certainty::Yes,
                },
                Value::Bool(true) => Certainty::No,
                _ => Certainty::Maybe,
            };
            let is_hidden = match is_enumerable {
                Value::Undefined => old.is_none_or(|p| p.hidden),
                value => value != Value::Bool(true),
            };
            let is_fixed = match is_configurable {
                Value::Undefined => old.map_or(Certainty::Yes, |p| p.fixed),
                Value::Bool(true) => Certainty::No,
                Value::Bool(false) => Certainty::Yes,
                _ => Certainty::Maybe,
            };
            let stays = old.filter(|_| !says_value).cloned();
            object.set(Property {
                locked: is_locked,
                fixed: is_fixed,
                hidden: is_hidden,
                ..stays.unwrap_or_else(|| Property {
                    is_accessor,
                    setter: is_accessor.then_some(setter),
                    ..Property::new(key, value, key_span, place)
                })
            });
        });
    }
}

impl<'a> State<'a> {
    /// Whether an object that takes no new properties lacks this one.
    pub(crate) fn refuses_definition(&self, id: Id, key: &str) -> bool {
        let object = self.heap.object(id);
        object.sealed == Certainty::Yes && object.property(key).is_none() && object.open.is_none()
    }

    /// A property whose name is not known may be one that cannot be set again.
    pub(crate) fn lock_any(&mut self, target: &Value) {
        for alternative in target.alternatives() {
            let Value::Object(id) = alternative else {
                continue;
            };
            self.heap.update_all(*id, |object| {
                object.sealed = object.sealed.and_then(Certainty::Maybe);
                for property in &mut object.properties {
                    property.locked = property.locked.and_then(Certainty::Maybe);
                }
            });
        }
    }

    /// Whether a value can be a getter: with anything but a function, defining the property throws.
    pub(crate) fn may_be_accessor(&self, getter: &Value) -> bool {
        getter.alternatives().iter().all(|value| match value {
            Value::Undefined
            | Value::Unknown(_)
            | Value::Builtin(_)
            | Value::Host(_)
            | Value::Lock(_) => true,
            Value::Object(id) => matches!(
                self.heap.object(*id).kind,
                Kind::Function(_) | Kind::Class(_) | Kind::Bound { .. } | Kind::Resolver(_)
            ),
            _ => false,
        })
    }
}
