//! A folder of its own for each test, and the command run in it.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A page with one thing wrong with it, which a safe fix mends.
pub(crate) const UNREADY: &str = r#"<!DOCTYPE html>
<html>
<head><meta charset="utf-8"><title>Grüße</title></head>
<body>
<script src="https://cdn.auth0.com/js/lock/15.0/lock.min.js"></script>
<script>
  var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@')))); var auth = { redirectUrl: config.callbackURL, params: config.internalOptions };
  var lock = new Auth0Lock(config.clientID, config.auth0Domain, {
    closable: false,
    auth: auth, rememberLastLogin: false
  });
  lock.show();
</script>
</body>
</html>
"#;

/// What makes such a page ready.
pub(crate) const FLAG: &str = "__useTenantInfo: config.isThirdPartyClient";

/// The same page with nothing wrong with it.
pub(crate) fn ready() -> String {
    UNREADY.replace(
        "closable: false,",
        &format!("closable: false,\n    {FLAG},"),
    )
}

/// A page that cannot be mended: nobody can see what its options are.
pub(crate) fn hopeless() -> String {
    let (start, _) = UNREADY.split_once(", {").expect("the page has options");
    format!(
        "{start}, window.optionsOfAnotherScript);\n  lock.show();\n</script>\n</body>\n</html>\n"
    )
}

/// The command that is tested: the binary, unless `LOCKWRIGHT_TESTED` names another, such as that of the npm package.
fn tested() -> OsString {
    env::var_os("LOCKWRIGHT_TESTED").unwrap_or_else(|| env!("CARGO_BIN_EXE_lockwright").into())
}

/// A folder that is removed when the test ends.
pub(crate) struct Folder(tempfile::TempDir);

/// What a run of the command came to.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder can be made"))
    }

    /// A folder with one page of that name.
    pub(crate) fn with(name: &str, page: impl AsRef<[u8]>) -> Self {
        let folder = Self::new();
        folder.put(name, page);
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn put(&self, name: &str, page: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("a folder can be made");
        fs::write(path, page).expect("a file can be written");
    }

    pub(crate) fn get(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("the file is there")
    }

    /// The command in this folder, in an environment that says nothing of terminals.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(tested());
        command
            .current_dir(self.0.path())
            .env_clear()
            .args(arguments)
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::of(&mut self.command(arguments))
    }

    /// Runs the command with `page` as its standard input.
    pub(crate) fn run_on(&self, page: &str, arguments: &[&str]) -> Run {
        let mut command = self.command(arguments);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the command starts");
        let mut stdin = child.stdin.take().expect("it is piped");
        stdin
            .write_all(page.as_bytes())
            .expect("the page fits into the pipe");
        drop(stdin);
        Run::from(child.wait_with_output().expect("the command ends"))
    }
}

impl Run {
    pub(crate) fn of(command: &mut Command) -> Self {
        Self::from(command.output().expect("the command runs"))
    }

    /// Standard output as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).expect("standard output is JSON")
    }
}

impl From<std::process::Output> for Run {
    fn from(output: std::process::Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("standard output is text"),
            stderr: String::from_utf8(output.stderr).expect("standard error is text"),
        }
    }
}
