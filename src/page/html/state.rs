//! Which nodes of the tree have a start tag in the text, and which of these are open.

use html5ever::interface::NodeOrText;
use html5ever::{Attribute, LocalName, QualName, local_name, ns};

use super::elements::{Elements, Opening};
use super::tree::Handle;
use crate::page;
use crate::span::Span;

/// The token that the tree builder is at work on.
pub(super) struct Current {
    kind: Kind,
    pub(super) span: Span,
    pub(super) name: LocalName,
    /// The attributes of a plain tag.
    pub(super) attributes: Option<Vec<page::Attribute>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    StartTag,
    EndTag,
    Other,
}

impl Current {
    pub(super) fn start_tag(span: Span, name: &LocalName) -> Self {
        Self {
            kind: Kind::StartTag,
            span,
            name: name.clone(),
            attributes: None,
        }
    }

    pub(super) fn end_tag(span: Span, name: &LocalName) -> Self {
        Self {
            kind: Kind::EndTag,
            span,
            name: name.clone(),
            attributes: None,
        }
    }

    pub(super) fn other(span: Span) -> Self {
        Self {
            kind: Kind::Other,
            span,
            name: LocalName::default(),
            attributes: None,
        }
    }

    /// The same with the attributes, if they are known already.
    pub(super) fn with_attributes(self, attributes: Option<Vec<page::Attribute>>) -> Self {
        Self { attributes, ..self }
    }

    /// Whether an element of that name is what this start tag asks for.
    pub(super) fn opens(&self, name: &QualName) -> bool {
        self.kind == Kind::StartTag
            && (self.name == name.local
                || (name.ns != ns!(html) && self.name.eq_ignore_ascii_case(&name.local))
                || (self.name == local_name!("image") && name.local == local_name!("img")))
    }
}

/// What is known of the tree while it is being built.
pub(super) struct State {
    pub(super) nodes: Vec<Node>,
    pub(super) current: Current,
    /// What the current start tag has created.
    pub(super) created: Option<Created>,
    pub(super) elements: Elements,
    /// The nodes whose elements are open, outermost first.
    pub(super) open: Vec<usize>,
    /// How often the tree builder has been asked which elements are open.
    pub(super) rounds: usize,
    /// How many elements have been created that the list of formatting elements may hold.
    pub(super) formatting: usize,
    /// The end tags of `body` and `html`, which close them only at the end of the page.
    pub(super) late_ends: Vec<(LocalName, Span)>,
    pub(super) exhausted: bool,
}

/// A node of the tree.
#[derive(Clone, Copy, Default)]
pub(super) struct Node {
    /// Index into the elements, when the node has a start tag in the text.
    pub(super) element: Option<usize>,
    pub(super) inert: bool,
    /// Whether it has a shadow root.
    pub(super) shadow_host: bool,
    /// How often the tree builder refers to the node when it is open.
    pub(super) references: usize,
    /// How often it was found to in the round that follows.
    pub(super) found: usize,
    pub(super) found_in: usize,
}

/// What a start tag has created.
pub(super) struct Created {
    pub(super) node: usize,
    pub(super) name: QualName,
    pub(super) attributes: Vec<Attribute>,
}

impl State {
    /// Nothing but the document.
    pub(super) fn new() -> Self {
        Self {
            nodes: vec![Node::default()],
            current: Current::other(Span::default()),
            created: None,
            elements: Elements::default(),
            open: Vec::new(),
            rounds: 0,
            formatting: 0,
            late_ends: Vec::new(),
            exhausted: false,
        }
    }

    /// Connects the current start tag with the element that it created.
    pub(super) fn opened(&mut self, text: &str) {
        let Some(Created {
            node: id,
            name,
            attributes,
        }) = self.created.take()
        else {
            return;
        };
        let Some(node) = self.nodes.get_mut(id) else {
            return;
        };
        let html = name.ns == ns!(html);
        let opening = Opening {
            name: name.local.to_ascii_lowercase(),
            html,
            inert: node.inert,
            start_tag: self.current.span,
            decoded: attributes,
            attributes: self.current.attributes.take(),
        };
        if let Some(first) = node.element {
            self.elements.open_again(text, opening, first);
            return;
        }
        node.element = Some(self.elements.open(text, opening));
        // Beside the stack there are a list of formatting elements and a pointer to the head.
        let is_listed = html && (is_formatting(&name.local) || name.local == local_name!("head"));
        node.references = if is_listed { 2 } else { 1 };
        self.open.push(id);
    }

    /// Closes the elements that the tree builder has closed at the current tag.
    pub(super) fn close_all_but(&mut self, text: &str, references: &[usize]) {
        self.rounds += 1;
        for &id in references {
            if let Some(node) = self.nodes.get_mut(id) {
                if node.found_in != self.rounds {
                    (node.found, node.found_in) = (0, self.rounds);
                }
                node.found += 1;
            }
        }
        let Self {
            nodes,
            open,
            elements,
            current,
            rounds,
            late_ends,
            ..
        } = self;
        let mut end_tag = (current.kind == Kind::EndTag).then_some(current.span);
        open.retain(|&id| {
            let Some(node) = nodes.get(id) else {
                return false;
            };
            let is_open = node.found_in == *rounds && node.found >= node.references;
            if let Some(element) = node.element.filter(|_| !is_open) {
                let its = end_tag.take_if(|_| elements.name(element) == Some(&current.name));
                elements.close(text, element, current.span.start, its);
            }
            is_open
        });
        // These tags close nothing before the end of the page.
        let is_open = || {
            open.iter()
                .any(|&id| named(nodes, elements, id) == Some(&current.name))
        };
        if let Some(tag) = end_tag
            && matches!(current.name, local_name!("body") | local_name!("html"))
            && !late_ends.iter().any(|(name, _)| *name == current.name)
            && is_open()
        {
            late_ends.push((current.name.clone(), tag));
        }
    }

    pub(super) fn end(&mut self, text: &str) {
        for id in std::mem::take(&mut self.open) {
            let Some(element) = self.nodes.get(id).and_then(|node| node.element) else {
                continue;
            };
            let name = self.elements.name(element);
            let late = self.late_ends.iter().find(|(late, _)| Some(late) == name);
            // An SVG may have elements of these names as well.
            let end_tag = late
                .map(|&(_, tag)| tag)
                .filter(|tag| self.elements.begins_before(element, *tag));
            let end = end_tag.map_or(text.len(), |tag| tag.start);
            self.elements.close(text, element, end, end_tag);
        }
    }

    pub(super) fn create(&mut self, name: QualName, attributes: Vec<Attribute>) -> usize {
        let node = self.nodes.len();
        self.nodes.push(Node::default());
        // When formatting elements are opened again, copies of the same name come first.
        if self.current.opens(&name) {
            self.created = Some(Created {
                node,
                name,
                attributes,
            });
        }
        node
    }

    /// A node is inert when what it is put into is.
    pub(super) fn insert(&mut self, parent: usize, child: NodeOrText<Handle>) {
        let inert = self.nodes.get(parent).is_some_and(|node| node.inert);
        if let NodeOrText::AppendNode(child) = child
            && let Some(child) = self.nodes.get_mut(child.id)
        {
            child.inert |= inert;
        }
    }
}

/// The name of a node's element.
fn named<'e>(nodes: &[Node], elements: &'e Elements, id: usize) -> Option<&'e LocalName> {
    nodes
        .get(id)
        .and_then(|node| node.element)
        .and_then(|element| elements.name(element))
}

/// Whether the parser keeps elements of that name in its list of active formatting elements.
pub(super) fn is_formatting(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a")
            | local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}
