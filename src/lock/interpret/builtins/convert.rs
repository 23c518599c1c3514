//! Conversions: ToPrimitive, and the functions `String`, `Number`, `Boolean`, `Object` and `Symbol`.

use std::rc::Rc;

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::assumptions::is_boolean_field;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::builtin::Builtin;
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::object::Object;
use crate::lock::interpret::domain::value::{Value, string_of, unknown};
use crate::lock::interpret::state::State;
use crate::span::Span;

/// The hint of ToPrimitive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hint {
    Default,
    Number,
    Text,
}

#[expect(
    clippy::wrong_self_convention,
    reason = "they are named as ECMAScript names its operations, and run code of the page"
)]
impl<'a> Interpreter<'a> {
    /// ToPrimitive: of an object, what its own code makes of it.
    pub(crate) fn to_primitive(&mut self, value: &Value, hint: Hint, span: Span) -> Value {
        let is_object = |v: &Value| matches!(v, Value::Object(_));
        if !value.alternatives().iter().any(is_object) {
            return value.clone();
        }
        self.state.may_throw();
        self.for_each_alternative(value.alternatives(), |me, value| match value {
            Value::Object(_) => me.object_to_primitive(value, hint, span),
            primitive => primitive.clone(),
        })
    }

    fn object_to_primitive(&mut self, object: &Value, hint: Hint, span: Span) -> Value {
        let exotic = self.get(object, "@@toPrimitive", span);
        if !exotic.is_nullish() && !matches!(exotic, Value::Builtin(_)) {
            let text = match hint {
                Hint::Default => "default",
                Hint::Number => "number",
                Hint::Text => "string",
            };
            let arguments = Arguments::of(vec![Value::str(text)]);
            let result = self.call(&exotic, object, arguments, span);
            return primitive_or_unknown(result, span);
        }
        let order = match hint {
            Hint::Text => ["toString", "valueOf"],
            _ if self
                .state
                .is_of_kind(object, |kind| matches!(kind, Kind::Exotic("Date")))
                && hint == Hint::Default =>
            {
                ["toString", "valueOf"]
            }
            _ => ["valueOf", "toString"],
        };
        for name in order {
            let method = self.get(object, name, span);
            match &method {
                Value::Builtin(builtin) => {
                    if let Some(text) = self.builtin_primitive(object, builtin, span) {
                        return text;
                    }
                }
                Value::Object(_) => {
                    let result = self.call(&method, object, Arguments::default(), span);
                    match result {
                        Value::Object(_) => {}
                        result => return primitive_or_unknown(result, span),
                    }
                }
                value if value.is_nullish() => {}
                _ => {
                    let result = self.call(&method, object, Arguments::default(), span);
                    return primitive_or_unknown(result, span);
                }
            }
        }
        self.throw_here(span);
        unknown(Cause::Exception, span)
    }

    /// What a builtin `valueOf` or `toString` makes of an object; `None` when that is the object itself.
    fn builtin_primitive(
        &mut self,
        object: &Value,
        builtin: &'static Builtin,
        span: Span,
    ) -> Option<Value> {
        match (builtin.owner, builtin.name) {
            ("Object.prototype", "valueOf") => None,
            ("Object.prototype", "toString") => {
                let tag = self.get(object, "@@toStringTag", span);
                let is_plain = self
                    .state
                    .is_of_kind(object, |kind| matches!(kind, Kind::Plain));
                Some(match tag {
                    Value::Undefined if is_plain => Value::str("[object Object]"),
                    _ => unknown(Cause::UnknownText, span),
                })
            }
            ("Array.prototype", "toString") => {
                Some(self.call_array_method("join", object, &Arguments::default(), span))
            }
            _ => Some(unknown(Cause::UnknownText, span)),
        }
    }

    /// ToString, as far as a value tells.
    pub(crate) fn to_text(&mut self, value: &Value, span: Span) -> Value {
        let primitive = self.to_primitive(value, Hint::Text, span);
        match primitive {
            Value::Str(_) | Value::Pattern(_) | Value::Encoded | Value::Json(_) => primitive,
            Value::Symbol(_) => {
                self.throw_here(span);
                unknown(Cause::Exception, span)
            }
            other => string_of(other.parts()),
        }
    }

