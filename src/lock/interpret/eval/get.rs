//! Reading properties.

use std::rc::Rc;

use crate::lock::Cause;
use crate::lock::catalog::config_fields::FIELDS;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::assumptions::is_boolean_field;
use crate::lock::interpret::builtins::global::is_always_there;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::config::is_always_served;
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::ids::Id;
use crate::lock::interpret::domain::object::{ITERATOR, Object};
use crate::lock::interpret::domain::value::{Path, Value, join, one_of, unknown};
use crate::lock::interpret::state::State;
use crate::span::Span;

impl<'a> Interpreter<'a> {
    /// `object.key`
    pub(crate) fn get(&mut self, object: &Value, key: &str, span: Span) -> Value {
        if let Some(path) = object.config_path() {
            let path: Path = path.iter().cloned().chain([Rc::from(key)]).collect();
            return self.read_field(path);
        }
        match object {
            Value::OneOf(values) => {
                let parts: Vec<Value> = self
                    .state
                    .possible(values)
                    .iter()
                    .filter(|v| !v.is_nullish())
                    .map(|v| self.get(v, key, span))
                    .collect();
                one_of(parts)
            }
            Value::Object(id) => self.ordinary_get(*id, *id, key, span, 0),
            Value::Known(path) if &**path == "window" => self.state.read_global(key, span),
            Value::Known(path) => Value::Known(Rc::from(format!("{path}.{key}"))),
            Value::Encoded if key == "length" => unknown(Cause::ConfigTextLength, span),
            Value::Encoded => Value::known(&format!("Encoded.{key}")),
            Value::Lock(constructor) => match key {
                "default" => Value::Lock(*constructor),
                _ => Value::known(&format!("Lock.{key}")),
            },
            Value::Str(s) if key == "length" => {
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "no string of a page is that long"
                )]
                let length = s.encode_utf16().count() as f64;
                Value::Number(length)
            }
            Value::Str(s) if is_index(key) && s.is_ascii() => {
                let letter = key.parse().ok().and_then(|at: usize| s.get(at..=at));
                letter.map_or(Value::Undefined, Value::str)
            }
            Value::Str(_) | Value::Pattern(_) | Value::Json(_) => {
                Value::known(&format!("String.prototype.{key}"))
            }
            Value::Unknown(_) => object.clone(),
            Value::Undefined | Value::Null => Value::Undefined,
            _ => Value::known(&format!("prototype.{key}")),
        }
    }

    /// `super.key`: a property of the prototype, read for `this`.
    pub(crate) fn read_inherited(
        &mut self,
        this: &Value,
        prototype: Id,
        key: &str,
        span: Span,
    ) -> Value {
        let receiver = match this {
            Value::Object(id) => *id,
            _ => prototype,
        };
        self.ordinary_get(receiver, prototype, key, span, 0)
    }

    fn ordinary_get(&mut self, receiver: Id, id: Id, key: &str, span: Span, depth: usize) -> Value {
        let object = self.state.heap.object(id);
        if key == "prototype" && matches!(object.kind, Kind::Function(_)) {
            return self.state.prototype_of(id);
        }
        if let Some(property) = object.property(key) {
            if property.is_accessor {
                return self.call_getter(&property.value.clone(), &Value::Object(receiver), span);
            }
            if !property.maybe_absent {
                return property.value.clone();
            }
            let rest = self.inherited(receiver, &object, key, span, depth);
            return join(&property.value, &rest);
        }
        self.inherited(receiver, &object, key, span, depth)
    }

    /// What a getter gives.
    fn call_getter(&mut self, getter: &Value, this: &Value, span: Span) -> Value {
        match getter {
            Value::Object(_) => self.call(getter, this, Arguments::default(), span),
            other => other.clone(),
        }
    }

    /// The object with what its getters give now in their places, as a copy of it has it.
    pub(crate) fn without_accessors(&mut self, id: Id, span: Span) -> Rc<Object<'a>> {
        let object = self.state.heap.object(id);
        if !object.properties.iter().any(|p| p.is_accessor) {
            return object;
        }
        let mut plain = (*object).clone();
        for property in &mut plain.properties {
            if property.is_accessor {
                property.value =
                    self.call_getter(&property.value.clone(), &Value::Object(id), span);
                property.is_accessor = false;
            }
        }
        Rc::new(plain)
    }

    fn inherited(
        &mut self,
        receiver: Id,
        object: &Object<'a>,
        key: &str,
        span: Span,
        depth: usize,
    ) -> Value {
        if let Some(reason) = &object.open {
            return Value::Unknown(reason.clone());
        }
        if let Some(prototype) = object.prototype.filter(|_| depth < 16) {
            return self.ordinary_get(receiver, prototype, key, span, depth + 1);
        }
        match (&object.kind, key) {
            (Kind::Array { exact: true }, "length") => {
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "no array of a page is that long"
                )]
                let length = object.properties.len() as f64;
                if object.properties.iter().any(|p| p.maybe_absent) {
                    return unknown(Cause::MaybeShorterList, span);
                }
                Value::Number(length)
            }
            (Kind::Array { exact: true }, index) if is_index(index) => Value::Undefined,
            (Kind::Array { exact: false }, index) if is_index(index) || index == "length" => {
                unknown(Cause::PartlyKnownList, span)
            }
            (Kind::Array { .. }, _) => Value::known(&format!("Array.prototype.{key}")),
            (
                Kind::Function(_) | Kind::Class(_) | Kind::Bound { .. },
                "call" | "apply" | "bind",
            ) => Value::known(&format!("Function.prototype.{key}")),
            (Kind::Promise(_), _) => Value::known(&format!("Promise.prototype.{key}")),
            (Kind::Keyed { keys, .. }, "size") => self.state.size_of(*keys, span),
            (Kind::Keyed { values, .. }, _) => {
                let owner = if values.is_some() { "Map" } else { "Set" };
                Value::known(&format!("{owner}.prototype.{key}"))
            }
            (Kind::Iterator { .. }, "next" | ITERATOR) => {
                Value::known(&format!("Iterator.prototype.{key}"))
            }
            // Only iterators that have something to end can be ended.
            (Kind::Iterator { .. }, "return" | "throw") => Value::Undefined,
            (Kind::Iterator { .. } | Kind::Generator(_), _) => unknown(Cause::Generator, span),
            (Kind::LockInstance { constructor, .. }, "constructor") => Value::Lock(*constructor),
            (Kind::LockInstance { .. }, _) => Value::known(&format!("lock.{key}")),
            (_, key) if INHERITED.contains(&key) => {
                Value::known(&format!("Object.prototype.{key}"))
            }
            _ => Value::Undefined,
        }
    }

    /// `{ true: a, false: b }[test]`: what a test of the config chooses. But for a field itself, what comes
    /// of a test need not be a boolean, and numbers name other properties.
    pub(crate) fn read_by_test(
        &mut self,
        object: &Value,
        key: &Value,
        span: Span,
    ) -> Option<Value> {
        let is_boolean = match key {
            Value::Config(path) if is_boolean_field(path) => true,
            Value::Test { .. } => false,
            _ => return None,
        };
        if !matches!(object, Value::Object(_)) {
            return None;
        }
        if !is_boolean {
            let reason = Cause::ConfigDecidesProperty;
            return Some(unknown(reason, span));
        }
        Some(self.decide(
            &key.truth(),
            |me| me.get(object, "true", span),
            |me| me.get(object, "false", span),
        ))
    }

    /// `object[…]` with a key that is not known.
    pub(crate) fn get_any(&mut self, object: &Value, span: Span) -> Value {
        match object {
            Value::Encoded => Value::Encoded,
            Value::Object(id) => self.state.any_value(*id, span),
            Value::Known(path) if &**path == "window" => {
                // Where nobody calls the function, it matters only if it is constructed.
                if !self.schedule.is_uncalled {
                    self.unfollowed(Cause::AnyGlobalRead, span);
                }
                unknown(Cause::AnyGlobal, span)
            }
            _ => unknown(Cause::AnyProperty, span),
        }
    }
}

