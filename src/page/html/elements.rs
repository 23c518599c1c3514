//! The elements found so far: opened by one tag, closed by another or by the parser.

use html5ever::{LocalName, local_name};

use super::attributes::{self, RawAttribute};
use super::text_check::TextCheck;
use super::{Code, Document, ScriptElement};
use crate::page::{Attribute, Element, Problem, ProblemKind};
use crate::span::Span;

/// What opens an element.
pub(super) struct Opening {
    /// Lower-case name, as the tree has it.
    pub(super) name: LocalName,
    /// Whether the element is in the HTML namespace.
    pub(super) html: bool,
    /// Whether it is inside a `<template>`.
    pub(super) inert: bool,
    /// The start tag.
    pub(super) start_tag: Span,
    /// The attributes, when they are known already.
    pub(super) attributes: Option<Vec<Attribute>>,
    /// Otherwise, the attributes as the tokenizer decoded them.
    pub(super) decoded: Vec<html5ever::Attribute>,
}

/// The elements of a page while it is being read.
#[derive(Default)]
pub(super) struct Elements {
    found: Vec<Found>,
    scripts: Vec<ScriptElement>,
    /// The script whose text is arriving.
    open_script: Option<OpenScript>,
    comments: Vec<Span>,
    problems: Vec<Problem>,
}

struct Found {
    element: Element,
    closed: bool,
}

struct OpenScript {
    /// Index into [`Elements::scripts`].
    script: usize,
    text: ScriptText,
}

enum ScriptText {
    /// Text that stands in the page as it is, but for what the tokenizer normalises.
    Raw(TextCheck),
    /// Text in which the tokenizer decodes character references (SVG).
    Decoded(String),
}

impl Elements {
    /// Adds an element. Gives the index to close it by.
    pub(super) fn open(&mut self, text: &str, mut opening: Opening) -> usize {
        let index = self.found.len();
        let attributes = match opening.attributes.take() {
            Some(attributes) => attributes,
            None => self.attributes(text, &opening),
        };
        if opening.name == local_name!("script") {
            self.open_script(index, &opening);
        }
        self.found.push(Found {
            element: Element {
                name: opening.name,
                start_tag: opening.start_tag,
                content: Span::empty(opening.start_tag.end),
                end_tag: None,
                attributes,
                inert: opening.inert,
                html: opening.html,
            },
            closed: false,
        });
        index
    }

    /// Joins the attributes' places with their values.
    fn attributes(&mut self, text: &str, opening: &Opening) -> Vec<Attribute> {
        let matches = |raw: &[RawAttribute]| {
            raw.len() == opening.decoded.len()
                // The tree builder changes the names of foreign elements' attributes.
                && (!opening.html
                    || raw
                        .iter()
                        .zip(&opening.decoded)
                        .all(|(a, b)| a.is_named(text, &b.name.local)))
        };
        match attributes::of_tag(text, opening.start_tag) {
            Some(raw) if matches(&raw) => raw
                .into_iter()
                .zip(&opening.decoded)
                .map(|(raw, attribute)| raw.decoded(text, opening.html, attribute))
                .collect(),
            _ => {
                self.positions_failed(opening.start_tag);
                Vec::new()
            }
        }
    }

    /// Adds a script, whose text comes next.
    fn open_script(&mut self, element: usize, opening: &Opening) {
        let start = opening.start_tag.end;
        let text = if opening.html {
            ScriptText::Raw(TextCheck::new(start))
        } else {
            ScriptText::Decoded(String::new())
        };
        self.open_script = Some(OpenScript {
            script: self.scripts.len(),
            text,
        });
        self.scripts.push(ScriptElement {
            element,
            code: Code::Verbatim(Span::empty(start)),
        });
    }

    /// Adds the start tag of an element that there is already: only the attributes that are new
    /// count, and the tag has no content.
    pub(super) fn open_again(&mut self, text: &str, opening: Opening, first: usize) {
        let index = self.open(text, opening);
        let known: Vec<LocalName> = self
            .found
            .get(first)
            .map(|found| {
                found
                    .element
                    .attributes
                    .iter()
                    .map(|a| a.name.clone())
                    .collect()
            })
            .unwrap_or_default();
        if let Some(found) = self.found.get_mut(index) {
            found
                .element
                .attributes
                .retain(|attribute| !known.contains(&attribute.name));
            found.closed = true;
        }
    }

