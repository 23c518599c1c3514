//! What the module asks its host for, and how the answers read.
//!
//! | operation | asks for | answer |
//! |---|---|---|
//! | 0 | the variables | `NAME=value`, each with a NUL behind it |
//! | 1 | the working directory | a path |
//! | 2 | the terminal of stream `x` | nothing for no terminal; else its columns, or 0 |
//! | 3 | opening the file `name` | a handle in decimals |
//! | 4 | up to `y` bytes of the handle `x` | the bytes |
//! | 5 | closing the handle `x` | nothing |
//! | 6 | printing `content` on stream `x` | nothing |
//! | 7 | what is at `name`, or, where `x` is 0, what the link there itself is | kind, size, time in milliseconds, with blanks between |
//! | 8 | the real path of `name` | a path |
//! | 9 | the entries of the folder `name` | kind and name, each with a NUL behind it |
//! | 10 | replacing the first `x` bytes of `content`, which `name` has, by the rest | nothing |
//! | 11 | making the file `name` with `content` | nothing |
//! | 12 | writing `content` to the device `name` | nothing |
//! | 13 | waiting for `x` milliseconds | nothing |
//!
//! Streams are 1 and 2. Kinds are `f`ile, `d` for a folder, `l`ink and `o`ther. Of an error, the length is given as
//! -1 minus it, and the answer is the error's name, a NUL and a message.

use std::io;
use std::sync::OnceLock;
use std::time::Duration;

use lockwright::system::{EntryKind, Host, Metadata, NotWritten, Stream, Terminal};

#[link(wasm_import_module = "host")]
unsafe extern "C" {
    fn call(
        operation: u32,
        name: *const u8,
        name_length: usize,
        content: *const u8,
        content_length: usize,
        x: u32,
        y: u32,
    ) -> i32;
    fn take(into: *mut u8);
}

/// Something to ask for.
#[derive(Default)]
struct Request<'a> {
    operation: u32,
    name: &'a str,
    content: &'a [u8],
    x: u32,
    y: u32,
}

/// Why the host did not do something.
struct Refused {
    name: String,
    message: String,
}

impl Request<'_> {
    fn answer(&self) -> Result<Vec<u8>, Refused> {
        // SAFETY: the host reads the two texts, which live until it returns, and writes nothing.
        let length = unsafe {
            call(
                self.operation,
                self.name.as_ptr(),
                self.name.len(),
                self.content.as_ptr(),
                self.content.len(),
                self.x,
                self.y,
            )
        };
        let is_error = length < 0;
        let length = if is_error { -1 - length } else { length };
        let mut answer = vec![0; usize::try_from(length).unwrap_or_default()];
        // SAFETY: the host writes as many bytes as it has said that there are.
        unsafe { take(answer.as_mut_ptr()) };
        if !is_error {
            return Ok(answer);
        }
        let text = String::from_utf8_lossy(&answer);
        let (name, message) = text.split_once('\0').unwrap_or(("", &text));
        Err(Refused {
            name: name.to_owned(),
            message: message.to_owned(),
        })
    }

    fn done(&self) -> io::Result<Vec<u8>> {
        self.answer().map_err(Refused::into_io)
    }

    fn text(&self) -> io::Result<String> {
        String::from_utf8(self.done()?).map_err(io::Error::other)
    }

    fn written(&self) -> Result<(), NotWritten> {
        match self.answer() {
            Ok(_) => Ok(()),
            Err(refused) => Err(match refused.name.as_str() {
                "CHANGED" => NotWritten::Changed,
                "NOT_A_FILE" => NotWritten::NotAFile,
                "READ_ONLY" => NotWritten::ReadOnly,
                name => match name.strip_prefix("FOLDER ") {
                    Some(name) => NotWritten::Folder(kind(name).into()),
                    None => NotWritten::Io(refused.into_io()),
                },
            }),
        }
    }
}

impl Refused {
    fn into_io(self) -> io::Error {
        io::Error::new(kind(&self.name), self.message)
    }
}

/// The kind of an error by the name that systems have for it.
fn kind(name: &str) -> io::ErrorKind {
    use io::ErrorKind as Kind;
    match name {
        "ENOENT" => Kind::NotFound,
        "EACCES" | "EPERM" => Kind::PermissionDenied,
        "EEXIST" => Kind::AlreadyExists,
        "EPIPE" => Kind::BrokenPipe,
        "EISDIR" => Kind::IsADirectory,
        "ENOTDIR" => Kind::NotADirectory,
        "EROFS" => Kind::ReadOnlyFilesystem,
        "ENOSPC" => Kind::StorageFull,
        "EBUSY" => Kind::ResourceBusy,
        "EINVAL" => Kind::InvalidInput,
        _ => Kind::Other,
    }
}

