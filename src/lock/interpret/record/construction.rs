//! Recording what Lock is constructed with.

use std::rc::Rc;

use memchr::memmem;
use rustc_hash::{FxHashMap, FxHashSet};
use swc_common::Spanned;
use swc_ecma_ast::{Expr, MemberProp, NewExpr};
use swc_ecma_visit::{Visit, VisitWith};

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::budget::LIMITS;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::ids::Id;
use crate::lock::interpret::domain::object::Object;
use crate::lock::interpret::domain::value::{Value, one_of, unknown};
use crate::lock::interpret::record::snapshot::assumptions;
use crate::lock::{self, Construction, Constructor, LateWrite, MethodCall, Site, SiteKind};
use crate::page::{Body, Element};
use crate::span::Span;

/// What is noted beside the heap while the page runs. Nothing here is taken back when a branch
/// ends: what was seen on one path may happen.
#[derive(Default)]
pub(crate) struct Constructions {
    constructions: Vec<Construction>,
    /// Calls of methods of what they made; constructions are counted as they are above.
    calls: Vec<MethodCall>,
    /// Objects that Lock has been given as options, and to which constructions.
    given: FxHashMap<Id, Vec<usize>>,
    statement: Span,
    /// The reads of the config before the arguments of the last `new`.
    names_before: usize,
    visited: FxHashSet<Span>,
    /// Literals that code beyond the constructor of Lock reads, and where it gets them.
    shared: FxHashMap<Span, Span>,
    /// Code that is known not to run.
    skipped: Vec<Span>,
}

impl Constructions {
    pub(crate) fn enter_statement(&mut self, statement: Span) -> Span {
        std::mem::replace(&mut self.statement, statement)
    }

    pub(crate) fn leave_statement(&mut self, outer: Span) {
        self.statement = outer;
    }

    /// Adds a construction, but for one that is noted already. Gives its index.
    fn add(&mut self, construction: Construction) -> usize {
        let is_same = |other: &Construction| {
            other.span == construction.span
                && other.constructor == construction.constructor
                && other.load == construction.load
                && other.arguments == construction.arguments
                && other.assumed == construction.assumed
                && other.sites == construction.sites
        };
        if let Some(index) = self.constructions.iter().position(is_same) {
            return index;
        }
        self.constructions.push(construction);
        self.constructions.len() - 1
    }

    pub(crate) fn enter_new(&mut self, names: usize, expression: Span) {
        self.names_before = names;
        self.visited.insert(expression);
    }

    /// From here on no write is too late for the constructions so far.
    pub(crate) fn forget_given(&mut self) {
        self.given.clear();
    }

    /// Notes that code other than Lock's constructor is given an object.
    pub(crate) fn share(&mut self, literal: Span, reader: Span) {
        self.shared.entry(literal).or_insert(reader);
    }

    /// Notes that a test that is decided keeps control from some code.
    pub(crate) fn skip(&mut self, code: Span) {
        self.skipped.push(code);
    }

    /// Notes that a property of an object is set; after a construction, that is too late.
    pub(crate) fn note_write(&mut self, id: Id, key: &str, span: Span) {
        for index in self.given.get(&id).into_iter().flatten() {
            if let Some(construction) = self.constructions.get_mut(*index) {
                let write = LateWrite {
                    key: key.to_owned(),
                    span,
                };
                if !construction.late_writes.contains(&write) {
                    construction.late_writes.push(write);
                }
            }
        }
    }

    /// The distinct constructions, and the calls of their methods.
    pub(crate) fn finish(self) -> (Vec<Construction>, Vec<MethodCall>) {
        let mut distinct: Vec<Construction> = Vec::new();
        let mut places: Vec<usize> = Vec::new();
        for mut construction in self.constructions {
            for site in &mut construction.sites {
                if let SiteKind::Literal(literal) = site.kind {
                    site.shared = self.shared.get(&literal).copied();
                }
            }
            let known = distinct.iter().position(|c| *c == construction);
            places.push(known.unwrap_or(distinct.len()));
            if known.is_none() {
                distinct.push(construction);
            }
        }
        let mut calls: Vec<MethodCall> = Vec::new();
        for mut call in self.calls {
            let Some(place) = places.get(call.construction) else {
                continue;
            };
            call.construction = *place;
            if !calls.contains(&call) {
                calls.push(call);
            }
        }
        (distinct, calls)
    }
}

