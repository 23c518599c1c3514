//! Text: methods of strings, text that is run as code or becomes part of the page.

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::builtins::convert::Hint;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::builtin::{Builtin, Calls};
use crate::lock::interpret::domain::object::ITERATOR;

use crate::lock::Part;
use crate::lock::interpret::domain::value::{
    Path, Truth, Value, index_value, one_of, path_strings, string_of, unknown,
};
use crate::lock::interpret::state::State;
use crate::span::Span;

/// To copy so many bytes of text costs about as much as to copy a property.
const TEXT_OF_A_COPY: usize = 64;

impl<'a> State<'a> {
    /// Counts the work of making a text.
    pub(crate) fn charge_text(&self, text: &Value) {
        let length = match text {
            Value::Str(text) => text.len() / TEXT_OF_A_COPY,
            Value::Pattern(parts) => parts.len(),
            _ => 0,
        };
        self.heap.charge(length);
    }
}

impl<'a> Interpreter<'a> {
    /// Text is run as code.
    pub(crate) fn run_text(&mut self, arguments: &Arguments, span: Span) {
        let harmless = arguments.values.iter().all(|value| match value {
            Value::Str(code) => !mentions_lock(code) && !changes_something(code),
            Value::Number(_) | Value::Undefined | Value::Bool(_) => true,
            _ => false,
        });
        if !harmless {
            self.unfollowed(Cause::TextRun, span);
        }
    }

    /// Text becomes part of the page.
    pub(crate) fn write_markup(&mut self, arguments: &Arguments, span: Span) {
        for value in &arguments.values {
            for part in value.parts() {
                if let crate::lock::Part::Text(text) = part
                    && text.to_ascii_lowercase().contains("<script")
                    && mentions_lock(&text)
                {
                    self.unfollowed(Cause::ScriptWritten, span);
                }
            }
        }
    }
}

impl Interpreter<'_> {
    /// `decodeURIComponent` and the like: the config's text in another encoding is the config's text.
    pub(crate) fn recode(&mut self, builtin: &'static Builtin, text: &Value, span: Span) -> Value {
        match text {
            Value::Encoded => Value::Encoded,
            Value::OneOf(values) => {
                let recoded: Vec<Value> = values
                    .iter()
                    .map(|value| self.recode(builtin, value, span))
                    .collect();
                one_of(recoded)
            }
            Value::Unknown(_) => text.clone(),
            _ => {
                self.to_primitive(text, Hint::Text, span);
                unknown(Cause::ResultOf(builtin.path().into()), span)
            }
        }
    }
}

/// Whether code that is run as text may change what the page holds, other than by calling a function
/// without handing it anything of the page.
fn changes_something(code: &str) -> bool {
    let hands_over = code.split('(').skip(1).any(|arguments| {
        let first = arguments.trim_start().chars().next();
        !first.is_some_and(|c| c.is_ascii_digit() || matches!(c, ')' | '\'' | '"'))
    });
    hands_over
        || ["=", "++", "--", "delete"]
            .iter()
            .any(|sign| code.contains(sign))
}

/// Whether a text is likely to have to do with Lock.
pub(crate) fn mentions_lock(code: &str) -> bool {
    ["Lock", "lock", "__useTenantInfo"]
        .iter()
        .any(|word| code.contains(word))
}

impl<'a> Interpreter<'a> {
    /// A method of a text.
    pub(crate) fn call_string_method(
        &mut self,
        method: &str,
        this: &Value,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        if matches!(this, Value::Object(_) | Value::Number(_) | Value::Bool(_)) {
            let text = self.to_text(this, span);
            if !matches!(text, Value::Object(_) | Value::Number(_) | Value::Bool(_)) {
                return self.call_string_method(method, &text, arguments, span);
            }
        }
        if let Value::Config(path) = this
            && let Some(text) = form_of_field(method, path, arguments)
        {
            return text;
        }
        match (method, this) {
            ("toString" | "valueOf", _) => return this.clone(),
            ("concat", _) => {
                let mut parts = this.parts();
                for value in &arguments.values {
                    parts.extend(self.to_text(value, span).parts());
                }
                return string_of(parts);
            }
            (ITERATOR, _) => {
                let letters = self.iterate_to_list(this, span);
                return self.state.new_iterator_of(letters, span);
            }
            ("split", Value::Str(text)) => {
                if let Some(parts) = split(text, arguments) {
                    self.state.heap.charge(parts.len());
                    return self.state.new_array(parts);
                }
            }
            (_, Value::Str(text)) if arguments.open.is_none() => {
                if let Some(result) = text_result(method, text, &arguments.values) {
                    self.state.charge_text(&result);
                    return result;
                }
            }
            _ => {}
        }
        self.call_replacer(method, this, arguments, span);
        if arguments.get(0).truth() == Truth::Open {
            return unknown(Cause::UnknownText, span);
        }
        unknown(Cause::ResultOf(method.into()), span)
    }

    /// The function that `replace` is given, as often as it finds something; other arguments are made text.
    fn call_replacer(&mut self, method: &str, this: &Value, arguments: &Arguments, span: Span) {
        let replacer = arguments.get(1);
        let finds_nothing = match (this, arguments.get(0)) {
            (Value::Str(text), Value::Str(part)) => !text.contains(&*part),
            _ => false,
        };
        if method.starts_with("replace") && finds_nothing {
            return;
        }
        self.escape_to(Calls::AtOnce, &arguments.get(0), span);
        self.escape_to(Calls::AtOnce, &replacer, span);
    }
}

