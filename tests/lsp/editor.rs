//! An editor: starts the server, talks to it, and compares what it says.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// As long as a server on a busy machine may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server and the two ends of its streams.
pub(crate) struct Editor {
    server: Child,
    to_server: Option<ChildStdin>,
    from_server: Receiver<Value>,
}

impl Editor {
    /// Starts a server in `folder`.
    pub(crate) fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut server = Command::new(env!("CARGO_BIN_EXE_lockwright"))
            .arg("lsp")
            .args(arguments)
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the server starts");
        let mut output = BufReader::new(server.stdout.take().expect("it is piped"));
        let (sender, from_server) = mpsc::channel();
        thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Self {
            to_server: server.stdin.take(),
            server,
            from_server,
        }
    }

    /// Says hello as the editor whose capabilities are `clients/NAME.json` would, and takes the
    /// answer.
    pub(crate) fn initialize(&mut self, name: &str) -> Value {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lsp/clients");
        let text = std::fs::read_to_string(path.join(format!("{name}.json")));
        let text = text.expect("the client's parameters can be read");
        let params: Value = serde_json::from_str(&text).expect("they are JSON");
        self.send(&json!({ "id": 0, "method": "initialize", "params": params }));
        let answer = self.receive();
        self.send(&json!({ "method": "initialized", "params": {} }));
        answer
    }

    pub(crate) fn send(&mut self, message: &Value) {
        let mut message = message.clone();
        message["jsonrpc"] = "2.0".into();
        let text = message.to_string();
        self.send_raw(&format!("Content-Length: {}\r\n\r\n{text}", text.len()));
    }

    pub(crate) fn send_raw(&mut self, bytes: &str) {
        let to_server = self.to_server.as_mut().expect("it is open");
        to_server
            .write_all(bytes.as_bytes())
            .and_then(|()| to_server.flush())
            .expect("the server listens");
    }

    pub(crate) fn open(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "html", "version": 1, "text": text });
        let params = json!({ "textDocument": document });
        self.send(&json!({ "method": "textDocument/didOpen", "params": params }));
    }

    /// The next thing the server says.
    pub(crate) fn receive(&mut self) -> Value {
        self.from_server
            .recv_timeout(PATIENCE)
            .expect("the server says something")
    }

    /// Takes the next thing the server says, and the rules that it finds broken in it.
    pub(crate) fn findings(&mut self) -> Vec<String> {
        let message = self.receive();
        let found = message["params"]["diagnostics"].as_array();
        let found = found.unwrap_or_else(|| panic!("no findings: {message:#}"));
        let codes = found.iter().map(|it| it["code"].as_str());
        codes.map(|code| code.unwrap_or("?").to_owned()).collect()
    }

    /// Closes the stream to the server, which says nothing more, and gives its exit code.
    pub(crate) fn end(mut self) -> Option<i32> {
        drop(self.to_server.take());
        let status = self.server.wait().expect("the server ends");
        let more = self.from_server.try_iter().collect::<Vec<_>>();
        assert!(more.is_empty(), "the server also says {more:#?}");
        status.code()
    }
}

impl Drop for Editor {
    /// A test that failed leaves no server behind.
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        output.read_line(&mut line).ok().filter(|read| *read > 0)?;
        match line.trim_end().split_once(": ") {
            Some((_, value)) => length = value.parse().ok()?,
            None => break,
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

/// Whether all that `expected` has is in `said`. Objects in `said` may have more; arrays may not; a
/// string in slashes is what the string that was said must contain.
pub(crate) fn is_as_expected(said: &Value, expected: &Value) -> bool {
    match (said, expected) {
        (Value::Object(said), Value::Object(expected)) => expected
            .iter()
            .all(|(key, expected)| is_as_expected(said.get(key).unwrap_or(&Value::Null), expected)),
        (Value::Array(said), Value::Array(expected)) => {
            said.len() == expected.len()
                && said.iter().zip(expected).all(|(a, b)| is_as_expected(a, b))
        }
        (Value::String(said), Value::String(expected)) => {
            let part = expected
                .strip_prefix('/')
                .and_then(|it| it.strip_suffix('/'));
            part.map_or(said == expected, |part| said.contains(part))
        }
        (said, expected) => said == expected,
    }
}
