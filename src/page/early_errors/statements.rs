//! Statements: what may stand where a single one is due, labels, `catch`, `delete`, exports.

use std::collections::HashSet;

use swc_common::Spanned;
use swc_ecma_ast::{
    CatchClause, ContinueStmt, Decl, DefaultDecl, ExportSpecifier, Expr, IfStmt, LabeledStmt,
    MemberProp, Module, ModuleDecl, ModuleExportName, ModuleItem, OptChainBase, Pat, Stmt,
    VarDeclKind,
};
use swc_ecma_visit::VisitWith;

use super::Checker;
use super::declarations::Role;

impl Checker {
    /// The body of a loop or of `with`.
    pub(super) fn check_body(&mut self, body: &Stmt) {
        if matches!(body, Stmt::Decl(Decl::Fn(_))) {
            self.fail(
                "a function cannot be declared here without a block",
                body.span(),
            );
        }
        self.check_single(body);
        body.visit_with(self);
    }

    /// Lexical declarations and classes need a block around.
    fn check_single(&mut self, body: &Stmt) {
        let needs_block = match body {
            Stmt::Decl(Decl::Var(declaration)) => declaration.kind != VarDeclKind::Var,
            Stmt::Decl(Decl::Class(_) | Decl::Using(_)) => true,
            _ => false,
        };
        if needs_block {
            self.fail(
                "a declaration cannot stand here without a block",
                body.span(),
            );
        }
    }

    pub(super) fn check_if(&mut self, statement: &IfStmt) {
        statement.test.visit_with(self);
        self.check_branch(&statement.cons);
        let mut alternative = statement.alt.as_deref();
        // `else if` chains are followed in a loop, so that their length costs no stack.
        while let Some(branch) = alternative {
            let Stmt::If(next) = branch else {
                return self.check_branch(branch);
            };
            next.test.visit_with(self);
            self.check_branch(&next.cons);
            alternative = next.alt.as_deref();
        }
    }

    /// Sloppy code may have a plain function there, as if it stood in a block.
    fn check_branch(&mut self, branch: &Stmt) {
        let Stmt::Decl(Decl::Fn(declaration)) = branch else {
            self.check_single(branch);
            return branch.visit_with(self);
        };
        let function = &declaration.function;
        if self.strict || function.is_async || function.is_generator {
            self.fail(
                "a function cannot be declared here without a block",
                branch.span(),
            );
        }
        self.in_block(|me| branch.visit_with(me));
    }

    pub(super) fn check_labeled(&mut self, statement: &LabeledStmt) {
        let mut inner = &*statement.body;
        while let Stmt::Labeled(labeled) = inner {
            inner = &labeled.body;
        }
        let is_loop = matches!(
            inner,
            Stmt::For(_) | Stmt::ForIn(_) | Stmt::ForOf(_) | Stmt::While(_) | Stmt::DoWhile(_)
        );
        if let Stmt::Decl(Decl::Fn(declaration)) = inner {
            let function = &declaration.function;
            if self.strict || function.is_async || function.is_generator {
                self.fail("a function cannot be labelled here", inner.span());
            }
        }
        self.check_single(&statement.body);
        self.labels.push((statement.label.to_id(), is_loop));
        statement.body.visit_with(self);
        self.labels.pop();
    }

    pub(super) fn check_continue(&mut self, statement: &ContinueStmt) {
        let Some(label) = &statement.label else {
            return;
        };
        let meant = self
            .labels
            .iter()
            .rev()
            .find(|(name, _)| *name == label.to_id());
        if meant.is_some_and(|(_, is_loop)| !is_loop) {
            self.fail(format!("`{}` labels no loop", label.sym), label.span);
        }
    }

    /// The parameter and the body's own declarations are of one scope, as they may not share names.
    pub(super) fn check_catch(&mut self, clause: &CatchClause) {
        self.in_block(|me| {
            if let Some(parameter) = &clause.param {
                let role = match parameter {
                    Pat::Ident(_) => Role::Caught,
                    _ => Role::CaughtPattern,
                };
                me.declare_pattern(parameter, role);
                parameter.visit_with(me);
            }
            clause.body.stmts.visit_with(me);
        });
    }

    pub(super) fn check_delete(&mut self, operand: &Expr) {
        let member = match operand {
            Expr::Paren(paren) => return self.check_delete(&paren.expr),
            Expr::Ident(name) if self.strict => {
                return self.fail("strict code cannot delete a variable", name.span);
            }
            Expr::Member(member) => member,
            Expr::OptChain(chain) => match &*chain.base {
                OptChainBase::Member(member) => member,
                OptChainBase::Call(_) => return,
            },
            _ => return,
        };
        if let MemberProp::PrivateName(name) = &member.prop {
            self.fail("a private field cannot be deleted", name.span);
        }
    }

    /// No two exports of a module have the same name.
    pub(super) fn check_exports(&mut self, module: &Module) {
        let mut seen: HashSet<String> = HashSet::new();
        for item in &module.body {
            let ModuleItem::ModuleDecl(declaration) = item else {
                continue;
            };
            for name in exported_names(declaration) {
                if seen.contains(&name) {
                    let message = format!("`{name}` is exported twice");
                    self.fail(message, declaration.span());
                }
                seen.insert(name);
            }
        }
    }
}

fn exported_names(declaration: &ModuleDecl) -> Vec<String> {
    match declaration {
        ModuleDecl::ExportDecl(export) => match &export.decl {
            Decl::Fn(function) => vec![function.ident.sym.to_string()],
            Decl::Class(class) => vec![class.ident.sym.to_string()],
            _ => Vec::new(),
        },
        ModuleDecl::ExportNamed(export) => {
            export.specifiers.iter().filter_map(exported_name).collect()
        }
        ModuleDecl::ExportDefaultExpr(_) => vec!["default".to_owned()],
        ModuleDecl::ExportDefaultDecl(export) => match export.decl {
            DefaultDecl::Class(_) | DefaultDecl::Fn(_) => vec!["default".to_owned()],
            DefaultDecl::TsInterfaceDecl(_) => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn exported_name(specifier: &ExportSpecifier) -> Option<String> {
    let name = match specifier {
        ExportSpecifier::Named(named) => named.exported.as_ref().unwrap_or(&named.orig),
        ExportSpecifier::Namespace(namespace) => &namespace.name,
        ExportSpecifier::Default(default) => return Some(default.exported.sym.to_string()),
    };
    Some(match name {
        ModuleExportName::Ident(name) => name.sym.to_string(),
        ModuleExportName::Str(name) => name.value.to_string_lossy().into_owned(),
    })
}
