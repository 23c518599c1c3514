//! Operators.

use std::cmp::Ordering;

use swc_common::Spanned;
use swc_ecma_ast::{BinaryOp, Expr, OptChainBase, UnaryExpr, UnaryOp, UpdateExpr, UpdateOp};

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::builtins::global::{is_always_there, type_name};
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::value::{Truth, Value, one_of, string_of, unknown};
use crate::lock::interpret::state::State;
use crate::span::Span;

impl<'a> Interpreter<'a> {
    pub(crate) fn evaluate_unary(&mut self, e: &'a UnaryExpr) -> Value {
        match e.op {
            UnaryOp::TypeOf => {
                if let Expr::Ident(name) = &*e.arg
                    && self.is_foreign(&name.sym)
                {
                    return Value::str("undefined");
                }
                if let Expr::Ident(name) = &*e.arg
                    && self.state.is_unset(&name.sym)
                {
                    return unknown(Cause::UnsetGlobal((*name.sym).into()), e.span);
                }
                let value = self.evaluate(&e.arg);
                self.state.type_of(&value, e.span.into())
            }
            UnaryOp::Delete => {
                self.delete(&e.arg);
                Value::Bool(true)
            }
            UnaryOp::Bang => {
                let value = self.evaluate(&e.arg);
                self.state.negation(&value, e.span.into())
            }
            UnaryOp::Void => {
                self.evaluate(&e.arg);
                Value::Undefined
            }
            UnaryOp::Minus | UnaryOp::Plus => match self.operand(&e.arg) {
                Value::Number(n) if e.op == UnaryOp::Minus => Value::Number(-n),
                Value::Number(n) => Value::Number(n),
                Value::Bool(b) if e.op == UnaryOp::Plus => Value::Number(f64::from(u8::from(b))),
                value @ (Value::Config(_) | Value::Test { .. }) => {
                    self.state.as_test(&value, e.span.into())
                }
                _ => unknown(Cause::UnknownNumber, e.span),
            },
            UnaryOp::Tilde => {
                self.operand(&e.arg);
                unknown(Cause::UnknownNumber, e.span)
            }
        }
    }

    /// What a number is made of.
    fn operand(&mut self, expression: &'a Expr) -> Value {
        let value = self.evaluate(expression);
        self.state.may_throw_converting(&value);
        value
    }

    /// `delete expression`
    fn delete(&mut self, expression: &'a Expr) {
        let member = match expression {
            Expr::Paren(paren) => return self.delete(&paren.expr),
            Expr::Member(member) => member,
            Expr::OptChain(chain) => match &*chain.base {
                OptChainBase::Member(member) => member,
                OptChainBase::Call(_) => {
                    self.evaluate(expression);
                    return;
                }
            },
            _ => {
                self.evaluate(expression);
                return;
            }
        };
        let object = self.evaluate(&member.obj);
        let key = self.member_key(&member.prop);
        self.state.may_throw_writing(&object, key.as_deref());
        self.delete_property(&object, key.as_deref(), member.span.into());
    }
}

impl<'a> State<'a> {
    /// `!value`
    pub(crate) fn negation(&self, value: &Value, span: Span) -> Value {
        match self.settled(&value.truth()) {
            Truth::Known(b) => Value::Bool(!b),
            Truth::Field { path, negated } => Value::Test {
                path,
                negated: !negated,
            },
            Truth::Open => match value {
                Value::OneOf(values) => one_of(values.iter().map(|v| self.negation(v, span))),
                Value::Unknown(_) => value.clone(),
                _ => unknown(Cause::DependsOnUnknown, span),
            },
        }
    }

    /// `Boolean(value)`
    pub(crate) fn as_test(&self, value: &Value, span: Span) -> Value {
        let negated = self.negation(value, span);
        self.negation(&negated, span)
    }

