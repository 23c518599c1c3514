//! Names and properties: reading, writing, deleting.

use std::rc::Rc;

use super::call::Arguments;
use super::closure::Kind;
use super::heap::{Id, Object, Property};
use super::scope::Scopes;
use super::value::{Path, Value, join, one_of};
use super::{Interpreter, unknown};
use crate::lock::Constructor;
use crate::span::Span;

/// Globals that every browser provides and that are objects or functions.
const BROWSER: &[&str] = &[
    "Array",
    "Boolean",
    "Date",
    "Error",
    "Function",
    "JSON",
    "Map",
    "Math",
    "Number",
    "Object",
    "Promise",
    "Proxy",
    "Reflect",
    "RegExp",
    "Set",
    "String",
    "Symbol",
    "TextDecoder",
    "TypeError",
    "URL",
    "URLSearchParams",
    "Uint8Array",
    "WeakMap",
    "XMLHttpRequest",
    "addEventListener",
    "alert",
    "atob",
    "btoa",
    "clearInterval",
    "clearTimeout",
    "confirm",
    "console",
    "decodeURI",
    "decodeURIComponent",
    "document",
    "encodeURI",
    "encodeURIComponent",
    "escape",
    "eval",
    "fetch",
    "getComputedStyle",
    "history",
    "isNaN",
    "localStorage",
    "location",
    "matchMedia",
    "navigator",
    "parseFloat",
    "parseInt",
    "performance",
    "queueMicrotask",
    "removeEventListener",
    "requestAnimationFrame",
    "screen",
    "sessionStorage",
    "setInterval",
    "setTimeout",
    "structuredClone",
    "unescape",
];

/// Globals that well-known libraries provide, when the page loads them.
const LIBRARIES: &[&str] = &[
    "$", "jQuery", "_", "angular", "require", "define", "Base64", "Buffer", "CryptoJS",
];

/// Whether a known path is an object or function on every browser.
pub(super) fn is_always_there(path: &str) -> bool {
    path == "window" || path.starts_with('/') || BROWSER.contains(&path)
}

/// What a global is when no script of the page sets it.
pub(super) fn provided(name: &str) -> Option<Value> {
    Some(match name {
        "Auth0Lock" => Value::Lock(Constructor::Auth0Lock),
        "Auth0LockPasswordless" => Value::Lock(Constructor::Auth0LockPasswordless),
        "undefined" => Value::Undefined,
        "NaN" => Value::Number(f64::NAN),
        "Infinity" => Value::Number(f64::INFINITY),
        "window" | "self" | "globalThis" | "frames" | "top" | "parent" => Value::known("window"),
        _ if BROWSER.contains(&name) || LIBRARIES.contains(&name) => Value::known(name),
        _ => return None,
    })
}

impl<'a> Interpreter<'a> {
    pub(super) fn read_name(&mut self, name: &str, span: Span) -> Value {
        let found = self.scopes.lookup(self.context.scope, name);
        if let Some(value) = found.and_then(|variable| self.heap.try_variable(variable)) {
            return value;
        }
        if name == "arguments" {
            return unknown("`arguments` is not followed", span);
        }
        provided(name).unwrap_or_else(|| unset(name, span))
    }

    /// Whether a name means nothing that this page or a browser sets.
    pub(super) fn is_unset(&self, name: &str) -> bool {
        self.scopes.lookup(self.context.scope, name).is_none() && provided(name).is_none()
    }

    fn read_global(&self, name: &str, span: Span) -> Value {
        self.scopes
            .own(Scopes::GLOBAL, name)
            .and_then(|variable| self.heap.try_variable(variable))
            .or_else(|| provided(name))
            .unwrap_or_else(|| unset(name, span))
    }

    /// `object.key`
    pub(super) fn read_property(&mut self, object: &Value, key: &str, span: Span) -> Value {
        if let Some(path) = object.config_path() {
            let path: Path = path.iter().cloned().chain([Rc::from(key)]).collect();
            return self.read_field(path);
        }
        match object {
            Value::OneOf(values) => {
                let parts: Vec<Value> = values
                    .iter()
                    .filter(|v| !v.is_nullish())
                    .map(|v| self.read_property(v, key, span))
                    .collect();
                one_of(parts)
            }
            Value::Object(id) => self.read_own_or_inherited(*id, *id, key, span, 0),
            Value::Known(path) if &**path == "window" => self.read_global(key, span),
            Value::Known(path) => Value::Known(Rc::from(format!("{path}.{key}"))),
            Value::Encoded if key == "length" => {
                unknown("the length of the config's text is not known", span)
            }
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
            Value::Str(_) | Value::Pattern(_) | Value::Json(_) => {
                Value::known(&format!("String.prototype.{key}"))
            }
            Value::Unknown(_) => object.clone(),
            Value::Undefined | Value::Null => Value::Undefined,
            _ => Value::known(&format!("prototype.{key}")),
        }
    }

