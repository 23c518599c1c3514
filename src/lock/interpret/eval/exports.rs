//! Modules that import each other: each is evaluated once, before those that import it, and what one exports is
//! the very variable that the other reads.

use std::rc::Rc;

use swc_ecma_ast::{
    Decl, DefaultDecl, ExportSpecifier, Module, ModuleDecl, ModuleExportName, ModuleItem, Program,
};

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::domain::ids::{EnvironmentId, Id};
use crate::lock::interpret::domain::value::{Value, unknown};
use crate::lock::interpret::syntax::hoisting::bound_names;
use crate::page::{Body, LinkedScript};
use crate::span::Span;

/// The variable of a module that has what it exports by default.
pub(crate) const DEFAULT: &str = "*default*";

/// What a module exports, by name.
#[derive(Default)]
pub(crate) struct ModuleRecord {
    exports: Vec<(Rc<str>, Id)>,
}

impl ModuleRecord {
    fn get(&self, name: &str) -> Option<Id> {
        let mut exports = self.exports.iter();
        exports.find(|(key, _)| **key == *name).map(|(_, id)| *id)
    }
}

impl<'a> Interpreter<'a> {
    /// Evaluates the modules that a module imports, in order, those that have not been.
    pub(crate) fn run_imports(&mut self, module: &'a Module, from: Option<&LinkedScript>) {
        for (specifier, _) in crate::page::imports_of(module) {
            let Some(index) = self.linked(from, &specifier) else {
                continue;
            };
            self.run_linked_module(index);
        }
    }

    /// Evaluates a module whose code is at hand, unless it has been evaluated, or is being so.
    pub(crate) fn run_linked_module(&mut self, index: usize) {
        if self.schedule.modules.contains_key(&index) {
            return;
        }
        self.schedule.modules.insert(index, ModuleRecord::default());
        let page = self.state.page;
        let script = page.links.scripts().get(index);
        let Some(Body::Parsed(program)) = page.linked.get(index) else {
            return;
        };
        if let Program::Module(module) = &**program {
            let outer = self.state.context.clone();
            self.state.context.strict = true;
            self.state.context.this = Value::Undefined;
            let scope = self.run_module(module, script);
            let exports = self.exports_of(module, scope, script);
            self.schedule
                .modules
                .insert(index, ModuleRecord { exports });
            self.state.context = outer;
        }
    }

    /// The module that an import leads to, if its code is at hand.
    fn linked(&self, from: Option<&LinkedScript>, specifier: &str) -> Option<usize> {
        let links = &self.state.page.links;
        let found = links.imported(from, specifier)?;
        links.scripts().iter().position(|it| it == found)
    }

    /// The variable that an import names; `None` when the module is not at hand, or exports none of that name.
    pub(crate) fn imported(
        &self,
        from: Option<&LinkedScript>,
        specifier: &str,
        name: &str,
    ) -> Option<Id> {
        let index = self.linked(from, specifier)?;
        self.schedule.modules.get(&index)?.get(name)
    }

    /// What a module that has been evaluated exports.
    fn exports_of(
        &mut self,
        module: &'a Module,
        scope: EnvironmentId,
        from: Option<&LinkedScript>,
    ) -> Vec<(Rc<str>, Id)> {
        let mut exports: Vec<(Rc<str>, Id)> = Vec::new();
        for item in &module.body {
            let ModuleItem::ModuleDecl(item) = item else {
                continue;
            };
            match item {
                ModuleDecl::ExportDecl(export) => {
                    for name in declared(&export.decl) {
                        let own = self.state.environments.own(scope, &name);
                        exports.extend(own.map(|id| (name, id)));
                    }
                }
                ModuleDecl::ExportDefaultExpr(_) | ModuleDecl::ExportDefaultDecl(_) => {
                    let own = self.state.environments.own(scope, default_name(item));
                    exports.extend(own.map(|id| (Rc::from("default"), id)));
                }
                ModuleDecl::ExportNamed(export) => {
                    let source = export
                        .src
                        .as_ref()
                        .map(|it| it.value.as_str().unwrap_or_default());
                    for specifier in &export.specifiers {
                        exports.extend(self.exported(specifier, source, scope, from));
                    }
                }
                ModuleDecl::ExportAll(export) => {
                    let source = export.src.value.as_str().unwrap_or_default();
                    let index = self.linked(from, source);
                    let record = index.and_then(|index| self.schedule.modules.get(&index));
                    let all = record.map_or(&[][..], |record| &record.exports);
                    exports.extend(all.iter().filter(|(name, _)| **name != *"default").cloned());
                }
                _ => {}
            }
        }
        exports
    }

    /// What `export { a as b }` and `export { a as b } from '…'` export.
    fn exported(
        &mut self,
        specifier: &ExportSpecifier,
        source: Option<&str>,
        scope: EnvironmentId,
        from: Option<&LinkedScript>,
    ) -> Option<(Rc<str>, Id)> {
        let ExportSpecifier::Named(it) = specifier else {
            return None;
        };
        let original = name_of(&it.orig);
        let name = it
            .exported
            .as_ref()
            .map_or_else(|| Rc::clone(&original), name_of);
        let variable = match source {
            None => self.state.environments.lookup(scope, &original)?,
            Some(source) => match self.imported(from, source, &original) {
                Some(id) => id,
                None => {
                    let module = self.state.module(source, it.span.into());
                    let value = self.read_export(&module, &original, it.span.into());
                    self.state.heap.new_variable(value)
                }
            },
        };
        Some((name, variable))
    }

    fn read_export(&mut self, module: &Value, name: &Rc<str>, span: Span) -> Value {
        match module {
            Value::Object(_) => self.get(module, name, span),
            _ => unknown(Cause::ModuleElsewhere("".into()), span),
        }
    }
}

/// The name of the variable that has what a module exports by default.
pub(crate) fn default_name(item: &ModuleDecl) -> &str {
    let name = match item {
        ModuleDecl::ExportDefaultDecl(export) => match &export.decl {
            DefaultDecl::Fn(function) => function.ident.as_ref(),
            DefaultDecl::Class(class) => class.ident.as_ref(),
            DefaultDecl::TsInterfaceDecl(_) => None,
        },
        _ => None,
    };
    name.map_or(DEFAULT, |name| &name.sym)
}

pub(crate) fn name_of(name: &ModuleExportName) -> Rc<str> {
    match name {
        ModuleExportName::Ident(name) => Rc::from(&*name.sym),
        ModuleExportName::Str(name) => Rc::from(name.value.as_str().unwrap_or_default()),
    }
}

/// The names that an exported declaration declares.
fn declared(declaration: &Decl) -> Vec<Rc<str>> {
    let mut names = Vec::new();
    match declaration {
        Decl::Fn(function) => names.push(Rc::from(&*function.ident.sym)),
        Decl::Class(class) => names.push(Rc::from(&*class.ident.sym)),
        Decl::Var(variables) => {
            for variable in &variables.decls {
                bound_names(&variable.name, &mut |name| names.push(Rc::from(name)));
            }
        }
        _ => {}
    }
    names
}
