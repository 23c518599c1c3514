//! A progress bar for long runs.

#[cfg(not(hosted))]
pub(super) use bar::Progress;

/// How far a run has come, which a host is not shown.
#[cfg(hosted)]
pub(super) struct Progress;

#[cfg(hosted)]
impl Progress {
    pub(super) fn over(_: usize) -> Self {
        Self
    }

    pub(super) fn none() -> Self {
        Self
    }

    pub(super) fn step(&self) {}
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
        /// The progress of a run over so many pages.
        pub(in crate::cli) fn over(pages: usize) -> Self {
            let bar = ProgressBar::with_draw_target(
                u64::try_from(pages).ok(),
                ProgressDrawTarget::hidden(),
            );
            if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} pages") {
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

        /// One more page is done.
        pub(in crate::cli) fn step(&self) {
            let Some(since) = self.since else { return };
            if self.bar.is_hidden() && since.elapsed() > PATIENCE {
                // The target itself sees to it that only a terminal is drawn on.
                self.bar.set_draw_target(ProgressDrawTarget::stderr());
            }
            self.bar.inc(1);
        }
    }

    impl Drop for Progress {
        fn drop(&mut self) {
            self.bar.finish_and_clear();
        }
    }
}
