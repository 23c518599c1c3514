//! Scripts: which of them a browser runs, and their syntax trees.

use crate::span::Span;

/// A `<script>` element of the page.
#[derive(Debug)]
pub struct Script {
    /// Index into [`Page::elements`](super::Page::elements).
    pub element: usize,
    /// How a browser treats it.
    pub kind: ScriptKind,
    /// The code between the tags (for an inline script), or empty.
    pub content: Span,
    /// The `src` attribute's value with white space around it removed, when there is one. A script
    /// with `src` runs what it names, never its content.
    pub src: Option<String>,
    /// Where the value of `src` stands.
    pub src_span: Option<Span>,
    /// Runs only in browsers without modules.
    pub nomodule: bool,
    /// Runs after the document is parsed: `defer` with `src`, or a module without `async`.
    pub deferred: bool,
    /// Runs whenever it arrives: `async` with `src`, or an `async` module.
    pub is_async: bool,
    /// The code, as far as it is JavaScript and inline.
    pub body: Body,
}

/// How a browser treats a `<script>` element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScriptKind {
    /// A classic script: one global scope with all other classic scripts.
    Classic,
    /// A module: a scope of its own, strict, deferred.
    Module,
    /// Not run by the browser: JSON, a template, an import map, speculation rules, another
    /// language, or inside `<template>` or `<noscript>`.
    Data,
}

/// The code of a script or handler.
#[derive(Debug)]
pub enum Body {
    /// There is no inline code to run: an external script, data, or nothing but white space.
    None,
    /// Nobody asked for it to be parsed.
    Unread,
    /// A syntax tree. Its spans are file offsets plus one, see `From<swc_common::Span> for Span`.
    Parsed(Box<swc_ecma_ast::Program>),
    /// It does not parse. A browser runs nothing of it.
    Failed(SyntaxError),
    /// A guard refused to parse it; the page has a [`Problem`](super::Problem) that says why.
    Refused,
}

/// Why a script does not parse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// What the parser says.
    pub message: String,
    /// Where.
    pub span: Span,
}
