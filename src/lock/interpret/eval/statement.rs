//! Running statements.

use swc_common::Spanned;
use swc_ecma_ast::{
    Decl, IfStmt, Stmt, SwitchStmt, VarDecl, VarDeclKind, VarDeclOrExpr, VarDeclarator,
};

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::budget::LIMITS;
use crate::lock::interpret::builtins::global::provided;
use crate::lock::interpret::domain::equality::is_strictly_equal;
use crate::lock::interpret::domain::ids::EnvironmentId;
use crate::lock::interpret::domain::value::{Truth, Value};
use crate::lock::interpret::state::control::{Abrupt, TargetKind};
use crate::lock::interpret::state::environment::Environments;
use crate::lock::interpret::syntax::hoisting::{bound_names, hoisted_names, lexical_names};
use crate::span::Span;

impl<'a> Interpreter<'a> {
    /// Runs the statements of a function body or script whose scope has been opened.
    pub(crate) fn run_body(&mut self, statements: &'a [Stmt]) {
        self.hoist_variables(statements);
        self.run_list(statements);
    }

    /// Declares what `var` and functions in blocks declare.
    pub(crate) fn hoist_variables(&mut self, statements: &'a [Stmt]) {
        let scope = self
            .state
            .environments
            .function_scope(self.state.context.environment);
        hoisted_names(statements, &mut |name| {
            if self.state.environments.own(scope, name).is_none() {
                // `var Auth0Lock;` at the top level leaves alone the global that is there.
                let value = if scope == Environments::GLOBAL {
                    provided(name).unwrap_or(Value::Undefined)
                } else {
                    Value::Undefined
                };
                self.declare(scope, name, value);
            }
        });
    }

    pub(crate) fn declare(&mut self, scope: EnvironmentId, name: &str, value: Value) {
        let variable = self.state.heap.new_variable(value.clone());
        self.state.environments.declare(scope, name, variable);
        self.note_holder(name, variable, &value);
    }

    /// Runs statements in the present scope: functions first, as they are hoisted.
    pub(crate) fn run_list(&mut self, statements: &'a [Stmt]) {
        self.hoist_declarations(statements);
        for statement in statements {
            self.run(statement);
        }
    }

    /// Declares what statements declare in the present scope itself.
    pub(crate) fn hoist_declarations(&mut self, statements: &'a [Stmt]) {
        let scope = self.state.context.environment;
        lexical_names(statements, &mut |name| {
            self.declare(scope, name, Value::Undefined);
            self.state
                .dead_zone
                .extend(self.state.environments.own(scope, name));
        });
        for statement in statements {
            if let Stmt::Decl(Decl::Fn(declaration)) = statement {
                let function = self.new_function(&declaration.function);
                self.declare_function(&declaration.ident.sym, function);
            }
        }
    }

    pub(crate) fn declare_function(&mut self, name: &str, function: Value) {
        // Within a block a parameter of that name stays what it is.
        let is_in_block = self.state.context.environment
            != self
                .state
                .environments
                .function_scope(self.state.context.environment);
        let is_parameter = self.state.running.last().is_some_and(|frame| {
            let mut is_it = false;
            for pattern in frame.function.parameters() {
                bound_names(pattern, &mut |bound| is_it |= bound == name);
            }
            is_it
        });
        if is_in_block && (is_parameter || self.state.context.strict) {
            return self.declare(self.state.context.environment, name, function);
        }
        let scope = self
            .state
            .environments
            .function_scope(self.state.context.environment);
        match self.state.environments.own(scope, name) {
            Some(variable) => self.state.heap.set_variable(variable, function),
            None => self.declare(self.state.context.environment, name, function),
        }
    }

    /// Runs statements in a block scope of their own.
    pub(crate) fn run_block(&mut self, statements: &'a [Stmt]) {
        let outer = self.state.context.environment;
        self.state.context.environment = self.state.environments.open(outer, false);
        self.run_list(statements);
        self.state.context.environment = outer;
    }

    pub(crate) fn run(&mut self, statement: &'a Stmt) {
        if self.state.dead || !self.state.step(statement.span()) {
            return;
        }
        let outer = self
            .recorder
            .constructions
            .enter_statement(statement.span().into());
        self.run_statement(statement);
        self.recorder.constructions.leave_statement(outer);
    }

