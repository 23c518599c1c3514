//! Functions that cannot matter: they look something up in the document, and change what the user sees.
//!
//! Every function that nobody calls is run with unknown arguments, and pages have dozens of them that open
//! a menu or hide a hint. Where a look at the code shows that a run would leave no trace in the model,
//! there is none. The look is strict. Nothing may be named but the function's own variables and the
//! document, so nothing that the page has made is in reach; nothing is made that could be kept; only
//! properties and methods of a short list are set and called; no text may be about Lock or its config.

use crate::lock::interpret::FLAG;
use crate::lock::interpret::domain::function::{Code, FunctionBody};
use swc_ecma_ast::{
    AssignExpr, AssignTarget, CallExpr, Callee, Decl, Expr, Function, Lit, MemberProp, Pat,
    SimpleAssignTarget, Stmt, UnaryExpr, UnaryOp, UpdateExpr, VarDecl, VarDeclKind, VarDeclOrExpr,
};
use swc_ecma_visit::{Visit, VisitWith};

/// Methods that find parts of the document or tell about them, and a few that change what is seen.
const METHODS: &[&str] = &[
    "havoc",
    "contains",
    "focus",
    "getAttribute",
    "getElementById",
    "getElementsByClassName",
    "getElementsByName",
    "getElementsByTagName",
    "hasAttribute",
    "preventDefault",
    "querySelector",
    "querySelectorAll",
    "removeAttribute",
    "scrollIntoView",
    "select",
    "stopPropagation",
];

/// Properties of elements and styles that are text or a state.
const PROPERTIES: &[&str] = &[
    "checked",
    "className",
    "color",
    "cursor",
    "disabled",
    "display",
    "height",
    "hidden",
    "opacity",
    "scrollTop",
    "textContent",
    "title",
    "value",
    "visibility",
    "width",
];

/// A look at the code of one function.
pub(crate) struct Look<'a> {
    /// What the function may name.
    pub(crate) names: Vec<&'a str>,
}

impl Look<'_> {
    pub(crate) fn statement(&self, statement: &Stmt) -> bool {
        match statement {
            Stmt::Empty(_) => true,
            Stmt::Expr(s) => self.expression(&s.expr),
            Stmt::Return(s) => s.arg.as_deref().is_none_or(|value| self.expression(value)),
            Stmt::Block(s) => s.stmts.iter().all(|s| self.statement(s)),
            Stmt::If(s) => {
                self.expression(&s.test)
                    && self.statement(&s.cons)
                    && s.alt.as_deref().is_none_or(|other| self.statement(other))
            }
            Stmt::For(s) => {
                let expression =
                    |e: &Option<Box<Expr>>| e.as_ref().is_none_or(|e| self.expression(e));
                let init = match &s.init {
                    None => true,
                    Some(VarDeclOrExpr::VarDecl(declaration)) => self.variables(declaration),
                    Some(VarDeclOrExpr::Expr(value)) => self.expression(value),
                };
                init && expression(&s.test) && expression(&s.update) && self.statement(&s.body)
            }
            Stmt::While(s) => self.expression(&s.test) && self.statement(&s.body),
            Stmt::Decl(Decl::Var(declaration)) => self.variables(declaration),
            _ => false,
        }
    }

    /// A declaration that is hoisted, so that its names mean the same all over the function.
    fn variables(&self, declaration: &VarDecl) -> bool {
        declaration.kind == VarDeclKind::Var && self.declaration(declaration)
    }

    pub(crate) fn declaration(&self, declaration: &VarDecl) -> bool {
        declaration.decls.iter().all(|declarator| {
            let init = declarator.init.as_deref();
            matches!(declarator.name, Pat::Ident(_)) && init.is_none_or(|e| self.expression(e))
        })
    }

    fn expression(&self, expression: &Expr) -> bool {
        match expression {
            Expr::Lit(literal) => is_harmless(literal),
            Expr::Ident(name) => self.is_own(&name.sym),
            Expr::Paren(e) => self.expression(&e.expr),
            Expr::Unary(e) => e.op != UnaryOp::Delete && self.expression(&e.arg),
            Expr::Update(e) => matches!(&*e.arg, Expr::Ident(name) if self.is_own(&name.sym)),
            Expr::Bin(e) => self.expression(&e.left) && self.expression(&e.right),
            Expr::Cond(e) => {
                self.expression(&e.test) && self.expression(&e.cons) && self.expression(&e.alt)
            }
            Expr::Member(e) => self.expression(&e.obj) && self.key(&e.prop),
            Expr::Assign(e) => self.assignment(e),
            Expr::Call(e) => self.call(e),
            _ => false,
        }
    }

    fn key(&self, key: &MemberProp) -> bool {
        match key {
            MemberProp::Ident(name) => {
                !matches!(&*name.sym, "constructor" | "prototype" | "__proto__")
            }
            MemberProp::Computed(computed) => self.expression(&computed.expr),
            MemberProp::PrivateName(_) => false,
        }
    }

    fn assignment(&self, assignment: &AssignExpr) -> bool {
        let AssignTarget::Simple(target) = &assignment.left else {
            return false;
        };
        let target = match target {
            SimpleAssignTarget::Ident(name) => {
                self.is_own(&name.id.sym) && name.id.sym != "document"
            }
            SimpleAssignTarget::Member(member) => {
                matches!(&member.prop, MemberProp::Ident(key) if PROPERTIES.contains(&&*key.sym))
                    && self.expression(&member.obj)
            }
            _ => false,
        };
        target && self.expression(&assignment.right)
    }

    fn call(&self, call: &CallExpr) -> bool {
        let Callee::Expr(callee) = &call.callee else {
            return false;
        };
        let Expr::Member(method) = &**callee else {
            return false;
        };
        matches!(&method.prop, MemberProp::Ident(name) if METHODS.contains(&&*name.sym))
            && self.expression(&method.obj)
            && call
                .args
                .iter()
                .all(|argument| argument.spread.is_none() && self.expression(&argument.expr))
    }

    fn is_own(&self, name: &str) -> bool {
        self.names.contains(&name)
    }
}