    /// ToPropertyKey.
    pub(crate) fn to_property_key(&mut self, value: &Value, span: Span) -> Value {
        self.to_primitive(value, Hint::Text, span)
    }

    /// An exception that is thrown here.
    pub(crate) fn throw_here(&mut self, span: Span) {
        self.state.throw(unknown(Cause::Exception, span));
    }

    /// `String(value)`, `Number(value)`, `Boolean(value)`, `Object(value)`
    pub(crate) fn convert(
        &mut self,
        builtin: &'static Builtin,
        _this: &Value,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        let first = arguments.get(0);
        let is_empty = arguments.values.is_empty() && arguments.open.is_none();
        match builtin.name {
            "Boolean" => self.state.as_test(&first, span),
            "String" if is_empty => Value::str(""),
            "String" if matches!(first, Value::Symbol(_)) => unknown(Cause::UnknownText, span),
            "String" => self.to_text(&first, span),
            "Number" if is_empty => Value::Number(0.0),
            "Number" => self.to_number(&first, span),
            _ => match first {
                Value::Object(_) | Value::Config(_) | Value::OneOf(_) | Value::Unknown(_) => first,
                Value::Undefined | Value::Null => {
                    Value::Object(self.state.heap.new_object(Object::new(Kind::Plain)))
                }
                Value::Builtin(_) | Value::Host(_) | Value::Lock(_) => first,
                _ => Value::Object(
                    self.state
                        .heap
                        .new_object(Object::new(Kind::Exotic("Object"))),
                ),
            },
        }
    }

    /// ToNumber.
    pub(crate) fn to_number(&mut self, value: &Value, span: Span) -> Value {
        let primitive = self.to_primitive(value, Hint::Number, span);
        match &primitive {
            // A boolean as a number is as true as it was.
            Value::Test { .. } => primitive,
            Value::Config(path) if is_boolean_field(path) => self.state.as_test(&primitive, span),
            other => match number_of(other) {
                Some(number) => Value::Number(number),
                None => unknown(Cause::UnknownNumber, span),
            },
        }
    }

    /// `Symbol()`, `Symbol.for`
    pub(crate) fn call_symbol(&mut self, name: &str, arguments: &Arguments, span: Span) -> Value {
        match (name, arguments.get(0)) {
            ("Symbol", _) => {
                self.state.symbols += 1;
                Value::Symbol(Rc::from(format!("@@{}", self.state.symbols)))
            }
            ("for", Value::Str(text)) => Value::Symbol(Rc::from(format!("@@for {text}"))),
            (_, first) => {
                self.escape(&first, span);
                unknown(Cause::ResultOf(format!("Symbol.{name}").into()), span)
            }
        }
    }

    /// The functions of `Math` and `Number`, and methods of numbers and booleans.
    pub(crate) fn call_number_function(
        &mut self,
        builtin: &'static Builtin,
        this: &Value,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        let not_known = unknown(Cause::UnknownNumber, span);
        match builtin.owner {
            "Number.prototype" | "Boolean.prototype" => {
                return match (builtin.name, this) {
                    ("valueOf", Value::Number(_) | Value::Bool(_) | Value::Test { .. }) => {
                        this.clone()
                    }
                    ("toString", Value::Number(_) | Value::Bool(_))
                        if arguments.values.is_empty() =>
                    {
                        string_of(this.parts())
                    }
                    ("toString", Value::Config(_)) => string_of(this.parts()),
                    _ => unknown(Cause::ResultOf(builtin.path().into()), span),
                };
            }
            "Number" if builtin.name.starts_with("is") => {
                return match (builtin.name, arguments.get(0)) {
                    ("isNaN", Value::Number(n)) => Value::Bool(n.is_nan()),
                    ("isFinite", Value::Number(n)) => Value::Bool(n.is_finite()),
                    ("isInteger", Value::Number(n)) => {
                        Value::Bool(n.is_finite() && n.fract() == 0.0)
                    }
                    (
                        _,
                        Value::Str(_)
                        | Value::Undefined
                        | Value::Null
                        | Value::Bool(_)
                        | Value::Object(_),
                    ) => Value::Bool(false),
                    _ => not_known,
                };
            }
            _ => {}
        }
        if arguments.open.is_some() {
            return not_known;
        }
        if matches!(builtin.name, "parseInt" | "parseFloat") {
            let text = self.to_text(&arguments.get(0), span);
            self.to_number(&arguments.get(1), span);
            return match (&text, arguments.get(1)) {
                (Value::Str(text), Value::Undefined) => {
                    parsed(builtin.name, text).map_or(not_known, Value::Number)
                }
                (Value::Str(text), Value::Number(10.0)) => {
                    parsed(builtin.name, text).map_or(not_known, Value::Number)
                }
                _ => not_known,
            };
        }
        let mut numbers = Vec::new();
        for value in &arguments.values {
            let number = self.to_number(value, span);
            numbers.push(number_of(&number));
        }
        let numbers: Option<Vec<f64>> = numbers.into_iter().collect();
        match numbers {
            Some(numbers) => computed(builtin.name, &numbers).unwrap_or(not_known),
            None => not_known,
        }
    }
}

