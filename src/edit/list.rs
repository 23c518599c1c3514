//! Adding elements to a bracketed, comma-separated list the way its last elements are laid out.
//!
//! Object literals, object patterns and arguments are all such lists. What is decided here is
//! where new elements and their commas go; every edit is an insertion. Two things must never
//! happen: that a comment swallows new code, and that a comment changes the element it stands by.

use super::gap::{Gap, is_blank};
use super::{Edit, print};
use crate::span::Span;

/// How the last elements of a list stand to one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Layout<'t> {
    /// On the line of the element before. `gap` stands between a comma and the next element;
    /// `None` when there is no comma to tell.
    Inline { gap: Option<&'t str> },
    /// On a line of its own. `opening` is the end of the line before and the indentation.
    Lines { opening: String },
    /// On a line of its own that starts with a comma, which `gap` follows.
    CommaFirst { opening: String, gap: &'t str },
}

impl<'t> Layout<'t> {
    /// How the element stands that follows `before`, which is the offset just past the opening
    /// bracket or the element before.
    pub(super) fn of(text: &'t str, before: usize) -> Option<Self> {
        let gap = Gap::after(text, before)?;
        let opening = |newline: Span| {
            let indent = blank_prefix(text, newline.end);
            format!("{}{indent}", line_end(text, newline))
        };
        let last_newline = gap.newline_before(gap.end);
        let Some(comma) = gap.comma_end() else {
            return Some(match last_newline {
                Some(newline) => Self::Lines {
                    opening: opening(newline),
                },
                None => Self::Inline { gap: None },
            });
        };
        let after_comma = Some(Span::new(comma, gap.end).text(text))
            .filter(|between| between.chars().all(is_blank));
        Some(match (last_newline, gap.newline_before(comma)) {
            (Some(newline), _) if newline.start >= comma => Self::Lines {
                opening: opening(newline),
            },
            (_, Some(newline)) => Self::CommaFirst {
                opening: opening(newline),
                gap: after_comma.unwrap_or(" "),
            },
            _ => Self::Inline { gap: after_comma },
        })
    }

    /// What goes between a comma and a new element on the same line.
    pub(super) fn separator(&self, minified: bool) -> &'t str {
        match self {
            Self::Inline { gap: Some(gap) } => gap,
            _ if minified => "",
            _ => " ",
        }
    }
}

/// A list that has at least one element.
#[derive(Debug, Clone, Copy)]
pub(super) struct List<'t> {
    /// The text of the page.
    pub(super) text: &'t str,
    /// A place on the line that the list starts on.
    pub(super) open: usize,
    /// Offset just past the element after which new ones go.
    pub(super) last_end: usize,
    /// Where the next token stands that is not a comma: the closing bracket, or a rest element.
    pub(super) stop: usize,
}

impl<'t> List<'t> {
    /// The edits that add elements after the last. `separator` stands between a comma and an
    /// element on the same line. `None` when the text is not as the syntax tree has it.
    pub(super) fn append(
        self,
        layout: Layout<'t>,
        separator: &str,
        elements: &[String],
    ) -> Option<Vec<Edit>> {
        let gap = Gap::after(self.text, self.last_end)?;
        if gap.end != self.stop || elements.is_empty() {
            return None;
        }
        let comma = gap.comma_end();
        let anchor = gap.end_of_comments(comma.unwrap_or(self.last_end));
        let layout = self.spare_line_comment(layout, &gap);
        let elements = &match &layout {
            Layout::Inline { .. } => on_one_line(elements),
            Layout::Lines { opening } | Layout::CommaFirst { opening, .. } => {
                indented(elements, opening, &self.step(opening))
            }
        };
        Some(match (layout, comma) {
            (Layout::Inline { .. }, Some(comma)) => {
                vec![Edit::insertion(comma, each(elements, separator, ","))]
            }
            (Layout::Inline { .. }, None) => {
                let opening = format!(",{separator}");
                vec![Edit::insertion(anchor, each(elements, &opening, ""))]
            }
            (Layout::CommaFirst { opening, gap }, None) => {
                let opening = format!("{opening},{gap}");
                vec![Edit::insertion(anchor, each(elements, &opening, ""))]
            }
            (Layout::Lines { opening } | Layout::CommaFirst { opening, .. }, Some(comma)) => {
                // Comments after the comma speak of the element before it, unless the next token
                // stands on their line too.
                let is_line_over = gap.newline_after(comma).is_some();
                let anchor = if is_line_over { anchor } else { comma };
                vec![Edit::insertion(anchor, each(elements, &opening, ","))]
            }
            (Layout::Lines { opening }, None) if anchor == self.last_end => {
                vec![Edit::insertion(
                    anchor,
                    format!(",{}", lines(elements, &opening)),
                )]
            }
            (Layout::Lines { opening }, None) => {
                let comma = Edit::insertion(self.last_end, ",");
                vec![comma, Edit::insertion(anchor, lines(elements, &opening))]
            }
        })
    }

