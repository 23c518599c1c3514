//! `try`, `catch` and `finally`.
//!
//! Within a `try` with a `catch` whatever is not known to go well may throw, see
//! [`throwing`](super::throwing). Elsewhere nothing is taken to throw but `throw` and reading a property of
//! `undefined` or `null`.

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::domain::value::{Value, one_of, unknown};
use crate::lock::interpret::state::State;
use crate::lock::interpret::state::control::{Abrupt, Exit, TargetKind};
use crate::lock::interpret::state::heap::Delta;
use crate::span::Span;
use swc_ecma_ast::{BlockStmt, CatchClause, TryStmt};

impl<'a> Interpreter<'a> {
    pub(crate) fn run_try(&mut self, statement: &'a TryStmt) {
        match &statement.finalizer {
            Some(finalizer) => self.run_finalized(statement, finalizer),
            None => self.run_guarded(statement),
        }
    }

    /// Runs the block and, where it throws, the handler.
    fn run_guarded(&mut self, statement: &'a TryStmt) {
        match &statement.handler {
            Some(handler) => self.run_caught(&statement.block, handler),
            None => self.run_block(&statement.block.stmts),
        }
    }

    fn run_caught(&mut self, block: &'a BlockStmt, handler: &'a CatchClause) {
        let mark = self.state.heap.mark();
        let assumed = self.state.assumed.len();
        let hazards = self.state.hazards;
        self.state.heap.watch();
        self.state.guards += 1;
        self.state.enter(TargetKind::Try, Vec::new());
        self.run_block(&block.stmts);
        self.state.guards -= 1;
        let exits = self
            .state
            .targets
            .pop()
            .map(|t| t.exits)
            .unwrap_or_default();
        let anywhen = self.state.heap.anywhen();
        let may_throw = self.state.hazards != hazards;
        if !may_throw && exits.is_empty() {
            self.recorder.constructions.skip(handler.span.into());
            return;
        }
        let end = (!self.state.dead).then(|| self.state.heap.delta(mark));
        self.state.heap.undo(mark);
        self.state.assumed.truncate(assumed);
        self.state.dead = false;
        let mut values = Vec::new();
        let mut paths = Vec::new();
        if may_throw {
            values.push(unknown(Cause::Exception, handler.span));
            paths.push(anywhen);
        }
        for exit in exits {
            if let Abrupt::Throw(value) = exit.how {
                values.push(value);
            }
            paths.push(exit.delta);
        }
        // Where it is sure to throw, the handler is what comes next.
        if end.is_none() && paths.len() == 1 {
            self.state.heap.join(paths);
            return self.run_catch(handler, one_of(values));
        }
        let mut fork = self.state.fork();
        if let Some(end) = end {
            State::add_arm(&mut fork, end);
        }
        self.state.heap.join(paths);
        self.run_catch(handler, one_of(values));
        self.state.end_arm(&mut fork);
        self.state.join(fork);
    }

    fn run_catch(&mut self, handler: &'a CatchClause, exception: Value) {
        let outer = self.state.context.environment;
        self.state.context.environment = self.state.environments.open(outer, false);
        if let Some(parameter) = &handler.param {
            self.declare_pattern(parameter);
            self.bind(parameter, exception);
        }
        self.run_block(&handler.body.stmts);
        self.state.context.environment = outer;
    }

    /// Runs block and handler, and the finalizer behind every way out of them.
    fn run_finalized(&mut self, statement: &'a TryStmt, finalizer: &'a BlockStmt) {
        self.finally(
            statement.span.into(),
            |me| me.run_guarded(statement),
            |me, _| me.run_block(&finalizer.stmts),
        );
    }

    /// Runs something, and something else behind every way out of it. That is told whether it is the normal one.
    pub(crate) fn finally(
        &mut self,
        span: Span,
        body: impl FnOnce(&mut Self),
        finalizer: impl Fn(&mut Self, bool),
    ) {
        let mark = self.state.heap.mark();
        let hazards = self.state.hazards;
        self.state.heap.watch();
        self.state.guards += 1;
        self.state.enter(TargetKind::Finally, Vec::new());
        body(self);
        self.state.guards -= 1;
        let exits = self
            .state
            .targets
            .pop()
            .map(|t| t.exits)
            .unwrap_or_default();
        let anywhen = self.state.heap.anywhen();
        let end = (!self.state.dead).then(|| self.state.heap.delta(mark));
        self.state.heap.undo(mark);
        self.state.dead = false;
        let mut fork = self.state.fork();
        if let Some(end) = end {
            self.state.heap.join(vec![end]);
            finalizer(self, true);
            self.state.end_arm(&mut fork);
        }
        let mut ways = gathered(exits);
        let catcher = self
            .state
            .targets
            .iter()
            .rposition(|t| t.kind == TargetKind::Try);
        if let Some(catcher) = catcher.filter(|_| self.state.hazards != hazards) {
            let exception = unknown(Cause::Exception, span);
            ways.push((Abrupt::Throw(exception), catcher, vec![anywhen]));
        }
        for (how, to, paths) in ways {
            self.state.heap.join(paths);
            finalizer(self, false);
            // A finalizer that jumps itself puts an end to the jump it stands in the way of.
            self.state.jump(to, how);
            self.state.end_arm(&mut fork);
        }
        self.state.join(fork);
    }
}

/// The exits with those of one kind to one place taken together.
fn gathered(exits: Vec<Exit<'_>>) -> Vec<(Abrupt, usize, Vec<Delta<'_>>)> {
    let mut ways: Vec<(Abrupt, usize, Vec<Delta<'_>>)> = Vec::new();
    for exit in exits {
        let like = ways.iter_mut().find(|(how, to, _)| {
            *to == exit.to && std::mem::discriminant(how) == std::mem::discriminant(&exit.how)
        });
        match like {
            Some((how, _, paths)) => {
                join_values(how, exit.how);
                paths.push(exit.delta);
            }
            None => ways.push((exit.how, exit.to, vec![exit.delta])),
        }
    }
    ways
}

fn join_values(how: &mut Abrupt, other: Abrupt) {
    if let (
        Abrupt::Return(value) | Abrupt::Throw(value),
        Abrupt::Return(more) | Abrupt::Throw(more),
    ) = (how, other)
    {
        *value = one_of([std::mem::replace(value, Value::Undefined), more]);
    }
}
