//! Values that escape: handed to code that this page does not show, or to calls that are not followed.

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::builtin::Calls;
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::ids::Id;
use crate::lock::interpret::domain::value::{Value, join, unknown};
use crate::lock::interpret::state::State;
use crate::lock::interpret::state::control::TargetKind;
use crate::lock::interpret::syntax::relevance::{is_construction, may_matter};
use crate::span::Span;

/// How deep in an object that escapes others are looked for.
const DEPTH: usize = 4;

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

    /// Hands a value to code that cannot be seen: it may call functions, at once and later, any number of times.
    /// It does not, by assumption 1, change the properties of an object.
    pub(crate) fn escape(&mut self, value: &Value, span: Span) {
        self.escape_to(Calls::Anytime, value, span);
    }

    /// The same for code of which it is known when it calls functions.
    pub(crate) fn escape_to(&mut self, calls: Calls, value: &Value, span: Span) {
        if self.state.dead {
            return;
        }
        let mut functions = Vec::new();
        self.escape_deep(value, span, 0, &mut functions);
        for function in functions {
            let is_inert = matches!(&self.state.heap.object(function).kind, Kind::Function(closure)
                if self.state.is_inert(closure));
            if is_inert || calls == Calls::Never {
                continue;
            }
            let function = Value::Object(function);
            if matches!(calls, Calls::AtOnce | Calls::Anytime) {
                self.call_any_times(&function, span);
            }
            if matches!(calls, Calls::Later | Calls::Anytime) {
                self.defer_maybe(function, span);
            }
        }
    }

    /// Collects the functions that code can reach from a value, and notes that it gets the value's objects.
    fn escape_deep(&mut self, value: &Value, span: Span, depth: usize, functions: &mut Vec<Id>) {
        if self.state.budget.exhausted.is_some() || (depth > 0 && !self.state.step(span)) {
            return;
        }
        match value {
            Value::Lock(_) => self.unfollowed(Cause::LockHandedOver, span),
            Value::OneOf(values) => {
                values
                    .iter()
                    .for_each(|v| self.escape_deep(v, span, depth, functions));
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
                    Kind::Function(_) | Kind::Bound { .. } => functions.push(*id),
                    Kind::Keyed { keys, values } if depth < DEPTH => {
                        for list in [Some(*keys), *values].into_iter().flatten() {
                            self.escape_deep(&Value::Object(list), span, depth + 1, functions);
                        }
                    }
                    Kind::Proxy { target, handler } if depth < DEPTH => {
                        self.escape_deep(target, span, depth + 1, functions);
                        self.escape_deep(handler, span, depth + 1, functions);
                    }
                    _ => {}
                }
                if depth < DEPTH && !object.kind.is_function() {
                    for property in &object.properties {
                        self.escape_deep(&property.value, span, depth + 1, functions);
                        if let Some(setter) = &property.setter {
                            self.escape_deep(setter, span, depth + 1, functions);
                        }
                    }
                    if let Some(prototype) = object.prototype {
                        self.escape_deep(&Value::Object(prototype), span, depth + 1, functions);
                    }
                }
            }
            _ => {}
        }
    }

    /// Calls a function any number of times, with arguments that are not known.
    pub(crate) fn call_any_times(&mut self, function: &Value, span: Span) {
        if self.state.escaping.contains(function) || self.state.budget.exhausted.is_some() {
            return;
        }
        let this = unknown(Cause::UnknownThis, span);
        self.state.escaping.push(function.clone());
        self.fixpoint(Cause::RepeatedCallback, span, |me| {
            let arguments = me.state.unknown_arguments(Cause::CalledElsewhere, span);
            me.run_guarded_call(|me| {
                me.call(function, &this, arguments, span);
            });
        });
        self.state.escaping.pop();
    }

    /// Runs a call by code that may catch what it throws.
    fn run_guarded_call(&mut self, run: impl FnOnce(&mut Self)) {
        self.state.enter(TargetKind::Promise, Vec::new());
        run(self);
        self.state.leave();
    }

    /// A call is not followed any further: it may have done anything to what it is given.
    pub(crate) fn cut_off(&mut self, code: Span, this: &Value, arguments: &Arguments, span: Span) {
        let reason = unknown(Cause::ChangedByRecursion, span);
        for value in arguments.values.iter().chain([this]) {
            self.state.havoc(value, &reason, 0);
        }
        if may_matter(self.state.code(code)) {
            self.unfollowed(Cause::RecursionDepth, span);
        }
    }
}

impl State<'_> {
    /// Makes every property of an object, and of those in it, possibly unknown.
    pub(crate) fn havoc(&mut self, value: &Value, reason: &Value, depth: usize) {
        for alternative in value.alternatives() {
            let Value::Object(id) = alternative else {
                continue;
            };
            let object = self.heap.object(*id);
            if let Kind::Keyed { keys, values } = object.kind {
                for list in [Some(keys), values].into_iter().flatten() {
                    self.havoc(&Value::Object(list), reason, depth + 1);
                }
            }
            let is_plain = matches!(object.kind, Kind::Plain) || object.kind.is_list();
            if depth > 3 || !is_plain || !self.step(Span::default()) {
                continue;
            }
            self.open_object(*id, reason.clone());
            for property in &object.properties {
                self.havoc(&property.value, reason, depth + 1);
            }
            self.heap.update(*id, |object| {
                if object.kind.is_list() {
                    object.kind = Kind::Array { exact: false };
                }
                for property in &mut object.properties {
                    property.value = join(&property.value, reason);
                    property.maybe_absent = true;
                }
            });
        }
    }
}
