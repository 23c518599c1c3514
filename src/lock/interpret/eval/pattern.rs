//! Binding patterns: declarations, parameters, destructuring assignments.

use std::rc::Rc;

use swc_common::Spanned;
use swc_ecma_ast::{
    ArrayPat, AssignTargetPat, Expr, MemberExpr, ObjectPat, ObjectPatProp, Pat, PropName,
};

use crate::lock::Cause;
use crate::lock::interpret::builtins::global::provided;
use crate::lock::interpret::builtins::iterator::Iteration;
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::object::Object;
use crate::lock::interpret::domain::value::{Truth, Value, unknown};
use crate::lock::interpret::state::State;
use crate::lock::interpret::state::environment::Environments;
use crate::lock::interpret::syntax::hoisting::bound_names;
use crate::lock::interpret::{FIELD, Interpreter};
use crate::span::Span;

/// What gives a name its value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Binding {
    /// Its declaration.
    Declared,
    /// An assignment, which a constant refuses.
    Assigned,
}

impl<'a> Interpreter<'a> {
    /// Declares every name of a pattern in the present scope.
    pub(crate) fn declare_pattern(&mut self, pattern: &'a Pat) {
        let scope = self.state.context.environment;
        bound_names(pattern, &mut |name| {
            self.declare(scope, name, Value::Undefined);
        });
    }

    /// Gives a name of the present scope (or one around) its value.
    pub(crate) fn initialize(&mut self, name: &str, value: Value) {
        self.assign_name(name, value);
    }

    /// Takes a value apart and gives its parts to the names that a pattern declares.
    pub(crate) fn bind(&mut self, pattern: &'a Pat, value: Value) {
        self.bind_by(Binding::Declared, pattern, value);
    }

    /// The same for names that are declared already, if the binding is an assignment.
    pub(crate) fn bind_by(&mut self, by: Binding, pattern: &'a Pat, value: Value) {
        match pattern {
            Pat::Ident(name) => self.bind_name(by, &name.id.sym, value, name.id.span.into()),
            Pat::Assign(assign) => {
                let value = self.defaulted(value, &assign.right);
                self.bind_by(by, &assign.left, value);
            }
            Pat::Object(object) => self.bind_object(by, object, &value),
            Pat::Array(array) => self.bind_array(by, array, &value),
            Pat::Rest(rest) => self.bind_by(by, &rest.arg, value),
            Pat::Expr(target) => {
                if let Expr::Member(member) = &**target {
                    self.bind_member(member, value);
                }
            }
            Pat::Invalid(_) => {}
        }
    }

    fn bind_name(&mut self, by: Binding, name: &str, value: Value, span: Span) {
        match by {
            Binding::Declared => self.assign_name(name, value),
            Binding::Assigned => self.reassign_name(name, value, span),
        }
    }

    fn bind_member(&mut self, member: &'a MemberExpr, value: Value) {
        let object = self.evaluate(&member.obj);
        let key = self.member_key(&member.prop);
        let span = Span::from(member.span);
        self.state.may_throw_writing(&object, key.as_deref());
        self.set(
            &object,
            key.as_deref(),
            value,
            member.prop.span().into(),
            span,
        );
    }

    pub(crate) fn bind_assignment(&mut self, pattern: &'a AssignTargetPat, value: Value) {
        match pattern {
            AssignTargetPat::Object(object) => {
                self.bind_object(Binding::Assigned, object, &value);
            }
            AssignTargetPat::Array(array) => self.bind_array(Binding::Assigned, array, &value),
            AssignTargetPat::Invalid(_) => {}
        }
    }

    /// The value, or the default where it is `undefined`.
    fn defaulted(&mut self, value: Value, default: &'a Expr) -> Value {
        let missing = match &value {
            Value::Undefined => Truth::Known(true),
            Value::Unknown(_) | Value::Test { .. } | Value::Host(_) => Truth::Open,
            Value::OneOf(values) if values.contains(&Value::Undefined) => Truth::Open,
            // The default of a field of the config is for a tenant that does not send it.
            _ => Truth::Known(false),
        };
        let kept = value.filtered(|v| *v != Value::Undefined);
        self.decide(&missing, |me| me.evaluate(default), |_| kept)
    }

    fn bind_object(&mut self, by: Binding, pattern: &'a ObjectPat, value: &Value) {
        if value.is_nullish() {
            self.state.throw(unknown(Cause::Exception, pattern.span));
            return;
        }
        self.state.may_throw_reading(value);
        self.note_pattern(pattern, value);
        let mut taken: Vec<Rc<str>> = Vec::new();
        for property in &pattern.props {
            match property {
                ObjectPatProp::KeyValue(p) => {
                    let key = self.property_name(&p.key);
                    let part = match &key {
                        Some(key) => self.get(value, key, p.key.span().into()),
                        None => self.get_any(value, p.key.span().into()),
                    };
                    taken.extend(key);
                    self.bind_by(by, &p.value, part);
                }
                ObjectPatProp::Assign(p) => {
                    let name = &p.key.id.sym;
                    let mut part = self.get(value, name, p.span.into());
                    if let Some(default) = &p.value {
                        part = self.defaulted(part, default);
                    }
                    taken.push(Rc::from(&**name));
                    self.bind_name(by, name, part, p.span.into());
                }
                ObjectPatProp::Rest(p) => {
                    let rest = self.rest_of(value, &taken, p.dot3_token.into());
                    self.bind_by(by, &p.arg, rest);
                }
            }
        }
    }

