//! Regular expressions: whether a browser takes the pattern.
//!
//! This is the grammar of ECMAScript with its annex B, as far as it can be told without a table of
//! Unicode's properties. The classes of the flag `v` are passed over.

use std::collections::HashSet;

/// Why a browser refuses a regular expression, if it does.
pub(super) fn error(pattern: &str, flags: &str) -> Option<&'static str> {
    let (has_u, has_v) = (flags.contains('u'), flags.contains('v'));
    if has_u && has_v {
        return Some("the flags `u` and `v` exclude each other");
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

    /// An escape outside of a class, behind its backslash.
    fn escape(&mut self) -> Outcome {
        self.repeatable = true;
        let start = self.at;
        match self.next() {
            Some('b' | 'B') => self.repeatable = false,
            Some('k') if self.unicode || !self.groups.names.is_empty() => {
                if !self.takes("<") || !self.groups.names.contains(&self.name()?) {
                    return Err("there is no group of that name");
                }
            }
            Some('1'..='9') if self.unicode => {
                self.at = start;
                let group = self.number().unwrap_or_default();
                #[expect(clippy::cast_precision_loss, reason = "no pattern is that long")]
                if group > self.groups.count as f64 {
                    return Err("there is no group of that number");
                }
            }
            _ => {
                self.at = start;
                self.character_escape(false)?;
            }
        }
        Ok(())
    }

    /// An escape that stands for characters; gives the character, if it is a single one.
    fn character_escape(&mut self, in_class: bool) -> Result<Option<u32>, &'static str> {
        let invalid = "an escape means nothing";
        let Some(char) = self.next() else {
            return Err(invalid);
        };
        let single = match char {
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => None,
            'p' | 'P' if self.unicode => {
                if !self.takes("{") || !self.skip_past('}') {
                    return Err(invalid);
                }
                None
            }
            'f' => Some(0xc),
            'n' => Some(0xa),
            'r' => Some(0xd),
            't' => Some(0x9),
            'v' => Some(0xb),
            'b' if in_class => Some(0x8),
            'x' => self.hex(2, char)?,
            'u' => self.code_point(char)?,
            // What these stand for is not needed: nobody gives them as the end of a range.
            'c' => {
                let is_letter = self.peek().is_some_and(|char| char.is_ascii_alphabetic());
                if self.unicode && !is_letter {
                    return Err(invalid);
                }
                self.at += usize::from(is_letter);
                return Ok(None);
            }
            '0'..='9' => {
                let more = self.peek().is_some_and(|char| char.is_ascii_digit());
                if self.unicode && (char != '0' || more) {
                    return Err(invalid);
                }
                return Ok(None);
            }
            _ if !self.unicode => Some(char.into()),
            '-' if in_class => Some(char.into()),
            '^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|'
            | '/' => Some(char.into()),
            _ => return Err(invalid),
        };
        Ok(single)
    }

    /// So many hexadecimal digits. Without them the letter stands for itself, but not in Unicode mode.
    fn hex(&mut self, digits: usize, letter: char) -> Result<Option<u32>, &'static str> {
        let rest = self
            .chars
            .get(self.at..self.at + digits)
            .unwrap_or_default();
        let text: String = rest.iter().collect();
        match u32::from_str_radix(&text, 16) {
            Ok(code) if rest.iter().all(char::is_ascii_hexdigit) => {
                self.at += digits;
                Ok(Some(code))
            }
            _ if self.unicode => Err("an escape is not complete"),
            _ => Ok(Some(u32::from(letter))),
        }
    }

    /// `\u0061`, and in Unicode mode `\u{61}`.
    fn code_point(&mut self, letter: char) -> Result<Option<u32>, &'static str> {
        if !self.unicode || !self.takes("{") {
            return self.hex(4, letter);
        }
        let rest = self.chars.get(self.at..).unwrap_or_default();
        let text: String = rest.iter().take_while(|char| **char != '}').collect();
        let code = u32::from_str_radix(&text, 16).map_err(|_| "an escape is not complete")?;
        if code > 0x0010_ffff || !self.skip_past('}') {
            return Err("there is no such character");
        }
        Ok(Some(code))
    }

    fn skip_past(&mut self, end: char) -> bool {
        let start = self.at;
        while let Some(char) = self.next() {
            if char == end {
                return self.at > start + 1;
            }
        }
        false
    }

    /// `[…]`, behind its first bracket.
    fn class(&mut self) -> Outcome {
        self.takes("^");
        while self.peek().is_some_and(|char| char != ']') {
            let from = self.class_atom()?;
            let is_range = self.peek() == Some('-')
                && self.chars.get(self.at + 1).is_some_and(|char| *char != ']');
            if !is_range {
                continue;
            }
            self.at += 1;
            match (from, self.class_atom()?) {
                (Some(from), Some(to)) if from > to => {
                    return Err("a range of characters is out of order");
                }
                (Some(_), Some(_)) => {}
                _ if self.unicode => return Err("a range has a class of characters at its end"),
                _ => {}
            }
        }
        self.at += 1;
        self.repeatable = true;
        Ok(())
    }

    fn class_atom(&mut self) -> Result<Option<u32>, &'static str> {
        if self.takes("\\") {
            return self.character_escape(true);
        }
        Ok(self.next().map(u32::from))
    }

    /// A class of the flag `v`, which may hold others.
    fn skip_set(&mut self) {
        let mut depth = 1;
        while depth > 0 {
            match self.next() {
                Some('\\') => self.at += 1,
                Some('[') => depth += 1,
                Some(']') => depth -= 1,
                Some(_) => {}
                None => break,
            }
        }
        self.repeatable = true;
    }
}

