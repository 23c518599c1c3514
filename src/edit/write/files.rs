//! Writing to the files of the system.
//!
//! A file is replaced by a new one: that is filled under a name of its own, synchronised, and renamed. Where
//! that cannot be done, because the folder takes no files, because something is mounted on the file or because
//! it has other hard links, the file is written in place, with a backup for as long as that takes.

mod in_place;
mod temporary;

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

pub use in_place::tidy;
use temporary::Temporary;
pub use temporary::abandon;

use super::{Replacement, WriteError, WriteErrorKind};

/// Replaces the content of a file that has the content `before`.
///
/// The new file has the old one's mode, and its owner and group where the system lets this process
/// give them. A symbolic link stays one; the file it leads to is replaced. A file with other hard links keeps
/// them. Access control lists are not carried over.
///
/// # Errors
///
/// When the file is not there, is read-only, is not a regular file or does not have the content
/// `before`, or when the system refuses to write it.
pub fn replace(path: &Path, before: &[u8], after: &[u8]) -> Result<(), WriteError> {
    let replacement = Replacement {
        path,
        before,
        after,
    };
    replace_all(&[replacement]).pop().unwrap_or(Ok(()))
}

/// Replaces the contents of files, each as [`replace`] does. All new files are filled first; then the disk is
/// waited for once, not for each of them.
///
/// The outcomes are in the order of the replacements.
#[must_use]
pub fn replace_all(replacements: &[Replacement<'_>]) -> Vec<Result<(), WriteError>> {
    let mut steps: Vec<_> = replacements.iter().map(Prepared::new).collect();
    synchronise(&mut steps);
    let mut folders = BTreeSet::new();
    let finish = |(step, replacement): (Result<Prepared, _>, &Replacement<'_>)| {
        let done = step.and_then(|prepared| {
            folders.extend(prepared.target.parent().map(PathBuf::from));
            prepared.finish(replacement)
        });
        done.map_err(|kind| WriteError {
            path: replacement.path.to_owned(),
            kind,
        })
    };
    let outcomes = steps.into_iter().zip(replacements).map(finish).collect();
    folders.iter().for_each(|folder| sync_folder(folder));
    outcomes
}

/// A file that is ready to be replaced.
struct Prepared {
    /// The file itself, also where the path is that of a link.
    target: PathBuf,
    /// The new file; `None` when the old one is to be written in place.
    new: Option<Temporary>,
}

impl Prepared {
    fn new(replacement: &Replacement<'_>) -> Result<Self, WriteErrorKind> {
        let target = fs::canonicalize(replacement.path)?;
        let metadata = fs::metadata(&target)?;
        if !metadata.is_file() {
            return Err(WriteErrorKind::NotAFile);
        }
        if metadata.permissions().readonly() {
            return Err(WriteErrorKind::ReadOnly);
        }
        if has_other_links(&metadata) {
            return Ok(Self { target, new: None });
        }
        let folder = target.parent().ok_or(WriteErrorKind::NotAFile)?;
        let prepare = |file: &File| copy_attributes(&metadata, file);
        match Temporary::filled(folder, replacement.after, prepare) {
            Ok(new) => Ok(Self {
                target,
                new: Some(new),
            }),
            Err(WriteErrorKind::Folder(_)) if is_writable(&target) => {
                Ok(Self { target, new: None })
            }
            Err(kind) => Err(kind),
        }
    }

    fn finish(self, replacement: &Replacement<'_>) -> Result<(), WriteErrorKind> {
        let Replacement { before, after, .. } = *replacement;
        // As late as can be, so that little time is left for someone else to write.
        if fs::read(&self.target)? != before {
            return Err(WriteErrorKind::Changed);
        }
        match self.new.map(|new| new.persist(&self.target)) {
            Some(Ok(())) => Ok(()),
            Some(Err(error)) if !may_be_written(&error) => Err(error.into()),
            _ => in_place::write(&self.target, before, after),
        }
    }
}

/// Whether a file that cannot be replaced may be written all the same: something is mounted on it, or only its
/// owner may rename it.
fn may_be_written(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ResourceBusy
            | io::ErrorKind::PermissionDenied
            | io::ErrorKind::CrossesDevices
    )
}

fn is_writable(file: &Path) -> bool {
    OpenOptions::new().write(true).open(file).is_ok()
}

#[cfg(unix)]
fn has_other_links(file: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(file) > 1
}

#[cfg(not(unix))]
fn has_other_links(_: &Metadata) -> bool {
    false
}

/// Waits until the disk has what was written. Without that, a file could be empty after a power cut although
/// it had been renamed.
fn synchronise(steps: &mut [Result<Prepared, WriteErrorKind>]) {
    /// Up to so many files are waited for one by one.
    const FEW: usize = 4;
    let new = steps.iter().flatten().filter_map(|step| step.new.as_ref());
    let files: Vec<&File> = new.map(Temporary::file).collect();
    if files.len() > FEW && sync_file_systems(&files).is_ok() {
        return;
    }
    for step in steps {
        let new = step.as_ref().ok().and_then(|step| step.new.as_ref());
        if let Some(Err(error)) = new.map(|new| new.file().sync_all()) {
            *step = Err(error.into());
        }
    }
}

/// Synchronises each file system that one of the files is on, once.
#[cfg(target_os = "linux")]
fn sync_file_systems(files: &[&File]) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;

    let mut done = BTreeSet::new();
    for file in files {
        if done.insert(file.metadata()?.dev()) {
            rustix::fs::syncfs(file)?;
        }
    }
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn sync_file_systems(_: &[&File]) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
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
    let new = Temporary::filled(folder, content, |_| Ok(()))?;
    new.file().sync_all()?;
    new.persist_as_new(path)?;
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
