//! Stand-in.
use std::path::PathBuf;
use super::InputError;
/// Pages.
#[must_use]
pub fn pages(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<InputError>) {
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    for path in paths {
        if path.is_dir() {
            let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
            found.extend(entries.map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "html")));
        } else if path.exists() {
            found.push(path.clone());
        } else {
            errors.push(InputError::new(&path.display().to_string(), "no such file"));
        }
    }
    found.sort();
    (found, errors)
}
