//! New code in what a person wrote: properties, names in patterns, arguments.
//!
//! All functions take the text and nodes whose spans are file offsets plus one, and return `None`
//! when the text is not as the tree has it, or when new code would not parse. Edits are insertions
//! inside the brackets of the node.

use swc_common::Spanned;
use swc_ecma_ast::{Ident, ObjectLit, ObjectPat, ObjectPatProp};

use super::gap::Gap;
use super::list::{Layout, List, Opening, indent_step, indented_code, on_one_line};
use super::style::{CodeStyle, PropertyStyle, opens_tightly};
use super::{Edit, print};
use crate::span::Span;

/// A property to be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewProperty<'a> {
    /// The key's name, without quotes.
    pub key: &'a str,
    /// The code of the value; white space and quotes are adapted to where it goes.
    pub value: &'a str,
}

/// Adds properties at the end of an object literal, in the style of those it has.
///
/// New properties come after the last one and the comments on its line, and have a trailing comma
/// if that had one. The edits belong together. They do not look at whether a key is there already.
#[must_use]
pub fn add_properties(
    text: &str,
    object: &ObjectLit,
    properties: &[NewProperty<'_>],
) -> Option<Vec<Edit>> {
    let (open, stop) = brackets(text, object.span.into())?;
    let ends: Vec<usize> = object.props.iter().map(end_of).collect();
    let Some((last_end, before)) = last_and_before(&ends, open) else {
        let code = CodeStyle::before(text, open.saturating_sub(1));
        let elements = PropertyStyle::new(code).elements(properties)?;
        let tight = code.minified;
        let opening = Opening {
            text,
            open,
            stop,
            before_rest: false,
            tight,
        };
        return opening.fill(&elements).map(|edit| vec![edit]);
    };
    let layout = Layout::of(text, before)?;
    let style = PropertyStyle::of(text, object, open, &layout);
    let elements = style.elements(properties)?;
    let separator = layout.separator(style.code.minified);
    let list = List {
        text,
        open,
        last_end,
        stop,
    };
    list.append(layout, separator, &elements)
}

/// Adds an object literal with these properties as the third argument of a call or construction
/// that has exactly two, given by their spans. With fewer, it would need fillers that the callee
/// can see; so `None`.
#[must_use]
pub fn add_argument(
    text: &str,
    arguments: &[Span],
    properties: &[NewProperty<'_>],
) -> Option<Vec<Edit>> {
    let [first, second] = arguments else {
        return None;
    };
    let stop = Gap::after(text, second.end)?.end;
    let is_last = text.get(stop..)?.starts_with(')');
    // A spread argument may be any number of arguments.
    let is_spread = text.get(..first.start)?.trim_end().ends_with("...")
        || Gap::after(text, first.end)?.end != start_of(text, *second)?;
    if is_spread || !is_last {
        return None;
    }
    let layout = Layout::of(text, first.end)?;
    let minified = matches!(layout, Layout::Inline { gap: Some("") });
    let code = CodeStyle {
        minified,
        ..CodeStyle::before(text, second.end)
    };
    let properties = on_one_line(&PropertyStyle::new(code).elements(properties)?);
    let object = if minified {
        format!("{{{}}}", properties.join(","))
    } else {
        format!("{{ {} }}", properties.join(", "))
    };
    let list = List {
        text,
        open: first.start,
        last_end: second.end,
        stop,
    };
    let separator = layout.separator(minified);
    list.append(layout, separator, &[object])
}

/// Adds a name to an object pattern: `{ a, b }` becomes `{ a, b, name }`. A rest element stays
/// last, and no longer collects the property of that name. Whether the name is taken in the scope
/// is for the caller to know.
#[must_use]
pub fn extend_pattern(text: &str, pattern: &ObjectPat, name: &str) -> Option<Vec<Edit>> {
    Ident::verify_symbol(name).ok()?;
    let span = Span::from(pattern.span);
    let (open, close) = brackets(text, span)?;
    let (rest, others): (Vec<_>, Vec<_>) = pattern
        .props
        .iter()
        .partition(|prop| matches!(prop, ObjectPatProp::Rest(_)));
    let stop = match rest.first() {
        Some(rest) => start_of(text, rest.span().into())?,
        None => close,
    };
    let ends: Vec<usize> = others.into_iter().map(end_of).collect();
    let tight = opens_tightly(text, open.saturating_sub(1));
    let elements = [name.to_owned()];
    let Some((last_end, before)) = last_and_before(&ends, open) else {
        let before_rest = !rest.is_empty();
        return Opening {
            text,
            open,
            stop,
            before_rest,
            tight,
        }
        .fill(&elements)
        .map(|edit| vec![edit]);
    };
    let layout = Layout::of(text, before)?;
    let list = List {
        text,
        open,
        last_end,
        stop,
    };
    let separator = layout.separator(tight);
    list.append(layout, separator, &elements)
}

/// The statement that sets a property of an object: `options.key = value;`. Where the value takes several
/// lines, these are indented as the line at `offset` is, before which the statement goes; `line_break` is
/// what stands between that statement and this one.
#[must_use]
pub(crate) fn set_property(
    text: &str,
    offset: usize,
    line_break: &str,
    object: &str,
    property: &NewProperty<'_>,
) -> Option<String> {
    let value = print::expression(property.value, CodeStyle::before(text, offset))?;
    let value = match line_break.starts_with(['\r', '\n']) {
        true => indented_code(&value, line_break, indent_step(text, offset)),
        false => on_one_line(&[value]).concat(),
    };
    Some(format!("{object}.{} = {value};", property.key))
}

/// Puts other code in the place of an expression that stands alone: the value of a property, an
/// argument, what a variable is set to. (An operand might need parentheses.)
#[must_use]
pub fn replace_expression(text: &str, span: Span, code: &str) -> Option<Edit> {
    let code = print::expression(code, CodeStyle::before(text, span.start))?;
    Some(Edit::replacement(span, code))
}

impl PropertyStyle<'_> {
    /// The code of properties in this style.
    fn elements(&self, properties: &[NewProperty<'_>]) -> Option<Vec<String>> {
        properties
            .iter()
            .map(|property| self.element(property))
            .collect()
    }

    fn element(&self, property: &NewProperty<'_>) -> Option<String> {
        let value = print::expression(property.value, self.code)?;
        let is_name = Ident::verify_symbol(property.key).is_ok();
        let key = match self.key_quote {
            None if is_name => property.key.to_owned(),
            quote => {
                let quote = quote.unwrap_or(self.code.quote);
                print::string(property.key, CodeStyle { quote, ..self.code })?
            }
        };
        Some(format!("{key}{}{value}", self.colon))
    }
}

/// The offset just past the opening brace of a node, and that of its closing brace.
fn brackets(text: &str, span: Span) -> Option<(usize, usize)> {
    let start = start_of(text, span)?;
    let code = Span::new(start, span.end).text(text);
    let is_braced = code.len() >= 2 && code.starts_with('{') && code.ends_with('}');
    is_braced.then(|| (start + 1, span.end - 1))
}

/// Where a node starts. swc has a token start at an HTML comment before it.
fn start_of(text: &str, span: Span) -> Option<usize> {
    Gap::before_token(text, span.start).map(|gap| gap.end)
}

fn end_of(node: &impl Spanned) -> usize {
    Span::from(node.span()).end
}

/// Where the last element ends, and where what stands before it ends: the element before, or the
/// opening bracket.
fn last_and_before(ends: &[usize], open: usize) -> Option<(usize, usize)> {
    let (last, others) = ends.split_last()?;
    Some((*last, others.last().copied().unwrap_or(open)))
}

#[cfg(test)]
mod tests;
