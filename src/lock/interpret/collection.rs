//! The functions of `Object` and of libraries that go through collections.

use std::rc::Rc;

use super::call::Arguments;
use super::closure::Kind;
use super::record::{Certainty, Object, Property};
use super::value::Value;
use super::{Interpreter, unknown};
use crate::span::Span;

impl<'a> Interpreter<'a> {
    /// `Object.method(…)`, and what `Reflect` has in common with it.
    pub(super) fn call_object_function(
        &mut self,
        method: &str,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        let first = arguments.get(0);
        match method {
            "create" => {
                let id = self.heap.new_object(Object::new(Kind::Plain));
                self.set_prototype(id, &first, span);
                if arguments.values.len() > 1 {
                    self.define_properties(&Value::Object(id), &arguments.get(1), span);
                }
                Value::Object(id)
            }
            "keys" | "getOwnPropertyNames" | "ownKeys" | "values" | "entries" => {
                self.list_of(method, &first, span)
            }
            "fromEntries" => self.object_of_entries(&first, span),
            "defineProperty" => {
                self.define_property(&first, arguments.get(1).as_key(), &arguments.get(2), span);
                first
            }
            "defineProperties" => {
                self.define_properties(&first, &arguments.get(1), span);
                first
            }
            "setPrototypeOf" => {
                for alternative in first.alternatives() {
                    match alternative {
                        Value::Object(id) if first == *alternative => {
                            self.set_prototype(*id, &arguments.get(1), span);
                        }
                        Value::Object(id) => {
                            self.open_object(*id, unknown("its prototype is replaced here", span));
                        }
                        _ => {}
                    }
                }
                first
            }
            "set" => {
                let key = arguments.get(1).as_key();
                self.write_property(&first, key.as_deref(), arguments.get(2), span, span);
                Value::Bool(true)
            }
            "get" => match arguments.get(1).as_key() {
                Some(key) => self.read_property(&first, &key, span),
                None => self.read_any_property(&first, span),
            },
            "has" | "hasOwn" => match (&first, arguments.get(1).as_key()) {
                (Value::Object(id), Some(key)) => self.has_property(*id, &key, span),
                _ => unknown("it depends on what is not known", span),
            },
            "deleteProperty" => {
                let key = arguments.get(1).as_key();
                self.delete_property(&first, key.as_deref(), span);
                Value::Bool(true)
            }
            "isFrozen" | "getPrototypeOf" | "is" | "getOwnPropertyDescriptor" => unknown(
                format!("what `Object.{method}` gives is not followed"),
                span,
            ),
            _ => {
                self.hand_over_all(arguments, span);
                unknown(
                    format!("what `Object.{method}` gives is not followed"),
                    span,
                )
            }
        }
    }

    fn list_of(&mut self, method: &str, object: &Value, span: Span) -> Value {
        let keys = self
            .own_keys(object)
            .filter(|keys| keys.iter().all(|(_, maybe)| !maybe));
        let Some(keys) = keys else {
            return unknown(
                "it lists an object whose properties are not all known",
                span,
            );
        };
        let mut items = Vec::new();
        for (key, _) in keys {
            let value = self.read_property(object, &key, span);
            items.push(match method {
                "values" => value,
                "entries" => self.new_array(vec![Value::Str(key), value]),
                _ => Value::Str(key),
            });
        }
        self.new_array(items)
    }

    fn object_of_entries(&mut self, entries: &Value, span: Span) -> Value {
        let mut object = Object::new(Kind::Plain);
        let not_known = unknown("it is made of entries that are not all known", span);
        let Some(entries) = self.items(entries) else {
            return not_known;
        };
        for entry in entries {
            let pair = self.items(&entry).unwrap_or_default();
            let (Some(key), Some(value)) = (pair.first().and_then(Value::as_key), pair.get(1))
            else {
                return not_known;
            };
            object.set(Property::new(&key, value.clone(), span, span));
        }
        Value::Object(self.heap.new_object(object))
    }

