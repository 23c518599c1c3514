//! Running a page: its scripts in the order of a browser, then what happens later.

use std::rc::Rc;

use swc_common::Spanned;
use swc_ecma_ast::{
    Decl, DefaultDecl, ImportSpecifier, Module, ModuleDecl, ModuleExportName, ModuleItem, Program,
    Stmt,
};

use super::call::Arguments;
use super::closure::Kind;
use super::heap::Id;
use super::scope::{hoisted_names, lexical_names};
use super::value::Value;
use super::{Interpreter, Scopes, unknown};
use crate::lock::Library;
use crate::page::{Body, ScriptKind};
use crate::span::Span;

/// Functions that nobody calls are run, and the functions that these make, for so many rounds.
const MOST_ROUNDS: usize = 6;

/// A function that runs after the scripts.
pub(super) struct Pending {
    pub(super) function: Value,
    pub(super) this: Value,
    pub(super) arguments: Vec<PendingArgument>,
    /// Whether it is sure to run.
    pub(super) certain: bool,
    /// The variable that takes what it returns.
    pub(super) result: Option<Id>,
    pub(super) span: Span,
}

/// What a pending function will be called with.
pub(super) enum PendingArgument {
    Value(Value),
    /// What the variable will hold by then.
    Variable(Id),
}

impl<'a> Interpreter<'a> {
    pub(super) fn run_page(&mut self) {
        let page = self.page;
        let (late, early): (Vec<usize>, Vec<usize>) = (0..page.scripts.len()).partition(|&i| {
            page.scripts
                .get(i)
                .is_some_and(|s| s.deferred || s.is_async)
        });
        for index in early {
            self.run_script(index);
        }
        for index in late {
            self.run_script(index);
        }
        self.script = None;
        self.load = self.model.loads.len().checked_sub(1);
        for handler in &page.handlers {
            if let Body::Parsed(program) = &handler.body
                && let Program::Script(script) = &**program
            {
                let certain = handler.name == "onload";
                self.run_entry(certain, |me| me.run_handler(&script.body));
            }
        }
        self.run_pending();
        self.run_uncalled();
    }

    fn run_script(&mut self, index: usize) {
        let Some(script) = self.page.scripts.get(index) else {
            return;
        };
        let brings_lock = self
            .model
            .loads
            .iter()
            .rposition(|load| load.script == index);
        if let Some(load) = brings_lock {
            self.load = Some(load);
        }
        // The build of Lock itself says nothing of what the page does with it.
        if brings_lock.is_some() && script.src.is_none() {
            return;
        }
        let Body::Parsed(program) = &script.body else {
            return;
        };
        self.script = Some(index);
        // A browser with modules skips `nomodule` scripts; the others run them.
        if script.nomodule {
            self.run_entry(false, |me| me.run_program(program, script.kind));
        } else {
            self.run_program(program, script.kind);
        }
        self.dead = false;
        self.targets.clear();
        self.assumed.clear();
        self.context.scope = Scopes::GLOBAL;
    }

    fn run_program(&mut self, program: &'a Program, kind: ScriptKind) {
        match program {
            Program::Script(script) => self.run_body(&script.body),
            Program::Module(module) if kind == ScriptKind::Module => self.run_module(module),
            Program::Module(_) => {}
        }
    }

