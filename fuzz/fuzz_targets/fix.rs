//! `fix` on whole pages: what it does not edit stays, twice is the same as once, and what is read stays what it was.

#![no_main]

use libfuzzer_sys::fuzz_target;
use lockwright::check::{Settings, fix};
use lockwright::edit::Applicability;
use lockwright::input::Source;

fuzz_target!(|text: &str| {
    let page = |text: String| Source {
        name: "login.html".to_owned(),
        text,
    };
    let settings = Settings::default();
    for least in [Applicability::Safe, Applicability::Unsafe] {
        let once = fix(&page(text.to_owned()), &settings, least);
        if once.applied.is_empty() {
            assert_eq!(once.text, text, "nothing was fixed, and the page is another");
            continue;
        }
        let again = fix(&page(once.text.clone()), &settings, least);
        assert_eq!(again.text, once.text, "a second fix changes the page");
        let mut kept = once.text.as_str();
        for finding in &once.applied {
            let fix = finding.fix.as_ref().expect("what was applied is a fix");
            for edit in &fix.edits {
                assert!(once.text.contains(edit.content.as_str()), "an edit is not in the page");
            }
        }
        // Fixes write little: the lines that are neither edited nor new are those of the page, in their order.
        for line in text.lines() {
            if let Some(at) = kept.find(line) {
                kept = &kept[at + line.len()..];
            }
        }
        assert!(kept.len() <= once.text.len());
    }
});
