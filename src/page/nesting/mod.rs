//! A guard in front of swc's parser, which is recursive and knows no limit.
//!
//! A stack that overflows ends the process, and nothing can catch that (swc issue 12024). So before
//! code is parsed, one pass over its tokens measures how deep the parser, and whoever walks or drops
//! the tree, will have to go. It may say more than there is but never less, also for code that was
//! written to deceive it: where two readings of the code are possible and it cannot tell which is
//! right, it takes the larger measure, or counts every byte of the rest.
//!
//! Two things are limited. The *depth* is the number of brackets open at once. The *weight* is the sum,
//! over these brackets, of one and of the operators and keywords so far in the statement at hand:
//! `a = b = c`, `! ! !a`, `if (a) if (b)`, `a.b.c` and `1 + 1 + 1` recurse without brackets.

mod bound;
mod cursor;
mod level;
mod slash;
mod words;

use cursor::{Cursor, is_word_byte};
use level::{Bracket, Level};

use crate::stack;

/// The most brackets that may be open at once, and the largest weight, on a stack of [`stack::BYTES`].
const LIMITS: Measure = Measure {
    depth: 500,
    weight: 10_000,
};

/// The same where there is no such stack: a browser gives WebAssembly about 1 MB. The first construct to overflow
/// it there, a chain of arrow functions, takes a weight of 2,000 to 4,000.
const SMALL_LIMITS: Measure = Measure {
    depth: 200,
    weight: 1_000,
};

/// What an arrow weighs: swc takes several frames for it.
const ARROW: usize = 4;

/// What a label weighs: swc compares it with all labels around it.
const LABEL: usize = 8;

/// Whether the parser could run out of stack on this code.
pub(super) fn is_too_deep(code: &str) -> bool {
    // Each byte adds at most one to the depth, and an arrow's weight to the weight.
    exceeds(code, limits())
}

/// Elsewhere than in WebAssembly a thread with a large stack can be had, so that all pages are judged alike.
fn limits() -> Measure {
    if cfg!(target_family = "wasm") && !stack::is_roomy() {
        SMALL_LIMITS
    } else {
        LIMITS
    }
}

fn exceeds(code: &str, limits: Measure) -> bool {
    code.len() > limits.depth
        && bound::bound(code).exceeds(limits)
        && measure(code, limits).exceeds(limits)
}

/// Where `<!--` and `-->` begin a comment in a script, as far as that can be told.
pub(super) fn html_comments(code: &str) -> Vec<usize> {
    let mut guard = Guard::new(code);
    while guard.token() {}
    guard.cursor.into_html_comments()
}

/// How deep code goes.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Measure {
    depth: usize,
    weight: usize,
}

impl Measure {
    fn exceeds(self, limits: Self) -> bool {
        self.depth > limits.depth || self.weight > limits.weight
    }
}

/// Measures code, up to where it exceeds the limits.
fn measure(code: &str, limits: Measure) -> Measure {
    let mut guard = Guard::new(code);
    while !guard.deepest.exceeds(limits) && guard.token() {}
    guard.deepest
}

/// What a `/` means after a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slash {
    /// Division: an operand has ended.
    Divides,
    /// A regular expression begins: an operand is due.
    Begins,
    /// One or the other.
    Unsure,
}

/// What the last token was, as far as it matters to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    /// The beginning of the code, `;` or `{`: a statement may start.
    Boundary,
    /// An operator, or a bracket or comma after which an expression comes.
    Operator,
    /// What a block must follow: `else`, `do`, `try`, `finally`, `=>`, or `if (…)` and the like.
    BlockHead,
    /// `if`, `for`, `while`, `with`: a parenthesis follows.
    Control,
    /// `function`, and its name, if a statement (or an expression) started with it.
    Function(Slash),
    /// The parameters of such a function.
    Parameters(Slash),
    /// `.` or `?.`: a property name follows.
    Dot,
    /// An identifier or string, which can end a statement without a semicolon.
    Name,
    /// The end of any other operand.
    Operand,
    /// `}`
    CloseBrace,
    /// A word with an escape, which may be a keyword for swc.
    Escaped,
    /// `return`: an expression follows, if it is on the same line.
    Return,
    /// Anything else.
    Other,
}

struct Guard<'a> {
    cursor: Cursor<'a>,
    /// The open brackets, outermost first; the first stands for the code itself.
    levels: Vec<Level>,
    weight: usize,
    deepest: Measure,
    slash: Slash,
    last: Last,
    /// Whether a line ended between the last token and this one.
    new_line: bool,
    /// How much of `, key :` has been seen: a comma, or a comma and a key.
    key_after_comma: u8,
    /// How many bytes have been searched for the end of a regular expression, and may be.
    scanned: usize,
    scan_limit: usize,
}

