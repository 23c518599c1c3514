//! `&&`, `||` and `??`, which evaluate their right side only where the left one does not decide.

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::assumptions::is_boolean_field;
use crate::lock::interpret::domain::value::unknown;
use crate::lock::interpret::domain::value::{Truth, Value, join};
use swc_ecma_ast::{BinExpr, BinaryOp, Expr, MemberProp};

impl<'a> Interpreter<'a> {
    /// `left && right`, `left || right` or `left ?? right`, of which the left side has been evaluated: what it
    /// tests is assumed on the right.
    pub(crate) fn logical_refined(&mut self, e: &'a BinExpr, left: Value) -> Value {
        match e.op {
            BinaryOp::LogicalOr if self.is_shared_helper(&e.left, &left, &e.right) => {
                self.evaluate(&e.right)
            }
            BinaryOp::LogicalAnd => {
                let truth = left.truth();
                let falsy = left.filtered(|v| v.truth() != Truth::Known(true));
                self.decide(
                    &truth,
                    |me| {
                        me.state.refine(&e.left, true);
                        me.evaluate(&e.right)
                    },
                    |_| falsy,
                )
            }
            op => self.logical(op, left, &e.right),
        }
    }
}

impl<'a> Interpreter<'a> {
    /// Whether `left || right` is `this && this.name || function …` at the top level, by which scripts that were
    /// compiled one by one share a function, and no other script can have set the name: then it is the function on
    /// the right.
    fn is_shared_helper(&self, left: &'a Expr, value: &Value, right: &'a Expr) -> bool {
        let left = without_parentheses(left);
        let (Value::Unknown(_), Expr::Bin(guarded)) = (value, left) else {
            return false;
        };
        let is_global = self.state.context.this == Value::window();
        let Expr::Member(member) = without_parentheses(&guarded.right) else {
            return false;
        };
        is_global
            && guarded.op == BinaryOp::LogicalAnd
            && matches!(without_parentheses(&guarded.left), Expr::This(_))
            && matches!(&*member.obj, Expr::This(_))
            && matches!(&member.prop, MemberProp::Ident(name) if self.state.is_unset(&name.sym))
            && matches!(without_parentheses(right), Expr::Fn(_))
            && !self.loads_other_scripts()
    }
}

impl<'a> Interpreter<'a> {
    /// `left && middle || right`, of which the left side has been evaluated.
    pub(crate) fn and_or(&mut self, and: &'a BinExpr, or: &'a BinExpr, left: Value) -> Value {
        if self.is_shared_helper(
            &or.left,
            &unknown(Cause::DependsOnUnknown, and.span),
            &or.right,
        ) {
            return self.evaluate(&or.right);
        }
        self.decide(
            &left.truth(),
            |me| {
                me.state.refine(&and.left, true);
                let middle = me.evaluate(&and.right);
                me.logical(BinaryOp::LogicalOr, middle, &or.right)
            },
            |me| {
                me.state.refine(&and.left, false);
                me.evaluate(&or.right)
            },
        )
    }

    /// `left && right`, `left || right`, `left ?? right`
    pub(crate) fn logical(&mut self, op: BinaryOp, left: Value, right: &'a Expr) -> Value {
        match op {
            BinaryOp::LogicalAnd => {
                let truth = left.truth();
                let falsy = left.filtered(|v| v.truth() != Truth::Known(true));
                self.decide(&truth, |me| me.evaluate(right), |_| falsy)
            }
            BinaryOp::LogicalOr => {
                let truth = left.truth();
                let truthy = left.filtered(|v| v.truth() != Truth::Known(false));
                self.decide(&truth, |_| truthy, |me| me.evaluate(right))
            }
            _ => {
                let present = presence(&left);
                let kept = left.filtered(|v| !v.is_nullish());
                if matches!(&left, Value::Config(path) if is_boolean_field(path)) {
                    return left;
                }
                // A field of the config that is missing is as good as false.
                let is_field = matches!(&left, Value::Config(path) if !path.is_empty());
                if is_field || matches!(left, Value::Test { .. }) {
                    let other = self.perhaps(|me| me.evaluate(right));
                    return if other.truth() == Truth::Known(false) {
                        left
                    } else {
                        join(&left, &other)
                    };
                }
                self.decide(&present, |_| kept, |me| me.evaluate(right))
            }
        }
    }
}

/// Whether a value is neither `undefined` nor `null`.
pub(crate) fn presence(value: &Value) -> Truth {
    match value {
        Value::Undefined | Value::Null => Truth::Known(false),
        Value::Unknown(_)
        | Value::Config(_)
        | Value::Test { .. }
        | Value::Builtin(_)
        | Value::Host(_) => Truth::Open,
        Value::OneOf(values) if values.iter().any(Value::is_nullish) => Truth::Open,
        _ => Truth::Known(true),
    }
}

fn without_parentheses(mut expression: &Expr) -> &Expr {
    while let Expr::Paren(paren) = expression {
        expression = &paren.expr;
    }
    expression
}
