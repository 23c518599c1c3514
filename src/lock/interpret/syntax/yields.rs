//! Finding `yield` in code.

use swc_ecma_ast::{ArrowExpr, ForOfStmt, Function, Stmt, TryStmt, YieldExpr};
use swc_ecma_visit::{Visit, VisitWith};

/// Whether each `yield` of a generator leaves it as a `return` would: none hands the values of another on, and none
/// stands where leaving runs more code, which is in a loop over an iterator or within a `try` with a `finally`.
/// Functions within it are left aside.
pub(crate) fn yields_like_returns(statements: &[Stmt]) -> bool {
    let mut search = YieldSearch {
        is_guarded: false,
        found: false,
    };
    statements.visit_with(&mut search);
    !search.found
}

struct YieldSearch {
    /// Whether leaving would run more code here.
    is_guarded: bool,
    /// Whether there is a `yield` of another kind.
    found: bool,
}

impl YieldSearch {
    fn visit_guarded(&mut self, is_guarded: bool, node: &impl VisitWith<Self>) {
        let outer = self.is_guarded;
        self.is_guarded |= is_guarded;
        node.visit_children_with(self);
        self.is_guarded = outer;
    }
}

impl Visit for YieldSearch {
    fn visit_yield_expr(&mut self, expression: &YieldExpr) {
        self.found |= expression.delegate || self.is_guarded;
        expression.visit_children_with(self);
    }

    fn visit_for_of_stmt(&mut self, statement: &ForOfStmt) {
        self.visit_guarded(true, statement);
    }

    fn visit_try_stmt(&mut self, statement: &TryStmt) {
        self.visit_guarded(statement.finalizer.is_some(), statement);
    }

    fn visit_function(&mut self, _: &Function) {}

    fn visit_arrow_expr(&mut self, _: &ArrowExpr) {}
}