    /// One step of indentation: that from the line of the opening bracket to the elements, when they
    /// stand deeper than it.
    fn step(self, opening: &str) -> String {
        let outer = blank_prefix(self.text, line_start(self.text, self.open));
        let inner = opening.trim_start_matches(['\r', '\n']);
        let step = inner.strip_prefix(outer).filter(|step| !step.is_empty());
        step.unwrap_or_else(|| indent_step(self.text, self.open))
            .to_owned()
    }

    /// A comment that ends with its line speaks of the element before it. So new elements go on
    /// lines of their own even where those before share one.
    fn spare_line_comment(self, layout: Layout<'t>, gap: &Gap) -> Layout<'t> {
        let from = gap.comma_end().unwrap_or(self.last_end);
        match (layout, gap.newline_after(gap.end_of_comments(from))) {
            (Layout::Inline { .. }, Some(newline)) if gap.has_line_comment(from) => {
                let opening = format!("{}{}", line_end(self.text, newline), self.inner_indent());
                Layout::Lines { opening }
            }
            (layout, _) => layout,
        }
    }

    /// The indentation of the line that the last element ends on, one step deeper when the list
    /// starts on that line.
    fn inner_indent(self) -> String {
        let line = line_start(self.text, self.last_end);
        let indent = blank_prefix(self.text, line);
        let step = if self.open >= line {
            indent_step(self.text, self.open)
        } else {
            ""
        };
        format!("{indent}{step}")
    }
}

/// A list without an element after which new ones could go: an empty one, or one that has nothing
/// but a rest element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opening<'t> {
    /// The text of the page.
    pub(super) text: &'t str,
    /// Offset just past the opening bracket.
    pub(super) open: usize,
    /// Where the next token stands: the closing bracket or a rest element.
    pub(super) stop: usize,
    /// Whether that token is a rest element.
    pub(super) before_rest: bool,
    /// Whether the code around is written without white space.
    pub(super) tight: bool,
}

impl Opening<'_> {
    /// The edit that puts elements right after the opening bracket. `None` when the text is not
    /// as the syntax tree has it.
    pub(super) fn fill(self, elements: &[String]) -> Option<Edit> {
        let gap = Gap::after(self.text, self.open)?;
        if gap.end != self.stop || gap.comma_end().is_some() || elements.is_empty() {
            return None;
        }
        let last_comma = if self.before_rest { "," } else { "" };
        let Some(newline) = gap.newline_after(self.open) else {
            let content = self.on_the_line(&on_one_line(elements), last_comma);
            return Some(Edit::insertion(self.open, content));
        };
        let opening = line_end(self.text, newline).to_owned() + &self.indent(&gap, newline);
        let elements = indented(elements, &opening, indent_step(self.text, self.open));
        let content = lines(&elements, &opening) + last_comma;
        Some(Edit::insertion(gap.end_of_comments(self.open), content))
    }

    fn on_the_line(self, elements: &[String], last_comma: &str) -> String {
        if self.tight {
            return elements.join(",") + last_comma;
        }
        let is_padded = self
            .text
            .get(self.open..)
            .is_some_and(|rest| rest.starts_with(is_blank));
        // `{...rest}` has no white space inside its braces, `{}` has no habit to go by.
        let (lead, trail) = match (is_padded, self.before_rest) {
            (true, _) => (" ", ""),
            (false, true) => ("", " "),
            (false, false) => (" ", " "),
        };
        format!("{lead}{}{last_comma}{trail}", elements.join(", "))
    }

    /// The indentation of the first thing inside the brackets, or one step more than that of the
    /// opening bracket's line.
    fn indent(self, gap: &Gap, newline: Span) -> String {
        let inside = self.text.get(newline.end..self.stop).unwrap_or_default();
        let first = inside
            .split(['\n', '\r'])
            .find(|line| !line.trim().is_empty());
        if let Some(line) = first {
            return leading_blank(line).to_owned();
        }
        if self.before_rest {
            let line = gap.newline_before(self.stop).unwrap_or(newline);
            return blank_prefix(self.text, line.end).to_owned();
        }
        let indent = blank_prefix(self.text, line_start(self.text, self.open));
        format!("{indent}{}", indent_step(self.text, self.open))
    }
}

