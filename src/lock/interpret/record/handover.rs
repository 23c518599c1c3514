//! Where the config leaves the page's own scripts, so that others can construct Lock with it.

use crate::lock::interpret::Interpreter;
use crate::lock::interpret::budget::LIMITS;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::ids::EnvironmentId;
use crate::lock::interpret::domain::value::Value;
use crate::lock::interpret::state::State;
use crate::lock::interpret::state::environment::Environments;
use crate::lock::{Cause, Handover, HandoverKind};
use crate::span::Span;

/// The field that Lock cannot do without.
const CLIENT: &str = "clientID";

/// How deep in objects and functions the config is looked for.
const DEPTH: usize = 4;

/// Methods that give other scripts what they are given.
const MESSAGES: [&str; 3] = ["CustomEvent", "dispatchEvent", "postMessage"];

/// auth0.js, which is a library and none of the page's own scripts.
const AUTH0_JS: &str = "auth0";

impl Interpreter<'_> {
    /// Code that this page does not show is called.
    pub(crate) fn note_call_elsewhere(
        &mut self,
        function: &Value,
        arguments: &Arguments,
        span: Span,
    ) {
        let is_library = matches!(function, Value::Unknown(reason)
            if matches!(&reason.cause, Cause::UnsetGlobal(name) if &**name == AUTH0_JS));
        let kind = match is_library {
            true => HandoverKind::Auth0Js,
            false => HandoverKind::Argument,
        };
        self.note_given(kind, arguments, span);
    }

    /// A method of the browser is called, which may be one that other scripts listen to.
    pub(crate) fn note_message(&mut self, method: &str, arguments: &Arguments, span: Span) {
        if MESSAGES.contains(&method) {
            self.note_given(HandoverKind::Message, arguments, span);
        } else if method == "setItem" {
            self.note_given(HandoverKind::Stored, arguments, span);
        }
    }

    /// A property of something that all scripts share is set.
    pub(crate) fn note_stored(&mut self, value: &Value, span: Span) {
        self.note_given(
            HandoverKind::Stored,
            &Arguments::of(vec![value.clone()]),
            span,
        );
    }

    fn note_given(&mut self, kind: HandoverKind, arguments: &Arguments, span: Span) {
        let given = arguments.values.iter();
        let index = given
            .enumerate()
            .find_map(|(index, value)| self.state.carries_config(value, 0).then_some(index));
        if let Some(index) = index.filter(|_| !self.state.dead) {
            let place = arguments.spans.get(index).copied().unwrap_or(span);
            self.add_handover(Handover { kind, span: place });
        }
    }

    /// Notes the globals that hold the config when all scripts have run.
    pub(crate) fn note_globals(&mut self) {
        let scopes = [Environments::GLOBAL, Environments::SCRIPT];
        let mut found: Vec<String> = Vec::new();
        for scope in scopes {
            let Some((names, _)) = self.state.environments.record(scope) else {
                continue;
            };
            for (name, variable) in names {
                let value = self.state.heap.try_variable(*variable);
                if value.is_some_and(|value| self.state.carries_config(&value, 0)) {
                    found.push(name.to_string());
                }
            }
        }
        found.sort();
        for name in found {
            self.add_handover(Handover {
                kind: HandoverKind::Global(name),
                span: Span::default(),
            });
        }
    }

    fn add_handover(&mut self, handover: Handover) {
        let handovers = &mut self.recorder.model.handovers;
        if handovers.len() < LIMITS.names && !handovers.contains(&handover) {
            handovers.push(handover);
        }
    }
}

impl State<'_> {
    /// Whether somebody who has the value can construct Lock with the config: it is the config or its text, or
    /// has the client's id, or is a function that knows one of them.
    fn carries_config(&self, value: &Value, depth: usize) -> bool {
        if depth > DEPTH {
            return false;
        }
        value.alternatives().iter().any(|value| match value {
            Value::Encoded => true,
            Value::Json(value) => self.carries_config(value, depth + 1),
            Value::Config(path) => match &path[..] {
                [] => true,
                [field] => &**field == CLIENT,
                _ => false,
            },
            Value::Object(id) => {
                let object = self.heap.object(*id);
                let mut properties = object.properties.iter();
                match &object.kind {
                    Kind::LockInstance { .. } => false,
                    Kind::Function(closure) => {
                        self.knows_config(closure.scope, closure.code.span(), depth)
                    }
                    Kind::Bound {
                        target, arguments, ..
                    } => {
                        let mut all = arguments.iter().chain([target]);
                        all.any(|value| self.carries_config(value, depth + 1))
                    }
                    _ => properties.any(|it| self.carries_config(&it.value, depth + 1)),
                }
            }
            _ => false,
        })
    }

    /// Whether a function names a variable around it that carries the config and is no global.
    fn knows_config(&self, scope: EnvironmentId, code: Span, depth: usize) -> bool {
        let code = self.code(code);
        let mut next = Some(scope);
        while let Some(scope) = next {
            let Some((names, parent)) = self.environments.record(scope) else {
                return false;
            };
            // What is global is told as a global.
            if parent.is_none() || scope == Environments::SCRIPT {
                return false;
            }
            let is_known = names.iter().any(|(name, variable)| {
                let value = self.heap.try_variable(*variable);
                let is_config =
                    |value: &Value| value.config_path().is_some() || *value == Value::Encoded;
                names_it(code, name)
                    && value.is_some_and(|value| {
                        is_config(&value) && self.carries_config(&value, depth + 1)
                    })
            });
            if is_known {
                return true;
            }
            next = parent;
        }
        false
    }
}

/// Whether code has a word.
fn names_it(code: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    code.match_indices(word).any(|(at, _)| {
        let before = code.get(..at).and_then(|it| it.chars().next_back());
        let after = code.get(at + word.len()..).and_then(|it| it.chars().next());
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}
