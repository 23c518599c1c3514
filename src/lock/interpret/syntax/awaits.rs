//! Finding `await` in code.

use swc_ecma_ast::{
    ArrowExpr, AssignTarget, AwaitExpr, Callee, Class, Decl, Expr, ForOfStmt, Function,
    SimpleAssignTarget, Stmt,
};
use swc_ecma_visit::{Visit, VisitWith};

/// Whether a statement awaits something, functions within it left aside.
pub(crate) fn awaits(statement: &Stmt) -> bool {
    let mut search = AwaitSearch { found: false };
    statement.visit_with(&mut search);
    search.found
}

struct AwaitSearch {
    found: bool,
}

impl Visit for AwaitSearch {
    fn visit_await_expr(&mut self, _: &AwaitExpr) {
        self.found = true;
    }

    fn visit_for_of_stmt(&mut self, statement: &ForOfStmt) {
        self.found |= statement.is_await;
        statement.visit_children_with(self);
    }

    fn visit_function(&mut self, _: &Function) {}

    fn visit_arrow_expr(&mut self, _: &ArrowExpr) {}

    fn visit_class(&mut self, _: &Class) {}
}

/// The `await` of a statement that is evaluated before anything else in it.
pub(crate) fn first_await(statement: &Stmt) -> Option<&AwaitExpr> {
    let expression = match statement {
        Stmt::Expr(s) => match &*s.expr {
            Expr::Assign(e)
                if matches!(&e.left, AssignTarget::Simple(SimpleAssignTarget::Ident(_))) =>
            {
                &*e.right
            }
            other => other,
        },
        Stmt::Return(s) => s.arg.as_deref()?,
        Stmt::Throw(s) => &s.arg,
        Stmt::If(s) => &s.test,
        Stmt::Switch(s) => &s.discriminant,
        Stmt::Decl(Decl::Var(declaration)) => {
            let first = declaration.decls.iter().find_map(|d| d.init.as_deref());
            first?
        }
        _ => return None,
    };
    leftmost(expression)
}

/// The `await` that an expression begins with.
fn leftmost(expression: &Expr) -> Option<&AwaitExpr> {
    match expression {
        Expr::Await(e) => leftmost(&e.arg).or(Some(e)),
        Expr::Paren(e) => leftmost(&e.expr),
        Expr::Member(e) => leftmost(&e.obj),
        Expr::Bin(e) => leftmost(&e.left),
        Expr::Cond(e) => leftmost(&e.test),
        Expr::Unary(e) => leftmost(&e.arg),
        Expr::Seq(e) => leftmost(e.exprs.first()?),
        Expr::Call(e) => match &e.callee {
            Callee::Expr(callee) => leftmost(callee),
            _ => None,
        },
        _ => None,
    }
}
