//! How the code around an insertion is written.

use swc_common::Spanned;
use swc_ecma_ast::{ObjectLit, Prop, PropName, PropOrSpread, Str};
use swc_ecma_visit::{Visit, VisitWith};

use super::gap::is_blank;
use super::list::Layout;
use crate::span::Span;

/// The mark around a string literal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Quote {
    /// `'`
    #[default]
    Single,
    /// `"`
    Double,
}

impl Quote {
    /// The character.
    #[must_use]
    pub fn mark(self) -> char {
        match self {
            Self::Single => '\'',
            Self::Double => '"',
        }
    }

    /// The mark that a literal starts with, as it stands in the text.
    fn of(text: &str, literal: &Str) -> Option<Self> {
        match Span::from(literal.span).text(text).chars().next() {
            Some('\'') => Some(Self::Single),
            Some('"') => Some(Self::Double),
            _ => None,
        }
    }
}

/// How new code is to be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CodeStyle {
    /// The mark for string literals, where the string does not contain it.
    pub quote: Quote,
    /// Whether to leave out all white space that is not needed.
    pub minified: bool,
}

impl CodeStyle {
    /// The style of the code before `offset`, for want of closer neighbours.
    #[must_use]
    pub fn before(text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or_default();
        // Quotes of attributes say nothing about the script.
        let script = before
            .rfind("<script")
            .and_then(|at| before.get(at..))
            .unwrap_or(before);
        let code = script
            .find('>')
            .and_then(|at| script.get(at..))
            .unwrap_or(script);
        let quote = match code.rfind(['\'', '"']) {
            Some(at) if code.get(at..).is_some_and(|rest| rest.starts_with('"')) => Quote::Double,
            _ => Quote::Single,
        };
        Self {
            quote,
            minified: opens_tightly(text, offset),
        }
    }
}

/// Whether the bracket at `offset` follows a token without the white space that people put there.
/// (No one puts any after a bracket.)
pub(super) fn opens_tightly(text: &str, offset: usize) -> bool {
    let before = text.get(..offset).unwrap_or_default();
    before
        .chars()
        .next_back()
        .is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '[' | '{'))
}

/// How the properties of an object literal are written.
#[derive(Debug, Clone)]
pub(super) struct PropertyStyle<'t> {
    /// The mark around keys, if all keys have one.
    pub(super) key_quote: Option<Quote>,
    /// What stands between key and value.
    pub(super) colon: &'t str,
    /// How values are printed.
    pub(super) code: CodeStyle,
}

impl<'t> PropertyStyle<'t> {
    /// The style of the properties that an object literal has, the last of which is laid out so.
    /// `open` is the offset just past its opening brace.
    pub(super) fn of(text: &'t str, object: &ObjectLit, open: usize, layout: &Layout<'_>) -> Self {
        let around = CodeStyle::before(text, open.saturating_sub(1));
        let colon = object
            .props
            .iter()
            .rev()
            .find_map(|prop| colon_of(text, prop));
        let is_padded = text
            .get(open..)
            .is_some_and(|rest| rest.starts_with(is_blank));
        let minified = match layout {
            Layout::Inline { gap: Some(gap) } => gap.is_empty() && colon.is_none_or(|c| c == ":"),
            Layout::Inline { gap: None } => {
                !is_padded && colon.map_or(around.minified, |colon| colon == ":")
            }
            Layout::Lines { .. } | Layout::CommaFirst { .. } => false,
        };
        Self {
            key_quote: key_quote(text, object),
            colon: colon.unwrap_or(if minified { ":" } else { ": " }),
            code: CodeStyle {
                quote: string_quote(text, object).unwrap_or(around.quote),
                minified,
            },
        }
    }

    /// The style of an object literal that is to stand in code of a style.
    pub(super) fn new(code: CodeStyle) -> Self {
        Self {
            key_quote: None,
            colon: if code.minified { ":" } else { ": " },
            code,
        }
    }
}

/// What stands between the key and the value of a property, unless it is more than a colon and
/// white space. White space that aligns values in a column is cut down to a space.
fn colon_of<'t>(text: &'t str, prop: &PropOrSpread) -> Option<&'t str> {
    let PropOrSpread::Prop(prop) = prop else {
        return None;
    };
    let Prop::KeyValue(pair) = &**prop else {
        return None;
    };
    let between = Span::new(
        Span::from(pair.key.span()).end,
        Span::from(pair.value.span()).start,
    );
    let (before, after) = between.text(text).split_once(':')?;
    if !before.chars().chain(after.chars()).all(is_blank) {
        return None;
    }
    Some(match (before.len(), after.len()) {
        (0, 0) => ":",
        (1, 0) => " :",
        (1, _) => " : ",
        _ => ": ",
    })
}

/// The mark of the last key, if all keys that could do without have one.
fn key_quote(text: &str, object: &ObjectLit) -> Option<Quote> {
    let mut quote = None;
    for prop in &object.props {
        let PropOrSpread::Prop(prop) = prop else {
            continue;
        };
        let key = match &**prop {
            Prop::KeyValue(pair) => &pair.key,
            Prop::Method(method) => &method.key,
            Prop::Getter(getter) => &getter.key,
            Prop::Setter(setter) => &setter.key,
            Prop::Shorthand(_) | Prop::Assign(_) => return None,
        };
        match key {
            PropName::Str(literal) => quote = Quote::of(text, literal),
            PropName::Ident(_) => return None,
            PropName::Num(_) | PropName::Computed(_) | PropName::BigInt(_) => {}
        }
    }
    quote
}

/// The mark that most string literals of an object have, keys included.
fn string_quote(text: &str, object: &ObjectLit) -> Option<Quote> {
    let mut count = QuoteCount {
        text,
        single: 0,
        double: 0,
    };
    object.visit_with(&mut count);
    match (count.single, count.double) {
        (0, 0) => None,
        (single, double) if double > single => Some(Quote::Double),
        _ => Some(Quote::Single),
    }
}

struct QuoteCount<'t> {
    text: &'t str,
    single: usize,
    double: usize,
}

impl Visit for QuoteCount<'_> {
    fn visit_str(&mut self, literal: &Str) {
        match Quote::of(self.text, literal) {
            Some(Quote::Single) => self.single += 1,
            Some(Quote::Double) => self.double += 1,
            None => {}
        }
    }
}
