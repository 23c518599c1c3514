//! Arrays, and the functions of `Object` and of libraries that go through collections.

use std::rc::Rc;

use super::call::Arguments;
use super::closure::Kind;
use super::record::{Certainty, Object, Property};
use super::value::{Truth, Value};
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
            if MUTATORS.contains(&method) {
                self.shuffle(this, span);
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
                let mut exact = true;
                for value in &arguments.values {
                    match (self.items(value), value) {
                        (Some(more), _) => all.extend(more),
                        (None, Value::Object(id))
                            if !matches!(self.heap.object(*id).kind, Kind::Array { .. }) =>
                        {
                            all.push(value.clone());
                        }
                        (None, Value::Str(_) | Value::Number(_) | Value::Bool(_)) => {
                            all.push(value.clone());
                        }
                        _ => exact = false,
                    }
                }
                let array = self.new_array(all);
                if !exact {
                    self.shuffle(&array, span);
                }
                array
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
                    if !item.is_nullish() {
                        parts.extend(item.parts());
                    }
                }
                if items.contains(&Value::Encoded) {
                    Value::Encoded
                } else {
                    super::value::string_of(parts)
                }
            }
            "forEach" | "map" | "filter" | "some" | "every" | "find" => {
                self.each(method, this, items, arguments, span)
            }
            "reduce" => {
                let mut items = items.into_iter().enumerate();
                let mut result = match arguments.values.get(1) {
                    Some(initial) => initial.clone(),
                    None => items.next().map_or(Value::Undefined, |(_, item)| item),
                };
                for (index, item) in items {
                    let turn = Arguments::of(vec![result, item, index_value(index), this.clone()]);
                    result = self.call(&arguments.get(0), &Value::known("window"), turn, span);
                }
                result
            }
            "pop" | "shift" | "unshift" | "reverse" => {
                self.rearrange(method, this, items, arguments)
            }
            _ if MUTATORS.contains(&method) => {
                self.hand_over_all(arguments, span);
                self.shuffle(this, span);
                if matches!(method, "sort" | "fill" | "copyWithin") {
                    return this.clone();
                }
                unknown("it comes from a list that is changed", span)
            }
            _ => {
                self.hand_over_all(arguments, span);
                unknown(format!("what `{method}` gives is not followed"), span)
            }
        }
    }

    /// Methods that change a list in a way that can be followed.
    fn rearrange(
        &mut self,
        method: &str,
        this: &Value,
        mut items: Vec<Value>,
        arguments: &Arguments,
    ) -> Value {
        let result = match method {
            "pop" => items.pop().unwrap_or(Value::Undefined),
            "shift" if items.is_empty() => Value::Undefined,
            "shift" => items.remove(0),
            "reverse" => {
                items.reverse();
                this.clone()
            }
            _ => {
                items.splice(0..0, arguments.values.iter().cloned());
                index_value(items.len())
            }
        };
        if let Value::Object(id) = this {
            self.heap
                .update(*id, |object| object.properties = elements(items));
        }
        result
    }

    /// From here on nothing is known of the items of a list.
    pub(super) fn shuffle(&mut self, list: &Value, span: Span) {
        let Value::Object(id) = list else { return };
        self.hand_over(list, span);
        self.open_object(*id, unknown("it comes from a list that is changed", span));
        self.heap.update(*id, |object| {
            object.kind = Kind::Array { exact: false };
            object.properties.clear();
        });
    }

    fn each(
        &mut self,
        method: &str,
        list: &Value,
        items: Vec<Value>,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        let callback = arguments.get(0);
        let this = match arguments.get(1) {
            Value::Undefined => Value::known("window"),
            this => this,
        };
        let ends_early = matches!(method, "some" | "every" | "find");
        let wanted = Truth::Known(method != "every");
        let mut results = Vec::new();
        let mut certain = true;
        for (index, item) in items.into_iter().enumerate() {
            let turn = Arguments::of(vec![item.clone(), index_value(index), list.clone()]);
            let run = |me: &mut Self| me.call(&callback, &this, turn, span);
            let result = if certain {
                run(self)
            } else {
                self.perhaps(run)
            };
            let truth = self.settled(&result.truth());
            if ends_early && certain && truth == wanted {
                return if method == "find" {
                    item
                } else {
                    Value::Bool(method == "some")
                };
            }
            certain &= !ends_early || matches!(truth, Truth::Known(_));
            results.push(result);
        }
        match method {
            "map" => self.new_array(results),
            "forEach" => Value::Undefined,
            "find" if certain => Value::Undefined,
            "some" | "every" if certain => Value::Bool(method == "every"),
            _ => unknown(format!("what `{method}` gives is not followed"), span),
        }
    }
}

/// Methods that change the list itself.
const MUTATORS: &[&str] = &[
    "copyWithin",
    "fill",
    "pop",
    "push",
    "reverse",
    "shift",
    "sort",
    "splice",
    "unshift",
];

#[expect(
    clippy::cast_precision_loss,
    reason = "no array of a page is that long"
)]
fn index_value(index: usize) -> Value {
    Value::Number(index as f64)
}

/// The items of a list as properties.
pub(super) fn elements(items: Vec<Value>) -> Vec<Property> {
    let items = items.into_iter().enumerate();
    items
        .map(|(index, value)| {
            Property::new(&index.to_string(), value, Span::default(), Span::default())
        })
        .collect()
}
