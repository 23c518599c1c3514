//! Setting and deleting properties.

use std::rc::Rc;

use crate::lock::Cause;
use crate::lock::interpret::builtins::table;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::builtin::{Builtin, Calls};
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::ids::Id;
use crate::lock::interpret::domain::object::{Certainty, Property};
use crate::lock::interpret::domain::value::number;
use crate::lock::interpret::domain::value::{Path, Value, join, unknown};
use crate::lock::interpret::eval::get::is_index;
use crate::lock::interpret::state::State;
use crate::lock::interpret::{FLAG, Interpreter, assumptions};
use crate::span::Span;

impl<'a> Interpreter<'a> {
    /// `object.key = value`
    pub(crate) fn set(
        &mut self,
        object: &Value,
        key: Option<&str>,
        value: Value,
        key_span: Span,
        value_span: Span,
    ) {
        if self.state.dead {
            return;
        }
        let certain = self.state.is_any_one(object);
        for target in object.alternatives() {
            if let Some(key) = key {
                self.note_property_flow(target, key, &value, value_span);
            }
            match (target, key) {
                (Value::Object(id), Some(key)) => {
                    let property = Property::new(key, value.clone(), key_span, value_span);
                    self.ordinary_set(*id, property, certain);
                }
                (Value::Object(id), None) => self.state.write_any(*id, key_span),
                (Value::Config(path), Some(key)) => {
                    let path: Path = path.iter().cloned().chain([Rc::from(key)]).collect();
                    self.write_field(path, &value);
                }
                (Value::Config(path), None) => self.write_any_field(path, key_span),
                (window, Some(key)) if window.is_window() => {
                    self.write_global(key, value.clone(), key_span);
                }
                // Nobody on the page sets it where nobody calls the function.
                (window, None) if window.is_window() && self.schedule.is_uncalled => {}
                (window, None) if window.is_window() => {
                    self.unfollowed(Cause::AnyGlobalSet, key_span);
                }
                (Value::Builtin(builtin), key) => {
                    self.set_on_builtin_object(builtin, key, &value, key_span);
                }
                (Value::Host(_) | Value::Unknown(_), key) => {
                    if key == Some("src") && matches!(target, Value::Host(_)) {
                        self.note_address(&value, value_span);
                    }
                    self.note_stray_flag(key, &value, key_span);
                    self.note_stored(&value, value_span);
                    self.escape_to(Calls::Later, &value, key_span);
                }
                _ => {}
            }
        }
    }

    /// A property of a builtin is set.
    fn set_on_builtin_object(
        &mut self,
        builtin: &'static Builtin,
        key: Option<&str>,
        value: &Value,
        span: Span,
    ) {
        self.note_stray_flag(key, value, span);
        self.note_stored(value, span);
        self.escape_to(Calls::Later, value, span);
        let path = builtin.path();
        let Some(key) = key else {
            if table::is_complete(&path) {
                self.unfollowed(Cause::ReplacedBuiltin(path.into()), span);
            }
            return;
        };
        let row = table::find(&path, key);
        let is_relied_on =
            row.is_some_and(|row| table::is_language(row.owner) || !builtin.is_everywhere);
        if is_relied_on {
            let path = format!("{path}.{key}");
            self.unfollowed(Cause::ReplacedBuiltin(path.into()), span);
        }
        if table::is_language(&path) {
            let variable = self.state.builtin_property(&path, key, span);
            self.state.heap.set_variable(variable, value.clone());
        }
    }
}

impl<'a> State<'a> {
    /// `object[…] = value` with a key that is not known: any property may be the one.
    pub(crate) fn write_any(&mut self, id: Id, span: Span) {
        let reason = unknown(Cause::AnyPropertySet, span);
        self.heap.update_all(id, |object| object.set_any(reason));
    }
}

