//! Methods of arrays.

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::budget::LIMITS;
use crate::lock::interpret::builtins::string::bound_within;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::builtin::Calls;
use crate::lock::interpret::domain::equality::{is_same_value_zero, is_strictly_equal};
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::object::ITERATOR;
use crate::lock::interpret::domain::value::{Truth, Value, index_value, string_of, unknown};
use crate::lock::interpret::state::State;
use crate::span::Span;

impl<'a> Interpreter<'a> {
    /// `array.method(…)`
    pub(crate) fn call_array_method(
        &mut self,
        method: &str,
        this: &Value,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        if *this == Value::Encoded {
            return Value::Encoded;
        }
        if let Value::OneOf(lists) = this {
            return self.for_each_alternative(lists, |me, list| match list {
                Value::Undefined | Value::Null => Value::Undefined,
                list => me.call_array_method(method, list, arguments, span),
            });
        }
        let Some(items) = self.state.items(this) else {
            return self.call_on_unknown_list(method, this, arguments, span);
        };
        match method {
            "push" => {
                for value in &arguments.values {
                    let length = self.state.items(this).unwrap_or_default().len();
                    let key = length.to_string();
                    self.set(this, Some(&key), value.clone(), span, span);
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
                    let spreads = self.get(value, "@@isConcatSpreadable", span);
                    if spreads != Value::Undefined {
                        exact = false;
                        continue;
                    }
                    match (self.state.items(value), value) {
                        (Some(more), _) => all.extend(more),
                        (None, Value::Object(id))
                            if !matches!(self.state.heap.object(*id).kind, Kind::Array { .. }) =>
                        {
                            all.push(value.clone());
                        }
                        (None, Value::Str(_) | Value::Number(_) | Value::Bool(_)) => {
                            all.push(value.clone());
                        }
                        _ => exact = false,
                    }
                }
                let array = self.state.new_array(all);
                if !exact {
                    self.forget_items(&array, span);
                }
                array
            }
            "slice" => match (
                bound_within(&arguments.get(0), 0, items.len(), true),
                bound_within(&arguments.get(1), items.len(), items.len(), true),
            ) {
                (Some(from), Some(to)) => self
                    .state
                    .new_array(items.get(from..to).unwrap_or_default().to_vec()),
                _ => unknown(Cause::ListPart, span),
            },
            "indexOf" | "includes" if arguments.values.len() == 1 => {
                self.state.place_of(&arguments.get(0), &items, method, span)
            }
            "toString" => self.call_array_method("join", this, &Arguments::default(), span),
            "join" => {
                let separator = match arguments.get(0) {
                    Value::Undefined => Value::str(","),
                    other => self.to_text(&other, span),
                };
                let mut parts = Vec::new();
                let mut items = items;
                for item in &mut items {
                    if !item.is_nullish() {
                        *item = self.to_text(item, span);
                    }
                }
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
                    string_of(parts)
                }
            }
            "forEach" | "map" | "filter" | "some" | "every" | "find" | "findIndex" | "findLast"
            | "findLastIndex" => self.each(method, this, items, arguments, span),
            "flatMap" => {
                let lists = self.each("map", this, items, arguments, span);
                let lists = self.state.items(&lists).unwrap_or_default();
                self.state.flat(lists, span)
            }
            "flat" if arguments.values.is_empty() => self.state.flat(items, span),
            "at" => match bound_within(&arguments.get(0), 0, items.len(), true) {
                Some(place) => items.get(place).cloned().unwrap_or(Value::Undefined),
                None => unknown(Cause::ListItem, span),
            },
            "reduce" | "reduceRight" => self.reduce(method, this, &items, arguments, span),
            "sort" | "toSorted" => {
                self.escape_to(Calls::AtOnce, &arguments.get(0), span);
                self.escape_to(Calls::AtOnce, this, span);
                if method == "sort" {
                    if items.len() > 1 {
                        self.forget_items(this, span);
                    }
                    return this.clone();
                }
                unknown(Cause::ChangedList, span)
            }
            "keys" => {
                let places = (0..items.len()).map(index_value).collect();
                self.state.new_iterator_of(Some(places), span)
            }
            "entries" => {
                let items = items.into_iter().enumerate();
                let pairs: Vec<Value> = items
                    .map(|(index, item)| self.state.new_array(vec![index_value(index), item]))
                    .collect();
                self.state.new_iterator_of(Some(pairs), span)
            }
            "values" | ITERATOR if let Value::Object(list) = this => self.state.new_iterator(*list),
            "splice" if self.state.splices(arguments, items.len()) => {
                self.state.splice(this, items, arguments)
            }
            "pop" | "shift" | "unshift" | "reverse" => {
                self.state.rearrange(method, this, items, arguments)
            }
            "fill" | "copyWithin" | "splice" => {
                self.escape_all(arguments, span);
                self.forget_items(this, span);
                if method != "splice" {
                    return this.clone();
                }
                unknown(Cause::ChangedList, span)
            }
            _ => {
                self.escape_all(arguments, span);
                unknown(Cause::ResultOf(method.into()), span)
            }
        }
    }

    /// `new Array(…)`: a single number is how many places there are, with nothing in them.
    pub(crate) fn new_list(&mut self, arguments: &Arguments, span: Span) -> Value {
        let length = match arguments.values.as_slice() {
            _ if arguments.open.is_some() => None,
            [Value::Number(_)] => bound(&arguments.get(0), 0).filter(|n| *n <= LIMITS.places),
            [] | [Value::Str(_) | Value::Object(_)] | [_, _, ..] => {
                return self.state.new_array(arguments.values.clone());
            }
            _ => None,
        };
        if length.is_none() {
            self.state.may_throw();
        }
        let list = self
            .state
            .new_array(vec![Value::Undefined; length.unwrap_or_default()]);
        match (&list, length) {
            (Value::Object(id), Some(_)) => self.state.heap.update(*id, |object| {
                for place in &mut object.properties {
                    place.maybe_absent = true;
                }
            }),
            _ => self.forget_items(&list, span),
        }
        list
    }
}

