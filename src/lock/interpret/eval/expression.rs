//! Evaluating expressions.

use std::borrow::Cow;
use std::rc::Rc;

use swc_common::Spanned;
use swc_ecma_ast::{
    BinExpr, BinaryOp, Expr, Lit, MemberExpr, MemberProp, MetaPropKind, OptChainBase, Str,
    SuperProp, Tpl,
};

use crate::lock::Cause;
use crate::lock::Part;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::assumptions::is_read_as_config;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::value::{Value, join, one_of, string_of, unknown};
use crate::lock::interpret::eval::class::private_key;
use crate::span::Span;

impl<'a> Interpreter<'a> {
    /// The value of an expression.
    pub(crate) fn evaluate(&mut self, expression: &'a Expr) -> Value {
        if self.state.dead || !self.state.step(expression.span()) {
            return unknown(Cause::DeadCode, expression.span());
        }
        match expression {
            Expr::Paren(e) => self.evaluate(&e.expr),
            Expr::Lit(Lit::Regex(_)) => self.new_exotic("RegExp"),
            Expr::Lit(literal) => {
                if matches!(literal, Lit::BigInt(_)) {
                    self.state.may_throw();
                }
                match literal {
                    Lit::Str(text) if self.state.is_elsewhere(text.span) => text
                        .value
                        .as_str()
                        .map_or_else(|| string_value(text), Value::str),
                    _ => literal_value(literal),
                }
            }
            Expr::Ident(name) => self.state.read_name(&name.sym, name.span.into()),
            Expr::This(_) => self.state.context.this.clone(),
            Expr::Member(e) => self.evaluate_member(e),
            Expr::SuperProp(e) => {
                self.state.may_throw();
                let key = match &e.prop {
                    SuperProp::Ident(name) => Some(Rc::from(&*name.sym)),
                    SuperProp::Computed(c) => self.evaluate(&c.expr).as_key(),
                };
                self.read_super(key, e.span.into())
            }
            Expr::OptChain(e) => match &*e.base {
                OptChainBase::Member(member) => {
                    let object = self.evaluate(&member.obj);
                    if !e.optional {
                        self.state.may_throw_reading(&object);
                    }
                    self.read_optional(&object, &member.prop, member.span.into())
                }
                OptChainBase::Call(call) => self.call_optional(call),
            },
            Expr::Object(e) => self.evaluate_object(e),
            Expr::Array(e) => self.evaluate_array(e),
            Expr::Fn(e) => self.new_named_function(e),
            Expr::Arrow(e) => self.new_arrow(e),
            Expr::Class(e) => self.new_class(&e.class, e.ident.as_ref().map(|name| &*name.sym)),
            Expr::Call(e) => self.evaluate_call(e),
            Expr::New(e) => self.evaluate_new(e),
            Expr::Assign(e) => self.evaluate_assignment(e),
            Expr::Bin(e) => self.evaluate_binary(e),
            Expr::Unary(e) => self.evaluate_unary(e),
            Expr::Update(e) => self.evaluate_update(e),
            Expr::Cond(e) => {
                let truth = self.evaluate(&e.test).truth();
                self.decide(
                    &truth,
                    |me| {
                        me.state.refine(&e.test, true);
                        me.evaluate(&e.cons)
                    },
                    |me| {
                        me.state.refine(&e.test, false);
                        me.evaluate(&e.alt)
                    },
                )
            }
            Expr::Seq(e) => {
                let mut last = Value::Undefined;
                for expression in &e.exprs {
                    last = self.evaluate(expression);
                }
                last
            }
            Expr::Tpl(e) => self.evaluate_template(e),
            Expr::TaggedTpl(e) => {
                self.state.may_throw();
                let (tag, this) = self.callee(&e.tag);
                let mut values = vec![unknown(Cause::TemplateText, e.span)];
                values.extend(e.tpl.exprs.iter().map(|part| self.evaluate(part)));
                self.call(&tag, &this, Arguments::of(values), e.span.into())
            }
            Expr::Await(e) => {
                let span = Span::from(e.span);
                let operand = self.state.awaited.take_if(|(at, _)| *at == span);
                let value = match operand {
                    Some((_, variable)) => self.state.heap.variable(variable),
                    None => self.evaluate(&e.arg),
                };
                // The promise may be rejected.
                self.state.may_throw();
                self.awaited(&value)
            }
            Expr::Yield(e) => {
                let value = match &e.arg {
                    Some(argument) => self.evaluate(argument),
                    None => Value::Undefined,
                };
                if e.delegate {
                    self.yield_all(&value, e.span.into())
                } else {
                    self.state.yield_value(value, e.span.into())
                }
            }
            Expr::MetaProp(e) if e.kind == MetaPropKind::NewTarget => {
                self.new_target(e.span.into())
            }
            Expr::MetaProp(e) => unknown(Cause::MetaProperty, e.span),
            _ => {
                self.state.may_throw();
                unknown(Cause::NotJavaScript, expression.span())
            }
        }
    }

    fn evaluate_template(&mut self, template: &'a Tpl) -> Value {
        let mut parts = Vec::new();
        let mut encoded = false;
        let mut expressions = template.exprs.iter();
        for quasi in &template.quasis {
            match quasi.cooked.as_ref().and_then(|c| c.as_str()) {
                Some(text) => {
                    encoded |= is_placeholder(text) && !self.state.is_elsewhere(quasi.span);
                    parts.push(Part::Text(text.to_owned()));
                }
                None => parts.push(Part::Hole),
            }
            if let Some(expression) = expressions.next() {
                let value = self.evaluate(expression);
                let text = self.to_text(&value, expression.span().into());
                encoded |= text == Value::Encoded;
                parts.extend(text.parts());
            }
        }
        if encoded {
            return Value::Encoded;
        }
        let text = string_of(parts);
        self.state.charge_text(&text);
        text
    }

