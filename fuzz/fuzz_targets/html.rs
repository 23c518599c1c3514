//! The HTML stage: any text can be read, and every position stands in the text where it says.

#![no_main]

use libfuzzer_sys::fuzz_target;
use lockwright::page::Page;
use lockwright::stack;

fuzz_target!(|text: &str| {
    let text = text.to_owned();
    stack::with_room(move || {
        let page = Page::read(&text, false);
        for element in &page.elements {
            let tag = element.start_tag.text(&text);
            assert!(tag.starts_with('<'), "{tag:?}");
            assert!(element.content.end <= text.len());
        }
        for script in &page.scripts {
            assert!(text.get(script.content.start..script.content.end).is_some());
        }
        // A glance may only find too much.
        if Page::is_sound(&text) {
            assert!(page.problems.is_empty(), "{:?}", page.problems);
        }
    });
});
