//! Regular expressions: whether a browser takes the pattern.
//!
//! This is the grammar of ECMAScript with its annex B, as far as it can be told without a table of
//! Unicode's properties. The classes of the flag `v` are passed over.

mod escape;

use std::collections::HashSet;

/// Why a browser refuses a regular expression, if it does.
pub(super) fn error(pattern: &str, flags: &str) -> Option<&'static str> {
    let (has_u, has_v) = (flags.contains('u'), flags.contains('v'));
    if has_u && has_v {
        return Some("the flags `u` and `v` exclude each other");
    }
    // Escapes in the names of groups are not decoded.
    if pattern.contains("(?<\\") {
        return None;
    }
    let chars: Vec<char> = pattern.chars().collect();
    let groups = Groups::of(&chars);
    if groups.repeats_name {
        return Some("two groups have the same name");
    }
    let mut validator = Validator {
        chars: &chars,
        at: 0,
        unicode: has_u || has_v,
        sets: has_v,
        groups: &groups,
        open: Vec::new(),
        repeatable: false,
    };
    validator.run().err()
}

/// The groups of a pattern that can be referred to.
#[derive(Default)]
struct Groups {
    count: usize,
    names: HashSet<String>,
    /// Whether a name is there twice. In different alternatives it may be, so that patterns with
    /// alternatives are not looked at.
    repeats_name: bool,
}

impl Groups {
    fn of(chars: &[char]) -> Self {
        let mut groups = Self::default();
        let mut in_class = false;
        let mut has_alternatives = false;
        let mut at = 0;
        while let Some(&char) = chars.get(at) {
            match char {
                '\\' => at += 1,
                '[' => in_class = true,
                ']' => in_class = false,
                '|' if !in_class => has_alternatives = true,
                '(' if !in_class => groups.add(chars.get(at + 1..).unwrap_or_default()),
                _ => {}
            }
            at += 1;
        }
        groups.repeats_name &= !has_alternatives;
        groups
    }

    /// Adds the group that opens before `rest`.
    fn add(&mut self, rest: &[char]) {
        match rest {
            ['?', '<', next, ..] if !matches!(next, '=' | '!') => {
                let name = rest.iter().skip(2).take_while(|char| **char != '>');
                self.repeats_name |= !self.names.insert(name.collect());
                self.count += 1;
            }
            ['?', ..] => {}
            _ => self.count += 1,
        }
    }
}

/// What an open bracket began.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Plain,
    LookAhead,
    LookBehind,
}

struct Validator<'a> {
    chars: &'a [char],
    at: usize,
    unicode: bool,
    sets: bool,
    groups: &'a Groups,
    open: Vec<Group>,
    /// Whether a quantifier may come next.
    repeatable: bool,
}

type Outcome = Result<(), &'static str>;

impl Validator<'_> {
    fn run(&mut self) -> Outcome {
        while let Some(char) = self.next() {
            self.term(char)?;
        }
        if self.open.is_empty() {
            Ok(())
        } else {
            Err("a group has no end")
        }
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let char = self.peek();
        self.at += usize::from(char.is_some());
        char
    }

    /// Goes past a text, if it comes next.
    fn takes(&mut self, text: &str) -> bool {
        let rest = self.chars.get(self.at..).unwrap_or_default();
        let length = text.chars().count();
        let found = rest.len() >= length && text.chars().zip(rest).all(|(a, b)| a == *b);
        if found {
            self.at += length;
        }
        found
    }

    fn term(&mut self, char: char) -> Outcome {
        match char {
            '|' | '^' | '$' => self.repeatable = false,
            '(' => self.group()?,
            ')' => {
                let group = self.open.pop().ok_or("a group ends that has not begun")?;
                self.repeatable = match group {
                    Group::Plain => true,
                    Group::LookAhead => !self.unicode,
                    Group::LookBehind => false,
                };
            }
            '*' | '+' | '?' => self.quantifier()?,
            '{' => self.brace()?,
            '}' | ']' if self.unicode => return Err("a bracket ends that has not begun"),
            '[' if self.sets => self.skip_set(),
            '[' => self.class()?,
            '\\' => self.escape()?,
            _ => self.repeatable = true,
        }
        Ok(())
    }

    fn group(&mut self) -> Outcome {
        let group = if !self.takes("?") || self.takes(":") {
            Group::Plain
        } else if self.takes("=") || self.takes("!") {
            Group::LookAhead
        } else if self.takes("<=") || self.takes("<!") {
            Group::LookBehind
        } else if self.takes("<") {
            self.name()?;
            Group::Plain
        } else {
            self.modifiers()?;
            Group::Plain
        };
        self.open.push(group);
        self.repeatable = false;
        Ok(())
    }

    /// The name of a group, up to its `>`.
    fn name(&mut self) -> Result<String, &'static str> {
        let mut name = String::new();
        loop {
            match self.next() {
                Some('>') if !name.is_empty() => return Ok(name),
                Some(char) if char.is_alphanumeric() && !(name.is_empty() && char.is_numeric()) => {
                    name.push(char);
                }
                Some(char @ ('_' | '$' | '\\' | '{' | '}' | '\u{200c}' | '\u{200d}')) => {
                    name.push(char);
                }
                Some(char) if !char.is_ascii() => name.push(char),
                _ => return Err("a group has no proper name"),
            }
        }
    }

    /// `(?i-m:`
    fn modifiers(&mut self) -> Outcome {
        while let Some(char) = self.next() {
            match char {
                'i' | 'm' | 's' | '-' => {}
                ':' => return Ok(()),
                _ => break,
            }
        }
        Err("a group begins in a way that means nothing")
    }

    fn quantifier(&mut self) -> Outcome {
        if !self.repeatable {
            return Err("there is nothing to repeat");
        }
        self.takes("?");
        self.repeatable = false;
        Ok(())
    }

    /// `{2,3}`, or a brace that stands for itself.
    fn brace(&mut self) -> Outcome {
        let start = self.at;
        let least = self.number();
        let most = if self.takes(",") {
            self.number().or(Some(f64::INFINITY))
        } else {
            least
        };
        match (least, most, self.takes("}")) {
            (Some(least), Some(most), true) => {
                self.quantifier()?;
                if least > most {
                    return Err("the numbers of a quantifier are out of order");
                }
                Ok(())
            }
            _ if self.unicode => Err("a quantifier is not complete"),
            _ => {
                self.at = start;
                self.repeatable = true;
                Ok(())
            }
        }
    }

    fn number(&mut self) -> Option<f64> {
        let mut number = None;
        while let Some(digit) = self.peek().and_then(|char| char.to_digit(10)) {
            number = Some(number.unwrap_or(0.0) * 10.0 + f64::from(digit));
            self.at += 1;
        }
        number
    }
}

#[cfg(test)]
mod tests;
