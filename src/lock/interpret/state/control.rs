//! Control flow: branches that part and meet, and jumps out of them.

use crate::lock::interpret::Interpreter;
use crate::lock::interpret::domain::object::Branch;
use crate::lock::interpret::domain::value::{Path, Truth, Value, join, one_of, select};
use crate::lock::interpret::state::State;
use crate::lock::interpret::state::heap::{Delta, Mark};
use swc_ecma_ast::{BinaryOp, Expr, UnaryOp};

/// What can be jumped out of.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum TargetKind {
    Function,
    Loop,
    Switch,
    /// A labelled statement that is no loop.
    Block,
    /// A `try` with a `catch`.
    Try,
    /// A `try` with a `finally`: jumps through it make a halt there.
    Finally,
    /// An async function, or what makes a promise: exceptions go to the promise.
    Promise,
    /// A script or callback, which an exception that nobody catches ends.
    Entry,
}

/// A construct that runs now and that control can leave.
pub(crate) struct Target<'a> {
    pub(crate) kind: TargetKind,
    pub(crate) labels: Vec<String>,
    pub(crate) mark: Mark,
    pub(crate) exits: Vec<Exit<'a>>,
    /// How many tests of the config were known where it was entered.
    assumed: usize,
    /// How many branches it stands in.
    branches: usize,
    /// How often something might have thrown unseen when it was entered.
    hazards: usize,
}

/// A jump to a [`Target`], and what had changed until then.
pub(crate) struct Exit<'a> {
    pub(crate) how: Abrupt,
    /// The index of the target that is jumped to, which may lie further out.
    pub(crate) to: usize,
    pub(crate) delta: Delta<'a>,
}

/// The kinds of jumps.
pub(crate) enum Abrupt {
    Return(Value),
    Break,
    Continue,
    Throw(Value),
}

/// A place where paths part.
pub(crate) struct Fork<'a> {
    mark: Mark,
    arms: Vec<Option<Delta<'a>>>,
    assumed: usize,
    branches: usize,
}

impl<'a> State<'a> {
    pub(crate) fn fork(&mut self) -> Fork<'a> {
        self.open_forks += 1;
        Fork {
            mark: self.heap.mark(),
            arms: Vec::new(),
            assumed: self.assumed.len(),
            branches: self.branches.len(),
        }
    }

    /// Ends one path and goes back to where the paths parted. Tells whether control reached the
    /// path's end.
    pub(crate) fn end_arm(&mut self, fork: &mut Fork<'a>) -> bool {
        let delta = self.heap.delta(fork.mark);
        self.heap.undo(fork.mark);
        self.assumed.truncate(fork.assumed);
        self.branches.truncate(fork.branches);
        let alive = !self.dead;
        fork.arms.push(alive.then_some(delta));
        self.dead = false;
        alive
    }

    /// Goes on from the ends of all paths that reached theirs.
    pub(crate) fn join(&mut self, fork: Fork<'a>) {
        self.open_forks = self.open_forks.saturating_sub(1);
        let live: Vec<Delta<'a>> = fork.arms.into_iter().flatten().collect();
        self.dead = live.is_empty();
        self.heap.join(live);
    }

    /// Adds a path that ended in a state of its own.
    pub(crate) fn add_arm(fork: &mut Fork<'a>, delta: Delta<'a>) {
        fork.arms.push(Some(delta));
    }

    /// Whether control comes here on every path that the page can take.
    pub(crate) fn is_certain(&self) -> bool {
        let leaves = |t: &Target<'a>| {
            !t.exits.is_empty() || (t.kind == TargetKind::Try && t.hazards != self.hazards)
        };
        self.open_forks == 0 && !self.targets.iter().any(leaves)
    }
}

impl<'a> Interpreter<'a> {
    /// Runs what may as well not run.
    pub(crate) fn perhaps<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> T {
        let mut fork = self.state.fork();
        let result = run(self);
        self.state.end_arm(&mut fork);
        self.state.end_arm(&mut fork);
        self.state.join(fork);
        result
    }

