//! The abstract interpreter: runs a page's scripts without knowing what the tenant, the user or
//! scripts from elsewhere will give, and records what Lock is constructed with.
//!
//! Statements run in order, on an abstract [heap](heap). Where a test is not decided, both branches
//! run and their effects are joined. Functions of the page are followed into; functions nobody
//! calls run at the end. Whatever cannot be followed becomes `Unknown` with the reason, which
//! reaches the user.

mod array;
mod assignment;
mod builtin;
mod call;
mod callback;
mod class;
mod closure;
mod collection;
mod construction;
mod control;
mod copying;
mod descriptor;
mod distributed;
mod equality;
mod escape;
mod exception;
mod expression;
mod global;
mod heap;
mod inert;
mod instance;
mod iteration;
mod json;
mod keyed;
mod later;
mod logical;
mod loops;
mod member;
mod module;
mod names;
mod object;
mod operator;
mod parameters;
mod pattern;
mod program;
mod promise;
mod record;
mod recursion;
mod redeclaration;
mod scope;
mod snapshot;
mod statement;
#[cfg(test)]
mod tests;
mod text;
mod throwing;
mod uncalled;
mod value;
mod write;

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lock::{Load, Model, Unknown};
use crate::page::Page;
use crate::span::Span;

use self::control::Target;
use self::heap::{Heap, Id};
use self::later::{Pending, Work};
use self::names::Names;
use self::record::Branch;
use self::scope::{ScopeId, Scopes};
use self::value::{Path, Value};

/// The option that makes Lock ask for the tenant's connections.
pub(crate) const FLAG: &str = "__useTenantInfo";

/// The field of the config that says whose application the user logs in to.
pub(crate) const FIELD: &str = "isThirdPartyClient";

/// Expressions and statements that are run before the interpreter gives up.
const MOST_STEPS: usize = 400_000;

/// Properties that are copied, joined or gone through count as a step when there are so many of them:
/// what a single step asks for may be long.
const WORK_OF_A_STEP: usize = 16;

/// The work after which the interpreter gives up, if it has not made as many steps before.
const MOST_WORK: usize = MOST_STEPS * WORK_OF_A_STEP;

/// What could not be followed is said so often.
const MOST_UNFOLLOWED: usize = 200;

/// Functions are followed into this deep.
const DEEPEST_CALL: usize = 40;

/// Runs the page's scripts. `loads` are the scripts that bring Lock, in document order.
///
/// Must run on a thread with a big stack, see [`crate::stack`].
#[must_use]
pub fn interpret(page: &Page, text: &str, loads: Vec<Load>) -> Model {
    let mut interpreter = Interpreter::new(page, text, loads);
    interpreter.run_page();
    interpreter.finish()
}

/// Where control is: the scope, `this`, and the class around.
#[derive(Clone)]
struct Context {
    scope: ScopeId,
    this: Value,
    /// The class whose constructor or method runs, for `super`.
    class: Option<Id>,
}

