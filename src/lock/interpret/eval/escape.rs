//! Values that get out of sight: handed to code that this page does not show, or to calls that are
//! not followed.

use crate::lock::Cause;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::value::{Value, join, unknown};
use crate::lock::interpret::{FLAG, Interpreter};
use crate::span::Span;

impl<'a> Interpreter<'a> {
    /// Code asks which properties an object has, and what it makes of that is not known: with one more it
    /// may do something else.
    pub(crate) fn note_listed(&mut self, object: &Value, span: Span) {
        for alternative in object.alternatives() {
            let Value::Object(id) = alternative else {
                continue;
            };
            for origin in &self.state.heap.object(*id).origins {
                self.recorder.constructions.share(origin.literal, span);
            }
        }
    }

    /// Hands values to code that cannot be seen.
    pub(crate) fn escape_all(&mut self, arguments: &Arguments, span: Span) {
        for value in &arguments.values {
            self.escape(value, span);
        }
    }

    /// Hands a value to code that cannot be seen. It may call functions some time; it does not, by
    /// assumption, set Lock's flag on an object.
    pub(crate) fn escape(&mut self, value: &Value, span: Span) {
        self.escape_deep(value, span, 0);
    }

    fn escape_deep(&mut self, value: &Value, span: Span, depth: usize) {
        if self.state.budget.exhausted.is_some() || (depth > 0 && !self.state.step(span)) {
            return;
        }
        match value {
            Value::Lock(_) => {
                self.unfollowed(Cause::LockHandedOver, span);
            }
            Value::OneOf(values) => {
                values.iter().for_each(|v| self.escape_deep(v, span, depth));
            }
            Value::Str(text) if is_construction(text) => {
                self.unfollowed(Cause::LockTextHandedOver, span);
            }
            Value::Object(id) => {
                let object = self.state.heap.object(*id);
                for origin in &object.origins {
                    self.recorder.constructions.share(origin.literal, span);
                }
                match &object.kind {
                    Kind::Function(_) | Kind::Bound { .. } => self.defer_maybe(value.clone(), span),
                    Kind::Plain | Kind::Array { .. } if depth < 4 => {
                        for property in &object.properties {
                            self.escape_deep(&property.value, span, depth + 1);
                        }
                    }
                    Kind::Keyed { keys, values } if depth < 4 => {
                        for list in [Some(*keys), *values].into_iter().flatten() {
                            self.escape_deep(&Value::Object(list), span, depth + 1);
                        }
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }

    /// A call is not followed any further: it may have done anything to what it is given.
    pub(crate) fn cut_off(&mut self, code: Span, this: &Value, arguments: &Arguments, span: Span) {
        let reason = unknown(Cause::ChangedByRecursion, span);
        for value in arguments.values.iter().chain([this]) {
            self.havoc(value, &reason, 0);
        }
        if mentions_flag_or_lock(self.state.code(code)) {
            self.unfollowed(Cause::RecursionDepth, span);
        }
    }

    /// Makes every property of an object, and of those in it, possibly unknown.
    pub(crate) fn havoc(&mut self, value: &Value, reason: &Value, depth: usize) {
        for alternative in value.alternatives() {
            let Value::Object(id) = alternative else {
                continue;
            };
            let object = self.state.heap.object(*id);
            let is_plain = matches!(object.kind, Kind::Plain | Kind::Array { .. });
            if let Kind::Keyed { keys, values } = object.kind {
                for list in [Some(keys), values].into_iter().flatten() {
                    self.havoc(&Value::Object(list), reason, depth + 1);
                }
            }
            if depth > 3 || !is_plain || !self.state.step(self.recorder.constructions.place()) {
                continue;
            }
            self.state.open_object(*id, reason.clone());
            for property in &object.properties {
                self.havoc(&property.value, reason, depth + 1);
            }
            self.state.heap.update(*id, |object| {
                for property in &mut object.properties {
                    property.value = join(&property.value, reason);
                }
            });
        }
    }
}

/// Whether a text is code that constructs Lock.
fn is_construction(text: &str) -> bool {
    ["new Auth0Lock", "Auth0Lock(", "Auth0LockPasswordless("]
        .iter()
        .any(|code| text.contains(code))
}

fn mentions_flag_or_lock(code: &str) -> bool {
    code.contains(FLAG) || code.contains("Lock")
}
