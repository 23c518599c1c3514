//! `lockwright preview`: what is said before a browser opens.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::folder::{Folder, UNREADY};

#[test]
fn the_address_is_a_line_of_its_own() {
    let folder = Folder::with("login.html", UNREADY);
    let mut child = Command::new(env!("CARGO_BIN_EXE_lockwright"))
        .args(["preview", "login.html"])
        .current_dir(folder.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the command starts");
    let mut line = String::new();
    let stdout = child.stdout.take().expect("it has an output");
    BufReader::new(stdout)
        .read_line(&mut line)
        .expect("it says its address");
    child.kill().expect("it runs until it is ended");
    child.wait().expect("it ends");
    let rest = line
        .strip_prefix("http://127.0.0.1:")
        .expect("it is the address");
    let (port, path) = rest.trim_end().split_once('/').expect("it has a path");
    assert!(port.parse::<u16>().is_ok_and(|port| port > 0), "{line}");
    assert_eq!(path.len(), 33, "{line}");
}

#[test]
fn what_cannot_be_previewed_is_told() {
    let folder = Folder::with("login.html", UNREADY);
    folder.put("tenant.json", "[]");
    folder.put("mappings.json", "{\n  \"A(\": 1\n}");
    let cases: [(&[&str], &str); 8] = [
        (&["missing.html"], "the page cannot be read"),
        (
            &["login.html", "--lock", "none.js"],
            "cannot read the Lock bundle none.js",
        ),
        (
            &["login.html", "--tenant", "tenant.json"],
            "cannot use the tenant tenant.json",
        ),
        (&["login.html", "--tenant", "."], "configures no tenant"),
        (
            &["login.html", "--tenant", "nowhere"],
            "nowhere: No such file",
        ),
        (
            &["login.html", "--mappings", "mappings.json"],
            "mappings.json: the key `A(`",
        ),
        (&["login.html", "--port", "70000"], "70000"),
        (&[], "required"),
    ];
    for (arguments, message) in cases {
        let run = folder.run(&[&["preview"], arguments].concat());
        assert_eq!(
            (run.code, run.stdout.as_str()),
            (Some(2), ""),
            "{arguments:?}: {run:?}"
        );
        assert!(run.stderr.contains(message), "{arguments:?}: {run:?}");
    }
}
