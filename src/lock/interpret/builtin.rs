//! What browsers and well-known libraries provide, as far as login pages use it.

use std::collections::HashMap;

use super::call::Arguments;
use super::closure::Kind;
use super::heap::Id;
use super::record::{Certainty, Object};
use super::value::{Truth, Value};
use super::{Interpreter, unknown};
use crate::span::Span;

/// Functions that copy the properties of their later arguments to the first.
const ASSIGNING: &[&str] = &[
    "Object.assign",
    "$.extend",
    "_.extend",
    "_.assign",
    "_.assignIn",
    "_.merge",
    "angular.extend",
    "angular.merge",
];

/// Functions that give a text back in another encoding.
const RECODING: &[&str] = &[
    "atob",
    "btoa",
    "escape",
    "unescape",
    "decodeURIComponent",
    "decodeURI",
    "encodeURIComponent",
    "encodeURI",
    "String",
];

/// String methods that give something else than a form of the same text.
const MEASURING: &[&str] = &[
    "indexOf",
    "lastIndexOf",
    "charCodeAt",
    "codePointAt",
    "startsWith",
    "endsWith",
    "includes",
    "match",
    "search",
    "test",
    "localeCompare",
    "forEach",
];

/// Whether a path is one that the interpreter knows the behaviour of, so that a page that puts
/// something else there is not understood.
pub(super) fn is_modelled(path: &str) -> bool {
    ASSIGNING.contains(&path)
        || [
            "JSON.",
            "Object.",
            "Reflect.",
            "Array.",
            "String.",
            "Function.",
            "Promise.",
        ]
        .iter()
        .any(|owner| path.starts_with(owner))
}

impl<'a> Interpreter<'a> {
    /// Calls something that the browser or a library provides.
    pub(super) fn call_known(
        &mut self,
        path: &str,
        this: &Value,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        let renamed = ["jQuery", "lodash"]
            .iter()
            .zip(["$", "_"])
            .find_map(|(long, short)| {
                let rest = path.strip_prefix(long)?;
                (rest.is_empty() || rest.starts_with(['.', '('])).then(|| format!("{short}{rest}"))
            });
        let path = renamed.as_deref().unwrap_or(path);
        let first = arguments.get(0);
        match path {
            "JSON.parse" if arguments.values.len() > 1 => {
                self.hand_over_all(arguments, span);
                unknown("a reviver may change what is parsed here", span)
            }
            "JSON.parse" => self.parse_json(&first, span),
            "JSON.stringify" if !arguments.get(1).is_nullish() => {
                unknown("a replacer may leave things out here", span)
            }
            "JSON.stringify" => match &first {
                Value::Object(_) => Value::Json(std::rc::Rc::new(self.deep_copy(&first))),
                Value::Config(_) => Value::Json(std::rc::Rc::new(first)),
                _ => unknown("it is JSON of what is not known", span),
            },
            "structuredClone" | "_.cloneDeep" | "_.clone" | "angular.copy" => {
                self.deep_copy(&first)
            }
            "Boolean" => self.as_test(&first, span),
            "Object.freeze" | "Object.seal" | "Object.preventExtensions" => {
                self.seal(&first, path == "Object.freeze");
                first
            }
            "setTimeout" | "setInterval" | "requestAnimationFrame" | "queueMicrotask" => {
                match &first {
                    Value::Object(_) => {
                        let rest = arguments.values.get(2..).unwrap_or_default().to_vec();
                        let delay = match arguments.get(1) {
                            Value::Number(delay) if path.starts_with("set") => delay,
                            _ => 0.0,
                        };
                        if path == "setInterval" {
                            self.defer_repeatedly(first, rest, delay, span);
                        } else {
                            self.defer(first, rest, delay, span);
                        }
                    }
                    _ => self.run_text(arguments, span),
                }
                Value::Number(1.0)
            }
            "eval" => {
                self.run_text(arguments, span);
                unknown("it is what `eval` gives", span)
            }
            "document.write" | "document.writeln" => {
                self.write_markup(arguments, span);
                Value::Undefined
            }
            "$" if matches!(first, Value::Object(_)) => {
                self.defer_or_hand_over(&first, span);
                Value::known("$()")
            }
            "require" => self.require(arguments, span),
            "Reflect.construct" => {
                let list = self.spread_list(&arguments.get(1), span);
                self.instantiate(&first, list, span)
            }
            "Reflect.apply" => {
                let list = self.spread_list(&arguments.get(2), span);
                self.call(&first, &arguments.get(1), list, span)
            }
            "Promise.resolve" => self.new_promise(first),
            "Function.prototype.call" | "Lock.call" => {
                let (receiver, rest) = split_receiver(arguments);
                self.call(this, &receiver, rest, span)
            }
            "Function.prototype.apply" | "Lock.apply" => {
                let list = self.spread_list(&arguments.get(1), span);
                self.call(this, &first, list, span)
            }
            "Function.prototype.bind" | "Lock.bind" => self.bind_function(this, arguments),
            _ if ASSIGNING.contains(&path) => self.call_assign(path, arguments, span),
            "_.defaults" => self.call_defaults(arguments, span),
            _ if RECODING.contains(&path) => self.recode(path, &first, span),
            _ if path.starts_with("console.") => Value::Undefined,
            _ => self.call_method(path, this, arguments, span),
        }
    }

