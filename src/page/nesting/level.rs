//! What is open at one level of brackets.

use super::Slash;

/// An open bracket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bracket {
    /// `(`
    Paren,
    /// The `(` of `if (`, `for (`, `while (`, `with (`.
    Control,
    /// The `(` of a function's parameters.
    Parameters,
    /// `[`
    Square,
    /// `{`, and the code as a whole.
    Brace,
    /// `${`
    Template,
}

impl Bracket {
    /// Whether the byte ends it.
    pub(super) fn ends_with(self, byte: u8) -> bool {
        match self {
            Self::Paren | Self::Control | Self::Parameters => byte == b')',
            Self::Square => byte == b']',
            Self::Brace | Self::Template => byte == b'}',
        }
    }
}

/// A level of brackets, and what the statement at hand has open in it.
#[derive(Debug, Clone)]
pub(super) struct Level {
    /// The bracket that opened it.
    pub(super) bracket: Bracket,
    /// What a `/` means behind the bracket's end.
    pub(super) after: Slash,
    /// Operators and prefixes since the last comma or statement.
    pub(super) operators: usize,
    /// Statements that hold the one at hand: `if (a)`, `else`, labels.
    pub(super) heads: usize,
    /// `do`, which `;` does not end. They are counted to the end of the level.
    pub(super) loops: usize,
    /// `?` whose `:` has not come.
    pub(super) ternaries: usize,
    /// Whether the last token was `;`.
    pub(super) at_semicolon: bool,
}

impl Level {
    /// A level in which nothing has come yet.
    pub(super) fn new(bracket: Bracket, after: Slash) -> Self {
        Self {
            bracket,
            after,
            operators: 0,
            heads: 0,
            loops: 0,
            ternaries: 0,
            at_semicolon: false,
        }
    }

    /// How deep the parser is in this level.
    pub(super) fn weight(&self) -> usize {
        1 + self.operators + self.heads + self.loops
    }

    /// Forgets what the statement had open.
    pub(super) fn end_statement(&mut self) {
        (self.operators, self.heads, self.ternaries) = (0, 0, 0);
    }
}
