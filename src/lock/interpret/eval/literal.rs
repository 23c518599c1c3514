//! Object and array literals, and the making of functions.

use std::rc::Rc;

use swc_common::Spanned;
use swc_ecma_ast::{
    ArrayLit, ArrowExpr, BinaryOp, Expr, FnExpr, Function, GetterProp, ObjectLit, Prop, PropName,
    PropOrSpread,
};

use crate::lock::Cause;
use crate::lock::catalog::config_fields::{TRANSACTION, TRANSACTION_FIELDS};
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::assumptions::fields_of_config;
use crate::lock::interpret::domain::function::{Closure, Code, FunctionBody, Kind};
use crate::lock::interpret::domain::ids::Id;
use crate::lock::interpret::domain::object::{Certainty, Object, Origin, Property, elements};
use crate::lock::interpret::domain::value::{Path, Value, unknown};
use crate::lock::interpret::state::State;
use crate::lock::interpret::syntax::hoisting::has_strict_directive;
use crate::span::Span;

/// To compare a key costs less than to copy a property, by about this factor.
const LOOK_UPS_OF_A_COPY: usize = 16;

impl<'a> Interpreter<'a> {
    pub(crate) fn evaluate_object(&mut self, literal: &'a ObjectLit) -> Value {
        let span = Span::from(literal.span);
        let names = self.names_mark();
        let mut object = Object::new(Kind::Plain);
        object.assumed.clone_from(&self.state.assumed);
        object.branches.clone_from(&self.state.branches);
        let id = self.state.heap.new_object(Object::new(Kind::Plain));
        for property in &literal.props {
            if self.state.budget.exhausted.is_some() {
                break;
            }
            match property {
                PropOrSpread::Prop(property) => {
                    // Each property is looked for among those before it.
                    self.state
                        .heap
                        .charge(object.properties.len() / LOOK_UPS_OF_A_COPY);
                    self.add_property(&mut object, id, property);
                }
                PropOrSpread::Spread(spread) => {
                    // The branches of `...(test ? a : b)` meet on the heap, where a test of the
                    // config is not forgotten.
                    let draft = self.state.heap.new_object(object);
                    self.spread(draft, &spread.expr);
                    object = (*self.state.heap.object(draft)).clone();
                }
            }
        }
        let names = self.names_since(names, span);
        object.origins.push(Rc::new(Origin {
            literal: span,
            names,
        }));
        self.state.heap.fill(id, object);
        Value::Object(id)
    }

    fn add_property(&mut self, object: &mut Object<'a>, id: Id, property: &'a Prop) {
        match property {
            Prop::Shorthand(name) => {
                let value = self.state.read_name(&name.sym, name.span.into());
                object.set(Property::new(
                    &name.sym,
                    value,
                    name.span.into(),
                    name.span.into(),
                ));
            }
            Prop::KeyValue(p) => {
                let key = self.property_name(&p.key);
                let value = self.evaluate(&p.value);
                self.state.adopt(&value, id);
                if key.as_deref() == Some("__proto__") && !matches!(p.key, PropName::Computed(_)) {
                    match value {
                        Value::Object(prototype) => object.prototype = Some(prototype),
                        Value::Unknown(reason) => object.open = Some(reason),
                        Value::Null => object.is_bare = true,
                        Value::Builtin(builtin) if builtin.path() == "Object.prototype" => {}
                        Value::OneOf(_) | Value::Builtin(_) | Value::Host(_) => set_or_open(
                            object,
                            None,
                            value,
                            p.key.span().into(),
                            p.value.span().into(),
                        ),
                        _ => {}
                    }
                    return;
                }
                set_or_open(
                    object,
                    key,
                    value,
                    p.key.span().into(),
                    p.value.span().into(),
                );
            }
            Prop::Method(p) => {
                let key = self.property_name(&p.key);
                let value = self.new_function(&p.function);
                self.state.adopt(&value, id);
                set_or_open(
                    object,
                    key,
                    value,
                    p.key.span().into(),
                    p.function.span.into(),
                );
            }
            Prop::Getter(p @ GetterProp { key, span, .. }) => {
                let name = self.property_name(key);
                let getter = self.new_function(&p.function);
                self.state.adopt(&getter, id);
                let setter = name
                    .as_deref()
                    .and_then(|n| object.property(n))
                    .and_then(|p| p.setter.clone());
                set_or_open(
                    object,
                    name.clone(),
                    getter,
                    key.span().into(),
                    Span::from(*span),
                );
                make_accessor(object, name.as_deref(), setter);
            }
            Prop::Setter(p) => {
                let name = self.property_name(&p.key);
                let setter = self.new_function(&p.function);
                self.state.adopt(&setter, id);
                let has_getter = name
                    .as_deref()
                    .and_then(|n| object.property(n))
                    .is_some_and(|p| p.is_accessor);
                if !has_getter {
                    let (key_span, span) = (p.key.span().into(), p.span.into());
                    set_or_open(object, name.clone(), Value::Undefined, key_span, span);
                }
                make_accessor(object, name.as_deref(), Some(setter));
            }
            Prop::Assign(_) => {}
        }
    }