    fn rest_of(&mut self, value: &Value, taken: &[Rc<str>], span: Span) -> Value {
        match value {
            // A copy of the config less some fields still is the config for what is left of it.
            Value::Config(_) if !taken.iter().any(|key| &**key == FIELD) => value.clone(),
            Value::Object(id) => {
                let source = self.without_accessors(*id, span);
                let mut rest = Object::new(Kind::Plain);
                rest.assign(&source);
                rest.properties.retain(|p| !taken.contains(&p.key));
                Value::Object(self.state.heap.new_object(rest))
            }
            _ => unknown(Cause::RestOfUnknown, span),
        }
    }

    /// IteratorBindingInitialization: as many items are taken as there are elements.
    fn bind_array(&mut self, by: Binding, pattern: &'a ArrayPat, value: &Value) {
        let span = Span::from(pattern.span);
        let has_rest = matches!(pattern.elems.last(), Some(Some(Pat::Rest(_))));
        let items = if has_rest {
            self.iterate_to_list(value, span)
        } else {
            self.first_items(value, pattern.elems.len(), span)
        };
        if items.is_none() {
            self.state.may_throw();
        }
        for (index, element) in pattern.elems.iter().enumerate() {
            let Some(element) = element else { continue };
            if let Pat::Rest(rest) = element {
                let tail = items
                    .as_ref()
                    .map(|i| i.get(index..).unwrap_or_default().to_vec());
                let tail = match tail {
                    Some(tail) => self.state.new_array(tail),
                    None => unknown(Cause::RestOfUnknownList, rest.dot3_token),
                };
                self.bind_by(by, &rest.arg, tail);
                continue;
            }
            let item = match &items {
                Some(items) => items.get(index).cloned().unwrap_or(Value::Undefined),
                None => unknown(Cause::UnknownListItem, pattern.span),
            };
            self.bind_by(by, element, item);
        }
    }

    /// The first items of what is gone through, which is then closed.
    fn first_items(&mut self, value: &Value, count: usize, span: Span) -> Option<Vec<Value>> {
        if let Value::OneOf(values) = value {
            self.for_each_alternative(values, |me, value| {
                me.first_items(value, count, span);
                Value::Undefined
            });
            return None;
        }
        match self.get_iterator(value, span) {
            Iteration::List(keys, None) => self.state.items(&Value::Object(keys)),
            Iteration::List(keys, Some(values)) => self.state.pairs(keys, values),
            Iteration::Known(items) => Some(items),
            Iteration::Unknown => None,
            Iteration::Record(record) => {
                let mut items = Some(Vec::new());
                for _ in 0..count {
                    let (value, done) = self.iterator_step(&record, span);
                    match (done, &mut items) {
                        (Truth::Known(true), _) => return items,
                        (Truth::Known(false), Some(items)) => items.push(value),
                        _ => items = None,
                    }
                }
                match items {
                    Some(_) => self.close_iterator(&record, span),
                    None => self.perhaps(|me| me.close_iterator(&record, span)),
                }
                items
            }
        }
    }

    /// The key that a property name gives, when it is known.
    pub(crate) fn property_name(&mut self, name: &'a PropName) -> Option<Rc<str>> {
        match name {
            PropName::Ident(name) => Some(Rc::from(&*name.sym)),
            PropName::Str(s) => s.value.as_str().map(Rc::from),
            PropName::Num(n) => Value::Number(n.value).as_key(),
            PropName::BigInt(n) => Some(Rc::from(n.value.to_string())),
            PropName::Computed(computed) => {
                let key = self.evaluate(&computed.expr);
                self.to_property_key(&key, computed.span.into()).as_key()
            }
        }
    }
}

impl<'a> State<'a> {
    /// From here on assigning to what a pattern has bound throws.
    pub(crate) fn make_constant(&mut self, pattern: &Pat) {
        let (environments, scope) = (&self.environments, self.context.environment);
        let constants = &mut self.constants;
        bound_names(pattern, &mut |name| {
            constants.extend(environments.lookup(scope, name))
        });
    }
}

impl<'a> Interpreter<'a> {
    /// Assigns to a variable, as the page does by `=` and the like; a constant throws.
    pub(crate) fn reassign_name(&mut self, name: &str, value: Value, span: Span) {
        let variable = self
            .state
            .environments
            .lookup(self.state.context.environment, name);
        if variable.is_some_and(|variable| self.state.function_names.contains(&variable)) {
            // The name of a function expression stays what it is.
            if self.state.context.strict {
                self.throw_here(span);
            }
            return;
        }
        if self.state.is_constant(name) {
            return self.state.throw(unknown(Cause::Exception, span));
        }
        self.assign_name(name, value);
    }
}

impl<'a> State<'a> {
    pub(crate) fn is_constant(&self, name: &str) -> bool {
        let variable = self.environments.lookup(self.context.environment, name);
        variable.is_some_and(|variable| self.constants.contains(&variable))
    }
}

impl<'a> Interpreter<'a> {
    /// Gives a variable a value: the one in reach, or else a new global.
    pub(crate) fn assign_name(&mut self, name: &str, value: Value) {
        if self.state.dead {
            return;
        }
        let variable = match self
            .state
            .environments
            .lookup(self.state.context.environment, name)
        {
            Some(variable) => {
                self.state.dead_zone.remove(&variable);
                self.state.heap.set_variable(variable, value.clone());
                variable
            }
            None => {
                // A name that means nothing where it is not set cannot be read there; one that the
                // browser provides can.
                if provided(name).is_some() {
                    self.write_global(name, value, Span::default());
                    return;
                }
                self.state.may_throw();
                let variable = self.state.heap.new_variable(value.clone());
                self.state
                    .environments
                    .declare(Environments::GLOBAL, name, variable);
                variable
            }
        };
        self.note_holder(name, variable, &value);
    }
}
