//! Working on several pages at a time, where there are threads.

#[cfg(not(hosted))]
pub(super) use rayon_threads::map;

/// Does `work` on every item.
#[cfg(hosted)]
pub(super) fn map<I, T>(items: &[I], work: impl Fn(&I) -> T) -> Vec<T> {
    items.iter().map(work).collect()
}

#[cfg(not(hosted))]
mod rayon_threads {
    use std::num::NonZero;
    use std::thread;

    use rayon::prelude::*;

    use crate::stack;

    /// A thread takes on so many items at a time. With more, the others would wait for it in the end.
    const MOST_AT_ONCE: usize = 8;

    /// Does `work` on every item, several at a time. What comes of it is in the order of the items.
    pub(in crate::cli) fn map<I: Sync, T: Send>(
        items: &[I],
        work: impl Fn(&I) -> T + Sync,
    ) -> Vec<T> {
        match pool_for(items.len()) {
            Some(pool) => pool.install(|| {
                let items = items.par_iter().with_max_len(MOST_AT_ONCE);
                items.map(|item| work(item)).collect()
            }),
            None => items.iter().map(work).collect(),
        }
    }

    /// Threads with stacks that the parser cannot overflow. One item needs none: what parses it asks
    /// for such a stack itself.
    fn pool_for(items: usize) -> Option<rayon::ThreadPool> {
        if items < 2 {
            return None;
        }
        let threads = thread::available_parallelism()
            .map_or(1, NonZero::get)
            .min(items);
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .stack_size(stack::BYTES)
            .start_handler(|_| stack::mark_roomy())
            .thread_name(|number| format!("page-{number}"))
            .build()
            .ok()
    }
}
