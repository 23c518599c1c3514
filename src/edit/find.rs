//! Finding the syntax node that stands at a span.

use swc_common::Spanned;
use swc_ecma_ast::{Expr, ObjectLit, ObjectPat, Program, Stmt};
use swc_ecma_visit::{Visit, VisitWith};

use crate::span::Span;

/// A copy of the object literal whose braces and all between have exactly that span. (swc's
/// visitors cannot lend out what they see.)
///
/// Walks the tree, so it must run on a thread with a big stack, see [`crate::stack`].
#[must_use]
pub fn find_object(program: &Program, span: Span) -> Option<ObjectLit> {
    Finder::run(program, span).object
}

/// A copy of the object pattern (`{ a, b: c }` in a declaration, parameter or assignment) whose
/// braces and all between have exactly that span.
///
/// Walks the tree, so it must run on a thread with a big stack, see [`crate::stack`].
#[must_use]
pub fn find_pattern(program: &Program, span: Span) -> Option<ObjectPat> {
    Finder::run(program, span).pattern
}

struct Finder {
    target: Span,
    object: Option<ObjectLit>,
    pattern: Option<ObjectPat>,
}

impl Finder {
    fn run(program: &Program, target: Span) -> Self {
        let mut finder = Self {
            target,
            object: None,
            pattern: None,
        };
        program.visit_with(&mut finder);
        finder
    }

    /// Whether the target can be inside a node.
    fn may_hold(&self, node: &impl Spanned) -> bool {
        Span::from(node.span()).contains(self.target)
    }
}

impl Visit for Finder {
    fn visit_stmt(&mut self, node: &Stmt) {
        if self.may_hold(node) {
            node.visit_children_with(self);
        }
    }

    fn visit_expr(&mut self, node: &Expr) {
        if self.may_hold(node) {
            node.visit_children_with(self);
        }
    }

    fn visit_object_lit(&mut self, node: &ObjectLit) {
        if Span::from(node.span) == self.target {
            self.object = Some(node.clone());
        } else {
            node.visit_children_with(self);
        }
    }

    fn visit_object_pat(&mut self, node: &ObjectPat) {
        if Span::from(node.span) == self.target {
            self.pattern = Some(node.clone());
        } else {
            node.visit_children_with(self);
        }
    }
}
