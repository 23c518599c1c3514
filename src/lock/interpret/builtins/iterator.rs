//! Going through what can be gone through: lists, maps, sets, texts and iterators.

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::budget::LIMITS;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::builtin::Calls;
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::ids::Id;
use crate::lock::interpret::domain::object::ITERATOR;
use crate::lock::interpret::domain::object::{Object, Property};
use crate::lock::interpret::domain::value::number;
use crate::lock::interpret::domain::value::{Truth, Value, unknown};
use crate::lock::interpret::state::State;
use crate::span::Span;

/// What is gone through.
pub(crate) enum Iteration {
    /// A list, or a map: a list of keys and one of values. It may grow meanwhile.
    List(Id, Option<Id>),
    /// Items that stay as they are.
    Known(Vec<Value>),
    /// An iterator that is asked step by step.
    Record(IteratorRecord),
    /// Any items.
    Unknown,
}

/// An iterator and its `next`.
pub(crate) struct IteratorRecord {
    pub(crate) iterator: Value,
    pub(crate) next: Value,
}

impl<'a> Interpreter<'a> {
    /// GetIterator.
    pub(crate) fn get_iterator(&mut self, value: &Value, span: Span) -> Iteration {
        let id = match value {
            Value::Str(text) => {
                self.state.heap.charge(text.len());
                let letters = text.chars().map(|c| Value::str(c.encode_utf8(&mut [0; 4])));
                return Iteration::Known(letters.collect());
            }
            Value::Object(id) => *id,
            Value::Undefined | Value::Null | Value::Bool(_) | Value::Number(_) => {
                self.throw_here(span);
                return Iteration::Known(Vec::new());
            }
            _ => {
                self.state.may_throw();
                return Iteration::Unknown;
            }
        };
        let method = self.get(value, ITERATOR, span);
        match method {
            Value::Builtin(_) => self.builtin_iterator(id, span),
            Value::Object(_) => {
                let iterator = self.call(&method, value, Arguments::default(), span);
                match iterator {
                    Value::Object(_) => self.iterator_record(iterator, span),
                    _ => {
                        self.state.may_throw();
                        Iteration::Unknown
                    }
                }
            }
            Value::Undefined => {
                self.throw_here(span);
                Iteration::Known(Vec::new())
            }
            _ => {
                self.state.may_throw();
                self.escape_to(Calls::AtOnce, value, span);
                Iteration::Unknown
            }
        }
    }

    fn iterator_record(&mut self, iterator: Value, span: Span) -> Iteration {
        if let Value::Object(id) = &iterator
            && matches!(
                self.state.heap.object(*id).kind,
                Kind::Iterator { .. } | Kind::Generator(_)
            )
        {
            return self.builtin_iterator(*id, span);
        }
        let next = self.get(&iterator, "next", span);
        Iteration::Record(IteratorRecord { iterator, next })
    }

    /// The iterator that a builtin gives.
    fn builtin_iterator(&mut self, id: Id, span: Span) -> Iteration {
        let object = self.state.heap.object(id);
        match &object.kind {
            kind if kind.is_list() => match self.state.items(&Value::Object(id)) {
                Some(_) => Iteration::List(id, None),
                None => Iteration::Unknown,
            },
            Kind::Keyed { keys, values } => match self.state.items(&Value::Object(*keys)) {
                Some(_) => Iteration::List(*keys, *values),
                None => Iteration::Unknown,
            },
            Kind::Iterator { list, at } => {
                let items = self.state.items(&Value::Object(*list));
                let (Some(items), Value::Number(from)) = (items, self.state.heap.variable(*at))
                else {
                    return Iteration::Unknown;
                };
                // Whoever goes through it may stop early.
                let gone = unknown(Cause::SharedIterator, span);
                self.state.heap.set_variable(*at, gone);
                let rest = items.into_iter().enumerate();
                let rest = rest.filter(|(index, _)| number(*index) >= from);
                Iteration::Known(rest.map(|(_, item)| item).collect())
            }
            Kind::Generator(call) => {
                let call = call.clone();
                if let Some(items) = self.given_without_effects(&call, span) {
                    return Iteration::Known(items);
                }
                Iteration::Record(IteratorRecord {
                    iterator: Value::Object(id),
                    next: Value::Undefined,
                })
            }
            _ => Iteration::Unknown,
        }
    }

    /// IteratorStep and IteratorValue: the value, and whether it is done.
    pub(crate) fn iterator_step(&mut self, record: &IteratorRecord, span: Span) -> (Value, Truth) {
        let result = match &record.iterator {
            Value::Object(id) if matches!(self.state.heap.object(*id).kind, Kind::Generator(_)) => {
                self.call_generator_method("next", &record.iterator, &Arguments::default(), span)
            }
            iterator => self.call(&record.next, iterator, Arguments::default(), span),
        };
        let done = self.get(&result, "done", span).truth();
        let done = self.state.settled(&done);
        if done == Truth::Known(true) {
            return (Value::Undefined, done);
        }
        (self.get(&result, "value", span), done)
    }

