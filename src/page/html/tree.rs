//! The tree sink: keeps of the tree only what tells which tag belongs to which element.
//!
//! The tree builder tells when it creates an element but not always when it closes one. So after each
//! tag it is asked which elements are open, the way a garbage collector would ask.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, Tracer, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, ExpandedName, LocalName, Namespace, QualName, ns};

use super::Document;
use super::state::{Created, Current, Node, State, is_formatting};
use crate::span::Span;

/// How many steps the tree builder may take for each byte of the page. Pages need fewer than ten;
/// hostile ones would have it search its stacks for hours.
const STEPS_PER_BYTE: usize = 60;

/// The steps that any page may take.
const STEPS_AT_LEAST: usize = 5_000_000;

/// Formatting elements that the tree builder can compare in the time of one step.
const COMPARED_PER_STEP: usize = 16;

/// Elements that may have a declarative shadow root, besides custom ones.
const SHADOW_HOSTS: [&str; 18] = [
    "article",
    "aside",
    "blockquote",
    "body",
    "div",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "main",
    "nav",
    "p",
    "section",
    "span",
];

/// A node of the tree as the tree builder names it. The name is kept in here, where it can be given
/// out by reference.
#[derive(Clone)]
pub(super) struct Handle {
    pub(super) id: usize,
    pub(super) namespace: Namespace,
    pub(super) name: LocalName,
}

/// The sink. What it keeps is behind cells, as [`TreeSink`] asks.
pub(super) struct Tree<'a> {
    text: &'a str,
    steps: Cell<usize>,
    state: RefCell<State>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            steps: Cell::new(0),
            state: RefCell::new(State::new()),
        }
    }

    /// Takes notice of the token that the tree builder will get.
    pub(super) fn begin(&self, current: Current) {
        let mut state = self.state.borrow_mut();
        if self.steps.get() > STEPS_AT_LEAST + STEPS_PER_BYTE * self.text.len() {
            state.exhausted = true;
            state.elements.exhausted(current.span);
        }
        state.current = current;
        state.created = None;
    }

    /// Whether the tree builder has done more than any honest page asks for, and gets no more.
    pub(super) fn is_exhausted(&self) -> bool {
        self.state.borrow().exhausted
    }

    /// The text of the page.
    pub(super) fn page(&self) -> &'a str {
        self.text
    }

    /// Takes notice of text.
    pub(super) fn text(&self, piece: &str) {
        self.state.borrow_mut().elements.text(self.text, piece);
    }

    /// Whether text belongs to a script.
    pub(super) fn collects_text(&self) -> bool {
        self.state.borrow().elements.is_in_script()
    }

    /// Takes notice of a comment.
    pub(super) fn comment(&self, span: Span) {
        self.state.borrow_mut().elements.comment(span);
    }

    /// Notes that a tag is not where it should be.
    pub(super) fn positions_failed(&self, span: Span) {
        self.state.borrow_mut().elements.positions_failed(span);
    }

    /// To be called when the tree builder is through with a tag. `references` are the nodes that it
    /// still refers to, from its stack of open elements and elsewhere.
    pub(super) fn done(&self, references: &References) {
        let mut references = references.ids.borrow_mut();
        self.steps.set(self.steps.get() + references.len());
        let mut state = self.state.borrow_mut();
        state.opened(self.text);
        state.close_all_but(self.text, &references);
        references.clear();
    }

    /// To be called at the end of the page, where all elements close.
    pub(super) fn end(&self) {
        self.state.borrow_mut().end(self.text);
    }

    /// What was found.
    pub(super) fn into_document(self) -> Document {
        self.state
            .into_inner()
            .elements
            .into_document(self.text.len())
    }

    fn step(&self) {
        self.steps.set(self.steps.get() + 1);
    }
}

/// The nodes that the tree builder refers to, more than once where it does. Kept from tag to tag for
/// its memory.
#[derive(Default)]
pub(super) struct References {
    ids: RefCell<Vec<usize>>,
}

impl Tracer for References {
    type Handle = Handle;

    fn trace_handle(&self, node: &Handle) {
        self.ids.borrow_mut().push(node.id);
    }
}

impl TreeSink for Tree<'_> {
    type Handle = Handle;
    type Output = Self;
    type ElemName<'n>
        = ExpandedName<'n>
    where
        Self: 'n;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle {
            id: 0,
            namespace: Namespace::default(),
            name: LocalName::default(),
        }
    }

    fn elem_name<'n>(&'n self, target: &'n Handle) -> ExpandedName<'n> {
        self.step();
        ExpandedName {
            ns: &target.namespace,
            local: &target.name,
        }
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        flags: ElementFlags,
    ) -> Handle {
        let mut state = self.state.borrow_mut();
        let mut handle = Handle {
            id: 0,
            namespace: name.ns.clone(),
            name: name.local.clone(),
        };
        if is_formatting(&name.local) {
            state.formatting += 1;
            self.steps
                .set(self.steps.get() + state.formatting / COMPARED_PER_STEP);
        }
        handle.id = state.create(name, attributes);
        if flags.template {
            // The contents are the node after the element.
            state.nodes.push(Node {
                inert: true,
                ..Node::default()
            });
        }
        handle
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.get_document()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.get_document()
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.state.borrow_mut().insert(parent.id, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, _: &Handle, child: NodeOrText<Handle>) {
        // Beside the table or into what is around it: inert or not, they are alike.
        self.append_before_sibling(element, child);
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        Handle {
            id: target.id + 1,
            ..self.get_document()
        }
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        self.step();
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        self.state.borrow_mut().insert(sibling.id, child);
    }

    /// A second `<body>` or `<html>` adds its attributes, handlers among them, to the first.
    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        let mut state = self.state.borrow_mut();
        let name = QualName::new(None, target.namespace.clone(), target.name.clone());
        if state.current.opens(&name) {
            state.created = Some(Created {
                node: target.id,
                name,
                attributes,
            });
        }
    }

    fn remove_from_parent(&self, _: &Handle) {}

    fn reparent_children(&self, _: &Handle, _: &Handle) {}

    fn attach_declarative_shadow(&self, host: &Handle, template: &Handle, _: &[Attribute]) -> bool {
        let mut state = self.state.borrow_mut();
        let allowed = host.namespace == ns!(html)
            && (SHADOW_HOSTS.contains(&&*host.name) || host.name.contains('-'));
        let Some(node) = state
            .nodes
            .get_mut(host.id)
            .filter(|node| allowed && !node.shadow_host)
        else {
            return false;
        };
        node.shadow_host = true;
        let inert = node.inert;
        // What is in a shadow root lives, unlike what is in a template.
        if let Some(contents) = state.nodes.get_mut(template.id + 1) {
            contents.inert = inert;
        }
        true
    }
}
