//! A page's text and where it came from.

use std::fmt;
#[cfg(not(hosted))]
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::charset;
#[cfg(hosted)]
use crate::system::fs::File;

/// Files above this many bytes are not read unless the caller says otherwise: 10 MB.
pub const DEFAULT_MAX_BYTES: u64 = 10_000_000;

/// A page's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path as the user gave it, or `-`.
    pub name: String,
    /// The text, with its byte order mark when it has one.
    pub text: String,
}

/// Why a page could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum InputError {
    /// The system would not give the bytes.
    Io {
        /// The system's error, as a kind.
        kind: io::ErrorKind,
        /// The system's error, in words.
        message: String,
    },
    /// There are more bytes than allowed.
    TooLarge {
        /// The size of the file; for a stream, as many bytes as were read.
        bytes: u64,
        /// The most bytes allowed.
        max: u64,
    },
    /// The text is UTF-16.
    Utf16,
    /// The bytes are not UTF-8.
    NotUtf8 {
        /// Where the first byte stands that is not UTF-8.
        offset: usize,
        /// The encoding that a `<meta charset>` of the page declares.
        declared: Option<String>,
    },
}

impl Source {
    /// Reads a file, unless it has more than `max_bytes`.
    ///
    /// # Errors
    /// Everything that [`InputError`] lists.
    pub fn read(path: &Path, max_bytes: u64) -> Result<Self, InputError> {
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        if metadata.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory).into());
        }
        if metadata.len() > max_bytes {
            return Err(InputError::TooLarge {
                bytes: metadata.len(),
                max: max_bytes,
            });
        }
        // One byte more than there should be, so that the end is found without growing.
        let expected = usize::try_from(metadata.len()).map_or(0, |bytes| bytes.saturating_add(1));
        let bytes = read_at_most(file, max_bytes, expected)?;
        Self::from_bytes(path.display().to_string(), bytes)
    }

    /// Reads a stream, at most one byte more than `max_bytes` of it.
    ///
    /// # Errors
    /// Everything that [`InputError`] lists.
    pub fn read_from(
        name: impl Into<String>,
        stream: impl Read,
        max_bytes: u64,
    ) -> Result<Self, InputError> {
        let bytes = read_at_most(stream, max_bytes, 0)?;
        Self::from_bytes(name, bytes)
    }

    /// Decodes a page: UTF-8, with or without a byte order mark.
    ///
    /// # Errors
    /// [`InputError::Utf16`] and [`InputError::NotUtf8`].
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, InputError> {
        if charset::is_utf16(&bytes) {
            return Err(InputError::Utf16);
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self {
                name: name.into(),
                text,
            }),
            Err(error) => Err(InputError::NotUtf8 {
                offset: error.utf8_error().valid_up_to(),
                declared: charset::declared(error.as_bytes()),
            }),
        }
    }
}

/// Reads a stream of about `expected` bytes to its end, or until it has more than `max_bytes`.
fn read_at_most(stream: impl Read, max_bytes: u64, expected: usize) -> Result<Vec<u8>, InputError> {
    let mut bytes = Vec::with_capacity(expected);
    stream
        .take(max_bytes.saturating_add(1))
        .read_to_end(&mut bytes)?;
    let read = bytes.len() as u64;
    if read > max_bytes {
        return Err(InputError::TooLarge {
            bytes: read,
            max: max_bytes,
        });
    }
    Ok(bytes)
}

impl InputError {
    /// What the user can do about it.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            Self::Io {
                kind: io::ErrorKind::NotFound,
                ..
            } => "check the path, and that it is relative to the current folder".into(),
            Self::Io {
                kind: io::ErrorKind::IsADirectory,
                ..
            } => "name a page in it; only `lockwright check` and `fix` take folders".into(),
            Self::Io { .. } => "check that the file exists and may be read".into(),
            Self::TooLarge { .. } => {
                "a login page is rarely larger than 100 kB: check that this is one".into()
            }
            Self::Utf16 => "save the page as UTF-8; Auth0 stores pages as UTF-8".into(),
            Self::NotUtf8 {
                declared: Some(charset),
                ..
            } if !charset.eq_ignore_ascii_case("utf-8") => {
                format!(
                    "the page declares `{charset}`: convert it to UTF-8 and declare `<meta charset=\"utf-8\">`"
                )
            }
            Self::NotUtf8 { .. } => "save the page as UTF-8".into(),
        }
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { message, .. } => write!(f, "the page cannot be read: {message}"),
            Self::TooLarge { bytes, max } => {
                write!(
                    f,
                    "the page is too large: {bytes} bytes, and at most {max} are read"
                )
            }
            Self::Utf16 => f.write_str("the page is encoded as UTF-16"),
            Self::NotUtf8 { offset, .. } => {
                write!(
                    f,
                    "the page is not UTF-8: the byte at offset {offset} does not fit"
                )
            }
        }
    }
}

impl std::error::Error for InputError {}

impl From<io::Error> for InputError {
    fn from(error: io::Error) -> Self {
        Self::Io {
            kind: error.kind(),
            message: error.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(bytes: &[u8]) -> Result<String, InputError> {
        Source::from_bytes("page.html", bytes.to_vec()).map(|source| source.text)
    }

    #[test]
    fn keeps_utf8_as_it_is() {
        for text in ["", "<p>é", "\u{feff}<p>", "a\0b", "\0", "\r\n"] {
            assert_eq!(decode(text.as_bytes()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn tells_what_is_not_utf8() {
        assert_eq!(
            decode(b"<p>caf\xe9"),
            Err(InputError::NotUtf8 {
                offset: 6,
                declared: None
            })
        );
        let declared =
            b"<meta http-equiv=content-type content='text/html; charset=iso-8859-1'>\xe9";
        let error = decode(declared).unwrap_err();
        assert!(error.help().contains("iso-8859-1"), "{}", error.help());
        let utf16: Vec<u8> = "<html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&utf16), Err(InputError::Utf16));
        assert_eq!(decode(b"\xfe\xff\0<"), Err(InputError::Utf16));
    }

    #[test]
    fn reads_no_more_than_the_cap_allows() {
        /// A stream without end that knows how much was taken from it.
        struct Endless(u64);
        impl Read for Endless {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                buffer.fill(b'a');
                self.0 += buffer.len() as u64;
                Ok(buffer.len())
            }
        }
        let mut stream = Endless(0);
        assert_eq!(
            Source::read_from("-", &mut stream, 100),
            Err(InputError::TooLarge {
                bytes: 101,
                max: 100
            })
        );
        assert_eq!(stream.0, 101);
        assert!(Source::read_from("-", &b"0123456789"[..], 10).is_ok());
    }

    #[test]
    fn reads_files() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.html");
        std::fs::write(&path, "<p>").unwrap();
        assert_eq!(Source::read(&path, 3).unwrap().text, "<p>");
        assert_eq!(
            Source::read(&path, 2),
            Err(InputError::TooLarge { bytes: 3, max: 2 })
        );
        let missing = Source::read(&folder.path().join("none"), 3).unwrap_err();
        assert!(matches!(
            missing,
            InputError::Io {
                kind: io::ErrorKind::NotFound,
                ..
            }
        ));
        assert!(matches!(
            Source::read(folder.path(), 3),
            Err(InputError::Io { .. })
        ));
    }
}