    /// `{ ...value }`
    fn spread(&mut self, into: Id, expression: &'a Expr) {
        match expression {
            Expr::Paren(paren) => self.spread(into, &paren.expr),
            Expr::Cond(e) => {
                let truth = self.evaluate(&e.test).truth();
                self.decide(
                    &truth,
                    |me| {
                        me.spread(into, &e.cons);
                        Value::Undefined
                    },
                    |me| {
                        me.spread(into, &e.alt);
                        Value::Undefined
                    },
                );
            }
            Expr::Bin(e) if e.op == BinaryOp::LogicalAnd => {
                let truth = self.evaluate(&e.left).truth();
                self.decide(
                    &truth,
                    |me| {
                        me.spread(into, &e.right);
                        Value::Undefined
                    },
                    |_| Value::Undefined,
                );
            }
            _ => {
                let value = self.evaluate(expression);
                self.define_all(into, &value, expression.span().into());
            }
        }
    }

    /// Copies the properties of `source` as a spread does: it sets off no setters, and what was there,
    /// if it was an accessor, is one no more.
    fn define_all(&mut self, into: Id, source: &Value, span: Span) {
        let is_defined = |object: &Object<'a>, key: &str| {
            object
                .property(key)
                .is_some_and(|p| !p.hidden && !p.maybe_absent)
        };
        let replaced: Vec<Rc<str>> = match source {
            Value::Object(id) => {
                let source = self.state.heap.object(*id);
                let target = self.state.heap.object(into);
                let accessors = target.properties.iter().filter(|p| p.is_accessor);
                let defined = accessors.filter(|p| is_defined(&source, &p.key));
                defined.map(|p| p.key.clone()).collect()
            }
            _ => Vec::new(),
        };
        if !replaced.is_empty() {
            self.state.heap.update_all(into, |object| {
                let properties = &mut object.properties;
                properties.retain(|p| !replaced.contains(&p.key));
            });
        }
        let prototype = self.state.heap.object(into).prototype;
        if prototype.is_none() {
            self.assign_all(into, source, span);
            return;
        }
        self.state
            .heap
            .update(into, |object| object.prototype = None);
        self.assign_all(into, source, span);
        self.state
            .heap
            .update(into, |object| object.prototype = prototype);
    }

    /// Copies the properties of `source` as `Object.assign` does.
    pub(crate) fn assign_all(&mut self, into: Id, source: &Value, span: Span) {
        match source {
            Value::Object(id) => {
                let source = self.without_accessors(*id, span);
                for property in &source.properties {
                    self.recorder
                        .constructions
                        .note_write(into, &property.key, span);
                }
                // Each is looked for among those that are there.
                let there = self.state.heap.object(into).properties.len() + source.properties.len();
                self.state
                    .heap
                    .charge(source.properties.len() * (1 + there / LOOK_UPS_OF_A_COPY));
                if !self.state.step(span) {
                    return;
                }
                if self.state.heap.object(into).is_ordinary() {
                    self.state
                        .heap
                        .update(into, |object| object.assign(&source));
                    return;
                }
                if let Some(reason) = &source.open {
                    self.state.open_object(into, Value::Unknown(reason.clone()));
                }
                for property in source.properties.iter().filter(|p| p.is_copied()) {
                    let copy = Property {
                        locked: Certainty::No,
                        fixed: Certainty::No,
                        maybe_absent: false,
                        ..property.clone()
                    };
                    self.ordinary_set(into, copy, !property.maybe_absent);
                }
            }
            Value::OneOf(values) => {
                self.for_each_alternative(values, |me, value| {
                    me.assign_all(into, value, span);
                    Value::Undefined
                });
            }
            Value::Unknown(_) => {
                let reason = source.clone();
                let mut other = Object::new(Kind::Plain);
                if let Value::Unknown(reason) = reason {
                    other.open = Some(reason);
                }
                self.state.heap.update(into, |object| object.assign(&other));
            }
            Value::Builtin(_) | Value::Host(_) => {
                let path = match source {
                    Value::Builtin(builtin) => builtin.path().into(),
                    Value::Host(path) => (&**path).into(),
                    _ => Box::default(),
                };
                let reason = unknown(Cause::PropertiesOf(path), span);
                self.assign_all(into, &reason, span);
            }
            Value::Str(text) => {
                let letters: Vec<Value> = text
                    .chars()
                    .map(|c| Value::str(c.encode_utf8(&mut [0; 4])))
                    .collect();
                for (index, letter) in letters.into_iter().enumerate() {
                    let property = Property::new(&index.to_string(), letter, span, span);
                    self.ordinary_set(into, property, true);
                }
            }
            Value::Pattern(_) | Value::Json(_) | Value::Encoded => {
                let reason = unknown(Cause::UnknownText, span);
                self.assign_all(into, &reason, span);
            }
            Value::Config(path) if path.is_empty() => self.assign_config(into, span),
            Value::Config(path) if matches!(&**path, [field] if **field == *TRANSACTION) => {
                self.assign_transaction(into, path, span);
            }
            // Other fields of the config do not hold Lock's options, and other values hold nothing.
            _ => {}
        }
    }

    /// Copies the fields of the config. Where the object has one already, the config may lack it.
    fn assign_config(&mut self, into: Id, span: Span) {
        for field in fields_of_config() {
            let value = self.read_field(Rc::from([Rc::from(field)]));
            let is_new = self.state.heap.object(into).property(field).is_none();
            let property = Property::new(field, value, span, span);
            self.ordinary_set(into, property, is_new);
        }
    }

    /// Copies what every transaction has.
    fn assign_transaction(&mut self, into: Id, transaction: &Path, span: Span) {
        for name in TRANSACTION_FIELDS {
            let path: Path = transaction
                .iter()
                .cloned()
                .chain([Rc::from(*name)])
                .collect();
            let value = self.read_field(path);
            let is_new = self.state.heap.object(into).property(name).is_none();
            let property = Property::new(name, value, span, span);
            self.ordinary_set(into, property, is_new);
        }
    }

    pub(crate) fn evaluate_array(&mut self, literal: &'a ArrayLit) -> Value {
        let mut items = Vec::new();
        let mut spans = Vec::new();
        let mut exact = true;
        let mut has_holes = false;
        for element in &literal.elems {
            let Some(element) = element else {
                // A hole: loops pass it over.
                has_holes = true;
                items.push(Value::Undefined);
                spans.push(Span::default());
                continue;
            };
            let value = self.evaluate(&element.expr);
            let Some(spread) = element.spread else {
                items.push(value);
                spans.push(Span::from(element.expr.span()));
                continue;
            };
            match self.iterate_to_list(&value, spread.into()) {
                Some(more) => items.extend(more),
                None => {
                    self.state.may_throw();
                    exact = false;
                }
            }
            spans.resize(items.len(), Span::default());
        }
        let array = self.state.new_array_at(items, &spans);
        if !exact {
            self.forget_items(&array, literal.span.into());
        } else if has_holes && let Value::Object(id) = &array {
            self.state.heap.update(*id, |object| {
                object.kind = Kind::Array { exact: false };
                for property in &mut object.properties {
                    property.maybe_absent |= property.value == Value::Undefined;
                }
            });
        }
        array
    }
}