impl<'a> State<'a> {
    /// Whether it is known which items a call of `splice` takes out.
    pub(crate) fn splices(&self, arguments: &Arguments, length: usize) -> bool {
        let known = |index| bound_within(&arguments.get(index), 0, length, true).is_some();
        arguments.open.is_none() && !arguments.values.is_empty() && known(0) && known(1)
    }

    pub(crate) fn splice(
        &mut self,
        this: &Value,
        mut items: Vec<Value>,
        arguments: &Arguments,
    ) -> Value {
        let length = items.len();
        let from = bound_within(&arguments.get(0), 0, length, true).unwrap_or(length);
        let count = match arguments.values.get(1) {
            None => length,
            Some(count) => bound_within(count, 0, length, false).unwrap_or(0),
        };
        let added = arguments.values.get(2..).unwrap_or_default().to_vec();
        let removed = items
            .splice(from..length.min(from + count), added)
            .collect();
        if let Value::Object(id) = this {
            self.heap.update(*id, |object| object.set_elements(items));
        }
        self.new_array(removed)
    }

    /// The items of lists in a list, and what is no list, in one list.
    pub(crate) fn flat(&mut self, items: Vec<Value>, span: Span) -> Value {
        let mut all = Vec::new();
        for item in items {
            let is_list = |value: &Value| match value {
                Value::Object(id) => matches!(self.heap.object(*id).kind, Kind::Array { .. }),
                Value::Unknown(_)
                | Value::Builtin(_)
                | Value::Host(_)
                | Value::OneOf(_)
                | Value::Config(_) => true,
                _ => false,
            };
            match self.items(&item) {
                Some(inner) => all.extend(inner),
                None if is_list(&item) => return unknown(Cause::IsUnknownList, span),
                None => all.push(item),
            }
        }
        self.new_array(all)
    }

    /// Methods that change a list in a way that can be followed.
    pub(crate) fn rearrange(
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
            self.heap.update(*id, |object| object.set_elements(items));
        }
        result
    }

    /// `list.indexOf(value)`, `list.includes(value)`
    pub(crate) fn place_of(
        &self,
        value: &Value,
        items: &[Value],
        method: &str,
        span: Span,
    ) -> Value {
        self.heap.charge(items.len());
        let mut place = None;
        for (index, item) in items.iter().enumerate() {
            let equal = if method == "includes" {
                is_same_value_zero(item, value)
            } else {
                is_strictly_equal(item, value)
            };
            match equal {
                Truth::Known(false) => {}
                Truth::Known(true) => {
                    place = Some(index);
                    break;
                }
                _ => return unknown(Cause::DependsOnUnknown, span),
            }
        }
        match (method, place) {
            ("includes", place) => Value::Bool(place.is_some()),
            (_, Some(index)) => index_value(index),
            (_, None) => Value::Number(-1.0),
        }
    }
}

impl<'a> Interpreter<'a> {
    /// A method of a list that is not known, or of what is no list.
    fn call_on_unknown_list(
        &mut self,
        method: &str,
        this: &Value,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        let changes = matches!(
            method,
            "copyWithin"
                | "fill"
                | "pop"
                | "push"
                | "reverse"
                | "shift"
                | "sort"
                | "splice"
                | "unshift"
        );
        self.state.may_throw();
        for value in &arguments.values {
            self.escape_to(Calls::AtOnce, value, span);
        }
        if matches!(method, "sort" | "toSorted" | "join" | "toString") {
            self.escape_to(Calls::AtOnce, this, span);
        }
        if changes {
            for value in &arguments.values {
                self.escape_to(Calls::Later, value, span);
            }
            self.forget_items(this, span);
        }
        match method {
            "fill" | "copyWithin" | "sort" | "reverse" => this.clone(),
            _ => unknown(Cause::UnknownList, span),
        }
    }

