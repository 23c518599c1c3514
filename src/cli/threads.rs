//! Working on several pages at a time, where there are threads.

#[cfg(not(hosted))]
pub(super) use rayon_threads::Threads;

/// A host has one thread.
#[cfg(hosted)]
pub(super) struct Threads;

#[cfg(hosted)]
impl Threads {
    pub(super) fn for_items(_: usize) -> Self {
        Self
    }

    /// Does `work` on every item.
    pub(super) fn map<I, T>(&self, items: &[I], work: impl Fn(&I) -> T) -> Vec<T> {
        items.iter().map(work).collect()
    }
}

#[cfg(not(hosted))]
mod rayon_threads {
    use std::num::NonZero;
    use std::thread;

    use rayon::prelude::*;

    use crate::stack;

    /// A thread takes on so many items at a time. With more, the others would wait for it in the end.
    const MOST_AT_ONCE: usize = 8;

    /// Threads with stacks that the parser cannot overflow.
    pub(in crate::cli) struct Threads(Option<rayon::ThreadPool>);

    impl Threads {
        /// Threads for so many items. One item needs none: what parses it asks for a big stack itself.
        pub(in crate::cli) fn for_items(items: usize) -> Self {
            if items < 2 {
                return Self(None);
            }
            let threads = thread::available_parallelism()
                .map_or(1, NonZero::get)
                .min(items);
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .stack_size(stack::BYTES)
                .start_handler(|_| stack::mark_roomy())
                .thread_name(|number| format!("page-{number}"))
                .build();
            Self(pool.ok())
        }

        /// Does `work` on every item, several at a time. What comes of it is in the order of the items.
        pub(in crate::cli) fn map<I: Sync, T: Send>(
            &self,
            items: &[I],
            work: impl Fn(&I) -> T + Sync,
        ) -> Vec<T> {
            match &self.0 {
                Some(pool) => pool.install(|| {
                    let items = items.par_iter().with_max_len(MOST_AT_ONCE);
                    items.map(&work).collect()
                }),
                None => items.iter().map(work).collect(),
            }
        }
    }
}
