//! Arrays, and the functions of `Object` and of libraries that go through collections.

use std::rc::Rc;

use super::call::Arguments;
use super::closure::Kind;
use super::heap::{Object, Property};
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
                let mut object = Object::new(Kind::Plain);
                match &first {
                    Value::Object(prototype) => object.prototype = Some(*prototype),
                    Value::Unknown(reason) => object.open = Some(reason.clone()),
                    _ => {}
                }
                let id = self.heap.new_object(object);
                if arguments.values.len() > 1 {
                    self.open_object(id, unknown("properties are described, not set, here", span));
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
                if let Value::Object(id) = &first {
                    self.open_object(*id, unknown("its prototype is replaced here", span));
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
                if let Some(key) = arguments.get(1).as_key() {
                    self.delete_property(&first, &key);
                }
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
        let mut is_writable = true;
        let value = match descriptor {
            Value::Object(id) if self.heap.object(*id).property("value").is_some() => {
                is_writable = self.read_property(descriptor, "writable", span) == Value::Bool(true);
                self.read_property(descriptor, "value", span)
            }
            _ => unknown("it is computed by a getter", span),
        };
        self.write_property(target, key.as_deref(), value, span, span);
        if let (Value::Object(id), Some(key), false) = (target, key, is_writable) {
            self.recorder.locked.insert((*id, key));
        }
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
                _ => unknown("it is a list that is not known", span),
            },
            // jQuery gives the key first, the others last.
            _ => {
                let key_first = path.starts_with('$');
                match self.own_keys(&list) {
                    Some(keys) if keys.iter().all(|(_, maybe)| !maybe) => {
                        let mut results = Vec::new();
                        for (key, _) in keys {
                            let value = self.read_property(&list, &key, span);
                            let (a, b) = if key_first {
                                (Value::Str(key), value)
                            } else {
                                (value, Value::Str(key))
                            };
                            let turn = Arguments::of(vec![a, b]);
                            results.push(self.call(&callback, &list, turn, span));
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

    fn unknown_arguments(&self, reason: &str, span: Span) -> Arguments {
        let mut arguments = Arguments::default();
        if let Value::Unknown(reason) = unknown(reason, span) {
            arguments.open = Some(reason);
        }
        arguments
    }

    /// `array.method(…)`
    pub(super) fn call_array_method(
        &mut self,
        method: &str,
        this: &Value,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        if *this == Value::Encoded {
            return Value::Encoded;
        }
        let Some(items) = self.items(this) else {
            if matches!(
                method,
                "forEach" | "map" | "filter" | "reduce" | "some" | "every" | "find"
            ) {
                let turn = self.unknown_arguments("it comes from a list that is not known", span);
                self.call_maybe(&arguments.get(0), turn, span);
            } else {
                self.hand_over_all(arguments, span);
            }
            return unknown("it comes from a list that is not known", span);
        };
        match method {
            "push" => {
                for value in &arguments.values {
                    let length = self.items(this).unwrap_or_default().len();
                    let key = length.to_string();
                    self.write_property(this, Some(&key), value.clone(), span, span);
                }
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "no array of a page is that long"
                )]
                let length = (items.len() + arguments.values.len()) as f64;
                Value::Number(length)
            }
            "concat" => {
                let mut all = items;
                for value in &arguments.values {
                    match self.items(value) {
                        Some(more) => all.extend(more),
                        None => all.push(value.clone()),
                    }
                }
                self.new_array(all)
            }
            "slice" => match (arguments.get(0), arguments.get(1)) {
                (Value::Undefined, _) => self.new_array(items),
                (Value::Number(from), Value::Undefined) if from >= 0.0 => {
                    #[expect(
                        clippy::cast_possible_truncation,
                        clippy::cast_sign_loss,
                        reason = "checked above"
                    )]
                    let from = from as usize;
                    self.new_array(items.get(from..).unwrap_or_default().to_vec())
                }
                _ => unknown("it is a part of a list", span),
            },
            "join" => {
                let separator = match arguments.get(0) {
                    Value::Undefined => Value::str(","),
                    other => other,
                };
                let mut parts = Vec::new();
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        parts.extend(separator.parts());
                    }
                    parts.extend(item.parts());
                }
                if items.contains(&Value::Encoded) {
                    Value::Encoded
                } else {
                    super::value::string_of(parts)
                }
            }
            "forEach" | "map" | "filter" | "some" | "every" | "find" => {
                self.each(method, this, items, &arguments.get(0), span)
            }
            "reduce" => {
                let mut items = items.into_iter();
                let mut result = match arguments.values.get(1) {
                    Some(initial) => initial.clone(),
                    None => items.next().unwrap_or(Value::Undefined),
                };
                for item in items {
                    let turn = Arguments::of(vec![result, item]);
                    result = self.call(&arguments.get(0), &Value::known("window"), turn, span);
                }
                result
            }
            "pop" | "shift" | "splice" | "unshift" | "reverse" | "sort" | "fill" => {
                if let Value::Object(id) = this {
                    self.heap
                        .update(*id, |object| object.kind = Kind::Array { exact: false });
                }
                unknown("it comes from a list that is changed", span)
            }
            _ => {
                self.hand_over_all(arguments, span);
                unknown(format!("what `{method}` gives is not followed"), span)
            }
        }
    }

    fn each(
        &mut self,
        method: &str,
        this: &Value,
        items: Vec<Value>,
        callback: &Value,
        span: Span,
    ) -> Value {
        let mut results = Vec::new();
        for (index, item) in items.into_iter().enumerate() {
            #[expect(
                clippy::cast_precision_loss,
                reason = "no array of a page is that long"
            )]
            let turn = Arguments::of(vec![item, Value::Number(index as f64), this.clone()]);
            results.push(self.call(callback, &Value::known("window"), turn, span));
        }
        match method {
            "map" => self.new_array(results),
            "forEach" => Value::Undefined,
            _ => unknown(format!("what `{method}` gives is not followed"), span),
        }
    }
}
