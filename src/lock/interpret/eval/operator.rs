//! Operators.

use std::cmp::Ordering;

use swc_common::Spanned;
use swc_ecma_ast::{BinaryOp, Expr, OptChainBase, UnaryExpr, UnaryOp, UpdateExpr, UpdateOp};

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::builtins::convert::{Hint, number_of};
use crate::lock::interpret::domain::equality::is_loosely_equal;
use crate::lock::interpret::domain::equality::is_strictly_equal;
use crate::lock::interpret::domain::foreign::origin;
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::object::{Certainty, Property};
use crate::lock::interpret::domain::value::{Truth, Value, one_of, string_of, unknown};
use crate::lock::interpret::state::State;
use crate::lock::interpret::state::environment::Environments;
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
            UnaryOp::Delete => self.delete(&e.arg),
            UnaryOp::Bang => {
                let value = self.evaluate(&e.arg);
                self.state.negation(&value, e.span.into())
            }
            UnaryOp::Void => {
                self.evaluate(&e.arg);
                Value::Undefined
            }
            UnaryOp::Minus | UnaryOp::Plus => {
                let value = self.evaluate(&e.arg);
                match self.to_number(&value, e.span.into()) {
                    Value::Number(n) if e.op == UnaryOp::Minus => Value::Number(-n),
                    number => number,
                }
            }
            UnaryOp::Tilde => {
                let value = self.evaluate(&e.arg);
                match self.to_number(&value, e.span.into()) {
                    Value::Number(n) => Value::Number(f64::from(!to_int32(n))),
                    _ => unknown(Cause::UnknownNumber, e.span),
                }
            }
        }
    }

    /// `delete expression`
    fn delete(&mut self, expression: &'a Expr) -> Value {
        let member = match expression {
            Expr::Paren(paren) => return self.delete(&paren.expr),
            Expr::Member(member) => member,
            Expr::OptChain(chain) => match &*chain.base {
                OptChainBase::Member(member) => member,
                OptChainBase::Call(_) => {
                    self.evaluate(expression);
                    return Value::Bool(true);
                }
            },
            Expr::Ident(name) => return self.delete_name(&name.sym, name.span.into()),
            _ => {
                self.evaluate(expression);
                return Value::Bool(true);
            }
        };
        let object = self.evaluate(&member.obj);
        let key = self.member_key(&member.prop);
        self.state.may_throw_writing(&object, key.as_deref());
        self.delete_property(&object, key.as_deref(), member.span.into());
        let is_deleted = object.alternatives().iter().all(|value| match value {
            Value::Object(id) => {
                let object = self.state.heap.object(*id);
                let is_free = |p: &Property| p.fixed == Certainty::No;
                object.properties.iter().all(is_free) && !object.kind.is_list()
            }
            _ => false,
        });
        if is_deleted {
            Value::Bool(true)
        } else {
            unknown(Cause::DependsOnUnknown, member.span)
        }
    }

    /// `delete name`: a global that nothing declares is gone.
    fn delete_name(&mut self, name: &str, span: Span) -> Value {
        let environment = self.state.context.environment;
        let Some(variable) = self.state.environments.lookup(environment, name) else {
            return Value::Bool(true);
        };
        let global = self.state.environments.own(Environments::GLOBAL, name);
        if global != Some(variable) || self.schedule.declared_globals.has(name) {
            return Value::Bool(false);
        }
        let gone = unknown(Cause::UnsetGlobal(name.into()), span);
        self.state.heap.set_variable(variable, gone.clone());
        gone
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
            Value::Symbol(_) => "symbol",
            Value::Host(_) => return unknown(Cause::UnknownType, span),
            Value::Builtin(builtin) => {
                match builtin.type_name().filter(|_| builtin.is_everywhere) {
                    Some(name) => name,
                    None => return unknown(Cause::UnknownType, span),
                }
            }
            Value::Config(path) if path.is_empty() => "object",
            Value::Object(id) => match self.heap.object(*id).kind {
                Kind::Proxy { .. } => return unknown(Cause::UnknownType, span),
                ref kind if kind.is_function() => "function",
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
        let span = Span::from(e.span);
        let step = if e.op == UpdateOp::PlusPlus {
            1.0
        } else {
            -1.0
        };
        match &*e.arg {
            Expr::Member(member) => {
                let object = self.evaluate(&member.obj);
                let key = self.member_key(&member.prop);
                self.state.may_throw_reading(&object);
                let old = match &key {
                    Some(key) => self.get(&object, key, span),
                    None => self.get_any(&object, span),
                };
                let (old, new) = self.stepped(&old, step, span);
                let key_span = Span::from(member.prop.span());
                self.state.may_throw_writing(&object, key.as_deref());
                self.set(&object, key.as_deref(), new.clone(), key_span, span);
                if e.prefix { new } else { old }
            }
            target => {
                let old = self.evaluate(target);
                let (old, new) = self.stepped(&old, step, span);
                match target {
                    Expr::Ident(name) => self.reassign_name(&name.sym, new.clone(), span),
                    // `super.count++` and the like.
                    _ => self.unfollowed(Cause::NotJavaScript, span),
                }
                if e.prefix { new } else { old }
            }
        }
    }

    /// A value as a number, and the number after the step.
    fn stepped(&mut self, old: &Value, step: f64, span: Span) -> (Value, Value) {
        let old = match self.to_number(old, span) {
            Value::Test { .. } => unknown(Cause::UnknownNumber, span),
            old => old,
        };
        let new = match &old {
            Value::Number(n) => Value::Number(n + step),
            _ => unknown(Cause::UnknownNumber, span),
        };
        (old, new)
    }

    /// A binary operator but for `&&`, `||` and `??`. Objects are made primitive values where the operator does that.
    pub(crate) fn binary_operator(
        &mut self,
        op: BinaryOp,
        a: &Value,
        b: &Value,
        span: Span,
    ) -> Value {
        let hint = match op {
            BinaryOp::EqEqEq | BinaryOp::NotEqEq | BinaryOp::InstanceOf => {
                return self.state.binary(op, a, b, span);
            }
            BinaryOp::In => {
                let key = self.to_property_key(a, span);
                if self
                    .state
                    .is_of_kind(b, |kind| matches!(kind, Kind::Proxy { .. }))
                {
                    self.run_traps(b, span);
                    return unknown(Cause::Proxy, span);
                }
                return self.state.binary(op, &key, b, span);
            }
            BinaryOp::EqEq | BinaryOp::NotEq => {
                let is_primitive = |v: &Value| !matches!(v, Value::Object(_)) && !v.is_nullish();
                let a_converted = b.alternatives().iter().any(is_primitive);
                let b_converted = a.alternatives().iter().any(is_primitive);
                // What a comparison does with an object depends on the other value.
                let (a, b) = match (a, b) {
                    (Value::OneOf(_), _) | (_, Value::OneOf(_)) => {
                        if a_converted {
                            self.to_primitive(a, Hint::Default, span);
                        }
                        if b_converted {
                            self.to_primitive(b, Hint::Default, span);
                        }
                        (a.clone(), b.clone())
                    }
                    (Value::Object(_), other) if a_converted && is_primitive(other) => {
                        (self.to_primitive(a, Hint::Default, span), b.clone())
                    }
                    (other, Value::Object(_)) if b_converted && is_primitive(other) => {
                        (a.clone(), self.to_primitive(b, Hint::Default, span))
                    }
                    _ => (a.clone(), b.clone()),
                };
                return self.state.binary(op, &a, &b, span);
            }
            BinaryOp::Add => Hint::Default,
            _ => Hint::Number,
        };
        let a = self.to_primitive(a, hint, span);
        let b = self.to_primitive(b, hint, span);
        if self.state.dead {
            return unknown(Cause::DeadCode, span);
        }
        self.state.binary(op, &a, &b, span)
    }
}

