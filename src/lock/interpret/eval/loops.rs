//! Running loops: turn by turn as long as every turn is known, and otherwise until the effects of
//! another turn are those of the turns before.

use std::rc::Rc;

use crate::lock::interpret::builtins::iterator::{Iteration, IteratorRecord};
use crate::lock::interpret::domain::ids::Id;
use swc_common::Spanned;
use swc_ecma_ast::{
    BinaryOp, Expr, ForHead, ForInStmt, ForOfStmt, Ident, Stmt, VarDeclKind, VarDeclOrExpr,
};

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::budget::LIMITS;
use crate::lock::interpret::domain::ids::EnvironmentId;
use crate::lock::interpret::domain::value::{Truth, Value, unknown};
use crate::lock::interpret::eval::pattern::Binding;
use crate::lock::interpret::state::State;
use crate::lock::interpret::state::control::{Abrupt, TargetKind};
use crate::lock::interpret::syntax::hoisting::bound_names;
use crate::span::Span;

impl<'a> Interpreter<'a> {
    pub(crate) fn run_loop(&mut self, statement: &'a Stmt, labels: Vec<String>) {
        let outer = self.state.context.environment;
        self.state.context.environment = self.state.environments.open(outer, false);
        match statement {
            Stmt::For(s) => {
                if let Some(init) = &s.init {
                    self.run_initializer(init);
                }
                let tested = Tested {
                    span: s.span.into(),
                    test: s.test.as_deref(),
                    update: s.update.as_deref(),
                    body: &s.body,
                    body_first: false,
                    names: own_names(s.init.as_ref()),
                };
                self.run_tested(&tested, labels);
            }
            Stmt::While(s) => {
                let tested = Tested::plain(s.span.into(), &s.test, &s.body, false);
                self.run_tested(&tested, labels);
            }
            Stmt::DoWhile(s) => {
                let tested = Tested::plain(s.span.into(), &s.test, &s.body, true);
                self.run_tested(&tested, labels);
            }
            Stmt::ForIn(s) => self.run_for_in(s, labels),
            Stmt::ForOf(s) => self.run_for_of(s, labels),
            _ => {}
        }
        self.state.context.environment = outer;
    }

    /// A loop with a test: turn by turn as long as the test is decided, and then to a fixpoint.
    fn run_tested(&mut self, tested: &Tested<'a>, labels: Vec<String>) {
        self.state.enter(TargetKind::Loop, labels);
        // What the initializer's closures keep is not the variables of the turns.
        let first = self.state.context.environment;
        let head = if tested.names.is_empty() {
            first
        } else {
            let head = self.state.environments.open(first, false);
            self.copy_names(&tested.names, first, head);
            head
        };
        let mut turns = 0;
        loop {
            self.begin_turn(head, &tested.names);
            if let Some(update) = tested.update.filter(|_| turns > 0) {
                self.evaluate(update);
            }
            let truth = match tested.test {
                Some(test) if !(tested.body_first && turns == 0) => self.evaluate(test).truth(),
                _ => Truth::Known(true),
            };
            let truth = self.state.settled(&truth);
            if self.state.dead || truth == Truth::Known(false) {
                break;
            }
            if truth != Truth::Known(true) || turns > LIMITS.turns {
                self.end_turn(head, &tested.names);
                self.fixpoint(Cause::ChangedInLoop, tested.span, |me| {
                    me.run_open_turn(tested, head);
                });
                break;
            }
            self.run_turn(tested.body);
            turns += 1;
            if self.state.dead || self.state.budget.exhausted.is_some() {
                break;
            }
            self.end_turn(head, &tested.names);
        }
        self.state.context.environment = head;
        self.state.leave();
    }

    /// A turn of a loop whose test is not decided: the body, and then the test of the next turn.
    fn run_open_turn(&mut self, tested: &Tested<'a>, head: EnvironmentId) {
        self.begin_turn(head, &tested.names);
        if let Some(test) = tested.test {
            self.state.refine(test, true);
        }
        self.run_turn(tested.body);
        if !self.state.dead {
            self.end_turn(head, &tested.names);
            self.begin_turn(head, &tested.names);
            if let Some(update) = tested.update {
                self.evaluate(update);
            }
            if let Some(test) = tested.test {
                self.evaluate(test);
            }
            self.end_turn(head, &tested.names);
        }
        self.state.context.environment = head;
    }

    /// CreatePerIterationEnvironment: a turn has variables of its own, which closures may keep.
    fn begin_turn(&mut self, head: EnvironmentId, names: &[Rc<str>]) {
        if names.is_empty() {
            return;
        }
        let turn = self.state.environments.open(head, false);
        self.state.context.environment = turn;
        self.copy_names(names, head, turn);
    }

    /// The values of a turn's variables go on to the next.
    fn end_turn(&mut self, head: EnvironmentId, names: &[Rc<str>]) {
        if names.is_empty() {
            return;
        }
        for name in names {
            let variables = (
                self.state
                    .environments
                    .lookup(self.state.context.environment, name),
                self.state.environments.lookup(head, name),
            );
            if let (Some(from), Some(to)) = variables {
                let value = self.state.heap.variable(from);
                self.state.heap.set_variable(to, value);
            }
        }
        self.state.context.environment = head;
    }