    /// From here on nothing is known of the items of a list.
    pub(crate) fn forget_items(&mut self, list: &Value, span: Span) {
        let Value::Object(id) = list else {
            let reason = unknown(Cause::ChangedList, span);
            return self.state.havoc(list, &reason, 0);
        };
        self.note_listed(list, span);
        if !self.state.heap.object(*id).kind.is_list() {
            let reason = unknown(Cause::ChangedList, span);
            return self.state.havoc(list, &reason, 0);
        }
        // The items may be taken out and changed as anything else that is not known.
        self.escape_to(Calls::Later, list, span);
        self.state
            .open_object(*id, unknown(Cause::ChangedList, span));
        self.state.heap.update(*id, |object| {
            object.kind = Kind::Array { exact: false };
            object.set_elements(Vec::new());
        });
    }

    fn reduce(
        &mut self,
        method: &str,
        list: &Value,
        items: &[Value],
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        let mut indices: Vec<usize> = (0..items.len()).collect();
        if method == "reduceRight" {
            indices.reverse();
        }
        let mut indices = indices.into_iter();
        let mut result = match arguments.values.get(1) {
            Some(initial) => initial.clone(),
            None => match indices.next().and_then(|index| items.get(index)) {
                Some(first) => first.clone(),
                None => {
                    self.throw_here(span);
                    return unknown(Cause::Exception, span);
                }
            },
        };
        let callback = arguments.get(0);
        for index in indices {
            let Some(items) = self.state.items(list) else {
                self.escape_to(Calls::AtOnce, &callback, span);
                return unknown(Cause::UnknownList, span);
            };
            let Some(item) = items.get(index).cloned() else {
                continue;
            };
            let turn = Arguments::of(vec![result, item, index_value(index), list.clone()]);
            result = self.call(&callback, &Value::Undefined, turn, span);
        }
        result
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
        let this = arguments.get(1);
        let ends_early = !matches!(method, "forEach" | "map" | "filter");
        let finds = method.starts_with("find");
        let wanted = Truth::Known(method != "every");
        let mut indices: Vec<usize> = (0..items.len()).collect();
        if method.starts_with("findLast") {
            indices.reverse();
        }
        let mut results = Vec::new();
        let mut certain = true;
        for index in indices {
            // The callback may have changed the list.
            let Some(current) = self.state.items(list) else {
                self.escape_to(Calls::AtOnce, &callback, span);
                return unknown(Cause::ResultOf(method.into()), span);
            };
            let item = match current.get(index) {
                Some(item) => item.clone(),
                None if finds => Value::Undefined,
                None => continue,
            };
            let turn = Arguments::of(vec![item.clone(), index_value(index), list.clone()]);
            let run = |me: &mut Self| me.call(&callback, &this, turn, span);
            let result = if certain {
                run(self)
            } else {
                self.perhaps(run)
            };
            let truth = self.state.settled(&result.truth());
            if ends_early && certain && truth == wanted {
                return match method {
                    "find" | "findLast" => item,
                    "findIndex" | "findLastIndex" => index_value(index),
                    _ => Value::Bool(method == "some"),
                };
            }
            certain &= !ends_early || matches!(truth, Truth::Known(_));
            results.push(result);
        }
        if items.is_empty() && self.state.guards > 0 {
            self.state.may_throw();
        }
        let is_kept = |result: &Value| match self.state.settled(&result.truth()) {
            Truth::Known(kept) => Some(kept),
            _ => None,
        };
        let kept: Option<Vec<bool>> = results.iter().map(is_kept).collect();
        match method {
            "filter" if let Some(kept) = kept => {
                let items = items.into_iter().zip(kept);
                self.state.new_array(
                    items
                        .filter_map(|(item, kept)| kept.then_some(item))
                        .collect(),
                )
            }
            "map" => self.state.new_array(results),
            "forEach" => Value::Undefined,
            "find" | "findLast" if certain => Value::Undefined,
            "findIndex" | "findLastIndex" if certain => Value::Number(-1.0),
            "some" | "every" if certain => Value::Bool(method == "every"),
            _ => unknown(Cause::ResultOf(method.into()), span),
        }
    }
}

/// An end of a part of a list, when it is known: `otherwise` where it is not given.
fn bound(argument: &Value, otherwise: usize) -> Option<usize> {
    match argument {
        Value::Undefined => Some(otherwise),
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it is not negative, and no list is that long"
        )]
        Value::Number(n) if *n >= 0.0 => Some(*n as usize),
        _ => None,
    }
}