    pub(crate) fn type_of(&self, value: &Value, span: Span) -> Value {
        let text = match value {
            Value::Undefined => "undefined",
            Value::Null => "object",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "number",
            Value::Str(_) | Value::Pattern(_) | Value::Json(_) => "string",
            Value::Lock(_) => "function",
            Value::Known(path) => match type_name(path) {
                Some(name) => name,
                None => return unknown(Cause::UnknownType, span),
            },
            Value::Config(path) if path.is_empty() => "object",
            Value::Object(id) => match self.heap.object(*id).kind {
                Kind::Function(_) | Kind::Class(_) | Kind::Bound { .. } => "function",
                _ => "object",
            },
            Value::OneOf(values) => return one_of(values.iter().map(|v| self.type_of(v, span))),
            _ => return unknown(Cause::UnknownType, span),
        };
        Value::str(text)
    }
}

impl<'a> Interpreter<'a> {
    pub(crate) fn evaluate_update(&mut self, e: &'a UpdateExpr) -> Value {
        let old = self.operand(&e.arg);
        let span = Span::from(e.span);
        let step = if e.op == UpdateOp::PlusPlus {
            1.0
        } else {
            -1.0
        };
        let new = match &old {
            Value::Number(n) => Value::Number(n + step),
            _ => unknown(Cause::UnknownNumber, span),
        };
        match &*e.arg {
            Expr::Ident(name) => self.reassign_name(&name.sym, new.clone(), span),
            Expr::Member(member) => {
                let object = self.evaluate(&member.obj);
                let key = self.member_key(&member.prop);
                let key_span = Span::from(member.prop.span());
                self.state.may_throw_writing(&object, key.as_deref());
                self.set(&object, key.as_deref(), new.clone(), key_span, span);
            }
            _ => {}
        }
        if e.prefix { new } else { old }
    }
}

impl<'a> State<'a> {
    pub(crate) fn binary(&mut self, op: BinaryOp, a: &Value, b: &Value, span: Span) -> Value {
        match op {
            BinaryOp::EqEqEq | BinaryOp::NotEqEq => {}
            BinaryOp::In | BinaryOp::InstanceOf => {
                let is_object = |v: &Value| matches!(v, Value::Object(_) | Value::Lock(_));
                let is_provided =
                    |v: &Value| matches!(v, Value::Known(path) if is_always_there(path));
                if !is_object(b) && !is_provided(b) {
                    self.may_throw();
                }
            }
            _ => {
                self.may_throw_converting(a);
                self.may_throw_converting(b);
            }
        }
        match op {
            BinaryOp::Add => self.sum(a, b, span),
            BinaryOp::EqEqEq | BinaryOp::NotEqEq => {
                let truth = self.is_strictly_equal(a, b);
                truth_value(truth, op == BinaryOp::NotEqEq, span)
            }
            BinaryOp::EqEq | BinaryOp::NotEq => {
                let truth = self.is_loosely_equal(a, b);
                truth_value(truth, op == BinaryOp::NotEq, span)
            }
            BinaryOp::Lt | BinaryOp::LtEq | BinaryOp::Gt | BinaryOp::GtEq => match (a, b) {
                (Value::Str(a), Value::Str(b)) if a.is_ascii() && b.is_ascii() => {
                    Value::Bool(is_ordered(op, a.cmp(b)))
                }
                _ => match (as_number(a), as_number(b)) {
                    (Some(a), Some(b)) => {
                        Value::Bool(a.partial_cmp(&b).is_some_and(|order| is_ordered(op, order)))
                    }
                    _ => unknown(Cause::DependsOnUnknown, span),
                },
            },
            BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div | BinaryOp::Mod => match (a, b) {
                (Value::Number(a), Value::Number(b)) => Value::Number(match op {
                    BinaryOp::Sub => a - b,
                    BinaryOp::Mul => a * b,
                    BinaryOp::Div => a / b,
                    _ => a % b,
                }),
                _ => unknown(Cause::UnknownNumber, span),
            },
            BinaryOp::BitAnd | BinaryOp::BitOr => {
                if let Some(number) = bits(op, a, b) {
                    return number;
                }
                let is_flag = |v: &Value| matches!(v, Value::Test { .. } | Value::Bool(_));
                let flags = is_flag(a) && is_flag(b);
                // `flag & 1` and `flag | 0` are what the flag is as a number.
                let neutral = f64::from(u8::from(op == BinaryOp::BitAnd));
                if let (Value::Test { .. }, Value::Number(n))
                | (Value::Number(n), Value::Test { .. }) = (a, b)
                    && *n == neutral
                {
                    let test = if matches!(a, Value::Test { .. }) {
                        a
                    } else {
                        b
                    };
                    return test.clone();
                }
                match (flags, a.truth(), b.truth()) {
                    (true, Truth::Known(known), other) | (true, other, Truth::Known(known)) => {
                        if known == (op == BinaryOp::BitAnd) {
                            truth_value(other, false, span)
                        } else {
                            Value::Bool(known)
                        }
                    }
                    _ => unknown(Cause::DependsOnUnknown, span),
                }
            }
            BinaryOp::InstanceOf => self.instance_of(a, b, span),
            BinaryOp::In => match (a.as_key(), b) {
                (Some(key), object) => self.has_property(object, &key, span),
                _ => unknown(Cause::DependsOnUnknown, span),
            },
            _ => unknown(Cause::DependsOnUnknown, span),
        }
    }

