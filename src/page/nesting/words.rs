//! What a word means to what comes next.

use super::level::{Bracket, Level};
use super::{Guard, Last, Slash};

impl Guard<'_> {
    /// Reads an identifier, a keyword or a number.
    pub(super) fn word(&mut self) {
        let word = self.cursor.word();
        self.statement_goes_on(word);
        if self.last == Last::Dot {
            return self.follow(Last::Name, Slash::Divides);
        }
        if self.starts_statement(word) {
            self.change(Level::end_statement);
        }
        let last = self.last;
        match word {
            b"if" | b"while" | b"for" | b"with" => {
                self.head();
                self.follow(Last::Control, Slash::Unsure);
            }
            b"else" => {
                self.head();
                self.follow(Last::BlockHead, Slash::Begins);
            }
            b"do" => {
                self.change(|level| level.loops += 1);
                self.follow(Last::BlockHead, Slash::Begins);
            }
            b"try" | b"finally" => self.follow(Last::BlockHead, Slash::Begins),
            b"function" => {
                self.operator(1);
                self.follow(Last::Function(self.after_function(last)), Slash::Unsure);
            }
            b"return" => self.keyword(Last::Return, Slash::Begins),
            b"typeof" | b"instanceof" | b"in" | b"delete" | b"void" | b"throw" | b"case" => {
                self.keyword(Last::Operator, Slash::Begins);
            }
            b"new" | b"default" | b"extends" | b"break" | b"continue" | b"debugger" | b"class"
            | b"var" | b"const" | b"switch" | b"catch" | b"import" | b"export" => {
                self.keyword(Last::Other, Slash::Begins);
            }
            b"await" if last == Last::Control => self.keyword(Last::Control, Slash::Unsure),
            b"await" | b"yield" | b"of" => self.keyword(Last::Other, Slash::Unsure),
            b"let" | b"static" | b"async" | b"get" | b"set" | b"using" | b"accessor" => {
                self.keyword(Last::Other, Slash::Unsure);
            }
            _ if word.contains(&b'\\') => self.keyword(Last::Escaped, Slash::Unsure),
            _ => match last {
                Last::Function(kind) => self.follow(Last::Function(kind), Slash::Unsure),
                _ => self.follow(Last::Name, Slash::Divides),
            },
        }
    }

    /// The head of a statement that holds another statement.
    fn head(&mut self) {
        self.change(|level| level.heads += 1);
    }

    fn keyword(&mut self, last: Last, slash: Slash) {
        self.operator(1);
        self.follow(last, slash);
    }

    /// What a `/` will mean behind the body of the function that starts after such a token: the function
    /// is a statement, or an operand.
    fn after_function(&self, before: Last) -> Slash {
        match before {
            Last::Boundary if self.in_braces() => Slash::Begins,
            Last::CloseBrace => Slash::Begins,
            Last::Operator | Last::Return => Slash::Divides,
            _ => Slash::Unsure,
        }
    }

    /// Whether the innermost bracket is a brace.
    pub(super) fn in_braces(&self) -> bool {
        self.levels
            .last()
            .is_none_or(|level| level.bracket == Bracket::Brace)
    }

    /// Whether a statement has ended without a semicolon where this word comes: an operand and a word
    /// have nothing but the end of a line between them, or a block ends before the word.
    fn starts_statement(&self, word: &[u8]) -> bool {
        const CONTINUING: [&[u8]; 10] = [
            b"in",
            b"instanceof",
            b"of",
            b"as",
            b"from",
            b"extends",
            b"else",
            b"while",
            b"catch",
            b"finally",
        ];
        let after_operand = matches!(self.last, Last::Name | Last::Operand) && self.new_line;
        (after_operand || self.last == Last::CloseBrace) && !CONTINUING.contains(&word)
    }
}
