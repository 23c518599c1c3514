//! Early errors that swc's parser does not tell: code that parses by the grammar, and that a browser
//! refuses to run all the same.
//!
//! The commonest is a name that is declared twice (`const config` copied from two tutorials). A browser
//! then runs nothing of the script, so that whatever the script seems to give Lock is never given.
//! What is looked for are the rules of ECMAScript that Chromium was seen to enforce where swc does not.

mod classes;
mod declarations;
mod functions;
mod literals;
mod regexp;
mod statements;

use swc_common::Span;
use swc_ecma_ast::{
    BindingIdent, BlockStmt, CallExpr, Callee, CatchClause, Class, ClassDecl, ContinueStmt,
    DoWhileStmt, FnDecl, FnExpr, ForInStmt, ForOfStmt, ForStmt, Function, Id, IfStmt, ImportDecl,
    LabeledStmt, MethodProp, Module, ObjectLit, PrivateName, Program, Regex, StaticBlock, Str,
    SwitchStmt, UnaryExpr, UnaryOp, UsingDecl, VarDecl, VarDeclKind, WhileStmt, WithStmt,
};
use swc_ecma_visit::{Visit, VisitWith};

use self::declarations::{Declarations, Role};
use super::javascript::SyntaxError;

/// The first early error of a program that has parsed, if there is one.
///
/// Recurses as deep as the program nests.
pub(super) fn find(program: &Program) -> Option<SyntaxError> {
    let mut checker = Checker::default();
    program.visit_with(&mut checker);
    checker.error
}

/// What holds at the place of the program that is looked at.
#[derive(Default)]
struct Checker {
    error: Option<SyntaxError>,
    declarations: Declarations,
    /// Whether the code is strict.
    strict: bool,
    /// Whether `super(…)` may be called.
    in_derived_constructor: bool,
    /// The labels around within the function, and whether each labels a loop.
    labels: Vec<(Id, bool)>,
    /// The private names of the classes around, one list a class.
    private_names: Vec<Vec<Id>>,
}

impl Checker {
    fn fail(&mut self, message: impl Into<String>, span: Span) {
        self.error.get_or_insert_with(|| SyntaxError {
            message: message.into(),
            span: span.into(),
        });
    }

    fn declare(&mut self, name: Id, role: Role, span: Span) {
        if role == Role::Lexical && &*name.0 == "let" {
            self.fail("`let` cannot be the name of a lexical declaration", span);
        }
        self.declarations.declare(name, role, span);
    }

    /// Visits what has a block scope of its own.
    fn in_block(&mut self, visit: impl FnOnce(&mut Self)) {
        self.declarations.open(false);
        visit(self);
        self.close_scope();
    }

    fn close_scope(&mut self) {
        if let Some((name, span)) = self.declarations.close() {
            self.fail(format!("`{}` has already been declared", name.0), span);
        }
    }

    /// In strict code some names cannot be bound or assigned to.
    fn check_name(&mut self, name: &str, span: Span) {
        if self.strict && is_restricted(name) {
            self.fail(format!("`{name}` cannot be bound in strict mode"), span);
        }
    }
}

/// What strict code cannot bind: `eval`, `arguments` and the words that it reserves.
fn is_restricted(name: &str) -> bool {
    matches!(
        name,
        "eval"
            | "arguments"
            | "implements"
            | "interface"
            | "let"
            | "package"
            | "private"
            | "protected"
            | "public"
            | "static"
            | "yield"
    )
}

impl Visit for Checker {
    fn visit_program(&mut self, program: &Program) {
        self.declarations.open(true);
        match program {
            Program::Script(script) => {
                self.strict = functions::is_strict(&script.body);
                script.visit_children_with(self);
            }
            Program::Module(module) => module.visit_with(self),
        }
        self.close_scope();
    }

    fn visit_module(&mut self, module: &Module) {
        self.strict = true;
        self.declarations.enter_module();
        self.check_exports(module);
        module.visit_children_with(self);
    }

    fn visit_import_decl(&mut self, import: &ImportDecl) {
        for specifier in &import.specifiers {
            let local = specifier.local();
            self.declare(local.to_id(), Role::Lexical, local.span);
        }
    }

    fn visit_var_decl(&mut self, declaration: &VarDecl) {
        let role = if declaration.kind == VarDeclKind::Var {
            Role::Var
        } else {
            Role::Lexical
        };
        for declarator in &declaration.decls {
            self.declare_pattern(&declarator.name, role);
        }
        declaration.visit_children_with(self);
    }

