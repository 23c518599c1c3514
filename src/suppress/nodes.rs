//! The pieces of a script that a comment can stand in front of.

use std::collections::HashMap;

use swc_common::Spanned;
use swc_ecma_ast::{ClassMember, ExprOrSpread, ObjectPatProp, Program, PropOrSpread, Stmt};
use swc_ecma_visit::{Visit, VisitWith};

use crate::span::Span;

/// Where the nodes of a syntax tree are.
#[derive(Debug, Default)]
pub(super) struct Nodes {
    /// Where the longest node ends that starts at an offset.
    ends: HashMap<usize, usize>,
    /// The statements, class members and properties, each with the index of the one around it, in the
    /// order of their starts.
    units: Vec<(Span, Option<usize>)>,
}

impl Nodes {
    /// Walks a tree, so it must run on a thread with a big stack, see [`crate::stack`].
    pub(super) fn of(program: &Program) -> Self {
        let mut collector = Collector::default();
        // Not the program itself, which starts where its first statement does.
        match program {
            Program::Module(module) => module.body.visit_with(&mut collector),
            Program::Script(script) => script.body.visit_with(&mut collector),
        }
        let Collector { ends, mut units } = collector;
        units.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        units.dedup();
        Self {
            ends,
            units: with_parents(units),
        }
    }

    /// The outermost node that starts at an offset.
    pub(super) fn starting_at(&self, start: usize) -> Option<Span> {
        let end = self.ends.get(&start)?;
        Some(Span::new(start, *end))
    }

    /// The innermost statement, class member or property that holds an offset.
    pub(super) fn unit_around(&self, offset: usize) -> Option<Span> {
        let after = self.units.partition_point(|(span, _)| span.start <= offset);
        let last = after.checked_sub(1);
        let get = |index: Option<usize>| index.and_then(|index| self.units.get(index));
        let mut around = std::iter::successors(get(last), |(_, parent)| get(*parent));
        around
            .find(|(span, _)| offset < span.end)
            .map(|(span, _)| *span)
    }
}

/// Adds to each of some sorted spans which of them is the one around it.
fn with_parents(units: Vec<Span>) -> Vec<(Span, Option<usize>)> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut result = Vec::with_capacity(units.len());
    for (index, span) in units.into_iter().enumerate() {
        while open.last().is_some_and(|(_, end)| *end <= span.start) {
            open.pop();
        }
        result.push((span, open.last().map(|(parent, _)| *parent)));
        open.push((index, span.end));
    }
    result
}

#[derive(Default)]
struct Collector {
    ends: HashMap<usize, usize>,
    units: Vec<Span>,
}

impl Collector {
    fn add(&mut self, span: swc_common::Span) {
        if span.is_dummy() {
            return;
        }
        let span = Span::from(span);
        let end = self.ends.entry(span.start).or_insert(span.end);
        *end = (*end).max(span.end);
    }

    fn add_unit(&mut self, span: swc_common::Span) {
        self.add(span);
        self.units.push(span.into());
    }
}

impl Visit for Collector {
    fn visit_span(&mut self, span: &swc_common::Span) {
        self.add(*span);
    }

    fn visit_stmt(&mut self, node: &Stmt) {
        self.add_unit(node.span());
        node.visit_children_with(self);
    }

    fn visit_class_member(&mut self, node: &ClassMember) {
        self.add_unit(node.span());
        node.visit_children_with(self);
    }

    // These have no span of their own in the tree.

    fn visit_prop_or_spread(&mut self, node: &PropOrSpread) {
        self.add_unit(node.span());
        node.visit_children_with(self);
    }

    fn visit_object_pat_prop(&mut self, node: &ObjectPatProp) {
        self.add(node.span());
        node.visit_children_with(self);
    }

    fn visit_expr_or_spread(&mut self, node: &ExprOrSpread) {
        self.add(node.span());
        node.visit_children_with(self);
    }
}
