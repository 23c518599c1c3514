//! Going through what can be gone through: lists, maps, sets, texts, iterators and generators.

use super::call::Arguments;
use super::closure::{Closure, Kind};
use super::heap::Id;
use super::record::{Object, Property};
use super::value::{Truth, Value};
use super::{Interpreter, unknown};
use crate::span::Span;

/// The key under which objects have what goes through them.
pub(super) const ITERATOR: &str = "@@iterator";

/// An iterator that the page has made is asked so often.
const MOST_ITEMS: usize = 200;

/// What a generator has yielded so far to somebody who goes through all of it.
pub(super) struct Yields {
    /// How deep in calls the generator's own code runs.
    depth: usize,
    /// How many paths had parted when it began.
    open_forks: usize,
    /// How many targets of jumps there were when it began.
    targets: usize,
    /// `None` when a path may yield what another does not.
    values: Option<Vec<Value>>,
}

/// A call of a generator, which runs when somebody goes through what it gives.
#[derive(Clone, Debug)]
pub(super) struct GeneratorCall<'a> {
    pub(super) function: Id,
    pub(super) closure: Closure<'a>,
    pub(super) this: Value,
    pub(super) arguments: Arguments,
    /// The variable that says whether somebody has gone through it.
    pub(super) is_over: Id,
}

impl<'a> Interpreter<'a> {
    /// What `for … of`, a spread and the like find in a value, when it is all known.
    pub(super) fn iterated(&mut self, value: &Value, span: Span) -> Option<Vec<Value>> {
        if let Value::Str(text) = value {
            self.heap.charge(text.len());
            let letters = text.chars().map(|c| Value::str(c.encode_utf8(&mut [0; 4])));
            return Some(letters.collect());
        }
        let Value::Object(id) = value else {
            return None;
        };
        match &self.heap.object(*id).kind {
            Kind::Array { .. } => self.items(value),
            Kind::Keyed { keys, values: None } => self.items(&Value::Object(*keys)),
            Kind::Keyed {
                keys,
                values: Some(values),
            } => self.pairs(*keys, *values),
            Kind::Iterator { list, at } => {
                let items = self.items(&Value::Object(*list))?;
                let Value::Number(from) = self.heap.variable(*at) else {
                    return None;
                };
                // Whoever goes through it may stop early.
                let gone = unknown("it depends on who has gone through it", span);
                self.heap.set_variable(*at, gone);
                let rest = items.into_iter().enumerate();
                let rest = rest.filter(|(index, _)| number(*index) >= from);
                Some(rest.map(|(_, item)| item).collect())
            }
            Kind::Generator(call) => {
                let is_over = self.heap.variable(call.is_over);
                self.heap.set_variable(call.is_over, Value::Bool(true));
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
        let method = self.read_property(value, ITERATOR, span);
        if !matches!(method, Value::Object(_)) {
            return None;
        }
        let iterator = self.call(&method, value, Arguments::default(), span);
        let mut items = Vec::new();
        while items.len() < MOST_ITEMS && self.step(span) {
            let next = self.read_property(&iterator, "next", span);
            let result = self.call(&next, &iterator, Arguments::default(), span);
            let is_done = self.read_property(&result, "done", span).truth();
            match self.settled(&is_done) {
                _ if self.dead => break,
                Truth::Known(true) => return Some(items),
                Truth::Known(false) => items.push(self.read_property(&result, "value", span)),
                _ => break,
            }
        }
        None
    }

    /// The same for somebody whose own code runs between the items. What a generator changes meanwhile
    /// would come at the wrong moment, so that it may change nothing.
    pub(super) fn iterated_in_turns(&mut self, value: &Value, span: Span) -> Option<Vec<Value>> {
        let state = match value {
            Value::Object(id) => match &self.heap.object(*id).kind {
                Kind::Generator(call) => Some(call.is_over),
                Kind::Plain => return None,
                _ => None,
            },
            _ => None,
        };
        let mark = self.heap.mark();
        let items = self.iterated(value, span);
        if state.is_none_or(|state| self.heap.changes_only(state, mark)) {
            return items;
        }
        // That it may have changed it all is known since it was called.
        self.heap.undo(mark);
        None
    }

    /// The keys of a map with their values, as lists of two.
    pub(super) fn pairs(&mut self, keys: Id, values: Id) -> Option<Vec<Value>> {
        let keys = self.items(&Value::Object(keys))?;
        let values = self.items(&Value::Object(values))?;
        let pairs = keys.into_iter().zip(values);
        Some(pairs.map(|(k, v)| self.new_array(vec![k, v])).collect())
    }

    /// What a generator yields to somebody who wants all of it and tells it nothing.
    fn generated(&mut self, call: &GeneratorCall<'a>, span: Span) -> Option<Vec<Value>> {
        self.yields.push(Yields {
            depth: self.running.len() + 1,
            open_forks: self.open_forks,
            targets: self.targets.len(),
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
        let values = self.yields.pop().and_then(|yields| yields.values);
        values.filter(|_| !self.dead && self.exhausted.is_none())
    }

    /// `yield value`: what the generator is resumed with.
    pub(super) fn yield_value(&mut self, value: Value, span: Span) -> Value {
        let depth = self.running.len();
        let Some(yields) = self.yields.last_mut().filter(|y| y.depth == depth) else {
            self.may_throw();
            return unknown("it is what a generator is resumed with", span);
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

    /// `yield* value`
    pub(super) fn yield_all(&mut self, value: &Value, span: Span) -> Value {
        match self.iterated_in_turns(value, span) {
            Some(items) => {
                for item in items {
                    self.yield_value(item, span);
                }
            }
            None => {
                if let Some(yields) = self.yields.last_mut() {
                    yields.values = None;
                }
                self.may_throw();
            }
        }
        unknown("it is what another generator returns", span)
    }

    /// An iterator over a list, which sees what becomes of the list.
    pub(super) fn new_iterator(&mut self, list: Id) -> Value {
        let at = self.heap.new_variable(Value::Number(0.0));
        Value::Object(
            self.heap
                .new_object(Object::new(Kind::Iterator { list, at })),
        )
    }

    /// An iterator over items that stay as they are.
    pub(super) fn new_iterator_of(&mut self, items: Option<Vec<Value>>, span: Span) -> Value {
        match items.map(|items| self.new_array(items)) {
            Some(Value::Object(list)) => self.new_iterator(list),
            _ => unknown("it comes from a list that is not known", span),
        }
    }

    /// `iterator.next()` and what gives the iterator itself.
    pub(super) fn call_iterator_method(&mut self, method: &str, this: &Value, span: Span) -> Value {
        let Value::Object(id) = this else {
            return unknown("it comes from an iterator that is not known", span);
        };
        let Kind::Iterator { list, at } = self.heap.object(*id).kind else {
            return unknown("it comes from an iterator that is not known", span);
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
                let not_known = unknown("it comes from a list that is not known", span);
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

#[expect(clippy::cast_precision_loss, reason = "no list of a page is that long")]
fn number(index: usize) -> f64 {
    index as f64
}

/// A place in a list as a value.
pub(super) fn index_value(index: usize) -> Value {
    Value::Number(number(index))
}
