//! Lines and columns.

/// Where the lines of a text start.
#[derive(Debug, Clone)]
pub struct LineIndex {}

/// A place in a text as people count: lines and columns from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Byte offset from 0.
    pub offset: usize,
    /// Line from 1.
    pub line: usize,
    /// Column from 1, in characters (Unicode scalar values).
    pub column: usize,
}
