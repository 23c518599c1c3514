//! What runs when: scripts in document order, jobs, callbacks, and functions that nobody calls.

pub(crate) mod callbacks;
pub(crate) mod jobs;
pub(crate) mod redeclaration;
pub(crate) mod rest;
pub(crate) mod scripts;
pub(crate) mod uncalled;

use rustc_hash::{FxHashMap, FxHashSet};

use self::jobs::Pending;
use self::redeclaration::DeclaredGlobals;
use self::rest::AnyTime;
use super::domain::ids::Id;
use super::domain::value::Value;
use super::eval::exports::ModuleRecord;
use crate::span::Span;

/// What is still to run, and what has.
#[derive(Default)]
pub(crate) struct Schedule<'a> {
    pub(crate) pending: Vec<Pending<'a>>,
    /// What may run at any time, any number of times, see `rest`.
    pub(crate) at_any_time: Vec<AnyTime<'a>>,
    /// Changes whenever something that may run at any time has changed the state.
    pub(crate) version: usize,
    /// How often callbacks that may run have run.
    pub(crate) turns: FxHashMap<Span, usize>,
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
    /// How much of what runs now waits for something else to run.
    pub(crate) asides: usize,
    pub(crate) declared_globals: DeclaredGlobals<'a>,
    /// The modules from elsewhere that have been evaluated, or are being so, by their place among the scripts.
    pub(crate) modules: FxHashMap<usize, ModuleRecord>,
}
