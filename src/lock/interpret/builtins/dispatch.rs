//! What browsers and well-known libraries provide, as far as login pages use it.

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::assumptions;
use crate::lock::interpret::assumptions::is_boolean_field;
use crate::lock::interpret::builtins::global::type_name;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::object::Object;
use crate::lock::interpret::domain::value::{Value, one_of, string_of, unknown};
use crate::lock::interpret::state::State;
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

/// Methods that call a callback for the items of a list.
const ITERATING: &[&str] = &[
    "each",
    "every",
    "filter",
    "find",
    "findIndex",
    "flatMap",
    "forEach",
    "map",
    "reduce",
    "reduceRight",
    "replace",
    "replaceAll",
    "some",
    "sort",
];

/// Whether a path is one that the interpreter knows the behaviour of, so that a page that puts
/// something else there is not understood.
pub(crate) fn is_modelled(path: &str) -> bool {
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
    pub(crate) fn call_builtin(
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
        if let Some(method) = path.strip_prefix("lock.") {
            self.note_lock_call(method, this, arguments, span);
        }
        self.state.may_throw_calling(path, this, arguments);
        let first = arguments.get(0);
        match path {
            "JSON.parse" if arguments.values.len() > 1 => {
                self.escape_all(arguments, span);
                unknown(Cause::JsonReviver, span)
            }
            "JSON.parse" => self.parse_json(&first, span),
            "JSON.stringify" if !arguments.get(1).is_nullish() => {
                unknown(Cause::JsonReplacer, span)
            }
            "JSON.stringify" => match &first {
                Value::Object(_) => Value::Json(std::rc::Rc::new(self.state.deep_copy(&first))),
                Value::Config(_) => Value::Json(std::rc::Rc::new(first)),
                _ => unknown(Cause::JsonOfUnknown, span),
            },
            "structuredClone" | "_.cloneDeep" | "_.clone" | "angular.copy" => {
                self.state.deep_copy(&first)
            }
            "Object" if matches!(first, Value::Object(_) | Value::Config(_) | Value::OneOf(_)) => {
                first
            }
            "Array" => self.new_list(arguments, span),
            "Boolean" => self.state.as_test(&first, span),
            "Number" if matches!(first, Value::Number(_)) => first,
            // A boolean as a number is as true as it was.
            "Number" if matches!(&first, Value::Test { .. } | Value::Bool(_)) => {
                self.state.as_test(&first, span)
            }
            "Number" if first.config_path().is_some_and(is_boolean_field) => {
                self.state.as_test(&first, span)
            }
            "Object.freeze" | "Object.seal" | "Object.preventExtensions" => {
                self.state.seal(&first, path == "Object.freeze");
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
                unknown(Cause::EvalResult, span)
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
                let list = self.state.spread_list(&arguments.get(1), span);
                let target = arguments.get(2);
                let target = if target == Value::Undefined {
                    &first
                } else {
                    &target
                };
                self.construct_for(&first, target, list, span)
            }
            "Reflect.apply" => {
                let list = self.state.spread_list(&arguments.get(2), span);
                self.call(&first, &arguments.get(1), list, span)
            }
            "Promise.resolve" => self.state.resolved(first),
            "Promise.all" => self.promise_of_all(&first, span),
            "Array.of" => self.state.new_array(arguments.values.clone()),
            "Function.prototype.call" | "Lock.call" => {
                let (receiver, rest) = split_receiver(arguments);
                self.call(this, &receiver, rest, span)
            }
            "Function.prototype.apply" | "Lock.apply" => {
                let list = self.state.spread_list(&arguments.get(1), span);
                self.call(this, &first, list, span)
            }
            "Function.prototype.bind" | "Lock.bind" => self.state.bind_function(this, arguments),
            _ if ASSIGNING.contains(&path) => self.call_assign(path, arguments, span),
            "_.defaults" => self.call_defaults(arguments, span),
            _ if RECODING.contains(&path) => self.state.recode(path, &first, span),
            _ if path.starts_with("console.") => {
                self.note_logged(arguments, span);
                Value::Undefined
            }
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
            return self.call_builtin(base, &receiver, &rest, span);
        }
        if let Some(base) = path.strip_suffix(".apply").filter(|b| b.contains('.')) {
            let list = self.state.spread_list(&arguments.get(1), span);
            return self.call_builtin(base, &arguments.get(0), &list, span);
        }
        if let Some(base) = path.strip_suffix(".bind")
            && type_name(base) == Some("function")
        {
            return self.state.bind_function(&Value::known(base), arguments);
        }
        let (owner, method) = path.rsplit_once('.').unwrap_or(("", path));
        match (owner, method) {
            ("Encoded", _) if MEASURING.contains(&method) => {
                unknown(Cause::DependsOnConfigText, span)
            }
            ("Promise.prototype", "then" | "catch" | "finally") => {
                self.call_promise_method(method, this, arguments, span)
            }
            ("Object" | "Reflect", _) => self.call_object_function(method, arguments, span),
            (
                "Array" | "$" | "_" | "angular" | "",
                "isArray" | "each" | "forEach" | "from" | "map",
            ) => self.call_list_function(path, arguments, span),
            ("Map.prototype" | "Set.prototype", _) => {
                self.call_keyed_method(method, this, arguments, span)
            }
            ("Iterator.prototype", _) => self.state.call_iterator_method(method, this, span),
            ("Array.prototype", _) => self.call_array_method(method, this, arguments, span),
            ("String.prototype", _) => self.call_string_method(method, this, arguments, span),
            ("Object.prototype", "hasOwnProperty" | "propertyIsEnumerable") => {
                self.asks_own_property(method, this, &arguments.get(0), span)
            }
            (_, "addEventListener" | "on" | "one" | "bind") => {
                let event = arguments.get(0);
                let certain =
                    matches!(&event, Value::Str(name) if assumptions::is_certain_event(name));
                for callback in arguments.values.iter().skip(1) {
                    if !(certain && matches!(callback, Value::Object(_))) {
                        self.escape(callback, span);
                    } else if event == Value::str("load") {
                        self.defer(callback.clone(), Vec::new(), 0.0, span);
                    } else {
                        self.defer_until_parsed(callback.clone(), Vec::new(), span);
                    }
                }
                this.clone()
            }
            (_, "ready") => {
                self.defer_or_hand_over(&arguments.get(0), span);
                this.clone()
            }
            _ => {
                self.call_back(method, arguments, span);
                self.escape_all(arguments, span);
                let encoded = arguments.values.contains(&Value::Encoded) || *this == Value::Encoded;
                if encoded {
                    Value::Encoded
                } else {
                    Value::known(&format!("{path}()"))
                }
            }
        }
    }

    /// Methods that go through a list call their callback before they return, also where the list is not
    /// known.
    pub(crate) fn call_back(&mut self, method: &str, arguments: &Arguments, span: Span) {
        if !ITERATING.contains(&method) {
            return;
        }
        for callback in &arguments.values {
            if matches!(callback, Value::Object(_)) {
                let turn = self.state.unknown_arguments(Cause::UnknownList, span);
                self.call_maybe(callback, turn, span);
            }
        }
    }

    /// A function that is sure to run once the page is ready.
    fn defer_or_hand_over(&mut self, callback: &Value, span: Span) {
        match callback {
            Value::Object(id) if matches!(self.state.heap.object(*id).kind, Kind::Function(_)) => {
                self.defer_until_parsed(callback.clone(), vec![Value::known("$")], span);
            }
            _ => self.escape(callback, span),
        }
    }

    fn parse_json(&mut self, text: &Value, span: Span) -> Value {
        match text {
            Value::Encoded => {
                if !self.state.dead && !self.recorder.model.decodes.contains(&span) {
                    self.recorder.model.decodes.push(span);
                }
                Value::config()
            }
            Value::Json(value) => self.state.deep_copy(&value.clone()),
            Value::Str(text) => self
                .state
                .read_json(text, span)
                .unwrap_or_else(|| unknown(Cause::NotJson, span)),
            Value::OneOf(values) => {
                let parsed: Vec<Value> = values.iter().map(|v| self.parse_json(v, span)).collect();
                one_of(parsed)
            }
            _ => unknown(Cause::ParsedUnknownText, span),
        }
    }
}