    /// Runs `yes`, `no` or both, as the truth of a test has it, and joins what they give.
    pub(crate) fn decide(
        &mut self,
        truth: &Truth,
        yes: impl FnOnce(&mut Self) -> Value,
        no: impl FnOnce(&mut Self) -> Value,
    ) -> Value {
        let truth = self.state.settled(truth);
        if let Truth::Known(known) = truth {
            return if known { yes(self) } else { no(self) };
        }
        let mut fork = self.state.fork();
        self.state.tests += 1;
        let test = self.state.tests;
        let branch = |outcome| Branch { test, outcome };
        self.state.assume(&truth, true);
        self.state.branches.push(branch(true));
        let if_so = yes(self);
        let so = self.state.end_arm(&mut fork);
        self.state.assume(&truth, false);
        self.state.branches.push(branch(false));
        let if_not = no(self);
        let not = self.state.end_arm(&mut fork);
        let choice = match &truth {
            Truth::Field { path, negated } => Some((path, *negated)),
            _ => None,
        };
        match (so, not, choice) {
            (true, true, Some((path, negated))) => {
                self.state.open_forks = self.state.open_forks.saturating_sub(1);
                let mut arms = fork.arms.into_iter().flatten();
                if let (Some(a), Some(b)) = (arms.next(), arms.next()) {
                    self.state.heap.join_on(path, negated, a, b);
                }
                select(path, negated, &if_so, &if_not)
            }
            (true, true, None) => {
                self.state.join(fork);
                join(&if_so, &if_not)
            }
            _ => {
                self.state.join(fork);
                // The other branch has left: from here on the test is known to have gone this way.
                self.state.assume(&truth, so);
                self.state.branches.push(branch(so));
                if so { if_so } else { if_not }
            }
        }
    }

    /// Runs for each alternative of a value and joins what comes of it. Of two objects that were made in
    /// the two branches of a test of the config, the test tells which it is.
    pub(crate) fn for_each_alternative(
        &mut self,
        alternatives: &[Value],
        run: impl Fn(&mut Self, &Value) -> Value,
    ) -> Value {
        let alternatives = self.state.possible(alternatives);
        if let [a, b] = alternatives.as_slice()
            && let Some(truth) = self.state.told_apart(a, b)
        {
            return self.decide(&truth, |me| run(me, a), |me| run(me, b));
        }
        let mut fork = self.state.fork();
        let mut results = Vec::new();
        for value in &alternatives {
            let result = run(self, value);
            if self.state.end_arm(&mut fork) {
                results.push(result);
            }
        }
        self.state.join(fork);
        one_of(results)
    }
}

impl<'a> State<'a> {
    /// The alternatives that can be, given what is assumed here.
    pub(crate) fn possible(&self, alternatives: &[Value]) -> Vec<Value> {
        let contradicts = |(path, holds): &(Path, bool)| {
            let mut assumed = self.assumed.iter().rev();
            assumed
                .find(|(p, _)| p == path)
                .is_some_and(|(_, here)| here != holds)
        };
        let can_be = |value: &&Value| match value {
            Value::Object(id) => !self.heap.object(*id).assumed.iter().any(contradicts),
            _ => true,
        };
        let possible: Vec<Value> = alternatives.iter().filter(can_be).cloned().collect();
        if possible.is_empty() {
            alternatives.to_vec()
        } else {
            possible
        }
    }

    /// The test that tells two objects apart: it held where `a` was made, and did not where `b` was.
    pub(crate) fn told_apart(&self, a: &Value, b: &Value) -> Option<Truth> {
        let (Value::Object(a), Value::Object(b)) = (a, b) else {
            return None;
        };
        let (a, b) = (self.heap.object(*a), self.heap.object(*b));
        let (path, holds) = a.assumed.iter().find(|(path, holds)| {
            let mut others = b.assumed.iter();
            others.any(|(p, h)| p == path && h != holds)
        })?;
        Some(Truth::Field {
            path: path.clone(),
            negated: !holds,
        })
    }

    /// Whether a change to a value, which may be one of several, can be made to each of them: where it
    /// is one of them, there are no others. So it is with `test ? { … } : { … }`.
    pub(crate) fn is_any_one(&self, value: &Value) -> bool {
        let Value::OneOf(values) = value else {
            return true;
        };
        let objects: Option<Vec<_>> = values
            .iter()
            .map(|value| match value {
                Value::Object(id) => Some(self.heap.object(*id)),
                _ => None,
            })
            .collect();
        objects.is_some_and(|objects| {
            objects.iter().enumerate().all(|(index, a)| {
                let mut others = objects.iter().skip(index + 1);
                others.all(|b| a.excludes(b))
            })
        })
    }

    /// What a test decides given what is assumed here.
    pub(crate) fn settled(&self, truth: &Truth) -> Truth {
        if let Truth::Field { path, negated } = truth
            && let Some((_, holds)) = self.assumed.iter().rev().find(|(p, _)| p == path)
        {
            return Truth::Known(*holds != *negated);
        }
        truth.clone()
    }

