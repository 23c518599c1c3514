//! Whole runs of the command, from start to exit: one page, and 1,000 pages with 13 MB between them.
//!
//! `cargo bench --bench many_files`; with `-- --keep FOLDER` the pages stay there and nothing is
//! measured, for other tools to do so.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark that cannot go on has failed, and prints what it found"
)]

#[path = "pages/samples.rs"]
mod samples;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use samples::Sample;

const PAGES: usize = 1_000;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let keep = arguments.iter().position(|argument| argument == "--keep");
    if let Some(folder) = keep.and_then(|at| arguments.get(at + 1)) {
        let bytes = make_pages(Path::new(folder));
        println!("{PAGES} pages, {bytes} bytes, in {folder}");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder can be made");
    let bytes = make_pages(folder.path());
    let first = folder.path().join(page_name(0));
    report("one page", 50, &[first]);
    report(
        &format!("{PAGES} pages, {bytes} bytes"),
        10,
        &[folder.path().to_owned()],
    );
}

fn page_name(number: usize) -> String {
    format!("page-{number:04}.html")
}

/// Fills a folder with the large samples in turn, each a little different (a quarter of them ready, a
/// quarter with something to mend, half without Lock), and says how many bytes that is.
fn make_pages(folder: &Path) -> usize {
    fs::create_dir_all(folder).expect("a folder can be made");
    let texts = Sample::ALL.map(Sample::text);
    let texts: Vec<&String> = texts.iter().filter(|text| text.len() > 10_000).collect();
    (0..PAGES)
        .zip(texts.iter().cycle())
        .map(|(number, text)| {
            let text = text.replace("<title>", &format!("<title>{number}: "));
            fs::write(folder.join(page_name(number)), &text).expect("a page can be written");
            text.len()
        })
        .sum()
}

/// Runs the command on the paths and prints the median time.
fn report(what: &str, runs: usize, paths: &[PathBuf]) {
    let mut times: Vec<Duration> = (0..runs).map(|_| run(paths)).collect();
    times.sort();
    let median = times.get(runs / 2).expect("there are runs");
    println!(
        "{what}: {:.2} ms (median of {runs})",
        median.as_secs_f64() * 1e3
    );
}

fn run(paths: &[PathBuf]) -> Duration {
    let start = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_lockwright"))
        .args(["check", "--output-format", "concise"])
        .args(paths)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("the command runs");
    let time = start.elapsed();
    assert!(matches!(status.code(), Some(0 | 1)), "{status}");
    time
}
