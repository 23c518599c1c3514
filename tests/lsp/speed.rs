//! Editing a page of 100 kB.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::editor::Editor;

/// A page of a little more than 100 kB with one construction of Lock, most of it code.
fn page() -> String {
    let mut code = String::new();
    for number in 0..1_250 {
        code.push_str(&format!(
            "  function step{number}(input) {{ if (input > {number}) {{ return input - 1; }} return 'step {number}'; }}\n"
        ));
    }
    format!(
        "<script src=https://cdn.auth0.com/js/lock/11.30.4/lock.min.js></script>\n<script>\n{code}  \
         var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));\n  \
         new Auth0Lock(config.clientID, config.auth0Domain, {{}}).show();\n</script>\n"
    )
}

/// The median of the times from an edit to its findings. The limit of 10 ms is for a release build;
/// a debug build is given more.
#[test]
fn an_edit_of_a_large_page_is_answered_at_once() {
    let text = page();
    assert!(text.len() > 100_000, "{}", text.len());
    let mut editor = Editor::start(&std::env::temp_dir(), &["--isolated"]);
    editor.initialize("vscode");
    editor.receive(); // It asks to be told of files.
    editor.open("untitled:a", &text);
    editor.findings();
    let mut times = Vec::new();
    for version in 2..22 {
        let place = json!({ "line": 500, "character": 0 });
        let change = json!({ "range": { "start": place, "end": place }, "text": " " });
        let started = Instant::now();
        editor.send(&json!({ "method": "textDocument/didChange", "params": {
            "textDocument": { "uri": "untitled:a", "version": version },
            "contentChanges": [change]
        } }));
        assert_eq!(editor.findings(), ["missing-tenant-info"]);
        times.push(started.elapsed());
    }
    times.sort();
    let median = times[times.len() / 2];
    println!("an edit of a page of {} bytes: {median:?}", text.len());
    let limit = match cfg!(debug_assertions) {
        true => Duration::from_secs(5),
        false => Duration::from_millis(10),
    };
    assert!(median < limit, "{median:?}");
}
