//! The system as a host provides it, under the names of the standard library.

use std::ffi::{OsStr, OsString};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Stream, host};

pub(crate) mod fs {
    //! Files.

    use std::io::{self, Read};
    use std::path::{Path, PathBuf};
    use std::time::{Duration, SystemTime};

    use super::name;
    use crate::system::{self, EntryKind, host};

    /// A file that has been opened for reading.
    pub(crate) struct File {
        handle: u32,
        path: PathBuf,
    }

    impl File {
        pub(crate) fn open(path: impl AsRef<Path>) -> io::Result<Self> {
            let path = path.as_ref();
            let handle = host().open(name(path)?)?;
            Ok(Self {
                handle,
                path: path.to_owned(),
            })
        }

        pub(crate) fn metadata(&self) -> io::Result<Metadata> {
            metadata(&self.path)
        }
    }

    impl Read for File {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            super::fill(self.handle, buffer)
        }
    }

    impl Drop for File {
        fn drop(&mut self) {
            host().close(self.handle);
        }
    }

    pub(crate) fn read(path: impl AsRef<Path>) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(path)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    pub(crate) fn read_to_string(path: impl AsRef<Path>) -> io::Result<String> {
        let mut text = String::new();
        File::open(path)?.read_to_string(&mut text)?;
        Ok(text)
    }

    pub(crate) fn canonicalize(path: impl AsRef<Path>) -> io::Result<PathBuf> {
        host().canonicalize(name(path.as_ref())?).map(PathBuf::from)
    }

    pub(crate) fn metadata(path: impl AsRef<Path>) -> io::Result<Metadata> {
        host().metadata(name(path.as_ref())?, true).map(Metadata)
    }

    pub(crate) fn symlink_metadata(path: impl AsRef<Path>) -> io::Result<Metadata> {
        host().metadata(name(path.as_ref())?, false).map(Metadata)
    }

    /// What is known of a file or folder.
    pub(crate) struct Metadata(system::Metadata);

    impl Metadata {
        pub(crate) fn is_file(&self) -> bool {
            self.0.kind == EntryKind::File
        }

        pub(crate) fn is_dir(&self) -> bool {
            self.0.kind == EntryKind::Folder
        }

        pub(crate) fn len(&self) -> u64 {
            self.0.len
        }

        /// As the standard library has it, where some systems have no such time.
        #[expect(clippy::unnecessary_wraps, reason = "the standard library's signature")]
        pub(crate) fn modified(&self) -> io::Result<SystemTime> {
            let since: Duration = self.0.modified;
            Ok(SystemTime::UNIX_EPOCH + since)
        }
    }
}

/// A path as the host takes it.
fn name(path: &Path) -> io::Result<&str> {
    let error = || io::Error::new(io::ErrorKind::InvalidInput, "the path is not Unicode");
    path.to_str().ok_or_else(error)
}

/// A stream that is written to.
pub(crate) struct Output(Stream);

/// Standard output.
pub(crate) type Stdout = Output;

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        host().print(self.0, bytes).map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

pub(crate) fn stdin() -> impl Read {
    Stdin
}

/// Standard input, of which the host has the handle 0.
struct Stdin;

impl Read for Stdin {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        fill(0, buffer)
    }
}

/// Reads what comes next from a file.
fn fill(handle: u32, buffer: &mut [u8]) -> io::Result<usize> {
    let bytes = host().read(handle, buffer.len())?;
    let room = buffer
        .get_mut(..bytes.len())
        .ok_or(io::ErrorKind::InvalidData)?;
    room.copy_from_slice(&bytes);
    Ok(bytes.len())
}

pub(crate) fn stdout() -> Stdout {
    Output(Stream::Out)
}

pub(crate) fn stderr() -> impl Write {
    Output(Stream::Error)
}

/// Whether a stream is a terminal.
pub(crate) fn is_terminal(stream: Stream) -> bool {
    host().terminal(stream).is_some()
}

/// The columns of the terminal, if there is one.
pub(crate) fn columns() -> Option<usize> {
    let terminals = [Stream::Out, Stream::Error].into_iter();
    terminals
        .filter_map(|stream| host().terminal(stream)?.columns)
        .next()
}

/// Whether a stream is a terminal that follows links, which is known here only where a variable tells.
pub(crate) fn links(_: Stream) -> bool {
    variable("FORCE_HYPERLINK").is_some_and(|value| value != "0")
}

/// The value of a variable of the environment.
pub(crate) fn variable(name: impl AsRef<OsStr>) -> Option<OsString> {
    let name = name.as_ref();
    let mut variables = host().variables().iter();
    variables
        .find(|(key, _)| name == key.as_str())
        .map(|(_, value)| value.into())
}

/// The variables of the environment.
pub(crate) fn variables() -> impl Iterator<Item = (OsString, OsString)> {
    let variables = host().variables().iter();
    variables.map(|(key, value)| (key.into(), value.into()))
}

pub(crate) fn current_folder() -> io::Result<PathBuf> {
    host().current_folder().map(PathBuf::from)
}

/// The path from the root of the file system. Symbolic links are not followed.
pub(crate) fn absolute(path: &Path) -> io::Result<PathBuf> {
    if path.as_os_str().is_empty() {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "cannot make an empty path absolute",
        ));
    }
    // Its components are without `.`; the standard library keeps `..` as well.
    Ok(current_folder()?.join(path).components().collect())
}

/// The names of what is in a folder.
pub(crate) fn names_in(folder: &Path) -> io::Result<Vec<OsString>> {
    let folder = folder.to_str().ok_or(io::ErrorKind::InvalidInput)?;
    let entries = host().entries(folder)?.into_iter();
    Ok(entries.map(|(name, _)| name.into()).collect())
}

pub(crate) fn sleep(duration: Duration) {
    host().sleep(duration);
}