#[cfg(test)]
mod tests {
    use super::error;

    #[test]
    fn what_chromium_takes() {
        for (pattern, flags) in [
            ("a+?b*c{2}d{2,}e{2,3}?", ""),
            ("^(?:(a)|b)*$", "g"),
            ("(?=a)*(?!b)+", ""),
            ("(?<=a)b(?<!c)", ""),
            ("(?<n>a)\\k<n>", ""),
            ("(?<n>a)|(?<n>b)", ""),
            ("\\k<a>\\c\\x\\u\\u{61}\\-\\p{L}\\9", ""),
            ("{a{1}b{,2}c}]", ""),
            ("[]|[^]|[a-z\\d-x\\-/(*]", ""),
            ("[\\w-]+[\\u0000-\\uffff]", ""),
            ("[\\ud800-\\udbff][\\b-\\x20\\cA]", ""),
            (
                "\\p{L}\\u{1f600}[\\u{0}-\\u{10ffff}]\\/\\-".trim_end_matches("\\-"),
                "u",
            ),
            ("[[a-z]--[b]]", "v"),
            ("(?i:a)(?-m:b)", ""),
            ("\\2(a)(b)", "u"),
            ("\\0[\\-][\\ud800-\\udbff]", "u"),
            ("", "u"),
        ] {
            assert_eq!(error(pattern, flags), None, "/{pattern}/{flags}");
        }
    }

    #[test]
    fn what_chromium_refuses() {
        for (pattern, flags) in [
            ("(", ""),
            (")", ""),
            ("+", ""),
            ("a**", ""),
            ("a|*", ""),
            ("^*", ""),
            ("(?a)", ""),
            ("(?<a", ""),
            ("(?<1>a)", ""),
            ("(?<=a)*", ""),
            ("{1}", ""),
            ("a{2,1}", ""),
            ("[b-a]", ""),
            ("[\\x62-a]", ""),
            ("(?<n>a)(?<n>b)", ""),
            ("\\k<a>(?<b>)", ""),
            ("(?=a)*", "u"),
            ("\\2(a)", "u"),
            ("\\-", "u"),
            ("\\u{110000}", "u"),
            ("[\\d-z]", "u"),
            ("]", "u"),
            ("a{", "u"),
            ("a", "uv"),
        ] {
            assert!(error(pattern, flags).is_some(), "/{pattern}/{flags}");
        }
    }
}