    fn run_module(&mut self, module: &'a Module) {
        self.context.scope = self.scopes.open(Scopes::GLOBAL, true);
        let scope = self.context.scope;
        let mut names: Vec<Rc<str>> = Vec::new();
        for item in &module.body {
            if let ModuleItem::Stmt(statement) = item {
                let one = std::slice::from_ref(statement);
                hoisted_names(one, &mut |name| names.push(Rc::from(name)));
                lexical_names(one, &mut |name| names.push(Rc::from(name)));
            }
        }
        for name in names {
            self.declare(scope, &name, Value::Undefined);
        }
        for item in &module.body {
            match item {
                ModuleItem::ModuleDecl(ModuleDecl::Import(import)) => {
                    let source = import.src.value.as_str().unwrap_or_default();
                    let exports = self.module(source, import.span.into());
                    for specifier in &import.specifiers {
                        self.bind_import(specifier, &exports);
                    }
                }
                ModuleItem::Stmt(Stmt::Decl(Decl::Fn(declaration)))
                | ModuleItem::ModuleDecl(ModuleDecl::ExportDecl(swc_ecma_ast::ExportDecl {
                    decl: Decl::Fn(declaration),
                    ..
                })) => {
                    let function = self.new_function(&declaration.function);
                    self.declare(scope, &declaration.ident.sym, function);
                }
                _ => {}
            }
        }
        for item in &module.body {
            self.run_item_of_module(item);
        }
    }

    fn run_item_of_module(&mut self, item: &'a ModuleItem) {
        match item {
            ModuleItem::Stmt(statement) => self.run(statement),
            ModuleItem::ModuleDecl(ModuleDecl::ExportDecl(export)) => match &export.decl {
                Decl::Var(declaration) => {
                    for declarator in &declaration.decls {
                        self.declare_pattern(&declarator.name);
                    }
                    self.run_declaration(declaration);
                }
                Decl::Class(declaration) => {
                    let class = self.new_class(&declaration.class);
                    self.declare(self.context.scope, &declaration.ident.sym, class);
                }
                _ => {}
            },
            ModuleItem::ModuleDecl(ModuleDecl::ExportDefaultExpr(export)) => {
                self.evaluate(&export.expr);
            }
            ModuleItem::ModuleDecl(ModuleDecl::ExportDefaultDecl(export)) => match &export.decl {
                DefaultDecl::Class(class) => {
                    self.new_class(&class.class);
                }
                DefaultDecl::Fn(function) => {
                    self.new_named_function(function);
                }
                DefaultDecl::TsInterfaceDecl(_) => {}
            },
            ModuleItem::ModuleDecl(_) => {}
        }
    }

    fn bind_import(&mut self, specifier: &'a ImportSpecifier, exports: &Value) {
        let (local, key) = match specifier {
            ImportSpecifier::Default(s) => (&s.local, Some(Rc::from("default"))),
            ImportSpecifier::Namespace(s) => (&s.local, None),
            ImportSpecifier::Named(s) => {
                let key: Rc<str> = match &s.imported {
                    Some(ModuleExportName::Ident(name)) => Rc::from(&*name.sym),
                    Some(ModuleExportName::Str(name)) => {
                        Rc::from(name.value.as_str().unwrap_or_default())
                    }
                    None => Rc::from(&*s.local.sym),
                };
                (&s.local, Some(key))
            }
        };
        let value = match key {
            Some(key) => self.read_property(exports, &key, specifier.span().into()),
            None => exports.clone(),
        };
        self.declare(self.context.scope, &local.sym, value);
    }

    fn run_handler(&mut self, statements: &'a [Stmt]) {
        self.context.scope = self.scopes.open(Scopes::GLOBAL, true);
        self.enter(super::control::TargetKind::Function, Vec::new());
        self.run_body(statements);
        self.leave();
        self.context.scope = Scopes::GLOBAL;
    }

    /// Runs something that starts with an empty stack, and that may not run at all unless it is
    /// certain to.
    fn run_entry(&mut self, certain: bool, run: impl FnOnce(&mut Self)) {
        let mut fork = self.fork();
        run(self);
        self.targets.clear();
        self.assumed.clear();
        self.context.scope = Scopes::GLOBAL;
        self.context.this = Value::known("window");
        self.dead = false;
        self.end_arm(&mut fork);
        if !certain {
            self.end_arm(&mut fork);
        }
        self.meet(fork);
    }

    /// Runs a function some time after the scripts, for sure.
    pub(super) fn defer(&mut self, function: Value, arguments: Vec<Value>, span: Span) {
        let arguments = arguments.into_iter().map(PendingArgument::Value).collect();
        self.pending.push(Pending {
            function,
            this: Value::known("window"),
            arguments,
            certain: true,
            result: None,
            span,
        });
    }

