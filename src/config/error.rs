//! What is wrong with a configuration, and where.

use std::fmt;
use std::io;
use std::ops::Range;
use std::path::Path;

use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode};

use crate::report::printable;
use crate::rules;

/// A line longer than this is not shown: nobody wrote it.
const LONGEST_LINE_SHOWN: usize = 300;

/// What an assignment of `--config` goes by.
pub(super) const ASSIGNMENT: &str = "--config";

/// What the parser says of a word without quotes.
const UNQUOTED: &str = "string values must be quoted";

/// As many words as a person reads: more than these are not listed.
const MOST_CHOICES: usize = 12;

/// Why a configuration cannot be used.
#[derive(Debug)]
pub(crate) struct ConfigError {
    message: String,
    help: Option<String>,
    /// Boxed, because errors are passed through every result.
    place: Option<Box<Place>>,
}

/// Where in a configuration something is wrong.
#[derive(Debug)]
struct Place {
    text: NamedSource<String>,
    span: Range<usize>,
}

impl ConfigError {
    /// An error of a configuration as a whole.
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: Some(help.into()),
            place: None,
        }
    }

    /// The file could not be read.
    pub(super) fn unreadable(path: &Path, error: &io::Error) -> Self {
        let (reason, help) = match error.kind() {
            io::ErrorKind::NotFound => (
                "there is no such file".to_owned(),
                "check the path; a value is given as KEY=VALUE",
            ),
            io::ErrorKind::InvalidData => ("it is not UTF-8".to_owned(), "save it as UTF-8"),
            _ => (
                error.to_string(),
                "see that it can be read, or use --isolated to do without configuration files",
            ),
        };
        let path = path.display();
        Self::new(
            format!("cannot read the configuration {path}: {reason}"),
            help,
        )
    }

    /// The working directory, which paths are relative to, is gone.
    pub(crate) fn no_current_folder(error: io::Error) -> Self {
        Self::new(
            format!("there is no working directory: {error}"),
            "change to a folder that exists",
        )
    }

    /// What the TOML parser has against `text`, which goes by `name`.
    pub(super) fn in_text(name: &str, text: &str, error: &toml::de::Error) -> Self {
        let (message, mut help) = explain(error.message());
        if name == ASSIGNMENT && message == UNQUOTED {
            help = Some("in a shell with quotes around it all: 'target=\"cloud\"'".to_owned());
        }
        if error
            .message()
            .contains("invalid type: map, expected a sequence")
            && text.lines().any(|line| line.trim() == "[overrides]")
        {
            help = Some("write [[overrides]] in double brackets; there may be several".to_owned());
        }
        // A key may hold any character, also those that a terminal obeys.
        let message = printable(&message).to_string();
        let place = error
            .span()
            .map(|span| Place::new(name, text, span))
            .map(Box::new);
        Self {
            message: match place {
                Some(_) => message,
                None => format!("{name}: {message}"),
            },
            help,
            place,
        }
    }
}

impl Place {
    fn new(name: &str, text: &str, span: Range<usize>) -> Self {
        let line_start = text
            .get(..span.start)
            .and_then(|before| before.rfind('\n'))
            .map_or(0, |newline| newline + 1);
        let line = text.get(line_start..).unwrap_or_default();
        let line_length = line.find('\n').unwrap_or(line.len());
        // An error about a whole table would underline all of it.
        let end = span.end.min(line_start + line_length).max(span.start);
        Self {
            text: NamedSource::new(name, shown(text)),
            span: span.start..end,
        }
    }

    /// Whether the line that is to be shown is one that a person wrote.
    fn is_short(&self) -> bool {
        let text = self.text.inner();
        let line_end = |start: usize| {
            let rest = text.get(start..).unwrap_or_default();
            rest.find('\n').unwrap_or(rest.len())
        };
        let before = text.get(..self.span.start).unwrap_or_default();
        let column = before.len() - before.rfind('\n').map_or(0, |newline| newline + 1);
        column + line_end(self.span.start) <= LONGEST_LINE_SHOWN
    }
}

/// The text without the characters that a terminal would obey. No offset moves.
fn shown(text: &str) -> String {
    let harmless = |c: char| match c {
        '\n' | '\t' | '\r' => c,
        c if printable(c.encode_utf8(&mut [0; 4])).starts_with(c) => c,
        c => match c.len_utf8() {
            1 => '?',
            2 => '¿',
            _ => char::REPLACEMENT_CHARACTER,
        },
    };
    text.chars().map(harmless).collect()
}

/// The parser's message in the words of this program, and what to do about it.
fn explain(message: &str) -> (String, Option<String>) {
    let message = message.trim_end().replace('\n', "; ");
    let Some((wrong, expected)) = message.split_once(", expected ") else {
        return told_apart(message);
    };
    if wrong == UNQUOTED {
        return (
            wrong.to_owned(),
            Some("as in target = \"cloud\"".to_owned()),
        );
    }
    if let Some(found) = wrong.strip_prefix("invalid type: ") {
        let (wanted, example) = kind_wanted(expected);
        return (
            format!("expected {wanted}, found {}", kind_found(found)),
            example.map(str::to_owned),
        );
    }
    let kind = match wrong.split_once(" `") {
        Some(("unknown field", _)) => "key",
        Some(("unknown variant", _)) => "value",
        _ => return (message, None),
    };
    let Some(word) = quoted(wrong).next() else {
        return (message.clone(), None);
    };
    let choices: Vec<&str> = quoted(expected).collect();
    let help = match rules::nearest(word, choices.iter().copied()) {
        Some(choice) => format!("did you mean `{choice}`?"),
        None if choices.len() <= MOST_CHOICES => format!("expected one of {}", choices.join(", ")),
        None => "docs/configuration.md lists the keys".to_owned(),
    };
    (format!("unknown {kind} `{word}`"), Some(help))
}

