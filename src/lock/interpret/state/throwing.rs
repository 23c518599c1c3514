//! What may throw without a `throw` that can be seen: calls of what the page does not show, reading from
//! what may be `undefined`, names that may mean nothing.
//!
//! It matters within a `try` with a `catch` only. Whatever is not known here to be harmless may throw, so
//! that a handler is left out only where everything before it is known to go well.

use crate::lock::interpret::assumptions::exceptions_matter;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::builtin::{Builtin, Throws};
use crate::lock::interpret::domain::config::is_always_served;
use crate::lock::interpret::domain::object::{Certainty, Property};
use crate::lock::interpret::domain::value::Value;
use crate::lock::interpret::state::State;

impl State<'_> {
    /// Notes that an exception may have been thrown that nothing in the page's code shows.
    pub(crate) fn may_throw(&mut self) {
        self.hazards += 1;
    }

    /// Notes that reading a property of a value may throw, if it may.
    pub(crate) fn may_throw_reading(&mut self, object: &Value) {
        if exceptions_matter(self.guards) && !has_properties(object) {
            self.may_throw();
        }
    }

    /// Notes that setting or deleting a property may throw, if it may.
    pub(crate) fn may_throw_writing(&mut self, object: &Value, key: Option<&str>) {
        if exceptions_matter(self.guards)
            && !object.alternatives().iter().all(|v| self.takes(v, key))
        {
            self.may_throw();
        }
    }

    pub(crate) fn takes(&self, object: &Value, key: Option<&str>) -> bool {
        match object {
            Value::Object(id) => {
                let object = self.heap.object(*id);
                let is_free = object.sealed == Certainty::No && object.prototype.is_none();
                let can_be_set = |p: &Property| {
                    p.locked == Certainty::No && (!p.is_accessor || p.setter.is_some())
                };
                match key.and_then(|key| object.property(key)) {
                    Some(property) => object.sealed == Certainty::No && can_be_set(property),
                    None if is_free => key.is_some() || object.properties.iter().all(can_be_set),
                    None => {
                        let inherited = key.map(|key| self.inherited_setter(*id, key));
                        object.sealed == Certainty::No && matches!(inherited, Some(None))
                    }
                }
            }
            other => !matches!(other, Value::OneOf(_)) && has_properties(other),
        }
    }

    /// Notes that a call of a builtin may throw, if it may.
    pub(crate) fn may_throw_calling(
        &mut self,
        builtin: &Builtin,
        this: &Value,
        arguments: &Arguments,
    ) {
        if exceptions_matter(self.guards) && !self.goes_well(builtin, this, arguments) {
            self.may_throw();
        }
    }

    /// Whether a call of a builtin throws nothing, whatever its transfer function finds.
    fn goes_well(&self, builtin: &Builtin, this: &Value, arguments: &Arguments) -> bool {
        let first = arguments.get(0);
        let is_object = |v: &Value| matches!(v, Value::Object(_)) || *v == Value::config();
        match builtin.throws {
            Throws::Never => true,
            Throws::Maybe => match (builtin.owner, builtin.name) {
                // One argument is a length, which may be none.
                ("", "Array") => arguments.open.is_none() && arguments.values.len() != 1,
                ("Object", "create") => arguments.values.len() == 1 && has_properties(&first),
                // What is called in this way is judged when it is.
                ("Reflect", "apply" | "construct") => true,
                _ => false,
            },
            Throws::UnlessObject => is_object(&first),
            Throws::UnlessWritable => {
                let key = arguments.get(1).as_key();
                let key = key
                    .as_deref()
                    .filter(|_| builtin.name.ends_with("Property"));
                arguments.open.is_none() && is_object(&first) && self.takes(&first, key)
            }
            Throws::UnlessText => matches!(first, Value::Encoded | Value::Json(_)),
            Throws::UnlessPrimitive => !matches!(
                first,
                Value::Object(_) | Value::OneOf(_) | Value::Unknown(_) | Value::Host(_)
            ),
            Throws::UnlessReceiver => match builtin.owner {
                "Array.prototype" => {
                    let needs_item = matches!(builtin.name, "reduce" | "reduceRight" | "with");
                    self.items(this).is_some() && (!needs_item || arguments.values.len() > 1)
                }
                "String.prototype" => {
                    matches!(this, Value::Str(_) | Value::Pattern(_) | Value::Config(_))
                }
                _ => is_object(this),
            },
        }
    }
}

/// Whether a value is neither `undefined` nor `null`, so that its properties can be read.
fn has_properties(value: &Value) -> bool {
    match value {
        Value::Unknown(_) | Value::Undefined | Value::Null => false,
        Value::Builtin(builtin) => builtin.is_object() && builtin.is_everywhere,
        Value::Host(path) => {
            let owner = path.rsplit_once('.').map_or("", |(owner, _)| owner);
            matches!(owner, "lock" | "Lock" | "Encoded")
        }
        Value::Config(path) => path.is_empty() || is_always_served(path),
        Value::OneOf(values) => values.iter().all(has_properties),
        _ => true,
    }
}