    /// Closes an element at an end tag, or without one at an offset.
    pub(super) fn close(&mut self, text: &str, index: usize, at: usize, end_tag: Option<Span>) {
        let Some(found) = self.found.get_mut(index).filter(|found| !found.closed) else {
            return;
        };
        found.closed = true;
        found.element.end_tag = end_tag;
        found.element.content.end = at.max(found.element.content.start);
        let content = found.element.content;
        let scripts = &self.scripts;
        let is_its = |open: &mut OpenScript| {
            scripts
                .get(open.script)
                .is_some_and(|script| script.element == index)
        };
        if let Some(open) = self.open_script.take_if(is_its) {
            self.close_script(text, open, content);
        }
    }

    /// The lower-case name of an element.
    pub(super) fn name(&self, index: usize) -> Option<&LocalName> {
        self.found.get(index).map(|found| &found.element.name)
    }

    /// Whether an element's start tag stands before an end tag.
    pub(super) fn begins_before(&self, index: usize, end_tag: Span) -> bool {
        self.found
            .get(index)
            .is_some_and(|found| found.element.start_tag.end <= end_tag.start)
    }

    /// Whether the script is open whose text is arriving.
    pub(super) fn is_in_script(&self) -> bool {
        self.open_script.is_some()
    }

    /// Takes notice of text, which may belong to a script.
    pub(super) fn text(&mut self, page: &str, piece: &str) {
        match &mut self.open_script {
            Some(OpenScript {
                text: ScriptText::Raw(check),
                ..
            }) => check.push(page, piece),
            Some(OpenScript {
                text: ScriptText::Decoded(text),
                ..
            }) => text.push_str(piece),
            None => {}
        }
    }

    fn close_script(&mut self, page: &str, open: OpenScript, content: Span) {
        let code = match open.text {
            ScriptText::Raw(check) => {
                if !check.ended_at(content.end) {
                    self.positions_failed(content);
                }
                Code::Verbatim(content)
            }
            ScriptText::Decoded(text) => locate(page, content, text),
        };
        if let Some(script) = self.scripts.get_mut(open.script) {
            script.code = code;
        }
    }

    /// Adds a comment.
    pub(super) fn comment(&mut self, span: Span) {
        self.comments.push(span);
    }

    /// Notes that positions did not hold, at some place.
    pub(super) fn positions_failed(&mut self, span: Span) {
        self.problems.push(Problem {
            kind: ProblemKind::UncertainPositions,
            span,
        });
    }

    /// Notes that the page is too much for the parser, from some place on.
    pub(super) fn exhausted(&mut self, span: Span) {
        self.problems.push(Problem {
            kind: ProblemKind::TooDeep,
            span,
        });
        self.positions_failed(span);
    }

    /// What was found in the end.
    pub(super) fn into_document(mut self, text_len: usize) -> Document {
        end_with_surroundings(&mut self.found, text_len);
        Document {
            elements: self.found.into_iter().map(|found| found.element).collect(),
            scripts: self.scripts,
            comments: self.comments,
            problems: self.problems,
        }
    }
}

/// Lets each element that nothing closed end where the innermost element around its start tag ends: on
/// a page that was given up.
fn end_with_surroundings(found: &mut [Found], text_len: usize) {
    let mut around: Vec<usize> = Vec::new();
    for Found { element, closed } in found {
        let start = element.start_tag.start;
        while around.last().is_some_and(|&end| end <= start) {
            around.pop();
        }
        if !*closed {
            let end = around.last().copied().unwrap_or(text_len);
            element.content.end = end.max(element.content.start);
        }
        around.push(element.content.end);
    }
}

/// Finds an SVG script's text in the page: as it is, or as the only CDATA section of the element.
fn locate(page: &str, content: Span, text: String) -> Code {
    const OPEN: &str = "<![CDATA[";
    let raw = content.text(page);
    if raw == text {
        return Code::Verbatim(content);
    }
    let cdata = raw.find(OPEN).map(|at| content.start + at + OPEN.len());
    if let Some(start) = cdata
        && let span = Span::new(start, start + text.trim().len())
        && span.text(page) == text.trim()
    {
        return Code::Verbatim(span);
    }
    Code::Decoded(text, content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locates_the_text_of_an_svg_script() {
        let page = " <![CDATA[a<b]]> a&lt;b ";
        let all = |range: std::ops::Range<usize>| Span::new(range.start, range.end);
        assert_eq!(
            locate(page, all(16..24), " a<b ".into()),
            Code::Decoded(" a<b ".into(), all(16..24))
        );
        assert_eq!(
            locate(page, all(0..16), " a<b".into()),
            Code::Verbatim(all(10..13))
        );
        assert_eq!(
            locate(page, all(10..13), "a<b".into()),
            Code::Verbatim(all(10..13))
        );
    }
}
