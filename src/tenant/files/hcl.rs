//! HCL, as Terraform reads it: blocks, attributes and what their values are, each with its place.
//!
//! hcl-edit parses; its trees are turned into the few kinds of values that matter here, which
//! Terraform's JSON is read into as well.

mod json;
pub(super) mod scan;

pub(super) use json::of_json;

use hcl_edit::expr::{Expression, FuncCall, ObjectKey, TraversalOperator};
use hcl_edit::structure::{self, Structure};
use hcl_edit::template::{Element, Template};
use hcl_edit::visit::{self, Visit};

use super::Problem;
use super::notation::Notation;
use crate::span::Span;
use scan::{Heredoc, Scan};

/// What stands in a file or a block.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Body {
    pub(super) attributes: Vec<Attribute>,
    pub(super) blocks: Vec<Block>,
}

/// A block: `resource "auth0_client" "partner" { … }`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Block {
    pub(super) kind: String,
    pub(super) labels: Vec<String>,
    /// Its kind and labels.
    pub(super) header: Span,
    /// All of it.
    pub(super) span: Span,
    pub(super) body: Body,
}

/// An attribute: `enabled = true`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Attribute {
    pub(super) name: String,
    pub(super) name_span: Span,
    pub(super) value: Value,
}

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Value {
    pub(super) span: Span,
    pub(super) kind: Kind,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    Null,
    Bool(bool),
    /// A string without interpolations, in the notation of its file.
    String(String, Notation),
    /// A string with interpolations, in the notation of its file.
    Template(Vec<Part>, Notation),
    Heredoc(Heredoc),
    /// `file("login.html")`.
    Call(String, Vec<Value>),
    /// `local.page`, with dots.
    Reference(String),
    Map(Vec<(String, Value)>),
    List(Vec<Value>),
    /// Something that only Terraform can evaluate.
    Other,
}

/// A part of a string with interpolations.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    Literal(String),
    Reference(String),
    Other,
}

impl Body {
    /// The attribute of that name.
    pub(super) fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|it| it.name == name)
    }

    /// Adds the places of attributes and blocks.
    pub(super) fn add_items(&self, items: &mut Vec<Span>) {
        let attributes = self.attributes.iter();
        items.extend(attributes.map(|it| Span::new(it.name_span.start, it.value.span.end)));
        for block in &self.blocks {
            items.push(block.span);
            block.body.add_items(items);
        }
    }

    /// The blocks of that kind.
    pub(super) fn blocks<'b>(&'b self, kind: &'b str) -> impl Iterator<Item = &'b Block> {
        self.blocks.iter().filter(move |block| block.kind == kind)
    }
}

/// Reads an HCL file. What stands in its heredocs is not looked at.
pub(super) fn parse(text: &str) -> Result<(Body, Scan), Problem> {
    let scan = scan::scan(text);
    let masked = scan::without_heredocs(text, &scan);
    let mark = if masked.starts_with('\u{feff}') { 3 } else { 0 };
    let parsed = hcl_edit::parser::parse_body(masked.get(mark..).unwrap_or_default());
    let body = parsed.map_err(|error| Problem {
        span: Span::empty((mark + error.location().offset()).min(text.len())),
        message: error.message().to_owned(),
    })?;
    let reader = Reader { scan: &scan, mark };
    let body = reader.body(&body);
    Ok((body, scan))
}

struct Reader<'a> {
    scan: &'a Scan,
    mark: usize,
}