    fn copy_names(&mut self, names: &[Rc<str>], from: EnvironmentId, to: EnvironmentId) {
        for name in names {
            if let Some(variable) = self.state.environments.lookup(from, name) {
                let value = self.state.heap.variable(variable);
                self.declare(to, name, value);
            }
        }
    }

    /// One turn; `continue` ends it early.
    fn run_turn(&mut self, body: &'a Stmt) {
        let Some(index) = self
            .state
            .targets
            .iter()
            .rposition(|t| t.kind == TargetKind::Loop)
        else {
            return;
        };
        let mark = self.state.heap.mark();
        let labels = self
            .state
            .targets
            .get(index)
            .map(|t| t.labels.clone())
            .unwrap_or_default();
        // A target of its own for `continue`; `break` goes on to the loop.
        self.state.enter(TargetKind::Loop, labels);
        self.run(body);
        let Some(turn) = self.state.targets.pop() else {
            return;
        };
        let mut paths = Vec::new();
        if !self.state.dead {
            paths.push(self.state.heap.delta(mark));
        }
        if turn.exits.iter().any(|e| matches!(e.how, Abrupt::Continue)) {
            self.state.forget_assumed(&turn);
        }
        let mut breaks = Vec::new();
        for exit in turn.exits {
            match exit.how {
                Abrupt::Continue => paths.push(exit.delta),
                how => breaks.push((how, exit.delta)),
            }
        }
        self.state.heap.undo(mark);
        for (how, delta) in breaks {
            let before = self.state.heap.mark();
            self.state.heap.join(vec![delta]);
            self.state.dead = false;
            self.state.jump(index, how);
            self.state.heap.undo(before);
        }
        self.state.dead = paths.is_empty();
        self.state.heap.join(paths);
    }

    fn run_for_in(&mut self, statement: &'a ForInStmt, labels: Vec<String>) {
        let subject = self.evaluate(&statement.right);
        self.state.enter(TargetKind::Loop, labels);
        self.for_each_alternative(subject.alternatives(), |me, object| {
            if let Some(name) = listed_name(&statement.right) {
                me.state.narrow(&name.sym, |value| value == object);
            }
            me.run_keys(statement, object);
            Value::Undefined
        });
        self.state.leave();
    }

    fn run_keys(&mut self, statement: &'a ForInStmt, subject: &Value) {
        match self.state.enumerated_keys(subject) {
            _ if subject.is_nullish() => {}
            Some(keys) if keys.len() <= LIMITS.turns => {
                for (key, maybe) in keys {
                    self.run_item(&statement.left, Value::Str(key), &statement.body, maybe);
                }
            }
            _ => {
                let key = unknown(Cause::UnknownKey, statement.right_span());
                self.fixpoint(Cause::ChangedInLoop, statement.span.into(), |me| {
                    me.bind_head(&statement.left, key.clone());
                    me.run_turn(&statement.body);
                });
            }
        }
    }

    fn run_for_of(&mut self, statement: &'a ForOfStmt, labels: Vec<String>) {
        let subject = self.evaluate(&statement.right);
        let span = Span::from(statement.right.span());
        let subject = if statement.is_await {
            unknown(Cause::FromPromise, span)
        } else {
            subject
        };
        self.state.enter(TargetKind::Loop, labels);
        self.for_each_alternative(subject.alternatives(), |me, subject| {
            me.run_items(statement, subject);
            Value::Undefined
        });
        self.state.leave();
    }

    fn run_items(&mut self, statement: &'a ForOfStmt, subject: &Value) {
        let span = Span::from(statement.right.span());
        match self.get_iterator(subject, span) {
            Iteration::List(keys, values) => self.run_list_items(statement, keys, values),
            Iteration::Known(items) if items.len() <= LIMITS.turns => {
                for item in items {
                    self.run_item(&statement.left, item, &statement.body, false);
                }
            }
            Iteration::Record(record) => self.run_iterator(statement, &record),
            Iteration::Known(_) | Iteration::Unknown => {
                self.state.may_throw();
                let item = unknown(Cause::UnknownListItem, statement.span);
                self.fixpoint(Cause::ChangedInLoop, statement.span.into(), |me| {
                    me.run_item(&statement.left, item.clone(), &statement.body, false);
                });
            }
        }
    }

    /// `for … of` a list or a map, which may grow while it is gone through.
    fn run_list_items(&mut self, statement: &'a ForOfStmt, keys: Id, values: Option<Id>) {
        let mut index = 0;
        while !self.state.dead && self.state.step(statement.span) {
            let items = self.state.items(&Value::Object(keys));
            let others = values.map(|values| self.state.items(&Value::Object(values)));
            let (Some(items), true, false) =
                (items, index <= LIMITS.turns, matches!(others, Some(None)))
            else {
                let item = unknown(Cause::UnknownListItem, statement.span);
                self.fixpoint(Cause::ChangedInLoop, statement.span.into(), |me| {
                    me.run_item(&statement.left, item.clone(), &statement.body, false);
                });
                return;
            };
            let Some(mut item) = items.get(index).cloned() else {
                return;
            };
            if let Some(Some(others)) = others {
                let value = others.get(index).cloned().unwrap_or(Value::Undefined);
                item = self.state.new_array(vec![item, value]);
            }
            self.run_item(&statement.left, item, &statement.body, false);
            index += 1;
        }
    }

