//! How the page names the config at some place, so that new code can use the same name.

use std::rc::Rc;

use swc_common::Spanned;
use swc_ecma_ast::{Expr, MemberProp, ObjectPat, ObjectPatProp, PropName};

use crate::lock::ConfigName;
use crate::lock::interpret::budget::LIMITS;
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::ids::Id;
use crate::lock::interpret::domain::value::{Path, Value, path_strings};
use crate::lock::interpret::state::State;
use crate::lock::interpret::state::environment::Environments;
use crate::lock::interpret::{FIELD, Interpreter};
use crate::span::Span;

/// The fields that new code needs.
const NEEDED: [&str; 2] = [FIELD, "auth0Domain"];

/// What has been seen to hold the config so far.
#[derive(Default)]
pub(crate) struct Names {
    holders: Vec<(Rc<str>, Id)>,
    reads: Vec<Read>,
    patterns: Vec<Destructuring>,
}

/// The page read a field of the config: `config` of `config.clientID`.
struct Read {
    expression: Span,
    depth: usize,
}

/// The page destructured the config: a name that this bound, and the pattern.
struct Destructuring {
    witness: (Rc<str>, Id),
    bound: Vec<Rc<str>>,
    pattern: Span,
}

fn is_needed(path: &Path) -> bool {
    match &path[..] {
        [] => true,
        [field] => NEEDED.contains(&&**field),
        _ => false,
    }
}

impl<'a> Interpreter<'a> {
    /// Notes that a variable was given the config, or a field that new code may need.
    pub(crate) fn note_holder(&mut self, name: &str, variable: Id, value: &Value) {
        let holds = value.config_path().is_some_and(is_needed);
        let has_room = self.recorder.names.holders.len() < LIMITS.names;
        if holds
            && has_room
            && !self
                .recorder
                .names
                .holders
                .iter()
                .any(|(_, v)| *v == variable)
        {
            self.recorder.names.holders.push((Rc::from(name), variable));
        }
    }

    /// Notes that the page reads a field of `object`, which `expression` names.
    pub(crate) fn note_read(&mut self, expression: &'a Expr, object: &Value) {
        if object.config_path().is_some_and(|p| p.is_empty()) && is_plain_chain(expression) {
            self.recorder.names.reads.push(Read {
                expression: expression.span().into(),
                depth: self.state.running.len(),
            });
        }
    }

    /// Notes that the config is destructured by a pattern whose names are about to be bound.
    pub(crate) fn note_pattern(&mut self, pattern: &'a ObjectPat, value: &Value) {
        let has_room = self.recorder.names.patterns.len() < LIMITS.names;
        if !has_room || value.config_path().is_none_or(|p| !p.is_empty()) {
            return;
        }
        let mut bound: Vec<Rc<str>> = Vec::new();
        for property in &pattern.props {
            if let ObjectPatProp::Assign(p) = property {
                bound.push(Rc::from(&*p.key.id.sym));
            }
            if let ObjectPatProp::KeyValue(p) = property
                && let (PropName::Ident(_), swc_ecma_ast::Pat::Ident(name)) = (&p.key, &*p.value)
            {
                bound.push(Rc::from(&*name.id.sym));
            }
        }
        let scope = self.state.context.environment;
        let witness = bound.iter().find_map(|name| {
            self.state
                .environments
                .lookup(scope, name)
                .map(|variable| (name.clone(), variable))
        });
        let pattern = Span::from(pattern.span);
        if let Some(witness) = witness
            && !self
                .recorder
                .names
                .patterns
                .iter()
                .any(|p| p.pattern == pattern && p.witness == witness)
        {
            self.recorder.names.patterns.push(Destructuring {
                witness,
                bound,
                pattern,
            });
        }
    }

    /// A moment to give to [`names_since`](Self::names_since).
    pub(crate) fn names_mark(&self) -> usize {
        self.recorder.names.reads.len()
    }

