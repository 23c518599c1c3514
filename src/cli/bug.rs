//! Panics: each is a bug, is said to be one, and ends neither the other pages nor without a code.

use std::any::Any;
use std::io::Write;
use std::panic::{self, AssertUnwindSafe};

use crate::system;

/// Makes every panic, on whichever thread, say that it is a bug of Lockwright.
pub(super) fn install_hook() {
    panic::set_hook(Box::new(|panic| {
        let message = message(panic.payload());
        let place = panic
            .location()
            .map(|place| format!(" ({place})"))
            .unwrap_or_default();
        // There is nobody left to tell when standard error is gone.
        let _ = writeln!(
            system::stderr(),
            "error: Lockwright has a bug: {message}{place}\n\
             \x20 Please report this line with the command, the version ({version}) and, if you \
             may share it, the page.",
            version = env!("CARGO_PKG_VERSION"),
        );
    }));
}

/// Runs `work`; `None` when it panicked, of which the hook has told.
///
/// What `work` leaves half done must not be used afterwards: here that is a page that is dropped as
/// a whole.
pub(super) fn guard<T>(work: impl FnOnce() -> T) -> Option<T> {
    panic::catch_unwind(AssertUnwindSafe(work)).ok()
}

fn message(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}