    /// IteratorClose.
    pub(crate) fn close_iterator(&mut self, record: &IteratorRecord, span: Span) {
        if let Value::Object(id) = &record.iterator
            && matches!(self.state.heap.object(*id).kind, Kind::Generator(_))
        {
            self.call_generator_method("return", &record.iterator, &Arguments::default(), span);
            return;
        }
        let method = self.get(&record.iterator, "return", span);
        if !method.is_nullish() {
            self.call(&method, &record.iterator, Arguments::default(), span);
        }
    }

    /// What a spread and the like find in a value, when it is all known.
    pub(crate) fn iterate_to_list(&mut self, value: &Value, span: Span) -> Option<Vec<Value>> {
        if let Value::OneOf(values) = value {
            self.for_each_alternative(values, |me, value| {
                me.iterate_to_list(value, span);
                Value::Undefined
            });
            return None;
        }
        if let Value::Object(id) = value
            && let Kind::Generator(call) = &self.state.heap.object(*id).kind
            && self.state.heap.variable(call.is_over) == Value::Bool(false)
        {
            let call = call.clone();
            self.state
                .heap
                .set_variable(call.is_over, Value::Bool(true));
            return self.generated(&call, span);
        }
        match self.get_iterator(value, span) {
            Iteration::List(keys, None) => self.state.items(&Value::Object(keys)),
            Iteration::List(keys, Some(values)) => self.state.pairs(keys, values),
            Iteration::Known(items) => Some(items),
            Iteration::Record(record) => self.all_of_iterator(&record, span),
            Iteration::Unknown => None,
        }
    }

    fn all_of_iterator(&mut self, record: &IteratorRecord, span: Span) -> Option<Vec<Value>> {
        let mut items = Vec::new();
        while items.len() < LIMITS.items && !self.state.dead && self.state.step(span) {
            let (value, done) = self.iterator_step(record, span);
            match done {
                Truth::Known(true) => return Some(items),
                Truth::Known(false) => items.push(value),
                _ => break,
            }
        }
        self.fixpoint(Cause::ChangedInLoop, span, |me| {
            me.iterator_step(record, span);
        });
        None
    }
}

impl<'a> State<'a> {
    /// An iterator over a list, which sees what becomes of the list.
    pub(crate) fn new_iterator(&mut self, list: Id) -> Value {
        let at = self.heap.new_variable(Value::Number(0.0));
        Value::Object(
            self.heap
                .new_object(Object::new(Kind::Iterator { list, at })),
        )
    }

    /// An iterator over items that stay as they are.
    pub(crate) fn new_iterator_of(&mut self, items: Option<Vec<Value>>, span: Span) -> Value {
        match items.map(|items| self.new_array(items)) {
            Some(Value::Object(list)) => self.new_iterator(list),
            _ => unknown(Cause::UnknownList, span),
        }
    }

    /// `iterator.next()` and what gives the iterator itself.
    pub(crate) fn call_iterator_method(&mut self, method: &str, this: &Value, span: Span) -> Value {
        if method == ITERATOR {
            return this.clone();
        }
        let Value::Object(id) = this else {
            return unknown(Cause::UnknownIterator, span);
        };
        let Kind::Iterator { list, at } = self.heap.object(*id).kind else {
            return unknown(Cause::UnknownIterator, span);
        };
        let (items, place) = (self.items(&Value::Object(list)), self.heap.variable(at));
        let (value, done) = match (items, &place) {
            (Some(items), Value::Number(place)) => {
                let mut rest = items.into_iter().enumerate();
                let item = rest.find(|(index, _)| number(*index) >= *place);
                let done = Value::Bool(item.is_none());
                (item.map_or(Value::Undefined, |(_, item)| item), done)
            }
            _ => {
                let not_known = unknown(Cause::UnknownList, span);
                (not_known.clone(), not_known)
            }
        };
        let next = match place {
            Value::Number(place) => Value::Number(place + 1.0),
            other => other,
        };
        self.heap.set_variable(at, next);
        self.iterator_result(value, done, span)
    }

    /// CreateIterResultObject
    pub(crate) fn iterator_result(&mut self, value: Value, done: Value, span: Span) -> Value {
        let mut result = Object::new(Kind::Plain);
        result.set(Property::new("value", value, span, span));
        result.set(Property::new("done", done, span, span));
        Value::Object(self.heap.new_object(result))
    }
}
