//! Finding `a || b ? c : d` where `a || (b ? c : d)` was meant.

use swc_common::Spanned;
use swc_ecma_ast::{BinaryOp, CondExpr, Expr, Lit};
use swc_ecma_visit::{Visit, VisitWith};

use crate::Span;
use crate::rules::Context;

/// A conditional whose test is an alternative that was not meant as one.
#[derive(Debug, Clone, Copy)]
pub(super) struct MisreadTest {
    /// The whole conditional.
    pub(super) whole: Span,
    /// What was meant to be tested.
    pub(super) test: Span,
}

/// The response types that are chosen so: the left operand of the test names `response_type`, and the
/// branches are strings.
pub(super) fn misread_tests(context: &Context<'_>) -> Vec<MisreadTest> {
    if !context.mentions(&["response_type"]) {
        return Vec::new();
    }
    let mut search = Search {
        text: context.text,
        found: Vec::new(),
    };
    for program in context.programs() {
        program.visit_with(&mut search);
    }
    search.found
}

struct Search<'t> {
    text: &'t str,
    found: Vec<MisreadTest>,
}

impl Visit for Search<'_> {
    fn visit_cond_expr(&mut self, node: &CondExpr) {
        let are_strings = [&node.cons, &node.alt]
            .into_iter()
            .all(|branch| matches!(&**branch, Expr::Lit(Lit::Str(_))));
        if let Expr::Bin(test) = &*node.test
            && test.op == BinaryOp::LogicalOr
            && are_strings
            && Span::from(test.left.span())
                .text(self.text)
                .contains("response_type")
        {
            self.found.push(MisreadTest {
                whole: node.span.into(),
                test: test.right.span().into(),
            });
        }
        node.visit_children_with(self);
    }
}
