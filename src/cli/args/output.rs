//! The arguments that say in which formats findings are written, and where to.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches, value_parser};

use crate::cli::Refusal;
use crate::report::Format;

const HEADING: &str = "Output and exit code";
const FORMAT: &str = "output_format";
const FILE: &str = "output_file";
const PREFIX: &str = "path_prefix";

/// One report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct Output {
    pub(in crate::cli) format: Format,
    /// Standard output when there is none.
    pub(in crate::cli) file: Option<PathBuf>,
}

/// The formats and the files, each with its place on the command line: a file belongs to the format
/// before it. clap's derived code knows no places, so these arguments are read by hand.
#[derive(Debug, Clone, Default)]
pub(in crate::cli) struct OutputArguments {
    formats: Vec<(usize, Format)>,
    files: Vec<(usize, PathBuf)>,
    /// The way from where reports are read to the working directory.
    pub(in crate::cli) path_prefix: PathBuf,
}

impl Args for OutputArguments {
    fn augment_args(command: Command) -> Command {
        let argument = |id, long| Arg::new(id).long(long).help_heading(HEADING);
        command
            .arg(
                argument(FORMAT, "output-format")
                    .value_name("FORMAT")
                    .value_parser(value_parser!(Format))
                    .action(ArgAction::Append)
                    .help("The format of the report; may be given several times [default: full]"),
            )
            .arg(
                argument(FILE, "output-file")
                    .value_name("FILE")
                    .value_parser(value_parser!(PathBuf))
                    .action(ArgAction::Append)
                    .help("The file for the report of the --output-format before it [default: standard output]"),
            )
            .arg(
                argument(PREFIX, "path-prefix")
                    .value_name("PATH")
                    .value_parser(value_parser!(PathBuf))
                    .help("The prefix of paths in formats for machines, such as the path from the repository's root to the current folder"),
            )
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for OutputArguments {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        Ok(Self {
            formats: placed(matches, FORMAT),
            files: placed(matches, FILE),
            path_prefix: matches.get_one(PREFIX).cloned().unwrap_or_default(),
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// The values of an argument with their places.
fn placed<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, id: &str) -> Vec<(usize, T)> {
    let places = matches.indices_of(id).into_iter().flatten();
    let values = matches.get_many::<T>(id).into_iter().flatten().cloned();
    places.zip(values).collect()
}

impl OutputArguments {
    /// The reports that are asked for; without any, one in the format `default`.
    pub(in crate::cli) fn outputs(&self, default: Format) -> Result<Vec<Output>, Refusal> {
        self.paired(default).map_err(Refusal::new)
    }

    fn paired(&self, default: Format) -> Result<Vec<Output>, String> {
        let mut formats = self.formats.clone();
        if formats.is_empty() {
            formats.push((0, default));
        }
        if let ([(_, format)], [(_, file)]) = (formats.as_slice(), self.files.as_slice()) {
            // With one of each there is no doubt, whichever comes first.
            let (format, file) = (*format, named(file));
            return Ok(vec![Output { format, file }]);
        }
        let mut outputs: Vec<Output> = Vec::with_capacity(formats.len());
        let mut left = self.files.iter().peekable();
        if let Some((place, file)) = left.peek()
            && formats.first().is_some_and(|(first, _)| place < first)
        {
            return Err(format!(
                "--output-file {} has no --output-format before it",
                file.display()
            ));
        }
        for (index, (_, format)) in formats.iter().enumerate() {
            let end = formats.get(index + 1).map_or(usize::MAX, |(next, _)| *next);
            let file = left.next_if(|(place, _)| *place < end);
            if let Some((_, second)) = left.next_if(|(place, _)| *place < end) {
                return Err(format!(
                    "--output-file {} has no --output-format of its own",
                    second.display()
                ));
            }
            outputs.push(Output {
                format: *format,
                file: file.and_then(|(_, file)| named(file)),
            });
        }
        distinct(&outputs)?;
        Ok(outputs)
    }
}

/// The file, unless it is standard output.
fn named(file: &Path) -> Option<PathBuf> {
    (file.as_os_str() != "-").then(|| file.to_owned())
}

/// Refuses two reports in one place.
fn distinct(outputs: &[Output]) -> Result<(), String> {
    let mut taken = HashSet::new();
    for output in outputs {
        if taken.insert(&output.file) {
            continue;
        }
        return Err(match &output.file {
            Some(file) => format!("two reports would be written to {}", file.display()),
            None => "two reports would be written to standard output: give all but one of the \
                     formats an --output-file"
                .to_owned(),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<String, String> {
        let command = OutputArguments::augment_args(Command::new("test").no_binary_name(true));
        let matches = command
            .try_get_matches_from(line.split_whitespace())
            .expect("these are arguments");
        let arguments = OutputArguments::from_arg_matches(&matches).expect("they are read");
        let outputs = arguments.paired(Format::Concise)?;
        let shown = outputs
            .into_iter()
            .map(|Output { format, file }| match file {
                Some(file) => format!("{format:?}>{}", file.display()),
                None => format!("{format:?}"),
            });
        Ok(shown.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn a_file_belongs_to_the_format_before_it() {
        for (line, outputs) in [
            ("", "Concise"),
            ("--output-file a", "Concise>a"),
            ("--output-format sarif", "Sarif"),
            ("--output-format sarif --output-file a", "Sarif>a"),
            ("--output-file a --output-format sarif", "Sarif>a"),
            ("--output-format sarif --output-file -", "Sarif"),
            (
                "--output-format sarif --output-file a --output-format full",
                "Sarif>a Full",
            ),
            (
                "--output-format full --output-format sarif --output-file=a",
                "Full Sarif>a",
            ),
            (
                "--output-format junit --output-file a --output-format json --output-file b",
                "Junit>a Json>b",
            ),
        ] {
            assert_eq!(read(line), Ok(outputs.to_owned()), "{line}");
        }
    }

    #[test]
    fn what_is_unclear_is_refused() {
        for (line, message) in [
            (
                "--output-format full --output-format json",
                "standard output",
            ),
            ("--output-file a --output-file b", "b has no"),
            (
                "--output-file a --output-format full --output-format json",
                "a has no --output-format before it",
            ),
            (
                "--output-format full --output-file a --output-file b --output-format json",
                "b has no",
            ),
            (
                "--output-format full --output-file a --output-format json --output-file a",
                "written to a",
            ),
        ] {
            let error = read(line).expect_err(line);
            assert!(error.contains(message), "{line}: {error}");
        }
    }
}