impl State<'_> {
    /// Whether a value is an object of some kind.
    pub(crate) fn is_of_kind(&self, value: &Value, is_it: impl Fn(&Kind<'_>) -> bool) -> bool {
        matches!(value, Value::Object(id) if is_it(&self.heap.object(*id).kind))
    }
}

fn primitive_or_unknown(value: Value, span: Span) -> Value {
    let is_object = |v: &Value| matches!(v, Value::Object(_) | Value::Host(_) | Value::Lock(_));
    if value.alternatives().iter().any(is_object) {
        return unknown(Cause::UnknownText, span);
    }
    value
}

/// ToNumber of a primitive value that is known.
pub(crate) fn number_of(value: &Value) -> Option<f64> {
    match value {
        Value::Number(n) => Some(*n),
        Value::Undefined => Some(f64::NAN),
        Value::Null => Some(0.0),
        Value::Bool(b) => Some(f64::from(u8::from(*b))),
        Value::Str(text) => number_of_text(text),
        _ => None,
    }
}

/// StringToNumber, for texts in the decimal system; others are not followed.
fn number_of_text(text: &str) -> Option<f64> {
    let text = text.trim();
    if text.is_empty() {
        return Some(0.0);
    }
    let starts_well =
        text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
    let is_decimal = text
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
    if starts_well && is_decimal {
        return Some(text.parse().unwrap_or(f64::NAN));
    }
    let is_word = text.bytes().all(|b| b.is_ascii_alphabetic()) && !text.contains("Infinity");
    is_word.then_some(f64::NAN)
}

/// `parseInt` and `parseFloat` of plain digits.
fn parsed(name: &str, text: &str) -> Option<f64> {
    let text = text.trim();
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let rest = text.get(digits.len()..).unwrap_or_default();
    let ends = rest.is_empty()
        || rest
            .starts_with(|c: char| c.is_ascii_alphabetic() && !matches!(c, 'e' | 'E' | 'x' | 'X'));
    if digits.is_empty() {
        let is_word = text.starts_with(|c: char| c.is_ascii_alphabetic() && c != 'I');
        return (is_word || text.is_empty()).then_some(f64::NAN);
    }
    let ends = ends || (name == "parseInt" && rest.starts_with('.'));
    ends.then(|| digits.parse().ok()).flatten()
}

fn computed(name: &str, numbers: &[f64]) -> Option<Value> {
    let first = numbers.first().copied().unwrap_or(f64::NAN);
    Some(match name {
        "isNaN" => Value::Bool(first.is_nan()),
        "isFinite" => Value::Bool(first.is_finite()),
        "abs" => Value::Number(first.abs()),
        "floor" => Value::Number(first.floor()),
        "ceil" => Value::Number(first.ceil()),
        "trunc" => Value::Number(first.trunc()),
        "sqrt" => Value::Number(first.sqrt()),
        "max" if numbers.iter().any(|n| n.is_nan()) => Value::Number(f64::NAN),
        "min" if numbers.iter().any(|n| n.is_nan()) => Value::Number(f64::NAN),
        "max" => Value::Number(numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max)),
        "min" => Value::Number(numbers.iter().copied().fold(f64::INFINITY, f64::min)),
        _ => return None,
    })
}
