//! `Map` and `Set`: lists of keys, and of the values in the same places.

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::budget::LIMITS;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::builtin::Calls;
use crate::lock::interpret::domain::equality::is_same_value_zero;
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::ids::Id;
use crate::lock::interpret::domain::object::{ITERATOR, Object};
use crate::lock::interpret::domain::value::{Truth, Value, index_value, unknown};
use crate::lock::interpret::state::State;
use crate::span::Span;

/// Where a key is among others.
pub(crate) enum Place {
    At(usize),
    Nowhere,
    NotKnown,
}

impl<'a> Interpreter<'a> {
    /// `new Map(entries)`, or `new Set(items)`.
    pub(crate) fn new_keyed(&mut self, is_map: bool, arguments: &Arguments, span: Span) -> Value {
        let list = |me: &mut Self| match me.state.new_array(Vec::new()) {
            Value::Object(id) => Some(id),
            _ => None,
        };
        let Some(keys) = list(self) else {
            return unknown(Cause::Collection, span);
        };
        let values = if is_map { list(self) } else { None };
        let kind = Kind::Keyed { keys, values };
        let collection = Value::Object(self.state.heap.new_object(Object::new(kind)));
        let source = arguments.get(0);
        if source.is_nullish() {
            return collection;
        }
        let Some(items) = self.iterate_to_list(&source, span) else {
            self.state.may_throw();
            self.escape_all(arguments, span);
            self.lose_track(keys, values, span);
            return collection;
        };
        for item in items {
            let (key, value) = if is_map {
                let key = self.get(&item, "0", span);
                (key, self.get(&item, "1", span))
            } else {
                (item, Value::Undefined)
            };
            self.put(keys, values, key, value, span);
        }
        collection
    }

    /// A method of a `Map` or `Set`.
    pub(crate) fn call_keyed_method(
        &mut self,
        method: &str,
        this: &Value,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        let not_known = unknown(Cause::UnknownCollection, span);
        let Value::Object(id) = this else {
            self.escape_all(arguments, span);
            return not_known;
        };
        let Kind::Keyed { keys, values } = self.state.heap.object(*id).kind else {
            self.escape_all(arguments, span);
            return not_known;
        };
        let key = arguments.get(0);
        match (method, values) {
            ("set", Some(_)) | ("add", None) => {
                self.put(keys, values, key, arguments.get(1), span);
                this.clone()
            }
            ("get", Some(values)) => match self.state.place_of_key(keys, &key) {
                Place::At(place) => self.get(&Value::Object(values), &place.to_string(), span),
                Place::Nowhere => Value::Undefined,
                Place::NotKnown => not_known,
            },
            ("has", _) => match self.state.place_of_key(keys, &key) {
                Place::At(_) => Value::Bool(true),
                Place::Nowhere => Value::Bool(false),
                Place::NotKnown => not_known,
            },
            ("delete", _) => self.remove(keys, values, &key, span),
            ("clear", _) => {
                for list in [Some(keys), values].into_iter().flatten() {
                    self.state.set_items(list, Vec::new());
                }
                Value::Undefined
            }
            ("forEach", _) => self.visit(this, keys, values, arguments, span),
            ("keys", _) | ("values" | ITERATOR, None) => self.state.new_iterator(keys),
            ("values", Some(values)) => self.state.new_iterator(values),
            ("entries", None) => {
                let pairs = self.state.pairs(keys, keys);
                self.state.new_iterator_of(pairs, span)
            }
            ("entries" | ITERATOR, Some(values)) => {
                let pairs = self.state.pairs(keys, values);
                self.state.new_iterator_of(pairs, span)
            }
            _ => {
                self.escape_all(arguments, span);
                self.lose_track(keys, values, span);
                not_known
            }
        }
    }
}