    /// `for … of` an iterator of the page's own, or a generator: asked before each turn, and closed when the loop is
    /// left early.
    fn run_iterator(&mut self, statement: &'a ForOfStmt, record: &IteratorRecord) {
        let span = Span::from(statement.span);
        self.finally(
            statement.span.into(),
            |me| me.run_iterator_turns(statement, record),
            |me, is_normal| {
                // An iterator that is done is not closed.
                if !is_normal {
                    me.close_iterator(record, span);
                }
            },
        );
    }

    fn run_iterator_turns(&mut self, statement: &'a ForOfStmt, record: &IteratorRecord) {
        let span = Span::from(statement.span);
        let mut turns = 0;
        while !self.state.dead && self.state.budget.exhausted.is_none() {
            let (value, done) = self.iterator_step(record, span);
            if self.state.dead || done == Truth::Known(true) {
                return;
            }
            if done == Truth::Known(false) && turns <= LIMITS.turns {
                self.run_item(&statement.left, value, &statement.body, false);
                turns += 1;
                continue;
            }
            self.perhaps(|me| me.run_item(&statement.left, value, &statement.body, false));
            self.fixpoint(Cause::ChangedInLoop, span, |me| {
                let (value, _) = me.iterator_step(record, span);
                me.run_item(&statement.left, value, &statement.body, false);
            });
            return;
        }
    }

    fn run_item(&mut self, head: &'a ForHead, item: Value, body: &'a Stmt, maybe: bool) {
        if self.state.dead {
            return;
        }
        if !maybe {
            self.bind_head(head, item);
            self.run_turn(body);
            return;
        }
        self.perhaps(|me| {
            me.bind_head(head, item);
            me.run_turn(body);
        });
    }

    fn bind_head(&mut self, head: &'a ForHead, value: Value) {
        match head {
            ForHead::VarDecl(declaration) => {
                if let Some(declarator) = declaration.decls.first() {
                    if declaration.kind != swc_ecma_ast::VarDeclKind::Var {
                        // Each turn has a variable of its own, which closures may keep.
                        self.state.context.environment = self
                            .state
                            .environments
                            .open(self.state.context.environment, false);
                        self.declare_pattern(&declarator.name);
                    }
                    self.bind(&declarator.name, value);
                }
            }
            ForHead::Pat(pattern) => self.bind_by(Binding::Assigned, pattern, value),
            ForHead::UsingDecl(_) => {}
        }
    }
}

impl<'a> State<'a> {
    /// The items of an array whose items are all known.
    pub(crate) fn items(&self, value: &Value) -> Option<Vec<Value>> {
        let Value::Object(id) = value else {
            return None;
        };
        let object = self.heap.object(*id);
        if !object.kind.is_exact_list() || object.open.is_some() {
            return None;
        }
        self.heap.charge(object.properties.len());
        let items = object.elements().enumerate();
        items
            .map(|(index, p)| {
                let is_next = *p.key == *index.to_string() && !p.maybe_absent && !p.is_accessor;
                is_next.then(|| p.value.clone())
            })
            .collect()
    }
}

/// A loop with a test.
struct Tested<'a> {
    span: Span,
    test: Option<&'a Expr>,
    update: Option<&'a Expr>,
    body: &'a Stmt,
    /// Whether the body runs before the first test.
    body_first: bool,
    /// The variables that each turn has of its own.
    names: Vec<Rc<str>>,
}

impl<'a> Tested<'a> {
    fn plain(span: Span, test: &'a Expr, body: &'a Stmt, body_first: bool) -> Self {
        Self {
            span,
            test: Some(test),
            update: None,
            body,
            body_first,
            names: Vec::new(),
        }
    }
}

/// The variable that holds what `for … in` goes through: `object`, `object || (object = {})`.
fn listed_name(right: &Expr) -> Option<&Ident> {
    match right {
        Expr::Ident(name) => Some(name),
        Expr::Bin(e) if e.op == BinaryOp::LogicalOr => listed_name(&e.left),
        _ => None,
    }
}

/// What `let` declares in the head of a `for`.
fn own_names(init: Option<&VarDeclOrExpr>) -> Vec<Rc<str>> {
    let mut names: Vec<Rc<str>> = Vec::new();
    if let Some(VarDeclOrExpr::VarDecl(declaration)) = init
        && declaration.kind == VarDeclKind::Let
    {
        for declarator in &declaration.decls {
            bound_names(&declarator.name, &mut |name| names.push(Rc::from(name)));
        }
    }
    names
}

/// The span of what a `for … in` goes through.
trait RightSpan {
    fn right_span(&self) -> Span;
}

impl RightSpan for ForInStmt {
    fn right_span(&self) -> Span {
        self.right.span().into()
    }
}
