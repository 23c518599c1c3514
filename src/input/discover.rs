//! Finding the pages that a list of paths means.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};

use super::InputError;

/// What a list of paths came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Discovered {
    /// The pages in path order, each once, under the path the user gave (or, inside a folder, that
    /// path and what follows).
    pub pages: Vec<PathBuf>,
    /// What could not be looked at.
    pub errors: Vec<Unreadable>,
}

/// A path that could not be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The path, as far as it is known.
    pub path: PathBuf,
    /// Why.
    pub error: InputError,
}

/// Finds the pages that `paths` mean.
///
/// A file that is named is a page, whatever its name. A folder means the `.html` and `.htm` files in
/// it that git does not ignore and that are not hidden; symbolic links in it are not followed. A path
/// that cannot be read is reported beside the others.
#[must_use]
pub fn discover<P: AsRef<Path>>(paths: &[P]) -> Discovered {
    let mut found = Discovered::default();
    for path in paths.iter().map(AsRef::as_ref) {
        match std::fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => walk(path, &mut found),
            Ok(_) => found.pages.push(path.to_owned()),
            Err(error) => {
                found.errors.push(Unreadable {
                    path: path.to_owned(),
                    error: error.into(),
                });
            }
        }
    }
    found.pages.sort();
    found.pages.dedup();
    found.errors.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Adds the pages of a folder.
fn walk(folder: &Path, found: &mut Discovered) {
    // A repository's ignore files count even where the folder is an export without `.git`.
    for entry in WalkBuilder::new(folder).require_git(false).build() {
        match entry {
            Ok(entry) if is_page(&entry) => found.pages.push(entry.into_path()),
            Ok(_) => {}
            Err(error) => found.errors.push(unreadable(folder, error)),
        }
    }
}

/// Whether an entry of a folder is a page by its name.
fn is_page(entry: &DirEntry) -> bool {
    let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
    let extension = entry
        .path()
        .extension()
        .and_then(OsStr::to_str)
        .unwrap_or_default();
    is_file
        && ["html", "htm"]
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
}

/// What the walker reports, with the path it is about.
fn unreadable(folder: &Path, error: ignore::Error) -> Unreadable {
    let path = path_of(&error).unwrap_or(folder).to_owned();
    let message = error.to_string();
    let error = match error.into_io_error() {
        Some(error) => error.into(),
        None => InputError::Io {
            kind: std::io::ErrorKind::Other,
            message,
        },
    };
    Unreadable { path, error }
}

/// The path inside the walker's error.
fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_of(err)
        }
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// A folder with these files, empty, and what is discovered when it is asked for `paths`, as
    /// paths below the folder.
    fn discovered(files: &[&str], paths: &[&str]) -> (Vec<String>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(
                path,
                if file.ends_with(".gitignore") {
                    "dist/\n"
                } else {
                    ""
                },
            )
            .unwrap();
        }
        let paths: Vec<_> = paths.iter().map(|path| folder.path().join(path)).collect();
        let found = discover(&paths);
        let below = |path: &Path| {
            path.strip_prefix(folder.path())
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/")
        };
        (
            found.pages.iter().map(|page| below(page)).collect(),
            found
                .errors
                .iter()
                .map(|error| below(&error.path))
                .collect(),
        )
    }

    #[test]
    fn walks_folders_and_takes_named_files() {
        let files = [
            "b.html",
            "a/c.HTM",
            "a/d.txt",
            ".hidden/e.html",
            "dist/f.html",
            ".gitignore",
            "g.htm",
        ];
        let (pages, errors) = discovered(&files, &[""]);
        assert_eq!(pages, ["a/c.HTM", "b.html", "g.htm"]);
        assert!(errors.is_empty());

        let (pages, _) = discovered(&files, &["dist/f.html", "a/d.txt", "a", "a/c.HTM"]);
        assert_eq!(pages, ["a/c.HTM", "a/d.txt", "dist/f.html"]);
    }

    #[test]
    fn reports_what_cannot_be_read_beside_the_rest() {
        let (pages, errors) = discovered(&["a.html"], &["missing", "a.html"]);
        assert_eq!(pages, ["a.html"]);
        assert_eq!(errors, ["missing"]);
    }

    #[test]
    fn paths_stay_as_the_user_gave_them() {
        let found = discover(&["./Cargo.toml", "Cargo.toml"]);
        let names: Vec<_> = found.pages.iter().map(|page| page.as_os_str()).collect();
        assert!(names.contains(&OsStr::new("./Cargo.toml")) || names == ["Cargo.toml"]);
    }

    #[cfg(unix)]
    #[test]
    fn symbolic_links_that_loop_do_no_harm() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.html"), "").unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
        let found = discover(&[folder.path()]);
        assert_eq!(found.pages, [folder.path().join("a.html")]);
    }
}
