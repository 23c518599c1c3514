//! Environments: which variable a name means where, and hoisting.

use std::collections::HashSet;
use std::rc::Rc;

use crate::lock::interpret::domain::ids::EnvironmentId;
use crate::lock::interpret::domain::ids::Id;
use rustc_hash::FxHashMap;

/// The names that an environment declares, and their variables.
pub(crate) type Names = FxHashMap<Rc<str>, Id>;

#[derive(Debug, Default)]
struct Scope {
    parent: Option<EnvironmentId>,
    names: Names,
    /// Whether `var` declarations land here.
    is_function: bool,
}

/// All environments made so far. The first holds the properties of `window`; the second, in it, what the
/// scripts' `let`, `const` and `class` declare, which all scripts see and `window` has not.
#[derive(Debug)]
pub(crate) struct Environments(Vec<Scope>);

impl Environments {
    pub(crate) const GLOBAL: EnvironmentId = EnvironmentId(0);

    /// Where scripts run.
    pub(crate) const SCRIPT: EnvironmentId = EnvironmentId(1);

    pub(crate) fn new() -> Self {
        let mut environments = Self(vec![Scope {
            is_function: true,
            ..Scope::default()
        }]);
        environments.open(Self::GLOBAL, false);
        environments
    }

    pub(crate) fn open(&mut self, parent: EnvironmentId, is_function: bool) -> EnvironmentId {
        self.0.push(Scope {
            parent: Some(parent),
            is_function,
            ..Scope::default()
        });
        EnvironmentId(self.0.len() - 1)
    }

    pub(crate) fn declare(&mut self, scope: EnvironmentId, name: &str, variable: Id) {
        if let Some(scope) = self.0.get_mut(scope.0) {
            scope.names.insert(Rc::from(name), variable);
        }
    }

    /// The variable of that name in this very scope.
    pub(crate) fn own(&self, scope: EnvironmentId, name: &str) -> Option<Id> {
        self.0.get(scope.0).and_then(|s| s.names.get(name)).copied()
    }

    /// The variable that a name means in a scope.
    pub(crate) fn lookup(&self, scope: EnvironmentId, name: &str) -> Option<Id> {
        let mut next = Some(scope);
        while let Some(scope) = next.and_then(|id| self.0.get(id.0)) {
            if let Some(variable) = scope.names.get(name) {
                return Some(*variable);
            }
            next = scope.parent;
        }
        None
    }

    /// The names of a scope itself with their variables, and the scope around.
    pub(crate) fn record(&self, scope: EnvironmentId) -> Option<(&Names, Option<EnvironmentId>)> {
        self.0
            .get(scope.0)
            .map(|scope| (&scope.names, scope.parent))
    }

    /// Every name that means a variable in a scope, and the variable: inner environments first, and in the
    /// order of the names.
    pub(crate) fn visible(&self, scope: EnvironmentId) -> Vec<(Rc<str>, Id)> {
        let mut visible: Vec<(Rc<str>, Id)> = Vec::new();
        let mut shadowed: HashSet<Rc<str>> = HashSet::new();
        let mut next = Some(scope);
        while let Some(scope) = next.and_then(|id| self.0.get(id.0)) {
            let mut names: Vec<_> = scope.names.iter().map(|(n, v)| (n.clone(), *v)).collect();
            names.sort_by(|(a, _), (b, _)| a.cmp(b));
            names.retain(|(name, _)| shadowed.insert(name.clone()));
            visible.append(&mut names);
            next = scope.parent;
        }
        visible
    }

    /// The scope that a `var` in `scope` belongs to.
    pub(crate) fn function_scope(&self, scope: EnvironmentId) -> EnvironmentId {
        let mut at = scope;
        while let Some(found) = self.0.get(at.0).filter(|s| !s.is_function) {
            match found.parent {
                Some(parent) => at = parent,
                None => break,
            }
        }
        at
    }
}