/// The elements with their own lines joined: `{ a: b, c: d }`.
pub(super) fn on_one_line(elements: &[String]) -> Vec<String> {
    let join = |element: &String| match element.contains('`') {
        // The lines of a template are its text.
        true => element.clone(),
        false => element.lines().map(str::trim).collect::<Vec<_>>().join(" "),
    };
    elements.iter().map(join).collect()
}

/// The elements as they stand on lines that begin with `opening`, a line break and indentation: their own
/// further lines, which the printer indents by [`print::STEP`], follow the page's indentation.
fn indented(elements: &[String], opening: &str, step: &str) -> Vec<String> {
    let indent = |element: &String| match element.contains('`') {
        true => element.clone(),
        false => indented_code(element, opening, step),
    };
    elements.iter().map(indent).collect()
}

/// Code of several lines where each but the first begins with `opening` and the page's indentation.
pub(super) fn indented_code(code: &str, opening: &str, step: &str) -> String {
    let mut lines = code.lines();
    let mut result = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        let mut rest = line;
        result.push_str(opening);
        while let Some(inner) = rest.strip_prefix(print::STEP) {
            result.push_str(step);
            rest = inner;
        }
        result.push_str(rest);
    }
    result
}

/// The elements, each with something before and after it.
fn each(elements: &[String], before: &str, after: &str) -> String {
    elements
        .iter()
        .map(|element| format!("{before}{element}{after}"))
        .collect()
}

/// The elements on lines of their own with commas between them.
fn lines(elements: &[String], opening: &str) -> String {
    format!("{opening}{}", elements.join(&format!(",{opening}")))
}

/// The end of a line as new lines should have it. The separators that only JavaScript knows end
/// no line in an editor.
fn line_end(text: &str, newline: Span) -> &str {
    match newline.text(text) {
        "\u{2028}" | "\u{2029}" => "\n",
        other => other,
    }
}

/// The white space at `offset`.
fn blank_prefix(text: &str, offset: usize) -> &str {
    leading_blank(text.get(offset..).unwrap_or_default())
}

fn leading_blank(line: &str) -> &str {
    let length = line.len() - line.trim_start_matches(is_blank).len();
    line.get(..length).unwrap_or_default()
}

/// Where the line starts that holds `offset`.
fn line_start(text: &str, offset: usize) -> usize {
    let before = text.get(..offset).unwrap_or_default();
    before.rfind(['\n', '\r']).map_or(0, |at| at + 1)
}

/// One step of indentation: the last one that the text before `offset` takes, two spaces if it
/// takes none.
pub(super) fn indent_step(text: &str, offset: usize) -> &str {
    /// How many lines back a step is looked for.
    const REACH: usize = 50;
    let before = text.get(..offset).unwrap_or_default();
    let mut inner: Option<&str> = None;
    for line in before
        .lines()
        .rev()
        .filter(|line| !line.trim().is_empty())
        .take(REACH)
    {
        let outer = leading_blank(line);
        let step = inner
            .and_then(|inner| inner.strip_prefix(outer))
            .unwrap_or_default();
        if !step.is_empty() {
            return step;
        }
        inner = Some(outer);
    }
    "  "
}