impl Reader<'_> {
    fn span(&self, node: &impl hcl_edit::Span) -> Span {
        let range = node.span().unwrap_or_default();
        Span::new(self.mark + range.start, self.mark + range.end)
    }

    /// Recursive: the parser lets blocks and values be nested 64 deep.
    fn body(&self, body: &structure::Body) -> Body {
        let mut read = Body::default();
        for structure in body {
            match structure {
                Structure::Attribute(attribute) => read.attributes.push(Attribute {
                    name: attribute.key.as_str().to_owned(),
                    name_span: self.span(&attribute.key),
                    value: self.value(&attribute.value),
                }),
                Structure::Block(block) => read.blocks.push(self.block(block)),
            }
        }
        read
    }

    fn block(&self, block: &structure::Block) -> Block {
        let kind = self.span(&block.ident);
        let header = block.labels.last().map_or(kind, |label| self.span(label));
        Block {
            kind: block.ident.as_str().to_owned(),
            labels: block
                .labels
                .iter()
                .map(|it| it.as_str().to_owned())
                .collect(),
            header: Span::new(kind.start, header.end),
            span: self.span(block),
            body: self.body(&block.body),
        }
    }

    fn value(&self, expression: &Expression) -> Value {
        let span = self.span(expression);
        Value {
            span,
            kind: self.kind(expression, span),
        }
    }

    fn kind(&self, expression: &Expression, span: Span) -> Kind {
        match expression {
            Expression::Null(_) => Kind::Null,
            Expression::Bool(value) => Kind::Bool(*value.value()),
            Expression::String(value) => {
                Kind::String(value.as_str().to_owned(), Notation::HclString)
            }
            Expression::StringTemplate(template) => {
                Kind::Template(parts(template), Notation::HclString)
            }
            Expression::HeredocTemplate(_) => {
                let heredocs = self.scan.heredocs.iter();
                let mut here = heredocs.filter(|it| it.span.start >= span.start);
                let heredoc = here.next().filter(|it| it.span.start <= span.end);
                heredoc.map_or(Kind::Other, |it| Kind::Heredoc(*it))
            }
            Expression::Parenthesis(inner) => self.kind(inner.inner(), span),
            Expression::FuncCall(call) => {
                let arguments = call.args.iter().map(|it| self.value(it)).collect();
                Kind::Call(call.name.name.as_str().to_owned(), arguments)
            }
            Expression::Traversal(_) | Expression::Variable(_) => {
                reference(expression).map_or(Kind::Other, Kind::Reference)
            }
            Expression::Array(items) => Kind::List(items.iter().map(|it| self.value(it)).collect()),
            Expression::Object(object) => {
                let entries = object
                    .iter()
                    .filter_map(|(key, value)| Some((key_name(key)?, self.value(value.expr()))));
                Kind::Map(entries.collect())
            }
            _ => Kind::Other,
        }
    }
}

/// What a template is made of.
fn parts(template: &Template) -> Vec<Part> {
    let part = |element: &Element| match element {
        Element::Literal(text) => Part::Literal(text.as_str().to_owned()),
        Element::Interpolation(it) => reference(&it.expr).map_or(Part::Other, Part::Reference),
        Element::Directive(_) => Part::Other,
    };
    template.iter().map(part).collect()
}

fn key_name(key: &ObjectKey) -> Option<String> {
    match key {
        ObjectKey::Ident(name) => Some(name.as_str().to_owned()),
        ObjectKey::Expression(expression) => expression.as_str().map(str::to_owned),
    }
}

/// `var.name` and the like, with dots; `None` for anything else.
fn reference(expression: &Expression) -> Option<String> {
    match expression {
        Expression::Variable(name) => Some(name.as_str().to_owned()),
        Expression::Traversal(traversal) => {
            let mut name = reference(&traversal.expr)?;
            for operator in &traversal.operators {
                let TraversalOperator::GetAttr(attribute) = operator.value() else {
                    return None;
                };
                name.push('.');
                name.push_str(attribute.as_str());
            }
            Some(name)
        }
        _ => None,
    }
}

/// What an expression refers to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Uses {
    /// Every reference, with dots.
    pub(super) references: Vec<String>,
    /// The names of every function called.
    pub(super) functions: Vec<String>,
}

/// What the expression of an interpolation refers to; `None` when it is no expression of HCL.
pub(super) fn uses(expression: &str) -> Option<Uses> {
    let expression = expression.trim_matches('~').trim();
    let parsed = hcl_edit::parser::parse_expr(expression).ok()?;
    let mut uses = Uses::default();
    uses.visit_expr(&parsed);
    Some(uses)
}

impl Visit for Uses {
    fn visit_expr(&mut self, node: &Expression) {
        match reference(node) {
            Some(name) => self.references.push(name),
            None => visit::visit_expr(self, node),
        }
    }

    fn visit_func_call(&mut self, node: &FuncCall) {
        self.functions.push(node.name.name.as_str().to_owned());
        visit::visit_func_call(self, node);
    }
}

/// A single expression, as an interpolation of Terraform's JSON has it, without places.
fn expression(text: &str) -> Option<Kind> {
    let parsed = hcl_edit::parser::parse_expr(text.trim()).ok()?;
    let scan = Scan::default();
    let reader = Reader {
        scan: &scan,
        mark: 0,
    };
    Some(reader.value(&parsed).kind)
}

/// A template as Terraform's JSON has it.
fn template(text: &str) -> Option<Vec<Part>> {
    Some(parts(&hcl_edit::parser::parse_template(text).ok()?))
}
