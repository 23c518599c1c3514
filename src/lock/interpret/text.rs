//! Text: methods of strings, text that is run as code or becomes part of the page.

use super::call::Arguments;
use super::value::{Truth, Value};
use super::{Interpreter, unknown};
use crate::span::Span;

/// To copy so many bytes of text costs about as much as to copy a property.
const TEXT_OF_A_COPY: usize = 64;

impl<'a> Interpreter<'a> {
    /// Counts the work of making a text.
    pub(super) fn charge_text(&self, text: &Value) {
        let length = match text {
            Value::Str(text) => text.len() / TEXT_OF_A_COPY,
            Value::Pattern(parts) => parts.len(),
            _ => 0,
        };
        self.heap.charge(length);
    }

    /// Text is run as code.
    pub(super) fn run_text(&mut self, arguments: &Arguments, span: Span) {
        let harmless = arguments.values.iter().all(|value| match value {
            Value::Str(code) => !mentions_lock(code) && !changes_something(code),
            Value::Number(_) | Value::Undefined | Value::Bool(_) => true,
            _ => false,
        });
        if !harmless {
            self.unfollowed("text is run as code here", span);
        }
    }

    /// Text becomes part of the page.
    pub(super) fn write_markup(&mut self, arguments: &Arguments, span: Span) {
        for value in &arguments.values {
            for part in value.parts() {
                if let crate::lock::Part::Text(text) = part
                    && text.to_ascii_lowercase().contains("<script")
                    && mentions_lock(&text)
                {
                    self.unfollowed(
                        "a script that concerns Lock is written into the page here",
                        span,
                    );
                }
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
pub(super) fn mentions_lock(code: &str) -> bool {
    ["Lock", "lock", "__useTenantInfo"]
        .iter()
        .any(|word| code.contains(word))
}

pub(super) fn call_string_method(
    method: &str,
    this: &Value,
    arguments: &Arguments,
    span: Span,
) -> Value {
    let argument = arguments.get(0);
    match (method, this, &argument) {
        ("toString" | "valueOf", _, _) => this.clone(),
        ("trim", Value::Str(s), _) => Value::str(s.trim()),
        ("toLowerCase", Value::Str(s), _) => Value::str(&s.to_lowercase()),
        ("toUpperCase", Value::Str(s), _) => Value::str(&s.to_uppercase()),
        ("concat", _, _) => {
            let mut parts = this.parts();
            arguments
                .values
                .iter()
                .for_each(|v| parts.extend(v.parts()));
            super::value::string_of(parts)
        }
        ("indexOf", Value::Str(s), Value::Str(needle)) => match s.find(&**needle) {
            #[expect(
                clippy::cast_precision_loss,
                reason = "no string of a page is that long"
            )]
            Some(at) => Value::Number(s[..at].encode_utf16().count() as f64),
            None => Value::Number(-1.0),
        },
        ("includes", Value::Str(s), Value::Str(needle)) => Value::Bool(s.contains(&**needle)),
        ("startsWith", Value::Str(s), Value::Str(n)) => Value::Bool(s.starts_with(&**n)),
        ("endsWith", Value::Str(s), Value::Str(n)) => Value::Bool(s.ends_with(&**n)),
        ("replace", Value::Str(s), Value::Str(from)) => match arguments.get(1) {
            Value::Str(to) if !to.contains('$') => Value::str(&s.replacen(&**from, &to, 1)),
            _ => unknown("it is a text in which something is replaced", span),
        },
        _ if argument.truth() == Truth::Open => {
            unknown("it is made of a text that is not known", span)
        }
        _ => unknown(format!("what `{method}` gives is not followed"), span),
    }
}