/// Whether a literal is no text about Lock or its config.
fn is_harmless(literal: &Lit) -> bool {
    match literal {
        Lit::Str(text) => text.value.as_str().is_some_and(|text| {
            // Most texts are shorter than what a faster search takes to get ready.
            let bytes = text.as_bytes();
            !bytes.windows(4).any(|word| word == b"Lock")
                && !bytes.windows(2).any(|mark| mark == b"@@")
        }),
        Lit::Bool(_) | Lit::Null(_) | Lit::Num(_) => true,
        _ => false,
    }
}

/// Whether a text is code that constructs Lock.
pub(crate) fn is_construction(text: &str) -> bool {
    ["new Auth0Lock", "Auth0Lock(", "Auth0LockPasswordless("]
        .iter()
        .any(|code| text.contains(code))
}

/// Whether code may set Lock's flag or construct Lock, by its text.
pub(crate) fn may_matter(code: &str) -> bool {
    code.contains(FLAG) || code.contains("Lock")
}

/// Whether code assigns to a parameter of its own, so that `arguments` follows.
pub(crate) fn assigns_parameters(code: Code<'_>) -> bool {
    let mut names: Vec<&str> = Vec::new();
    for pattern in code.parameters() {
        match pattern {
            Pat::Ident(name) => names.push(&name.id.sym),
            // Without plain parameters there is no connection.
            _ => return false,
        }
    }
    let mut search = AssignmentSearch {
        names,
        found: false,
    };
    if let FunctionBody::Statements(statements) = code.body() {
        statements.visit_with(&mut search);
    }
    search.found
}

/// Finds assignments to names.
struct AssignmentSearch<'a> {
    names: Vec<&'a str>,
    found: bool,
}

impl Visit for AssignmentSearch<'_> {
    fn visit_assign_expr(&mut self, e: &AssignExpr) {
        let is_name = |name: &str| self.names.contains(&name);
        self.found |= match &e.left {
            AssignTarget::Simple(SimpleAssignTarget::Ident(name)) => is_name(&name.id.sym),
            AssignTarget::Simple(_) => false,
            AssignTarget::Pat(_) => true,
        };
        e.visit_children_with(self);
    }

    fn visit_update_expr(&mut self, e: &UpdateExpr) {
        self.found |= matches!(&*e.arg, Expr::Ident(name) if self.names.contains(&&*name.sym));
        e.visit_children_with(self);
    }
}

/// Whether code may write to `arguments` or hand it on.
pub(crate) fn writes_arguments(code: Code<'_>) -> bool {
    let mut search = ArgumentsSearch { found: false };
    if let FunctionBody::Statements(statements) = code.body() {
        statements.visit_with(&mut search);
    }
    search.found
}

/// Finds assignments to elements of `arguments`.
struct ArgumentsSearch {
    found: bool,
}

impl ArgumentsSearch {
    fn note(&mut self, target: &Expr) {
        if let Expr::Member(member) = target {
            self.found |= matches!(&*member.obj, Expr::Ident(name) if name.sym == "arguments");
        }
    }
}

impl Visit for ArgumentsSearch {
    fn visit_assign_expr(&mut self, e: &AssignExpr) {
        if let AssignTarget::Simple(SimpleAssignTarget::Member(member)) = &e.left {
            self.found |= matches!(&*member.obj, Expr::Ident(name) if name.sym == "arguments");
        }
        e.visit_children_with(self);
    }

    fn visit_update_expr(&mut self, e: &UpdateExpr) {
        self.note(&e.arg);
        e.visit_children_with(self);
    }

    fn visit_unary_expr(&mut self, e: &UnaryExpr) {
        if e.op == UnaryOp::Delete {
            self.note(&e.arg);
        }
        e.visit_children_with(self);
    }

    fn visit_function(&mut self, _: &Function) {}
}