    /// A call by the last part of its path.
    fn call_method(
        &mut self,
        path: &str,
        this: &Value,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        if let Some(base) = path.strip_suffix(".call").filter(|b| b.contains('.')) {
            let (receiver, rest) = split_receiver(arguments);
            return self.call_known(base, &receiver, &rest, span);
        }
        if let Some(base) = path.strip_suffix(".apply").filter(|b| b.contains('.')) {
            let list = self.spread_list(&arguments.get(1), span);
            return self.call_known(base, &arguments.get(0), &list, span);
        }
        let (owner, method) = path.rsplit_once('.').unwrap_or(("", path));
        match (owner, method) {
            ("Encoded", _) if MEASURING.contains(&method) => {
                unknown("it depends on the config's text", span)
            }
            ("Promise.prototype", "then" | "catch" | "finally") => {
                self.call_promise_method(method, this, arguments, span)
            }
            ("Object" | "Reflect", _) => self.call_object_function(method, arguments, span),
            (
                "Array" | "$" | "_" | "angular" | "",
                "isArray" | "each" | "forEach" | "from" | "map",
            ) => self.call_list_function(path, arguments, span),
            ("Array.prototype", _) => self.call_array_method(method, this, arguments, span),
            ("String.prototype", _) => call_string_method(method, this, arguments, span),
            ("Object.prototype", "hasOwnProperty") => match (this, arguments.get(0).as_key()) {
                (Value::Object(id), Some(key)) => self.has_property(*id, &key, span),
                _ => unknown("it depends on what is not known", span),
            },
            (_, "addEventListener" | "on" | "one" | "bind") => {
                let event = arguments.get(0);
                let certain =
                    matches!(&event, Value::Str(e) if matches!(&**e, "DOMContentLoaded" | "load"));
                for callback in arguments.values.iter().skip(1) {
                    if certain && matches!(callback, Value::Object(_)) {
                        self.defer(callback.clone(), Vec::new(), 0.0, span);
                    } else {
                        self.hand_over(callback, span);
                    }
                }
                this.clone()
            }
            (_, "ready") => {
                self.defer_or_hand_over(&arguments.get(0), span);
                this.clone()
            }
            _ => {
                self.hand_over_all(arguments, span);
                let encoded = arguments.values.contains(&Value::Encoded) || *this == Value::Encoded;
                if encoded {
                    Value::Encoded
                } else {
                    Value::known(&format!("{path}()"))
                }
            }
        }
    }

    /// A function that is sure to run once the page is ready.
    fn defer_or_hand_over(&mut self, callback: &Value, span: Span) {
        match callback {
            Value::Object(id) if matches!(self.heap.object(*id).kind, Kind::Function(_)) => {
                self.defer(callback.clone(), vec![Value::known("$")], 0.0, span);
            }
            _ => self.hand_over(callback, span),
        }
    }

    fn parse_json(&mut self, text: &Value, span: Span) -> Value {
        match text {
            Value::Encoded => {
                if !self.dead && !self.model.decodes.contains(&span) {
                    self.model.decodes.push(span);
                }
                Value::config()
            }
            Value::Json(value) => self.deep_copy(&value.clone()),
            Value::OneOf(values) => {
                let parsed: Vec<Value> = values.iter().map(|v| self.parse_json(v, span)).collect();
                super::value::one_of(parsed)
            }
            _ => unknown("it is parsed from text that is not known", span),
        }
    }

