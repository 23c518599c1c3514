//! Reading properties.

use std::rc::Rc;

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::assumptions::{self, is_boolean_field};
use crate::lock::interpret::builtins::table;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::builtin::{BuiltinKind, Calls};
use crate::lock::interpret::domain::config::{is_always_served, is_text_field};
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::ids::Id;
use crate::lock::interpret::domain::object::Object;
use crate::lock::interpret::domain::value::index_value;
use crate::lock::interpret::domain::value::{Path, Value, join, one_of, unknown};
use crate::lock::interpret::state::State;
use crate::span::Span;

impl<'a> Interpreter<'a> {
    /// `object.key`
    pub(crate) fn get(&mut self, object: &Value, key: &str, span: Span) -> Value {
        if let Some(path) = object.config_path() {
            if is_text_field(path)
                && let Some(method) = table::find("String.prototype", key)
            {
                return Value::Builtin(method);
            }
            if is_text_field(path) && key == "length" {
                return unknown(Cause::UnknownText, span);
            }
            let path: Path = path.iter().cloned().chain([Rc::from(key)]).collect();
            return self.read_field(path);
        }
        match object {
            Value::OneOf(values) => {
                let parts: Vec<Value> = self
                    .state
                    .possible(values)
                    .iter()
                    .filter(|v| !v.is_nullish())
                    .map(|v| self.get(v, key, span))
                    .collect();
                one_of(parts)
            }
            Value::Object(id) => self.ordinary_get(*id, *id, key, span, 0),
            Value::Builtin(builtin) if builtin.is_global("window") => {
                self.state.read_global(key, span)
            }
            Value::Builtin(builtin) => self.state.get_of_builtin(&builtin.path(), key, span),
            Value::Host(path) => Value::host(&format!("{path}.{key}")),
            Value::Encoded if key == "length" => unknown(Cause::ConfigTextLength, span),
            Value::Encoded => Value::host(&format!("Encoded.{key}")),
            Value::Lock(constructor) => match key {
                "default" => Value::Lock(*constructor),
                "call" | "apply" | "bind" => {
                    self.state.get_of_builtin("Function.prototype", key, span)
                }
                _ => Value::host(&format!("Lock.{key}")),
            },
            Value::Str(s) if key == "length" => index_value(s.encode_utf16().count()),
            Value::Pattern(_) | Value::Json(_) if key == "length" || is_index(key) => {
                unknown(Cause::UnknownText, span)
            }
            Value::Str(s) if is_index(key) && s.is_ascii() => {
                let letter = key.parse().ok().and_then(|at: usize| s.get(at..=at));
                letter.map_or(Value::Undefined, Value::str)
            }
            Value::Str(_) if is_index(key) => unknown(Cause::UnknownText, span),
            Value::Str(_) | Value::Pattern(_) | Value::Json(_) => {
                self.state.get_of_builtin("String.prototype", key, span)
            }
            Value::Number(_) => self.state.get_of_builtin("Number.prototype", key, span),
            Value::Bool(_) | Value::Test { .. } => {
                self.state.get_of_builtin("Boolean.prototype", key, span)
            }
            Value::Symbol(_) => self.state.get_of_builtin("Symbol.prototype", key, span),
            Value::Unknown(_) => object.clone(),
            Value::Undefined | Value::Null => Value::Undefined,
            Value::Config(_) => Value::Undefined,
        }
    }

    /// `super.key`: a property of the prototype, read for `this`.
    pub(crate) fn read_inherited(
        &mut self,
        this: &Value,
        prototype: Id,
        key: &str,
        span: Span,
    ) -> Value {
        let receiver = match this {
            Value::Object(id) => *id,
            _ => prototype,
        };
        self.ordinary_get(receiver, prototype, key, span, 0)
    }

    fn ordinary_get(&mut self, receiver: Id, id: Id, key: &str, span: Span, depth: usize) -> Value {
        let object = self.state.heap.object(id);
        if key == "prototype"
            && matches!(&object.kind, Kind::Function(closure) if closure.code.has_prototype())
        {
            return self.state.prototype_of(id);
        }
        if let Some(property) = object.property(key) {
            if property.is_accessor {
                return self.call_getter(&property.value.clone(), &Value::Object(receiver), span);
            }
            if !property.maybe_absent {
                return property.value.clone();
            }
            let rest = self.inherited(receiver, id, &object, key, span, depth);
            return join(&property.value, &rest);
        }
        self.inherited(receiver, id, &object, key, span, depth)
    }

    /// What a getter gives.
    fn call_getter(&mut self, getter: &Value, this: &Value, span: Span) -> Value {
        match getter {
            Value::Object(_) => self.call(getter, this, Arguments::default(), span),
            other => other.clone(),
        }
    }

