//! Terraform's JSON: the same blocks and attributes in another notation.
//!
//! Which keys of an object are blocks cannot be told without the provider's schema. So a value that is an
//! object, or a list of objects, is read as both: a block of that kind and an attribute.

use super::{Attribute, Block, Body, Kind, Value, expression, template};
use crate::span::Span;
use crate::tenant::files::tree::{Entry, Node, Value as Json};

/// Blocks whose keys are labels, and how many of these there are.
const LABELS: [(&str, usize); 7] = [
    ("resource", 2),
    ("data", 2),
    ("module", 1),
    ("variable", 1),
    ("output", 1),
    ("provider", 1),
    ("locals", 0),
];

/// Reads the document of a `.tf.json` file.
pub(in super::super) fn of_json(node: &Node) -> Body {
    let mut body = Body::default();
    for entry in node.entries() {
        let labels = LABELS.iter().find(|(kind, _)| *kind == entry.key);
        let labels = labels.map_or(0, |(_, count)| *count);
        blocks(entry, &entry.value, Vec::new(), labels, &mut body.blocks);
    }
    body
}

/// Adds the blocks that a value stands for, `labels` levels of whose keys are labels.
fn blocks(entry: &Entry, value: &Node, names: Vec<String>, labels: usize, found: &mut Vec<Block>) {
    match &value.value {
        Json::List(items) => {
            for item in items {
                blocks(entry, item, names.clone(), labels, found);
            }
        }
        Json::Map(entries) if labels > 0 => {
            for inner in entries {
                let mut names = names.clone();
                names.push(inner.key.clone());
                let mut inner_blocks = Vec::new();
                blocks(inner, &inner.value, names, labels - 1, &mut inner_blocks);
                found.extend(inner_blocks.into_iter().map(|block| Block {
                    kind: entry.key.clone(),
                    ..block
                }));
            }
        }
        Json::Map(_) => found.push(Block {
            kind: entry.key.clone(),
            labels: names,
            header: entry.key_span,
            span: value.span,
            body: body(value),
        }),
        _ => {}
    }
}

fn body(node: &Node) -> Body {
    let mut read = Body::default();
    for entry in node.entries() {
        blocks(entry, &entry.value, Vec::new(), 0, &mut read.blocks);
        read.attributes.push(Attribute {
            name: entry.key.clone(),
            name_span: entry.key_span,
            value: value(&entry.value),
        });
    }
    read
}

fn value(node: &Node) -> Value {
    Value {
        span: node.span,
        kind: kind(node),
    }
}

/// Recursive, but no deeper than JSON was nested.
fn kind(node: &Node) -> Kind {
    match &node.value {
        Json::Null => Kind::Null,
        Json::Bool(value) => Kind::Bool(*value),
        Json::String(text) => string(&text.value, node.span, text.notation),
        Json::List(items) => Kind::List(items.iter().map(value).collect()),
        Json::Map(entries) => {
            let entries = entries.iter();
            Kind::Map(
                entries
                    .map(|it| (it.key.clone(), value(&it.value)))
                    .collect(),
            )
        }
        Json::Number | Json::Keyword => Kind::Other,
    }
}

/// A string is a template; one that is nothing but an interpolation is what its expression is.
fn string(text: &str, span: Span, notation: super::Notation) -> Kind {
    let inner = text.strip_prefix("${").and_then(|it| it.strip_suffix('}'));
    if let Some(inner) = inner
        && let Some(found) = expression(inner)
    {
        return placed(found, span);
    }
    if !text.contains("${") && !text.contains("%{") {
        return Kind::String(text.to_owned(), notation);
    }
    match template(text) {
        Some(parts) => match parts.as_slice() {
            [super::Part::Literal(literal)] => Kind::String(literal.clone(), notation),
            _ => Kind::Template(parts, notation),
        },
        None => Kind::Template(vec![super::Part::Other], notation),
    }
}

/// The value with the place of the string it was read from: its own places are in the expression.
fn placed(kind: Kind, span: Span) -> Kind {
    let at = |value: Value| Value {
        span,
        kind: placed(value.kind, span),
    };
    match kind {
        Kind::Call(name, arguments) => Kind::Call(name, arguments.into_iter().map(at).collect()),
        Kind::List(items) => Kind::List(items.into_iter().map(at).collect()),
        Kind::Map(entries) => {
            Kind::Map(entries.into_iter().map(|(key, it)| (key, at(it))).collect())
        }
        Kind::Heredoc(_) => Kind::Other,
        other => other,
    }
}