    fn recode(&mut self, path: &str, text: &Value, span: Span) -> Value {
        match text {
            Value::Encoded => Value::Encoded,
            Value::OneOf(values) => {
                let recoded: Vec<Value> =
                    values.iter().map(|v| self.recode(path, v, span)).collect();
                super::value::one_of(recoded)
            }
            Value::Str(_) | Value::Pattern(_) if path == "String" => text.clone(),
            _ if path == "String" => super::value::string_of(text.parts()),
            Value::Unknown(_) => text.clone(),
            _ => unknown(format!("what `{path}` gives is not followed"), span),
        }
    }

    fn call_assign(&mut self, path: &str, arguments: &Arguments, span: Span) -> Value {
        let mut values = arguments.values.as_slice();
        // `$.extend(true, …)` copies deeply.
        let mut deep = path.ends_with("merge");
        if let (Some(Value::Bool(flag)), "$.extend") = (values.first(), path) {
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
                } else if path == "$.extend" {
                    let source = self.without_undefined(source);
                    self.assign_all(*id, &source, span);
                } else {
                    self.assign_all(*id, source, span);
                }
            }
            if let Some(reason) = &arguments.open {
                self.open_object(*id, Value::Unknown(reason.clone()));
            }
            return target.clone();
        }
        if let Value::OneOf(alternatives) = target {
            let mut fork = self.fork();
            for alternative in alternatives.iter() {
                let mut each = arguments.clone();
                let at = arguments.values.len() - sources.len() - 1;
                if let Some(place) = each.values.get_mut(at) {
                    *place = alternative.clone();
                }
                self.call_assign(path, &each, span);
                self.end_arm(&mut fork);
            }
            self.meet(fork);
            return target.clone();
        }
        for source in sources {
            self.assign_elsewhere(target, source, span);
        }
        target.clone()
    }

    /// `Object.assign` to what is no object of the page.
    fn assign_elsewhere(&mut self, target: &Value, source: &Value, span: Span) {
        for alternative in source.alternatives() {
            let Value::Object(id) = alternative else {
                continue;
            };
            for property in &self.without_accessors(*id, span).properties {
                self.write_property(
                    target,
                    Some(&property.key),
                    property.value.clone(),
                    property.key_span,
                    property.value_span,
                );
            }
        }
    }

    /// jQuery passes over what is `undefined`.
    fn without_undefined(&mut self, source: &Value) -> Value {
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

    /// Copies deeply: objects on both sides are merged.
    fn merge(&mut self, into: Id, source: &Value, span: Span, depth: usize) {
        let Value::Object(from) = source else {
            self.assign_all(into, source, span);
            return;
        };
        let target = self.heap.object(into);
        let from = self.heap.object(*from);
        let mut merged = Object {
            properties: Vec::new(),
            ..(*from).clone()
        };
        for property in &from.properties {
            let mut property = property.clone();
            let ours = target.property(&property.key).map(|p| p.value.clone());
            if let (Some(Value::Object(ours)), Value::Object(_)) = (ours, &property.value)
                && depth < 8
            {
                self.merge(ours, &property.value, span, depth + 1);
                property.value = Value::Object(ours);
            } else if property.value == Value::Undefined {
                continue;
            } else {
                property.value = self.deep_copy(&property.value);
            }
            merged.properties.push(property);
        }
        let merged = Value::Object(self.heap.new_object(merged));
        self.assign_all(into, &merged, span);
    }

    fn call_defaults(&mut self, arguments: &Arguments, span: Span) -> Value {
        let target = arguments.get(0);
        let Value::Object(id) = &target else {
            return target;
        };
        for source in arguments.values.iter().skip(1) {
            let ours = Value::Object(self.heap.new_object((*self.heap.object(*id)).clone()));
            let ours = self.without_undefined(&ours);
            self.assign_all(*id, source, span);
            self.assign_all(*id, &ours, span);
        }
        target
    }

    /// A copy that shares nothing with the original.
    pub(super) fn deep_copy(&mut self, value: &Value) -> Value {
        self.copied(value, &mut HashMap::new())
    }

    fn copied(&mut self, value: &Value, copies: &mut HashMap<Id, Id>) -> Value {
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
            property.value = self.copied(&property.value.clone(), copies);
        }
        self.heap.update(copy, |object| *object = content);
        Value::Object(copy)
    }

    fn bind_function(&mut self, function: &Value, arguments: &Arguments) -> Value {
        let (this, rest) = split_receiver(arguments);
        let kind = Kind::Bound {
            target: function.clone(),
            this,
            arguments: rest.values,
        };
        Value::Object(self.heap.new_object(Object::new(kind)))
    }

    /// The arguments that an array gives to `apply`.
    fn spread_list(&mut self, list: &Value, span: Span) -> Arguments {
        match (list, self.items(list)) {
            (_, Some(items)) => Arguments::of(items),
            (Value::Undefined | Value::Null, None) => Arguments::default(),
            _ => {
                let mut arguments = Arguments::default();
                if let Value::Unknown(reason) = unknown("it is from a list that is not known", span)
                {
                    arguments.open = Some(reason);
                }
                arguments
            }
        }
    }

    /// `require('auth0-lock')`, and the AMD form with a list and a callback.
    fn require(&mut self, arguments: &Arguments, span: Span) -> Value {
        match arguments.get(0) {
            Value::Str(name) => self.module(&name, span),
            list => {
                let names = self.items(&list).unwrap_or_default();
                let mut modules = Vec::new();
                for name in names {
                    let module = match &name {
                        Value::Str(name) => self.module(name, span),
                        _ => unknown("the module's name is not known", span),
                    };
                    modules.push(self.read_default(module, span));
                }
                let callback = arguments.get(1);
                if matches!(callback, Value::Object(_)) {
                    self.defer(callback, modules, 0.0, span);
                }
                unknown("it is what a module loader gives", span)
            }
        }
    }

    fn read_default(&mut self, module: Value, span: Span) -> Value {
        match &module {
            Value::Object(_) => self.read_property(&module, "default", span),
            _ => module,
        }
    }

    /// Text is run as code.
    pub(super) fn run_text(&mut self, arguments: &Arguments, span: Span) {
        let harmless = arguments.values.iter().all(|value| match value {
            Value::Str(code) => !mentions_lock(code) && !code.contains('='),
            Value::Number(_) | Value::Undefined | Value::Bool(_) => true,
            _ => false,
        });
        if !harmless {
            self.unfollowed("text is run as code here", span);
        }
    }

    /// Text becomes part of the page.
    fn write_markup(&mut self, arguments: &Arguments, span: Span) {
        for value in &arguments.values {
            for part in value.parts() {
                if let crate::lock::Part::Text(text) = part
                    && text.to_ascii_lowercase().contains("<script")
                    && mentions_lock(&text)
                {
                    self.unfollowed(
                        "a script that concerns Lock is written into the page here",
                        span,
                    );
                }
            }
        }
    }
}

