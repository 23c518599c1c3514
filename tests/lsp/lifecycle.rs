//! How conversations begin and end, and what comes of messages that make no sense.

use std::path::Path;

use serde_json::{Value, json};

use crate::editor::Editor;

fn start() -> Editor {
    Editor::start(Path::new(env!("CARGO_MANIFEST_DIR")), &["--isolated"])
}

/// The code of the error that a message is answered with.
fn refused(editor: &mut Editor, message: Value) -> i64 {
    editor.send(&message);
    let answer = editor.receive();
    assert_eq!(answer["id"], message["id"], "{answer}");
    answer["error"]["code"].as_i64().unwrap_or_default()
}

#[test]
fn requests_are_refused_before_the_beginning_and_after_the_end() {
    let mut editor = start();
    let hover = json!({ "id": 1, "method": "textDocument/hover", "params": {} });
    assert_eq!(refused(&mut editor, hover.clone()), -32002);
    editor.initialize("plain");
    let again = json!({ "id": "a", "method": "initialize", "params": { "capabilities": {} } });
    assert_eq!(refused(&mut editor, again), -32600);
    editor.send(&json!({ "id": 2, "method": "shutdown" }));
    assert_eq!(
        editor.receive(),
        json!({ "jsonrpc": "2.0", "id": 2, "result": null })
    );
    assert_eq!(refused(&mut editor, hover), -32600);
    editor.send(&json!({ "method": "exit" }));
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn messages_that_make_no_sense_are_answered_and_survived() {
    let mut editor = start();
    editor.initialize("plain");
    for (bytes, code) in [
        ("Content-Length: 3\r\n\r\n{a}", -32700),
        ("Content-Length: 2\r\n\r\n[]", -32600),
        ("Content-Length: x\r\n\r\n", -32700),
    ] {
        editor.send_raw(bytes);
        let answer = editor.receive();
        assert_eq!(answer["id"], Value::Null, "{answer}");
        assert_eq!(answer["error"]["code"], code, "{bytes}: {answer}");
    }
    let unknown = json!({ "id": 1, "method": "textDocument/rename", "params": {} });
    assert_eq!(refused(&mut editor, unknown), -32601);
    let wrong = json!({ "id": 2, "method": "textDocument/hover", "params": { "position": 1 } });
    assert_eq!(refused(&mut editor, wrong), -32602);
    editor.send(&json!({ "method": "textDocument/didOpen", "params": [] }));
    assert_eq!(editor.receive()["method"], "window/logMessage");
    editor.send(&json!({ "method": "$/setTrace", "params": { "value": "off" } }));
    editor.send(&json!({ "id": "watch", "error": { "code": -32601, "message": "no" } }));
    editor.open("untitled:a.html", "<p>");
    assert_eq!(editor.findings(), Vec::<String>::new());
    editor.send(&json!({ "id": 3, "method": "shutdown" }));
    editor.receive();
    editor.send(&json!({ "method": "exit" }));
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn an_editor_that_is_gone_ends_the_server() {
    assert_eq!(start().end(), Some(1), "before the beginning");
    let mut editor = start();
    editor.initialize("plain");
    assert_eq!(editor.end(), Some(1), "in the middle");
    let mut editor = start();
    editor.initialize("plain");
    editor.send(&json!({ "method": "exit" }));
    assert_eq!(editor.end(), Some(1), "without shutdown");
}

#[test]
fn a_page_that_nests_deep_does_not_end_the_server() {
    let mut editor = start();
    editor.initialize("plain");
    let code = format!(
        "new Auth0Lock({}1{});",
        "(".repeat(90_000),
        ")".repeat(90_000)
    );
    editor.open("untitled:a.html", &format!("<script>{code}</script>"));
    assert!(!editor.findings().is_empty());
}