impl<'a> State<'a> {
    pub(crate) fn new_array(&mut self, items: Vec<Value>) -> Value {
        self.new_array_at(items, &[])
    }

    /// An array whose first items are written at these places.
    fn new_array_at(&mut self, items: Vec<Value>, spans: &[Span]) -> Value {
        let mut object = Object::new(Kind::Array { exact: true });
        object.properties = elements(items);
        for (property, span) in object.properties.iter_mut().zip(spans) {
            property.value_span = *span;
        }
        Value::Object(self.heap.new_object(object))
    }
}

impl<'a> Interpreter<'a> {
    pub(crate) fn new_function(&mut self, function: &'a Function) -> Value {
        self.new_closure(Code::Function(function), None)
    }

    /// A function expression; its name, if it has one, means itself inside.
    pub(crate) fn new_named_function(&mut self, e: &'a FnExpr) -> Value {
        let Some(name) = &e.ident else {
            return self.new_function(&e.function);
        };
        let outer = self.state.context.environment;
        self.state.context.environment = self.state.environments.open(outer, false);
        let function = self.new_function(&e.function);
        let environment = self.state.context.environment;
        self.declare(environment, &name.sym, function.clone());
        self.state
            .function_names
            .extend(self.state.environments.own(environment, &name.sym));
        self.state.context.environment = outer;
        function
    }

