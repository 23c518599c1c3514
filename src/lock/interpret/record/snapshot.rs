//! Turning the interpreter's values into the model's, which outlive it.

use std::rc::Rc;

use crate::lock;
use crate::lock::Cause;
use crate::lock::interpret::budget::LIMITS;
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::ids::Id;
use crate::lock::interpret::domain::object::{Object, Property};
use crate::lock::interpret::domain::value::{Path, Value, path_strings};
use crate::lock::interpret::state::State;
use crate::lock::interpret::state::heap::Heap;
use crate::span::Span;

impl State<'_> {
    /// The value as it is now.
    pub(crate) fn snapshot(&self, value: &Value) -> lock::Value {
        let mut snapshot = Snapshot {
            heap: &self.heap,
            around: Vec::new(),
            left: LIMITS.snapshot_values,
        };
        snapshot.value(value)
    }
}

struct Snapshot<'h, 'a> {
    heap: &'h Heap<'a>,
    /// The objects that the present one is in.
    around: Vec<Id>,
    /// How many more values there is room for.
    left: usize,
}

impl Snapshot<'_, '_> {
    fn value(&mut self, value: &Value) -> lock::Value {
        if self.left == 0 {
            return not_known(Cause::TooLarge);
        }
        self.left -= 1;
        match value {
            Value::Unknown(reason) => lock::Value::Unknown((**reason).clone()),
            Value::Undefined => lock::Value::Undefined,
            Value::Null => lock::Value::Null,
            Value::Bool(b) => lock::Value::Bool(*b),
            Value::Number(n) => lock::Value::Number(*n),
            Value::Str(s) => lock::Value::String(s.to_string()),
            Value::Pattern(parts) => lock::Value::Pattern(parts.to_vec()),
            Value::Encoded => not_known(Cause::EncodedConfig),
            Value::Json(_) => not_known(Cause::JsonText),
            Value::Config(path) => lock::Value::Config(path_strings(path)),
            Value::Test { path, negated } => lock::Value::Test {
                path: path_strings(path),
                negated: *negated,
            },
            Value::Lock(constructor) => lock::Value::Lock(*constructor),
            Value::Builtin(builtin) if builtin.is_object() && builtin.is_everywhere => {
                lock::Value::Function
            }
            Value::Builtin(builtin) => not_known(Cause::RuntimeValue(builtin.path().into())),
            Value::Symbol(_) => not_known(Cause::IsSymbol),
            Value::Host(path) => not_known(Cause::RuntimeValue((&**path).into())),
            Value::OneOf(values) => {
                lock::Value::OneOf(values.iter().map(|v| self.value(v)).collect())
            }
            Value::Object(id) if self.around.contains(id) => not_known(Cause::Cyclic),
            Value::Object(_) if self.around.len() > LIMITS.snapshot_depth => {
                not_known(Cause::TooDeep)
            }
            Value::Object(id) => {
                self.around.push(*id);
                let object = self.object(*id);
                self.around.pop();
                object
            }
        }
    }

    fn object(&mut self, id: Id) -> lock::Value {
        let object = self.heap.object(id);
        match &object.kind {
            Kind::Function(_) | Kind::Class(_) | Kind::Bound { .. } | Kind::Resolver(_) => {
                lock::Value::Function
            }
            Kind::Proxy { .. } => not_known(Cause::Proxy),
            Kind::Arguments | Kind::Exotic(_) => not_known(Cause::Exotic),
            Kind::Promise(_) => not_known(Cause::Promise),
            Kind::Keyed { .. } | Kind::Iterator { .. } | Kind::Generator(_) => {
                not_known(Cause::Collection)
            }
            Kind::LockInstance { .. } => not_known(Cause::LockInstance),
            Kind::Array { exact: false } => lock::Value::Array(None),
            Kind::Array { exact: true } => {
                let items = object.elements().map(|element| lock::Item {
                    value: self.value(&element.value),
                    span: element.value_span,
                });
                lock::Value::Array(Some(items.collect()))
            }
            Kind::Plain => lock::Value::Object(self.plain(&object)),
        }
    }

    /// An object with what it inherits: Lock reads its options with plain property reads.
    fn plain(&mut self, object: &Rc<Object<'_>>) -> lock::Object {
        let mut result = lock::Object {
            properties: Vec::new(),
            open: None,
            assumed: assumptions(&object.assumed),
            literals: object.origins.iter().map(|origin| origin.literal).collect(),
        };
        let mut at = object.clone();
        for depth in 0..LIMITS.snapshot_depth {
            // Every prototype has a `constructor`, which Lock does not read.
            let is_read = |p: &&Property| !p.hidden || &*p.key != "constructor";
            for property in at.properties.iter().filter(is_read) {
                let mut inherited = self.property(property);
                if depth == 0 {
                    result.properties.push(inherited);
                    continue;
                }
                // What may be there nearer comes first.
                if let Some(reason) = &result.open {
                    let nearer = lock::Value::Unknown(reason.clone());
                    inherited.value = lock::Value::OneOf(vec![inherited.value, nearer]);
                }
                match result
                    .properties
                    .iter_mut()
                    .find(|p| p.key == inherited.key)
                {
                    None => result.properties.push(inherited),
                    // What may be absent lets the inherited one through.
                    Some(own) if own.maybe_absent => {
                        own.value = lock::Value::OneOf(vec![own.value.clone(), inherited.value]);
                        own.maybe_absent = inherited.maybe_absent;
                    }
                    Some(_) => {}
                }
            }
            result.open = result.open.or_else(|| at.open.as_deref().cloned());
            let Some(prototype) = at.prototype else { break };
            at = self.heap.object(prototype);
        }
        result
    }

    fn property(&mut self, property: &Property) -> lock::Property {
        lock::Property {
            key: property.key.to_string(),
            value: if property.is_accessor {
                not_known(Cause::Getter)
            } else {
                self.value(&property.value)
            },
            maybe_absent: property.maybe_absent,
            key_span: property.key_span,
            value_span: property.value_span,
        }
    }
}

/// Tests of the config, for the model.
pub(crate) fn assumptions(assumed: &[(Path, bool)]) -> Vec<(Vec<String>, bool)> {
    assumed
        .iter()
        .map(|(path, holds)| (path_strings(path), *holds))
        .collect()
}

fn not_known(cause: Cause) -> lock::Value {
    lock::Value::Unknown(lock::Unknown {
        cause,
        span: Span::default(),
    })
}
