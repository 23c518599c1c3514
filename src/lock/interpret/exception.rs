//! `try`, `catch` and `finally`.
//!
//! Within a `try` with a `catch` anything may throw at any moment. Elsewhere nothing is taken to
//! throw but `throw` and reading a property of `undefined` or `null`.

use swc_ecma_ast::{BlockStmt, CatchClause, TryStmt};

use super::control::{Exit, Fork, How, TargetKind};
use super::heap::Delta;
use super::value::{Value, one_of};
use super::{Interpreter, unknown};

impl<'a> Interpreter<'a> {
    pub(super) fn run_try(&mut self, statement: &'a TryStmt) {
        match &statement.finalizer {
            Some(finalizer) => self.run_finalized(statement, finalizer),
            None => self.run_guarded(statement),
        }
    }

    /// Runs the block and, where it throws, the handler.
    fn run_guarded(&mut self, statement: &'a TryStmt) {
        let mut fork = self.fork();
        match &statement.handler {
            Some(handler) => self.run_caught(&statement.block, handler, &mut fork),
            None => {
                self.run_block(&statement.block.stmts);
                self.end_arm(&mut fork);
            }
        }
        self.meet(fork);
    }

    fn run_caught(&mut self, block: &'a BlockStmt, handler: &'a CatchClause, fork: &mut Fork<'a>) {
        self.heap.watch();
        self.enter(TargetKind::Try, Vec::new());
        self.run_block(&block.stmts);
        let thrown = self.targets.pop();
        let mut paths = vec![self.heap.anywhen()];
        self.end_arm(fork);
        let mut values = vec![unknown("it is an exception", handler.span)];
        for exit in thrown.map(|t| t.exits).unwrap_or_default() {
            if let How::Throw(value) = exit.how {
                values.push(value);
            }
            paths.push(exit.delta);
        }
        self.heap.meet(paths);
        let outer = self.context.scope;
        self.context.scope = self.scopes.open(outer, false);
        if let Some(parameter) = &handler.param {
            self.declare_pattern(parameter);
            self.bind(parameter, one_of(values));
        }
        self.run_block(&handler.body.stmts);
        self.context.scope = outer;
        self.end_arm(fork);
    }

    /// Runs block and handler, and the finalizer behind every way out of them.
    fn run_finalized(&mut self, statement: &'a TryStmt, finalizer: &'a BlockStmt) {
        let mark = self.heap.mark();
        self.heap.watch();
        self.enter(TargetKind::Finally, Vec::new());
        self.run_guarded(statement);
        let exits = self.targets.pop().map(|t| t.exits).unwrap_or_default();
        let anywhen = self.heap.anywhen();
        let end = (!self.dead).then(|| self.heap.delta(mark));
        self.heap.undo(mark);
        self.dead = false;
        let mut fork = self.fork();
        if let Some(end) = end {
            self.heap.meet(vec![end]);
            self.run_block(&finalizer.stmts);
            self.end_arm(&mut fork);
        }
        let mut ways = gathered(exits);
        if let Some(catcher) = self.targets.iter().rposition(|t| t.kind == TargetKind::Try) {
            let exception = unknown("it is an exception", statement.span);
            ways.push((How::Throw(exception), catcher, vec![anywhen]));
        }
        for (how, to, paths) in ways {
            self.heap.meet(paths);
            self.run_block(&finalizer.stmts);
            // A finalizer that jumps itself puts an end to the jump it stands in the way of.
            self.jump(to, how);
            self.end_arm(&mut fork);
        }
        self.meet(fork);
    }
}

/// The exits with those of one kind to one place taken together.
fn gathered(exits: Vec<Exit<'_>>) -> Vec<(How, usize, Vec<Delta<'_>>)> {
    let mut ways: Vec<(How, usize, Vec<Delta<'_>>)> = Vec::new();
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

fn join_values(how: &mut How, other: How) {
    if let (How::Return(value) | How::Throw(value), How::Return(more) | How::Throw(more)) =
        (how, other)
    {
        *value = one_of([std::mem::replace(value, Value::Undefined), more]);
    }
}