    pub(crate) fn new_arrow(&mut self, arrow: &'a ArrowExpr) -> Value {
        let this = self.state.context.this.clone();
        self.new_closure(Code::Arrow(arrow), Some(this))
    }

    pub(crate) fn new_closure(&mut self, code: Code<'a>, lexical_this: Option<Value>) -> Value {
        let closure = Closure {
            code,
            scope: self.state.context.environment,
            lexical_this,
            // `super` in an arrow function is that of the code around.
            home: match code {
                Code::Arrow(_) => self.state.context.home,
                _ => None,
            },
            class: self.state.context.class,
            strict: self.state.context.strict || is_strict(code),
        };
        let id = self
            .state
            .heap
            .new_object(Object::new(Kind::Function(closure)));
        self.schedule.functions.push(id);
        Value::Object(id)
    }
}

impl<'a> State<'a> {
    /// Makes a function that is written as a property of an object a method of it.
    pub(crate) fn adopt(&mut self, value: &Value, home: Id) {
        if let Value::Object(id) = value
            && let Kind::Function(closure) = &self.heap.object(*id).kind
            && closure.home.is_none()
        {
            let closure = Closure {
                home: Some(home),
                ..closure.clone()
            };
            self.heap
                .update(*id, |object| object.kind = Kind::Function(closure));
        }
    }

    /// The object that a function's instances inherit from.
    pub(crate) fn prototype_of(&mut self, function: Id) -> Value {
        if let Some(property) = self.heap.object(function).property("prototype") {
            return property.value.clone();
        }
        let mut object = Object::new(Kind::Plain);
        let constructor = Value::Object(function);
        object.set(Property {
            hidden: true,
            ..Property::new("constructor", constructor, Span::default(), Span::default())
        });
        let prototype = Value::Object(self.heap.new_object(object));
        let property = Property {
            hidden: true,
            ..Property::new(
                "prototype",
                prototype.clone(),
                Span::default(),
                Span::default(),
            )
        };
        self.heap.update(function, |object| object.set(property));
        prototype
    }
}

/// Whether a function says that its code is strict.
fn is_strict(code: Code<'_>) -> bool {
    let FunctionBody::Statements(statements) = code.body() else {
        return false;
    };
    has_strict_directive(statements)
}

fn make_accessor(object: &mut Object<'_>, key: Option<&str>, setter: Option<Value>) {
    if let Some(property) = object.properties.iter_mut().find(|p| Some(&*p.key) == key) {
        property.is_accessor = true;
        property.setter = setter.or(property.setter.take());
    }
}

fn set_or_open(
    object: &mut Object<'_>,
    key: Option<Rc<str>>,
    value: Value,
    key_span: Span,
    value_span: Span,
) {
    match key {
        Some(key) => {
            object.set(Property::new(&key, value, key_span, value_span));
        }
        None => {
            object.set_any(unknown(Cause::AnyPropertySet, key_span));
        }
    }
}
