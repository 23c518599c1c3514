//! Running module scripts: imports, exports, what is declared at their top.

use std::rc::Rc;

use swc_common::Spanned;
use swc_ecma_ast::{
    Decl, DefaultDecl, ImportSpecifier, Module, ModuleDecl, ModuleExportName, ModuleItem, Stmt,
};

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::value::{Value, unknown};
use crate::lock::interpret::state::environment::Environments;
use crate::lock::interpret::syntax::hoisting::{hoisted_names, lexical_names};
use crate::span::Span;

impl<'a> Interpreter<'a> {
    pub(crate) fn run_module(&mut self, module: &'a Module) {
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
                    self.declare(
                        self.state.context.environment,
                        &declaration.ident.sym,
                        class,
                    );
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
            Some(key) => self.get(exports, &key, specifier.span().into()),
            None => exports.clone(),
        };
        self.declare(self.state.context.environment, &local.sym, value);
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
