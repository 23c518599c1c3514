//! Assignments.

use swc_common::Spanned;
use swc_ecma_ast::{
    AssignExpr, AssignOp, AssignTarget, BinaryOp, Expr, Ident, MemberExpr, SimpleAssignTarget,
};

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::domain::value::{Value, unknown};
use crate::lock::interpret::eval::logical::presence;
use crate::span::Span;

impl<'a> Interpreter<'a> {
    pub(crate) fn evaluate_assignment(&mut self, assignment: &'a AssignExpr) -> Value {
        match &assignment.left {
            AssignTarget::Simple(target) => self.assign_simple(target, assignment),
            AssignTarget::Pat(pattern) => {
                let value = self.evaluate(&assignment.right);
                self.bind_assignment(pattern, value.clone());
                value
            }
        }
    }

    fn assign_simple(&mut self, target: &'a SimpleAssignTarget, e: &'a AssignExpr) -> Value {
        let right = Span::from(e.right.span());
        match target {
            SimpleAssignTarget::Ident(name) => self.assign_variable(&name.id, e),
            SimpleAssignTarget::Member(member) => self.assign_member(member, e),
            SimpleAssignTarget::SuperProp(_) => {
                self.state.may_throw();
                let this = self.state.context.this.clone();
                let value = self.evaluate(&e.right);
                self.set(&this, None, value.clone(), e.span.into(), right);
                value
            }
            SimpleAssignTarget::Paren(paren) => self.assign_parenthesised(&paren.expr, e),
            _ => {
                self.state.may_throw();
                self.evaluate(&e.right)
            }
        }
    }

    /// `(target) = value`
    fn assign_parenthesised(&mut self, target: &'a Expr, e: &'a AssignExpr) -> Value {
        match target {
            Expr::Paren(paren) => self.assign_parenthesised(&paren.expr, e),
            Expr::Ident(name) => self.assign_variable(name, e),
            Expr::Member(member) => self.assign_member(member, e),
            _ => self.evaluate(&e.right),
        }
    }

    fn assign_variable(&mut self, name: &'a Ident, e: &'a AssignExpr) -> Value {
        if self.state.is_constant(&name.sym)
            && let Some(op) = logical_operator(e.op)
        {
            let old = self.state.read_name(&name.sym, name.span.into());
            return self.assign_constant(op, old, e);
        }
        let right = Span::from(e.right.span());
        let value = self.assigned(e, |me| me.state.read_name(&name.sym, name.span.into()));
        if let Some(value) = &value {
            if self.state.is_location(&name.sym) {
                self.note_address_flow("location", value, right);
            }
            self.reassign_name(&name.sym, value.clone(), name.span.into());
        }
        value.unwrap_or(Value::Undefined)
    }

    /// `constant ||= value` and the like throw where it comes to the assignment.
    fn assign_constant(&mut self, op: BinaryOp, old: Value, e: &'a AssignExpr) -> Value {
        let reaches = |me: &mut Self| {
            me.evaluate(&e.right);
            me.state.throw(unknown(Cause::Exception, e.span));
            Value::Undefined
        };
        let kept = old.clone();
        let stays = |_: &mut Self| kept;
        match op {
            BinaryOp::LogicalAnd => self.decide(&old.truth(), reaches, stays),
            BinaryOp::LogicalOr => self.decide(&old.truth(), stays, reaches),
            _ => self.decide(&presence(&old), stays, reaches),
        }
    }

    fn assign_member(&mut self, member: &'a MemberExpr, e: &'a AssignExpr) -> Value {
        let object = self.evaluate(&member.obj);
        let key = self.member_key(&member.prop);
        let span = Span::from(member.span);
        if let Some(op) = logical_operator(e.op) {
            return self.assign_member_logically(op, &object, key.as_deref(), member, e);
        }
        let value = self.assigned(e, |me| match &key {
            Some(key) => me.get(&object, key, span),
            None => me.get_any(&object, span),
        });
        let (key_span, right) = (member.prop.span().into(), e.right.span().into());
        if let Some(value) = &value {
            self.state.may_throw_writing(&object, key.as_deref());
            self.set(&object, key.as_deref(), value.clone(), key_span, right);
        }
        value.unwrap_or(Value::Undefined)
    }

    /// `object.key ||= value` and the like, which set nothing where the old value decides.
    fn assign_member_logically(
        &mut self,
        op: BinaryOp,
        object: &Value,
        key: Option<&str>,
        member: &'a MemberExpr,
        e: &'a AssignExpr,
    ) -> Value {
        let span = Span::from(member.span);
        self.state.may_throw_reading(object);
        let old = match key {
            Some(key) => self.get(object, key, span),
            None => self.get_any(object, span),
        };
        let (key_span, right) = (member.prop.span().into(), e.right.span().into());
        // Without accessors it makes no difference that the old value is set again.
        let has_accessor = object.alternatives().iter().any(|value| match value {
            Value::Object(id) => key.is_none_or(|key| self.state.has_accessor(*id, key)),
            _ => false,
        });
        if !has_accessor {
            let value = self.logical(op, old, &e.right);
            if !self.state.dead {
                self.state.may_throw_writing(object, key);
                self.set(object, key, value.clone(), key_span, right);
            }
            return value;
        }
        let reaches = |me: &mut Self| {
            let value = me.evaluate(&e.right);
            me.set(object, key, value.clone(), key_span, right);
            value
        };
        let kept = old.clone();
        let stays = |_: &mut Self| kept;
        match op {
            BinaryOp::LogicalAnd => self.decide(&old.truth(), reaches, stays),
            BinaryOp::LogicalOr => self.decide(&old.truth(), stays, reaches),
            _ => self.decide(&presence(&old), stays, reaches),
        }
    }

    /// The value that an assignment assigns, with what its operator makes of the old one; `None`
    /// when control ends on the way.
    fn assigned(
        &mut self,
        e: &'a AssignExpr,
        old: impl FnOnce(&mut Self) -> Value,
    ) -> Option<Value> {
        let value = match e.op {
            AssignOp::Assign => self.evaluate(&e.right),
            op if let Some(op) = logical_operator(op) => {
                let old = old(self);
                self.logical(op, old, &e.right)
            }
            op => {
                let old = old(self);
                let right = self.evaluate(&e.right);
                let op = op.to_update().unwrap_or(BinaryOp::Add);
                self.binary_operator(op, &old, &right, e.span.into())
            }
        };
        (!self.state.dead).then_some(value)
    }
}

/// The operator of an assignment that need not come about.
fn logical_operator(op: AssignOp) -> Option<BinaryOp> {
    match op {
        AssignOp::AndAssign => Some(BinaryOp::LogicalAnd),
        AssignOp::OrAssign => Some(BinaryOp::LogicalOr),
        AssignOp::NullishAssign => Some(BinaryOp::NullishCoalescing),
        _ => None,
    }
}
