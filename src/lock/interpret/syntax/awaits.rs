//! Finding `await` in code.

use swc_ecma_ast::{ArrowExpr, AwaitExpr, Class, ForOfStmt, Function, Stmt};
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
