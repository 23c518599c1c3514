//! The abstract state: the heap, the environments, the completions on their way, the conditions of the
//! path that control is on, and what of the budget is spent.

pub(crate) mod control;
pub(crate) mod environment;
pub(crate) mod heap;
pub(crate) mod throwing;

use rustc_hash::{FxHashMap, FxHashSet};

use self::control::Target;
use self::environment::Environments;
use self::heap::Heap;
use super::budget::{Budget, WORK_OF_A_STEP};
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
}

/// A call that runs.
pub(crate) struct Frame {
    pub(crate) code: Span,
    /// Abrupt many paths had parted and not met when it began.
    pub(crate) open_forks: usize,
    /// Abrupt many targets of jumps there were.
    pub(crate) targets: usize,
    /// Abrupt many steps had been made when it began.
    pub(crate) steps: usize,
}

/// What a generator has yielded so far to somebody who goes through all of it.
pub(crate) struct Yields {
    /// Abrupt deep in calls the generator's own code runs.
    pub(crate) depth: usize,
    /// Abrupt many paths had parted when it began.
    pub(crate) open_forks: usize,
    /// Abrupt many targets of jumps there were when it began.
    pub(crate) targets: usize,
    /// `None` when a path may yield what another does not.
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
    /// Abrupt often something may have thrown that nothing shows, where that matters.
    pub(crate) hazards: usize,
    /// Abrupt many constructs there are around to which it matters.
    pub(crate) guards: usize,
    /// Tests of the config that hold here.
    pub(crate) assumed: Vec<(Path, bool)>,
    /// The branches that control is in.
    pub(crate) branches: Vec<Branch>,
    /// Abrupt many tests were made whose outcome is not known.
    pub(crate) tests: usize,
    /// The variables of promises that are known not to be rejected.
    pub(crate) fulfilled: FxHashSet<Id>,
    /// The functions that run now, the innermost last.
    pub(crate) running: Vec<Frame>,
    /// What generators that run now have yielded, the innermost last.
    pub(crate) yields: Vec<Yields>,
    /// Variables that `let` and the like declare further on: reading them throws.
    pub(crate) dead_zone: FxHashSet<Id>,
    /// Variables that nothing can be assigned to any more.
    pub(crate) constants: FxHashSet<Id>,
    /// Fields of the config that the page changes, and the variables that hold what they become.
    pub(crate) changed_fields: FxHashMap<Path, Id>,
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
            fulfilled: FxHashSet::default(),
            running: Vec::new(),
            yields: Vec::new(),
            dead_zone: FxHashSet::default(),
            constants: FxHashSet::default(),
            changed_fields: FxHashMap::default(),
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

    /// The text of the page at a span.
    pub(crate) fn code(&self, span: Span) -> &'a str {
        span.text(self.text)
    }
}
