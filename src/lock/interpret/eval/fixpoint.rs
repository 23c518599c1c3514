//! The fixpoint: what may run any number of times is run until another run changes nothing.

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::budget::LIMITS;
use crate::lock::interpret::domain::value::unknown;
use crate::span::Span;

impl Interpreter<'_> {
    /// Runs something any number of times, none included: until the state is no longer changed by it. What
    /// still changes after a few rounds is widened, so that there is an end.
    pub(crate) fn fixpoint(&mut self, cause: Cause, span: Span, mut round: impl FnMut(&mut Self)) {
        let widened = unknown(cause, span);
        let mut rounds = 0;
        loop {
            let before = self.state.heap.mark();
            let open_forks = self.state.open_forks;
            let mut fork = self.state.fork();
            round(self);
            self.state.end_arm(&mut fork);
            self.state.end_arm(&mut fork);
            self.state.join(fork);
            self.state.open_forks = open_forks;
            if self.state.heap.is_settled(before) || self.state.budget.exhausted.is_some() {
                return;
            }
            rounds += 1;
            if rounds >= LIMITS.rounds {
                self.state.heap.widen(before, &widened);
            }
            if rounds >= LIMITS.widened_rounds {
                self.hit(Cause::EndlessLoop, span);
                return;
            }
        }
    }

    /// Whether a limit was hit: that is told.
    pub(crate) fn hit(&mut self, cause: Cause, span: Span) {
        self.unfollowed(cause, span);
    }
}
