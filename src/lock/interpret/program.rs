//! Running a page: its scripts in the order of a browser, then what happens later.

use std::rc::Rc;

use swc_common::Spanned;
use swc_ecma_ast::{
    Decl, DefaultDecl, ImportSpecifier, Module, ModuleDecl, ModuleExportName, ModuleItem, Program,
    Stmt,
};

use super::call::Arguments;
use super::closure::Kind;
use super::control::{How, TargetKind};
use super::heap::Id;
use super::scope::{hoisted_names, lexical_names};
use super::value::Value;
use super::{Context, Interpreter, Scopes, unknown};
use crate::lock::Library;
use crate::page::{Body, ScriptKind};
use crate::span::Span;

/// Functions that nobody calls are run, and the functions that these make, for so many rounds.
const MOST_ROUNDS: usize = 6;

/// Callbacks that are run, those that callbacks make included.
const MOST_PENDING: usize = 500;

/// Something that runs after the scripts.
pub(super) struct Pending<'a> {
    pub(super) work: Work<'a>,
    /// Whether it is sure to run.
    pub(super) certain: bool,
    /// The variable that takes what it returns.
    pub(super) result: Option<Id>,
    /// When, in milliseconds from the end of the scripts. What comes of promises is first.
    pub(super) delay: f64,
    pub(super) span: Span,
}

/// The delay of what comes of promises.
pub(super) const AT_ONCE: f64 = -1.0;

/// What runs later.
pub(super) enum Work<'a> {
    /// A function is called.
    Call {
        function: Value,
        this: Value,
        arguments: Vec<PendingArgument>,
    },
    /// An async function goes on after its first `await`.
    Resume {
        context: Context,
        statements: &'a [Stmt],
    },
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
        // A browser with modules skips `nomodule` scripts. They count where the page has no module
        // to go with them.
        if script.nomodule
            && self
                .page
                .scripts
                .iter()
                .any(|s| s.kind == ScriptKind::Module)
        {
            self.recorder.skip(script.content);
            return;
        }
        self.run_program(program, script.kind);
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
                    let class = self.new_class(&declaration.class, Some(&declaration.ident.sym));
                    self.declare(self.context.scope, &declaration.ident.sym, class);
                }
                _ => {}
            },
            ModuleItem::ModuleDecl(ModuleDecl::ExportDefaultExpr(export)) => {
                self.evaluate(&export.expr);
            }
            ModuleItem::ModuleDecl(ModuleDecl::ExportDefaultDecl(export)) => match &export.decl {
                DefaultDecl::Class(class) => {
                    let name = class.ident.as_ref().map(|name| &*name.sym);
                    self.new_class(&class.class, name);
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
        self.enter(TargetKind::Function, Vec::new());
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
    pub(super) fn defer(&mut self, function: Value, arguments: Vec<Value>, delay: f64, span: Span) {
        let arguments = arguments.into_iter().map(PendingArgument::Value).collect();
        let this = Value::known("window");
        let work = Work::Call {
            function,
            this,
            arguments,
        };
        self.postpone(Pending {
            work,
            certain: true,
            result: None,
            delay,
            span,
        });
    }

    /// Runs a function some time after the scripts, perhaps.
    pub(super) fn defer_maybe(&mut self, function: Value, span: Span) {
        let again = self
            .pending
            .iter()
            .any(|p| matches!(&p.work, Work::Call { function: other, .. } if *other == function));
        if again {
            return;
        }
        let this = unknown("nobody on this page says what `this` is here", span);
        let work = Work::Call {
            function,
            this,
            arguments: Vec::new(),
        };
        self.postpone(Pending {
            work,
            certain: false,
            result: None,
            delay: f64::MAX,
            span,
        });
    }

    pub(super) fn postpone(&mut self, pending: Pending<'a>) {
        if !self.dead {
            self.pending.push(pending);
        }
    }

    /// `window.onload = …` and the like.
    pub(super) fn defer_event(&mut self, event: &str, function: Value) {
        if !matches!(function, Value::Object(_)) {
            return;
        }
        if event == "onload" {
            self.defer(function, Vec::new(), 0.0, Span::default());
        } else {
            self.defer_maybe(function, Span::default());
        }
    }

    fn run_pending(&mut self) {
        for _ in 0..MOST_PENDING {
            // The first of those with the shortest delay.
            let next = self
                .pending
                .iter()
                .enumerate()
                .min_by(|(i, a), (j, b)| a.delay.total_cmp(&b.delay).then(i.cmp(j)));
            let Some((index, _)) = next else { return };
            let pending = self.pending.remove(index);
            self.run_one(pending);
        }
        if let Some(pending) = self.pending.first() {
            let span = pending.span;
            self.unfollowed(
                "callbacks make callbacks without an end that can be seen",
                span,
            );
            self.pending.clear();
        }
    }

    fn run_one(&mut self, pending: Pending<'a>) {
        let Pending {
            work,
            certain,
            result,
            span,
            ..
        } = pending;
        self.run_entry(certain, |me| {
            let returned = match work {
                Work::Call {
                    function,
                    this,
                    arguments,
                } => {
                    let arguments = me.pending_arguments(arguments, certain, span);
                    me.call(&function, &this, arguments, span)
                }
                Work::Resume {
                    context,
                    statements,
                } => me.resume(context, statements),
            };
            if let Some(variable) = result {
                let returned = me.settled_value(&returned);
                me.heap.set_variable(variable, returned);
            }
        });
    }

    fn pending_arguments(
        &self,
        given: Vec<PendingArgument>,
        certain: bool,
        span: Span,
    ) -> Arguments {
        let values = given.into_iter().map(|argument| match argument {
            PendingArgument::Value(value) => value,
            PendingArgument::Variable(variable) => {
                let value = self.heap.variable(variable);
                self.settled_value(&value)
            }
        });
        let mut arguments = Arguments::of(values.collect());
        if !certain {
            let reason = unknown("code that this page does not show calls the function", span);
            if let Value::Unknown(reason) = reason {
                arguments.open = Some(reason);
            }
        }
        arguments
    }

    /// The rest of an async function.
    fn resume(&mut self, context: Context, statements: &'a [Stmt]) -> Value {
        self.context = context;
        self.enter(TargetKind::Function, Vec::new());
        for statement in statements {
            self.run(statement);
        }
        let mut results = if self.dead {
            Vec::new()
        } else {
            vec![Value::Undefined]
        };
        for way in self.leave() {
            if let How::Return(value) = way {
                results.push(value);
            }
        }
        super::value::one_of(results)
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