    fn run_statement(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::Expr(s) => {
                self.evaluate(&s.expr);
            }
            Stmt::Decl(Decl::Var(declaration)) => self.run_declaration(declaration),
            Stmt::Decl(Decl::Using(using)) => {
                self.state.may_throw();
                using
                    .decls
                    .iter()
                    .for_each(|d| self.run_declarator(d, VarDeclKind::Const));
            }
            Stmt::Decl(Decl::Class(declaration)) => {
                let class = self.new_class(&declaration.class, Some(&declaration.ident.sym));
                self.initialize(&declaration.ident.sym, class);
            }
            Stmt::Decl(_) | Stmt::Empty(_) | Stmt::Debugger(_) => {}
            Stmt::Block(block) => self.run_block(&block.stmts),
            Stmt::If(s) => self.run_if(s),
            Stmt::Return(s) => {
                let value = s
                    .arg
                    .as_ref()
                    .map_or(Value::Undefined, |v| self.evaluate(v));
                if let Some(function) = self.state.target(|t| t.kind == TargetKind::Function) {
                    self.state.jump(function, Abrupt::Return(value));
                }
            }
            Stmt::Throw(s) => {
                let value = self.evaluate(&s.arg);
                self.state.throw(value);
            }
            Stmt::Break(s) => {
                let label = s.label.as_ref().map(|l| l.sym.to_string());
                let target = self.state.target(|t| match &label {
                    Some(label) => t.labels.contains(label),
                    None => matches!(t.kind, TargetKind::Loop | TargetKind::Switch),
                });
                if let Some(target) = target {
                    self.state.jump(target, Abrupt::Break);
                }
            }
            Stmt::Continue(s) => {
                let label = s.label.as_ref().map(|l| l.sym.to_string());
                let target = self.state.target(|t| {
                    t.kind == TargetKind::Loop
                        && label.as_ref().is_none_or(|l| t.labels.contains(l))
                });
                if let Some(target) = target {
                    self.state.jump(target, Abrupt::Continue);
                }
            }
            Stmt::Try(s) => self.run_try(s),
            Stmt::Switch(s) => self.run_switch(s, Vec::new()),
            Stmt::Labeled(_)
            | Stmt::For(_)
            | Stmt::ForIn(_)
            | Stmt::ForOf(_)
            | Stmt::While(_)
            | Stmt::DoWhile(_) => self.run_labeled(statement),
            Stmt::With(s) => {
                self.state.may_throw();
                let object = self.evaluate(&s.obj);
                self.unfollowed(Cause::WithStatement, s.span.into());
                // A name in the body may be any property of the object.
                let span = Span::from(s.span);
                self.set(&object, None, Value::Undefined, span, span);
                self.run(&s.body);
                self.set(&object, None, Value::Undefined, span, span);
            }
        }
    }

    fn run_labeled(&mut self, statement: &'a Stmt) {
        let mut labels = Vec::new();
        let mut inner = statement;
        while let Stmt::Labeled(labeled) = inner {
            labels.push(labeled.label.sym.to_string());
            inner = &labeled.body;
        }
        match inner {
            Stmt::For(_) | Stmt::ForIn(_) | Stmt::ForOf(_) | Stmt::While(_) | Stmt::DoWhile(_) => {
                self.run_loop(inner, labels);
            }
            Stmt::Switch(s) => self.run_switch(s, labels),
            _ => {
                self.state.enter(TargetKind::Block, labels);
                self.run(inner);
                self.state.leave();
            }
        }
    }

    pub(crate) fn run_declaration(&mut self, declaration: &'a VarDecl) {
        for declarator in &declaration.decls {
            self.run_declarator(declarator, declaration.kind);
        }
    }

    fn run_declarator(&mut self, declarator: &'a VarDeclarator, kind: VarDeclKind) {
        match &declarator.init {
            Some(init) => {
                let value = self.evaluate(init);
                if !self.state.dead {
                    self.bind(&declarator.name, value);
                }
                if kind == VarDeclKind::Const {
                    self.state.make_constant(&declarator.name);
                }
            }
            None if kind == VarDeclKind::Var => {}
            None => self.bind(&declarator.name, Value::Undefined),
        }
    }

    /// `else if` chains are followed in a loop, so that their length costs no stack.
    fn run_if(&mut self, statement: &'a IfStmt) {
        let test = self.evaluate(&statement.test);
        let truth = test.truth();
        match (self.state.settled(&truth), &statement.alt) {
            (Truth::Known(false), _) => self
                .recorder
                .constructions
                .skip(statement.cons.span().into()),
            (Truth::Known(true), Some(alternative)) => {
                self.recorder.constructions.skip(alternative.span().into())
            }
            _ => {}
        }
        self.decide(
            &truth,
            |me| {
                me.state.refine(&statement.test, true);
                me.run_branch(&statement.cons);
                Value::Undefined
            },
            |me| {
                me.state.refine(&statement.test, false);
                if let Some(alternative) = &statement.alt {
                    me.run_branch(alternative);
                }
                Value::Undefined
            },
        );
    }

    /// A branch of an `if`, which may be a function declaration that stands in a block of its own.
    fn run_branch(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::Decl(Decl::Fn(_)) => self.run_block(std::slice::from_ref(statement)),
            _ => self.run(statement),
        }
    }

    fn run_switch(&mut self, statement: &'a SwitchStmt, labels: Vec<String>) {
        let subject = self.evaluate(&statement.discriminant);
        let outer = self.state.context.environment;
        self.state.context.environment = self.state.environments.open(outer, false);
        self.state.enter(TargetKind::Switch, labels);
        self.choose_case(statement, &subject, 0, 0);
        self.state.leave();
        self.state.context.environment = outer;
    }

    /// Compares the subject with the cases from the one at `first` on. A comparison that a field of the
    /// config decides is a branch like that of an `if`, `depth` of which are around.
    fn choose_case(
        &mut self,
        statement: &'a SwitchStmt,
        subject: &Value,
        first: usize,
        depth: usize,
    ) {
        let mut fork = self.state.fork();
        let mut decided = false;
        for (index, case) in statement.cases.iter().enumerate().skip(first) {
            let Some(test) = &case.test else { continue };
            let value = self.evaluate(test);
            let equal = is_strictly_equal(subject, &value);
            let truth = self.state.settled(&equal);
            match &truth {
                Truth::Known(false) => continue,
                Truth::Field { .. } if depth < LIMITS.field_cases => {
                    self.decide(
                        &truth,
                        |me| me.run_cases(statement, index),
                        |me| {
                            me.choose_case(statement, subject, index + 1, depth + 1);
                            Value::Undefined
                        },
                    );
                    decided = true;
                }
                _ => {
                    self.run_cases(statement, index);
                    decided = truth == Truth::Known(true);
                }
            }
            self.state.end_arm(&mut fork);
            if decided {
                break;
            }
        }
        if !decided {
            let default = statement.cases.iter().position(|c| c.test.is_none());
            if let Some(index) = default {
                self.run_cases(statement, index);
            }
            self.state.end_arm(&mut fork);
        }
        self.state.join(fork);
    }

    fn run_cases(&mut self, statement: &'a SwitchStmt, first: usize) -> Value {
        for case in statement.cases.iter().skip(first) {
            if self.run_until_break(&case.cons) {
                break;
            }
        }
        Value::Undefined
    }

    /// Runs statements of a case; tells whether they end by a `break` out of the `switch`. One that is
    /// not within another statement ends the path and is no jump, so that what a field of the config
    /// decides is not forgotten where the cases meet.
    fn run_until_break(&mut self, statements: &'a [Stmt]) -> bool {
        self.hoist_declarations(statements);
        for statement in statements {
            match statement {
                Stmt::Break(jump) if jump.label.is_none() => return true,
                Stmt::Block(block) => {
                    let outer = self.state.context.environment;
                    self.state.context.environment = self.state.environments.open(outer, false);
                    let ends = self.run_until_break(&block.stmts);
                    self.state.context.environment = outer;
                    if ends {
                        return true;
                    }
                }
                _ => self.run(statement),
            }
        }
        false
    }

    pub(crate) fn run_initializer(&mut self, init: &'a VarDeclOrExpr) {
        match init {
            VarDeclOrExpr::VarDecl(declaration) => {
                if declaration.kind != VarDeclKind::Var {
                    declaration
                        .decls
                        .iter()
                        .for_each(|d| self.declare_pattern(&d.name));
                }
                self.run_declaration(declaration);
            }
            VarDeclOrExpr::Expr(value) => {
                self.evaluate(value);
            }
        }
    }
}