impl<'a> State<'a> {
    /// How many keys there are.
    pub(crate) fn size_of(&self, keys: Id, span: Span) -> Value {
        match self.items(&Value::Object(keys)) {
            Some(items) => index_value(items.len()),
            None => unknown(Cause::DependsOnUnknown, span),
        }
    }

    pub(crate) fn place_of_key(&self, keys: Id, key: &Value) -> Place {
        let Some(items) = self.items(&Value::Object(keys)) else {
            return Place::NotKnown;
        };
        self.heap.charge(items.len());
        for (index, item) in items.iter().enumerate() {
            match is_same_value_zero(item, key) {
                Truth::Known(true) => return Place::At(index),
                Truth::Known(false) => {}
                _ => return Place::NotKnown,
            }
        }
        Place::Nowhere
    }
}

impl<'a> Interpreter<'a> {
    fn put(&mut self, keys: Id, values: Option<Id>, key: Value, value: Value, span: Span) {
        let place = match self.state.place_of_key(keys, &key) {
            Place::At(place) => place,
            Place::Nowhere => {
                let count = self.state.heap.object(keys).properties.len();
                let index = Some(count.to_string());
                self.set(&Value::Object(keys), index.as_deref(), key, span, span);
                count
            }
            Place::NotKnown => {
                self.escape(&value, span);
                return self.lose_track(keys, values, span);
            }
        };
        if let Some(values) = values {
            let index = place.to_string();
            self.set(&Value::Object(values), Some(&index), value, span, span);
        }
    }

    fn remove(&mut self, keys: Id, values: Option<Id>, key: &Value, span: Span) -> Value {
        let place = match self.state.place_of_key(keys, key) {
            Place::At(place) => place,
            Place::Nowhere => return Value::Bool(false),
            Place::NotKnown => {
                self.lose_track(keys, values, span);
                return unknown(Cause::DependsOnUnknown, span);
            }
        };
        for list in [Some(keys), values].into_iter().flatten() {
            let mut items = self.state.items(&Value::Object(list)).unwrap_or_default();
            if place < items.len() {
                items.remove(place);
            }
            self.state.set_items(list, items);
        }
        Value::Bool(true)
    }
}

impl<'a> State<'a> {
    pub(crate) fn set_items(&mut self, list: Id, items: Vec<Value>) {
        self.heap.update(list, |object| {
            object.set_elements(items);
        });
    }
}

impl<'a> Interpreter<'a> {
    fn visit(
        &mut self,
        this: &Value,
        keys: Id,
        values: Option<Id>,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        let callback = arguments.get(0);
        let receiver = arguments.get(1);
        let mut index = 0;
        // It may grow while it is gone through.
        while !self.state.dead && index <= LIMITS.turns {
            let Some(items) = self.state.items(&Value::Object(keys)) else {
                self.escape_to(Calls::AtOnce, &callback, span);
                return Value::Undefined;
            };
            let Some(key) = items.get(index).cloned() else {
                return Value::Undefined;
            };
            let value = match values {
                Some(values) => self.get(&Value::Object(values), &index.to_string(), span),
                None => key.clone(),
            };
            let turn = Arguments::of(vec![value, key, this.clone()]);
            self.call(&callback, &receiver, turn, span);
            index += 1;
        }
        self.escape_to(Calls::AtOnce, &callback, span);
        Value::Undefined
    }

    /// From here on nothing is known of what a collection holds.
    fn lose_track(&mut self, keys: Id, values: Option<Id>, span: Span) {
        for list in [Some(keys), values].into_iter().flatten() {
            self.forget_items(&Value::Object(list), span);
        }
    }
}

impl State<'_> {
    /// The keys of a map with their values, as lists of two.
    pub(crate) fn pairs(&mut self, keys: Id, values: Id) -> Option<Vec<Value>> {
        let keys = self.items(&Value::Object(keys))?;
        let values = self.items(&Value::Object(values))?;
        let pairs = keys.into_iter().zip(values);
        Some(pairs.map(|(k, v)| self.new_array(vec![k, v])).collect())
    }
}