    /// The object with what its getters give now in their places, as a copy of it has it.
    pub(crate) fn without_accessors(&mut self, id: Id, span: Span) -> Rc<Object<'a>> {
        let object = self.state.heap.object(id);
        if !object.properties.iter().any(|p| p.is_accessor) {
            return object;
        }
        let mut plain = (*object).clone();
        for property in &mut plain.properties {
            if property.is_accessor {
                property.value =
                    self.call_getter(&property.value.clone(), &Value::Object(id), span);
                property.is_accessor = false;
            }
        }
        Rc::new(plain)
    }

    fn inherited(
        &mut self,
        receiver: Id,
        id: Id,
        object: &Object<'a>,
        key: &str,
        span: Span,
        depth: usize,
    ) -> Value {
        if let Some(reason) = &object.open {
            return Value::Unknown(reason.clone());
        }
        if let Some(prototype) = object.prototype.filter(|_| depth < 16) {
            return self.ordinary_get(receiver, prototype, key, span, depth + 1);
        }
        if object.is_bare {
            return Value::Undefined;
        }
        if let Some(value) = self.own_of_kind(id, object, key, span) {
            return value;
        }
        // A class inherits the static members of its parent.
        if let Kind::Class(class) = &object.kind
            && let Some(parent) = class.parent.clone()
        {
            return match parent {
                Value::Object(parent) => self.ordinary_get(receiver, parent, key, span, depth + 1),
                Value::Null => self.state.get_of_builtin("Function.prototype", key, span),
                parent => self.get(&parent, key, span),
            };
        }
        self.state
            .get_of_builtin(&object.kind.prototype(), key, span)
    }

    /// A property that objects of a kind have beside those that are kept; `None` when there is none.
    fn own_of_kind(&mut self, id: Id, object: &Object<'a>, key: &str, span: Span) -> Option<Value> {
        Some(match (&object.kind, key) {
            (kind, "length") if kind.is_exact_list() => {
                if object.elements().any(|p| p.maybe_absent) {
                    return Some(unknown(Cause::MaybeShorterList, span));
                }
                index_value(object.elements().count())
            }
            (kind, index) if kind.is_exact_list() && is_index(index) => Value::Undefined,
            (Kind::Array { .. }, index) if is_index(index) || index == "length" => {
                unknown(Cause::PartlyKnownList, span)
            }
            (Kind::Arguments, "callee") => {
                self.state.may_throw();
                unknown(Cause::ArgumentsObject, span)
            }
            (Kind::Arguments, "@@iterator") => {
                return Some(self.state.get_of_builtin("Array.prototype", key, span));
            }
            (Kind::Function(closure), "length") => index_value(closure.code.arity()),
            (Kind::Class(class), "prototype") => Value::Object(class.prototype),
            (kind, "name" | "length" | "prototype" | "caller" | "arguments")
                if kind.is_function() =>
            {
                let has_none = matches!(kind, Kind::Function(c)
                    if key == "prototype" && !c.code.has_prototype());
                if has_none {
                    return None;
                }
                unknown(Cause::ResultOf(key.into()), span)
            }
            (Kind::Keyed { keys, .. }, "size") => self.state.size_of(*keys, span),
            (Kind::LockInstance { constructor, .. }, "constructor") => Value::Lock(*constructor),
            (Kind::LockInstance { .. }, _) => match table::find("lock", key) {
                Some(method) => Value::Builtin(method),
                None => Value::host(&format!("lock.{key}")),
            },
            (Kind::Exotic(class), _)
                if table::find(&format!("{class}.prototype"), key).is_none()
                    && !table::is_complete(&format!("{class}.prototype")) =>
            {
                unknown(Cause::PropertiesOf((*class).into()), span)
            }
            (Kind::Exotic("RegExp"), "lastIndex")
            | (Kind::Exotic("Error"), "stack" | "message") => {
                unknown(Cause::ResultOf(key.into()), span)
            }
            (Kind::Proxy { .. }, _) => {
                let proxy = Value::Object(id);
                self.run_traps(&proxy, span);
                unknown(Cause::Proxy, span)
            }
            _ => return None,
        })
    }

    /// An operation on a proxy: its handler's functions may run, whatever they do.
    pub(crate) fn run_traps(&mut self, proxy: &Value, span: Span) {
        let Value::Object(id) = proxy else { return };
        let kind = self.state.heap.object(*id).kind.clone();
        if let Kind::Proxy { target, handler } = kind {
            self.state.may_throw();
            self.escape_to(Calls::AtOnce, &handler, span);
            self.escape_to(Calls::AtOnce, &target, span);
            self.state.havoc(&target, &unknown(Cause::Proxy, span), 0);
        }
    }

    /// `{ true: a, false: b }[test]`: what a test of the config chooses. But for a field itself, what comes
    /// of a test need not be a boolean, and numbers name other properties.
    pub(crate) fn read_by_test(
        &mut self,
        object: &Value,
        key: &Value,
        span: Span,
    ) -> Option<Value> {
        let is_boolean = match key {
            Value::Config(path) if is_boolean_field(path) => true,
            Value::Test { .. } => false,
            _ => return None,
        };
        if !matches!(object, Value::Object(_)) {
            return None;
        }
        if !is_boolean && self.state.holds_objects(object) {
            // What is done to one of several objects is not lost.
            return Some(self.get_any(object, span));
        }
        if !is_boolean {
            let reason = Cause::ConfigDecidesProperty;
            return Some(unknown(reason, span));
        }
        Some(self.decide(
            &key.truth(),
            |me| me.get(object, "true", span),
            |me| me.get(object, "false", span),
        ))
    }

    /// `object[…]` with a key that is not known.
    pub(crate) fn get_any(&mut self, object: &Value, span: Span) -> Value {
        match object {
            Value::Encoded => Value::Encoded,
            Value::Object(id) => self.state.any_value(*id, span),
            window if window.is_window() => {
                // Where nobody calls the function, it matters only if it is constructed.
                if !self.schedule.is_uncalled {
                    self.unfollowed(Cause::AnyGlobalRead, span);
                }
                unknown(Cause::AnyGlobal, span)
            }
            _ => unknown(Cause::AnyProperty, span),
        }
    }
}

