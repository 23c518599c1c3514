//! Stand-in.
use std::fmt;
use std::path::Path;
/// Error.
#[derive(Debug)]
pub struct WriteError(String);
impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
/// Replaces.
///
/// # Errors
/// Unwritable.
pub fn replace(path: &Path, _before: &[u8], after: &[u8]) -> Result<(), WriteError> {
    std::fs::write(path, after).map_err(|why| WriteError(format!("cannot write {}: {why}", path.display())))
}
