//! The arguments of a call.

use std::rc::Rc;

use super::value::Value;
use crate::lock::Unknown;
use crate::span::Span;

/// What a function is called with.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arguments {
    pub(crate) values: Vec<Value>,
    pub(crate) spans: Vec<Span>,
    /// Why there may be more arguments, when there may.
    pub(crate) open: Option<Rc<Unknown>>,
}

impl Arguments {
    pub(crate) fn of(values: Vec<Value>) -> Self {
        Self {
            values,
            ..Self::default()
        }
    }

    /// The argument at `index`: `undefined` where there is none.
    pub(crate) fn get(&self, index: usize) -> Value {
        match (self.values.get(index), &self.open) {
            (Some(value), _) => value.clone(),
            (None, Some(reason)) => Value::Unknown(reason.clone()),
            (None, None) => Value::Undefined,
        }
    }
}
