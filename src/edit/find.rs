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

/// A copy of the outermost expression that has exactly that span.
///
/// Walks the tree, so it must run on a thread with a big stack, see [`crate::stack`].
#[must_use]
pub fn find_expression(program: &Program, span: Span) -> Option<Box<Expr>> {
    Finder::run(program, span).expression
}

struct Finder {
    target: Span,
    expression: Option<Box<Expr>>,
    object: Option<ObjectLit>,
    pattern: Option<ObjectPat>,
}

impl Finder {
    fn run(program: &Program, target: Span) -> Self {
        let mut finder = Self {
            target,
            expression: None,
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
            if self.expression.is_none() && Span::from(node.span()) == self.target {
                self.expression = Some(Box::new(node.clone()));
            }
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

#[cfg(test)]
mod tests {
    use swc_common::BytePos;
    use swc_ecma_parser::{Parser, StringInput, Syntax};

    use super::*;

    #[test]
    fn nodes_are_found_by_their_exact_span() {
        let code = "class A { m({ p, q: { r } }) { return [{ a: { b: 1 } }, `${{}}`] } }";
        let end = u32::try_from(code.len()).expect("a short text") + 1;
        let input = StringInput::new(code, BytePos(1), BytePos(end));
        let script = Parser::new(Syntax::default(), input, None).parse_script();
        let program = Program::Script(script.expect("a script"));
        let cases = [
            ("{ p, q: { r } }", None, Some(2)),
            ("{ r }", None, Some(1)),
            ("{ a: { b: 1 } }", Some(1), None),
            ("{ b: 1 }", Some(1), None),
            ("{}", Some(0), None),
            ("{ return [{ a: { b: 1 } }, `${{}}`] }", None, None),
            ("a: { b: 1 }", None, None),
        ];
        for (node, properties, names) in cases {
            let start = code.find(node).expect("the node");
            let span = Span::new(start, start + node.len());
            let object = find_object(&program, span).map(|object| object.props.len());
            let pattern = find_pattern(&program, span).map(|pattern| pattern.props.len());
            assert_eq!((object, pattern), (properties, names), "{node}");
        }
    }
}
