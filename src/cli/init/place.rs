//! Putting a file where there is none.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::cli::destination::new_file;

/// Whether a file was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Placed {
    /// It was, and is there whole.
    Written,
    /// Something was there already, and still is.
    Left,
}

/// Writes a file unless something, be it a link that leads nowhere, has its name.
pub(super) fn place(path: &Path, text: &str) -> io::Result<Placed> {
    if path.symlink_metadata().is_ok() {
        return Ok(Placed::Left);
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = new_file(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    // Someone else may have been faster.
    match file.persist_noclobber(path) {
        Ok(_) => Ok(Placed::Written),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(Placed::Left),
        Err(error) => Err(error.error),
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
