//! Replacing a file so that at every moment either the old content is there whole or the new.

use std::error::Error;
use std::fmt;
use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// Why a file was not replaced. It still has its old content, and nothing is left beside it.
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
                write!(
                    f,
                    "{path} was not written: it has changed since it was read"
                )
            }
            WriteErrorKind::NotAFile => write!(f, "{path} was not written: it is not a file"),
            WriteErrorKind::ReadOnly => write!(f, "{path} was not written: it is read-only"),
            // The error itself names a file that nobody has heard of.
            WriteErrorKind::Folder(error) => {
                let reason = error.kind();
                write!(
                    f,
                    "{path} was not written: no file can be made in its folder: {reason}"
                )
            }
            WriteErrorKind::Io(error) => write!(f, "{path} was not written: {error}"),
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
    // Deleted when dropped, which is what happens on every early return below.
    let mut temporary = tempfile::Builder::new()
        .prefix(".lockwright-")
        .tempfile_in(folder)
        .map_err(WriteErrorKind::Folder)?;
    temporary.write_all(after)?;
    copy_attributes(&metadata, temporary.as_file())?;
    temporary.as_file().sync_all()?;
    // As late as can be, so that little time is left for someone else to write.
    if fs::read(&target)? != before {
        return Err(WriteErrorKind::Changed);
    }
    persist(temporary, &target)?;
    sync_folder(folder);
    Ok(())
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
mod tests {
    use super::*;

    /// The names in a folder, in order.
    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<_> = entries
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        names.sort();
        names
    }

    fn kind(result: Result<(), WriteError>) -> WriteErrorKind {
        result.expect_err("a refusal").kind
    }

    #[test]
    fn the_content_is_replaced_and_nothing_else_left() {
        let folder = tempfile::tempdir().expect("a folder");
        let page = folder.path().join("pagé 1.html");
        fs::write(&page, "old").expect("a page");
        replace(&page, b"old", b"\xef\xbb\xbfnew\r\n\0").expect("a replacement");
        assert_eq!(fs::read(&page).expect("the page"), b"\xef\xbb\xbfnew\r\n\0");
        assert_eq!(names(folder.path()), ["pagé 1.html"]);
    }

    #[test]
    fn a_file_that_changed_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let page = folder.path().join("page.html");
        fs::write(&page, "theirs").expect("a page");
        let error = replace(&page, b"old", b"new").expect_err("a refusal");
        assert!(matches!(error.kind, WriteErrorKind::Changed));
        assert!(error.to_string().contains("page.html"));
        assert_eq!(fs::read(&page).expect("the page"), b"theirs");
        assert_eq!(names(folder.path()), ["page.html"]);
    }

    #[test]
    fn only_the_page_is_named_when_its_folder_takes_no_files() {
        let denied = "Permission denied at path /pages/.lockwright-1";
        let error = WriteError {
            path: "/pages/a.html".into(),
            kind: WriteErrorKind::Folder(io::Error::new(io::ErrorKind::PermissionDenied, denied)),
        };
        assert_eq!(
            error.to_string(),
            "/pages/a.html was not written: no file can be made in its folder: permission denied"
        );
    }

    #[test]
    fn what_is_not_a_writable_file_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(matches!(
            kind(replace(folder.path(), b"", b"new")),
            WriteErrorKind::NotAFile
        ));
        let absent = folder.path().join("absent.html");
        assert!(matches!(
            kind(replace(&absent, b"", b"new")),
            WriteErrorKind::Io(_)
        ));
        assert!(names(folder.path()).is_empty());

        let page = folder.path().join("page.html");
        fs::write(&page, "old").expect("a page");
        let mut permissions = fs::metadata(&page).expect("metadata").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&page, permissions).expect("permissions");
        assert!(matches!(
            kind(replace(&page, b"old", b"new")),
            WriteErrorKind::ReadOnly
        ));
        assert_eq!(fs::read(&page).expect("the page"), b"old");
        assert_eq!(names(folder.path()), ["page.html"]);
    }

    #[cfg(unix)]
    mod unix {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

        use super::*;

        #[test]
        fn mode_and_owner_are_kept() {
            let folder = tempfile::tempdir().expect("a folder");
            let page = folder.path().join("page.html");
            for mode in [0o600, 0o644, 0o664, 0o755, 0o200 | 0o400] {
                fs::write(&page, "old").expect("a page");
                fs::set_permissions(&page, fs::Permissions::from_mode(mode)).expect("permissions");
                let old = fs::metadata(&page).expect("metadata");
                replace(&page, b"old", b"new").expect("a replacement");
                let new = fs::metadata(&page).expect("metadata");
                assert_eq!(
                    (new.mode(), new.uid(), new.gid()),
                    (old.mode(), old.uid(), old.gid())
                );
                assert_ne!(new.ino(), old.ino(), "the file was written in place");
            }
        }

        #[test]
        fn an_owner_that_only_the_system_may_give_is_kept() {
            let folder = tempfile::tempdir().expect("a folder");
            let page = folder.path().join("page.html");
            fs::write(&page, "old").expect("a page");
            if std::os::unix::fs::chown(&page, Some(12345), Some(12346)).is_err() {
                return; // Only root gives files away.
            }
            replace(&page, b"old", b"new").expect("a replacement");
            let new = fs::metadata(&page).expect("metadata");
            assert_eq!((new.uid(), new.gid()), (12345, 12346));
        }

        #[test]
        fn a_link_stays_and_its_target_is_replaced() {
            let folder = tempfile::tempdir().expect("a folder");
            let elsewhere = tempfile::tempdir().expect("a folder");
            let page = elsewhere.path().join("page.html");
            let link = folder.path().join("link.html");
            let link_to_link = folder.path().join("again.html");
            fs::write(&page, "old").expect("a page");
            symlink(&page, &link).expect("a link");
            symlink("link.html", &link_to_link).expect("a link");
            replace(&link_to_link, b"old", b"new").expect("a replacement");
            assert!(fs::symlink_metadata(&link).expect("metadata").is_symlink());
            assert!(
                fs::symlink_metadata(&link_to_link)
                    .expect("metadata")
                    .is_symlink()
            );
            assert!(fs::symlink_metadata(&page).expect("metadata").is_file());
            assert_eq!(fs::read(&page).expect("the page"), b"new");
            assert_eq!(names(folder.path()), ["again.html", "link.html"]);
            assert_eq!(names(elsewhere.path()), ["page.html"]);

            fs::remove_file(&page).expect("removed");
            assert!(matches!(
                kind(replace(&link, b"new", b"newer")),
                WriteErrorKind::Io(_)
            ));
        }

        #[test]
        fn a_folder_that_takes_no_file_leaves_the_old_one() {
            let folder = tempfile::tempdir().expect("a folder");
            let page = folder.path().join("page.html");
            fs::write(&page, "old").expect("a page");
            let set_mode = |mode| {
                fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).expect("mode");
            };
            set_mode(0o555);
            // Root may write all the same; then there is nothing to see.
            let is_denied = fs::write(folder.path().join("probe"), "").is_err();
            if is_denied {
                assert!(matches!(
                    kind(replace(&page, b"old", b"new")),
                    WriteErrorKind::Io(_)
                ));
                assert_eq!(fs::read(&page).expect("the page"), b"old");
                assert_eq!(names(folder.path()), ["page.html"]);
            }
            set_mode(0o755);
        }

        #[test]
        fn a_device_is_not_a_file() {
            assert!(matches!(
                kind(replace(Path::new("/dev/null"), b"", b"new")),
                WriteErrorKind::NotAFile
            ));
        }
    }
}
