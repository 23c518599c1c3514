//! Literals keep their placeholders: of code that was parsed with placeholders masked, each literal is read
//! again from what the page has.

use swc_common::BytePos;
use swc_ecma_ast::{Expr, Lit, Program, Regex, Str, Tpl, TplElement};
use swc_ecma_visit::{VisitMut, VisitMutWith};

use super::{Goal, parser};
use crate::page::placeholder;

/// Gives the literals of masked code the text that they have in `code`, which begins at `start`.
pub(super) fn unmask(program: &mut Program, code: &str, start: BytePos) {
    program.visit_mut_with(&mut Unmask { code, start });
}

struct Unmask<'a> {
    code: &'a str,
    start: BytePos,
}

impl Unmask<'_> {
    /// The real text of a node, if there is a placeholder in it.
    fn original(&self, span: swc_common::Span) -> Option<&str> {
        let from = span.lo.0.checked_sub(self.start.0)? as usize;
        let to = span.hi.0.checked_sub(self.start.0)? as usize;
        let text = self.code.get(from..to)?;
        (!placeholder::find(text).is_empty()).then_some(text)
    }
}

/// Parses a single expression.
fn expression(code: &str, start: BytePos) -> Option<Expr> {
    parser(code, start, Goal::Script, None)
        .parse_expr()
        .ok()
        .map(|expression| *expression)
}

impl VisitMut for Unmask<'_> {
    fn visit_mut_str(&mut self, node: &mut Str) {
        let Some(text) = self.original(node.span) else {
            return;
        };
        if let Some(Expr::Lit(Lit::Str(original))) = expression(text, node.span.lo) {
            *node = original;
        }
    }

    fn visit_mut_tpl_element(&mut self, node: &mut TplElement) {
        let Some(text) = self.original(node.span) else {
            return;
        };
        if let Some(Expr::Tpl(Tpl { quasis, .. })) = expression(&format!("`{text}`"), BytePos(1))
            && let [original] = quasis.as_slice()
        {
            node.cooked.clone_from(&original.cooked);
            node.raw.clone_from(&original.raw);
        }
    }

    fn visit_mut_regex(&mut self, node: &mut Regex) {
        let Some(text) = self.original(node.span) else {
            return;
        };
        if let Some(Expr::Lit(Lit::Regex(original))) = expression(text, node.span.lo) {
            *node = original;
        }
    }
}