fn mentions_lock(code: &str) -> bool {
    ["Lock", "lock", "__useTenantInfo"]
        .iter()
        .any(|word| code.contains(word))
}

fn split_receiver(arguments: &Arguments) -> (Value, Arguments) {
    let mut rest = arguments.clone();
    rest.spans.clear();
    if rest.values.is_empty() {
        return (Value::Undefined, rest);
    }
    let receiver = rest.values.remove(0);
    (receiver, rest)
}

fn call_string_method(method: &str, this: &Value, arguments: &Arguments, span: Span) -> Value {
    let argument = arguments.get(0);
    match (method, this, &argument) {
        ("toString" | "valueOf", _, _) => this.clone(),
        ("trim", Value::Str(s), _) => Value::str(s.trim()),
        ("toLowerCase", Value::Str(s), _) => Value::str(&s.to_lowercase()),
        ("toUpperCase", Value::Str(s), _) => Value::str(&s.to_uppercase()),
        ("concat", _, _) => {
            let mut parts = this.parts();
            arguments
                .values
                .iter()
                .for_each(|v| parts.extend(v.parts()));
            super::value::string_of(parts)
        }
        ("indexOf", Value::Str(s), Value::Str(needle)) => match s.find(&**needle) {
            #[expect(
                clippy::cast_precision_loss,
                reason = "no string of a page is that long"
            )]
            Some(at) => Value::Number(s[..at].encode_utf16().count() as f64),
            None => Value::Number(-1.0),
        },
        ("includes", Value::Str(s), Value::Str(needle)) => Value::Bool(s.contains(&**needle)),
        ("startsWith", Value::Str(s), Value::Str(n)) => Value::Bool(s.starts_with(&**n)),
        ("endsWith", Value::Str(s), Value::Str(n)) => Value::Bool(s.ends_with(&**n)),
        ("replace", Value::Str(s), Value::Str(from)) => match arguments.get(1) {
            Value::Str(to) if !to.contains('$') => Value::str(&s.replacen(&**from, &to, 1)),
            _ => unknown("it is a text in which something is replaced", span),
        },
        _ if argument.truth() == Truth::Open => {
            unknown("it is made of a text that is not known", span)
        }
        _ => unknown(format!("what `{method}` gives is not followed"), span),
    }
}