    /// How the config can be named here and now: first the way the code within `place` does it,
    /// which has run since the mark.
    pub(crate) fn names_since(&self, mark: usize, place: Span) -> Vec<ConfigName> {
        let depth = self.state.running.len();
        let mut names: Vec<ConfigName> = Vec::new();
        for read in self.recorder.names.reads.get(mark..).unwrap_or_default() {
            if read.depth == depth && place.contains(read.expression) {
                add(
                    &mut names,
                    self.state.code(read.expression),
                    Vec::new(),
                    None,
                );
            }
        }
        for (name, variable) in self.recorder.names.holders.iter().rev() {
            let value = self.state.heap.variable(*variable);
            let Some(path) = value.config_path() else {
                continue;
            };
            if !is_needed(path) || value.alternatives().iter().any(Value::is_nullish) {
                continue;
            }
            match self
                .state
                .environments
                .lookup(self.state.context.environment, name)
            {
                Some(found) if found == *variable => {
                    add(&mut names, name, path_strings(path), None);
                }
                _ if self.state.environments.own(Environments::GLOBAL, name) == Some(*variable) => {
                    add(
                        &mut names,
                        &format!("window.{name}"),
                        path_strings(path),
                        None,
                    );
                }
                _ => {}
            }
        }
        for destructuring in &self.recorder.names.patterns {
            let (witness, variable) = &destructuring.witness;
            if self
                .state
                .environments
                .lookup(self.state.context.environment, witness)
                != Some(*variable)
            {
                continue;
            }
            for field in NEEDED {
                let is_free = self
                    .state
                    .environments
                    .lookup(self.state.context.environment, field)
                    .is_none();
                if is_free && !destructuring.bound.iter().any(|b| &**b == field) {
                    add(
                        &mut names,
                        field,
                        vec![field.to_owned()],
                        Some(destructuring.pattern),
                    );
                }
            }
        }
        names.sort_by_key(|name| (name.pattern.is_some(), !name.path.is_empty()));
        names
    }
}

impl State<'_> {
    /// How the config can be named here as a property of an object that a variable holds, for where it
    /// has no other name.
    pub(crate) fn names_by_path(&self) -> Vec<ConfigName> {
        let mut names: Vec<ConfigName> = Vec::new();
        let mut looks = LIMITS.name_lookups;
        for (name, variable) in self.environments.visible(self.context.environment) {
            if looks == 0 || !names.is_empty() {
                break;
            }
            looks -= 1;
            if let Value::Object(id) = self.heap.variable(variable) {
                self.find_in_object(id, &name, 1, &mut looks, &mut names);
            }
        }
        names
    }

    pub(crate) fn find_in_object(
        &self,
        id: Id,
        expression: &str,
        depth: usize,
        looks: &mut usize,
        names: &mut Vec<ConfigName>,
    ) {
        let object = self.heap.object(id);
        if !matches!(object.kind, Kind::Plain) {
            return;
        }
        for property in &object.properties {
            if *looks == 0 {
                return;
            }
            *looks -= 1;
            if property.maybe_absent || property.is_accessor || !is_identifier(&property.key) {
                continue;
            }
            let expression = format!("{expression}.{}", property.key);
            match &property.value {
                Value::Config(path) if is_needed(path) => {
                    add(names, &expression, path_strings(path), None);
                }
                Value::Object(inner) if depth < LIMITS.name_depth => {
                    self.find_in_object(*inner, &expression, depth + 1, looks, names);
                }
                _ => {}
            }
        }
    }
}

fn is_identifier(key: &str) -> bool {
    swc_ecma_ast::Ident::verify_symbol(key).is_ok()
}

fn add(names: &mut Vec<ConfigName>, expression: &str, path: Vec<String>, pattern: Option<Span>) {
    if !names.iter().any(|n| n.expression == expression) {
        names.push(ConfigName {
            expression: expression.to_owned(),
            path,
            pattern,
        });
    }
}

/// Whether an expression is made of names and dots only, so that it may be said again.
fn is_plain_chain(expression: &Expr) -> bool {
    match expression {
        Expr::Ident(_) | Expr::This(_) => true,
        Expr::Member(member) => {
            matches!(member.prop, MemberProp::Ident(_)) && is_plain_chain(&member.obj)
        }
        _ => false,
    }
}