impl<'a> State<'a> {
    /// One of an object's own values, or none: `brands[location.hostname]`.
    pub(crate) fn any_value(&mut self, id: Id, span: Span) -> Value {
        let object = self.heap.object(id);
        let is_plain = matches!(object.kind, Kind::Plain | Kind::Array { exact: true });
        if !is_plain || !assumptions::holds_own_properties_only(&object) {
            return unknown(Cause::AnyProperty, span);
        }
        self.heap.charge(object.properties.len());
        let values = object.properties.iter().map(|p| p.value.clone());
        one_of(values.chain([Value::Undefined]))
    }
}

impl<'a> Interpreter<'a> {
    /// A field of the config, as the page may have changed it.
    pub(crate) fn read_field(&mut self, path: Path) -> Value {
        let changed = self.state.changed_fields.get(&path).copied();
        changed
            .and_then(|variable| self.state.heap.try_variable(variable))
            .unwrap_or(Value::Config(path))
    }
}

impl<'a> State<'a> {
    /// `key in object`
    pub(crate) fn has_property(&self, object: &Value, key: &str, span: Span) -> Value {
        if let Value::Builtin(builtin) = object {
            let is_there = match builtin.is_global("window") {
                true => !matches!(self.read_global(key, span), Value::Unknown(_)),
                false => self.is_in_builtin(&builtin.path(), key),
            };
            if is_there {
                return Value::Bool(true);
            }
        }
        let own = self.has_own_property(object, key, span);
        let Value::Object(id) = object else {
            return own;
        };
        let object = self.heap.object(*id);
        let kind = object.kind.prototype();
        let inherits = object.prototype.is_some()
            || matches!(
                object.kind,
                Kind::Class(_) | Kind::Proxy { .. } | Kind::LockInstance { .. }
            )
            || (!object.is_bare && (self.is_in_builtin(&kind, key) || !table::is_complete(&kind)));
        if own == Value::Bool(false) && inherits {
            return unknown(Cause::MaybeInherited, span);
        }
        own
    }

    /// `object.hasOwnProperty(key)`
    pub(crate) fn has_own_property(&self, object: &Value, key: &str, span: Span) -> Value {
        let not_known = || unknown(Cause::OpenObject, span);
        match object {
            Value::Object(id) => {
                let object = self.heap.object(*id);
                match object.property(key) {
                    Some(property) if !property.maybe_absent => Value::Bool(true),
                    None if object.open.is_none() && matches!(object.kind, Kind::Plain) => {
                        Value::Bool(false)
                    }
                    None if is_index(key) && object.kind.is_exact_list() => Value::Bool(false),
                    _ => not_known(),
                }
            }
            Value::Config(path)
                if path.is_empty() && is_always_served(&Rc::from([Rc::from(key)])) =>
            {
                Value::Bool(true)
            }
            _ => not_known(),
        }
    }

