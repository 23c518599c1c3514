//! The keywords of auth0-deploy-cli.
//!
//! The tool replaces `@@KEY@@` by the mapping's value as JSON, and takes the quotes around it away;
//! then `##KEY##` by the value as a string. One key after the other, each in what the one before left.
//! A key is a pattern: the tool puts it into a regular expression as it is. So it is done here, with an
//! engine for the same expressions, and `tests/preview` compares the two on the tool's own code.

use std::fmt;

use regress::Regex;

use super::json::{Json, JsonError, Value, in_js_order};
use crate::edit::{Edit, Fix};
use crate::finding::Finding;
use crate::span::Span;

/// The setting of the tool that has the mappings.
const SETTING: &str = "AUTH0_KEYWORD_REPLACE_MAPPINGS";

/// What a page of more bytes than this becomes is not looked at: mappings can grow a page without end.
const MAX_BYTES: usize = 50_000_000;

/// Keywords and their values.
#[derive(Debug, Clone)]
pub struct Mappings {
    keywords: Vec<Keyword>,
}

#[derive(Debug, Clone)]
struct Keyword {
    /// `'@@KEY@@'`, `"@@KEY@@"` or `@@KEY@@`.
    array: Regex,
    /// `##KEY##`
    string: Regex,
    json: String,
    text: String,
}

/// Why mappings cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MappingsError {
    /// The file is not JSON.
    Json(JsonError),
    /// The file, or the setting in it, is not an object.
    NotAnObject {
        /// What it is: "an array".
        found: &'static str,
        /// Where.
        span: Span,
    },
    /// A key is no regular expression, so the tool throws.
    Pattern {
        /// The key.
        key: String,
        /// What the engine has against it.
        message: String,
        /// Where.
        span: Span,
    },
}

impl MappingsError {
    /// Where in the file.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Json(error) => error.span,
            Self::NotAnObject { span, .. } | Self::Pattern { span, .. } => *span,
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            Self::Json(_) => "mappings are strict JSON, as auth0-deploy-cli reads them".to_owned(),
            Self::NotAnObject { .. } => format!(
                "give the keywords with their values, {{ \"KEY\": \"value\" }}, or a configuration of \
                 auth0-deploy-cli that has {SETTING}"
            ),
            Self::Pattern { .. } => {
                "auth0-deploy-cli uses a key as a regular expression and fails on this one"
                    .to_owned()
            }
        }
    }
}

impl fmt::Display for MappingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) => write!(f, "invalid JSON: {error}"),
            Self::NotAnObject { found, .. } => write!(f, "expected an object, found {found}"),
            Self::Pattern { key, message, .. } => {
                write!(
                    f,
                    "the key `{key}` is not a valid regular expression: {message}"
                )
            }
        }
    }
}

impl std::error::Error for MappingsError {}

impl Mappings {
    /// Reads mappings: an object of keywords and values, or a configuration of auth0-deploy-cli with the
    /// setting `AUTH0_KEYWORD_REPLACE_MAPPINGS`.
    ///
    /// # Errors
    ///
    /// When the text is neither, or the tool itself would fail on a key.
    pub fn parse(text: &str) -> Result<Self, MappingsError> {
        let file = Json::parse(text).map_err(MappingsError::Json)?;
        let mappings = file.get(SETTING).unwrap_or(&file);
        let Value::Object(members) = &mappings.value else {
            return Err(MappingsError::NotAnObject {
                found: mappings.kind().name(),
                span: mappings.span,
            });
        };
        let mut keywords = Vec::with_capacity(members.len());
        for member in in_js_order(members) {
            let key = &member.key;
            let pattern = |pattern: String| {
                Regex::new(&pattern).map_err(|error| MappingsError::Pattern {
                    key: key.clone(),
                    message: error.text,
                    span: member.key_span,
                })
            };
            keywords.push(Keyword {
                array: pattern(format!("'@@{key}@@'|\"@@{key}@@\"|@@{key}@@"))?,
                string: pattern(format!("##{key}##"))?,
                json: member.value.stringify(),
                text: member.value.to_js_string(),
            });
        }
        Ok(Self { keywords })
    }

    /// What the tool makes of a page.
    #[must_use]
    pub fn apply(&self, page: &str) -> Replaced {
        let mut replaced = Replaced::unchanged(page);
        for keyword in &self.keywords {
            replaced.replace(&keyword.array, &keyword.json);
        }
        for keyword in &self.keywords {
            replaced.replace(&keyword.string, &keyword.text);
        }
        replaced
    }
}

/// A page whose keywords are replaced, and where everything in it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// The page as it is deployed.
    pub text: String,
    /// What the text is made of, in order.
    pieces: Vec<Piece>,
}

/// A part of the text that comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    /// Where it stands in the text that comes out.
    start: usize,
    /// What it stands for in the page as it is written: the same bytes, or the keyword.
    origin: Span,
    /// Whether it is a value in the place of a keyword.
    is_value: bool,
}