    fn evaluate_member(&mut self, member: &'a MemberExpr) -> Value {
        let object = self.evaluate(&member.obj);
        let span = Span::from(member.span);
        if object.is_nullish() {
            // It throws, and nothing after it runs.
            self.state.throw(unknown(Cause::Exception, span));
            return Value::Undefined;
        }
        self.state.may_throw_reading(&object);
        if let Expr::Ident(name) = &*member.obj {
            self.state.narrow(&name.sym, |value| !value.is_nullish());
        }
        let key = match &member.prop {
            MemberProp::Computed(computed) => {
                let key = self.computed_key(&computed.expr);
                if let Some(value) = self.read_by_test(&object, &key, span) {
                    return value;
                }
                if let Value::OneOf(keys) = &key {
                    return self.read_one_of(&object, keys, span);
                }
                key.as_key().map(|key| Cow::Owned(key.as_ref().to_owned()))
            }
            named => self.member_key(named),
        };
        match key {
            Some(key) => {
                let object = self.presumed(&member.obj, object, &key);
                self.note_read(&member.obj, &object);
                self.get(&object, &key, span)
            }
            None => self.get_any(&object, span),
        }
    }

    /// `object[key]` where the key is one of several.
    fn read_one_of(&mut self, object: &Value, keys: &[Value], span: Span) -> Value {
        let names: Option<Vec<Rc<str>>> = keys.iter().map(Value::as_key).collect();
        match names {
            Some(names) => one_of(names.iter().map(|key| self.get(object, key, span))),
            None => self.get_any(object, span),
        }
    }

    fn computed_key(&mut self, expression: &'a Expr) -> Value {
        let key = self.evaluate(expression);
        self.to_property_key(&key, expression.span().into())
    }

    /// What a function that this page does not show makes of the config's text is taken to be the
    /// config as soon as the page reads a field of the config from it.
    fn presumed(&mut self, expression: &'a Expr, object: Value, key: &str) -> Value {
        if !is_read_as_config(&object, key) {
            return object;
        }
        if let Expr::Ident(name) = expression {
            self.assign_name(&name.sym, Value::config());
        }
        Value::config()
    }

    /// `a?.b`
    pub(crate) fn read_optional(
        &mut self,
        object: &Value,
        key: &'a MemberProp,
        span: Span,
    ) -> Value {
        if object.is_nullish() {
            return Value::Undefined;
        }
        let value = match self.member_key(key) {
            Some(key) => self.get(object, &key, span),
            None => self.get_any(object, span),
        };
        let may_be_missing = object.alternatives().iter().any(Value::is_nullish);
        if may_be_missing && object.config_path().is_none() {
            return join(&value, &Value::Undefined);
        }
        value
    }

    /// The key that a member expression names, when it is known.
    pub(crate) fn member_key(&mut self, property: &'a MemberProp) -> Option<Cow<'a, str>> {
        match property {
            MemberProp::Ident(name) => Some(Cow::Borrowed(&*name.sym)),
            MemberProp::PrivateName(name) => {
                self.state.may_throw();
                Some(Cow::Owned(private_key(&name.name).to_string()))
            }
            MemberProp::Computed(computed) => {
                let key = self.computed_key(&computed.expr).as_key()?;
                Some(Cow::Owned(key.as_ref().to_owned()))
            }
        }
    }

    /// Long chains lean to the left; they are followed in a loop.
    fn evaluate_binary(&mut self, expression: &'a BinExpr) -> Value {
        let mut spine = vec![expression];
        let mut left = &*expression.left;
        loop {
            left = match left {
                Expr::Bin(inner) => {
                    spine.push(inner);
                    &inner.left
                }
                Expr::Paren(paren) if matches!(&*paren.expr, Expr::Bin(_)) => &paren.expr,
                _ => break,
            };
        }
        let mut value = self.evaluate(left);
        while let Some(e) = spine.pop() {
            // `a && b || c` is `c` where `a` is falsy, whatever that is.
            if e.op == BinaryOp::LogicalAnd
                && let Some(or) = spine.pop_if(|outer| outer.op == BinaryOp::LogicalOr)
            {
                value = self.and_or(e, or, value);
                continue;
            }
            value = match e.op {
                BinaryOp::LogicalAnd | BinaryOp::LogicalOr | BinaryOp::NullishCoalescing => {
                    self.logical_refined(e, value)
                }
                op => {
                    let right = self.evaluate(&e.right);
                    self.binary_operator(op, &value, &right, e.span.into())
                }
            };
        }
        value
    }
}

/// Whether a string of the page holds the text of the config once the tenant serves it.
pub(crate) fn is_placeholder(text: &str) -> bool {
    text.contains("@@config@@")
}

pub(crate) fn string_value(literal: &Str) -> Value {
    match literal.value.as_str() {
        Some(text) if is_placeholder(text) => Value::Encoded,
        Some(text) => Value::str(text),
        None => unknown(Cause::LoneSurrogate, literal.span),
    }
}

fn literal_value(literal: &Lit) -> Value {
    match literal {
        Lit::Str(s) => string_value(s),
        Lit::Bool(b) => Value::Bool(b.value),
        Lit::Null(_) => Value::Null,
        Lit::Num(n) => Value::Number(n.value),
        Lit::BigInt(n) => unknown(Cause::BigInt, n.span),
        Lit::Regex(r) => unknown(Cause::UnknownText, r.span),
        Lit::JSXText(t) => unknown(Cause::NotJavaScript, t.span),
    }
}