impl<'a> Guard<'a> {
    fn new(code: &'a str) -> Self {
        Self {
            cursor: Cursor::new(code),
            levels: vec![Level::new(Bracket::Brace, Slash::Begins)],
            weight: 1,
            deepest: Measure::default(),
            slash: Slash::Begins,
            last: Last::Boundary,
            new_line: true,
            key_after_comma: 0,
            scanned: 0,
            scan_limit: 8 * code.len(),
        }
    }

    /// Reads a token; gives whether there was one.
    fn token(&mut self) -> bool {
        self.new_line = self.cursor.skip_space(self.new_line);
        let Some(byte) = self.cursor.peek() else {
            return false;
        };
        let key_after_comma = std::mem::take(&mut self.key_after_comma);
        match byte {
            b'"' | b'\'' => {
                self.statement_goes_on(b"");
                self.cursor.skip_string();
                self.follow(Last::Name, Slash::Divides);
                self.key_after_comma = if key_after_comma == 1 { 2 } else { 0 };
            }
            _ if is_word_byte(byte) => {
                self.word();
                self.key_after_comma = if key_after_comma == 1 { 2 } else { 0 };
            }
            b'`' => {
                self.statement_goes_on(b"");
                self.operator(1);
                self.cursor.advance(1);
                self.template();
            }
            b'(' | b'[' | b'{' => self.open(byte),
            b')' | b']' | b'}' => self.close(byte),
            b'/' => self.slash(),
            _ => self.punctuator(byte, key_after_comma),
        }
        self.new_line = false;
        true
    }

    /// Notes the token just read.
    fn follow(&mut self, last: Last, slash: Slash) {
        self.last = last;
        self.slash = slash;
    }

    /// Adds to the weight of the current statement.
    fn operator(&mut self, weight: usize) {
        self.change(|level| level.operators += weight);
    }

    /// Changes the innermost level and keeps the sum.
    fn change(&mut self, change: impl FnOnce(&mut Level)) {
        if let Some(level) = self.levels.last_mut() {
            self.weight -= level.weight();
            change(level);
            self.weight += level.weight();
        }
        self.deepest.weight = self.deepest.weight.max(self.weight);
        self.deepest.depth = self.deepest.depth.max(self.levels.len() - 1);
    }

    /// To be called with each token that is not a bracket's end: a semicolon before it has ended what
    /// was open in the statement, unless `else` follows.
    fn statement_goes_on(&mut self, word: &[u8]) {
        if self.levels.last().is_some_and(|level| level.at_semicolon) {
            self.change(|level| {
                level.at_semicolon = false;
                if word != b"else" {
                    level.end_statement();
                }
            });
        }
    }

    fn open(&mut self, byte: u8) {
        self.statement_goes_on(b"");
        self.operator(1);
        self.cursor.advance(1);
        let (bracket, after) = match byte {
            b'(' => match self.last {
                Last::Control => (Bracket::Control, Slash::Begins),
                Last::Function(kind) => (Bracket::Parameters, kind),
                Last::Escaped => (Bracket::Paren, Slash::Unsure),
                _ => (Bracket::Paren, Slash::Divides),
            },
            b'[' => (Bracket::Square, Slash::Divides),
            _ => (Bracket::Brace, self.after_brace()),
        };
        self.push(Level::new(bracket, after));
        let last = if byte == b'{' {
            Last::Boundary
        } else {
            Last::Operator
        };
        self.follow(last, Slash::Begins);
    }

    fn push(&mut self, level: Level) {
        self.levels.push(level);
        self.weight += 1;
        self.change(|_| {});
    }

    /// What a `/` will mean after the `}` of the `{` that comes next: a block ends a statement, an
    /// object is an operand.
    fn after_brace(&self) -> Slash {
        match self.last {
            Last::BlockHead => Slash::Begins,
            Last::Boundary if self.in_braces() => Slash::Begins,
            Last::Operator | Last::Boundary => Slash::Divides,
            Last::Return if !self.new_line => Slash::Divides,
            Last::Parameters(kind) => kind,
            _ => Slash::Unsure,
        }
    }

