//! Conversations as data: `conversations/*.json` are lists of what is sent and what must come back.

use std::path::Path;

use serde_json::Value;

use crate::editor::{Editor, is_as_expected};

fn hold(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lsp/conversations");
    let text = std::fs::read_to_string(path.join(format!("{name}.json")));
    let steps: Vec<Value> = serde_json::from_str(&text.expect("it can be read")).expect("JSON");
    let folder = tempfile::tempdir().expect("there is room");
    let mut editor = Editor::start(folder.path(), &[]);
    for (number, step) in steps.iter().enumerate() {
        let (said, expected) = match step {
            step if step["initialize"].is_string() => {
                let client = step["initialize"].as_str().unwrap_or_default();
                (editor.initialize(client), &step["expect"])
            }
            step if step["send"].is_object() => {
                editor.send(&step["send"]);
                continue;
            }
            step => (editor.receive(), &step["expect"]),
        };
        assert!(
            expected.is_object() && is_as_expected(&said, expected),
            "step {number} of {name}\nexpected {expected:#}\nsaid {said:#}"
        );
    }
    assert_eq!(editor.end(), Some(0), "{name}");
}

#[test]
fn with_vs_code() {
    hold("vscode");
}

#[test]
fn with_neovim() {
    hold("neovim");
}

#[test]
fn with_an_editor_that_can_do_little() {
    hold("plain");
}
