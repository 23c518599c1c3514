//! The budget of a page: all limits, and what has been spent.
//!
//! A limit that is hit is told: what is dropped makes what it could have touched unknown, and the page gets a
//! finding. See `Interpreter::hit`.

use crate::span::Span;

/// All limits.
pub(crate) struct Limits {
    /// Expressions and statements that are run.
    pub(crate) steps: usize,
    /// What could not be followed is told so often.
    pub(crate) unfollowed: usize,
    /// Functions are followed into this deep.
    pub(crate) calls: usize,
    /// Objects in objects are kept in a snapshot this deep.
    pub(crate) snapshot_depth: usize,
    /// Values in a snapshot.
    pub(crate) snapshot_values: usize,
    /// Variables, or patterns, that hold the config are kept up to this many.
    pub(crate) names: usize,
    /// Properties that are looked at to find the config in the page's objects.
    pub(crate) name_lookups: usize,
    /// How deep in the page's objects the config is looked for: `app.settings.config`.
    pub(crate) name_depth: usize,
    /// Constructions of Lock that are followed on one page.
    pub(crate) constructions: usize,
    /// Calls of methods of Lock that are noted.
    pub(crate) lock_calls: usize,
    /// Callbacks that are run, those that callbacks make included.
    pub(crate) callbacks: usize,
    /// Functions of the same code that nobody calls are run so often, unless they may matter to Lock.
    pub(crate) uncalled_alike: usize,
    /// Code that waits for other code to run, which waits in its turn, is followed this deep.
    pub(crate) asides: usize,
    /// Steps of one run of what may run.
    pub(crate) callback_steps: usize,
    /// A callback that may run, and that sets itself again, is followed so often.
    pub(crate) callback_turns: usize,
    /// A callback that is sure to run, and sets itself again, is followed so often; then it may run at any time.
    pub(crate) certain_turns: usize,
    /// A function that calls itself where it is not known whether it does is followed this often.
    pub(crate) recursion: usize,
    /// A function that is known to call itself is followed this often.
    pub(crate) known_recursion: usize,
    /// And for so many steps.
    pub(crate) recursive_steps: usize,
    /// Cases that fields of the config decide are told apart up to so many of one `switch`.
    pub(crate) field_cases: usize,
    /// A function is called for each of so many objects that an argument may be.
    pub(crate) split_objects: usize,
    /// Loops whose turns are known are run for this many turns.
    pub(crate) turns: usize,
    /// Rounds of a fixpoint after which it is given up.
    pub(crate) widened_rounds: usize,
    /// Rounds of a fixpoint before what still changes is widened.
    pub(crate) rounds: usize,
    /// An iterator that the page has made is asked so often.
    pub(crate) items: usize,
    /// A list that is made with more places than this is not followed.
    pub(crate) places: usize,
    /// Lists and objects within each other in JSON are followed this deep.
    pub(crate) json_depth: usize,
    /// Promises that wait for each other are followed so far.
    pub(crate) waiting: usize,
    /// More alternatives of a value than this are not told apart.
    pub(crate) alternatives: usize,
    /// A string that is made is followed up to this length, in bytes.
    pub(crate) text: usize,
    /// A string that is not all known is followed up to this many parts.
    pub(crate) text_parts: usize,
}

/// The limits of every page.
pub(crate) const LIMITS: Limits = Limits {
    steps: 400_000,
    unfollowed: 200,
    calls: 40,
    snapshot_depth: 8,
    snapshot_values: 5_000,
    names: 50,
    name_lookups: 2_000,
    name_depth: 2,
    constructions: 50,
    lock_calls: 200,
    callbacks: 500,
    uncalled_alike: 10,
    asides: 10,
    callback_steps: 60_000,
    callback_turns: 4,
    certain_turns: 60,
    recursion: 3,
    known_recursion: 30,
    recursive_steps: 20_000,
    field_cases: 20,
    split_objects: 4,
    turns: 1_000,
    widened_rounds: 60,
    rounds: 3,
    items: 200,
    places: 200,
    json_depth: 64,
    waiting: 20,
    alternatives: 12,
    text: 100_000,
    text_parts: 100,
};

/// Properties that are copied, joined or gone through count as a step when there are so many of them:
/// what a single step asks for may be long.
pub(crate) const WORK_OF_A_STEP: usize = 16;

/// The work after which the interpreter gives up, if it has not made as many steps before.
pub(crate) const MOST_WORK: usize = LIMITS.steps * WORK_OF_A_STEP;

/// What has been spent.
pub(crate) struct Budget {
    /// Steps so far.
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
            limit: LIMITS.steps,
            exhausted: None,
        }
    }
}