impl<'a> State<'a> {
    /// One of an object's own values, or none: `brands[location.hostname]`.
    pub(crate) fn any_value(&mut self, id: Id, span: Span) -> Value {
        let object = self.heap.object(id);
        let is_plain = matches!(object.kind, Kind::Plain | Kind::Array { exact: true });
        let is_known = object.open.is_none()
            && object.prototype.is_none()
            && object
                .properties
                .iter()
                .all(|p| !p.is_accessor && !p.hidden);
        if !is_plain || !is_known {
            return unknown(Cause::AnyProperty, span);
        }
        self.heap.charge(object.properties.len());
        let values = object.properties.iter().map(|p| p.value.clone());
        one_of(values.chain([Value::Undefined]))
    }
}

impl<'a> Interpreter<'a> {
    /// A field of the config, as the page may have changed it.
    pub(crate) fn read_field(&mut self, path: Path) -> Value {
        let changed = self.state.changed_fields.get(&path).copied();
        changed
            .and_then(|variable| self.state.heap.try_variable(variable))
            .unwrap_or(Value::Config(path))
    }
}

impl<'a> State<'a> {
    /// `key in object`
    pub(crate) fn has_property(&self, object: &Value, key: &str, span: Span) -> Value {
        if let Value::Known(path) = object {
            let is_there = match &**path {
                "window" => !matches!(self.read_global(key, span), Value::Unknown(_)),
                owner => is_always_there(&format!("{owner}.{key}")),
            };
            if is_there {
                return Value::Bool(true);
            }
        }
        let own = self.has_own_property(object, key, span);
        let Value::Object(id) = object else {
            return own;
        };
        let inherits = self.heap.object(*id).prototype.is_some() || INHERITED.contains(&key);
        if own == Value::Bool(false) && inherits {
            return unknown(Cause::MaybeInherited, span);
        }
        own
    }