impl<'a> Interpreter<'a> {
    pub(crate) fn ordinary_set(&mut self, id: Id, mut property: Property, mut certain: bool) {
        // What stands under a symbol is passed over by loops.
        property.hidden |= property.key.starts_with("@@");
        self.recorder
            .constructions
            .note_write(id, &property.key, property.key_span);
        if &*property.key == "__proto__" {
            self.state
                .set_prototype(id, &property.value, property.key_span);
            return;
        }
        let object = self.state.heap.object(id);
        let is_the_object = certain;
        match object.property(&property.key) {
            Some(own) if own.is_accessor => {
                certain &= !own.maybe_absent;
                self.call_setter(own.setter.as_ref(), id, property.value, certain);
                return;
            }
            Some(own) => match own.locked {
                Certainty::Yes => return,
                Certainty::Maybe => certain = false,
                // Where it is not there, a sealed object does not take it.
                Certainty::No => certain &= !own.maybe_absent || object.sealed == Certainty::No,
            },
            None => {
                if let Some(setter) = self.state.inherited_setter(id, &property.key) {
                    self.call_setter(setter.as_ref(), id, property.value, certain);
                    return;
                }
                match object.sealed {
                    Certainty::Yes => return,
                    Certainty::Maybe => certain = false,
                    Certainty::No => {}
                }
            }
        }
        if object.kind.is_list() && &*property.key == "length" {
            let length = property.value.clone();
            return self.set_length(id, &length, certain, property.key_span);
        }
        if matches!(object.kind, Kind::Proxy { .. }) {
            drop(object);
            self.escape(&property.value, property.key_span);
            return self.run_traps(&Value::Object(id), property.key_span);
        }
        let stays_exact = !is_index(&property.key)
            || object.property(&property.key).is_some()
            || *property.key == *object.elements().count().to_string();
        // Where it is not there, nothing but a seal keeps it from being set.
        let is_there_then = is_the_object && object.sealed == Certainty::No;
        // What nobody else holds is changed where it is.
        drop(object);
        self.state.heap.update(id, |object| {
            if object.kind.is_list() && !stays_exact {
                object.kind = Kind::Array { exact: false };
            }
            if certain {
                object.set(property);
            } else {
                object.set_maybe(property, is_there_then);
            }
        });
    }

    /// `list.length = value`: what is beyond is cut off.
    fn set_length(&mut self, id: Id, length: &Value, certain: bool, span: Span) {
        let list = Value::Object(id);
        let items = self.state.items(&list);
        match (length, items) {
            (Value::Number(length), Some(mut items))
                if certain && *length >= 0.0 && *length <= number(items.len()) =>
            {
                items.truncate(index_of(*length));
                self.state
                    .heap
                    .update(id, |object| object.set_elements(items));
            }
            _ => self.forget_items(&list, span),
        }
    }

    fn call_setter(&mut self, setter: Option<&Value>, this: Id, value: Value, certain: bool) {
        let Some(setter @ Value::Object(_)) = setter else {
            return;
        };
        let (this, arguments) = (Value::Object(this), Arguments::of(vec![value]));
        if certain {
            self.call(setter, &this, arguments, Span::default());
        } else {
            self.perhaps(|me| me.call(setter, &this, arguments, Span::default()));
        }
    }
}

impl<'a> State<'a> {
    /// The setter of an accessor that an object inherits; `Some(None)` where there is only a getter.
    pub(crate) fn inherited_setter(&self, id: Id, key: &str) -> Option<Option<Value>> {
        let mut next = self.heap.object(id).prototype;
        for _ in 0..16 {
            let object = self.heap.object(next?);
            if let Some(property) = object.property(key) {
                return property.is_accessor.then(|| property.setter.clone());
            }
            next = object.prototype;
        }
        None
    }

    /// `object.__proto__ = value`
    pub(crate) fn set_prototype(&mut self, id: Id, prototype: &Value, span: Span) {
        match prototype {
            Value::Object(prototype) => {
                self.heap.update(id, |object| {
                    object.prototype = Some(*prototype);
                    object.is_bare = false;
                });
            }
            Value::Null => self.heap.update(id, |object| {
                object.prototype = None;
                object.is_bare = true;
            }),
            Value::Builtin(builtin) if builtin.path() == self.heap.object(id).kind.prototype() => {
                self.heap.update(id, |object| {
                    object.prototype = None;
                    object.is_bare = false;
                });
            }
            _ => self.open_object(id, unknown(Cause::UnknownPrototype, span)),
        }
    }