    fn read_own_or_inherited(
        &mut self,
        receiver: Id,
        id: Id,
        key: &str,
        span: Span,
        depth: usize,
    ) -> Value {
        let object = self.heap.object(id);
        if key == "prototype" && matches!(object.kind, Kind::Function(_)) {
            return self.prototype_of(id);
        }
        if let Some(property) = object.property(key) {
            if property.is_accessor {
                return self.get(&property.value.clone(), &Value::Object(receiver), span);
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
    fn get(&mut self, getter: &Value, this: &Value, span: Span) -> Value {
        match getter {
            Value::Object(_) => self.call(getter, this, Arguments::default(), span),
            other => other.clone(),
        }
    }

    /// The object with what its getters give now in their places, as a copy of it has it.
    pub(super) fn without_accessors(&mut self, id: Id, span: Span) -> Rc<Object<'a>> {
        let object = self.heap.object(id);
        if !object.properties.iter().any(|p| p.is_accessor) {
            return object;
        }
        let mut plain = (*object).clone();
        for property in &mut plain.properties {
            if property.is_accessor {
                property.value = self.get(&property.value.clone(), &Value::Object(id), span);
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
            return self.read_own_or_inherited(receiver, prototype, key, span, depth + 1);
        }
        match (&object.kind, key) {
            (Kind::Array { exact: true }, "length") => {
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "no array of a page is that long"
                )]
                let length = object.properties.len() as f64;
                Value::Number(length)
            }
            (Kind::Array { .. }, _) => Value::known(&format!("Array.prototype.{key}")),
            (
                Kind::Function(_) | Kind::Class(_) | Kind::Bound { .. },
                "call" | "apply" | "bind",
            ) => Value::known(&format!("Function.prototype.{key}")),
            (Kind::Promise(_), _) => Value::known(&format!("Promise.prototype.{key}")),
            (Kind::LockInstance(constructor), "constructor") => Value::Lock(*constructor),
            (Kind::LockInstance(_), _) => Value::known(&format!("lock.{key}")),
            (_, "hasOwnProperty" | "toString" | "valueOf" | "constructor" | "isPrototypeOf") => {
                Value::known(&format!("Object.prototype.{key}"))
            }
            _ => Value::Undefined,
        }
    }

    /// `object[…]` with a key that is not known.
    pub(super) fn read_any_property(&mut self, object: &Value, span: Span) -> Value {
        match object {
            Value::Encoded => Value::Encoded,
            Value::Known(path) if &**path == "window" => {
                self.unfollowed("a global is read by a name that is not known", span);
                unknown("it is a global whose name is not known", span)
            }
            _ => unknown("it is a property whose name is not known", span),
        }
    }

    /// A field of the config, as the page may have changed it.
    pub(super) fn read_field(&mut self, path: Path) -> Value {
        let changed = self.recorder.changed_fields.get(&path).copied();
        changed
            .and_then(|variable| self.heap.try_variable(variable))
            .unwrap_or(Value::Config(path))
    }

    /// `object.key = value`
    pub(super) fn write_property(
        &mut self,
        object: &Value,
        key: Option<&str>,
        value: Value,
        key_span: Span,
        value_span: Span,
    ) {
        if self.dead {
            return;
        }
        let certain = !matches!(object, Value::OneOf(_));
        for target in object.alternatives() {
            match (target, key) {
                (Value::Object(id), Some(key)) => {
                    let property = Property::new(key, value.clone(), key_span, value_span);
                    self.write_to(*id, property, certain);
                }
                (Value::Object(id), None) => self.write_any(*id, &value, key_span),
                (Value::Config(path), Some(key)) => {
                    let path: Path = path.iter().cloned().chain([Rc::from(key)]).collect();
                    self.write_field(path, &value);
                }
                (Value::Known(path), Some(key)) if &**path == "window" => {
                    self.write_global(key, value.clone());
                }
                (Value::Known(path), None) if &**path == "window" => {
                    self.unfollowed("a global is set by a name that is not known", key_span);
                }
                (Value::Known(path), Some(key)) => {
                    if super::builtin::is_modelled(&format!("{path}.{key}")) {
                        let reason = format!("`{path}.{key}` is replaced by the page's own");
                        self.unfollowed(reason, key_span);
                    }
                    self.hand_over(&value, key_span);
                }
                (Value::Known(_) | Value::Unknown(_), _) => self.hand_over(&value, key_span),
                _ => {}
            }
        }
    }

    /// `object[…] = value` with a key that is not known: any property may be the one.
    fn write_any(&mut self, id: Id, value: &Value, span: Span) {
        self.open_object(
            id,
            unknown("a property whose name is not known is set", span),
        );
        self.heap.update(id, |object| {
            for property in &mut object.properties {
                property.value = join(&property.value, value);
            }
        });
    }

    fn write_to(&mut self, id: Id, property: Property, certain: bool) {
        self.recorder
            .note_write(id, &property.key, property.key_span);
        let locked = (id, property.key.clone());
        if self.recorder.frozen.contains(&id) || self.recorder.locked.contains(&locked) {
            return;
        }
        if self.has_accessor(id, &property.key) {
            let value = unknown("a setter takes what is set here", property.key_span);
            let property = Property {
                value,
                is_accessor: false,
                ..property
            };
            self.heap.update(id, |object| object.set(property));
            return;
        }
        self.heap.update(id, |object| {
            if certain {
                object.set(property)
            } else {
                object.set_maybe(property)
            }
        });
    }

    /// Whether an object, or one that it inherits from, has a getter or setter of that name.
    fn has_accessor(&self, id: Id, key: &str) -> bool {
        let mut next = Some(id);
        for _ in 0..16 {
            let Some(at) = next else { break };
            let object = self.heap.object(at);
            if let Some(property) = object.property(key) {
                return property.is_accessor;
            }
            next = object.prototype;
        }
        false
    }

    fn write_field(&mut self, path: Path, value: &Value) {
        let variable = match self.recorder.changed_fields.get(&path) {
            Some(variable) if self.heap.try_variable(*variable).is_some() => *variable,
            _ => {
                let variable = self.heap.new_variable(Value::Config(path.clone()));
                self.recorder.changed_fields.insert(path, variable);
                variable
            }
        };
        self.heap.set_variable(variable, value.clone());
    }

    pub(super) fn write_global(&mut self, name: &str, value: Value) {
        if let Some(variable) = self.scopes.own(Scopes::GLOBAL, name) {
            self.heap.set_variable(variable, value.clone());
            self.note_holder(name, variable, &value);
        } else {
            self.declare(Scopes::GLOBAL, name, value.clone());
        }
        if name.starts_with("on") {
            self.defer_event(name, value);
        }
    }

    /// From here on the object may have properties that are not known.
    pub(super) fn open_object(&mut self, id: Id, reason: Value) {
        if let Value::Unknown(reason) = reason {
            self.heap.update(id, |object| {
                object.open.get_or_insert(reason);
            });
        }
    }

    pub(super) fn delete_property(&mut self, object: &Value, key: &str) {
        let certain = !matches!(object, Value::OneOf(_));
        for target in object.alternatives() {
            match target {
                Value::Object(id) => self.heap.update(*id, |object| {
                    if certain {
                        object.properties.retain(|p| &*p.key != key);
                    } else if let Some(p) = object.properties.iter_mut().find(|p| &*p.key == key) {
                        p.maybe_absent = true;
                    }
                }),
                Value::Config(path) => {
                    let path: Path = path.iter().cloned().chain([Rc::from(key)]).collect();
                    self.write_field(path, &Value::Undefined);
                }
                _ => {}
            }
        }
    }

    /// `key in object`
    pub(super) fn has_property(&mut self, id: Id, key: &str, span: Span) -> Value {
        let object = self.heap.object(id);
        match object.property(key) {
            Some(property) if !property.maybe_absent => Value::Bool(true),
            None if object.open.is_none() && object.prototype.is_none() => Value::Bool(false),
            _ => unknown("the object's properties are not all known", span),
        }
    }

    /// The own keys of an object, each with whether it may be absent; `None` when there may be more.
    pub(super) fn own_keys(&self, value: &Value) -> Option<Vec<(Rc<str>, bool)>> {
        let Value::Object(id) = value else {
            return None;
        };
        let object = self.heap.object(*id);
        if object.open.is_some() || matches!(object.kind, Kind::Array { exact: false }) {
            return None;
        }
        Some(
            object
                .properties
                .iter()
                .map(|p| (p.key.clone(), p.maybe_absent))
                .collect(),
        )
    }
}

fn unset(name: &str, span: Span) -> Value {
    unknown(format!("`{name}` is set by no script of this page"), span)
}
