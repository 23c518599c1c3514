//! Room on the stack for recursive parsers.
//!
//! swc's parser recurses once for each level of nesting, and a stack overflow kills the process
//! (swc issue 12024). Everything that parses, walks or drops a syntax tree runs in here.

use std::cell::Cell;

/// The stack of a worker thread in bytes. The system commits it only as it is used.
pub const BYTES: usize = 256 << 20;

thread_local! {
    static ROOMY: Cell<bool> = const { Cell::new(false) };
}

/// Says that this thread was started with a stack of [`BYTES`].
pub fn mark_roomy() {
    ROOMY.set(true);
}

/// Whether this thread was started with a stack of [`BYTES`].
pub(crate) fn is_roomy() -> bool {
    ROOMY.get()
}

/// Runs `work` on a stack of [`BYTES`]: here, if this thread has one, and otherwise on a thread of
/// its own. Falls back to this thread when the system gives no other.
pub fn with_room<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    if ROOMY.get() {
        return work();
    }
    let mut work = Some(work);
    let mut outcome = None;
    std::thread::scope(|scope| {
        let (work, outcome) = (&mut work, &mut outcome);
        let run = move || {
            mark_roomy();
            *outcome = work.take().map(|work| work());
        };
        if let Ok(thread) = std::thread::Builder::new()
            .stack_size(BYTES)
            .spawn_scoped(scope, run)
            && let Err(panic) = thread.join()
        {
            std::panic::resume_unwind(panic);
        }
    });
    match (outcome, work) {
        (Some(value), _) => value,
        (None, Some(work)) => work(),
        (None, None) => unreachable!("the thread ran the work or left it"),
    }
}