impl Replaced {
    fn unchanged(page: &str) -> Self {
        Self {
            text: page.to_owned(),
            pieces: vec![Piece {
                start: 0,
                origin: Span::new(0, page.len()),
                is_value: false,
            }],
        }
    }

    /// Replaces every match by a value.
    fn replace(&mut self, pattern: &Regex, value: &str) {
        let matches: Vec<Span> = pattern
            .find_iter(&self.text)
            .map(|found| Span::new(found.start(), found.end()))
            .collect();
        if matches.is_empty() || self.text.len() + matches.len() * value.len() > MAX_BYTES {
            return;
        }
        let (mut text, mut pieces) = (String::new(), Vec::new());
        let mut copied = 0;
        for found in matches {
            self.copy(Span::new(copied, found.start), &mut text, &mut pieces);
            pieces.push(Piece {
                start: text.len(),
                origin: self.origin(found),
                is_value: true,
            });
            text.push_str(value);
            copied = found.end;
        }
        self.copy(Span::new(copied, self.text.len()), &mut text, &mut pieces);
        self.text = text;
        self.pieces = pieces;
    }

    /// Copies a range of the text, with what it is made of.
    fn copy(&self, range: Span, text: &mut String, pieces: &mut Vec<Piece>) {
        let base = text.len();
        for (piece, end) in self.pieces_in(range) {
            let start = piece.start.max(range.start);
            let origin = match piece.is_value {
                true => piece.origin,
                false => {
                    let first = piece.origin.start + (start - piece.start);
                    Span::new(first, first + (end.min(range.end) - start))
                }
            };
            pieces.push(Piece {
                start: base + (start - range.start),
                origin,
                ..*piece
            });
        }
        text.push_str(range.text(&self.text));
    }

    /// The pieces, each with where it ends.
    fn pieces(&self) -> impl Iterator<Item = (&Piece, usize)> {
        let ends = self.pieces.iter().skip(1).map(|piece| piece.start);
        self.pieces.iter().zip(ends.chain([self.text.len()]))
    }

    /// The pieces that have a byte in a range.
    fn pieces_in(&self, range: Span) -> impl Iterator<Item = (&Piece, usize)> {
        self.pieces()
            .filter(move |(piece, end)| piece.start < range.end && *end > range.start)
    }

    /// What a range of the text that comes out stands for in the page as it is written: a value stands
    /// for its whole keyword.
    #[must_use]
    pub fn origin(&self, range: Span) -> Span {
        if range.is_empty() {
            return Span::empty(self.origin_of_offset(range.start));
        }
        let mut origin: Option<Span> = None;
        for (piece, end) in self.pieces_in(range) {
            let of_piece = match piece.is_value {
                true => piece.origin,
                false => Span::new(
                    piece.origin.start + range.start.saturating_sub(piece.start),
                    piece.origin.end - end.saturating_sub(range.end),
                ),
            };
            origin = Some(match origin {
                Some(known) => {
                    Span::new(known.start.min(of_piece.start), known.end.max(of_piece.end))
                }
                None => of_piece,
            });
        }
        origin.unwrap_or_else(|| Span::empty(self.origin_of_offset(range.start)))
    }

    fn origin_of_offset(&self, offset: usize) -> usize {
        let piece = self.pieces.iter().rfind(|piece| piece.start <= offset);
        piece.map_or(0, |piece| match piece.is_value {
            true if offset == piece.start => piece.origin.start,
            true => piece.origin.end,
            false => (piece.origin.start + (offset - piece.start)).min(piece.origin.end),
        })
    }

    /// Whether a range can be changed in the page as it is written: no byte of it comes from a mapping.
    fn is_written(&self, range: Span) -> bool {
        let mut pieces = self.pieces().filter(|(piece, _)| piece.is_value);
        match range.is_empty() {
            true => !pieces.any(|(piece, end)| piece.start < range.start && range.start < end),
            false => !pieces.any(|(piece, end)| piece.start < range.end && end > range.start),
        }
    }

    /// A finding about the text that comes out, as one about the page as it is written. A fix that
    /// would change what a mapping brings is left out.
    #[must_use]
    pub fn to_written(&self, mut finding: Finding) -> Finding {
        finding.span = self.origin(finding.span);
        for related in &mut finding.related {
            related.span = self.origin(related.span);
        }
        if let Some(fix) = finding.fix.take() {
            match self.fix_to_written(&fix) {
                Some(fix) => finding.fix = Some(fix),
                None => {
                    let why = "what would be changed comes from the mappings";
                    finding.unfixable = Some(why.to_owned());
                }
            }
        }
        finding
    }

    fn fix_to_written(&self, fix: &Fix) -> Option<Fix> {
        let edit = |edit: &Edit| {
            self.is_written(edit.range)
                .then(|| Edit::replacement(self.origin(edit.range), edit.content.clone()))
        };
        let edits = fix.edits.iter().map(edit).collect::<Option<_>>()?;
        Some(Fix {
            edits,
            ..fix.clone()
        })
    }
}

#[cfg(test)]
mod tests;
