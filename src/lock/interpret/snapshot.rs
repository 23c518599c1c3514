//! Turning the interpreter's values into the model's, which outlive it.

use super::Interpreter;
use super::closure::Kind;
use super::heap::Id;
use super::value::{Path, Value, path_strings};
use crate::lock;
use crate::span::Span;

/// Objects in objects are kept this deep.
const DEEPEST: usize = 8;

impl<'a> Interpreter<'a> {
    /// The value as it is now.
    pub(super) fn snapshot(&self, value: &Value) -> lock::Value {
        self.snapshot_at(value, 0)
    }

    fn snapshot_at(&self, value: &Value, depth: usize) -> lock::Value {
        match value {
            Value::Unknown(reason) => lock::Value::Unknown((**reason).clone()),
            Value::Undefined => lock::Value::Undefined,
            Value::Null => lock::Value::Null,
            Value::Bool(b) => lock::Value::Bool(*b),
            Value::Number(n) => lock::Value::Number(*n),
            Value::Str(s) => lock::Value::String(s.to_string()),
            Value::Pattern(parts) => lock::Value::Pattern(parts.to_vec()),
            Value::Encoded => not_known("it is the config's text, which has not been decoded"),
            Value::Json(_) => not_known("it is the JSON text of an object"),
            Value::Config(path) => lock::Value::Config(path_strings(path)),
            Value::Test { path, negated } => lock::Value::Test {
                path: path_strings(path),
                negated: *negated,
            },
            Value::Lock(constructor) => lock::Value::Lock(*constructor),
            Value::Known(path) if super::member::is_always_there(path) => lock::Value::Function,
            Value::Known(path) => not_known(&format!("`{path}` is known only when the page runs")),
            Value::OneOf(values) => {
                lock::Value::OneOf(values.iter().map(|v| self.snapshot_at(v, depth)).collect())
            }
            Value::Object(id) => self.snapshot_object(*id, depth),
        }
    }

    fn snapshot_object(&self, id: Id, depth: usize) -> lock::Value {
        if depth > DEEPEST {
            return not_known("it is nested too deep");
        }
        let object = self.heap.object(id);
        match &object.kind {
            Kind::Function(_) | Kind::Class(_) | Kind::Bound { .. } | Kind::Resolver(_) => {
                lock::Value::Function
            }
            Kind::Promise(_) => not_known("it is a promise"),
            Kind::LockInstance(_) => not_known("it is an instance of Lock"),
            Kind::Array { exact: false } => lock::Value::Array(None),
            Kind::Array { exact: true } => lock::Value::Array(Some(
                object
                    .properties
                    .iter()
                    .map(|p| self.snapshot_at(&p.value, depth + 1))
                    .collect(),
            )),
            Kind::Plain => {
                let mut result = lock::Object {
                    properties: Vec::new(),
                    open: object.open.as_deref().cloned(),
                    assumed: assumptions(&object.assumed),
                };
                let mut next = Some(id);
                for _ in 0..DEEPEST {
                    let Some(at) = next else { break };
                    let object = self.heap.object(at);
                    for p in &object.properties {
                        if result.get(&p.key).is_none() {
                            result.properties.push(lock::Property {
                                key: p.key.to_string(),
                                value: if p.is_accessor {
                                    not_known("it is computed by a getter")
                                } else {
                                    self.snapshot_at(&p.value, depth + 1)
                                },
                                maybe_absent: p.maybe_absent,
                                key_span: p.key_span,
                                value_span: p.value_span,
                            });
                        }
                    }
                    next = object.prototype;
                }
                lock::Value::Object(result)
            }
        }
    }
}

/// Tests of the config, for the model.
pub(super) fn assumptions(assumed: &[(Path, bool)]) -> Vec<(Vec<String>, bool)> {
    assumed
        .iter()
        .map(|(path, holds)| (path_strings(path), *holds))
        .collect()
}

fn not_known(reason: &str) -> lock::Value {
    lock::Value::Unknown(lock::Unknown {
        reason: reason.to_owned(),
        span: Span::default(),
    })
}