/// The parts of a text between separators.
fn split(text: &str, arguments: &Arguments) -> Option<Vec<Value>> {
    match arguments.values.as_slice() {
        [] | [Value::Undefined] => Some(vec![Value::str(text)]),
        [Value::Str(separator)] if separator.is_empty() => text.is_ascii().then(|| {
            let letters = text.chars().map(|c| Value::str(c.encode_utf8(&mut [0; 4])));
            letters.collect()
        }),
        [Value::Str(separator)] => Some(text.split(&**separator).map(Value::str).collect()),
        _ => None,
    }
}

/// What a method makes of a text that is known, and of arguments that are.
fn text_result(method: &str, text: &str, arguments: &[Value]) -> Option<Value> {
    Some(match (method, arguments) {
        ("trim", _) => Value::str(text.trim_matches(is_space)),
        ("trimStart" | "trimLeft", _) => Value::str(text.trim_start_matches(is_space)),
        ("trimEnd" | "trimRight", _) => Value::str(text.trim_end_matches(is_space)),
        ("toLowerCase", _) => Value::str(&text.to_lowercase()),
        ("toUpperCase", _) => Value::str(&text.to_uppercase()),
        ("indexOf", [Value::Str(needle)]) => place(text, text.find(&**needle)),
        ("lastIndexOf", [Value::Str(needle)]) => place(text, text.rfind(&**needle)),
        ("includes", [Value::Str(needle)]) => Value::Bool(text.contains(&**needle)),
        ("startsWith", [Value::Str(needle)]) => Value::Bool(text.starts_with(&**needle)),
        ("endsWith", [Value::Str(needle)]) => Value::Bool(text.ends_with(&**needle)),
        ("replace", [Value::Str(from), Value::Str(to)]) if !to.contains('$') => {
            Value::str(&text.replacen(&**from, to, 1))
        }
        ("replaceAll", [Value::Str(from), Value::Str(to)])
            if !to.contains('$') && !from.is_empty() =>
        {
            Value::str(&text.replace(&**from, to))
        }
        _ => return part(method, text, arguments),
    })
}

/// What `slice`, `charAt` and the like take out of a text whose characters are a byte each.
fn part(method: &str, text: &str, arguments: &[Value]) -> Option<Value> {
    if !text.is_ascii() {
        return None;
    }
    let length = text.len();
    let (first, second) = match arguments {
        [] => (&Value::Undefined, &Value::Undefined),
        [first] => (first, &Value::Undefined),
        [first, second, ..] => (first, second),
    };
    let (start, end) = match method {
        "charAt" => {
            let at = bound_within(first, 0, length, false)?;
            (at, length.min(at + 1))
        }
        "slice" => (
            bound_within(first, 0, length, true)?,
            bound_within(second, length, length, true)?,
        ),
        "substring" => {
            let a = bound_within(first, 0, length, false)?;
            let b = bound_within(second, length, length, false)?;
            (a.min(b), a.max(b))
        }
        "substr" => {
            let start = bound_within(first, 0, length, true)?;
            let count = bound_within(second, length, length, false)?;
            (start, length.min(start + count))
        }
        _ => return None,
    };
    Some(Value::str(text.get(start..end).unwrap_or_default()))
}

/// A place in something of that length, when it is known: `otherwise` where none is given. Negative
/// ones count from the end, or are the beginning.
pub(crate) fn bound_within(
    argument: &Value,
    otherwise: usize,
    length: usize,
    from_end: bool,
) -> Option<usize> {
    let number = match argument {
        Value::Undefined => return Some(otherwise),
        Value::Number(n) if !n.is_nan() => n.trunc(),
        _ => return None,
    };
    #[expect(
        clippy::cast_precision_loss,
        reason = "no text or list of a page is that long"
    )]
    let length = length as f64;
    let place = if number < 0.0 && from_end {
        number + length
    } else {
        number
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is between 0 and the length"
    )]
    Some(place.clamp(0.0, length) as usize)
}

/// A place in a text, counted as JavaScript does.
fn place(text: &str, at: Option<usize>) -> Value {
    match at {
        Some(at) => index_value(text.get(..at).unwrap_or_default().encode_utf16().count()),
        None => Value::Number(-1.0),
    }
}

/// Whether `trim` takes a character away.
fn is_space(c: char) -> bool {
    (c.is_whitespace() && c != '\u{85}') || c == '\u{feff}'
}

/// What a method makes of a text of the config that begins as the text does, when it is that.
fn form_of_field(method: &str, path: &Path, arguments: &Arguments) -> Option<Value> {
    let field = path_strings(path);
    let part = match (method, arguments.get(0), arguments.get(1)) {
        ("toString" | "valueOf" | "trim", ..) => Part::Config(field),
        // Addresses are longer than what is cut off of them.
        ("slice", Value::Number(0.0), Value::Number(end)) if (-8.0..0.0).contains(&end) => {
            Part::Derived(field)
        }
        ("replace", Value::Object(_), Value::Str(_)) => Part::Derived(field),
        _ => return None,
    };
    Some(string_of(vec![part]))
}
