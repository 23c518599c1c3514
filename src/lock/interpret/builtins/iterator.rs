//! Going through what can be gone through: lists, maps, sets, texts, iterators and generators.

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::budget::LIMITS;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::function::GeneratorCall;
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::ids::Id;
use crate::lock::interpret::domain::object::ITERATOR;
use crate::lock::interpret::domain::object::{Object, Property};
use crate::lock::interpret::domain::value::number;
use crate::lock::interpret::domain::value::{Truth, Value, unknown};
use crate::lock::interpret::state::State;
use crate::lock::interpret::state::Yields;
use crate::span::Span;

impl<'a> Interpreter<'a> {
    /// What `for … of`, a spread and the like find in a value, when it is all known.
    pub(crate) fn iterate_to_list(&mut self, value: &Value, span: Span) -> Option<Vec<Value>> {
        if let Value::Str(text) = value {
            self.state.heap.charge(text.len());
            let letters = text.chars().map(|c| Value::str(c.encode_utf8(&mut [0; 4])));
            return Some(letters.collect());
        }
        let Value::Object(id) = value else {
            return None;
        };
        match &self.state.heap.object(*id).kind {
            Kind::Array { .. } => self.state.items(value),
            Kind::Keyed { keys, values: None } => self.state.items(&Value::Object(*keys)),
            Kind::Keyed {
                keys,
                values: Some(values),
            } => self.state.pairs(*keys, *values),
            Kind::Iterator { list, at } => {
                let items = self.state.items(&Value::Object(*list))?;
                let Value::Number(from) = self.state.heap.variable(*at) else {
                    return None;
                };
                // Whoever goes through it may stop early.
                let gone = unknown(Cause::SharedIterator, span);
                self.state.heap.set_variable(*at, gone);
                let rest = items.into_iter().enumerate();
                let rest = rest.filter(|(index, _)| number(*index) >= from);
                Some(rest.map(|(_, item)| item).collect())
            }
            Kind::Generator(call) => {
                let is_over = self.state.heap.variable(call.is_over);
                self.state
                    .heap
                    .set_variable(call.is_over, Value::Bool(true));
                match is_over {
                    Value::Bool(true) => Some(Vec::new()),
                    Value::Bool(false) => self.generated(call, span),
                    _ => None,
                }
            }
            Kind::Plain => self.given_one_by_one(value, span),
            _ => None,
        }
    }

    /// What an object gives by the protocol of iterators.
    fn given_one_by_one(&mut self, value: &Value, span: Span) -> Option<Vec<Value>> {
        let method = self.get(value, ITERATOR, span);
        if !matches!(method, Value::Object(_)) {
            return None;
        }
        let iterator = self.call(&method, value, Arguments::default(), span);
        let mut items = Vec::new();
        while items.len() < LIMITS.items && self.state.step(span) {
            let next = self.get(&iterator, "next", span);
            let result = self.call(&next, &iterator, Arguments::default(), span);
            let is_done = self.get(&result, "done", span).truth();
            match self.state.settled(&is_done) {
                _ if self.state.dead => break,
                Truth::Known(true) => return Some(items),
                Truth::Known(false) => items.push(self.get(&result, "value", span)),
                _ => break,
            }
        }
        None
    }

    /// The same for somebody whose own code runs between the items. What a generator changes meanwhile
    /// would come at the wrong moment, so that it may change nothing.
    pub(crate) fn iterated_in_turns(&mut self, value: &Value, span: Span) -> Option<Vec<Value>> {
        let state = match value {
            Value::Object(id) => match &self.state.heap.object(*id).kind {
                Kind::Generator(call) => Some(call.is_over),
                Kind::Plain => return None,
                _ => None,
            },
            _ => None,
        };
        let mark = self.state.heap.mark();
        let items = self.iterate_to_list(value, span);
        if state.is_none_or(|state| self.state.heap.changes_only(state, mark)) {
            return items;
        }
        // That it may have changed it all is known since it was called.
        self.state.heap.undo(mark);
        None
    }
}

impl<'a> State<'a> {
    /// The keys of a map with their values, as lists of two.
    pub(crate) fn pairs(&mut self, keys: Id, values: Id) -> Option<Vec<Value>> {
        let keys = self.items(&Value::Object(keys))?;
        let values = self.items(&Value::Object(values))?;
        let pairs = keys.into_iter().zip(values);
        Some(pairs.map(|(k, v)| self.new_array(vec![k, v])).collect())
    }
}

impl<'a> Interpreter<'a> {
    /// What a generator yields to somebody who wants all of it and tells it nothing.
    fn generated(&mut self, call: &GeneratorCall<'a>, span: Span) -> Option<Vec<Value>> {
        self.state.yields.push(Yields {
            depth: self.state.running.len() + 1,
            open_forks: self.state.open_forks,
            targets: self.state.targets.len(),
            values: Some(Vec::new()),
        });
        let GeneratorCall {
            function,
            closure,
            this,
            arguments,
            ..
        } = call;
        self.invoke(*function, closure, this, arguments.clone(), span);
        let values = self.state.yields.pop().and_then(|yields| yields.values);
        values.filter(|_| !self.state.dead && self.state.budget.exhausted.is_none())
    }
}

impl<'a> State<'a> {
    /// `yield value`: what the generator is resumed with.
    pub(crate) fn yield_value(&mut self, value: Value, span: Span) -> Value {
        let depth = self.running.len();
        let Some(yields) = self.yields.last_mut().filter(|y| y.depth == depth) else {
            self.may_throw();
            return unknown(Cause::GeneratorResumption, span);
        };
        let mut inner = self
            .targets
            .get(yields.targets..)
            .unwrap_or_default()
            .iter();
        let is_certain = self.open_forks == yields.open_forks && inner.all(|t| t.exits.is_empty());
        if !is_certain {
            yields.values = None;
        } else if let Some(values) = &mut yields.values {
            values.push(value);
        }
        Value::Undefined
    }
}

impl<'a> Interpreter<'a> {
    /// `yield* value`
    pub(crate) fn yield_all(&mut self, value: &Value, span: Span) -> Value {
        match self.iterated_in_turns(value, span) {
            Some(items) => {
                for item in items {
                    self.state.yield_value(item, span);
                }
            }
            None => {
                if let Some(yields) = self.state.yields.last_mut() {
                    yields.values = None;
                }
                self.state.may_throw();
            }
        }
        unknown(Cause::GeneratorReturn, span)
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
        let Value::Object(id) = this else {
            return unknown(Cause::UnknownIterator, span);
        };
        let Kind::Iterator { list, at } = self.heap.object(*id).kind else {
            return unknown(Cause::UnknownIterator, span);
        };
        if method == ITERATOR {
            return this.clone();
        }
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
        let mut result = Object::new(Kind::Plain);
        result.set(Property::new("value", value, span, span));
        result.set(Property::new("done", done, span, span));
        Value::Object(self.heap.new_object(result))
    }
}
