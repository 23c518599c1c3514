//! Scopes: which variable a name means where, and hoisting.

use std::rc::Rc;

use rustc_hash::FxHashMap;
use swc_ecma_ast::{Decl, ForHead, ObjectPatProp, Pat, Stmt, VarDecl, VarDeclKind, VarDeclOrExpr};

use super::heap::Id;

/// A scope of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ScopeId(usize);

#[derive(Debug, Default)]
struct Scope {
    parent: Option<ScopeId>,
    names: FxHashMap<Rc<str>, Id>,
    /// Whether `var` declarations land here.
    is_function: bool,
}

/// All scopes made so far. The first holds the properties of `window`; the second, in it, what the
/// scripts' `let`, `const` and `class` declare, which all scripts see and `window` has not.
#[derive(Debug)]
pub(super) struct Scopes(Vec<Scope>);

impl Scopes {
    pub(super) const GLOBAL: ScopeId = ScopeId(0);

    /// Where scripts run.
    pub(super) const SCRIPT: ScopeId = ScopeId(1);

    pub(super) fn new() -> Self {
        let mut scopes = Self(vec![Scope {
            is_function: true,
            ..Scope::default()
        }]);
        scopes.open(Self::GLOBAL, false);
        scopes
    }

    pub(super) fn open(&mut self, parent: ScopeId, is_function: bool) -> ScopeId {
        self.0.push(Scope {
            parent: Some(parent),
            is_function,
            ..Scope::default()
        });
        ScopeId(self.0.len() - 1)
    }

    pub(super) fn declare(&mut self, scope: ScopeId, name: &str, variable: Id) {
        if let Some(scope) = self.0.get_mut(scope.0) {
            scope.names.insert(Rc::from(name), variable);
        }
    }

    /// The variable of that name in this very scope.
    pub(super) fn own(&self, scope: ScopeId, name: &str) -> Option<Id> {
        self.0.get(scope.0).and_then(|s| s.names.get(name)).copied()
    }

    /// The variable that a name means in a scope.
    pub(super) fn lookup(&self, scope: ScopeId, name: &str) -> Option<Id> {
        let mut next = Some(scope);
        while let Some(scope) = next.and_then(|id| self.0.get(id.0)) {
            if let Some(variable) = scope.names.get(name) {
                return Some(*variable);
            }
            next = scope.parent;
        }
        None
    }

    /// The scope that a `var` in `scope` belongs to.
    pub(super) fn function_scope(&self, scope: ScopeId) -> ScopeId {
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

/// Calls `found` with every name that a pattern binds.
pub(super) fn bound_names<'a>(pattern: &'a Pat, found: &mut impl FnMut(&'a str)) {
    match pattern {
        Pat::Ident(name) => found(&name.id.sym),
        Pat::Array(array) => array
            .elems
            .iter()
            .flatten()
            .for_each(|p| bound_names(p, found)),
        Pat::Rest(rest) => bound_names(&rest.arg, found),
        Pat::Assign(assign) => bound_names(&assign.left, found),
        Pat::Object(object) => object.props.iter().for_each(|property| match property {
            ObjectPatProp::KeyValue(p) => bound_names(&p.value, found),
            ObjectPatProp::Assign(p) => found(&p.key.id.sym),
            ObjectPatProp::Rest(p) => bound_names(&p.arg, found),
        }),
        Pat::Invalid(_) | Pat::Expr(_) => {}
    }
}

fn declared_names<'a>(declaration: &'a VarDecl, found: &mut impl FnMut(&'a str)) {
    for declarator in &declaration.decls {
        bound_names(&declarator.name, found);
    }
}

/// Calls `found` with every name that `var` declares in these statements, functions inside left
/// out. Functions declared in blocks count: outside of strict mode they are hoisted like `var`.
pub(super) fn hoisted_names<'a>(statements: &'a [Stmt], found: &mut impl FnMut(&'a str)) {
    for statement in statements {
        hoisted_in(statement, &mut |name, _| found(name));
    }
}

/// The same for the names that a script cannot share with what an earlier one declares by `let` and
/// the like: functions in blocks are left out, which are then not hoisted.
pub(super) fn var_names<'a>(statements: &'a [Stmt], found: &mut impl FnMut(&'a str)) {
    for statement in statements {
        match statement {
            Stmt::Decl(Decl::Fn(function)) => found(&function.ident.sym),
            _ => hoisted_in(statement, &mut |name, by| {
                if by == Hoisted::Var {
                    found(name);
                }
            }),
        }
    }
}

/// What hoists a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hoisted {
    Var,
    Function,
}

fn hoisted_list<'a>(statements: &'a [Stmt], found: &mut impl FnMut(&'a str, Hoisted)) {
    for statement in statements {
        hoisted_in(statement, found);
    }
}

fn hoisted_in<'a>(statement: &'a Stmt, found: &mut impl FnMut(&'a str, Hoisted)) {
    match statement {
        Stmt::Decl(Decl::Var(v)) if v.kind == VarDeclKind::Var => {
            declared_names(v, &mut |name| found(name, Hoisted::Var))
        }
        Stmt::Decl(Decl::Fn(function)) => found(&function.ident.sym, Hoisted::Function),
        Stmt::Block(block) => hoisted_list(&block.stmts, found),
        Stmt::If(s) => {
            hoisted_in(&s.cons, found);
            if let Some(alternative) = &s.alt {
                hoisted_in(alternative, found);
            }
        }
        Stmt::For(s) => {
            if let Some(VarDeclOrExpr::VarDecl(v)) = &s.init
                && v.kind == VarDeclKind::Var
            {
                declared_names(v, &mut |name| found(name, Hoisted::Var));
            }
            hoisted_in(&s.body, found);
        }
        Stmt::ForIn(s) => hoisted_in_head(&s.left, &s.body, found),
        Stmt::ForOf(s) => hoisted_in_head(&s.left, &s.body, found),
        Stmt::While(s) => hoisted_in(&s.body, found),
        Stmt::DoWhile(s) => hoisted_in(&s.body, found),
        Stmt::Labeled(s) => hoisted_in(&s.body, found),
        Stmt::With(s) => hoisted_in(&s.body, found),
        Stmt::Switch(s) => s
            .cases
            .iter()
            .for_each(|case| hoisted_list(&case.cons, found)),
        Stmt::Try(s) => {
            hoisted_list(&s.block.stmts, found);
            if let Some(handler) = &s.handler {
                hoisted_list(&handler.body.stmts, found);
            }
            if let Some(finalizer) = &s.finalizer {
                hoisted_list(&finalizer.stmts, found);
            }
        }
        _ => {}
    }
}

fn hoisted_in_head<'a>(
    head: &'a ForHead,
    body: &'a Stmt,
    found: &mut impl FnMut(&'a str, Hoisted),
) {
    if let ForHead::VarDecl(v) = head
        && v.kind == VarDeclKind::Var
    {
        declared_names(v, &mut |name| found(name, Hoisted::Var));
    }
    hoisted_in(body, found);
}

/// Calls `found` with every name that `let`, `const`, `class` or `using` declares directly in
/// these statements.
pub(super) fn lexical_names<'a>(statements: &'a [Stmt], found: &mut impl FnMut(&'a str)) {
    for statement in statements {
        match statement {
            Stmt::Decl(Decl::Var(v)) if v.kind != VarDeclKind::Var => declared_names(v, found),
            Stmt::Decl(Decl::Class(class)) => found(&class.ident.sym),
            Stmt::Decl(Decl::Using(using)) => {
                using.decls.iter().for_each(|d| bound_names(&d.name, found));
            }
            _ => {}
        }
    }
}
