//! What checking a page costs, beside what the parsers alone cost on the same page.
//!
//! `cargo bench --bench pages`

#![allow(
    clippy::expect_used,
    reason = "a benchmark that cannot go on has failed"
)]

mod bare;
mod samples;

use divan::Bencher;
use divan::counter::BytesCount;
use lockwright::check::{Settings, check};
use lockwright::input::Source;
use lockwright::stack;
use samples::Sample;

fn main() {
    // As with several pages on the command line: the thread has its stack already.
    stack::with_room(divan::main);
}

/// html5ever and swc without Lockwright: tokens, a tree that is not kept, syntax trees.
#[divan::bench(args = Sample::ALL)]
fn parsers_alone(bencher: Bencher<'_, '_>, sample: Sample) {
    let text = sample.text();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| bare::parse(&text));
}

/// The same with everything that Lockwright does.
#[divan::bench(args = Sample::ALL)]
fn checking(bencher: Bencher<'_, '_>, sample: Sample) {
    let source = Source {
        name: "page.html".to_owned(),
        text: sample.text(),
    };
    let settings = Settings::default();
    bencher
        .counter(BytesCount::of_str(&source.text))
        .bench_local(|| check(&source, &settings));
}
