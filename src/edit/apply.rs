//! Applying edits to a text, combining fixes, and checking that nothing else changed.

use std::error::Error;
use std::fmt;

use super::Edit;
use crate::span::Span;

/// Why edits cannot be applied to a text. Nothing has been changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApplyError {
    /// The range ends beyond the text, or before it starts.
    OutOfBounds(Span),
    /// The range cuts a character in two.
    SplitCharacter(Span),
    /// The second range starts before the first one ends: the edits overlap or are not sorted.
    Overlap(Span, Span),
}

impl fmt::Display for ApplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutOfBounds(span) => {
                write!(
                    f,
                    "the edit of bytes {}..{} lies outside the text",
                    span.start, span.end
                )
            }
            Self::SplitCharacter(span) => {
                write!(
                    f,
                    "the edit of bytes {}..{} cuts a character in two",
                    span.start, span.end
                )
            }
            Self::Overlap(first, second) => write!(
                f,
                "the edit of bytes {}..{} starts before that of {}..{} ends",
                second.start, second.end, first.start, first.end
            ),
        }
    }
}

impl Error for ApplyError {}

/// The text with the edits made. Edits must be sorted and must not overlap; insertions at one
/// offset keep their order.
///
/// # Errors
///
/// When a range lies outside the text, cuts a character in two, or starts before the one before
/// it ends.
pub fn apply(text: &str, edits: &[Edit]) -> Result<String, ApplyError> {
    let added: usize = edits.iter().map(|edit| edit.content.len()).sum();
    let mut result = String::with_capacity(text.len() + added);
    let mut previous = Span::empty(0);
    for edit in edits {
        let range = edit.range;
        if range.start > range.end || range.end > text.len() {
            return Err(ApplyError::OutOfBounds(range));
        }
        if text.get(range.start..range.end).is_none() {
            return Err(ApplyError::SplitCharacter(range));
        }
        let kept = text
            .get(previous.end..range.start)
            .ok_or(ApplyError::Overlap(previous, range))?;
        result.push_str(kept);
        result.push_str(&edit.content);
        previous = range;
    }
    result.push_str(text.get(previous.end..).unwrap_or_default());
    Ok(result)
}

/// Whether `after` is `before` with exactly these edits: every byte outside of them is the same
/// and in its place. Runs in release builds before anything is written, and therefore does not
/// rely on [`apply`].
#[must_use]
pub fn is_untouched(before: &str, after: &str, edits: &[Edit]) -> bool {
    let mut rest = after;
    let mut cursor = 0;
    for edit in edits {
        let Some(kept) = before.get(cursor..edit.range.start) else {
            return false;
        };
        let stripped = rest
            .strip_prefix(kept)
            .and_then(|r| r.strip_prefix(edit.content.as_str()));
        let Some(stripped) = stripped else {
            return false;
        };
        rest = stripped;
        cursor = edit.range.end;
    }
    before.get(cursor..) == Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: usize, end: usize, content: &str) -> Edit {
        Edit::replacement(Span::new(start, end), content)
    }

    #[test]
    fn edits_are_made_from_left_to_right() {
        let cases: &[(&str, &[Edit], &str)] = &[
            ("abc", &[], "abc"),
            ("abc", &[edit(0, 0, "x"), edit(3, 3, "y")], "xabcy"),
            ("abc", &[edit(1, 1, "1"), edit(1, 1, "2")], "a12bc"),
            (
                "abc",
                &[edit(0, 1, ""), edit(1, 1, "x"), edit(1, 3, "z")],
                "xz",
            ),
            ("", &[edit(0, 0, "x")], "x"),
            ("é\r\n", &[edit(2, 2, ";")], "é;\r\n"),
        ];
        for (before, edits, after) in cases {
            assert_eq!(
                apply(before, edits).as_deref(),
                Ok(*after),
                "{before:?} {edits:?}"
            );
            assert!(is_untouched(before, after, edits), "{before:?} {edits:?}");
        }
    }

    #[test]
    fn bad_edits_are_refused() {
        let span = Span::new;
        let cases: &[(&str, &[Edit], ApplyError)] = &[
            (
                "abc",
                &[edit(2, 4, "")],
                ApplyError::OutOfBounds(span(2, 4)),
            ),
            (
                "abc",
                &[edit(2, 1, "")],
                ApplyError::OutOfBounds(span(2, 1)),
            ),
            (
                "é",
                &[edit(1, 1, "")],
                ApplyError::SplitCharacter(span(1, 1)),
            ),
            (
                "é",
                &[edit(0, 1, "")],
                ApplyError::SplitCharacter(span(0, 1)),
            ),
            (
                "abc",
                &[edit(0, 2, ""), edit(1, 3, "")],
                ApplyError::Overlap(span(0, 2), span(1, 3)),
            ),
            (
                "abc",
                &[edit(2, 2, ""), edit(1, 1, "")],
                ApplyError::Overlap(span(2, 2), span(1, 1)),
            ),
        ];
        for (text, edits, error) in cases {
            assert_eq!(apply(text, edits), Err(*error), "{text:?} {edits:?}");
            assert!(!is_untouched(text, text, edits), "{text:?} {edits:?}");
        }
    }

    #[test]
    fn a_changed_byte_outside_the_edits_is_seen() {
        let edits = [edit(1, 2, "X")];
        assert!(is_untouched("abc", "aXc", &edits));
        for after in ["aXd", "bXc", "aXcc", "aX", "abc", "aYc", ""] {
            assert!(!is_untouched("abc", after, &edits), "{after:?}");
        }
    }
}
