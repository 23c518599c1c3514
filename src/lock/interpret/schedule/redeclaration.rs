//! Names that two classic scripts declare: where one does it by `let`, `const` or `class`, a browser runs
//! nothing of the later script.

use rustc_hash::FxHashSet;
use swc_common::Spanned;
use swc_ecma_ast::{Decl, Stmt};

use crate::lock::Cause;
use crate::lock::Unknown;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::syntax::hoisting::{bound_names, lexical_names, var_names};
use crate::span::Span;

/// Properties of every browser's `window` that nothing can replace.
const UNFORGEABLE: &[&str] = &[
    "Infinity",
    "NaN",
    "document",
    "location",
    "top",
    "undefined",
    "window",
];

/// What the classic scripts so far have declared at their top level.
#[derive(Default)]
pub(crate) struct DeclaredGlobals<'a> {
    lexical: FxHashSet<&'a str>,
    vars: FxHashSet<&'a str>,
}

impl DeclaredGlobals<'_> {
    /// Whether a script has declared a name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.lexical.contains(name) || self.vars.contains(name)
    }

    /// Whether a name that a script declares by `let` and the like is taken.
    fn refuses_lexical(&self, name: &str) -> bool {
        self.lexical.contains(name) || self.vars.contains(name) || UNFORGEABLE.contains(&name)
    }
}

impl<'a> Interpreter<'a> {
    /// Notes what a classic script declares; `false` when a browser refuses to run it for that.
    pub(crate) fn declares_what_is_free(&mut self, statements: &'a [Stmt]) -> bool {
        let mut lexical: Vec<&'a str> = Vec::new();
        let mut vars: Vec<&'a str> = Vec::new();
        lexical_names(statements, &mut |name| lexical.push(name));
        var_names(statements, &mut |name| vars.push(name));
        let globals = &mut self.schedule.declared_globals;
        let taken = lexical.iter().find(|name| globals.refuses_lexical(name));
        let taken = taken.or_else(|| vars.iter().find(|name| globals.lexical.contains(*name)));
        if let Some(name) = taken {
            self.recorder.model.refused.push(Unknown {
                cause: Cause::Redeclared((*name).into()),
                span: declaration_of(statements, name),
            });
            return false;
        }
        globals.lexical.extend(lexical);
        globals.vars.extend(vars);
        true
    }
}

/// The statement that declares a name, or what is closer to it.
fn declaration_of(statements: &[Stmt], name: &str) -> Span {
    let place = statements.iter().find_map(|statement| match statement {
        Stmt::Decl(Decl::Var(declaration)) => declaration.decls.iter().find_map(|declarator| {
            let mut binds = false;
            bound_names(&declarator.name, &mut |bound| binds |= bound == name);
            binds.then(|| declarator.name.span())
        }),
        Stmt::Decl(Decl::Class(class)) if *class.ident.sym == *name => Some(class.ident.span),
        Stmt::Decl(Decl::Fn(function)) if *function.ident.sym == *name => Some(function.ident.span),
        other => {
            let mut binds = false;
            var_names(std::slice::from_ref(other), &mut |bound| {
                binds |= bound == name
            });
            binds.then(|| other.span())
        }
    });
    place.map(Span::from).unwrap_or_default()
}