impl<'a> State<'a> {
    pub(crate) fn recode(&mut self, path: &str, text: &Value, span: Span) -> Value {
        match text {
            Value::Encoded => Value::Encoded,
            Value::OneOf(values) => {
                let recoded: Vec<Value> =
                    values.iter().map(|v| self.recode(path, v, span)).collect();
                one_of(recoded)
            }
            Value::Str(_) | Value::Pattern(_) if path == "String" => text.clone(),
            _ if path == "String" => string_of(text.parts()),
            Value::Unknown(_) => text.clone(),
            _ => unknown(Cause::ResultOf(path.into()), span),
        }
    }

    pub(crate) fn bind_function(&mut self, function: &Value, arguments: &Arguments) -> Value {
        let (this, rest) = split_receiver(arguments);
        let kind = Kind::Bound {
            target: function.clone(),
            this,
            arguments: rest.values,
        };
        Value::Object(self.heap.new_object(Object::new(kind)))
    }

    /// The arguments that an array gives to `apply`.
    pub(crate) fn spread_list(&mut self, list: &Value, span: Span) -> Arguments {
        match (list, self.items(list)) {
            (_, Some(items)) => Arguments::of(items),
            (Value::Undefined | Value::Null, None) => Arguments::default(),
            _ => {
                let mut arguments = Arguments::default();
                if let Value::Unknown(reason) = unknown(Cause::FromUnknownList, span) {
                    arguments.open = Some(reason);
                }
                arguments
            }
        }
    }
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
