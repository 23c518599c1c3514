//! Writing a file in place, with a backup for as long as that takes.
//!
//! The backup stands beside the file, or, where the folder takes no files, in the user's folder for such things.
//! It has its name only once it is whole. When a run is killed between the first byte and the last, the next one
//! puts the old content back ([`tidy`]).

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::hash::{Hash, Hasher};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::super::{WriteError, WriteErrorKind};
use super::temporary::{self, PREFIX, Temporary};
use super::{is_writable, sync_folder};

/// What stands between the prefix of our files and the name of the file that a backup is of.
const BACKUP: &str = "backup-";

/// The file in a backup's own folder that has the path of the file it is of.
const PATH: &str = "path";

/// The file in a backup's own folder that has the content.
const CONTENT: &str = "content";

/// Held while a file is written in place.
static WRITING: Mutex<()> = Mutex::new(());

/// Waits until no file is being written in place, and keeps the next one from being written.
pub(super) fn uninterrupted() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes `after` to a file that has the content `before`.
pub(super) fn write(target: &Path, before: &[u8], after: &[u8]) -> Result<(), WriteErrorKind> {
    let mut file = OpenOptions::new().write(true).open(target)?;
    let backup = Backup::of(target, before)?;
    let _guard = uninterrupted();
    match overwrite(&mut file, after) {
        Ok(()) => {
            backup.remove();
            Ok(())
        }
        Err(error) => {
            // For what was there before there is room. Where even that fails, the backup stays.
            if overwrite(&mut file, before).is_ok() {
                backup.remove();
            }
            Err(error.into())
        }
    }
}

fn overwrite(file: &mut File, content: &[u8]) -> io::Result<()> {
    file.seek(SeekFrom::Start(0))?;
    file.write_all(content)?;
    file.set_len(content.len() as u64)?;
    file.sync_all()
}

/// The old content of a file that is being written.
struct Backup {
    path: PathBuf,
    /// The folder that was made for it.
    folder: Option<PathBuf>,
    /// Locked, which says that a run is at work.
    _file: File,
}

impl Backup {
    fn of(target: &Path, content: &[u8]) -> Result<Self, WriteErrorKind> {
        match Self::beside(target, content) {
            Err(WriteErrorKind::Folder(error)) => {
                let folder = folder_for(target).ok_or(WriteErrorKind::Folder(error))?;
                Self::elsewhere(folder, target, content)
            }
            other => other,
        }
    }

    fn beside(target: &Path, content: &[u8]) -> Result<Self, WriteErrorKind> {
        let folder = target.parent().ok_or(WriteErrorKind::NotAFile)?;
        let mut name = OsString::from(format!("{PREFIX}{BACKUP}"));
        name.push(target.file_name().unwrap_or_default());
        Self::made(folder.join(name), None, content)
    }

    fn elsewhere(folder: PathBuf, target: &Path, content: &[u8]) -> Result<Self, WriteErrorKind> {
        fs::create_dir_all(&folder).map_err(WriteErrorKind::Folder)?;
        let path = folder.join(PATH);
        let _ = fs::remove_file(&path);
        let named = Temporary::filled(&folder, target.as_os_str().as_encoded_bytes(), |_| Ok(()))?;
        named.file().sync_all()?;
        named.persist_as_new(&path)?;
        Self::made(folder.join(CONTENT), Some(folder), content)
    }

    fn made(
        path: PathBuf,
        folder: Option<PathBuf>,
        content: &[u8],
    ) -> Result<Self, WriteErrorKind> {
        let parent = path.parent().ok_or(WriteErrorKind::NotAFile)?;
        let new = Temporary::filled(parent, content, |_| Ok(()))?;
        new.file().sync_all()?;
        let file = new.persist_as_new(&path)?;
        sync_folder(parent);
        Ok(Self {
            path,
            folder,
            _file: file,
        })
    }

    fn remove(self) {
        let _ = fs::remove_file(&self.path);
        if let Some(folder) = &self.folder {
            let _ = fs::remove_file(folder.join(PATH));
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Puts in order what a run left that was killed while it wrote: removes new files that have not got their name
/// in these folders, and gives files that were being written in place their old content back. Tells of those.
pub fn tidy(folders: &BTreeSet<PathBuf>) -> Vec<Result<PathBuf, WriteError>> {
    let mut restored = Vec::new();
    for folder in folders {
        let names = entries(folder);
        temporary::remove_leftovers(&names);
        for backup in &names {
            let name = backup.file_name().and_then(|name| name.to_str());
            let name = name.and_then(|name| name.strip_prefix(PREFIX)?.strip_prefix(BACKUP));
            if let Some(name) = name {
                restored.extend(restore(backup, &folder.join(name)));
            }
        }
    }
    for folder in backups().iter().flat_map(|folder| entries(folder)) {
        let content = folder.join(CONTENT);
        let target = fs::read_to_string(folder.join(PATH)).map(PathBuf::from);
        if let Ok(target) = target
            && let Some(outcome) = restore(&content, &target)
        {
            if outcome.is_ok() {
                let _ = fs::remove_file(folder.join(PATH));
                let _ = fs::remove_dir(&folder);
            }
            restored.push(outcome);
        }
    }
    restored
}

/// What is in a folder; nothing where it cannot be read.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut entries: Vec<_> = entries
        .map(|entry| folder.join(entry.file_name()))
        .collect();
    entries.sort();
    entries
}

/// Gives a file the content of its backup; `None` when a run is at work on it, or there is nothing to do.
fn restore(backup: &Path, target: &Path) -> Option<Result<PathBuf, WriteError>> {
    let file = File::open(backup).ok()?;
    if file.try_lock().is_err() || !is_writable(target) {
        return None;
    }
    let restored = fs::read(backup).and_then(|content| {
        let mut file = OpenOptions::new().write(true).open(target)?;
        overwrite(&mut file, &content)?;
        fs::remove_file(backup)
    });
    Some(match restored {
        Ok(()) => Ok(target.to_owned()),
        Err(error) => Err(WriteError {
            path: target.to_owned(),
            kind: error.into(),
        }),
    })
}

/// The folder of the backup of a file whose own folder takes no files.
fn folder_for(target: &Path) -> Option<PathBuf> {
    let mut hasher = rustc_hash::FxHasher::default();
    target.hash(&mut hasher);
    Some(backups()?.join(format!("{:016x}", hasher.finish())))
}

/// Where these folders are: where programs keep their state (the XDG base directory specification), or on
/// Windows their local data.
fn backups() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let state = match cfg!(windows) {
        true => set("LOCALAPPDATA").map(PathBuf::from),
        false => set("XDG_STATE_HOME")
            .map(PathBuf::from)
            .or_else(|| Some(PathBuf::from(set("HOME")?).join(".local/state"))),
    };
    Some(state?.join("lockwright").join("backups"))
}

#[cfg(test)]
#[path = "in_place_tests.rs"]
mod tests;