struct Interpreter<'a> {
    page: &'a Page,
    text: &'a str,
    heap: Heap<'a>,
    scopes: Scopes,
    context: Context,
    /// The global object, which is the `this` of most calls.
    window: Value,
    /// Where `return`, `break`, `continue` and `throw` go to.
    targets: Vec<Target<'a>>,
    /// Paths that have parted and not yet met.
    open_forks: usize,
    /// Whether control cannot be here: after a `return`, a `throw`.
    dead: bool,
    /// How often something may have thrown that nothing shows, where that matters.
    hazards: usize,
    /// How many constructs there are around to which it matters.
    guards: usize,
    /// Tests of the config that hold here.
    assumed: Vec<(Path, bool)>,
    /// The branches that control is in.
    branches: Vec<Branch>,
    /// How many tests were made whose outcome is not known.
    tests: usize,
    names: Names,
    pending: Vec<Pending<'a>>,
    /// What may run again, after everything else has run.
    repeats: Vec<Work<'a>>,
    /// How often callbacks that may run have run.
    turns: FxHashMap<Id, usize>,
    /// The variables of promises that are known not to be rejected.
    fulfilled: FxHashSet<Id>,
    /// What `window.onload` is.
    onload: Option<Value>,
    /// The time that the callback that runs was due, in milliseconds from the end of the scripts.
    clock: f64,
    /// Every function made, in order.
    functions: Vec<Id>,
    /// Those of them that were called.
    called: FxHashSet<Id>,
    /// The functions that run now, the innermost last.
    running: Vec<recursion::Frame>,
    /// Whether a function runs that nobody on the page calls.
    is_uncalled: bool,
    /// How much of what runs now waits for something else to run.
    asides: usize,
    /// What generators that run now have yielded, the innermost last.
    yields: Vec<iteration::Yields>,
    steps: usize,
    /// How many steps may be made.
    limit: usize,
    /// Whether the limit of steps was hit, and where.
    exhausted: Option<Span>,
    /// Variables that `let` and the like declare further on: reading them throws.
    dead_zone: FxHashSet<Id>,
    /// Variables that nothing can be assigned to any more.
    constants: FxHashSet<Id>,
    declared_globals: redeclaration::DeclaredGlobals<'a>,
    /// The script that runs, as an index into the page's.
    script: Option<usize>,
    /// The load in force.
    load: Option<usize>,
    model: Model,
    recorder: construction::Recorder,
}

impl<'a> Interpreter<'a> {
    fn new(page: &'a Page, text: &'a str, loads: Vec<Load>) -> Self {
        Self {
            page,
            text,
            heap: Heap::default(),
            scopes: Scopes::new(),
            context: Context {
                scope: Scopes::SCRIPT,
                this: Value::known("window"),
                class: None,
            },
            window: Value::known("window"),
            targets: Vec::new(),
            open_forks: 0,
            dead: false,
            hazards: 0,
            guards: 0,
            assumed: Vec::new(),
            branches: Vec::new(),
            tests: 0,
            names: Names::default(),
            pending: Vec::new(),
            repeats: Vec::new(),
            turns: FxHashMap::default(),
            fulfilled: FxHashSet::default(),
            onload: None,
            clock: 0.0,
            functions: Vec::new(),
            called: FxHashSet::default(),
            running: Vec::new(),
            is_uncalled: false,
            asides: 0,
            yields: Vec::new(),
            steps: 0,
            limit: MOST_STEPS,
            exhausted: None,
            dead_zone: FxHashSet::default(),
            constants: FxHashSet::default(),
            declared_globals: redeclaration::DeclaredGlobals::default(),
            script: None,
            load: None,
            model: Model {
                loads,
                ..Model::default()
            },
            recorder: construction::Recorder::default(),
        }
    }

    /// What has been done so far, in steps.
    fn spent(&self) -> usize {
        self.steps + self.heap.work() / WORK_OF_A_STEP
    }

    /// Counts a step; `false` when there have been too many.
    fn step(&mut self, span: impl Into<Span>) -> bool {
        self.steps += 1;
        if self.spent() > self.limit {
            self.exhausted.get_or_insert(span.into());
            self.may_throw();
            return false;
        }
        true
    }

    /// Notes something that may hide a construction.
    fn unfollowed(&mut self, reason: impl Into<String>, span: Span) {
        let unknown = Unknown {
            reason: reason.into(),
            span,
        };
        let has_room = self.model.unfollowed.len() < MOST_UNFOLLOWED;
        if !self.dead && has_room && !self.model.unfollowed.contains(&unknown) {
            self.model.unfollowed.push(unknown);
        }
    }

    fn code(&self, span: Span) -> &'a str {
        span.text(self.text)
    }

    fn finish(mut self) -> Model {
        if let Some(span) = self.exhausted {
            self.unfollowed(
                "the page's scripts are too long to follow to their end",
                span,
            );
        }
        self.check_unvisited();
        self.model.constructions = std::mem::take(&mut self.recorder).finish();
        self.model
    }
}

/// A value that is not known because of something at `span`.
fn unknown(reason: impl Into<String>, span: impl Into<Span>) -> Value {
    Value::Unknown(Rc::new(Unknown {
        reason: reason.into(),
        span: span.into(),
    }))
}
