//! Files that a command writes beside the pages it was given.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::pages::Trouble;
use crate::edit::write;

/// Whether both paths lead to one existing file.
pub(super) fn same_file(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// Writes a page to a file, whole or not at all, and makes the folder for it.
pub(super) fn put(path: &Path, text: &[u8]) -> Result<(), Trouble> {
    let failed = |error| Trouble::Output(path.to_owned(), error);
    match fs::metadata(path) {
        Ok(there) if there.is_file() => {
            let before = fs::read(path).map_err(failed)?;
            write::replace(path, &before, text).map_err(Trouble::Write)
        }
        // A device or a pipe is written to; replacing it would take it away.
        Ok(_) => fs::write(path, text).map_err(failed),
        Err(error) if error.kind() == io::ErrorKind::NotFound => create(path, text).map_err(failed),
        Err(error) => Err(failed(error)),
    }
}

/// Creates a file that appears with its content.
fn create(path: &Path, text: &[u8]) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder)?;
    let mut file = new_file(folder)?;
    file.write_all(text)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// A temporary file that, unlike most, is to be readable by whoever may read new files.
pub(super) fn new_file(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}