impl<'a> Interpreter<'a> {
    /// Lock is constructed.
    pub(crate) fn construct_lock(
        &mut self,
        constructor: Constructor,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        if self.state.dead {
            return self.new_instance(constructor, None);
        }
        if self.recorder.constructions.constructions.len() >= LIMITS.constructions {
            self.state.budget.exhausted.get_or_insert(span);
            return self.new_instance(constructor, None);
        }
        let mut options = self.plain_options(&arguments.get(2), span);
        if self.state.budget.exhausted.is_some() {
            options = unknown(Cause::BudgetHere, span);
        }
        let construction = Construction {
            span,
            constructor,
            load: self.load_for(constructor),
            arguments: lock::Arguments {
                client_id: self.state.snapshot(&arguments.get(0)),
                domain: self.state.snapshot(&arguments.get(1)),
                options: self.state.snapshot(&options),
                spans: arguments.spans.clone(),
            },
            assumed: assumptions(&self.state.assumed),
            sites: self.sites(arguments, &options, span),
            late_writes: Vec::new(),
        };
        let index = self.recorder.constructions.add(construction);
        for alternative in options.alternatives() {
            if let Value::Object(id) = alternative {
                self.recorder
                    .constructions
                    .given
                    .entry(*id)
                    .or_default()
                    .push(index);
            }
        }
        // The page may react to Lock's events at any time later.
        self.new_instance(constructor, Some(index))
    }

    /// What a constructor gives; `construction` is where the construction is recorded.
    fn new_instance(&mut self, constructor: Constructor, construction: Option<usize>) -> Value {
        let kind = Kind::LockInstance {
            constructor,
            construction,
        };
        Value::Object(self.state.heap.new_object(Object::new(kind)))
    }

    /// A method of Lock is called.
    pub(crate) fn note_lock_call(
        &mut self,
        method: &str,
        this: &Value,
        arguments: &Arguments,
        span: Span,
    ) {
        if self.state.dead || self.recorder.constructions.calls.len() >= LIMITS.lock_calls {
            return;
        }
        for receiver in this.alternatives() {
            let Value::Object(id) = receiver else {
                continue;
            };
            let Kind::LockInstance {
                construction: Some(construction),
                ..
            } = self.state.heap.object(*id).kind
            else {
                continue;
            };
            let values = arguments.values.iter();
            let call = MethodCall {
                method: method.to_owned(),
                span,
                construction,
                arguments: values.map(|value| self.state.snapshot(value)).collect(),
                spans: arguments.spans.clone(),
            };
            self.recorder.constructions.calls.push(call);
        }
    }

    /// The options as Lock reads them: with what getters give in their places.
    fn plain_options(&mut self, options: &Value, span: Span) -> Value {
        let plain = options.alternatives().iter().map(|value| {
            let Value::Object(id) = value else {
                return value.clone();
            };
            let object = self.state.heap.object(*id);
            let resolved = self.without_accessors(*id, span);
            if Rc::ptr_eq(&object, &resolved) {
                return value.clone();
            }
            Value::Object(self.state.heap.new_object((*resolved).clone()))
        });
        let plain: Vec<Value> = plain.collect();
        one_of(plain)
    }

