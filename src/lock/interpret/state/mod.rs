//! The abstract state: the heap, the environments, the completions on their way, the conditions of the
//! path that control is on, and what of the budget is spent.

pub(crate) mod control;
pub(crate) mod environment;
pub(crate) mod heap;
pub(crate) mod throwing;

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use self::control::Target;
use self::environment::Environments;
use self::heap::Heap;
use super::budget::{Budget, WORK_OF_A_STEP};
use super::domain::function::Code;
use super::domain::ids::{EnvironmentId, Id};
use super::domain::object::Branch;
use super::domain::value::{Path, Value};
use crate::page::Page;
use crate::span::Span;

/// Where control is: the scope, `this`, and the class around.
#[derive(Clone)]
pub(crate) struct Context {
    pub(crate) environment: EnvironmentId,
    pub(crate) this: Value,
    /// The class whose constructor or method runs, for `super`.
    pub(crate) class: Option<Id>,
    /// The object that the method that runs is written in, for `super.key`.
    pub(crate) home: Option<Id>,
    /// Whether the code is strict.
    pub(crate) strict: bool,
}

/// A function that calls itself, and what its runs have changed so far.
pub(crate) struct Recursion {
    pub(crate) code: Span,
    pub(crate) changed: BTreeSet<Id>,
}

/// The instance that the constructor of a class makes.
#[derive(Clone)]
pub(crate) struct Constructed {
    /// The variable that holds it.
    pub(crate) this: Id,
    /// The variable that says whether `super(…)` has been called.
    pub(crate) is_bound: Id,
    /// What `new` was called with.
    pub(crate) target: Value,
}

/// A call that runs.
pub(crate) struct Frame<'a> {
    pub(crate) function: Code<'a>,
    pub(crate) code: Span,
    /// How many paths had parted and not met when it began.
    pub(crate) open_forks: usize,
    /// How many targets of jumps there were.
    pub(crate) targets: usize,
    /// How many steps had been made when it began.
    pub(crate) steps: usize,
}

/// What a generator has yielded so far.
pub(crate) struct Yields {
    /// How deep in calls the generator's own code runs.
    pub(crate) depth: usize,
    /// How many paths had parted when it began.
    pub(crate) open_forks: usize,
    /// How many targets of jumps there were when it began.
    pub(crate) targets: usize,
    /// Whether the first value is all that is wanted, so that the generator stops there.
    pub(crate) stops: bool,
    /// `None` when a path may yield what another does not. Where the generator stops at the first value, the iterator
    /// results of all paths.
    pub(crate) values: Option<Vec<Value>>,
}

/// What holds at the moment that is being followed.
pub(crate) struct State<'a> {
    pub(crate) page: &'a Page,
    pub(crate) text: &'a str,
    pub(crate) heap: Heap<'a>,
    pub(crate) environments: Environments,
    pub(crate) context: Context,
    /// The global object, which is the `this` of most calls.
    pub(crate) window: Value,
    /// Where `return`, `break`, `continue` and `throw` go to.
    pub(crate) targets: Vec<Target<'a>>,
    /// Paths that have parted and not yet met.
    pub(crate) open_forks: usize,
    /// Whether control cannot be here: after a `return`, a `throw`.
    pub(crate) dead: bool,
    /// How often something may have thrown that nothing shows, where that matters.
    pub(crate) hazards: usize,
    /// How many constructs there are around to which it matters.
    pub(crate) guards: usize,
    /// Tests of the config that hold here.
    pub(crate) assumed: Vec<(Path, bool)>,
    /// The branches that control is in.
    pub(crate) branches: Vec<Branch>,
    /// How many tests were made whose outcome is not known.
    pub(crate) tests: usize,
    /// The variables of promises that are known not to be rejected.
    pub(crate) fulfilled: FxHashSet<Id>,
    /// The functions that run now, the innermost last.
    pub(crate) running: Vec<Frame<'a>>,
    /// What generators that run now have yielded, the innermost last.
    pub(crate) yields: Vec<Yields>,
    /// Variables that `let` and the like declare further on: reading them throws.
    pub(crate) dead_zone: FxHashSet<Id>,
    /// Variables that nothing can be assigned to any more.
    pub(crate) constants: FxHashSet<Id>,
    /// Fields of the config that the page changes, and the variables that hold what they become.
    pub(crate) changed_fields: FxHashMap<Path, Id>,
    /// Properties of builtins that the page has set, by their path, and the variables that hold them.
    pub(crate) builtin_properties: FxHashMap<Box<str>, Id>,
    /// Functions that run because they have escaped, the innermost last.
    pub(crate) escaping: Vec<Value>,
    /// The instance that is being constructed.
    pub(crate) instance: Option<Constructed>,
    /// The functions that are run to a fixpoint because they call themselves.
    pub(crate) recursions: Vec<Recursion>,
    /// The variables that hold the functions named by function expressions, within these.
    pub(crate) function_names: FxHashSet<Id>,
    /// The `await` at which the async function that goes on had stopped, and the variable of its operand.
    pub(crate) awaited: Option<(Span, Id)>,
    /// How many symbols were made.
    pub(crate) symbols: usize,
    /// The last instance made of a class or function, by the object its methods are on.
    pub(crate) instances: FxHashMap<Id, Id>,
    /// The script that runs, as an index into the page's.
    pub(crate) script: Option<usize>,
    /// The load in force.
    pub(crate) load: Option<usize>,
    pub(crate) budget: Budget,
}

impl<'a> State<'a> {
    pub(crate) fn new(page: &'a Page, text: &'a str) -> Self {
        Self {
            page,
            text,
            heap: Heap::default(),
            environments: Environments::new(),
            context: Context {
                environment: Environments::SCRIPT,
                this: Value::window(),
                class: None,
                home: None,
                strict: false,
            },
            window: Value::window(),
            targets: Vec::new(),
            open_forks: 0,
            dead: false,
            hazards: 0,
            guards: 0,
            assumed: Vec::new(),
            branches: Vec::new(),
            tests: 0,
            fulfilled: FxHashSet::default(),
            running: Vec::new(),
            yields: Vec::new(),
            dead_zone: FxHashSet::default(),
            constants: FxHashSet::default(),
            changed_fields: FxHashMap::default(),
            builtin_properties: FxHashMap::default(),
            escaping: Vec::new(),
            instance: None,
            recursions: Vec::new(),
            function_names: FxHashSet::default(),
            awaited: None,
            symbols: 0,
            instances: FxHashMap::default(),
            script: None,
            load: None,
            budget: Budget::default(),
        }
    }

    /// What has been done so far, in steps.
    pub(crate) fn spent(&self) -> usize {
        self.budget.steps + self.heap.work() / WORK_OF_A_STEP
    }

    /// Counts a step; `false` when there have been too many.
    pub(crate) fn step(&mut self, span: impl Into<Span>) -> bool {
        self.budget.steps += 1;
        if self.spent() > self.budget.limit {
            self.budget.exhausted.get_or_insert(span.into());
            self.may_throw();
            return false;
        }
        true
    }

    /// Whether code is that of a script from elsewhere, in which the tenant replaces nothing.
    pub(crate) fn is_elsewhere(&self, span: impl Into<Span>) -> bool {
        !self.page.linked.is_empty() && self.page.links.is_elsewhere(span.into())
    }

    /// The text of the page at a span.
    pub(crate) fn code(&self, span: Span) -> &'a str {
        span.text(self.text)
    }
}