    /// `object.hasOwnProperty(key)`
    pub(crate) fn has_own_property(&self, object: &Value, key: &str, span: Span) -> Value {
        let not_known = || unknown(Cause::OpenObject, span);
        match object {
            Value::Object(id) => {
                let object = self.heap.object(*id);
                match object.property(key) {
                    Some(property) if !property.maybe_absent => Value::Bool(true),
                    None if object.open.is_none() && matches!(object.kind, Kind::Plain) => {
                        Value::Bool(false)
                    }
                    None if is_index(key) && matches!(object.kind, Kind::Array { exact: true }) => {
                        Value::Bool(false)
                    }
                    _ => not_known(),
                }
            }
            Value::Config(path)
                if path.is_empty() && is_always_served(&Rc::from([Rc::from(key)])) =>
            {
                Value::Bool(true)
            }
            _ => not_known(),
        }
    }

    /// The own keys of an object, each with whether it may be absent; `None` when there may be more.
    /// Those of the config are the fields that pages read.
    pub(crate) fn own_keys(&self, value: &Value) -> Option<Vec<(Rc<str>, bool)>> {
        let id = match value {
            Value::Object(id) => id,
            Value::Config(path) if path.is_empty() => {
                let fields = FIELDS.iter().map(|field| (Rc::from(field.name), false));
                return Some(fields.collect());
            }
            _ => return None,
        };
        let object = self.heap.object(*id);
        if object.open.is_some() || matches!(object.kind, Kind::Array { exact: false }) {
            return None;
        }
        self.heap.charge(object.properties.len());
        Some(
            object
                .properties
                .iter()
                .filter(|p| !p.hidden)
                .map(|p| (p.key.clone(), p.maybe_absent))
                .collect(),
        )
    }

    /// The keys that `for … in` goes through; `None` when there may be others, inherited ones for
    /// instance.
    pub(crate) fn enumerated_keys(&self, value: &Value) -> Option<Vec<(Rc<str>, bool)>> {
        let keys = self.own_keys(value)?;
        let Value::Object(id) = value else {
            return Some(keys);
        };
        let mut next = self.heap.object(*id).prototype;
        for _ in 0..16 {
            let Some(at) = next else { return Some(keys) };
            let object = self.heap.object(at);
            if object.open.is_some() || object.properties.iter().any(|p| !p.hidden) {
                return None;
            }
            next = object.prototype;
        }
        None
    }
}

/// What every object inherits.
const INHERITED: &[&str] = &[
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "toLocaleString",
    "toString",
    "valueOf",
];

fn is_index(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_digit())
}
