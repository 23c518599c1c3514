//! JSON, as auth0-deploy-cli and Terraform read it: without comments, which `JSON.parse` refuses.

use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::Problem;
use super::keyword;
use super::notation::Notation;
use super::tree::{Entry, Node, Text, Value};
use crate::span::Span;

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// Reads a JSON file. Keywords in it are not known values.
pub(super) fn parse(text: &str) -> Result<Node, Problem> {
    let masked = keyword::masked_in_json(text);
    // The parser counts from behind a byte order mark.
    let mark = if masked.starts_with('\u{feff}') { 3 } else { 0 };
    let body = masked.get(mark..).unwrap_or_default();
    let parsed = parse_to_ast(body, &CollectOptions::default(), &STRICT).map_err(|error| {
        let range = error.range();
        Problem {
            span: Span::new(mark + range.start, mark + range.end),
            message: error.kind().to_string(),
        }
    })?;
    let reader = Reader { text, mark };
    parsed
        .value
        .map(|value| reader.node(&value))
        .ok_or(Problem {
            span: Span::empty(mark),
            message: "the file is empty".to_owned(),
        })
}

struct Reader<'t> {
    text: &'t str,
    mark: usize,
}

impl Reader<'_> {
    fn span(&self, node: &impl Ranged) -> Span {
        Span::new(self.mark + node.start(), self.mark + node.end())
    }

    /// Recursive: the parser lets values be nested a few hundred deep.
    fn node(&self, value: &ast::Value<'_>) -> Node {
        let span = self.span(value);
        let value = match value {
            ast::Value::StringLit(literal) => self.string(span, literal),
            ast::Value::NumberLit(_) => Value::Number,
            ast::Value::BooleanLit(literal) => Value::Bool(literal.value),
            ast::Value::NullKeyword(_) => Value::Null,
            ast::Value::Array(array) => {
                Value::List(array.elements.iter().map(|it| self.node(it)).collect())
            }
            ast::Value::Object(object) => {
                let entries = object.properties.iter();
                Value::Map(entries.map(|it| self.entry(it)).collect())
            }
        };
        Node { span, value }
    }

    fn entry(&self, property: &ast::ObjectProp<'_>) -> Entry {
        Entry {
            key: property.name.as_str().to_owned(),
            key_span: self.span(&property.name),
            value: self.node(&property.value),
        }
    }

    fn string(&self, span: Span, literal: &ast::StringLit<'_>) -> Value {
        let written = span.text(self.text);
        if keyword::is_in(written) && !is_page(written) {
            return Value::Keyword;
        }
        Value::String(Text {
            value: literal.value.clone().into_owned(),
            notation: Notation::JsonString,
        })
    }
}

/// Whether a string with keywords is a page, which Lockwright reads with its keywords.
pub(super) fn is_page(text: &str) -> bool {
    text.contains('<') && text.contains('>')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_their_places() {
        let text =
            "\u{feff}{\"é\": [true, null],\r\n \"b\": \"x\\n\", \"k\": @@K@@, \"s\": \"##S##\"}";
        let node = parse(text).expect("it is JSON");
        let at = |key: &str| node.get(key).map(|it| it.span.text(text));
        assert_eq!(at("é"), Some("[true, null]"));
        assert_eq!(at("b"), Some("\"x\\n\""));
        assert_eq!(node.get("b").and_then(Node::as_str), Some("x\n"));
        for key in ["k", "s"] {
            assert_eq!(
                node.get(key).map(|it| &it.value),
                Some(&Value::Keyword),
                "{key}"
            );
        }
        assert_eq!(node.span.text(text), &text[3..]);
    }

    #[test]
    fn what_is_no_json_is_told_with_its_place() {
        for (text, place) in [
            ("{\"a\": }", 6),
            ("{\"a\": 1,}", 7),
            ("// c\n{}", 0),
            ("", 0),
        ] {
            let problem = parse(text).expect_err(text);
            assert_eq!(problem.span.start, place, "{text}: {}", problem.message);
        }
        assert!(parse(&"[".repeat(100_000)).is_err());
    }
}
