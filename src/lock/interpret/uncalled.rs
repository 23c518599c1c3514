//! Functions that nobody on the page calls: somebody else may.

use rustc_hash::FxHashMap;

use super::Interpreter;
use super::closure::Kind;
use super::heap::Id;
use super::later::{Pending, Work, reason};
use super::unknown;
use super::value::Value;
use crate::span::Span;

/// Functions that nobody calls are run, and the functions that these make, for so many rounds.
const MOST_ROUNDS: usize = 6;

/// Functions of the same code that nobody calls are run so often, unless they concern Lock.
const MOST_ALIKE: usize = 10;

impl Interpreter<'_> {
    /// Runs every function that nothing on the page has called: somebody else may.
    pub(super) fn run_uncalled(&mut self) {
        let mut alike: FxHashMap<Span, usize> = FxHashMap::default();
        for _ in 0..MOST_ROUNDS {
            let uncalled: Vec<Id> = self
                .functions
                .iter()
                .filter(|id| !self.called.contains(id))
                .copied()
                .collect();
            if uncalled.is_empty() {
                break;
            }
            for id in uncalled {
                let object = self.heap.object(id);
                let Kind::Function(closure) = &object.kind else {
                    self.called.insert(id);
                    continue;
                };
                if !self.called.insert(id) || self.is_inert(closure) {
                    continue;
                }
                let span = closure.code.span();
                let count = alike.entry(span).or_default();
                *count += 1;
                if *count > MOST_ALIKE && !super::text::mentions_lock(self.code(span)) {
                    continue;
                }
                let nobody = "it is a parameter, and nobody on this page calls the function";
                let work = Work::Call {
                    function: Value::Object(id),
                    this: self.this_of(closure.home, span),
                    arguments: Vec::new(),
                    open: reason(nobody, span),
                };
                self.is_uncalled = true;
                self.run_one(Pending {
                    work,
                    certain: false,
                    repeated: false,
                    result: None,
                    due: f64::MAX,
                    span,
                });
                self.is_uncalled = false;
                self.run_pending();
            }
        }
    }

    /// The `this` that a method has as long as nobody says otherwise.
    fn this_of(&self, home: Option<Id>, span: Span) -> Value {
        match home {
            Some(home) => {
                Value::Object(self.recorder.instances.get(&home).copied().unwrap_or(home))
            }
            None => unknown("nobody on this page says what `this` is here", span),
        }
    }
}
