//! Functions that call themselves: as long as it is known that they do, and otherwise a few times.

use crate::lock::interpret::budget::LIMITS;
use crate::lock::interpret::state::Frame;
use crate::lock::interpret::state::State;
use crate::span::Span;

impl State<'_> {
    /// Whether a function has called itself as often as is followed.
    pub(crate) fn recurses_too_deep(&self, code: Span) -> bool {
        let mut frames = self.running.iter().filter(|frame| frame.code == code);
        let Some(first) = frames.next() else {
            return false;
        };
        let (mut calls, mut open_calls) = (1, 1);
        let mut last = first;
        for frame in frames {
            calls += 1;
            open_calls += usize::from(self.parted_since(last, frame.open_forks, frame.targets));
            last = frame;
        }
        let is_open = self.parted_since(last, self.open_forks, self.targets.len());
        calls >= LIMITS.known_recursion
            || (is_open && open_calls >= LIMITS.recursion)
            || (calls >= LIMITS.recursion
                && self.budget.steps - first.steps > LIMITS.recursive_steps)
    }

    /// Whether paths have parted between the beginning of a call and a later moment, so that it is not known
    /// whether control comes there.
    pub(crate) fn parted_since(&self, frame: &Frame, open_forks: usize, targets: usize) -> bool {
        let mut between = self
            .targets
            .get(frame.targets..targets)
            .unwrap_or_default()
            .iter();
        open_forks > frame.open_forks || between.any(|target| !target.exits.is_empty())
    }
}
