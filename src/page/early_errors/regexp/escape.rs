//! Escapes and classes of characters.

use super::{Outcome, Validator};

impl Validator<'_> {
    /// An escape outside of a class, behind its backslash.
    pub(super) fn escape(&mut self) -> Outcome {
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
            'u' => self
                .code_point(char)?
                .map(|unit| self.with_low_surrogate(unit)),
            'c' => {
                let is_letter = self.peek().is_some_and(|char| char.is_ascii_alphabetic());
                if self.unicode && !is_letter {
                    return Err(invalid);
                }
                let letter = if is_letter { self.next() } else { None };
                return Ok(letter.map(|letter| u32::from(letter) % 32));
            }
            '0'..='9' => {
                let more = self.peek().is_some_and(|char| char.is_ascii_digit());
                if self.unicode && (char != '0' || more) {
                    return Err(invalid);
                }
                // What a reference or an octal escape stands for is not needed.
                return Ok((char == '0' && !more).then_some(0));
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
    pub(super) fn class(&mut self) -> Outcome {
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

    /// With the flag `u` two escapes of surrogates are one character.
    fn with_low_surrogate(&mut self, high: u32) -> u32 {
        let start = self.at;
        if self.unicode && (0xd800..0xdc00).contains(&high) && self.takes("\\u") {
            if let Ok(Some(low)) = self.hex(4, 'u')
                && (0xdc00..0xe000).contains(&low)
            {
                return 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
            }
            self.at = start;
        }
        high
    }

    fn class_atom(&mut self) -> Result<Option<u32>, &'static str> {
        if self.takes("\\") {
            return self.character_escape(true);
        }
        Ok(self.next().map(u32::from))
    }

    /// A class of the flag `v`, which may hold others.
    pub(super) fn skip_set(&mut self) {
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