    pub(crate) fn assume(&mut self, truth: &Truth, outcome: bool) {
        if let Truth::Field { path, negated } = truth {
            self.assumed.push((path.clone(), outcome != *negated));
        }
    }

    /// Enters something that can be jumped out of.
    pub(crate) fn enter(&mut self, kind: TargetKind, labels: Vec<String>) {
        let mark = self.heap.mark();
        self.targets.push(Target {
            kind,
            labels,
            mark,
            exits: Vec::new(),
            assumed: self.assumed.len(),
            branches: self.branches.len(),
            hazards: self.hazards,
        });
    }

    /// Jumps to the target at `index`, by way of the innermost `finally` before it.
    pub(crate) fn jump(&mut self, index: usize, how: Abrupt) {
        if self.dead {
            return;
        }
        let halt = self
            .targets
            .iter()
            .rposition(|t| t.kind == TargetKind::Finally)
            .filter(|halt| *halt > index);
        if let Some(target) = self.targets.get_mut(halt.unwrap_or(index)) {
            let delta = self.heap.delta(target.mark);
            let to = index;
            target.exits.push(Exit { how, to, delta });
        }
        self.dead = true;
    }

    /// The innermost target that satisfies `wanted`; functions are not left on the way.
    pub(crate) fn target(&self, wanted: impl Fn(&Target<'a>) -> bool) -> Option<usize> {
        let innermost = self.targets.iter().enumerate().rev();
        for (index, target) in innermost {
            if wanted(target) {
                return Some(index);
            }
            if target.kind == TargetKind::Function {
                break;
            }
        }
        None
    }

    /// Throws to the innermost `try` around, functions included; without one, the script ends.
    pub(crate) fn throw(&mut self, value: Value) {
        let catches = |t: &Target<'a>| {
            use TargetKind::{Entry, Promise, Try};
            matches!(t.kind, Try | Promise | Entry)
        };
        match self.targets.iter().rposition(catches) {
            Some(index) => self.jump(index, Abrupt::Throw(value)),
            None => self.dead = true,
        }
    }

    /// Forgets the tests of the config that were known only to those who did not jump.
    pub(crate) fn forget_assumed(&mut self, target: &Target<'a>) {
        self.assumed.truncate(target.assumed);
        self.branches.truncate(target.branches);
    }

    /// Leaves a target: what is true of the heap afterwards is what held where control came to its
    /// end, or where it jumped out. Gives the jumps' ways.
    pub(crate) fn leave(&mut self) -> Vec<Abrupt> {
        let Some(target) = self.targets.pop() else {
            return Vec::new();
        };
        if target.exits.is_empty() {
            return Vec::new();
        }
        self.forget_assumed(&target);
        let mut paths = Vec::new();
        if !self.dead {
            paths.push(self.heap.delta(target.mark));
        }
        self.heap.undo(target.mark);
        let mut ways = Vec::new();
        for exit in target.exits {
            paths.push(exit.delta);
            ways.push(exit.how);
        }
        self.heap.join(paths);
        self.dead = false;
        ways
    }

    /// Takes into account that a test came out as `outcome`: alternatives of the tested variable
    /// that do not fit are gone.
    pub(crate) fn refine(&mut self, test: &'a Expr, outcome: bool) {
        match test {
            Expr::Paren(paren) => self.refine(&paren.expr, outcome),
            Expr::Unary(unary) if unary.op == UnaryOp::Bang => self.refine(&unary.arg, !outcome),
            Expr::Bin(bin) if bin.op == BinaryOp::LogicalAnd && outcome => {
                self.refine(&bin.left, true);
                self.refine(&bin.right, true);
            }
            Expr::Bin(bin) if bin.op == BinaryOp::LogicalOr && !outcome => {
                self.refine(&bin.left, false);
                self.refine(&bin.right, false);
            }
            Expr::Ident(name) => {
                let misfit = Truth::Known(!outcome);
                self.narrow(&name.sym, |value| value.truth() != misfit);
            }
            _ => {}
        }
    }

    /// Drops the alternatives of a variable that cannot be, control having come here.
    pub(crate) fn narrow(&mut self, name: &str, keep: impl Fn(&Value) -> bool) {
        if let Some(variable) = self.environments.lookup(self.context.environment, name) {
            let value = self.heap.variable(variable);
            let narrowed = value.filtered(keep);
            if narrowed != value {
                self.heap.set_variable(variable, narrowed);
            }
        }
    }
}
