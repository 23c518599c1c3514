//! How a file writes a string, and a string's map back to the file.
//!
//! The parsers tell what a string is and where it stands, but not where each of its characters comes
//! from. So it is read a second time here, and what comes of that is compared with what the parser
//! says: when the two differ, the string has no map, and nothing in it is told or edited.

mod block;
mod flow;
mod template;

pub(super) use block::indentation;
pub(super) use template::{Interpolation, interpolations, read_template};

use crate::input::{Builder, FileId, Place, SourceMap};
use crate::span::Span;

/// How a file writes a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    /// `"…"` of JSON.
    JsonString,
    /// `"…"` of YAML.
    YamlDouble,
    /// `'…'` of YAML.
    YamlSingle,
    /// YAML without quotes.
    YamlPlain,
    /// `|` and `>` of YAML.
    YamlBlock {
        /// Whether lines are joined: `>`.
        folded: bool,
        /// The spaces in front of every line.
        indent: usize,
    },
    /// `"…"` of HCL, whose templates are left to [`Notation::Template`].
    HclString,
    /// `<<EOT` and `<<-EOT`, likewise: the lines between the marks.
    Heredoc {
        /// Characters that are taken from the start of every line.
        indent: usize,
    },
    /// A template of Terraform: `$${` is `${`.
    Template,
}

/// A string with its map to the file it stands in.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Written {
    pub(super) text: String,
    pub(super) map: SourceMap,
}

/// Reads a string where it stands, `span`, quotes included. `None` when it is not what the parser says:
/// `value`.
pub(super) fn read(
    notation: Notation,
    host: &str,
    file: FileId,
    span: Span,
    value: Option<&str>,
) -> Option<Written> {
    let inside = match notation {
        Notation::YamlPlain | Notation::YamlBlock { .. } | Notation::Heredoc { .. } => span,
        _ => Span::new(
            span.start + 1,
            span.end.saturating_sub(1).max(span.start + 1),
        ),
    };
    let mut builder = Builder::new(Place::new(file, inside));
    match notation {
        Notation::JsonString | Notation::YamlDouble | Notation::HclString => {
            flow::read_escapes(notation, host, span, &mut builder)?;
        }
        Notation::YamlSingle | Notation::YamlPlain => {
            flow::read_plain(notation, host, span, &mut builder)?;
        }
        Notation::YamlBlock { folded, indent } => {
            block::read(folded, indent, host, span, value?, &mut builder)?;
        }
        Notation::Heredoc { indent } => block::read_heredoc(indent, host, span, &mut builder),
        Notation::Template => return None,
    }
    let (text, map) = builder.finish();
    let is_same = value.is_none_or(|value| is_same(&text, value));
    is_same.then_some(Written { text, map })
}

/// Whether a text is what a parser has read, which was given its keywords masked.
fn is_same(text: &str, parsed: &str) -> bool {
    let mut pairs = text.bytes().zip(parsed.bytes());
    text.len() == parsed.len()
        && pairs
            .all(|(byte, parsed)| byte == parsed || (matches!(byte, b'@' | b'#') && parsed == b'_'))
}

/// How a host writes a text that comes into one of its strings at `at`, or `None` when it cannot.
pub(super) fn write(notation: Notation, host: &str, at: Span, text: &str) -> Option<String> {
    match notation {
        Notation::JsonString | Notation::YamlDouble | Notation::HclString => {
            Some(flow::escaped(notation, text))
        }
        Notation::YamlSingle => flow::single_quoted(text),
        Notation::YamlPlain => flow::plain(text),
        Notation::YamlBlock { folded, indent } => {
            block::written_in_yaml(folded, indent, host, at, text)
        }
        Notation::Heredoc { indent } => Some(block::written_in_heredoc(indent, host, at, text)),
        Notation::Template => Some(text.replace("${", "$${").replace("%{", "%%{")),
    }
}

#[cfg(test)]
mod tests;