    /// Runs a function some time after the scripts, perhaps.
    pub(super) fn defer_maybe(&mut self, function: Value, span: Span) {
        let again = self.pending.iter().any(|p| p.function == function);
        if self.dead || again {
            return;
        }
        self.pending.push(Pending {
            function,
            this: unknown("nobody on this page says what `this` is here", span),
            arguments: Vec::new(),
            certain: false,
            result: None,
            span,
        });
    }

    /// `window.onload = …` and the like.
    pub(super) fn defer_event(&mut self, event: &str, function: Value) {
        if !matches!(function, Value::Object(_)) {
            return;
        }
        if event == "onload" {
            self.defer(function, Vec::new(), Span::default());
        } else {
            self.defer_maybe(function, Span::default());
        }
    }

    fn run_pending(&mut self) {
        let mut rounds = 0;
        while !self.pending.is_empty() && rounds < MOST_ROUNDS * 10 {
            rounds += 1;
            for pending in std::mem::take(&mut self.pending) {
                self.run_one(&pending);
            }
        }
    }

    fn run_one(&mut self, pending: &Pending) {
        let mut values = Vec::new();
        for argument in &pending.arguments {
            values.push(match argument {
                PendingArgument::Value(value) => value.clone(),
                PendingArgument::Variable(variable) => {
                    let value = self.heap.variable(*variable);
                    self.settled_value(&value)
                }
            });
        }
        let mut arguments = Arguments::of(values);
        if !pending.certain {
            let reason = unknown(
                "code that this page does not show calls the function",
                pending.span,
            );
            if let Value::Unknown(reason) = reason {
                arguments.open = Some(reason);
            }
        }
        self.run_entry(pending.certain, |me| {
            let result = me.call(&pending.function, &pending.this, arguments, pending.span);
            if let Some(variable) = pending.result {
                let result = me.settled_value(&result);
                me.heap.set_variable(variable, result);
            }
        });
    }

    /// Runs every function that nothing on the page has called: somebody else may.
    fn run_uncalled(&mut self) {
        for _ in 0..MOST_ROUNDS {
            let uncalled: Vec<Id> = self
                .functions
                .iter()
                .filter(|id| !self.called.contains(id))
                .copied()
                .collect();
            if uncalled.is_empty() {
                break;
            }
            for id in uncalled {
                let object = self.heap.object(id);
                let Kind::Function(closure) = &object.kind else {
                    self.called.insert(id);
                    continue;
                };
                if self.called.contains(&id) {
                    continue;
                }
                let span = closure.code.span();
                let nobody = unknown(
                    "it is a parameter, and nobody on this page calls the function",
                    span,
                );
                let mut arguments = Arguments::default();
                if let Value::Unknown(reason) = nobody {
                    arguments.open = Some(reason);
                }
                let this = self.this_of(closure.home, span);
                self.called.insert(id);
                self.run_entry(false, |me| {
                    me.invoke(id, closure, &this, arguments, span);
                });
                self.run_pending();
            }
        }
    }

    /// The `this` that a method has as long as nobody says otherwise.
    fn this_of(&self, home: Option<Id>, span: Span) -> Value {
        match home {
            Some(home) => {
                Value::Object(self.recorder.instances.get(&home).copied().unwrap_or(home))
            }
            None => unknown("nobody on this page says what `this` is here", span),
        }
    }

    /// The Lock that is in force for a constructor.
    pub(super) fn load_for(&self, constructor: crate::lock::Constructor) -> Option<usize> {
        let wanted = |library: Library| match library {
            Library::Lock | Library::LegacyWidget => true,
            Library::LegacyPasswordless => {
                constructor == crate::lock::Constructor::Auth0LockPasswordless
            }
        };
        let last = self.load?;
        (0..=last)
            .rev()
            .find(|&i| self.model.loads.get(i).is_some_and(|l| wanted(l.library)))
    }
}
