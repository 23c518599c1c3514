//! Scripts: which of them a browser runs, and where their code is.

use std::rc::Rc;
use std::sync::Arc;

use super::html::{Code, ScriptElement};
use super::javascript::{self, Goal, Parsed, SyntaxError, Unparsed};
use super::linked::Tree;
use super::{Comment, Element, LinkedScript, Links, Problem, ProblemKind, Trees};
use crate::span::Span;

/// A `<script>` element of the page.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Script {
    /// Index into [`Page::elements`](super::Page::elements).
    pub element: usize,
    /// How a browser treats it.
    pub kind: ScriptKind,
    /// The code: that between the tags, or that of the address where it is at hand.
    pub content: Span,
    /// The `src` attribute's value with white space around it removed, when there is one. A script
    /// with `src` runs what it names, never its content. For an SVG script this is `href`.
    pub src: Option<String>,
    /// Where the value of `src` stands.
    pub src_span: Option<Span>,
    /// Runs only in browsers without modules.
    pub nomodule: bool,
    /// Runs after the document is parsed: `defer` with `src`, or a module without `async`.
    pub deferred: bool,
    /// Runs whenever it arrives: `async` with `src`, or an `async` module.
    pub is_async: bool,
    /// The code, as far as it is JavaScript and at hand.
    pub body: Body,
    /// Whether the code is that of the address, and at hand.
    pub is_linked: bool,
}

impl Script {
    /// Whether a browser runs code that is not at hand: that of an address.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.kind != ScriptKind::Data && self.src.is_some() && !self.is_linked
    }

    /// Whether a browser runs code that the page has.
    #[must_use]
    pub fn has_code(&self) -> bool {
        self.kind != ScriptKind::Data && self.src.is_none()
    }

    /// Whether there is a syntax tree of the code.
    #[must_use]
    pub fn body_is_read(&self) -> bool {
        matches!(self.body, Body::Parsed(_))
    }

    /// Gives the script the code of its address, if that is at hand.
    pub(super) fn link(&mut self, links: &Links, bodies: &[Body]) {
        let is_module = match self.kind {
            ScriptKind::Classic => false,
            ScriptKind::Module => true,
            ScriptKind::Data => return,
        };
        let address = self.src.as_deref();
        let Some(linked) = address.and_then(|address| links.loaded(address, is_module)) else {
            return;
        };
        let mut scripts = links.scripts().iter();
        let index = scripts.position(|script| script == linked);
        if let Some(body) = index.and_then(|index| bodies.get(index)) {
            self.content = linked.span;
            self.body = body.clone();
            self.is_linked = true;
        }
    }
}

/// How a browser treats a `<script>` element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
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
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Body {
    /// There is no inline code to run: an external script, data, or nothing but white space.
    None,
    /// Nobody asked for it to be parsed.
    Unread,
    /// A syntax tree. Its spans are file offsets plus one, see `From<swc_common::Span> for Span`.
    /// It is shared by pages that differ elsewhere, see [`Page::with_code`](super::Page::with_code).
    Parsed(Arc<swc_ecma_ast::Program>),
    /// It does not parse. A browser runs nothing of it.
    Failed(SyntaxError),
    /// A guard refused to parse it; the page has a [`Problem`] that says why.
    Refused,
}

/// What the HTML standard calls a JavaScript MIME type essence match.
const JAVASCRIPT_TYPES: [&str; 16] = [
    "application/ecmascript",
    "application/javascript",
    "application/x-ecmascript",
    "application/x-javascript",
    "text/ecmascript",
    "text/javascript",
    "text/javascript1.0",
    "text/javascript1.1",
    "text/javascript1.2",
    "text/javascript1.3",
    "text/javascript1.4",
    "text/javascript1.5",
    "text/jscript",
    "text/livescript",
    "text/x-ecmascript",
    "text/x-javascript",
];

/// What reading code takes, and where what is found beside the code goes.
pub(super) struct Reader<'a> {
    /// The page's text.
    pub(super) text: &'a str,
    /// Whether code is parsed.
    pub(super) parse: bool,
    /// The comments found so far.
    pub(super) comments: &'a mut Vec<Comment>,
    /// The problems found so far.
    pub(super) problems: &'a mut Vec<Problem>,
}

