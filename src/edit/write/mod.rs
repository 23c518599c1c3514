//! Writing files so that at every moment either the old content is there whole or the new.

#[cfg(not(hosted))]
mod files;
#[cfg(hosted)]
mod hosted;

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

#[cfg(not(hosted))]
pub use files::{abandon, create, put, replace, replace_all, tidy};
#[cfg(hosted)]
pub use hosted::{create, put, replace, replace_all};

/// A change of a file.
#[derive(Debug, Clone, Copy)]
pub struct Replacement<'a> {
    /// The file.
    pub path: &'a Path,
    /// The content that it has to have.
    pub before: &'a [u8],
    /// The content that it is to have.
    pub after: &'a [u8],
}

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
#[non_exhaustive]
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
        write!(f, "cannot write {}: {}", self.path.display(), self.kind)
    }
}

impl fmt::Display for WriteErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed => f.write_str("it has changed since it was read"),
            Self::NotAFile => f.write_str("it is not a file"),
            Self::ReadOnly => f.write_str("it is read-only"),
            // The error itself names a file that nobody has heard of.
            Self::Folder(error) => {
                write!(f, "no file can be created in its folder: {}", error.kind())
            }
            Self::Io(error) => error.fmt(f),
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