/// What serde expects, in the words of TOML, and how it is written.
fn kind_wanted(expected: &str) -> (&str, Option<&'static str>) {
    match expected {
        "a sequence" => ("a list", Some("as in ignore = [\"unknown-lock-version\"]")),
        "a map" => ("a table", Some("as in severity = { page = \"note\" }")),
        "a boolean" => ("true or false", Some("write it without quotes")),
        "a string" => ("a string", Some("write it in quotes")),
        other => (other, None),
    }
}

/// What serde found, in the words of TOML.
fn kind_found(found: &str) -> String {
    match found.split_once(' ') {
        _ if found == "map" => "a table".to_owned(),
        _ if found == "sequence" => "a list".to_owned(),
        Some(("string", text)) => format!("the string {text}"),
        Some(("integer" | "floating", number)) => {
            format!("the number {}", number.trim_start_matches("point "))
        }
        Some(("boolean", value)) => value.to_owned(),
        _ => found.to_owned(),
    }
}

/// Splits a message into what is wrong and what to do about it.
fn told_apart(message: String) -> (String, Option<String>) {
    if message == "wanted string or table" {
        let help = "docs/configuration.md lists the words, which are written in quotes";
        return (
            "expected a word in quotes".to_owned(),
            Some(help.to_owned()),
        );
    }
    if message == "missing field `paths`" {
        let help = "say which pages the settings are for, as in paths = [\"acme/**\"]";
        return (
            "an override needs `paths`".to_owned(),
            Some(help.to_owned()),
        );
    }
    // The message about a rule that does not exist says itself what to write.
    match message.rsplit_once("; ") {
        Some((problem, help)) if problem.starts_with("there is no rule") => {
            (problem.to_owned(), Some(help.to_owned()))
        }
        _ => (message, None),
    }
}

/// The words in backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ConfigError {}

impl Diagnostic for ConfigError {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help
            .as_ref()
            .map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        let place = self.place.as_deref().filter(|place| place.is_short())?;
        Some(&place.text)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let place = self.place.as_deref().filter(|place| place.is_short())?;
        let label = LabeledSpan::new_with_span(Some("here".to_owned()), place.span.clone());
        Some(Box::new(std::iter::once(label)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::schema::File;

    fn error(text: &str) -> ConfigError {
        let error = toml::from_str::<File>(text).unwrap_err();
        ConfigError::in_text("lockwright.toml", text, &error)
    }

    #[test]
    fn every_mistake_is_told_with_its_place_and_what_to_do() {
        let cases = [
            (
                "tagret = 'cloud'",
                "unknown key `tagret`",
                "tagret",
                "`target`",
            ),
            (
                "target = cloud",
                "string values must be quoted",
                "cloud",
                "target = \"cloud\"",
            ),
            (
                "target = 'clod'",
                "unknown value `clod`",
                "'clod'",
                "`cloud`",
            ),
            (
                "fail-on = 'all'",
                "unknown value `all`",
                "'all'",
                "expected one of error, warning",
            ),
            (
                "ignore = ['page', 'outdated-lok']",
                "there is no rule or group `outdated-lok`",
                "'outdated-lok'",
                "`outdated-lock`",
            ),
            (
                "[severity]\nzzzzzz = 'off'",
                "there is no rule or group `zzzzzz`",
                "zzzzzz",
                "lockwright rules",
            ),
            (
                "[[overrides]]\npaths = ['a']\nexclude = ['b']",
                "unknown key `exclude`",
                "exclude",
                "paths",
            ),
            (
                "[[overrides]]\ntarget = 'cloud'",
                "an override needs `paths`",
                "[[overrides]]",
                "paths = [",
            ),
            (
                "[overrides]\npaths = ['a']",
                "expected a list, found a table",
                "[overrides]",
                "[[overrides]]",
            ),
            (
                "[[overrides]]\npaths = []",
                "an override needs at least one path",
                "[]",
                "",
            ),
            (
                "exclude = 'a'",
                "expected a list, found the string \"a\"",
                "'a'",
                "ignore = [",
            ),
            (
                "require-reason = 'yes'",
                "expected true or false, found the string",
                "'yes'",
                "without quotes",
            ),
            (
                "select = [3]",
                "expected a string, found the number `3`",
                "3",
                "in quotes",
            ),
            (
                "severity = 3",
                "expected a table, found the number `3`",
                "3",
                "severity = {",
            ),
            (
                "target = 3",
                "expected a word in quotes",
                "3",
                "docs/configuration.md",
            ),
            ("exclude = ['a[']", "not a pattern of paths", "'a['", ""),
            (
                "required-version = '>=999'",
                "is required, and this is",
                "'>=999'",
                "",
            ),
        ];
        for (text, message, place, help) in cases {
            let error = error(text);
            assert!(error.to_string().contains(message), "{text}: {error}");
            let span = error.place.as_ref().unwrap().span.clone();
            assert_eq!(&text[span], place, "{text}");
            let told = error.help.clone().unwrap_or_default();
            assert!(told.contains(help), "{text}: {told}");
        }
    }

    #[test]
    fn broken_toml_is_told_with_its_place() {
        for text in [
            "target = ",
            "target = 'cloud",
            "= 1",
            "[",
            "a\u{1b}[31m",
            "a = 1\na = 2",
        ] {
            let error = error(text);
            assert!(error.place.is_some(), "{text}: {error}");
            assert!(!error.place.unwrap().text.inner().contains('\u{1b}'));
        }
    }

    #[test]
    fn a_line_that_nobody_wrote_is_not_shown() {
        let error = error(&format!("target = '{}'", "x".repeat(10_000)));
        assert!(error.source_code().is_none() && error.labels().is_none());
    }
}
