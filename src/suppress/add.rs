//! Writing ignore comments: where one goes that covers a finding, and how it is written there.

use std::error::Error;
use std::fmt;

use super::layout::is_line_end;
use super::nodes::Nodes;
use super::{Ignore, Ignores, Scope};
use crate::edit::Edit;
use crate::finding::Finding;
use crate::page::{Body, Element, Page};
use crate::span::Span;

/// Why findings are ignored, in words that can stand in every kind of comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason(String);

impl Reason {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text that cannot be the reason in a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadReason {
    /// What of it cannot stand there.
    found: String,
}

impl Reason {
    /// Takes a reason.
    ///
    /// # Errors
    /// When it is blank, has control characters or line ends, or could end a comment or a script.
    pub fn new(text: &str) -> Result<Self, BadReason> {
        let text = text.trim();
        let bad = |found: &str| {
            Err(BadReason {
                found: found.to_owned(),
            })
        };
        if text.is_empty() {
            return bad("nothing");
        }
        if text.contains(|c: char| c.is_control() || is_line_end(c)) {
            return bad("a line end or control character");
        }
        match ["*/", "<", ">"]
            .into_iter()
            .find(|mark| text.contains(mark))
        {
            Some(mark) => bad(&format!("`{mark}`")),
            None => Ok(Self(text.to_owned())),
        }
    }
}

impl fmt::Display for BadReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} cannot be a reason in a comment", self.found)
    }
}

impl Error for BadReason {}

/// The edits, of which each makes a comment cover a finding, the best first: a name more in a comment that
/// covers the place; a comment of its own in the script; one in front of the element.
///
/// Must run on a thread with a big stack, see [`crate::stack`].
pub(crate) fn comments_for(
    text: &str,
    page: &Page,
    ignores: &Ignores,
    finding: &Finding,
    reason: Option<&Reason>,
) -> Vec<Edit> {
    let existing = ignores.iter().filter(|ignore| {
        let is_plain = ignore.stray.is_none() && ignore.is_known && ignore.scope != Scope::File;
        is_plain && ignore.scope.covers(finding.span)
    });
    // The last to start covers least.
    let name = existing.filter_map(last_name).last();
    let another_name = name.map(|name| Edit::insertion(name.end, format!(", {}", finding.rule)));
    let why = reason.map_or_else(String::new, |Reason(reason)| format!(" -- {reason}"));
    let directive = format!("lockwright-ignore {}{why}", finding.rule);
    let own = [
        in_script(text, page, finding.span, &directive),
        in_markup(text, page, finding.span, &directive),
    ];
    another_name
        .into_iter()
        .chain(own.into_iter().flatten())
        .collect()
}

fn last_name(ignore: &Ignore) -> Option<Span> {
    ignore.names.last().map(|name| name.span)
}

/// A comment in front of the innermost statement, class member or property around a place.
fn in_script(text: &str, page: &Page, place: Span, directive: &str) -> Option<Edit> {
    let script = page
        .scripts
        .iter()
        .find(|script| script.content.contains(place))?;
    let Body::Parsed(program) = &script.body else {
        return None;
    };
    let unit = Nodes::of(program).unit_around(place.start)?;
    let own_line = above(text, unit.start, &format!("// {directive}"));
    Some(own_line.unwrap_or_else(|| Edit::insertion(unit.start, format!("/* {directive} */ "))))
}

/// A comment in front of the innermost element whose tag, or whose code, holds a place.
fn in_markup(text: &str, page: &Page, place: Span, directive: &str) -> Option<Edit> {
    let holds = |element: &&Element| {
        let is_script = *element.name == *"script" && element.content.contains(place);
        let is_tag = element.start_tag.start <= place.start && place.start < element.start_tag.end;
        is_tag || is_script
    };
    let element = page.elements.iter().rev().find(holds)?;
    let comment = format!("<!-- {directive} -->");
    let start = element.start_tag.start;
    Some(above(text, start, &comment).unwrap_or_else(|| Edit::insertion(start, comment)))
}

/// A comment on a line of its own above what starts at an offset, when nothing stands before that on
/// its line.
fn above(text: &str, at: usize, comment: &str) -> Option<Edit> {
    let indent = line_before(text, at);
    if !indent.chars().all(|c| matches!(c, ' ' | '\t')) {
        return None;
    }
    let newline = newline(text, at - indent.len());
    Some(Edit::insertion(at, format!("{comment}{newline}{indent}")))
}

/// What stands before an offset on its line.
fn line_before(text: &str, at: usize) -> &str {
    let before = Span::new(0, at).text(text);
    let line = before.rsplit(is_line_end).next();
    line.unwrap_or(before).trim_start_matches('\u{feff}')
}

/// How lines end around an offset where one starts: as the line before does, or else the first.
fn newline(text: &str, at: usize) -> &'static str {
    let before = Span::new(0, at).text(text);
    let first = text
        .find(['\n', '\r'])
        .map_or("", |end| Span::new(end, text.len()).text(text));
    if before.ends_with("\r\n") || (!before.contains('\n') && first.starts_with("\r\n")) {
        "\r\n"
    } else if before.ends_with('\r') {
        "\r"
    } else {
        "\n"
    }
}
