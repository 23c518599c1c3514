//! Standard output and standard error.

use std::io::{self, BufWriter, IsTerminal, StderrLock, StdoutLock, Write};

use clap::builder::styling::{AnsiColor, Style as Ansi};

use crate::report::{Style, printable};

use super::pages::Trouble;
use super::terminal::{ColorChoice, Environment};

/// Where output goes.
pub(super) struct Console {
    color: ColorChoice,
    out: BufWriter<StdoutLock<'static>>,
}

/// One of the two streams.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    Out,
    Error,
}

impl Console {
    pub(super) fn new(color: ColorChoice) -> Self {
        Self {
            color,
            out: BufWriter::new(io::stdout().lock()),
        }
    }

    /// What a stream can show.
    pub(super) fn style(&self, stream: Stream) -> Style {
        let (terminal, links) = match stream {
            Stream::Out => (
                self.out.get_ref().is_terminal(),
                supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout),
            ),
            Stream::Error => (
                io::stderr().is_terminal(),
                supports_hyperlinks::on(supports_hyperlinks::Stream::Stderr),
            ),
        };
        Style {
            links,
            ..Environment::of_process().style(self.color, terminal)
        }
    }

    /// Standard output.
    pub(super) fn out(&mut self) -> &mut impl Write {
        &mut self.out
    }

    /// Gives `write` the stream.
    pub(super) fn write(
        &mut self,
        stream: Stream,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        match stream {
            Stream::Out => write(&mut self.out),
            Stream::Error => {
                let mut err: BufWriter<StderrLock<'_>> = BufWriter::new(io::stderr().lock());
                write(&mut err)?;
                err.flush()
            }
        }
    }

    /// Sends on what standard output has held back.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Says what went wrong.
    pub(super) fn error(&self, message: &str, help: Option<&str>) {
        self.say("error", AnsiColor::Red, message, help);
    }

    /// Says what may have gone wrong.
    pub(super) fn warning(&self, message: &str, help: Option<&str>) {
        self.say("warning", AnsiColor::Yellow, message, help);
    }

    /// Says what is worth knowing, with details on lines of their own.
    pub(super) fn note(&self, message: &str, details: &[String]) {
        self.say("note", AnsiColor::Cyan, message, None);
        let lines = details.iter();
        let text: String = lines
            .map(|line| format!("  {}\n", printable(line)))
            .collect();
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// Says what went wrong with one page.
    pub(super) fn trouble(&self, trouble: &Trouble) {
        self.error(&trouble.to_string(), trouble.help().as_deref());
    }

    fn say(&self, kind: &str, color: AnsiColor, message: &str, help: Option<&str>) {
        let style = match self.style(Stream::Error).color {
            true => color.on_default().bold(),
            false => Ansi::new(),
        };
        let mut text = format!("{style}{kind}:{style:#} {}\n", printable(message));
        if let Some(help) = help {
            text.push_str(&format!("  help: {}\n", printable(help)));
        }
        // When standard error is closed, the exit code still tells.
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }
}