    fn define_properties(&mut self, target: &Value, descriptors: &Value, span: Span) {
        match self.own_keys(descriptors) {
            Some(keys) if keys.iter().all(|(_, maybe)| !maybe) => {
                for (key, _) in keys {
                    let descriptor = self.read_property(descriptors, &key, span);
                    self.define_property(target, Some(key), &descriptor, span);
                }
            }
            _ => {
                let value = unknown("it is described by what is not known", span);
                self.write_property(target, None, value, span, span);
            }
        }
    }

    fn define_property(
        &mut self,
        target: &Value,
        key: Option<Rc<str>>,
        descriptor: &Value,
        span: Span,
    ) {
        let (Value::Object(id), Some(key)) = (target, &key) else {
            let value = unknown("it is described, not set", span);
            self.write_property(target, key.as_deref(), value, span, span);
            return;
        };
        let Value::Object(descriptor_id) = descriptor else {
            let value = unknown("it is described by what is not known", span);
            self.write_property(target, Some(key), value, span, span);
            return;
        };
        let described = |name: &str| self.heap.object(*descriptor_id).property(name).is_some();
        let is_accessor = described("get") || described("set");
        let setter = self.read_property(descriptor, "set", span);
        let value = self.read_property(descriptor, if is_accessor { "get" } else { "value" }, span);
        let is_writable = self.read_property(descriptor, "writable", span) == Value::Bool(true);
        let is_hidden = self.read_property(descriptor, "enumerable", span) != Value::Bool(true);
        self.recorder.note_write(*id, key, span);
        let property = Property {
            is_accessor,
            setter: is_accessor.then_some(setter),
            locked: if is_writable || is_accessor {
                Certainty::No
            } else {
                Certainty::Yes
            },
            hidden: is_hidden,
            ..Property::new(key, value, span, span)
        };
        self.heap.update(*id, |object| object.set(property));
    }

    /// `$.each`, `_.forEach`, `angular.forEach`, `Array.from` …
    pub(super) fn call_list_function(
        &mut self,
        path: &str,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        let list = arguments.get(0);
        let callback = arguments.get(1);
        match path {
            "Array.isArray" => match &list {
                Value::Object(id) => {
                    Value::Bool(matches!(self.heap.object(*id).kind, Kind::Array { .. }))
                }
                _ => unknown("it depends on what is not known", span),
            },
            "Array.from" => match self.items(&list) {
                Some(items) if callback == Value::Undefined => self.new_array(items),
                _ if list == Value::Encoded => Value::Encoded,
                _ => {
                    let turn =
                        self.unknown_arguments("it comes from a list that is not known", span);
                    self.call_maybe(&callback, turn, span);
                    unknown("it is a list that is not known", span)
                }
            },
            // `$.each` gives the key first, the others last.
            _ => {
                let key_first = path == "$.each";
                match self.own_keys(&list) {
                    Some(keys) if keys.iter().all(|(_, maybe)| !maybe) => {
                        let mut results = Vec::new();
                        for (key, _) in keys {
                            let value = self.read_property(&list, &key, span);
                            let (a, b, this) = if key_first {
                                (Value::Str(key), value.clone(), value)
                            } else {
                                (value, Value::Str(key), arguments.get(2))
                            };
                            let turn = Arguments::of(vec![a, b]);
                            results.push(self.call(&callback, &this, turn, span));
                        }
                        if path.ends_with("map") {
                            self.new_array(results)
                        } else {
                            list
                        }
                    }
                    _ => {
                        let turn =
                            self.unknown_arguments("it comes from a list that is not known", span);
                        self.call_maybe(&callback, turn, span);
                        unknown("it is a list that is not known", span)
                    }
                }
            }
        }
    }

    pub(super) fn unknown_arguments(&self, reason: &str, span: Span) -> Arguments {
        let mut arguments = Arguments::default();
        if let Value::Unknown(reason) = unknown(reason, span) {
            arguments.open = Some(reason);
        }
        arguments
    }
}
