//! The budget of a page: what may be spent on following it.

use crate::span::Span;

/// Expressions and statements that are run before the interpreter gives up.
pub(crate) const MOST_STEPS: usize = 400_000;

/// Properties that are copied, joined or gone through count as a step when there are so many of them:
/// what a single step asks for may be long.
pub(crate) const WORK_OF_A_STEP: usize = 16;

/// The work after which the interpreter gives up, if it has not made as many steps before.
pub(crate) const MOST_WORK: usize = MOST_STEPS * WORK_OF_A_STEP;

/// What could not be followed is said so often.
pub(crate) const MOST_UNFOLLOWED: usize = 200;

/// Functions are followed into this deep.
pub(crate) const DEEPEST_CALL: usize = 40;

/// What has been spent, and what may be.
pub(crate) struct Budget {
    pub(crate) steps: usize,
    /// How many steps may be made.
    pub(crate) limit: usize,
    /// Whether the limit of steps was hit, and where.
    pub(crate) exhausted: Option<Span>,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            steps: 0,
            limit: MOST_STEPS,
            exhausted: None,
        }
    }
}
