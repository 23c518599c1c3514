//! Applying edits to a text, combining fixes, and checking that nothing else changed.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;

use super::{Edit, Fix};
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

/// Combines fixes into one sorted list of edits. Also says which fixes were taken, as indices
/// into `fixes`.
///
/// Fixes are taken in order. One that has an edit overlapping or touching an edit already taken
/// is left out whole, since the two may mean different things by the same place.
#[must_use]
pub fn merge(fixes: &[&Fix]) -> (Vec<Edit>, Vec<usize>) {
    let mut occupied = Occupied::default();
    let mut edits = Vec::new();
    let mut taken = Vec::new();
    for (index, fix) in fixes.iter().enumerate() {
        let is_free = fix.edits.iter().all(|edit| !occupied.touches(edit.range));
        if fix.edits.is_empty() || !is_free {
            continue;
        }
        for edit in &fix.edits {
            occupied.add(edit.range);
            edits.push(edit.clone());
        }
        taken.push(index);
    }
    // The sort is stable: insertions of one fix at one offset keep their order.
    edits.sort_by_key(|edit: &Edit| edit.range);
    (edits, taken)
}

/// The ranges of the fixes taken so far: each start with the furthest end.
#[derive(Default)]
struct Occupied(BTreeMap<usize, usize>);

impl Occupied {
    /// Whether a range shares a byte or an end with one that was taken. Ranges taken do not
    /// overlap, so the last one that starts early enough is also the one that ends last.
    fn touches(&self, range: Span) -> bool {
        let candidate = self.0.range(..=range.end).next_back();
        candidate.is_some_and(|(_, end)| *end >= range.start)
    }

    fn add(&mut self, range: Span) {
        let end = self.0.entry(range.start).or_insert(range.end);
        *end = (*end).max(range.end);
    }
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
    use super::super::Applicability;
    use super::*;

    fn edit(start: usize, end: usize, content: &str) -> Edit {
        Edit::replacement(Span::new(start, end), content)
    }

    fn fix(edits: &[Edit]) -> Fix {
        Fix {
            title: "Do it".to_owned(),
            applicability: Applicability::Safe,
            edits: edits.to_vec(),
        }
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

    #[test]
    fn fixes_that_meet_are_left_out_whole() {
        let first = fix(&[edit(4, 6, "a"), edit(10, 10, "b")]);
        let far = fix(&[edit(0, 1, "c"), edit(20, 20, "d")]);
        let overlapping = fix(&[edit(5, 7, "e"), edit(30, 30, "f")]);
        let touching = fix(&[edit(6, 6, "g")]);
        let same_insertion = fix(&[edit(30, 31, "h"), edit(10, 10, "i")]);
        let around = fix(&[edit(2, 40, "j")]);
        let empty = fix(&[]);
        let fixes = [
            &first,
            &overlapping,
            &touching,
            &same_insertion,
            &around,
            &empty,
            &far,
        ];
        let (edits, taken) = merge(&fixes);
        assert_eq!(taken, [0, 6]);
        let contents: Vec<_> = edits.iter().map(|e| e.content.as_str()).collect();
        assert_eq!(contents, ["c", "a", "b", "d"]);
    }

    #[test]
    fn insertions_of_one_fix_at_one_place_keep_their_order() {
        let both = fix(&[edit(3, 3, "z"), edit(3, 3, "a")]);
        let (edits, taken) = merge(&[&both]);
        assert_eq!(taken, [0]);
        assert_eq!(apply("123456", &edits).as_deref(), Ok("123za456"));
    }
}
