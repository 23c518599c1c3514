//! A range of bytes in a source text.

/// A half-open range of byte offsets into the text of a [`Source`](crate::input::Source), a byte
/// order mark included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset just past the last byte.
    pub end: usize,
}

impl Span {
    /// The range from `start` to just before `end`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// An empty range at `offset`, as an insertion has it.
    #[must_use]
    pub fn empty(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// The number of bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the range holds no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies within this range, its ends included.
    #[must_use]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The text of this range, or `""` when it does not lie on character boundaries of `text`.
    #[must_use]
    pub fn text(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// swc counts positions from 1; scripts are parsed at the offsets they have in the file.
impl From<swc_common::Span> for Span {
    fn from(span: swc_common::Span) -> Self {
        Self {
            start: (span.lo.0 as usize).saturating_sub(1),
            end: (span.hi.0 as usize).saturating_sub(1),
        }
    }
}
