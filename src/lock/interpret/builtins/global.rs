//! Global names: what browsers and libraries provide, and what the page makes of them.

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::assumptions;
use crate::lock::interpret::assumptions::exceptions_matter;
use crate::lock::interpret::builtins::table;
use crate::lock::interpret::domain::ids::Id;
use crate::lock::interpret::domain::value::{Value, join, unknown};
use crate::lock::interpret::state::State;
use crate::lock::interpret::state::environment::Environments;
use crate::span::Span;

/// Properties of `window` that do not hold what a page assigns to them, be it by `var` at the top level:
/// they make text of it, or stay what they are.
const UNHOLDING: &[&str] = &[
    "document",
    "history",
    "localStorage",
    "location",
    "name",
    "navigator",
    "sessionStorage",
    "status",
    "top",
    "window",
];

/// What a global is when no script of the page sets it.
pub(crate) fn provided(name: &str) -> Option<Value> {
    if let Some(constructor) = assumptions::constructor_named(name) {
        return Some(Value::Lock(constructor));
    }
    Some(match name {
        "undefined" => Value::Undefined,
        "NaN" => Value::Number(f64::NAN),
        "Infinity" => Value::Number(f64::INFINITY),
        "window" | "self" | "globalThis" | "frames" | "top" | "parent" => Value::window(),
        // Libraries are known by their short names.
        "jQuery" => return table::find("", "$").map(Value::Builtin),
        "lodash" => return table::find("", "_").map(Value::Builtin),
        _ => return table::find("", name).map(Value::Builtin),
    })
}

impl<'a> State<'a> {
    pub(crate) fn read_name(&mut self, name: &str, span: Span) -> Value {
        let found = self.environments.lookup(self.context.environment, name);
        if exceptions_matter(self.guards) && found.is_some_and(|id| self.dead_zone.contains(&id)) {
            self.may_throw();
        }
        if let Some(value) = found.and_then(|variable| self.heap.try_variable(variable)) {
            let is_global = UNHOLDING.contains(&name)
                && self.environments.own(Environments::GLOBAL, name) == found;
            return if is_global {
                held(value, name, span)
            } else {
                value
            };
        }
        let provided = provided(name);
        let is_there = match &provided {
            Some(Value::Builtin(builtin)) => builtin.is_everywhere,
            other => other.is_some(),
        };
        if !is_there {
            self.may_throw();
        }
        if name == "arguments" {
            return unknown(Cause::ArgumentsObject, span);
        }
        provided.unwrap_or_else(|| unset(name, span))
    }

    /// Whether a name is that of the page's address: assigning to it goes there.
    pub(crate) fn is_location(&self, name: &str) -> bool {
        let environments = &self.environments;
        let found = environments.lookup(self.context.environment, name);
        name == "location"
            && (found.is_none() || found == environments.own(Environments::GLOBAL, name))
    }

    /// Whether a name means nothing that this page or a browser sets.
    pub(crate) fn is_unset(&self, name: &str) -> bool {
        self.environments
            .lookup(self.context.environment, name)
            .is_none()
            && provided(name).is_none()
    }
}

impl<'a> Interpreter<'a> {
    /// Whether a name means nothing because it is one of other places than this page.
    pub(crate) fn is_foreign(&self, name: &str) -> bool {
        assumptions::is_of_other_places(name, || self.loads_other_scripts())
            && self
                .state
                .environments
                .lookup(self.state.context.environment, name)
                .is_none()
    }

    /// Whether there are scripts from elsewhere besides those that bring Lock.
    pub(crate) fn loads_other_scripts(&self) -> bool {
        let brings_lock = |index: usize| {
            self.recorder
                .model
                .loads
                .iter()
                .any(|load| load.script == index)
        };
        let mut scripts = self.state.page.scripts.iter().enumerate();
        scripts.any(|(index, script)| script.is_unread() && !brings_lock(index))
    }
}

impl<'a> State<'a> {
    pub(crate) fn read_global(&self, name: &str, span: Span) -> Value {
        self.environments
            .own(Environments::GLOBAL, name)
            .and_then(|variable| self.heap.try_variable(variable))
            .map(|value| held(value, name, span))
            .or_else(|| provided(name))
            .unwrap_or_else(|| unset(name, span))
    }
}

impl<'a> Interpreter<'a> {
    /// `window.name = value`
    pub(crate) fn write_global(&mut self, name: &str, value: Value, span: Span) {
        if matches!(name, "undefined" | "NaN" | "Infinity") {
            return;
        }
        let variable = self.state.global(name, span);
        self.state.heap.set_variable(variable, value.clone());
        self.note_holder(name, variable, &value);
        if name.starts_with("on") {
            self.defer_event(name, value);
        }
    }
}

impl<'a> State<'a> {
    /// `delete window.name`, which leaves what `var` declares.
    pub(crate) fn delete_global(&mut self, name: &str, span: Span) {
        let variable = self.global(name, span);
        let value = join(&self.heap.variable(variable), &Value::Undefined);
        self.heap.set_variable(variable, value);
    }

    /// The variable of a global. One that is new holds, on the paths that do not set it, what it
    /// is without the page.
    pub(crate) fn global(&mut self, name: &str, span: Span) -> Id {
        if let Some(variable) = self.environments.own(Environments::GLOBAL, name) {
            return variable;
        }
        let otherwise = provided(name).unwrap_or_else(|| unset(name, span));
        let variable = self.heap.new_lasting_variable(otherwise);
        self.environments
            .declare(Environments::GLOBAL, name, variable);
        variable
    }
}

fn unset(name: &str, span: Span) -> Value {
    unknown(Cause::UnsetGlobal(name.into()), span)
}

/// What a global holds once a value has been assigned to it.
fn held(value: Value, name: &str, span: Span) -> Value {
    let is_kept = matches!(
        value,
        Value::Str(_) | Value::Builtin(_) | Value::Host(_) | Value::Undefined
    );
    if is_kept || !UNHOLDING.contains(&name) {
        return value;
    }
    unknown(Cause::UnheldByWindow(name.into()), span)
}
