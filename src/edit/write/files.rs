//! Writing to the files of the system.

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use super::{WriteError, WriteErrorKind};

/// Replaces the content of a file that has the content `before`.
///
/// The new file has the old one's mode, and its owner and group where the system lets this process
/// give them. A symbolic link stays one; the file it leads to is replaced. Other hard links to the
/// file keep the old content, and access control lists are not carried over.
///
/// # Errors
///
/// When the file is not there, is read-only, is not a regular file or does not have the content
/// `before`, or when the system refuses to make, fill or rename a file in its folder.
pub fn replace(path: &Path, before: &[u8], after: &[u8]) -> Result<(), WriteError> {
    replace_target(path, before, after).map_err(|kind| WriteError {
        path: path.to_owned(),
        kind,
    })
}

fn replace_target(path: &Path, before: &[u8], after: &[u8]) -> Result<(), WriteErrorKind> {
    let target = fs::canonicalize(path)?;
    let metadata = fs::metadata(&target)?;
    if !metadata.is_file() {
        return Err(WriteErrorKind::NotAFile);
    }
    if metadata.permissions().readonly() {
        return Err(WriteErrorKind::ReadOnly);
    }
    let folder = target.parent().ok_or(WriteErrorKind::NotAFile)?;
    let temporary = filled(folder, after, |file| copy_attributes(&metadata, file))?;
    // As late as can be, so that little time is left for someone else to write.
    if fs::read(&target)? != before {
        return Err(WriteErrorKind::Changed);
    }
    persist(temporary, &target)?;
    sync_folder(folder);
    Ok(())
}

/// Makes a file with this content, and the folders for it.
///
/// # Errors
///
/// When something has that name already, be it a link that leads nowhere ([`WriteErrorKind::Io`] of the kind
/// `AlreadyExists`), or when the system refuses to make a folder, or to make, fill or rename a file there.
pub fn create(path: &Path, content: &[u8]) -> Result<(), WriteError> {
    create_whole(path, content).map_err(|kind| WriteError {
        path: path.to_owned(),
        kind,
    })
}

fn create_whole(path: &Path, content: &[u8]) -> Result<(), WriteErrorKind> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder).map_err(WriteErrorKind::Folder)?;
    let temporary = filled(folder, content, |_| Ok(()))?;
    temporary.persist_noclobber(path).map_err(|e| e.error)?;
    sync_folder(folder);
    Ok(())
}

/// Writes a file, whatever is there: replaces what is a file, makes what is not there. What is neither, a
/// device or a pipe, is written to; replacing it would take it away.
///
/// # Errors
///
/// Those of [`replace`] and [`create`].
pub fn put(path: &Path, content: &[u8]) -> Result<(), WriteError> {
    let failed = |error| WriteError {
        path: path.to_owned(),
        kind: WriteErrorKind::Io(error),
    };
    match fs::metadata(path) {
        Ok(there) if there.is_file() => {
            let before = fs::read(path).map_err(failed)?;
            replace(path, &before, content)
        }
        Ok(_) => fs::write(path, content).map_err(failed),
        Err(error) if error.kind() == io::ErrorKind::NotFound => create(path, content),
        Err(error) => Err(failed(error)),
    }
}

/// A file with this content that has no name of its own yet. It is deleted when dropped.
fn filled(
    folder: &Path,
    content: &[u8],
    prepare: impl FnOnce(&File) -> io::Result<()>,
) -> Result<NamedTempFile, WriteErrorKind> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".lockwright-");
    // As any new file: temporary ones are for their owner only.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let temporary = builder
        .tempfile_in(folder)
        .map_err(WriteErrorKind::Folder)?;
    // Through the file itself, whose errors do not name the temporary file.
    temporary.as_file().write_all(content)?;
    prepare(temporary.as_file())?;
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

fn persist(temporary: NamedTempFile, target: &Path) -> io::Result<()> {
    temporary
        .persist(target)
        .map(drop)
        .map_err(|error| error.error)
}

/// Gives a new file the mode, owner and group of an old one.
#[cfg(unix)]
fn copy_attributes(old: &Metadata, new: &File) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};

    let created = new.metadata()?;
    let is_same = (old.uid(), old.gid()) == (created.uid(), created.gid());
    let keeps_owner = is_same || fchown(new, Some(old.uid()), Some(old.gid())).is_ok();
    let mut mode = old.mode() & 0o7777;
    if !keeps_owner {
        // Only the owner may be impossible to give. The bits that lend the owner's or group's
        // rights must not come to mean someone else's.
        let _ = fchown(new, None, Some(old.gid()));
        mode &= 0o777;
    }
    // After the owner, since changing that clears bits of the mode.
    new.set_permissions(fs::Permissions::from_mode(mode))
}

/// Gives a new file the permissions of an old one.
#[cfg(not(unix))]
fn copy_attributes(old: &Metadata, new: &File) -> io::Result<()> {
    new.set_permissions(old.permissions())
}

/// Makes the renaming last through a power cut. The file has been replaced by now, so that a
/// refusal (some file systems have no such thing) is not an error.
fn sync_folder(folder: &Path) {
    if cfg!(unix)
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests;
