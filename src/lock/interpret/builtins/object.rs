//! The functions of `Object` and of libraries that go through collections.

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::object::{Object, Property};
use crate::lock::interpret::domain::value::{Value, one_of, unknown};
use crate::lock::interpret::state::State;
use crate::span::Span;

impl<'a> Interpreter<'a> {
    /// `Object.method(…)`, and what `Reflect` has in common with it.
    pub(crate) fn call_object_function(
        &mut self,
        method: &str,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        let first = arguments.get(0);
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
                self.set(&first, key.as_deref(), arguments.get(2), span, span);
                Value::Bool(true)
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
                Value::Bool(true)
            }
            "getPrototypeOf" => self.state.prototype_in_chain(&first, span),
            "isFrozen" | "is" => unknown(Cause::ResultOf(format!("Object.{method}").into()), span),
            _ => {
                self.escape_all(arguments, span);
                unknown(Cause::ResultOf(format!("Object.{method}").into()), span)
            }
        }
    }

    fn list_of(&mut self, method: &str, object: &Value, span: Span) -> Value {
        if let Value::OneOf(values) = object {
            let lists = self.state.possible(values);
            self.note_listed(object, span);
            return one_of(lists.iter().map(|v| self.list_of(method, v, span)));
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

    fn object_of_entries(&mut self, entries: &Value, span: Span) -> Value {
        let mut object = Object::new(Kind::Plain);
        let not_known = unknown(Cause::UnknownEntries, span);
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

    /// `$.each`, `_.forEach`, `angular.forEach`, `Array.from` …
    pub(crate) fn call_list_function(
        &mut self,
        path: &str,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        let list = arguments.get(0);
        let callback = arguments.get(1);
        match path {
            "Array.isArray" => match &list {
                Value::Object(id) => Value::Bool(matches!(
                    self.state.heap.object(*id).kind,
                    Kind::Array { .. }
                )),
                value if value.is_nullish() => Value::Bool(false),
                Value::Bool(_) | Value::Number(_) | Value::Str(_) => Value::Bool(false),
                _ => unknown(Cause::DependsOnUnknown, span),
            },
            "Array.from" => match self.iterate_to_list(&list, span) {
                Some(items) if callback == Value::Undefined => self.state.new_array(items),
                Some(items) => {
                    let list = self.state.new_array(items);
                    let callback = Arguments::of(vec![callback]);
                    self.call_array_method("map", &list, &callback, span)
                }
                _ if list == Value::Encoded => Value::Encoded,
                _ => {
                    let turn = self.state.unknown_arguments(Cause::UnknownList, span);
                    self.call_maybe(&callback, turn, span);
                    unknown(Cause::IsUnknownList, span)
                }
            },
            // `$.each` gives the key first, the others last.
            _ => {
                let key_first = path == "$.each";
                match self.state.own_keys(&list) {
                    Some(keys) if keys.iter().all(|(_, maybe)| !maybe) => {
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
                        if path.ends_with("map") {
                            self.state.new_array(results)
                        } else {
                            list
                        }
                    }
                    _ => {
                        let turn = self.state.unknown_arguments(Cause::UnknownList, span);
                        self.call_maybe(&callback, turn, span);
                        unknown(Cause::IsUnknownList, span)
                    }
                }
            }
        }
    }
}

impl<'a> State<'a> {
    pub(crate) fn unknown_arguments(&self, cause: Cause, span: Span) -> Arguments {
        let mut arguments = Arguments::default();
        if let Value::Unknown(reason) = unknown(cause, span) {
            arguments.open = Some(reason);
        }
        arguments
    }
}
