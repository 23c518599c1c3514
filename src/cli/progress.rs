//! A progress bar for long runs.

#[cfg(not(hosted))]
pub(super) use bar::Progress;

/// How far a run has come, which a host is not shown.
#[cfg(hosted)]
pub(super) struct Progress;

#[cfg(hosted)]
impl Progress {
    pub(super) fn over(_: usize, _: &str) -> Self {
        Self
    }

    pub(super) fn none() -> Self {
        Self
    }

    pub(super) fn step(&self) {}

    pub(super) fn hidden_while<T>(&self, work: impl FnOnce() -> T) -> T {
        work()
    }
}

#[cfg(not(hosted))]
mod bar {
    use std::time::{Duration, Instant};

    use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

    /// A run shorter than this shows no bar.
    const PATIENCE: Duration = Duration::from_millis(500);

    /// How far a run has come, shown on standard error where that is a terminal.
    pub(in crate::cli) struct Progress {
        bar: ProgressBar,
        /// When the run began; `None` when nothing is to be shown.
        since: Option<Instant>,
    }

    impl Progress {
        /// The progress of a run over so many things: `"pages"`.
        pub(in crate::cli) fn over(count: usize, things: &str) -> Self {
            let template = format!("{{bar:30}} {{pos}} of {{len}} {things}");
            Self::with(Some(count), &template)
        }

        /// The progress of a run over things that have not been counted.
        pub(in crate::cli) fn counting(things: &str) -> Self {
            Self::with(None, &format!("{{spinner}} {{pos}} {things}"))
        }

        fn with(count: Option<usize>, template: &str) -> Self {
            let count = count.and_then(|count| u64::try_from(count).ok());
            let bar = ProgressBar::with_draw_target(count, ProgressDrawTarget::hidden());
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style.progress_chars("=> "));
            }
            Self {
                bar,
                since: Some(Instant::now()),
            }
        }

        /// Progress that is never shown.
        pub(in crate::cli) fn none() -> Self {
            Self {
                bar: ProgressBar::hidden(),
                since: None,
            }
        }

        /// One more is done.
        pub(in crate::cli) fn step(&self) {
            self.appear();
            self.bar.inc(1);
        }

        /// So many are done.
        pub(in crate::cli) fn set(&self, done: usize) {
            self.appear();
            self.bar
                .set_position(u64::try_from(done).unwrap_or(u64::MAX));
        }

        /// Shows the bar, once the run has taken a while.
        fn appear(&self) {
            let Some(since) = self.since else { return };
            if self.bar.is_hidden() && since.elapsed() > PATIENCE {
                // The target itself sees to it that only a terminal is drawn on.
                self.bar.set_draw_target(ProgressDrawTarget::stderr());
            }
        }

        /// Takes the bar off the screen for as long as something else is written.
        pub(in crate::cli) fn hidden_while<T>(&self, work: impl FnOnce() -> T) -> T {
            self.bar.suspend(work)
        }
    }

    impl Drop for Progress {
        fn drop(&mut self) {
            self.bar.finish_and_clear();
        }
    }
}
