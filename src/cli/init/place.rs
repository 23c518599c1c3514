//! Putting a file where there is none.

use std::io;
use std::path::Path;

use crate::edit::write::{WriteError, WriteErrorKind, create};
use crate::system::fs;

/// Whether a file was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Placed {
    /// It was, and is there whole.
    Written,
    /// Something was there already, and still is.
    Left,
}

/// Writes a file unless something, be it a link that leads nowhere, has its name.
pub(super) fn place(path: &Path, text: &str) -> Result<Placed, WriteError> {
    if fs::symlink_metadata(path).is_ok() {
        return Ok(Placed::Left);
    }
    match create(path, text.as_bytes()) {
        Ok(()) => Ok(Placed::Written),
        // Someone else was faster.
        Err(WriteError {
            kind: WriteErrorKind::Io(error),
            ..
        }) if error.kind() == io::ErrorKind::AlreadyExists => Ok(Placed::Left),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a/b/file");
        assert_eq!(place(&path, "first").expect("written"), Placed::Written);
        assert_eq!(place(&path, "second").expect("left"), Placed::Left);
        assert_eq!(fs::read_to_string(&path).expect("it is there"), "first");
        let entries = fs::read_dir(folder.path().join("a/b")).expect("a folder");
        assert_eq!(entries.count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_nowhere_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("link");
        std::os::unix::fs::symlink("nowhere", &path).expect("a link");
        assert_eq!(place(&path, "text").expect("left"), Placed::Left);
        assert!(!folder.path().join("nowhere").exists());
    }
}