    /// `Object.freeze`, `Object.seal`, `Object.preventExtensions`.
    pub(crate) fn seal(&mut self, value: &Value, also_lock: bool, also_fix: bool) {
        let certainty = if self.is_any_one(value) {
            Certainty::Yes
        } else {
            Certainty::Maybe
        };
        for alternative in value.alternatives() {
            let Value::Object(id) = alternative else {
                continue;
            };
            self.heap.update_all(*id, |object| {
                object.sealed = object.sealed.and_then(certainty);
                for property in &mut object.properties {
                    if also_fix {
                        property.fixed = property.fixed.and_then(certainty);
                    }
                    if also_lock && !property.is_accessor {
                        property.locked = property.locked.and_then(certainty);
                    }
                }
            });
        }
    }
}

impl<'a> Interpreter<'a> {
    fn write_field(&mut self, path: Path, value: &Value) {
        let variable = match self.state.changed_fields.get(&path) {
            Some(variable) => *variable,
            None => {
                let otherwise = Value::Config(path.clone());
                let variable = self.state.heap.new_lasting_variable(otherwise);
                self.state.changed_fields.insert(path, variable);
                variable
            }
        };
        self.state.heap.set_variable(variable, value.clone());
    }

    /// A field of the config whose name is not known is changed: it may be any.
    fn write_any_field(&mut self, path: &Path, span: Span) {
        if !path.is_empty() {
            return;
        }
        for field in assumptions::fields_of_config() {
            let path: Path = Rc::from([Rc::from(field)]);
            let changed = unknown(Cause::AnyConfigFieldChanged, span);
            let value = join(&self.read_field(path.clone()), &changed);
            self.write_field(path, &value);
        }
    }

    /// Something sets Lock's flag on an object that may be any: that may be one that Lock is given.
    pub(crate) fn note_stray_flag(&mut self, key: Option<&str>, value: &Value, span: Span) {
        if assumptions::is_stray_flag(key, value) {
            self.unfollowed(Cause::StrayFlag(FLAG.into()), span);
        }
    }
}

impl<'a> State<'a> {
    /// The variable of a property of a builtin. It holds, on the paths that do not set it, what is there without
    /// the page.
    fn builtin_property(&mut self, path: &str, key: &str, span: Span) -> Id {
        let name = format!("{path}.{key}");
        if let Some(variable) = self.builtin_properties.get(&*name) {
            return *variable;
        }
        let otherwise = self.get_of_builtin(path, key, span);
        let variable = self.heap.new_lasting_variable(otherwise);
        self.builtin_properties.insert(name.into(), variable);
        variable
    }

    /// From here on the object may have properties that are not known.
    pub(crate) fn open_object(&mut self, id: Id, reason: Value) {
        if let Value::Unknown(reason) = reason {
            self.heap.update(id, |object| {
                object.open.get_or_insert(reason);
            });
        }
    }
}

impl<'a> Interpreter<'a> {
    /// `delete object.key`, or `delete object[…]` with a key that is not known.
    pub(crate) fn delete_property(&mut self, object: &Value, key: Option<&str>, span: Span) {
        if self.state.dead {
            return;
        }
        let certain = self.state.is_any_one(object) && key.is_some();
        for target in object.alternatives() {
            match (target, key) {
                (Value::Object(id), _) => self.state.heap.update_all(*id, |object| {
                    let is_meant = |p: &Property| key.is_none_or(|key| &*p.key == key);
                    if object.kind.is_list() && key.is_none_or(is_index) {
                        object.kind = Kind::Array { exact: false };
                    }
                    let is_fixed = |p: &Property| is_meant(p) && p.fixed == Certainty::Maybe;
                    if certain && !object.properties.iter().any(is_fixed) {
                        object
                            .properties
                            .retain(|p| !is_meant(p) || p.fixed == Certainty::Yes);
                        return;
                    }
                    for property in object.properties.iter_mut().filter(|p| is_meant(p)) {
                        property.maybe_absent |= property.fixed != Certainty::Yes;
                    }
                }),
                (Value::Config(path), Some(key)) => {
                    let path: Path = path.iter().cloned().chain([Rc::from(key)]).collect();
                    self.write_field(path, &Value::Undefined);
                }
                (Value::Config(path), None) => self.write_any_field(path, span),
                (window, Some(key)) if window.is_window() => {
                    self.state.delete_global(key, span);
                }
                (Value::Unknown(_) | Value::Builtin(_) | Value::Host(_), key) => {
                    self.note_stray_flag(key, &Value::Undefined, span);
                }
                _ => {}
            }
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is not negative, and no list is that long"
)]
fn index_of(number: f64) -> usize {
    number as usize
}
