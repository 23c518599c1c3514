//! `try`, `catch` and `finally`.
//!
//! Within a `try` with a `catch` whatever is not known to go well may throw, see
//! [`throwing`](super::throwing). Elsewhere nothing is taken to throw but `throw` and reading a property of
//! `undefined` or `null`.

use swc_ecma_ast::{BlockStmt, CatchClause, TryStmt};

use super::control::{Exit, How, TargetKind};
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
        match &statement.handler {
            Some(handler) => self.run_caught(&statement.block, handler),
            None => self.run_block(&statement.block.stmts),
        }
    }

    fn run_caught(&mut self, block: &'a BlockStmt, handler: &'a CatchClause) {
        let mark = self.heap.mark();
        let assumed = self.assumed.len();
        let hazards = self.hazards;
        self.heap.watch();
        self.guards += 1;
        self.enter(TargetKind::Try, Vec::new());
        self.run_block(&block.stmts);
        self.guards -= 1;
        let exits = self.targets.pop().map(|t| t.exits).unwrap_or_default();
        let anywhen = self.heap.anywhen();
        let may_throw = self.hazards != hazards;
        if !may_throw && exits.is_empty() {
            self.recorder.skip(handler.span.into());
            return;
        }
        let end = (!self.dead).then(|| self.heap.delta(mark));
        self.heap.undo(mark);
        self.assumed.truncate(assumed);
        self.dead = false;
        let mut values = Vec::new();
        let mut paths = Vec::new();
        if may_throw {
            values.push(unknown("it is an exception", handler.span));
            paths.push(anywhen);
        }
        for exit in exits {
            if let How::Throw(value) = exit.how {
                values.push(value);
            }
            paths.push(exit.delta);
        }
        // Where it is sure to throw, the handler is what comes next.
        if end.is_none() && paths.len() == 1 {
            self.heap.meet(paths);
            return self.run_catch(handler, one_of(values));
        }
        let mut fork = self.fork();
        if let Some(end) = end {
            Self::add_arm(&mut fork, end);
        }
        self.heap.meet(paths);
        self.run_catch(handler, one_of(values));
        self.end_arm(&mut fork);
        self.meet(fork);
    }

    fn run_catch(&mut self, handler: &'a CatchClause, exception: Value) {
        let outer = self.context.scope;
        self.context.scope = self.scopes.open(outer, false);
        if let Some(parameter) = &handler.param {
            self.declare_pattern(parameter);
            self.bind(parameter, exception);
        }
        self.run_block(&handler.body.stmts);
        self.context.scope = outer;
    }

    /// Runs block and handler, and the finalizer behind every way out of them.
    fn run_finalized(&mut self, statement: &'a TryStmt, finalizer: &'a BlockStmt) {
        let mark = self.heap.mark();
        let hazards = self.hazards;
        self.heap.watch();
        self.guards += 1;
        self.enter(TargetKind::Finally, Vec::new());
        self.run_guarded(statement);
        self.guards -= 1;
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
        let catcher = self.targets.iter().rposition(|t| t.kind == TargetKind::Try);
        if let Some(catcher) = catcher.filter(|_| self.hazards != hazards) {
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
