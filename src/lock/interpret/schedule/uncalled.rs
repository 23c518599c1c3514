//! Functions that nobody on the page calls: somebody else may.

use rustc_hash::FxHashMap;

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::assumptions::receiver_of_uncalled;
use crate::lock::interpret::budget::LIMITS;
use crate::lock::interpret::builtins::string::mentions_lock;
use crate::lock::interpret::domain::function::Closure;
use crate::lock::interpret::domain::function::Code;
use crate::lock::interpret::domain::function::FunctionBody;
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::ids::Id;
use crate::lock::interpret::domain::value::{Value, unknown};
use crate::lock::interpret::schedule::jobs::{Pending, Work, reason};
use crate::lock::interpret::state::State;
use crate::lock::interpret::syntax::hoisting::hoisted_names;
use crate::lock::interpret::syntax::hoisting::lexical_names;
use crate::lock::interpret::syntax::relevance::Look;
use crate::span::Span;
use swc_ecma_ast::Decl;
use swc_ecma_ast::Pat;
use swc_ecma_ast::Stmt;

impl Interpreter<'_> {
    /// Runs every function that nothing on the page has called: somebody else may.
    pub(crate) fn run_uncalled(&mut self) {
        let mut alike: FxHashMap<Span, usize> = FxHashMap::default();
        loop {
            let uncalled: Vec<Id> = self
                .schedule
                .functions
                .iter()
                .filter(|id| !self.schedule.called.contains(id))
                .copied()
                .collect();
            if uncalled.is_empty() || self.state.budget.exhausted.is_some() {
                break;
            }
            for id in uncalled {
                let object = self.state.heap.object(id);
                let Kind::Function(closure) = &object.kind else {
                    self.schedule.called.insert(id);
                    continue;
                };
                if !self.schedule.called.insert(id) || self.state.is_inert(closure) {
                    continue;
                }
                let span = closure.code.span();
                let count = alike.entry(span).or_default();
                *count += 1;
                if *count > LIMITS.uncalled_alike && !mentions_lock(self.state.code(span)) {
                    continue;
                }
                let nobody = Cause::UncalledParameter;
                let work = Work::Call {
                    function: Value::Object(id),
                    this: self.this_of(closure.home, span),
                    arguments: Vec::new(),
                    open: reason(nobody, span),
                };
                self.schedule.is_uncalled = true;
                self.run_one(Pending {
                    work,
                    certain: false,
                    repeated: false,
                    result: None,
                    due: f64::MAX,
                    span,
                });
                self.schedule.is_uncalled = false;
                self.run_pending();
            }
        }
    }

    /// The `this` that a method has as long as nobody says otherwise.
    fn this_of(&self, home: Option<Id>, span: Span) -> Value {
        match home {
            Some(home) => receiver_of_uncalled(home, &self.state.instances),
            None => unknown(Cause::UnknownThis, span),
        }
    }
}

impl<'a> State<'a> {
    /// Whether running a function that nobody calls would leave no trace.
    pub(crate) fn is_inert(&self, closure: &Closure<'a>) -> bool {
        let (Code::Function(function), FunctionBody::Statements(body)) =
            (closure.code, closure.code.body())
        else {
            return false;
        };
        if function.is_async || function.is_generator {
            return false;
        }
        let mut names: Vec<&'a str> = Vec::new();
        for parameter in &function.params {
            match &parameter.pat {
                Pat::Ident(name) => names.push(&name.id.sym),
                _ => return false,
            }
        }
        hoisted_names(body, &mut |name| names.push(name));
        lexical_names(body, &mut |name| names.push(name));
        if self
            .environments
            .lookup(closure.scope, "document")
            .is_none()
        {
            names.push("document");
        }
        if self
            .environments
            .lookup(closure.scope, "undefined")
            .is_none()
        {
            names.push("undefined");
        }
        let look = Look { names };
        body.iter().all(|statement| match statement {
            Stmt::Decl(Decl::Var(declaration)) => look.declaration(declaration),
            other => look.statement(other),
        })
    }
}
