//! Signals that end a run while it writes pages: what it has not finished is removed first.

use std::sync::Once;
use std::thread;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use crate::edit::write;

/// From now on, Ctrl-C and requests to end leave no files behind. The process ends by the signal, as whoever
/// sent it expects.
pub(super) fn leave_nothing_behind() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        // Without a handler the signals do what they always do, and the next run removes what is left.
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else {
            return;
        };
        let _ = thread::Builder::new()
            .name("signals".to_owned())
            .spawn(move || {
                if let Some(signal) = signals.forever().next() {
                    write::abandon();
                    let _ = emulate_default_handler(signal);
                }
            });
    });
}
