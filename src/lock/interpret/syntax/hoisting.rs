//! The names that code declares: hoisting.

use swc_ecma_ast::{
    Decl, Expr, ForHead, Lit, ObjectPatProp, Pat, Stmt, VarDecl, VarDeclKind, VarDeclOrExpr,
};

/// Calls `found` with every name that a pattern binds.
pub(crate) fn bound_names<'a>(pattern: &'a Pat, found: &mut impl FnMut(&'a str)) {
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
pub(crate) fn hoisted_names<'a>(statements: &'a [Stmt], found: &mut impl FnMut(&'a str)) {
    for statement in statements {
        hoisted_in(statement, &mut |name, _| found(name));
    }
}

/// The same for the names that a script cannot share with what an earlier one declares by `let` and
/// the like: functions in blocks are left out, which are then not hoisted.
pub(crate) fn var_names<'a>(statements: &'a [Stmt], found: &mut impl FnMut(&'a str)) {
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
pub(crate) fn lexical_names<'a>(statements: &'a [Stmt], found: &mut impl FnMut(&'a str)) {
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

/// Whether statements begin with the directive `"use strict"`.
pub(crate) fn has_strict_directive(statements: &[Stmt]) -> bool {
    let directives = statements.iter().map_while(|statement| match statement {
        Stmt::Expr(s) => match &*s.expr {
            Expr::Lit(Lit::Str(text)) => Some(text),
            _ => None,
        },
        _ => None,
    });
    let mut texts = directives.filter_map(|text| text.value.as_str());
    texts.any(|text| text == "use strict")
}
