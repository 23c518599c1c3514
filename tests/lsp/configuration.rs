//! What `lockwright.toml` says holds in the editor too, also after it changes.

use std::fs;

use serde_json::json;

use crate::editor::Editor;

const PAGE: &str = "<script src=https://cdn.auth0.com/js/lock/15.0.2/lock.min.js></script>
<script>
  var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@')))); var auth = { redirectUrl: config.callbackURL, params: config.internalOptions };
  new Auth0Lock(config.clientID, config.auth0Domain, { auth: auth }).show();
</script>
";

#[test]
fn the_file_of_the_page_applies_and_is_read_again_when_it_changes() {
    let folder = tempfile::tempdir().expect("there is room");
    let configuration = folder.path().join("lockwright.toml");
    let uri = format!("file://{}/login.html", folder.path().display());
    let write = |text: &str| fs::write(&configuration, text).expect("it can be written");
    let changed = json!({ "method": "workspace/didChangeWatchedFiles", "params": {
        "changes": [{ "uri": format!("file://{}", configuration.display()), "type": 2 }]
    } });

    write("target = 'private-cloud'\n");
    // The working directory is another one.
    let mut editor = Editor::start(&std::env::temp_dir(), &[]);
    editor.initialize("plain");
    editor.open(&uri, PAGE);
    let both = ["missing-configuration-base-url", "missing-tenant-info"];
    assert_eq!(editor.findings(), both);

    write("ignore = ['third-party']\n");
    editor.send(&changed);
    assert_eq!(editor.findings(), Vec::<String>::new());

    write("exclude = ['login.html']\n");
    editor.send(&json!({ "method": "textDocument/didSave", "params": {
        "textDocument": { "uri": uri }
    } }));
    assert_eq!(editor.findings(), Vec::<String>::new());

    write("\ntagret = 'cloud'\n");
    editor.send(&changed);
    let trouble = editor.receive();
    assert_eq!(trouble["method"], "window/showMessage");
    let message = trouble["params"]["message"].as_str().expect("it is text");
    assert!(
        message.contains("lockwright.toml:2: unknown key `tagret`") && message.contains("`target`"),
        "{message}"
    );
    assert_eq!(editor.findings(), Vec::<String>::new());

    fs::remove_file(&configuration).expect("it can be removed");
    editor.send(&changed);
    assert_eq!(editor.findings(), ["missing-tenant-info"]);
}

#[test]
fn a_mistake_is_told_once_whatever_other_pages_say() {
    let folder = tempfile::tempdir().expect("there is room");
    let [wrong, right] = ["wrong", "right"].map(|name| {
        let subfolder = folder.path().join(name);
        fs::create_dir(&subfolder).expect("there is room");
        let text = format!("{}target = 'cloud'\n", &"x"[..usize::from(name == "wrong")]);
        fs::write(subfolder.join("lockwright.toml"), text).expect("there is room");
        format!("file://{}/login.html", subfolder.display())
    });
    let change = |uri: &str| {
        json!({ "method": "textDocument/didChange", "params": {
            "textDocument": { "uri": uri, "version": 2 }, "contentChanges": [{ "text": PAGE }]
        } })
    };
    let mut editor = Editor::start(folder.path(), &[]);
    editor.initialize("plain");
    editor.open(&wrong, PAGE);
    assert_eq!(editor.receive()["method"], "window/showMessage");
    assert_eq!(editor.findings(), Vec::<String>::new());
    editor.open(&right, PAGE);
    assert_eq!(editor.findings(), ["missing-tenant-info"]);
    editor.send(&change(&wrong));
    assert_eq!(editor.findings(), Vec::<String>::new());
    editor.send(&change(&right));
    assert_eq!(editor.findings(), ["missing-tenant-info"]);
}

#[test]
fn the_command_has_the_last_word() {
    let folder = tempfile::tempdir().expect("there is room");
    let mut editor = Editor::start(folder.path(), &["--stdio", "--target", "private-cloud"]);
    editor.initialize("plain");
    editor.open("untitled:a", PAGE);
    assert_eq!(editor.findings().len(), 2);
}
