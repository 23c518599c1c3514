//! New files before they have their name.
//!
//! A run that is ended by a signal removes its own ([`abandon`]); those of a run that was killed are removed by
//! the next one in the folder ([`remove_leftovers`]). A file in use is locked, which tells it from a leftover.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

use super::super::WriteErrorKind;

/// How the name of every file begins that is not meant to stay.
pub(super) const PREFIX: &str = ".lockwright-";

/// How many random characters follow.
const RANDOM: usize = 6;

/// The new files of this process.
static LIVE: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn live() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file with its content and without its name. It is deleted when dropped.
pub(super) struct Temporary(Option<NamedTempFile>);

impl Temporary {
    /// Makes and fills a file in a folder. It is not synchronised.
    pub(super) fn filled(
        folder: &Path,
        content: &[u8],
        prepare: impl FnOnce(&File) -> io::Result<()>,
    ) -> Result<Self, WriteErrorKind> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).rand_bytes(RANDOM);
        // As any new file: temporary ones are for their owner only.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let new = {
            // A signal must not come between making the file and knowing of it.
            let mut live = live();
            let new = builder
                .tempfile_in(folder)
                .map_err(WriteErrorKind::Folder)?;
            live.insert(new.path().to_owned());
            Self(Some(new))
        };
        // Some file systems have no locks; there, leftovers stay.
        let _ = new.file().try_lock();
        let mut file = new.file();
        // Through the file itself, whose errors do not name the temporary file.
        file.write_all(content)?;
        prepare(file)?;
        Ok(new)
    }

    pub(super) fn file(&self) -> &File {
        match &self.0 {
            Some(new) => new.as_file(),
            None => unreachable!("it is taken only when it is consumed"),
        }
    }

    /// Puts the file in the place of another.
    pub(super) fn persist(self, target: &Path) -> io::Result<()> {
        self.named(|new| new.persist(target).map(drop).map_err(|error| error.error))
    }

    /// Gives the file a name that none has yet.
    pub(super) fn persist_as_new(self, path: &Path) -> io::Result<File> {
        self.named(|new| new.persist_noclobber(path).map_err(|error| error.error))
    }

    fn named<T>(mut self, name: impl FnOnce(NamedTempFile) -> io::Result<T>) -> io::Result<T> {
        let new = self.0.take().ok_or(io::ErrorKind::NotFound)?;
        let path = new.path().to_owned();
        let outcome = name(new);
        live().remove(&path);
        outcome
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Some(new) = self.0.take() {
            let path = new.path().to_owned();
            drop(new);
            live().remove(&path);
        }
    }
}

/// Removes the new files of this process, which is about to end. No file is made or written from now on.
pub fn abandon() {
    std::mem::forget(super::in_place::uninterrupted());
    let live = live();
    for path in live.iter() {
        let _ = fs::remove_file(path);
    }
    std::mem::forget(live);
}

/// Removes what an earlier run left in a folder.
pub(super) fn remove_leftovers(names: &[PathBuf]) {
    for path in names.iter().filter(|path| is_temporary(path)) {
        let is_unused = File::open(path).is_ok_and(|file| file.try_lock().is_ok());
        if is_unused {
            let _ = fs::remove_file(path);
        }
    }
}

fn is_temporary(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    let random = name.and_then(|name| name.strip_prefix(PREFIX));
    random.is_some_and(|random| {
        random.len() == RANDOM && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}
