//! Running module scripts: imports, exports, what is declared at their top.

use std::rc::Rc;

use swc_common::Spanned;
use swc_ecma_ast::{
    Decl, DefaultDecl, ExportDefaultDecl, ImportSpecifier, Module, ModuleDecl, ModuleItem, Stmt,
};

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::ids::EnvironmentId;
use crate::lock::interpret::domain::value::{Value, unknown};
use crate::lock::interpret::eval::exports::{DEFAULT, default_name, name_of};
use crate::lock::interpret::state::environment::Environments;
use crate::lock::interpret::syntax::hoisting::{hoisted_names, lexical_names};
use crate::page::LinkedScript;
use crate::span::Span;

impl<'a> Interpreter<'a> {
    /// Evaluates a module, and gives its scope. `from` is where its code is from, unless it stands in the page.
    pub(crate) fn run_module(
        &mut self,
        module: &'a Module,
        from: Option<&LinkedScript>,
    ) -> EnvironmentId {
        self.run_imports(module, from);
        self.state.context.environment = self.state.environments.open(Environments::SCRIPT, true);
        let scope = self.state.context.environment;
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
                    let exports = self.state.module(source, import.span.into());
                    for specifier in &import.specifiers {
                        let (local, key) = local_and_key(specifier);
                        let variable = key
                            .as_ref()
                            .and_then(|key| self.imported(from, source, key));
                        match variable {
                            Some(id) => self.state.environments.declare(scope, local, id),
                            None => self.bind_import(specifier, local, key, &exports),
                        }
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
                ModuleItem::ModuleDecl(
                    item @ ModuleDecl::ExportDefaultDecl(ExportDefaultDecl {
                        decl: DefaultDecl::Fn(function),
                        ..
                    }),
                ) => {
                    let value = self.new_function(&function.function);
                    self.declare(scope, default_name(item), value);
                }
                _ => {}
            }
        }
        for item in &module.body {
            self.run_item_of_module(item);
        }
        scope
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
                    self.declare(
                        self.state.context.environment,
                        &declaration.ident.sym,
                        class,
                    );
                }
                _ => {}
            },
            ModuleItem::ModuleDecl(ModuleDecl::ExportDefaultExpr(export)) => {
                let value = self.evaluate(&export.expr);
                self.declare(self.state.context.environment, DEFAULT, value);
            }
            ModuleItem::ModuleDecl(item @ ModuleDecl::ExportDefaultDecl(export)) => {
                if let DefaultDecl::Class(class) = &export.decl {
                    let name = class.ident.as_ref().map(|name| &*name.sym);
                    let value = self.new_class(&class.class, name);
                    self.declare(self.state.context.environment, default_name(item), value);
                }
            }
            ModuleItem::ModuleDecl(_) => {}
        }
    }

    fn bind_import(
        &mut self,
        specifier: &ImportSpecifier,
        local: &str,
        key: Option<Rc<str>>,
        exports: &Value,
    ) {
        let value = match key {
            Some(key) => self.get(exports, &key, specifier.span().into()),
            None => exports.clone(),
        };
        self.declare(self.state.context.environment, local, value);
    }

    /// `require('auth0-lock')`, and the AMD form with a list and a callback.
    pub(crate) fn require(&mut self, arguments: &Arguments, span: Span) -> Value {
        match arguments.get(0) {
            Value::Str(name) => self.state.module(&name, span),
            list => {
                let names = self.state.items(&list).unwrap_or_default();
                let mut modules = Vec::new();
                for name in names {
                    let module = match &name {
                        Value::Str(name) => self.state.module(name, span),
                        _ => unknown(Cause::UnknownModuleName, span),
                    };
                    modules.push(self.read_default(module, span));
                }
                let callback = arguments.get(1);
                if matches!(callback, Value::Object(_)) {
                    self.defer(callback, modules, 0.0, span);
                }
                unknown(Cause::ModuleLoader, span)
            }
        }
    }

    fn read_default(&mut self, module: Value, span: Span) -> Value {
        match &module {
            Value::Object(_) => self.get(&module, "default", span),
            _ => module,
        }
    }
}

/// The name that an import declares, and that of what is imported; `None` for all of a module.
fn local_and_key(specifier: &ImportSpecifier) -> (&str, Option<Rc<str>>) {
    match specifier {
        ImportSpecifier::Default(it) => (&it.local.sym, Some(Rc::from("default"))),
        ImportSpecifier::Namespace(it) => (&it.local.sym, None),
        ImportSpecifier::Named(it) => {
            let key = it.imported.as_ref().map(name_of);
            let key = key.unwrap_or_else(|| Rc::from(&*it.local.sym));
            (&it.local.sym, Some(key))
        }
    }
}