impl<'a> State<'a> {
    pub(crate) fn binary(&mut self, op: BinaryOp, a: &Value, b: &Value, span: Span) -> Value {
        match op {
            BinaryOp::EqEqEq | BinaryOp::NotEqEq => {}
            BinaryOp::In | BinaryOp::InstanceOf => {
                let is_object = |v: &Value| matches!(v, Value::Object(_) | Value::Lock(_));
                let is_provided =
                    |v: &Value| matches!(v, Value::Builtin(builtin) if builtin.is_object());
                if !is_object(b) && !is_provided(b) {
                    self.may_throw();
                }
            }
            _ => {}
        }
        match op {
            BinaryOp::Add => self.sum(a, b, span),
            BinaryOp::EqEqEq | BinaryOp::NotEqEq => {
                let truth = is_strictly_equal(a, b);
                truth_value(truth, op == BinaryOp::NotEqEq, span)
            }
            BinaryOp::EqEq | BinaryOp::NotEq => {
                let truth = is_loosely_equal(a, b);
                truth_value(truth, op == BinaryOp::NotEq, span)
            }
            BinaryOp::Lt | BinaryOp::LtEq | BinaryOp::Gt | BinaryOp::GtEq => match (a, b) {
                (Value::Str(a), Value::Str(b)) if a.is_ascii() && b.is_ascii() => {
                    Value::Bool(is_ordered(op, a.cmp(b)))
                }
                _ => match (number_of(a), number_of(b)) {
                    (Some(a), Some(b)) => {
                        Value::Bool(a.partial_cmp(&b).is_some_and(|order| is_ordered(op, order)))
                    }
                    _ => unknown(Cause::DependsOnUnknown, span),
                },
            },
            BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div | BinaryOp::Mod => {
                match (number_of(a), number_of(b)) {
                    (Some(a), Some(b)) => Value::Number(match op {
                        BinaryOp::Sub => a - b,
                        BinaryOp::Mul => a * b,
                        BinaryOp::Div => a / b,
                        _ => a % b,
                    }),
                    _ => unknown(Cause::UnknownNumber, span),
                }
            }
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
            BinaryOp::Exp | BinaryOp::LShift | BinaryOp::RShift | BinaryOp::ZeroFillRShift => {
                unknown(Cause::UnknownNumber, span)
            }
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
            // Without a text on either side, both are made numbers.
            (a, b)
                if !is_text(a)
                    && !is_text(b)
                    && let (Some(a), Some(b)) = (number_of(a), number_of(b)) =>
            {
                Value::Number(a + b)
            }
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
            _ => match origin(a).or_else(|| origin(b)) {
                Some(source) => unknown(Cause::Foreign((*source).into()), span),
                None => unknown(Cause::SumOfUnknown, span),
            },
        }
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

/// `a & b`, `a | b` of numbers.
fn bits(op: BinaryOp, a: &Value, b: &Value) -> Option<Value> {
    let (a, b) = (to_int32(number_of(a)?), to_int32(number_of(b)?));
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

/// ToInt32.
fn to_int32(number: f64) -> i32 {
    if !number.is_finite() {
        return 0;
    }
    let wrapped = number.trunc().rem_euclid(4_294_967_296.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_possible_wrap,
        reason = "the number is below 2^32, and wraps to a negative one by design"
    )]
    let bits = wrapped as u32 as i32;
    bits
}
