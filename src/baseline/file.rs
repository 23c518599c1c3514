//! The file that a baseline is kept in.

use std::fmt;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Baseline, Entry};
use crate::edit::write::{self, WriteError};
use crate::system::fs;

/// The version of the format.
const VERSION: u32 = 1;

/// Why a baseline cannot be used.
#[derive(Debug)]
pub(crate) enum BaselineError {
    /// The system would not give the file.
    Io(io::Error),
    /// The system would not take the file.
    Write(WriteError),
    /// It is no baseline.
    Format(serde_json::Error),
    /// It was written by another release.
    Version(u32),
}

impl fmt::Display for BaselineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => error.fmt(f),
            Self::Write(error) => error.fmt(f),
            Self::Format(error) => write!(f, "it is no baseline: {error}"),
            Self::Version(version) => {
                write!(
                    f,
                    "its version is {version}, and this release reads {VERSION}"
                )
            }
        }
    }
}

impl std::error::Error for BaselineError {}

/// What a file of every version begins with.
#[derive(Deserialize)]
struct Header {
    version: u32,
}

/// The file as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    version: u32,
    findings: Vec<Record>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    path: String,
    rule: String,
    fingerprint: String,
    count: usize,
}

/// Reads a baseline.
///
/// # Errors
/// When the file cannot be read or is no baseline of this version.
pub(crate) fn read(path: &Path) -> Result<Baseline, BaselineError> {
    let text = fs::read_to_string(path).map_err(BaselineError::Io)?;
    let Header { version } = serde_json::from_str(&text).map_err(BaselineError::Format)?;
    if version != VERSION {
        return Err(BaselineError::Version(version));
    }
    let document: Document = serde_json::from_str(&text).map_err(BaselineError::Format)?;
    let mut baseline = Baseline::default();
    let counted = document
        .findings
        .into_iter()
        .filter(|record| record.count > 0);
    for record in counted {
        let entry = Entry {
            path: record.path,
            rule: record.rule,
            fingerprint: record.fingerprint,
        };
        *baseline.0.entry(entry).or_default() += record.count;
    }
    Ok(baseline)
}

/// Writes a baseline in the place of what is there, at once or not at all. The same findings give
/// the same bytes.
///
/// # Errors
/// Those of [`write::put`]; what was there before still is.
pub(crate) fn write(path: &Path, baseline: &Baseline) -> Result<(), BaselineError> {
    let record = |(entry, count): (&Entry, usize)| Record {
        path: entry.path.clone(),
        rule: entry.rule.clone(),
        fingerprint: entry.fingerprint.clone(),
        count,
    };
    let document = Document {
        version: VERSION,
        findings: baseline.entries().map(record).collect(),
    };
    let mut text = serde_json::to_string_pretty(&document).map_err(BaselineError::Format)?;
    text.push('\n');
    write::put(path, text.as_bytes()).map_err(BaselineError::Write)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str, rule: &str) -> Entry {
        Entry {
            path: path.to_owned(),
            rule: rule.to_owned(),
            fingerprint: "0123456789abcdef".to_owned(),
        }
    }

    #[test]
    fn what_was_written_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("baseline.json");
        let mut baseline = Baseline::default();
        baseline.0.insert(entry("b.html", "x"), 2);
        baseline.0.insert(entry("a é.html", "y"), 1);
        write(&path, &baseline).unwrap();
        assert_eq!(read(&path).unwrap(), baseline);
        let first = fs::read(&path).unwrap();
        write(&path, &baseline).unwrap();
        assert_eq!(fs::read(&path).unwrap(), first);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn other_files_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("baseline.json");
        assert!(matches!(read(&path), Err(BaselineError::Io(_))));
        for text in [
            "",
            "[]",
            "{\"version\": 1}",
            "{\"version\": 1, \"findings\": [], \"x\": 1}",
        ] {
            fs::write(&path, text).unwrap();
            assert!(
                matches!(read(&path), Err(BaselineError::Format(_))),
                "{text}"
            );
        }
        // Whatever another version holds, that it is another is what there is to say.
        for text in [
            "{\"version\": 2, \"findings\": []}",
            "{\"version\": 2, \"x\": 1}",
        ] {
            fs::write(&path, text).unwrap();
            assert!(
                matches!(read(&path), Err(BaselineError::Version(2))),
                "{text}"
            );
        }
    }
}
