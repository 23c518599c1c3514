//! Adding elements to a bracketed, comma-separated list the way its last elements are laid out.
//!
//! Object literals, object patterns and arguments are all such lists. What is decided here is
//! where new elements and their commas go; every edit is an insertion. Two things must never
//! happen: that a comment swallows new code, and that a comment changes the element it stands by.

use std::borrow::Cow;

use super::Edit;
use super::gap::{Gap, is_blank};
use crate::span::Span;

/// How the last elements of a list stand to one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Layout<'t> {
    /// On the line of the element before. `gap` stands between a comma and the next element;
    /// `None` when there is no comma to tell.
    Inline { gap: Option<&'t str> },
    /// On a line of its own, which starts with `indent`.
    Lines {
        newline: &'t str,
        indent: Cow<'t, str>,
    },
    /// On a line of its own, which starts with `indent`, a comma and `gap`.
    CommaFirst {
        newline: &'t str,
        indent: &'t str,
        gap: &'t str,
    },
}

impl<'t> Layout<'t> {
    /// How the element stands that follows `before`, which is the offset just past the opening
    /// bracket or the element before.
    pub(super) fn of(text: &'t str, before: usize) -> Option<Self> {
        let gap = Gap::after(text, before)?;
        let comma = gap.comma_end();
        let blank_up_to_element = |from: usize| {
            Some(Span::new(from, gap.end).text(text)).filter(|blank| blank.chars().all(is_blank))
        };
        if let Some(newline) = gap.newline_before(gap.end)
            && comma.is_none_or(|comma| comma <= newline.start)
        {
            let indent = Cow::Borrowed(blank_prefix(text, newline.end));
            return Some(Self::Lines {
                newline: line_end(text, newline),
                indent,
            });
        }
        let Some(comma) = comma else {
            return Some(Self::Inline { gap: None });
        };
        let gap_after_comma = blank_up_to_element(comma);
        Some(match gap.newline_before(comma) {
            Some(newline) => Self::CommaFirst {
                newline: line_end(text, newline),
                indent: blank_prefix(text, newline.end),
                gap: gap_after_comma.unwrap_or(" "),
            },
            None => Self::Inline {
                gap: gap_after_comma,
            },
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
        Some(match (self.spare_line_comment(layout, &gap), comma) {
            (Layout::Inline { .. }, Some(comma)) => {
                vec![Edit::insertion(comma, each(elements, separator, ","))]
            }
            (Layout::Inline { .. }, None) => {
                let anchor = gap.end_of_comments(self.last_end);
                let opening = format!(",{separator}");
                vec![Edit::insertion(anchor, each(elements, &opening, ""))]
            }
            (
                Layout::CommaFirst {
                    newline,
                    indent,
                    gap: after_comma,
                },
                None,
            ) => {
                let anchor = gap.end_of_comments(self.last_end);
                let opening = format!("{newline}{indent},{after_comma}");
                vec![Edit::insertion(anchor, each(elements, &opening, ""))]
            }
            (
                Layout::CommaFirst {
                    newline, indent, ..
                },
                Some(comma),
            ) => {
                vec![lines_after_comma(
                    &gap,
                    comma,
                    &format!("{newline}{indent}"),
                    elements,
                )]
            }
            (Layout::Lines { newline, indent }, Some(comma)) => {
                vec![lines_after_comma(
                    &gap,
                    comma,
                    &format!("{newline}{indent}"),
                    elements,
                )]
            }
            (Layout::Lines { newline, indent }, None) => {
                let anchor = gap.end_of_comments(self.last_end);
                let lines = lines(elements, &format!("{newline}{indent}"));
                if anchor == self.last_end {
                    vec![Edit::insertion(anchor, format!(",{lines}"))]
                } else {
                    vec![
                        Edit::insertion(self.last_end, ","),
                        Edit::insertion(anchor, lines),
                    ]
                }
            }
        })
    }

    /// A comment that ends with its line speaks of the element before it. So new elements go on
    /// lines of their own even where those before share one.
    fn spare_line_comment(self, layout: Layout<'t>, gap: &Gap) -> Layout<'t> {
        let from = gap.comma_end().unwrap_or(self.last_end);
        match (layout, gap.newline_after(gap.end_of_comments(from))) {
            (Layout::Inline { .. }, Some(newline)) if gap.has_line_comment(from) => {
                let newline = line_end(self.text, newline);
                Layout::Lines {
                    newline,
                    indent: Cow::Owned(self.inner_indent()),
                }
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

/// New lines after the comma that follows the last element. Comments on the comma's line speak of
/// that element, unless the next token stands on the line too.
fn lines_after_comma(gap: &Gap, comma: usize, opening: &str, elements: &[String]) -> Edit {
    let anchor = match gap.newline_after(comma) {
        Some(_) => gap.end_of_comments(comma),
        None => comma,
    };
    Edit::insertion(anchor, each(elements, opening, ","))
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
            return Some(Edit::insertion(
                self.open,
                self.on_the_line(elements, last_comma),
            ));
        };
        let opening = format!(
            "{}{}",
            line_end(self.text, newline),
            self.indent(&gap, newline)
        );
        let lines = lines(elements, &opening);
        Some(Edit::insertion(
            gap.end_of_comments(self.open),
            lines + last_comma,
        ))
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
fn indent_step(text: &str, offset: usize) -> &str {
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
