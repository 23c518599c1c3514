//! The strings in a page's code.

use swc_common::Spanned;
use swc_ecma_ast::{Str, Tpl};
use swc_ecma_visit::{Visit, VisitWith};

use super::Context;
use crate::Span;

/// The places of all strings, and of the parts of templates, in code that parses.
pub(super) fn texts(context: &Context<'_>) -> Vec<Span> {
    let mut texts = Texts(Vec::new());
    for program in context.programs() {
        program.visit_with(&mut texts);
    }
    texts.0
}

struct Texts(Vec<Span>);

impl Visit for Texts {
    fn visit_str(&mut self, node: &Str) {
        self.0.push(node.span.into());
    }

    fn visit_tpl(&mut self, node: &Tpl) {
        self.0
            .extend(node.quasis.iter().map(|part| Span::from(part.span())));
        node.visit_children_with(self);
    }
}
