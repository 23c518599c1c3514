//! Editing a page of 100 kB: how long after an edit the language server has the findings.
//!
//! `cargo bench --bench editor`. The goal is 10 ms.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark that cannot go on has failed, and prints what it found"
)]

#[allow(dead_code, reason = "the tests compare more of what a server says")]
#[path = "../tests/lsp/editor.rs"]
mod editor;

use std::time::{Duration, Instant};

use serde_json::json;

use editor::Editor;

const EDITS: i32 = 100;

fn main() {
    let text = page();
    let mut editor = Editor::start(&std::env::temp_dir(), &["--isolated"]);
    editor.initialize("vscode");
    editor.receive(); // It asks to be told of files.
    editor.open("untitled:a", &text);
    editor.findings();
    let mut times: Vec<Duration> = (2..2 + EDITS)
        .map(|version| edit(&mut editor, version))
        .collect();
    times.sort();
    let [least, median] = [0, times.len() / 2].map(|index| times.get(index).copied());
    println!(
        "an edit of a page of {} bytes: {:?} at least, {:?} in the median of {EDITS}",
        text.len(),
        least.unwrap_or_default(),
        median.unwrap_or_default(),
    );
}

/// A page of a little more than 100 kB with one construction of Lock that lacks the flag, most of it
/// code.
fn page() -> String {
    let functions = (0..1_250).map(|number| {
        format!(
            "  function step{number}(input) {{ if (input > {number}) {{ return input - 1; }} \
             return 'step {number}'; }}\n"
        )
    });
    format!(
        "<script src=https://cdn.auth0.com/js/lock/11.30.4/lock.min.js></script>\n<script>\n{}  \
         var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));\n  \
         new Auth0Lock(config.clientID, config.auth0Domain, {{}}).show();\n</script>\n",
        functions.collect::<String>(),
    )
}

/// Types a space into the page, and waits for the findings.
fn edit(editor: &mut Editor, version: i32) -> Duration {
    let place = json!({ "line": 500, "character": 0 });
    let change = json!({ "range": { "start": place, "end": place }, "text": " " });
    let started = Instant::now();
    editor.send(&json!({ "method": "textDocument/didChange", "params": {
        "textDocument": { "uri": "untitled:a", "version": version },
        "contentChanges": [change]
    } }));
    let found = editor.findings();
    let elapsed = started.elapsed();
    assert_eq!(found, ["missing-tenant-info"]);
    elapsed
}