    /// The own keys of an object, each with whether it may be absent; `None` when there may be more.
    /// Those of the config are the fields that pages read.
    pub(crate) fn own_keys(&self, value: &Value) -> Option<Vec<(Rc<str>, bool)>> {
        let id = match value {
            Value::Object(id) => id,
            Value::Config(path) if path.is_empty() => {
                let fields = assumptions::fields_of_config();
                return Some(fields.map(|field| (Rc::from(field), false)).collect());
            }
            _ => return None,
        };
        let object = self.heap.object(*id);
        let is_hidden = matches!(
            object.kind,
            Kind::Array { exact: false } | Kind::Proxy { .. } | Kind::LockInstance { .. }
        );
        if object.open.is_some() || is_hidden {
            return None;
        }
        self.heap.charge(object.properties.len());
        let shown = object.properties.iter().filter(|p| !p.hidden);
        let mut keys: Vec<(Rc<str>, bool)> =
            shown.map(|p| (p.key.clone(), p.maybe_absent)).collect();
        // OrdinaryOwnPropertyKeys: indices come first, in ascending order.
        keys.sort_by_key(|(key, _)| match key.parse::<u32>() {
            Ok(index) if is_index(key) => (0, index),
            _ => (1, 0),
        });
        Some(keys)
    }

    /// The keys that `for … in` goes through; `None` when there may be others, inherited ones for
    /// instance.
    pub(crate) fn enumerated_keys(&self, value: &Value) -> Option<Vec<(Rc<str>, bool)>> {
        let keys = self.own_keys(value)?;
        let mut extended = self.builtin_properties.keys();
        if extended.any(|path| path.starts_with("Object.prototype.")) {
            return None;
        }
        let Value::Object(id) = value else {
            return Some(keys);
        };
        let mut next = self.heap.object(*id).prototype;
        for _ in 0..16 {
            let Some(at) = next else { return Some(keys) };
            let object = self.heap.object(at);
            if object.open.is_some() || object.properties.iter().any(|p| !p.hidden) {
                return None;
            }
            next = object.prototype;
        }
        None
    }
}

impl State<'_> {
    /// Whether some property of an object holds an object.
    fn holds_objects(&self, value: &Value) -> bool {
        let is_object = |v: &Value| matches!(v, Value::Object(_));
        matches!(value, Value::Object(id) if self
            .heap
            .object(*id)
            .properties
            .iter()
            .any(|p| p.value.alternatives().iter().any(is_object)))
    }

    /// Whether reading or setting a property may run code.
    pub(crate) fn has_accessor(&self, id: Id, key: &str) -> bool {
        let mut next = Some(id);
        for _ in 0..16 {
            let Some(at) = next else { return false };
            let object = self.heap.object(at);
            if object.open.is_some() || matches!(object.kind, Kind::Proxy { .. }) {
                return true;
            }
            if let Some(property) = object.property(key) {
                return property.is_accessor;
            }
            next = object.prototype;
        }
        true
    }

    /// A property of a builtin, which the page may have set, with what that inherits.
    pub(crate) fn get_of_builtin(&self, path: &str, key: &str, span: Span) -> Value {
        let mut owner = Some(path);
        let mut is_known = true;
        while let Some(at) = owner {
            if let Some(value) = self.set_on_builtin(at, key) {
                return value;
            }
            if let Some(builtin) = table::find(at, key) {
                return match builtin.kind {
                    BuiltinKind::Symbol => Value::Symbol(Rc::from(format!("@@{key}"))),
                    BuiltinKind::Accessor | BuiltinKind::Value => {
                        unknown(Cause::RuntimeValue(builtin.path().into()), span)
                    }
                    _ => Value::Builtin(builtin),
                };
            }
            if key == "constructor"
                && let Some(class) = at.strip_suffix(".prototype")
                && let Some(builtin) = table::find("", class)
            {
                return Value::Builtin(builtin);
            }
            is_known &= table::is_complete(at);
            owner = table::parent(at);
        }
        if key == "length"
            && let Some(function) = table::of_path(path)
            && function.type_name() == Some("function")
        {
            return Value::Number(f64::from(function.arity));
        }
        let is_special = matches!(key, "name" | "length" | "__proto__" | "constructor");
        if is_known && !is_special {
            return Value::Undefined;
        }
        Value::host(&format!("{path}.{key}"))
    }

    /// What the page has set on a builtin.
    fn set_on_builtin(&self, owner: &str, key: &str) -> Option<Value> {
        if self.builtin_properties.is_empty() {
            return None;
        }
        let variable = self.builtin_properties.get(&*format!("{owner}.{key}"))?;
        self.heap.try_variable(*variable)
    }

    /// Whether a builtin has a property for sure.
    fn is_in_builtin(&self, path: &str, key: &str) -> bool {
        let mut owner = Some(path);
        while let Some(at) = owner {
            if table::find(at, key).is_some()
                || (key == "constructor" && at.ends_with(".prototype"))
            {
                return true;
            }
            owner = table::parent(at);
        }
        false
    }
}

pub(crate) fn is_index(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_digit())
}
