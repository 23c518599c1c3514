//! What a program that has embedded Lockwright provides.

use std::io;
use std::sync::OnceLock;
use std::time::Duration;

use super::Stream;

/// Files, streams and what else a command needs. Paths are as the host's file system writes them, with `/`
/// between folders.
pub trait Host: Sync {
    /// The variables of the environment.
    fn variables(&self) -> &[(String, String)];

    /// The working directory, as an absolute path.
    ///
    /// # Errors
    /// When it is gone.
    fn current_folder(&self) -> io::Result<String>;

    /// What is known of a stream that is a terminal; `None` for files and pipes.
    fn terminal(&self, stream: Stream) -> Option<Terminal>;

    /// Opens a file for reading.
    ///
    /// # Errors
    /// When nothing is there, or it may not be read.
    fn open(&self, path: &str) -> io::Result<u32>;

    /// Reads up to `most` bytes of a file that was opened, or of standard input, which is 0. Nothing at the end.
    ///
    /// # Errors
    /// What the system says.
    fn read(&self, file: u32, most: usize) -> io::Result<Vec<u8>>;

    /// Closes a file that was opened.
    fn close(&self, file: u32);

    /// Writes to a stream.
    ///
    /// # Errors
    /// [`io::ErrorKind::BrokenPipe`] when nobody reads it any more, or what else the system says.
    fn print(&self, stream: Stream, bytes: &[u8]) -> io::Result<()>;

    /// What is known of the file or folder at a path, or of a symbolic link itself.
    ///
    /// # Errors
    /// When nothing is there, or it may not be looked at.
    fn metadata(&self, path: &str, follow_link: bool) -> io::Result<Metadata>;

    /// The absolute path of what is there, without symbolic links.
    ///
    /// # Errors
    /// When nothing is there.
    fn canonicalize(&self, path: &str) -> io::Result<String>;

    /// The entries of a folder in any order. Links are not followed.
    ///
    /// # Errors
    /// When the folder cannot be read.
    fn entries(&self, path: &str) -> io::Result<Vec<(String, EntryKind)>>;

    /// Replaces the content of a file that has the content `before`, at once or not at all.
    ///
    /// # Errors
    /// Each kind of [`NotWritten`]. The file then has its old content.
    fn replace(&self, path: &str, before: &[u8], after: &[u8]) -> Result<(), NotWritten>;

    /// Makes a file, and the folders for it, unless something has that name already.
    ///
    /// # Errors
    /// [`NotWritten::Folder`] and [`NotWritten::Io`]; of the kind [`io::ErrorKind::AlreadyExists`] when
    /// something has that name.
    fn create(&self, path: &str, content: &[u8]) -> Result<(), NotWritten>;

    /// Writes to a device or a pipe that has a name.
    ///
    /// # Errors
    /// What the system says.
    fn write(&self, path: &str, content: &[u8]) -> io::Result<()>;

    /// Waits.
    fn sleep(&self, duration: Duration);
}

/// What is known of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Terminal {
    /// Its width.
    pub columns: Option<usize>,
}

impl Terminal {
    /// A terminal of that width.
    #[must_use]
    pub fn new(columns: Option<usize>) -> Self {
        Self { columns }
    }
}

/// What an entry of a folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A device, a pipe, a socket.
    Other,
}

/// What is known of a file or folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Metadata {
    /// What it is.
    pub kind: EntryKind,
    /// Its size in bytes.
    pub len: u64,
    /// When it was changed last, since 1970.
    pub modified: Duration,
}

/// Why a file was not written.
#[derive(Debug)]
pub enum NotWritten {
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

static HOST: OnceLock<&'static dyn Host> = OnceLock::new();

/// Sets the host of this process. The first one stays.
pub fn set_host(host: &'static dyn Host) {
    let _ = HOST.set(host);
}

/// The host; one that has nothing when none was set.
pub(crate) fn host() -> &'static dyn Host {
    *HOST.get().unwrap_or(&(&Nothing as &dyn Host))
}

/// No system at all: what only works on texts needs none.
struct Nothing;

fn unsupported<T>() -> io::Result<T> {
    Err(io::ErrorKind::Unsupported.into())
}

impl Host for Nothing {
    fn variables(&self) -> &[(String, String)] {
        &[]
    }

    fn current_folder(&self) -> io::Result<String> {
        Ok("/".to_owned())
    }

    fn terminal(&self, _: Stream) -> Option<Terminal> {
        None
    }

    fn open(&self, _: &str) -> io::Result<u32> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn read(&self, _: u32, _: usize) -> io::Result<Vec<u8>> {
        unsupported()
    }

    fn close(&self, _: u32) {}

    fn print(&self, _: Stream, _: &[u8]) -> io::Result<()> {
        unsupported()
    }

    fn metadata(&self, _: &str, _: bool) -> io::Result<Metadata> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn canonicalize(&self, _: &str) -> io::Result<String> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn entries(&self, _: &str) -> io::Result<Vec<(String, EntryKind)>> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn replace(&self, _: &str, _: &[u8], _: &[u8]) -> Result<(), NotWritten> {
        unsupported().map_err(NotWritten::Io)
    }

    fn create(&self, _: &str, _: &[u8]) -> Result<(), NotWritten> {
        unsupported().map_err(NotWritten::Io)
    }

    fn write(&self, _: &str, _: &[u8]) -> io::Result<()> {
        unsupported()
    }

    fn sleep(&self, _: Duration) {}
}