/// Reads a script element, as the standard's "prepare the script element" does.
pub(super) fn read(reader: &mut Reader<'_>, element: &Element, found: &ScriptElement) -> Script {
    let kind = if element.inert {
        ScriptKind::Data
    } else {
        kind_of(reader.text, element)
    };
    let source = if element.html {
        element.attribute("src")
    } else {
        element
            .attribute("href")
            .or_else(|| element.attribute("xlink:href"))
    };
    let has = |name: &str| element.html && element.attribute(name).is_some();
    let external = source.is_some();
    let module = kind == ScriptKind::Module;
    let is_async = has("async") && (external || module);
    let closed = element.end_tag.is_some() || !element.html && found.code.span().is_empty();
    if !closed && !element.inert {
        reader.problems.push(Problem {
            kind: ProblemKind::UnclosedScript,
            span: element.start_tag,
        });
    }
    let runs_content = closed && !external && kind != ScriptKind::Data;
    let goal = if module { Goal::Module } else { Goal::Script };
    Script {
        element: found.element,
        kind,
        content: found.code.span(),
        src: source.map(|source| source.value(reader.text).trim().to_owned()),
        src_span: source.and_then(|source| source.value_span),
        nomodule: kind == ScriptKind::Classic && has("nomodule"),
        deferred: !is_async && (module || kind == ScriptKind::Classic && external && has("defer")),
        is_async,
        body: if runs_content {
            reader.body(&found.code, goal)
        } else {
            Body::None
        },
        is_linked: false,
    }
}

impl Reader<'_> {
    /// Reads the code of a script from elsewhere.
    pub(super) fn linked(&mut self, script: &LinkedScript, trees: Option<&Trees>) -> Body {
        let (text, span) = (self.text, script.span);
        let goal = match script.is_module {
            true => Goal::Module,
            false => Goal::Script,
        };
        let parse = self.parse;
        let read = || {
            let (mut comments, mut problems) = (Vec::new(), Vec::new());
            let mut reader = Reader {
                text,
                parse,
                comments: &mut comments,
                problems: &mut problems,
            };
            let body = reader.body(&Code::Verbatim(span), goal);
            Tree {
                code: Rc::from(span.text(text)),
                body,
                comments,
                problems,
            }
        };
        let tree = match trees.filter(|_| parse) {
            Some(trees) => trees.get(span.start, script.is_module, span.text(text), read),
            None => read(),
        };
        self.comments.extend(tree.comments);
        self.problems.extend(tree.problems);
        tree.body
    }

    /// Reads code, unless it is blank or a guard refuses it.
    pub(super) fn body(&mut self, code: &Code, goal: Goal) -> Body {
        let (source, span) = match code {
            Code::Verbatim(span) => (span.text(self.text), *span),
            Code::Decoded(source, span) => (source.as_str(), *span),
        };
        if source.trim().is_empty() {
            return Body::None;
        }
        if !self.parse {
            return Body::Unread;
        }
        let parsed = match code {
            Code::Verbatim(_) => javascript::parse(source, span.start, goal),
            Code::Decoded(..) => javascript::parse_elsewhere(source, span, goal),
        };
        match parsed {
            Ok(Parsed { program, comments }) => {
                self.comments.extend(comments);
                Body::Parsed(Arc::new(program))
            }
            Err(Unparsed::Syntax(error)) => Body::Failed(error),
            Err(Unparsed::Refused(kind)) => {
                self.problems.push(Problem { kind, span });
                Body::Refused
            }
        }
    }
}

/// Tells by the attributes how a browser treats a script.
fn kind_of(text: &str, element: &Element) -> ScriptKind {
    let value = |name: &str| {
        element
            .attribute(name)
            .map(|attribute| attribute.value(text))
    };
    let declared = match (value("type"), value("language")) {
        (Some(""), _) | (None, Some("") | None) => "text/javascript".to_owned(),
        (Some(media_type), _) => media_type
            .trim_matches(|c: char| c.is_ascii_whitespace())
            .to_ascii_lowercase(),
        (None, Some(language)) => format!("text/{}", language.to_ascii_lowercase()),
    };
    if declared == "module" {
        ScriptKind::Module
    } else if JAVASCRIPT_TYPES.contains(&declared.as_str()) && runs_on_load(text, element) {
        ScriptKind::Classic
    } else {
        ScriptKind::Data
    }
}

