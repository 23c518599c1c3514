//! The modules that a module imports.

use swc_ecma_ast::{Module, ModuleDecl, ModuleItem, Program, Str};

use super::javascript::{self, Goal};
use crate::span::Span;

/// A static import of a module that is at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// What is imported, as it is written.
    pub specifier: String,
    /// Where it is written.
    pub span: Span,
    /// Whether the code of what is imported is at hand, too.
    pub is_linked: bool,
}

/// What the code of a module imports statically, as it is written there, in order. Must run on a thread with a big
/// stack, see [`crate::stack`].
#[must_use]
pub fn imports(code: &str) -> Vec<String> {
    match javascript::parse(code, 0, Goal::Module).map(|parsed| parsed.program) {
        Ok(Program::Module(module)) => {
            let found = imports_of(&module);
            found.into_iter().map(|(specifier, _)| specifier).collect()
        }
        _ => Vec::new(),
    }
}

/// The specifiers of a module's static imports, and where they stand.
pub(crate) fn imports_of(module: &Module) -> Vec<(String, Span)> {
    let specifier = |source: &Str| Some((source.value.as_str()?.to_owned(), source.span.into()));
    let items = module.body.iter();
    let found = items.filter_map(|item| match item {
        ModuleItem::ModuleDecl(ModuleDecl::Import(it)) => specifier(&it.src),
        ModuleItem::ModuleDecl(ModuleDecl::ExportAll(it)) => specifier(&it.src),
        ModuleItem::ModuleDecl(ModuleDecl::ExportNamed(it)) => {
            it.src.as_deref().and_then(specifier)
        }
        _ => None,
    });
    found.collect()
}