/// The JavaScript around the module.
#[derive(Debug)]
pub(crate) struct JavaScript {
    variables: Vec<(String, String)>,
}

impl JavaScript {
    pub(crate) fn get() -> &'static Self {
        static HOST: OnceLock<JavaScript> = OnceLock::new();
        HOST.get_or_init(|| {
            let text = Request::default().text().unwrap_or_default();
            let variables = text.split_terminator('\0');
            let variables = variables.filter_map(|variable| variable.split_once('='));
            Self {
                variables: variables
                    .map(|(k, v)| (k.to_owned(), v.to_owned()))
                    .collect(),
            }
        })
    }
}

fn number(stream: Stream) -> u32 {
    match stream {
        Stream::Out => 1,
        Stream::Error => 2,
    }
}

fn entry_kind(letter: &str) -> EntryKind {
    match letter {
        "f" => EntryKind::File,
        "d" => EntryKind::Folder,
        "l" => EntryKind::Link,
        _ => EntryKind::Other,
    }
}

impl Host for JavaScript {
    fn variables(&self) -> &[(String, String)] {
        &self.variables
    }

    fn current_folder(&self) -> io::Result<String> {
        let request = Request {
            operation: 1,
            ..Request::default()
        };
        request.text()
    }

    fn terminal(&self, stream: Stream) -> Option<Terminal> {
        let request = Request {
            operation: 2,
            x: number(stream),
            ..Request::default()
        };
        let columns: usize = request.text().ok()?.parse().ok()?;
        Some(Terminal::new((columns > 0).then_some(columns)))
    }

    fn open(&self, path: &str) -> io::Result<u32> {
        let request = Request {
            operation: 3,
            name: path,
            ..Request::default()
        };
        request.text()?.parse().map_err(io::Error::other)
    }

    fn read(&self, file: u32, most: usize) -> io::Result<Vec<u8>> {
        let request = Request {
            operation: 4,
            x: file,
            y: u32::try_from(most).unwrap_or(u32::MAX),
            ..Request::default()
        };
        request.done()
    }

    fn close(&self, file: u32) {
        let request = Request {
            operation: 5,
            x: file,
            ..Request::default()
        };
        // What was read is there, whatever becomes of the handle.
        let _ = request.answer();
    }

    fn print(&self, stream: Stream, bytes: &[u8]) -> io::Result<()> {
        let request = Request {
            operation: 6,
            content: bytes,
            x: number(stream),
            ..Request::default()
        };
        request.done().map(drop)
    }

    fn metadata(&self, path: &str, follow_link: bool) -> io::Result<Metadata> {
        let request = Request {
            operation: 7,
            name: path,
            x: u32::from(follow_link),
            ..Request::default()
        };
        let text = request.text()?;
        let mut words = text.split(' ');
        let kind = entry_kind(words.next().unwrap_or_default());
        let mut next = || {
            words
                .next()
                .and_then(|word| word.parse().ok())
                .unwrap_or_default()
        };
        Ok(Metadata {
            kind,
            len: next(),
            modified: Duration::from_millis(next()),
        })
    }

    fn canonicalize(&self, path: &str) -> io::Result<String> {
        let request = Request {
            operation: 8,
            name: path,
            ..Request::default()
        };
        request.text()
    }

    fn entries(&self, path: &str) -> io::Result<Vec<(String, EntryKind)>> {
        let request = Request {
            operation: 9,
            name: path,
            ..Request::default()
        };
        let text = request.text()?;
        let entries = text.split_terminator('\0');
        let entries = entries.filter_map(|entry| entry.split_at_checked(1));
        Ok(entries
            .map(|(kind, name)| (name.to_owned(), entry_kind(kind)))
            .collect())
    }

    fn replace(&self, path: &str, before: &[u8], after: &[u8]) -> Result<(), NotWritten> {
        let request = Request {
            operation: 10,
            name: path,
            content: &[before, after].concat(),
            x: u32::try_from(before.len()).unwrap_or(u32::MAX),
            ..Request::default()
        };
        request.written()
    }

    fn create(&self, path: &str, content: &[u8]) -> Result<(), NotWritten> {
        let request = Request {
            operation: 11,
            name: path,
            content,
            ..Request::default()
        };
        request.written()
    }

    fn write(&self, path: &str, content: &[u8]) -> io::Result<()> {
        let request = Request {
            operation: 12,
            name: path,
            content,
            ..Request::default()
        };
        request.done().map(drop)
    }

    fn sleep(&self, duration: Duration) {
        let request = Request {
            operation: 13,
            x: u32::try_from(duration.as_millis()).unwrap_or(u32::MAX),
            ..Request::default()
        };
        let _ = request.answer();
    }
}
