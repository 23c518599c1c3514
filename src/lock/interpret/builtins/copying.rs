//! Copying properties from object to object: `Object.assign`, `$.extend`, `_.merge`, deep copies.

use std::collections::HashMap;

use crate::lock::interpret::Interpreter;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::builtin::Builtin;
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::ids::Id;
use crate::lock::interpret::domain::object::{Certainty, Object};
use crate::lock::interpret::domain::value::Value;
use crate::lock::interpret::state::State;
use crate::span::Span;

impl<'a> Interpreter<'a> {
    pub(crate) fn call_assign(
        &mut self,
        builtin: &'static Builtin,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        let is_jquery = builtin.owner == "$";
        let mut values = arguments.values.as_slice();
        // `$.extend(true, …)` copies deeply.
        let mut deep = builtin.name == "merge";
        if let (Some(Value::Bool(flag)), true) = (values.first(), is_jquery) {
            deep = *flag;
            values = values.get(1..).unwrap_or_default();
        }
        let Some((target, sources)) = values.split_first() else {
            return Value::Undefined;
        };
        if let Value::Object(id) = target {
            for source in sources {
                if deep {
                    self.merge(*id, source, span, 0);
                } else if is_jquery {
                    let source = self.state.without_undefined(source);
                    self.assign_all(*id, &source, span);
                } else {
                    self.assign_all(*id, source, span);
                }
            }
            if let Some(reason) = &arguments.open {
                self.state.open_object(*id, Value::Unknown(reason.clone()));
            }
            return target.clone();
        }
        if let Value::OneOf(alternatives) = target {
            let mut fork = (!self.state.is_any_one(target)).then(|| self.state.fork());
            for alternative in alternatives.iter() {
                let mut each = arguments.clone();
                let at = arguments.values.len() - sources.len() - 1;
                if let Some(place) = each.values.get_mut(at) {
                    *place = alternative.clone();
                }
                self.call_assign(builtin, &each, span);
                if let Some(fork) = &mut fork {
                    self.state.end_arm(fork);
                }
            }
            if let Some(fork) = fork {
                self.state.join(fork);
            }
            return target.clone();
        }
        for source in sources {
            self.assign_elsewhere(target, source, span);
        }
        match target {
            Value::Undefined | Value::Null if !is_jquery && builtin.owner == "Object" => {
                self.throw_here(span);
                target.clone()
            }
            Value::Bool(_) | Value::Number(_) | Value::Str(_) => self.new_exotic("Object"),
            _ => target.clone(),
        }
    }

    /// `Object.assign` to what is no object of the page.
    pub(crate) fn assign_elsewhere(&mut self, target: &Value, source: &Value, span: Span) {
        for alternative in source.alternatives() {
            let Value::Object(id) = alternative else {
                continue;
            };
            for property in &self.without_accessors(*id, span).properties {
                self.set(
                    target,
                    Some(&property.key),
                    property.value.clone(),
                    property.key_span,
                    property.value_span,
                );
            }
        }
    }
}

impl<'a> State<'a> {
    /// jQuery passes over what is `undefined`.
    pub(crate) fn without_undefined(&mut self, source: &Value) -> Value {
        let Value::Object(id) = source else {
            return source.clone();
        };
        let object = self.heap.object(*id);
        if !object
            .properties
            .iter()
            .any(|p| p.value == Value::Undefined)
        {
            return source.clone();
        }
        let mut kept = (*object).clone();
        kept.properties.retain(|p| p.value != Value::Undefined);
        Value::Object(self.heap.new_object(kept))
    }
}

impl<'a> Interpreter<'a> {
    /// Copies deeply: objects on both sides are merged.
    pub(crate) fn merge(&mut self, into: Id, source: &Value, span: Span, depth: usize) {
        let Value::Object(from) = source else {
            self.assign_all(into, source, span);
            return;
        };
        let target = self.state.heap.object(into);
        let from = self.state.heap.object(*from);
        let mut merged = Object {
            properties: Vec::new(),
            ..(*from).clone()
        };
        for property in &from.properties {
            let mut property = property.clone();
            let ours = target.property(&property.key).map(|p| p.value.clone());
            if let (Some(Value::Object(ours)), Value::Object(_)) = (ours, &property.value)
                && depth < 8
                && self.state.step(span)
            {
                self.merge(ours, &property.value, span, depth + 1);
                property.value = Value::Object(ours);
            } else if property.value == Value::Undefined {
                continue;
            } else {
                property.value = self.state.deep_copy(&property.value);
            }
            merged.properties.push(property);
        }
        let merged = Value::Object(self.state.heap.new_object(merged));
        self.assign_all(into, &merged, span);
    }

    pub(crate) fn call_defaults(&mut self, arguments: &Arguments, span: Span) -> Value {
        let target = arguments.get(0);
        let Value::Object(id) = &target else {
            return target;
        };
        for source in arguments.values.iter().skip(1) {
            let ours = Value::Object(
                self.state
                    .heap
                    .new_object((*self.state.heap.object(*id)).clone()),
            );
            let ours = self.state.without_undefined(&ours);
            self.assign_all(*id, source, span);
            self.assign_all(*id, &ours, span);
        }
        target
    }
}

impl<'a> State<'a> {
    /// A copy that shares nothing with the original.
    pub(crate) fn deep_copy(&mut self, value: &Value) -> Value {
        self.copied(value, &mut HashMap::new())
    }

    pub(crate) fn copied(&mut self, value: &Value, copies: &mut HashMap<Id, Id>) -> Value {
        let Value::Object(id) = value else {
            return value.clone();
        };
        if let Some(copy) = copies.get(id) {
            return Value::Object(*copy);
        }
        let original = self.heap.object(*id);
        if !matches!(original.kind, Kind::Plain | Kind::Array { .. }) {
            return value.clone();
        }
        let copy = self.heap.new_object(Object::new(original.kind.clone()));
        copies.insert(*id, copy);
        let mut content = (*original).clone();
        content.prototype = None;
        content.sealed = Certainty::No;
        content.properties.retain(|p| !p.hidden);
        for property in &mut content.properties {
            property.locked = Certainty::No;
            property.fixed = Certainty::No;
            property.value = self.copied(&property.value.clone(), copies);
        }
        self.heap.update(copy, |object| *object = content);
        Value::Object(copy)
    }
}
