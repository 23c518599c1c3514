//! Finding and reading configuration files.

use std::collections::HashMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::document::Document;
use super::error::ConfigError;
use crate::system::fs;

/// The names of a configuration file.
const NAMES: [&str; 2] = ["lockwright.toml", ".lockwright.toml"];

/// No configuration is as large as this: 1 MB.
const MAX_BYTES: u64 = 1_000_000;

/// The configuration that applies in a folder, if there is one. Errors are shared, because the pages
/// of a folder share them.
type Found = Result<Option<Arc<Document>>, Arc<ConfigError>>;

/// The configurations of folders, each read once.
#[derive(Debug, Default)]
pub(super) struct Folders {
    known: Mutex<HashMap<PathBuf, Found>>,
}

impl Folders {
    /// The nearest configuration of `folder`, which is absolute, or of the folders it is in, up to
    /// the repository's root. `current` is where paths are shown from.
    pub(super) fn nearest(&self, folder: &Path, current: &Path) -> Found {
        let mut passed = Vec::new();
        let mut found = Ok(None);
        for folder in folder.ancestors() {
            if let Some(known) = self.known().get(folder) {
                found = known.clone();
                break;
            }
            passed.push(folder.to_owned());
            found = read_in(folder, current).map_err(Arc::new);
            if !matches!(found, Ok(None)) || fs::metadata(folder.join(".git")).is_ok() {
                break;
            }
        }
        let mut known = self.known();
        for folder in passed {
            known.insert(folder, found.clone());
        }
        found
    }

    /// The files that were looked for.
    pub(super) fn candidates(&self) -> Vec<PathBuf> {
        let known = self.known();
        let mut candidates: Vec<_> = known
            .keys()
            .flat_map(|folder| NAMES.map(|name| folder.join(name)))
            .collect();
        candidates.sort();
        candidates
    }

    /// A thread that panicked while it held the lock left the map as it was.
    fn known(&self) -> std::sync::MutexGuard<'_, HashMap<PathBuf, Found>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The configuration in this very folder.
fn read_in(folder: &Path, current: &Path) -> Result<Option<Arc<Document>>, ConfigError> {
    let mut found: Option<PathBuf> = None;
    for name in NAMES {
        let path = folder.join(name);
        // A folder that may not be entered has no configuration that could be read.
        if fs::symlink_metadata(&path).is_err() {
            continue;
        }
        if let Some(other) = found {
            return Err(ConfigError::new(
                format!("there are both {} and {name}", other.display()),
                "remove one of them",
            ));
        }
        found = Some(path);
    }
    let Some(path) = found else { return Ok(None) };
    let shown = path.strip_prefix(current).unwrap_or(&path);
    let obstacle = match fs::metadata(&path) {
        // Reading a pipe that nobody writes to would never end.
        Ok(metadata) if !metadata.is_file() => Some("it is not a file"),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Some("it is a link that leads nowhere")
        }
        _ => None,
    };
    if let Some(obstacle) = obstacle {
        return Err(ConfigError::unreadable(shown, &io::Error::other(obstacle)));
    }
    read(&path, shown, folder).map(|document| Some(Arc::new(document)))
}

/// Reads the configuration at `path`, which is shown as `shown`, with patterns relative to `folder`.
pub(super) fn read(path: &Path, shown: &Path, folder: &Path) -> Result<Document, ConfigError> {
    let text = text(path).map_err(|error| ConfigError::unreadable(shown, &error))?;
    let name = shown.display().to_string().replace('\\', "/");
    // Editors on Windows put a byte order mark before the text, which TOML does not know.
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Document::of_file(&name, text, folder)
}

fn text(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    let file = fs::File::open(path)?;
    file.take(MAX_BYTES + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MAX_BYTES {
        return Err(io::Error::other("it is larger than 1 MB"));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The configuration that applies in `folder` of a tree with these files and folders; those that
    /// end in a slash are folders.
    fn nearest(tree: &[&str], folder: &str) -> Result<Option<String>, String> {
        let root = tempfile::tempdir().unwrap();
        for path in tree {
            let full = root.path().join(path);
            if path.ends_with('/') {
                fs::create_dir_all(full).unwrap();
            } else {
                fs::create_dir_all(full.parent().unwrap()).unwrap();
                fs::write(full, "").unwrap();
            }
        }
        let found = Folders::default().nearest(&root.path().join(folder), root.path());
        found
            .map(|document| document.map(|document| document.name.clone()))
            .map_err(|error| error.to_string())
    }

    #[test]
    fn the_nearest_folder_up_to_the_repository_counts() {
        let cases: [(&[&str], &str, Option<&str>); 6] = [
            (&["lockwright.toml", "a/b/"], "a/b", Some("lockwright.toml")),
            (
                &["lockwright.toml", "a/.lockwright.toml", "a/b/"],
                "a/b",
                Some("a/.lockwright.toml"),
            ),
            (&["lockwright.toml", "a/.git/", "a/b/"], "a/b", None),
            (&["lockwright.toml", "a/.git", "a/b/"], "a/b", None),
            (
                &["a/lockwright.toml", "a/.git/"],
                "a/b",
                Some("a/lockwright.toml"),
            ),
            (&["a/lockwright.toml", ".git/"], "b", None),
        ];
        for (tree, folder, expected) in cases {
            let found = nearest(tree, folder).unwrap();
            assert_eq!(found.as_deref(), expected, "{tree:?} {folder}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_an_error() {
        let both = nearest(&["lockwright.toml", ".lockwright.toml"], "").unwrap_err();
        assert!(both.contains("both"), "{both}");
        let folder = nearest(&["lockwright.toml/"], "").unwrap_err();
        assert!(
            folder.contains("cannot read the configuration lockwright.toml"),
            "{folder}"
        );
    }
}
