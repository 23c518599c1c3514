//! The JavaScript stage: any script can be parsed or is refused, without a panic and without overflowing the stack.

#![no_main]

use libfuzzer_sys::fuzz_target;
use lockwright::page::Page;
use lockwright::stack;

fuzz_target!(|code: &str| {
    let pages = ["<script>", "<script type=module>"].map(|tag| format!("{tag}\n{code}\n</script>"));
    stack::with_room(move || {
        for page in &pages {
            let _ = Page::read(page, true);
        }
    });
});
