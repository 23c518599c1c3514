//! The interpreter and the second witness: any script can be followed and run, and ends.

#![no_main]

use std::time::{Duration, Instant};

use libfuzzer_sys::fuzz_target;
use lockwright::check::{Settings, find};
use lockwright::input::Source;
use lockwright::witness::{When, Witness};

/// No page takes so long, even with the fuzzer's instruments in it.
const LONGEST: Duration = Duration::from_secs(20);

fuzz_target!(|code: &str| {
    let source = Source {
        name: "login.html".to_owned(),
        text: format!(
            "<script src=https://cdn.auth0.com/js/lock/11.35.1/lock.min.js></script>\n\
             <script>\nvar config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));\n{code}\n</script>"
        ),
    };
    let settings = Settings {
        witness: Witness {
            when: When::Always,
            ..Witness::default()
        },
        ..Settings::default()
    };
    let start = Instant::now();
    let once = find(&source, &settings);
    assert!(start.elapsed() < LONGEST, "a page takes too long");
    assert_eq!(once, find(&source, &settings), "the same page, the same findings");
});