    pub(crate) fn sum(&self, a: &Value, b: &Value, span: Span) -> Value {
        if matches!(a, Value::Encoded) || matches!(b, Value::Encoded) {
            return Value::Encoded;
        }
        let is_text = |v: &Value| matches!(v, Value::Str(_) | Value::Pattern(_));
        match (a, b) {
            (Value::Number(a), Value::Number(b)) => Value::Number(a + b),
            (Value::OneOf(values), b) if values.len() <= 4 => {
                one_of(values.iter().map(|a| self.sum(a, b, span)))
            }
            (a, Value::OneOf(values)) if values.len() <= 4 => {
                one_of(values.iter().map(|b| self.sum(a, b, span)))
            }
            _ if is_text(a) || is_text(b) => {
                let mut parts = a.parts();
                parts.extend(b.parts());
                let sum = string_of(parts);
                self.charge_text(&sum);
                sum
            }
            _ => unknown(Cause::SumOfUnknown, span),
        }
    }
}

/// What a value that is no text is as a number.
fn as_number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(n) => Some(*n),
        Value::Undefined => Some(f64::NAN),
        Value::Null => Some(0.0),
        Value::Bool(b) => Some(f64::from(u8::from(*b))),
        _ => None,
    }
}

/// Whether what is ordered so satisfies `<`, `<=`, `>` or `>=`.
fn is_ordered(op: BinaryOp, order: Ordering) -> bool {
    match op {
        BinaryOp::Lt => order.is_lt(),
        BinaryOp::LtEq => order.is_le(),
        BinaryOp::Gt => order.is_gt(),
        _ => order.is_ge(),
    }
}

/// `a & b`, `a | b` of small numbers.
fn bits(op: BinaryOp, a: &Value, b: &Value) -> Option<Value> {
    let small = |value: &Value| match value {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it is a whole number within these bounds"
        )]
        Value::Number(n) if n.fract() == 0.0 && (0.0..65_536.0).contains(n) => Some(*n as u16),
        _ => None,
    };
    let (a, b) = (small(a)?, small(b)?);
    let bits = if op == BinaryOp::BitAnd { a & b } else { a | b };
    Some(Value::Number(f64::from(bits)))
}

fn truth_value(truth: Truth, turned: bool, span: Span) -> Value {
    match truth {
        Truth::Known(b) => Value::Bool(b != turned),
        Truth::Field { path, negated } => Value::Test {
            path,
            negated: negated != turned,
        },
        Truth::Open => unknown(Cause::DependsOnUnknown, span),
    }
}
