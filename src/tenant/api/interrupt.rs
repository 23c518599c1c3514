//! Being told to stop, by Ctrl-C or otherwise.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How often a run was told to stop. Waits end when it is told.
#[derive(Debug, Default)]
pub(crate) struct Interrupt {
    times: Mutex<u32>,
    changed: Condvar,
}

impl Interrupt {
    /// Tells the run to stop.
    pub(crate) fn ring(&self) {
        *self.lock() += 1;
        self.changed.notify_all();
    }

    /// How often the run was told to stop.
    pub(crate) fn times(&self) -> u32 {
        *self.lock()
    }

    /// Whether the run was told to stop.
    pub(crate) fn is_rung(&self) -> bool {
        self.times() > 0
    }

    /// Waits, but not on after the run was told to stop. Gives whether it was.
    pub(crate) fn wait(&self, duration: Duration) -> bool {
        let deadline = Instant::now() + duration;
        let mut times = self.lock();
        while *times == 0 {
            let Some(left) = deadline.checked_duration_since(Instant::now()) else {
                return false;
            };
            let waited = self.changed.wait_timeout(times, left);
            times = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }

    /// A count is sound whatever happened to who held it.
    fn lock(&self) -> MutexGuard<'_, u32> {
        self.times.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_end_early() {
        let interrupt = Interrupt::default();
        assert!(!interrupt.wait(Duration::from_millis(1)));
        std::thread::scope(|scope| {
            scope.spawn(|| interrupt.ring());
            assert!(interrupt.wait(Duration::from_secs(600)));
        });
        assert!(interrupt.is_rung());
    }
}
