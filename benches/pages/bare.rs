//! The parsers without Lockwright: html5ever with a tree that keeps nothing but names, and swc on
//! the scripts it finds.

use std::borrow::Cow;
use std::cell::RefCell;
use std::hint::black_box;
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ParseOpts, QualName, local_name, ns, parse_document};
use swc_common::BytePos;
use swc_ecma_parser::{Parser, StringInput, Syntax};

/// Reads the page and parses its scripts.
pub(crate) fn parse(text: &str) {
    let scripts = parse_document(Sink::new(), ParseOpts::default()).one(text);
    for code in scripts.iter().filter(|code| !code.is_empty()) {
        let end = u32::try_from(code.len()).unwrap_or(u32::MAX - 1) + 1;
        let input = StringInput::new(code, BytePos(1), BytePos(end));
        let program = Parser::new(Syntax::default(), input, None).parse_script();
        drop(black_box(program));
    }
}

/// A node: its name, and whether its text is wanted.
type Node = Rc<QualName>;

/// A tree that keeps the text of scripts and nothing else.
struct Sink {
    document: Node,
    scripts: RefCell<Vec<(Node, String)>>,
}

impl Sink {
    fn new() -> Self {
        Self {
            document: Rc::new(QualName::new(None, ns!(), local_name!(""))),
            scripts: RefCell::default(),
        }
    }
}

impl TreeSink for Sink {
    type Handle = Node;
    type Output = Vec<String>;
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> Vec<String> {
        let scripts = self.scripts.into_inner();
        scripts.into_iter().map(|(_, code)| code).collect()
    }

    fn get_document(&self) -> Node {
        Rc::clone(&self.document)
    }

    fn elem_name<'a>(&'a self, node: &'a Node) -> &'a QualName {
        node
    }

    fn create_element(&self, name: QualName, _: Vec<Attribute>, _: ElementFlags) -> Node {
        let node = Rc::new(name);
        if node.local == local_name!("script") {
            let script = (Rc::clone(&node), String::new());
            self.scripts.borrow_mut().push(script);
        }
        node
    }

    fn append(&self, parent: &Node, child: NodeOrText<Node>) {
        if let NodeOrText::AppendText(text) = child
            && let Some((script, code)) = self.scripts.borrow_mut().last_mut()
            && Rc::ptr_eq(script, parent)
        {
            code.push_str(&text);
        }
    }

    fn create_comment(&self, _: StrTendril) -> Node {
        self.get_document()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Node {
        self.get_document()
    }

    fn get_template_contents(&self, _: &Node) -> Node {
        self.get_document()
    }

    fn same_node(&self, a: &Node, b: &Node) -> bool {
        Rc::ptr_eq(a, b)
    }

    fn parse_error(&self, _: Cow<'static, str>) {}
    fn append_based_on_parent_node(&self, _: &Node, _: &Node, _: NodeOrText<Node>) {}
    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}
    fn set_quirks_mode(&self, _: QuirksMode) {}
    fn append_before_sibling(&self, _: &Node, _: NodeOrText<Node>) {}
    fn add_attrs_if_missing(&self, _: &Node, _: Vec<Attribute>) {}
    fn remove_from_parent(&self, _: &Node) {}
    fn reparent_children(&self, _: &Node, _: &Node) {}
}