    /// Where a property could be added to the options, the place that comes last first.
    fn sites(&self, arguments: &Arguments, options: &Value, span: Span) -> Vec<Site> {
        let mut names = self.names_since(self.recorder.constructions.names_before, span);
        // A name of one of its fields is no name of the config.
        if names.iter().all(|name| !name.path.is_empty()) {
            names.extend(self.state.names_by_path());
        }
        if let (2, [_, domain], None) = (
            arguments.values.len(),
            arguments.spans.as_slice(),
            &arguments.open,
        ) {
            let kind = SiteKind::ThirdArgument(domain.end);
            return vec![Site {
                kind,
                names,
                alternative: 0,
                shared: None,
            }];
        }
        let mut sites: Vec<Site> = Vec::new();
        for (alternative, value) in options.alternatives().iter().enumerate() {
            let Value::Object(id) = value else { continue };
            for origin in self.state.heap.object(*id).origins.iter().rev() {
                let kind = SiteKind::Literal(origin.literal);
                sites.push(Site {
                    kind,
                    names: origin.names.clone(),
                    alternative,
                    shared: None,
                });
            }
        }
        // A literal that is written as the argument itself is the first choice.
        let argument = arguments.spans.get(2).copied();
        sites.sort_by_key(|site| match (site.kind, argument) {
            (SiteKind::Literal(literal), Some(argument)) => !argument.contains(literal),
            _ => true,
        });
        // It runs right after the arguments before it, so what names the config there does here.
        for site in &mut sites {
            if matches!(site.kind, SiteKind::Literal(literal) if Some(literal) == argument) {
                let more = names.iter().filter(|n| !site.names.contains(n)).cloned();
                let more: Vec<_> = more.collect();
                site.names.extend(more);
            }
        }
        if let Some(argument) = argument
            && is_name(self.state.code(argument))
            && options
                .alternatives()
                .iter()
                .all(|v| matches!(v, Value::Object(_)))
        {
            let kind = SiteKind::Statement {
                statement: self.recorder.constructions.statement,
                object: argument,
            };
            for alternative in 0..options.alternatives().len() {
                sites.push(Site {
                    kind,
                    names: names.clone(),
                    alternative,
                    shared: None,
                });
            }
        }
        sites
    }

    /// Says of every `new Auth0Lock` in the page's code that control has not come to it.
    pub(crate) fn check_unvisited(&mut self) {
        let mut search = ConstructionSearch::default();
        let scripts = self.state.page.scripts.iter().enumerate();
        for (index, script) in scripts {
            let is_build = !script.is_unread()
                && self
                    .recorder
                    .model
                    .loads
                    .iter()
                    .any(|load| load.script == index);
            let is_html = |element: &Element| element.html;
            let is_verbatim = self
                .state
                .page
                .elements
                .get(script.element)
                .is_some_and(is_html);
            if is_build || is_verbatim && !may_name_lock(self.state.code(script.content)) {
                continue;
            }
            if let Body::Parsed(program) = &script.body {
                program.visit_with(&mut search);
            }
        }
        for handler in &self.state.page.handlers {
            if let Body::Parsed(program) = &handler.body {
                program.visit_with(&mut search);
            }
        }
        let page = self.state.page;
        for (script, body) in page.links.scripts().iter().zip(&page.linked) {
            let is_loaded = page.scripts.iter().any(|it| it.content == script.span);
            if let Body::Parsed(program) = body
                && !is_loaded
                && may_name_lock(self.state.code(script.span))
            {
                program.visit_with(&mut search);
            }
        }
        for (callee, whole) in search.found {
            let is_dead = self
                .recorder
                .constructions
                .skipped
                .iter()
                .any(|code| code.contains(whole));
            if !is_dead && !self.recorder.constructions.visited.contains(&callee) {
                self.state.dead = false;
                self.unfollowed(Cause::Unreached, whole);
            }
        }
    }
}

/// Whether code is a plain variable or a chain of properties, so that it may be said again.
fn is_name(code: &str) -> bool {
    !code.is_empty()
        && code
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '.'))
        && !code.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether code may name a constructor of Lock: it does, or has escapes, by which it may.
fn may_name_lock(code: &str) -> bool {
    ["Lock", "\\u"]
        .iter()
        .any(|sign| memmem::find(code.as_bytes(), sign.as_bytes()).is_some())
}

/// Finds constructions by their text.
#[derive(Default)]
struct ConstructionSearch {
    found: Vec<(Span, Span)>,
}

impl Visit for ConstructionSearch {
    fn visit_new_expr(&mut self, e: &NewExpr) {
        let name = match &*e.callee {
            Expr::Ident(name) => Some(&*name.sym),
            Expr::Member(member) => match &member.prop {
                MemberProp::Ident(name) => Some(&*name.sym),
                _ => None,
            },
            _ => None,
        };
        if matches!(name, Some("Auth0Lock" | "Auth0LockPasswordless")) {
            self.found.push((e.callee.span().into(), e.span.into()));
        }
        e.visit_children_with(self);
    }
}
