//! `JSON.parse` of a text that the page has, as bundlers write big literals.

use std::iter::Peekable;
use std::rc::Rc;
use std::str::Chars;

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::budget::LIMITS;
use crate::lock::interpret::builtins::convert::Hint;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::builtin::Calls;
use crate::lock::interpret::domain::foreign::origin;
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::ids::Id;
use crate::lock::interpret::domain::object::{Certainty, Object, Property};
use crate::lock::interpret::domain::value::{Value, one_of, unknown};
use crate::lock::interpret::state::State;
use crate::span::Span;

impl Interpreter<'_> {
    /// `JSON.parse` and `JSON.stringify`.
    pub(crate) fn call_json(&mut self, name: &str, arguments: &Arguments, span: Span) -> Value {
        let first = arguments.get(0);
        match name {
            "parse" if arguments.values.len() > 1 => {
                self.escape_all(arguments, span);
                unknown(Cause::JsonReviver, span)
            }
            "parse" => {
                let text = self.to_primitive(&first, Hint::Text, span);
                self.parse_json(&text, span)
            }
            "stringify" if !arguments.get(1).is_nullish() => {
                self.escape_to(Calls::AtOnce, &arguments.get(1), span);
                self.escape_to(Calls::AtOnce, &first, span);
                self.note_listed(&first, span);
                unknown(Cause::JsonReplacer, span)
            }
            "stringify" => self.stringify(&first, span),
            _ => unknown(Cause::ResultOf(format!("JSON.{name}").into()), span),
        }
    }

    fn stringify(&mut self, value: &Value, span: Span) -> Value {
        match value {
            Value::Object(_) => {
                if self.state.has_code(value, &mut Vec::new()) {
                    // `toJSON` and getters run, whatever they do.
                    self.state.may_throw();
                    self.escape_to(Calls::AtOnce, value, span);
                    self.note_listed(value, span);
                    return unknown(Cause::JsonOfUnknown, span);
                }
                let Some(copy) = self.state.json_value(value, 0) else {
                    return unknown(Cause::JsonOfUnknown, span);
                };
                Value::Json(Rc::new(copy))
            }
            Value::Config(_) => Value::Json(Rc::new(value.clone())),
            _ => {
                self.note_listed(value, span);
                unknown(Cause::JsonOfUnknown, span)
            }
        }
    }

    fn parse_json(&mut self, text: &Value, span: Span) -> Value {
        match text {
            Value::Encoded => {
                let decodes = &mut self.recorder.model.decodes;
                if !self.state.dead && !decodes.contains(&span) {
                    decodes.push(span);
                }
                Value::config()
            }
            Value::Json(value) => self.state.deep_copy(&value.clone()),
            Value::Str(text) => self
                .state
                .read_json(text, span)
                .unwrap_or_else(|| unknown(Cause::NotJson, span)),
            Value::OneOf(values) => {
                let parsed: Vec<Value> = values.iter().map(|v| self.parse_json(v, span)).collect();
                one_of(parsed)
            }
            _ => match origin(text) {
                Some(source) => unknown(Cause::Foreign((*source).into()), span),
                None => unknown(Cause::ParsedUnknownText, span),
            },
        }
    }
}

impl State<'_> {
    /// What is left of a value in JSON; `None` for what JSON leaves out.
    fn json_value(&mut self, value: &Value, depth: usize) -> Option<Value> {
        let id = match value {
            Value::Undefined | Value::Symbol(_) | Value::Lock(_) => return None,
            Value::Builtin(builtin) if builtin.type_name() == Some("function") => return None,
            Value::Number(n) if !n.is_finite() => return Some(Value::Null),
            Value::Object(id) => *id,
            Value::Builtin(_) | Value::Host(_) => {
                return Some(unknown(Cause::JsonOfUnknown, Span::default()));
            }
            other => return Some(other.clone()),
        };
        let original = self.heap.object(id);
        if original.kind.is_function() {
            return None;
        }
        if depth > LIMITS.json_depth || !matches!(original.kind, Kind::Plain | Kind::Array { .. }) {
            return Some(unknown(Cause::JsonOfUnknown, Span::default()));
        }
        let mut copy = Object::new(original.kind.clone());
        copy.open.clone_from(&original.open);
        copy.origins.clone_from(&original.origins);
        copy.assumed.clone_from(&original.assumed);
        copy.branches.clone_from(&original.branches);
        let is_list = original.kind.is_list();
        for property in original.properties.iter().filter(|p| !p.hidden) {
            let kept = self.json_value(&property.value, depth + 1);
            let value = match kept {
                Some(value) => value,
                None if is_list => Value::Null,
                None => continue,
            };
            // What may be `undefined` or a function may be left out.
            let may_vanish = |v: &Value| {
                matches!(v, Value::Unknown(_) | Value::Undefined)
                    || matches!(v, Value::Object(id) if self.heap.object(*id).kind.is_function())
            };
            let maybe_absent = !is_list && value.alternatives().iter().any(may_vanish);
            let mut property = property.clone();
            property.value = value;
            property.maybe_absent |= maybe_absent;
            property.locked = Certainty::No;
            property.fixed = Certainty::No;
            copy.properties.push(property);
        }
        Some(Value::Object(self.heap.new_object(copy)))
    }

    /// Whether making JSON of a value runs code of the page: a getter, a `toJSON`, or what a proxy does.
    /// So does an object that holds itself, which cannot be made JSON.
    fn has_code(&self, value: &Value, around: &mut Vec<Id>) -> bool {
        let Value::Object(id) = value else {
            return matches!(value, Value::OneOf(values)
                if values.iter().any(|v| matches!(v, Value::Object(_))));
        };
        if around.contains(id) || around.len() > LIMITS.snapshot_depth {
            return true;
        }
        let object = self.heap.object(*id);
        self.heap.charge(object.properties.len());
        let inherits_code = object.prototype.is_some_and(|id| {
            let prototype = self.heap.object(id);
            prototype.property("toJSON").is_some()
                || prototype.prototype.is_some()
                || prototype.open.is_some()
        });
        if matches!(object.kind, Kind::Proxy { .. }) || object.open.is_some() || inherits_code {
            return true;
        }
        around.push(*id);
        let has_code = object
            .properties
            .iter()
            .any(|p| p.is_accessor || &*p.key == "toJSON" || self.has_code(&p.value, around));
        around.pop();
        has_code
    }
}

impl State<'_> {
    /// What a text of JSON holds; `None` when it is none, so that parsing throws. `span` is where it is
    /// parsed.
    fn read_json(&mut self, text: &str, span: Span) -> Option<Value> {
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