    fn visit_using_decl(&mut self, declaration: &UsingDecl) {
        for declarator in &declaration.decls {
            self.declare_pattern(&declarator.name, Role::Lexical);
        }
        declaration.visit_children_with(self);
    }

    fn visit_class_decl(&mut self, declaration: &ClassDecl) {
        let name = &declaration.ident;
        self.declare(name.to_id(), Role::Lexical, name.span);
        declaration.class.visit_with(self);
    }

    fn visit_class(&mut self, class: &Class) {
        self.check_class(class);
    }

    fn visit_static_block(&mut self, block: &StaticBlock) {
        self.check_static_block(block);
    }

    fn visit_private_name(&mut self, name: &PrivateName) {
        self.check_private_name(name);
    }

    fn visit_fn_decl(&mut self, declaration: &FnDecl) {
        self.check_function_declaration(declaration);
    }

    fn visit_fn_expr(&mut self, expression: &FnExpr) {
        if let Some(name) = &expression.ident {
            self.check_function_name(name, &expression.function);
        }
        self.check_function(&expression.function, false);
    }

    fn visit_function(&mut self, function: &Function) {
        self.check_function(function, false);
    }

    fn visit_method_prop(&mut self, method: &MethodProp) {
        method.key.visit_with(self);
        self.check_function(&method.function, true);
    }

    fn visit_arrow_expr(&mut self, arrow: &swc_ecma_ast::ArrowExpr) {
        self.check_arrow(arrow);
    }

    fn visit_block_stmt(&mut self, block: &BlockStmt) {
        self.in_block(|me| block.visit_children_with(me));
    }

    fn visit_switch_stmt(&mut self, statement: &SwitchStmt) {
        statement.discriminant.visit_with(self);
        self.in_block(|me| statement.cases.visit_with(me));
    }

    fn visit_catch_clause(&mut self, clause: &CatchClause) {
        self.check_catch(clause);
    }

    fn visit_for_stmt(&mut self, statement: &ForStmt) {
        self.in_block(|me| {
            statement.init.visit_with(me);
            statement.test.visit_with(me);
            statement.update.visit_with(me);
            me.check_body(&statement.body);
        });
    }

    fn visit_for_in_stmt(&mut self, statement: &ForInStmt) {
        self.in_block(|me| {
            statement.left.visit_with(me);
            statement.right.visit_with(me);
            me.check_body(&statement.body);
        });
    }

    fn visit_for_of_stmt(&mut self, statement: &ForOfStmt) {
        self.in_block(|me| {
            statement.left.visit_with(me);
            statement.right.visit_with(me);
            me.check_body(&statement.body);
        });
    }

    fn visit_while_stmt(&mut self, statement: &WhileStmt) {
        statement.test.visit_with(self);
        self.check_body(&statement.body);
    }

    fn visit_do_while_stmt(&mut self, statement: &DoWhileStmt) {
        self.check_body(&statement.body);
        statement.test.visit_with(self);
    }

    fn visit_with_stmt(&mut self, statement: &WithStmt) {
        statement.obj.visit_with(self);
        self.check_body(&statement.body);
    }

    fn visit_if_stmt(&mut self, statement: &IfStmt) {
        self.check_if(statement);
    }

    fn visit_labeled_stmt(&mut self, statement: &LabeledStmt) {
        self.check_labeled(statement);
    }

    fn visit_continue_stmt(&mut self, statement: &ContinueStmt) {
        self.check_continue(statement);
    }

    fn visit_call_expr(&mut self, call: &CallExpr) {
        if matches!(call.callee, Callee::Super(_)) && !self.in_derived_constructor {
            self.fail(
                "`super` can be called in the constructor of a subclass only",
                call.span,
            );
        }
        call.visit_children_with(self);
    }

    fn visit_unary_expr(&mut self, unary: &UnaryExpr) {
        if unary.op == UnaryOp::Delete {
            self.check_delete(&unary.arg);
        }
        unary.visit_children_with(self);
    }

    fn visit_binding_ident(&mut self, name: &BindingIdent) {
        self.check_name(&name.id.sym, name.id.span);
    }

    fn visit_object_lit(&mut self, literal: &ObjectLit) {
        self.check_object(literal);
        literal.visit_children_with(self);
    }

    fn visit_regex(&mut self, literal: &Regex) {
        if let Some(reason) = regexp::error(&literal.exp, &literal.flags) {
            let message = format!("the regular expression is not valid: {reason}");
            self.fail(message, literal.span);
        }
    }

    fn visit_str(&mut self, literal: &Str) {
        self.check_string(literal);
    }
}

#[cfg(test)]
mod tests;
