//! What a browser sees in a page: its elements, its scripts as syntax trees, its placeholders.
//!
//! Everything here is a pure function of the text, and every position is a byte offset into it.

mod comment;
mod foreign;
mod handler;
mod html;
mod imports;
mod javascript;
mod linked;
mod nesting;
mod placeholder;
mod replacement;
mod script;

pub use comment::{Comment, CommentKind};
pub use foreign::{ForeignScript, foreign_scripts};
pub use handler::Handler;
pub use html5ever::LocalName;
pub(crate) use imports::imports_of;
pub use imports::{Import, imports};
pub use javascript::{SyntaxError, SyntaxErrorKind};
pub use linked::{Address, LinkedScript, LinkedText, Links, Reference, Trees};
#[cfg(feature = "witness")]
pub(crate) use placeholder::masked_outside_strings;
pub use placeholder::{Placeholder, PlaceholderStyle};
pub use script::{Body, Script, ScriptKind};

use std::sync::Arc;

use swc_ecma_ast::Program;

use crate::span::Span;

/// A page as a browser reads it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Page {
    /// Every element that stands in the text, in document order. Elements that the parser implies
    /// (`html`, `head`, `tbody`) are left out. A second `<body>` or `<html>` tag is an element with
    /// the attributes that it adds to the first.
    pub elements: Vec<Element>,
    /// Every `<script>` element a browser would look at, in document order.
    pub scripts: Vec<Script>,
    /// Every inline event handler (`onclick="…"`) and `javascript:` URL, in document order.
    pub handlers: Vec<Handler>,
    /// The comments in markup, and those in the code of scripts and handlers that say
    /// `lockwright-ignore` somewhere and parse. In order; none inside a `<template>`.
    pub comments: Vec<Comment>,
    /// Every `@@KEY@@` and `##KEY##` of the text, wherever it stands, in order.
    pub placeholders: Vec<Placeholder>,
    /// What keeps this page from being read, or edited, in whole.
    pub problems: Vec<Problem>,
    /// Where the scripts from elsewhere are whose code is at hand.
    pub links: Arc<Links>,
    /// The code of these scripts, in their order.
    pub linked: Vec<Body>,
}

/// An element whose start tag stands in the text.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Element {
    /// Lower-case name, as the tree has it.
    pub name: LocalName,
    /// The start tag, from `<` to `>`.
    pub start_tag: Span,
    /// What stands between the tags; up to where the parser closed it when there is no end tag.
    pub content: Span,
    /// The end tag, when there is one.
    pub end_tag: Option<Span>,
    /// The attributes in source order, duplicates left out as a browser leaves them out.
    pub attributes: Vec<Attribute>,
    /// Whether the element, or one around it, is inert: inside `<template>` or `<noscript>`.
    pub inert: bool,
    /// Whether the element is in the HTML namespace (an SVG `<script>` is not).
    pub html: bool,
}

impl Element {
    /// The attribute of that (lower-case) name.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|a| *a.name == *name)
    }
}

/// An attribute of a start tag.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Attribute {
    /// Lower-case name.
    pub name: LocalName,
    /// The whole attribute: name, `=`, quotes and value.
    pub span: Span,
    /// The value as it stands in the text, without quotes; `None` when there is no `=`.
    pub value_span: Option<Span>,
    /// The value after decoding, when that is not what stands in the text.
    decoded: Option<Box<str>>,
}

impl Attribute {
    /// The value with character references decoded. `text` is that of the page.
    #[must_use]
    pub fn value<'t>(&'t self, text: &'t str) -> &'t str {
        match (&self.decoded, self.value_span) {
            (Some(decoded), _) => decoded,
            (None, Some(span)) => span.text(text),
            (None, None) => "",
        }
    }

    /// Whether the value stands in the text as it is, so that offsets into it are offsets into the
    /// file.
    #[must_use]
    pub fn is_verbatim(&self) -> bool {
        self.value_span.is_some() && self.decoded.is_none()
    }
}

/// Something about the page that keeps it from being read or edited in whole.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// Where.
    pub span: Span,
}