/// Whether the old `for` and `event` attributes let the script run: only for the window's `load`.
fn runs_on_load(text: &str, element: &Element) -> bool {
    let value = |name: &str| {
        element
            .attribute(name)
            .map(|attribute| attribute.value(text).trim().to_ascii_lowercase())
    };
    match (value("for"), value("event")) {
        (Some(target), Some(event)) => {
            target == "window" && matches!(event.as_str(), "onload" | "onload()")
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Page;

    fn only_script(page: &str) -> Script {
        let mut scripts = Page::read(page, true).scripts;
        assert_eq!(scripts.len(), 1, "{page}");
        scripts.remove(0)
    }

    #[test]
    fn classifies_scripts_as_browsers_do() {
        use ScriptKind::{Classic, Data, Module};
        let table = [
            ("<script>", Classic),
            ("<script type>", Classic),
            ("<script type=''>", Classic),
            ("<script type=' Text/JavaScript '>", Classic),
            ("<script type=application/javascript>", Classic),
            ("<script type='text/javascript; charset=utf-8'>", Data),
            ("<script type=' '>", Data),
            ("<script type=module>", Module),
            ("<script type=MODULE>", Module),
            ("<script type=application/json>", Data),
            ("<script type=text/template>", Data),
            ("<script type=importmap>", Data),
            ("<script type=speculationrules>", Data),
            ("<script type=text/babel>", Data),
            ("<script language=JavaScript>", Classic),
            ("<script language=javascript1.5>", Classic),
            ("<script language=vbscript>", Data),
            ("<script language='' >", Classic),
            ("<script language=vbscript type=text/javascript>", Classic),
            ("<script for=window event='onload()'>", Classic),
            ("<script for=document event=onclick>", Data),
            ("<script for=x>", Classic),
            ("<template><script>", Data),
            ("<svg><script>", Classic),
        ];
        for (tag, expected) in table {
            assert_eq!(
                only_script(&format!("{tag}x()</script>")).kind,
                expected,
                "{tag}"
            );
        }
    }

    #[test]
    fn reads_what_decides_when_a_script_runs() {
        let flags = |page: &str| {
            let script = only_script(page);
            (script.nomodule, script.deferred, script.is_async)
        };
        let table = [
            ("<script src=x defer>", (false, true, false)),
            ("<script src=x async defer>", (false, false, true)),
            ("<script defer async>", (false, false, false)),
            ("<script type=module>", (false, true, false)),
            ("<script type=module async>", (false, false, true)),
            ("<script nomodule>", (true, false, false)),
            ("<script type=module nomodule>", (false, true, false)),
        ];
        for (tag, expected) in table {
            assert_eq!(flags(&format!("{tag}x()</script>")), expected, "{tag}");
        }
    }

    #[test]
    fn finds_the_source() {
        let page = "<script src='\n a.js '>x</script>";
        let script = only_script(page);
        assert_eq!(script.src.as_deref(), Some("a.js"));
        assert_eq!(script.src_span.unwrap().text(page), "\n a.js ");
        assert!(matches!(script.body, Body::None));
        assert_eq!(
            only_script("<script src></script>").src.as_deref(),
            Some("")
        );
        assert_eq!(
            only_script("<svg><script xlink:href=a /></svg>")
                .src
                .as_deref(),
            Some("a")
        );
        assert_eq!(only_script("<svg><script src=a>x</script></svg>").src, None);
    }

    #[test]
    fn an_unclosed_script_does_not_run() {
        let page = Page::read("<p><script>x()", true);
        assert_eq!(
            page.problems,
            [Problem {
                kind: ProblemKind::UnclosedScript,
                span: Span::new(3, 11)
            }]
        );
        assert!(matches!(page.scripts[0].body, Body::None));
    }

    #[test]
    fn bodies_tell_why_there_is_no_tree() {
        let body = |page: &str, parse| Page::read(page, parse).scripts.remove(0).body;
        assert!(matches!(body("<script> \n</script>", true), Body::None));
        assert!(matches!(body("<script>x</script>", false), Body::Unread));
        assert!(matches!(body("<script>x</script>", true), Body::Parsed(_)));
        assert!(matches!(body("<script>x(</script>", true), Body::Failed(_)));
        assert!(matches!(
            body("<script type=text/x>x</script>", true),
            Body::None
        ));
        let deep = format!("<script>{}</script>", "[".repeat(1000));
        assert!(matches!(body(&deep, true), Body::Refused));
        assert_eq!(
            Page::read(&deep, true).problems[0].kind,
            ProblemKind::TooDeep
        );
    }
}
