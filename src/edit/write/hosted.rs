//! Writing through a host, which sees to it that files are replaced at once or not at all.

use std::io;
use std::path::Path;

use super::{Replacement, WriteError, WriteErrorKind};
use crate::system::{NotWritten, fs, host};

/// Replaces the content of a file that has the content `before`.
///
/// # Errors
/// Each kind of [`WriteErrorKind`]. The file then has its old content.
pub fn replace(path: &Path, before: &[u8], after: &[u8]) -> Result<(), WriteError> {
    written(path, |path| host().replace(path, before, after))
}

/// Replaces the contents of files, each as [`replace`] does. The outcomes are in the order of the replacements.
#[must_use]
pub fn replace_all(replacements: &[Replacement<'_>]) -> Vec<Result<(), WriteError>> {
    let replacements = replacements.iter();
    replacements
        .map(|change| replace(change.path, change.before, change.after))
        .collect()
}

/// Makes a file with this content, and the folders for it.
///
/// # Errors
/// When something has that name already ([`WriteErrorKind::Io`] of the kind `AlreadyExists`), or when the system
/// refuses to make a folder or a file.
pub fn create(path: &Path, content: &[u8]) -> Result<(), WriteError> {
    written(path, |path| host().create(path, content))
}

/// Writes a file, whatever is there: replaces what is a file, makes what is not there, writes to what is neither.
///
/// # Errors
/// Those of [`replace`] and [`create`].
pub fn put(path: &Path, content: &[u8]) -> Result<(), WriteError> {
    match fs::metadata(path) {
        Ok(there) if there.is_file() => {
            let before = written(path, |_| fs::read(path).map_err(NotWritten::Io))?;
            replace(path, &before, content)
        }
        Ok(_) => written(path, |path| {
            host().write(path, content).map_err(NotWritten::Io)
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => create(path, content),
        Err(error) => written(path, |_| Err(NotWritten::Io(error))),
    }
}

fn written<T>(
    path: &Path,
    write: impl FnOnce(&str) -> Result<T, NotWritten>,
) -> Result<T, WriteError> {
    let not_unicode = || {
        NotWritten::Io(io::Error::new(
            io::ErrorKind::InvalidInput,
            "the path is not Unicode",
        ))
    };
    let name = path.to_str().ok_or_else(not_unicode);
    name.and_then(write).map_err(|error| WriteError {
        path: path.to_owned(),
        kind: match error {
            NotWritten::Changed => WriteErrorKind::Changed,
            NotWritten::NotAFile => WriteErrorKind::NotAFile,
            NotWritten::ReadOnly => WriteErrorKind::ReadOnly,
            NotWritten::Folder(error) => WriteErrorKind::Folder(error),
            NotWritten::Io(error) => WriteErrorKind::Io(error),
        },
    })
}
