//! Which names are declared where, and whether two declarations of one name can stand together.

use std::collections::HashMap;

use swc_common::Span;
use swc_ecma_ast::Id;

/// How a name comes to be declared in a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// By `var`, which declares it in every scope up to the function; or by a function at the top level
    /// of a function or script.
    Var,
    /// By `let`, `const`, `class`, `using` or an import.
    Lexical,
    /// By a plain function in a block of sloppy code, where another such function may follow.
    BlockFunction,
    /// As a parameter.
    Parameter,
    /// As the parameter of a `catch`, which a `var` may have the name of.
    Caught,
    /// By a pattern that is the parameter of a `catch`.
    CaughtPattern,
}

impl Role {
    fn bit(self) -> u8 {
        1 << self as u8
    }

    /// The roles that a name cannot have had when it gets this one.
    fn conflicts(self) -> u8 {
        let all = u8::MAX;
        match self {
            Self::Lexical => all,
            Self::BlockFunction => all & !Self::BlockFunction.bit(),
            Self::Var => {
                Self::Lexical.bit() | Self::BlockFunction.bit() | Self::CaughtPattern.bit()
            }
            Self::Parameter => Self::Lexical.bit(),
            Self::Caught | Self::CaughtPattern => all,
        }
    }
}

#[derive(Debug)]
struct Entry {
    name: Id,
    role: Role,
    span: Span,
}

#[derive(Debug)]
struct Scope {
    /// Its first entry.
    start: usize,
    /// Whether `var` goes no further out.
    is_function: bool,
    /// Whether there is an entry that another one could conflict with.
    is_contended: bool,
}

/// The scopes around, and all that has been declared in them. Scopes without lexical declarations, as
/// all are in old code, cost next to nothing.
#[derive(Debug, Default)]
pub(super) struct Declarations {
    entries: Vec<Entry>,
    scopes: Vec<Scope>,
    is_module: bool,
}

impl Declarations {
    /// The functions at the top level of a module are lexical declarations.
    pub(super) fn enter_module(&mut self) {
        self.is_module = true;
    }

    pub(super) fn open(&mut self, is_function: bool) {
        self.scopes.push(Scope {
            start: self.entries.len(),
            is_function,
            is_contended: false,
        });
    }

    pub(super) fn declare(&mut self, name: Id, role: Role, span: Span) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.is_contended |= !matches!(role, Role::Var | Role::Parameter);
            self.entries.push(Entry { name, role, span });
        }
    }

    /// The role of a function declared in the present scope.
    pub(super) fn function_role(&self, is_plain: bool, strict: bool) -> Role {
        let at_top = self.scopes.last().is_some_and(|scope| scope.is_function);
        let in_module = self.is_module && self.scopes.len() == 1;
        match (at_top && !in_module, is_plain && !strict) {
            (true, _) => Role::Var,
            (false, true) => Role::BlockFunction,
            (false, false) => Role::Lexical,
        }
    }

    /// Ends a scope. Gives a declaration that cannot stand beside an earlier one, if there is any.
    pub(super) fn close(&mut self) -> Option<(Id, Span)> {
        let scope = self.scopes.pop()?;
        let conflict = if scope.is_contended {
            self.conflict(scope.start)
        } else {
            None
        };
        if scope.is_function {
            self.entries.truncate(scope.start);
        } else if scope.is_contended {
            let inner = self.entries.split_off(scope.start);
            let hoisted = inner.into_iter().filter(|entry| entry.role == Role::Var);
            self.entries.extend(hoisted);
        }
        conflict
    }

    fn conflict(&self, start: usize) -> Option<(Id, Span)> {
        let mut seen: HashMap<&Id, u8> = HashMap::new();
        self.entries
            .get(start..)
            .unwrap_or_default()
            .iter()
            .find(|entry| {
                let roles = seen.entry(&entry.name).or_default();
                let conflicts = *roles & entry.role.conflicts() != 0;
                *roles |= entry.role.bit();
                conflicts
            })
            .map(|entry| (entry.name.clone(), entry.span))
    }
}
