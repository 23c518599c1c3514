//! Writing files so that at every moment either the old content is there whole or the new.

#[cfg(not(hosted))]
mod files;
#[cfg(hosted)]
mod hosted;

use std::error::Error;
use std::fmt;
use std::io;
use std::path::PathBuf;

#[cfg(not(hosted))]
pub use files::{create, put, replace};
#[cfg(hosted)]
pub use hosted::{create, put, replace};

/// Why a file was not written. It still has its old content, and nothing is left beside it.
#[derive(Debug)]
pub struct WriteError {
    /// The path as the caller gave it.
    pub path: PathBuf,
    /// What went wrong.
    pub kind: WriteErrorKind,
}

/// The kinds of [`WriteError`].
#[derive(Debug)]
pub enum WriteErrorKind {
    /// The file does not have the content that the change was made from.
    Changed,
    /// The path leads to a folder, a device or a pipe.
    NotAFile,
    /// The file is marked as read-only.
    ReadOnly,
    /// No file can be made in the folder, as replacing one takes.
    Folder(io::Error),
    /// The system refused something else.
    Io(io::Error),
}

impl From<io::Error> for WriteErrorKind {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.kind {
            WriteErrorKind::Changed => {
                write!(f, "cannot write {path}: it has changed since it was read")
            }
            WriteErrorKind::NotAFile => write!(f, "cannot write {path}: it is not a file"),
            WriteErrorKind::ReadOnly => write!(f, "cannot write {path}: it is read-only"),
            // The error itself names a file that nobody has heard of.
            WriteErrorKind::Folder(error) => {
                let reason = error.kind();
                write!(
                    f,
                    "cannot write {path}: no file can be made in its folder: {reason}"
                )
            }
            WriteErrorKind::Io(error) => write!(f, "cannot write {path}: {error}"),
        }
    }
}

impl Error for WriteError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.kind {
            WriteErrorKind::Folder(error) | WriteErrorKind::Io(error) => Some(error),
            _ => None,
        }
    }
}
