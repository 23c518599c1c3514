//! A page's text and where it came from.

use std::fmt;
use std::io::Read;
use std::path::Path;

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
pub struct InputError {
    message: String,
}

impl InputError {
    pub(crate) fn new(name: &str, why: impl fmt::Display) -> Self {
        Self { message: format!("cannot read {name}: {why}") }
    }
    /// Help.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        None
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Source {
    /// Reads.
    ///
    /// # Errors
    /// Unreadable.
    pub fn read(path: &Path, max_bytes: u64) -> Result<Self, InputError> {
        let name = path.display().to_string();
        let file = std::fs::File::open(path).map_err(|why| InputError::new(&name, why))?;
        Self::read_from(name, file, max_bytes)
    }
    /// Reads.
    ///
    /// # Errors
    /// Unreadable.
    pub fn read_from(name: String, from: impl Read, max: u64) -> Result<Self, InputError> {
        let mut bytes = Vec::new();
        from.take(max + 1).read_to_end(&mut bytes).map_err(|why| InputError::new(&name, why))?;
        if bytes.len() as u64 > max {
            return Err(InputError::new(&name, "too large"));
        }
        let text = String::from_utf8(bytes).map_err(|why| InputError::new(&name, why))?;
        Ok(Self { name, text })
    }
}
