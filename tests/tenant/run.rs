//! The command, run against a stand-in.

use std::process::{Command, Stdio};

use crate::standin::{StandIn, TOKEN};

/// What a run of the command came to.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    pub(crate) fn of(command: &mut Command) -> Self {
        let output = command.output().expect("the command runs");
        Self::from(output)
    }

    /// Standard output as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        let json = serde_json::from_str(&self.stdout);
        assert!(json.is_ok(), "{self:?}");
        json.unwrap_or_default()
    }

    #[track_caller]
    pub(crate) fn assert_code(&self, code: i32) -> &Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    /// Standard error says this.
    #[track_caller]
    pub(crate) fn assert_says(&self, texts: &[&str]) -> &Self {
        for text in texts {
            assert!(self.stderr.contains(text), "`{text}` is not in {self:#?}");
        }
        self
    }
}

impl From<std::process::Output> for Run {
    fn from(output: std::process::Output) -> Self {
        let run = Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("standard output is text"),
            stderr: String::from_utf8(output.stderr).expect("standard error is text"),
        };
        for secret in [TOKEN, crate::standin::CLIENT_SECRET] {
            let shown = format!("{}{}", run.stdout, run.stderr);
            assert!(!shown.contains(secret), "a secret is shown: {run:?}");
        }
        run
    }
}

/// `lockwright tenant …` with nothing in its environment.
pub(crate) fn bare(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lockwright"));
    command
        .env_clear()
        .arg("tenant")
        .args(arguments)
        .stdin(Stdio::null());
    command
}

impl StandIn {
    /// The command with access to the tenant, in its folder.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = bare(arguments);
        command
            .current_dir(self.folder())
            .env("AUTH0_DOMAIN", self.domain())
            .env("AUTH0_ACCESS_TOKEN", TOKEN)
            .env("SSL_CERT_FILE", self.ca_certificate());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::of(&mut self.command(arguments))
    }
}

/// The outcomes of a run: `Users: promoted, …`.
#[track_caller]
pub(crate) fn outcomes(run: &Run) -> String {
    let json = run.json();
    assert_eq!(json["version"], 1);
    let results = json["results"].as_array().cloned().unwrap_or_default();
    let shown = |it: &serde_json::Value| {
        let text = |key: &str| it[key].as_str().unwrap_or_default().to_owned();
        format!("{}: {}", text("name"), text("outcome"))
    };
    results.iter().map(shown).collect::<Vec<_>>().join(", ")
}
