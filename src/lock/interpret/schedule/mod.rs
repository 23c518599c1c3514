//! What runs when: scripts in document order, jobs, callbacks, and functions that nobody calls.

pub(crate) mod callbacks;
pub(crate) mod jobs;
pub(crate) mod redeclaration;
pub(crate) mod scripts;
pub(crate) mod uncalled;

use rustc_hash::{FxHashMap, FxHashSet};

use self::jobs::{Pending, Work};
use self::redeclaration::DeclaredGlobals;
use super::domain::ids::Id;
use super::domain::value::Value;

/// What is still to run, and what has.
#[derive(Default)]
pub(crate) struct Schedule<'a> {
    pub(crate) pending: Vec<Pending<'a>>,
    /// What may run again, after everything else has run.
    pub(crate) repeats: Vec<Work<'a>>,
    /// Abrupt often callbacks that may run have run.
    pub(crate) turns: FxHashMap<Id, usize>,
    /// What `window.onload` is.
    pub(crate) onload: Option<Value>,
    /// The time that the callback that runs was due, in milliseconds from the end of the scripts.
    pub(crate) clock: f64,
    /// Every function made, in order.
    pub(crate) functions: Vec<Id>,
    /// Those of them that were called.
    pub(crate) called: FxHashSet<Id>,
    /// Whether a function runs that nobody on the page calls.
    pub(crate) is_uncalled: bool,
    /// Abrupt much of what runs now waits for something else to run.
    pub(crate) asides: usize,
    pub(crate) declared_globals: DeclaredGlobals<'a>,
}