/// The kinds of [`Problem`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProblemKind {
    /// A `<script>` has no end tag: the browser does not run it.
    UnclosedScript,
    /// A script, or the page itself, nests or chains deeper than the parser may follow.
    TooDeep,
    /// A script, or the page itself, is larger than the parser may follow.
    TooLarge,
    /// A script is valid and uses syntax that the parser does not know.
    Unsupported,
    /// A tag has more attributes than the parser may be given; nothing of the page is read.
    TooManyAttributes,
    /// The positions that html5ever's tokens gave did not hold; nothing of the page may be edited.
    UncertainPositions,
}

impl Page {
    /// Reads a page. Must run on a thread with a big stack, see [`crate::stack`].
    ///
    /// With `parse_scripts` false, scripts are found and classified but stay [`Body::Unread`].
    #[must_use]
    pub fn read(text: &str, parse_scripts: bool) -> Self {
        Self::read_linked(&LinkedText::alone(text), parse_scripts)
    }

    /// The same with scripts from elsewhere whose code is at hand.
    #[must_use]
    pub fn read_linked(linked: &LinkedText, parse_scripts: bool) -> Self {
        let page_text = linked.page_text();
        let html::Document {
            elements,
            scripts,
            comments,
            mut problems,
        } = html::read(page_text);
        let mut comments = comment::live(comments, &elements, page_text);
        let mut reader = script::Reader {
            text: linked.text(),
            parse: parse_scripts,
            comments: &mut comments,
            problems: &mut problems,
        };
        let links = Arc::clone(linked.links());
        let bodies = links.scripts().iter();
        let bodies: Vec<Body> = bodies
            .map(|script| reader.linked(script, linked.trees()))
            .collect();
        let scripts = scripts
            .iter()
            .filter_map(|found| {
                let element = elements.get(found.element)?;
                let mut script = script::read(&mut reader, element, found);
                script.link(&links, &bodies);
                Some(script)
            })
            .collect();
        let handlers = elements
            .iter()
            .enumerate()
            .flat_map(|(index, element)| handler::read(&mut reader, index, element))
            .collect();
        comments.sort_by_key(|comment| comment.span);
        problems.sort_by_key(|problem| problem.span);
        Self {
            elements,
            scripts,
            handlers,
            comments,
            placeholders: placeholder::find(page_text),
            problems,
            links,
            linked: bodies,
        }
    }

    /// Whether reading a page would find no [problems](Self::problems) in its markup, as far as a glance
    /// tells: it may say no of a page that has none.
    #[must_use]
    pub fn is_sound(text: &str) -> bool {
        html::is_sound(text)
    }

    /// What the modules that are at hand import statically.
    #[must_use]
    pub fn imports(&self) -> Vec<Import> {
        let own = self.scripts.iter().filter(|script| !script.is_linked);
        let own = own.map(|script| (None, &script.body));
        let linked = self.links.scripts().iter().map(Some).zip(&self.linked);
        let mut found = Vec::new();
        for (from, body) in own.chain(linked) {
            if let Body::Parsed(program) = body
                && let Program::Module(module) = &**program
            {
                let imports = imports::imports_of(module).into_iter();
                found.extend(imports.map(|(specifier, span)| Import {
                    is_linked: self.links.imported(from, &specifier).is_some(),
                    specifier,
                    span,
                }));
            }
        }
        found
    }

    /// The addresses of the scripts that a browser loads, in document order.
    #[must_use]
    pub fn addresses(&self) -> Vec<Address> {
        let scripts = self.scripts.iter();
        let scripts = scripts.filter(|script| script.kind != ScriptKind::Data);
        let addresses = scripts.filter_map(|script| {
            Some(Address {
                text: script.src.clone()?,
                span: script.src_span.unwrap_or(script.content),
                is_module: script.kind == ScriptKind::Module,
            })
        });
        addresses.collect()
    }

    /// Whether relative addresses are relative to another place than the page's own.
    #[must_use]
    pub fn has_base(&self) -> bool {
        let mut elements = self.elements.iter();
        elements.any(|it| &*it.name == "base" && it.attribute("href").is_some())
    }

    /// Whether every position of the page has been checked and edits may be made.
    #[must_use]
    pub fn positions_are_certain(&self) -> bool {
        !self
            .problems
            .iter()
            .any(|p| p.kind == ProblemKind::UncertainPositions)
    }
}