    fn close(&mut self, byte: u8) {
        self.cursor.advance(1);
        let matches = |level: &Level| level.bracket.ends_with(byte);
        // An end without a beginning is an error, and nothing after it is parsed.
        if self.levels.len() < 2 || !self.levels.last().is_some_and(matches) {
            return self.follow(Last::Other, Slash::Unsure);
        }
        let Some(level) = self.levels.pop() else {
            return;
        };
        self.weight -= level.weight();
        match level.bracket {
            Bracket::Template => self.template(),
            Bracket::Control => self.follow(Last::BlockHead, level.after),
            Bracket::Parameters => self.follow(Last::Parameters(level.after), Slash::Unsure),
            Bracket::Brace => self.follow(Last::CloseBrace, level.after),
            Bracket::Paren if level.after == Slash::Unsure => {
                self.follow(Last::Other, Slash::Unsure);
            }
            Bracket::Paren | Bracket::Square => self.follow(Last::Operand, level.after),
        }
    }

    /// Reads template text, up to its end or to a substitution.
    fn template(&mut self) {
        if self.cursor.skip_template() {
            self.push(Level::new(Bracket::Template, Slash::Divides));
            self.follow(Last::Operator, Slash::Begins);
        } else {
            self.follow(Last::Operand, Slash::Divides);
        }
    }

    fn punctuator(&mut self, byte: u8, key_after_comma: u8) {
        self.statement_goes_on(b"");
        if self.looking_at_conflict_marker(byte) {
            return self.count_the_rest();
        }
        match byte {
            b';' => self.change(|level| {
                level.at_semicolon = true;
                (level.operators, level.ternaries) = (0, 0);
            }),
            b',' => {
                self.change(|level| (level.operators, level.ternaries) = (0, 0));
                self.key_after_comma = 1;
            }
            b':' => self.colon(key_after_comma == 2),
            b'.' => return self.dot(),
            b'?' if self.cursor.byte(1) == Some(b'.') => {
                self.cursor.advance(1);
                return self.dot();
            }
            b'?' if self.cursor.byte(1) != Some(b'?') => {
                self.change(|level| {
                    level.operators += 1;
                    level.ternaries += 1;
                });
            }
            b'+' | b'-' if self.cursor.byte(1) == Some(byte) => return self.increment(),
            b'=' if self.cursor.byte(1) == Some(b'>') => {
                self.operator(ARROW);
                self.cursor.advance(2);
                return self.follow(Last::BlockHead, Slash::Begins);
            }
            _ => self.operator(1),
        }
        self.cursor.advance(self.punctuator_length(byte));
        let last = match byte {
            b';' => Last::Boundary,
            b':' => Last::Other,
            _ => Last::Operator,
        };
        self.follow(last, Slash::Begins);
    }

    /// The bytes of an operator: `===`, `>>>=`, `&&`.
    fn punctuator_length(&self, byte: u8) -> usize {
        let same = match byte {
            b'=' | b'<' | b'>' | b'*' | b'&' | b'|' | b'?' => self
                .cursor
                .rest()
                .bytes()
                .take_while(|&next| next == byte)
                .count(),
            _ => 1,
        };
        let assigns = !matches!(byte, b';' | b',' | b':' | b'~');
        let equals = self
            .cursor
            .rest()
            .bytes()
            .skip(same)
            .take_while(|&next| next == b'=');
        if assigns { same + equals.count() } else { same }
    }

    /// A colon after `? …`, after the key of a property, or after a label or `case`.
    fn colon(&mut self, after_key: bool) {
        self.change(|level| {
            if level.ternaries > 0 {
                level.ternaries -= 1;
                level.operators += 1;
            } else if after_key {
                level.operators += 1;
            } else {
                level.heads += LABEL;
            }
        });
    }

    fn dot(&mut self) {
        self.operator(1);
        if self.cursor.looking_at("...") {
            self.cursor.advance(3);
            return self.follow(Last::Operator, Slash::Begins);
        }
        self.cursor.advance(1);
        self.follow(Last::Dot, Slash::Begins);
    }

    /// `++` or `--`: behind an operand that ends on the same line, or before one.
    fn increment(&mut self) {
        self.operator(1);
        self.cursor.advance(2);
        let slash = match self.slash {
            Slash::Divides if self.new_line => Slash::Begins,
            slash => slash,
        };
        self.follow(Last::Other, slash);
    }

    /// Whether swc skips the line as the mark of a merge conflict.
    fn looking_at_conflict_marker(&self, byte: u8) -> bool {
        matches!(byte, b'=' | b'<' | b'>' | b'|')
            && self
                .cursor
                .rest()
                .bytes()
                .take(7)
                .filter(|&next| next == byte)
                .count()
                == 7
    }
}

#[cfg(test)]
mod tests;
