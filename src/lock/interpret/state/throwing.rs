//! What may throw without a `throw` that can be seen: calls of what the page does not show, reading from
//! what may be `undefined`, names that may mean nothing.
//!
//! It matters within a `try` with a `catch` only. Whatever is not known here to be harmless may throw, so
//! that a handler is left out only where everything before it is known to go well.

use crate::lock::interpret::assumptions::exceptions_matter;
use crate::lock::interpret::builtins::global::is_always_there;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::config::is_always_served;
use crate::lock::interpret::domain::object::{Certainty, Property};
use crate::lock::interpret::domain::value::Value;
use crate::lock::interpret::state::State;

/// Functions of the browser that never throw, whatever they are given.
const HARMLESS: &[&str] = &[
    "Array.isArray",
    "Boolean",
    "Function.prototype.apply",
    "Function.prototype.bind",
    "Function.prototype.call",
    "Object",
    "Object.is",
    "Promise.resolve",
    "Reflect.apply",
    "Reflect.construct",
    "clearInterval",
    "clearTimeout",
    "setInterval",
    "setTimeout",
];

/// Functions that throw only where their first argument is no object.
const OF_AN_OBJECT: &[&str] = &[
    "Object.entries",
    "Object.freeze",
    "Object.getOwnPropertyDescriptor",
    "Object.getOwnPropertyDescriptors",
    "Object.getOwnPropertyNames",
    "Object.getOwnPropertySymbols",
    "Object.getPrototypeOf",
    "Object.hasOwn",
    "Object.keys",
    "Object.values",
    "Reflect.has",
    "Reflect.ownKeys",
];

/// Functions that throw only where their first argument takes no property.
const WRITING: &[&str] = &[
    "Object.assign",
    "Object.defineProperties",
    "Object.defineProperty",
    "Object.setPrototypeOf",
];

/// Functions that throw only where a text is no text of theirs. The config's is.
const READING: &[&str] = &[
    "JSON.parse",
    "String",
    "atob",
    "btoa",
    "decodeURIComponent",
    "encodeURIComponent",
    "escape",
    "unescape",
];

impl State<'_> {
    /// Notes that an exception may have been thrown that nothing in the page's code shows.
    pub(crate) fn may_throw(&mut self) {
        self.hazards += 1;
    }

    /// Notes that reading a property of a value may throw, if it may.
    pub(crate) fn may_throw_reading(&mut self, object: &Value) {
        if exceptions_matter(self.guards) && !has_properties(object) {
            self.may_throw();
        }
    }

    /// Notes that making text or a number of a value may throw, if it may: objects have code for it.
    pub(crate) fn may_throw_converting(&mut self, value: &Value) {
        let is_object = |v: &Value| matches!(v, Value::Object(_));
        if exceptions_matter(self.guards) && value.alternatives().iter().any(is_object) {
            self.may_throw();
        }
    }

    /// Notes that setting or deleting a property may throw, if it may.
    pub(crate) fn may_throw_writing(&mut self, object: &Value, key: Option<&str>) {
        if exceptions_matter(self.guards)
            && !object.alternatives().iter().all(|v| self.takes(v, key))
        {
            self.may_throw();
        }
    }

    pub(crate) fn takes(&self, object: &Value, key: Option<&str>) -> bool {
        match object {
            Value::Object(id) => {
                let object = self.heap.object(*id);
                let is_free = object.sealed == Certainty::No && object.prototype.is_none();
                let can_be_set = |p: &Property| {
                    p.locked == Certainty::No && (!p.is_accessor || p.setter.is_some())
                };
                match key.and_then(|key| object.property(key)) {
                    Some(property) => object.sealed == Certainty::No && can_be_set(property),
                    None if is_free => key.is_some() || object.properties.iter().all(can_be_set),
                    None => {
                        let inherited = key.map(|key| self.inherited_setter(*id, key));
                        object.sealed == Certainty::No && matches!(inherited, Some(None))
                    }
                }
            }
            other => !matches!(other, Value::OneOf(_)) && has_properties(other),
        }
    }

    /// Notes that a call of something that the browser provides may throw, if it may.
    pub(crate) fn may_throw_calling(&mut self, path: &str, this: &Value, arguments: &Arguments) {
        if exceptions_matter(self.guards) && !self.is_harmless(path, this, arguments) {
            self.may_throw();
        }
    }

    pub(crate) fn is_harmless(&self, path: &str, this: &Value, arguments: &Arguments) -> bool {
        let first = arguments.get(0);
        let is_object = |v: &Value| matches!(v, Value::Object(_)) || *v == Value::config();
        let (owner, method) = path.rsplit_once('.').unwrap_or(("", path));
        // What is called in this way is judged when it is.
        let is_indirect = matches!(method, "call" | "apply" | "bind") && owner.contains('.');
        let is_text = |v: &Value| matches!(v, Value::Encoded | Value::Json(_));
        match owner {
            _ if is_indirect || HARMLESS.contains(&path) => true,
            "" if matches!(method, "Number" | "isNaN" | "parseFloat" | "parseInt") => {
                !matches!(first, Value::Object(_) | Value::OneOf(_))
            }
            // One argument is a length, which may be none.
            "" if method == "Array" => arguments.open.is_none() && arguments.values.len() != 1,
            "console" | "lock" | "Lock" | "Encoded" => true,
            "Array.prototype" => {
                let needs_item = matches!(method, "reduce" | "reduceRight" | "with");
                self.items(this).is_some() && (!needs_item || arguments.values.len() > 1)
            }
            "Object.prototype" => is_object(this),
            "Promise.prototype" => is_object(this),
            "Iterator.prototype" => is_object(this),
            "Map.prototype" | "Set.prototype" => is_object(this),
            "String.prototype" => {
                let may_refuse = matches!(method, "repeat" | "normalize" | "matchAll" | "padEnd");
                matches!(this, Value::Str(_) | Value::Pattern(_)) && !may_refuse
            }
            "Object" if method == "create" => arguments.values.len() == 1 && has_properties(&first),
            _ if OF_AN_OBJECT.contains(&path) => is_object(&first),
            _ if WRITING.contains(&path) => {
                let key = arguments.get(1).as_key();
                let key = key.as_deref().filter(|_| path.ends_with("Property"));
                arguments.open.is_none() && is_object(&first) && self.takes(&first, key)
            }
            _ if READING.contains(&path) => is_text(&first),
            _ => false,
        }
    }
}

/// Whether a value is neither `undefined` nor `null`, so that its properties can be read.
fn has_properties(value: &Value) -> bool {
    match value {
        Value::Unknown(_) | Value::Undefined | Value::Null => false,
        Value::Known(path) => {
            let owner = path.rsplit_once('.').map_or("", |(owner, _)| owner);
            let is_method = matches!(owner, "console" | "lock" | "Lock" | "Encoded")
                || owner.ends_with(".prototype");
            is_method || path.ends_with(".prototype") || is_always_there(path)
        }
        Value::Config(path) => path.is_empty() || is_always_served(path),
        Value::OneOf(values) => values.iter().all(has_properties),
        _ => true,
    }
}
