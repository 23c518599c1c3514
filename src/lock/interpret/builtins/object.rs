//! The functions of `Object` and of libraries that go through collections.

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::budget::LIMITS;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::builtin::{Builtin, Calls};
use crate::lock::interpret::domain::equality::is_strictly_equal;
use crate::lock::interpret::domain::foreign::origin;
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::object::ITERATOR;
use crate::lock::interpret::domain::object::{Object, Property};
use crate::lock::interpret::domain::value::{Truth, number};
use crate::lock::interpret::domain::value::{Value, one_of, unknown};
use crate::span::Span;

impl<'a> Interpreter<'a> {
    /// `Object.method(…)`, and what `Reflect` has in common with it.
    pub(crate) fn call_object_function(
        &mut self,
        builtin: &'static Builtin,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        let first = arguments.get(0);
        let method = builtin.name;
        // Whoever asks a proxy runs its traps.
        if self
            .state
            .is_of_kind(&first, |kind| matches!(kind, Kind::Proxy { .. }))
        {
            self.escape_all(arguments, span);
            self.run_traps(&first, span);
            return unknown(Cause::Proxy, span);
        }
        match method {
            "create" => {
                let id = self.state.heap.new_object(Object::new(Kind::Plain));
                self.state.set_prototype(id, &first, span);
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
                let key = arguments.get(1).as_key();
                self.define_property(&first, key, &arguments.get(2), span, span);
                if builtin.owner == "Reflect" {
                    return unknown(Cause::ResultOf(builtin.path().into()), span);
                }
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
                            self.state.set_prototype(*id, &arguments.get(1), span);
                        }
                        Value::Object(id) => {
                            self.state
                                .open_object(*id, unknown(Cause::PrototypeReplaced, span));
                        }
                        _ => {}
                    }
                }
                first
            }
            "set" => {
                let key = arguments.get(1).as_key();
                let takes = first
                    .alternatives()
                    .iter()
                    .all(|value| self.state.takes(value, key.as_deref()));
                self.set(&first, key.as_deref(), arguments.get(2), span, span);
                if takes && arguments.values.len() < 4 {
                    return Value::Bool(true);
                }
                if arguments.values.len() > 3 {
                    self.state
                        .havoc(&arguments.get(3), &unknown(Cause::Described, span), 0);
                }
                unknown(Cause::ResultOf(builtin.path().into()), span)
            }
            "get" => match (arguments.get(1).as_key(), &first, arguments.get(2)) {
                (Some(key), Value::Object(id), receiver @ Value::Object(_)) => {
                    self.read_inherited(&receiver, *id, &key, span)
                }
                (Some(key), ..) => self.get(&first, &key, span),
                (None, ..) => self.get_any(&first, span),
            },
            "has" => match arguments.get(1).as_key() {
                Some(key) => self.state.has_property(&first, &key, span),
                None => unknown(Cause::DependsOnUnknown, span),
            },
            "hasOwn" => self.asks_own_property(method, &first, &arguments.get(1), span),
            "getOwnPropertySymbols" => self.state.own_symbols(&first, span),
            "getOwnPropertyDescriptor" => {
                self.state
                    .descriptor(&first, arguments.get(1).as_key().as_deref(), span)
            }
            "getOwnPropertyDescriptors" => self.state.descriptors(&first, span),
            "deleteProperty" => {
                let key = arguments.get(1).as_key();
                self.delete_property(&first, key.as_deref(), span);
                unknown(Cause::ResultOf(builtin.path().into()), span)
            }
            "getPrototypeOf" => self.state.prototype_in_chain(&first, span),
            "is" => match (arguments.get(0), arguments.get(1)) {
                (Value::Number(a), Value::Number(b)) => {
                    Value::Bool(a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()))
                }
                (a, b) => match is_strictly_equal(&a, &b) {
                    Truth::Known(same) => Value::Bool(same),
                    _ => unknown(Cause::DependsOnUnknown, span),
                },
            },
            "isFrozen" | "isSealed" | "isExtensible" => {
                self.note_listed(&first, span);
                unknown(Cause::ResultOf(builtin.path().into()), span)
            }
            "preventExtensions" => {
                self.state.seal(&first, false, false);
                unknown(Cause::ResultOf(builtin.path().into()), span)
            }
            _ => self.call_by_effects(builtin, &Value::Undefined, arguments, span),
        }
    }

    /// A method that every object has.
    pub(crate) fn call_object_method(
        &mut self,
        builtin: &'static Builtin,
        this: &Value,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        let is_proxy = self
            .state
            .is_of_kind(this, |kind| matches!(kind, Kind::Proxy { .. }));
        match builtin.name {
            _ if is_proxy => {
                self.escape_all(arguments, span);
                self.run_traps(this, span);
                unknown(Cause::Proxy, span)
            }
            "hasOwnProperty" | "propertyIsEnumerable" => {
                let key = self.to_property_key(&arguments.get(0), span);
                self.asks_own_property(builtin.name, this, &key, span)
            }
            "valueOf" => this.clone(),
            "toString" => {
                let tag = match this {
                    Value::Undefined => "Undefined",
                    Value::Null => "Null",
                    Value::Bool(_) => "Boolean",
                    Value::Number(_) => "Number",
                    Value::Str(_) => "String",
                    Value::Object(id) => {
                        let own = self.get(this, "@@toStringTag", span);
                        if own != Value::Undefined {
                            return unknown(Cause::UnknownText, span);
                        }
                        match &self.state.heap.object(*id).kind {
                            Kind::Plain => "Object",
                            Kind::Array { .. } => "Array",
                            Kind::Arguments => "Arguments",
                            kind if kind.is_function() => "Function",
                            Kind::Exotic("RegExp") => "RegExp",
                            Kind::Exotic("Date") => "Date",
                            _ => return unknown(Cause::UnknownText, span),
                        }
                    }
                    _ => return unknown(Cause::UnknownText, span),
                };
                Value::str(&format!("[object {tag}]"))
            }
            "__defineGetter__" | "__defineSetter__" => {
                let key = self.to_property_key(&arguments.get(0), span).as_key();
                let mut descriptor = Object::new(Kind::Plain);
                let half = if builtin.name == "__defineGetter__" {
                    "get"
                } else {
                    "set"
                };
                for (name, value) in [
                    (half, arguments.get(1)),
                    ("enumerable", Value::Bool(true)),
                    ("configurable", Value::Bool(true)),
                ] {
                    descriptor.set(Property::new(name, value, span, span));
                }
                let descriptor = Value::Object(self.state.heap.new_object(descriptor));
                self.define_property(this, key, &descriptor, span, span);
                Value::Undefined
            }
            _ => self.call_by_effects(builtin, this, arguments, span),
        }
    }

    fn list_of(&mut self, method: &str, object: &Value, span: Span) -> Value {
        if let Value::OneOf(values) = object {
            let lists = self.state.possible(values);
            self.note_listed(object, span);
            return one_of(lists.iter().map(|v| self.list_of(method, v, span)));
        }
        if matches!(method, "getOwnPropertyNames" | "ownKeys") {
            return self.own_names(method, object, span);
        }
        let keys = self
            .state
            .own_keys(object)
            .filter(|keys| keys.iter().all(|(_, maybe)| !maybe));
        let Some(keys) = keys else {
            self.note_listed(object, span);
            return unknown(Cause::ListedOpenObject, span);
        };
        let mut items = Vec::new();
        for (key, _) in keys {
            let value = self.get(object, &key, span);
            items.push(match method {
                "values" => value,
                "entries" => self.state.new_array(vec![Value::Str(key), value]),
                _ => Value::Str(key),
            });
        }
        let list = self.state.new_array(items);
        // Where one is met, the other has been.
        if let (Value::Object(list), Value::Object(object)) = (&list, object) {
            let assumed = self.state.heap.object(*object).assumed.clone();
            self.state.heap.update(*list, |list| list.assumed = assumed);
        }
        list
    }

    /// OrdinaryOwnPropertyKeys, those that are hidden included.
    fn own_names(&mut self, method: &str, object: &Value, span: Span) -> Value {
        self.note_listed(object, span);
        let not_known = unknown(Cause::ListedOpenObject, span);
        let Value::Object(id) = object else {
            return not_known;
        };
        let listed = self.state.heap.object(*id);
        let is_plain = matches!(listed.kind, Kind::Plain | Kind::Array { exact: true });
        let has_symbols = listed.properties.iter().any(|p| p.key.starts_with("@@"));
        if !is_plain
            || listed.open.is_some()
            || listed.properties.iter().any(|p| p.maybe_absent)
            || (method == "ownKeys" && has_symbols)
        {
            return not_known;
        }
        let mut names: Vec<Value> = self
            .state
            .own_keys(object)
            .unwrap_or_default()
            .into_iter()
            .map(|(key, _)| Value::Str(key))
            .collect();
        if listed.kind.is_list() {
            names.push(Value::str("length"));
        }
        let hidden = listed
            .properties
            .iter()
            .filter(|p| p.hidden && !p.key.starts_with("@@"));
        names.extend(hidden.map(|p| Value::Str(p.key.clone())));
        self.state.new_array(names)
    }

    fn object_of_entries(&mut self, entries: &Value, span: Span) -> Value {
        let mut object = Object::new(Kind::Plain);
        let not_known = match origin(entries) {
            Some(source) => unknown(Cause::Foreign((*source).into()), span),
            None => unknown(Cause::UnknownEntries, span),
        };
        let Some(entries) = self.iterate_to_list(entries, span) else {
            self.state.may_throw();
            return not_known;
        };
        for entry in entries {
            let pair = self.state.items(&entry).unwrap_or_default();
            let (Some(key), Some(value)) = (pair.first().and_then(Value::as_key), pair.get(1))
            else {
                return not_known;
            };
            object.set(Property::new(&key, value.clone(), span, span));
        }
        Value::Object(self.state.heap.new_object(object))
    }

    /// The functions of `Array`.
    pub(crate) fn call_array_function(
        &mut self,
        name: &str,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        let list = arguments.get(0);
        match name {
            "isArray" => match &list {
                Value::Object(id) => match self.state.heap.object(*id).kind {
                    Kind::Proxy { .. } => unknown(Cause::Proxy, span),
                    Kind::Array { .. } => Value::Bool(true),
                    _ => Value::Bool(false),
                },
                value if value.is_nullish() => Value::Bool(false),
                Value::Bool(_) | Value::Number(_) | Value::Str(_) => Value::Bool(false),
                _ => unknown(Cause::DependsOnUnknown, span),
            },
            "of" if arguments.open.is_none() => self.state.new_array(arguments.values.clone()),
            "from" => self.array_from(&list, &arguments.get(1), span),
            _ => unknown(Cause::IsUnknownList, span),
        }
    }

    fn array_from(&mut self, list: &Value, callback: &Value, span: Span) -> Value {
        if *list == Value::Encoded {
            return Value::Encoded;
        }
        let is_plain = self
            .state
            .is_of_kind(list, |kind| matches!(kind, Kind::Plain));
        let has_iterator = !is_plain || self.get(list, ITERATOR, span) != Value::Undefined;
        let items = if has_iterator {
            self.iterate_to_list(list, span)
        } else {
            self.array_like(list, span)
        };
        match items {
            Some(items) if *callback == Value::Undefined => self.state.new_array(items),
            Some(items) => {
                let list = self.state.new_array(items);
                let callback = Arguments::of(vec![callback.clone()]);
                self.call_array_method("map", &list, &callback, span)
            }
            None => {
                self.escape_to(Calls::AtOnce, callback, span);
                unknown(Cause::IsUnknownList, span)
            }
        }
    }

    /// The items of an object with a `length`.
    fn array_like(&mut self, list: &Value, span: Span) -> Option<Vec<Value>> {
        let length = self.get(list, "length", span);
        let Value::Number(length) = self.to_number(&length, span) else {
            return None;
        };
        let mut items = Vec::new();
        while number(items.len()) < length {
            if items.len() > LIMITS.items {
                return None;
            }
            let item = self.get(list, &items.len().to_string(), span);
            items.push(item);
        }
        Some(items)
    }

    /// `$.each`, `_.forEach`, `angular.forEach` and the like.
    pub(crate) fn call_library(
        &mut self,
        builtin: &'static Builtin,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        let list = arguments.get(0);
        let callback = arguments.get(1);
        let keys = self.state.own_keys(&list);
        let Some(keys) = keys.filter(|keys| keys.iter().all(|(_, maybe)| !maybe)) else {
            self.escape_to(Calls::AtOnce, &callback, span);
            return unknown(Cause::IsUnknownList, span);
        };
        // `$.each` gives the key first, the others last.
        let key_first = builtin.owner == "$" && builtin.name == "each";
        let mut results = Vec::new();
        for (key, _) in keys {
            let value = self.get(&list, &key, span);
            let (a, b, this) = if key_first {
                (Value::Str(key), value.clone(), value)
            } else {
                (value, Value::Str(key), arguments.get(2))
            };
            let turn = Arguments::of(vec![a, b]);
            results.push(self.call(&callback, &this, turn, span));
        }
        if builtin.name == "map" {
            self.state.new_array(results)
        } else {
            list
        }
    }
}
