//! `JSON.parse` of a text that the page has, as bundlers write big literals.

use std::iter::Peekable;
use std::str::Chars;

use crate::lock::interpret::budget::LIMITS;
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::object::{Object, Property};
use crate::lock::interpret::domain::value::Value;
use crate::lock::interpret::state::State;
use crate::span::Span;

impl State<'_> {
    /// What a text of JSON holds; `None` when it is none, so that parsing throws. `span` is where it is
    /// parsed.
    pub(crate) fn read_json(&mut self, text: &str, span: Span) -> Option<Value> {
        // The text is gone through once, and what it holds is made.
        self.heap.charge(text.len());
        let mut reader = Reader {
            rest: text.chars().peekable(),
            span,
        };
        let value = reader.value(self, 0)?;
        reader.skip_space();
        reader.rest.next().is_none().then_some(value)
    }
}

struct Reader<'t> {
    rest: Peekable<Chars<'t>>,
    span: Span,
}

impl Reader<'_> {
    fn skip_space(&mut self) {
        while self
            .rest
            .next_if(|c| matches!(c, ' ' | '\t' | '\n' | '\r'))
            .is_some()
        {}
    }

    /// Takes a character that has to come next, after white space.
    fn take(&mut self, wanted: char) -> Option<()> {
        self.skip_space();
        self.rest.next_if_eq(&wanted).map(|_| ())
    }

    fn value(&mut self, state: &mut State<'_>, depth: usize) -> Option<Value> {
        if depth > LIMITS.json_depth {
            return None;
        }
        self.skip_space();
        match self.rest.peek()? {
            '{' => self.object(state, depth),
            '[' => self.array(state, depth),
            '"' => self.string().map(|text| Value::str(&text)),
            't' => self.word("true", Value::Bool(true)),
            'f' => self.word("false", Value::Bool(false)),
            'n' => self.word("null", Value::Null),
            _ => self.number(),
        }
    }

    fn object(&mut self, state: &mut State<'_>, depth: usize) -> Option<Value> {
        let mut object = Object::new(Kind::Plain);
        self.take('{')?;
        let mut is_first = true;
        while self.take('}').is_none() {
            if !is_first {
                self.take(',')?;
            }
            is_first = false;
            self.skip_space();
            let key = self.string()?;
            self.take(':')?;
            let value = self.value(state, depth + 1)?;
            state.heap.charge(object.properties.len());
            object.set(Property::new(&key, value, self.span, self.span));
        }
        Some(Value::Object(state.heap.new_object(object)))
    }

    fn array(&mut self, state: &mut State<'_>, depth: usize) -> Option<Value> {
        let mut items = Vec::new();
        self.take('[')?;
        while self.take(']').is_none() {
            if !items.is_empty() {
                self.take(',')?;
            }
            items.push(self.value(state, depth + 1)?);
        }
        Some(state.new_array(items))
    }

    fn string(&mut self) -> Option<String> {
        let mut text = String::new();
        self.rest.next_if_eq(&'"')?;
        loop {
            match self.rest.next()? {
                '"' => return Some(text),
                '\\' => text.push(self.escape()?),
                c if c < ' ' => return None,
                c => text.push(c),
            }
        }
    }

    /// What follows a backslash. Half a character is not followed.
    fn escape(&mut self) -> Option<char> {
        Some(match self.rest.next()? {
            c @ ('"' | '\\' | '/') => c,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let mut code = 0;
                for _ in 0..4 {
                    code = code * 16 + self.rest.next()?.to_digit(16)?;
                }
                char::from_u32(code)?
            }
            _ => return None,
        })
    }

    fn number(&mut self) -> Option<Value> {
        let mut text = String::new();
        while let Some(c) = self
            .rest
            .next_if(|c| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E'))
        {
            text.push(c);
        }
        let digits = text.strip_prefix('-').unwrap_or(&text);
        let starts_well = digits.starts_with(|c: char| c.is_ascii_digit());
        let has_idle_zero = digits
            .strip_prefix('0')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if !starts_well || has_idle_zero || text.ends_with('.') || text.contains(".e") {
            return None;
        }
        text.parse().ok().map(Value::Number)
    }

    fn word(&mut self, word: &str, value: Value) -> Option<Value> {
        for c in word.chars() {
            self.rest.next_if_eq(&c)?;
        }
        Some(value)
    }
}
