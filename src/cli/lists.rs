//! Lists in files: arguments (`@FILE`) and paths (`--files-from FILE`).

use std::ffi::OsString;
use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::pages;
use crate::system::{self, fs};

/// No list of pages is as long as this: 100 MB.
const MAX_BYTES: u64 = 100_000_000;

/// A list that could not be read.
#[derive(Debug)]
pub(super) struct UnreadableList {
    path: PathBuf,
    error: io::Error,
}

impl fmt::Display for UnreadableList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "cannot read the list {}: {}",
            self.path.display(),
            self.error
        )
    }
}

/// Puts the arguments that a file holds, one a line, in the place of `@FILE`. Empty lines are none.
/// What such a file holds is taken as it is, and so is everything after `--`.
pub(super) fn expand(
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<Vec<OsString>, UnreadableList> {
    let mut expanded = Vec::new();
    let mut literal = false;
    for (number, argument) in arguments.into_iter().enumerate() {
        let file = argument.to_str().and_then(|text| text.strip_prefix('@'));
        match file {
            // The first argument is the program's name.
            Some(file) if number > 0 && !literal && !file.is_empty() => {
                expanded.extend(entries(Path::new(file))?);
            }
            _ => {
                literal |= argument == "--";
                expanded.push(argument);
            }
        }
    }
    Ok(expanded)
}

/// The paths that a file, or with `-` standard input, lists.
pub(super) fn paths(list: &Path) -> Result<Vec<PathBuf>, UnreadableList> {
    Ok(entries(list)?.into_iter().map(PathBuf::from).collect())
}

fn entries(list: &Path) -> Result<Vec<OsString>, UnreadableList> {
    let failed = |error| UnreadableList {
        path: list.to_owned(),
        error,
    };
    let bytes = match pages::is_stdin(list) {
        true => read(system::stdin()),
        false => fs::File::open(list).and_then(read),
    };
    split(&bytes.map_err(failed)?).map_err(failed)
}

/// Reads a list, unless it is one that does not end.
fn read(stream: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(io::Error::other("it is larger than 100 MB"));
    }
    Ok(bytes)
}

/// The entries of a list: between NULs where there is one, as `git ls-files -z` writes them, and
/// otherwise lines.
fn split(bytes: &[u8]) -> io::Result<Vec<OsString>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let by_nul = bytes.contains(&0);
    let separator = if by_nul { 0 } else { b'\n' };
    bytes
        .split(|byte| *byte == separator)
        .map(|entry| match entry {
            [line @ .., b'\r'] if !by_nul => line,
            entry => entry,
        })
        .filter(|entry| !entry.is_empty())
        .map(os_string)
        .collect()
}

/// A name may hold any bytes but NUL.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere a name has to be UTF-8")]
fn os_string(bytes: &[u8]) -> io::Result<OsString> {
    use std::os::unix::ffi::OsStringExt;
    Ok(OsString::from_vec(bytes.to_vec()))
}

#[cfg(not(unix))]
fn os_string(bytes: &[u8]) -> io::Result<OsString> {
    let text = std::str::from_utf8(bytes);
    text.map(OsString::from)
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_lines_or_stand_between_nuls() {
        let cases: [(&[u8], &[&str]); 6] = [
            (b"", &[]),
            (b"a.html", &["a.html"]),
            (b"a.html\nb c.html\n", &["a.html", "b c.html"]),
            (
                b"\xef\xbb\xbfa.html\r\n\r\nb.html\r\n",
                &["a.html", "b.html"],
            ),
            (b"a\nb.html\0c.html\0", &["a\nb.html", "c.html"]),
            (b"a\r\0", &["a\r"]),
        ];
        for (bytes, expected) in cases {
            assert_eq!(split(bytes).unwrap(), expected, "{bytes:?}");
        }
    }

    #[test]
    fn files_stand_for_arguments() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("arguments");
        fs::write(&file, "check\n--quiet\n@b\n").unwrap();
        let at = format!("@{}", file.display());
        let expanded = |arguments: &[&str]| expand(arguments.iter().map(OsString::from));
        assert_eq!(
            expanded(&["@program", &at, "@", "--", &at]).unwrap(),
            ["@program", "check", "--quiet", "@b", "@", "--", &at]
        );
        let error = expanded(&["program", "@/no/such/file"])
            .unwrap_err()
            .to_string();
        assert!(error.contains("/no/such/file"), "{error}");
    }
}
