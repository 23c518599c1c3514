//! Standard output and standard error.

use std::io::{self, BufWriter, Write};

use clap::builder::styling::{AnsiColor, Style as Ansi};

use crate::report::{Style, printable};

use super::pages::Trouble;
use super::terminal::{ColorChoice, Environment};
use crate::system;

pub(super) use crate::system::Stream;

/// More troubles of one kind than these are told once, with a count.
const MOST_ALIKE: usize = 5;

/// Where output goes.
pub(super) struct Console {
    color: ColorChoice,
    out: BufWriter<system::Stdout>,
}

impl Console {
    pub(super) fn new(color: ColorChoice) -> Self {
        Self {
            color,
            out: BufWriter::new(system::stdout()),
        }
    }

    /// What a stream can show.
    pub(super) fn style(&self, stream: Stream) -> Style {
        let terminal = system::is_terminal(stream);
        Style {
            links: system::links(stream),
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
                let mut err = BufWriter::new(system::stderr());
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
        self.details(details);
    }

    /// Says what went wrong with one page.
    pub(super) fn trouble(&self, trouble: &Trouble) {
        self.error(&trouble.to_string(), trouble.help().as_deref());
    }

    /// Says what went wrong with several pages. What is the same for many is told once.
    pub(super) fn troubles(&self, troubles: &[Trouble]) {
        let mut alike: Vec<(String, Vec<&Trouble>)> = Vec::new();
        for trouble in troubles {
            let Some(reason) = trouble.reason() else {
                self.trouble(trouble);
                continue;
            };
            match alike.iter_mut().find(|(known, _)| *known == reason) {
                Some((_, group)) => group.push(trouble),
                None => alike.push((reason, vec![trouble])),
            }
        }
        for (reason, group) in alike {
            if group.len() <= MOST_ALIKE {
                group.iter().for_each(|trouble| self.trouble(trouble));
                continue;
            }
            let help = group.first().and_then(|trouble| trouble.help());
            let message = format!("{} files: {reason}", group.len());
            self.say("error", AnsiColor::Red, &message, None);
            let paths = group.iter().filter_map(|trouble| trouble.told().path);
            let mut lines: Vec<String> = paths.take(MOST_ALIKE).collect();
            lines.push(format!("and {} more", group.len() - lines.len()));
            self.details(&lines);
            self.details(
                &help
                    .map(|help| format!("help: {help}"))
                    .into_iter()
                    .collect::<Vec<_>>(),
            );
        }
    }

    fn details(&self, lines: &[String]) {
        let lines = lines.iter();
        let text: String = lines
            .map(|line| format!("  {}\n", printable(line)))
            .collect();
        let _ = system::stderr().write_all(text.as_bytes());
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
        let _ = system::stderr().write_all(text.as_bytes());
    }
}
