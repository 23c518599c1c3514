//! Finding the pages that a list of paths means.

#[cfg(hosted)]
mod hosted_walk;
#[cfg(not(hosted))]
mod walk;

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[cfg(hosted)]
use hosted_walk::walk;
#[cfg(not(hosted))]
use walk::walk;

use super::InputError;
use crate::system::fs;
use crate::tenant::files::Role;

/// What a list of paths came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Discovered {
    /// The pages in path order, each once, under the path the user gave (or, inside a folder, that
    /// path and what follows).
    pub pages: Vec<PathBuf>,
    /// The symbolic links in folders that have a page's name, in path order. They are not followed.
    pub links: Vec<PathBuf>,
    /// The files in folders that may configure a tenant, by their names, in path order.
    pub configuration: Vec<PathBuf>,
    /// The folders that were given and hold no page.
    pub empty: Vec<PathBuf>,
    /// What could not be looked at.
    pub errors: Vec<Unreadable>,
}

/// Says whether the page or folder (`true`) at a path is left out.
type Test = Arc<dyn Fn(&Path, bool) -> bool + Send + Sync>;

/// Which paths are left out although they were found or named.
#[derive(Clone)]
pub struct Exclusion {
    found: Test,
    named: Test,
}

impl Exclusion {
    /// What is left out: `found` says it of an entry of a folder that is not left out itself, `named`
    /// of a path that was named.
    pub fn new(
        found: impl Fn(&Path, bool) -> bool + Send + Sync + 'static,
        named: impl Fn(&Path, bool) -> bool + Send + Sync + 'static,
    ) -> Self {
        Self {
            found: Arc::new(found),
            named: Arc::new(named),
        }
    }
}

/// Nothing is left out.
impl Default for Exclusion {
    fn default() -> Self {
        Self::new(|_, _| false, |_, _| false)
    }
}

impl fmt::Debug for Exclusion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exclusion").finish_non_exhaustive()
    }
}

/// A path that could not be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The path, as far as it is known.
    pub path: PathBuf,
    /// Why.
    pub error: InputError,
}

/// Finds the pages that `paths` mean, without those that are left out.
///
/// A file that is named is a page, whatever its name. A folder means the `.html` and `.htm` files in
/// it that git does not ignore and that are not hidden; symbolic links in it are not followed. A path
/// that cannot be read is reported beside the others.
#[must_use]
pub fn discover<P: AsRef<Path>>(paths: &[P], exclusion: &Exclusion) -> Discovered {
    let mut found = Discovered::default();
    for path in paths.iter().map(AsRef::as_ref) {
        match fs::metadata(path) {
            Ok(metadata) if (exclusion.named)(path, metadata.is_dir()) => {}
            Ok(metadata) if metadata.is_dir() => walk(path, exclusion, &mut found),
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
    found.configuration.sort();
    // One path leads to no page twice; several may.
    if paths.len() > 1 {
        keep_first_of_each(&mut found.pages);
        keep_first_of_each(&mut found.configuration);
    }
    found.links.sort();
    found.errors.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Leaves of the paths that lead to one file the first. Two writing to it would be in each other's way.
fn keep_first_of_each(pages: &mut Vec<PathBuf>) {
    let mut seen = HashSet::new();
    pages.retain(|page| match fs::canonicalize(page) {
        Ok(file) => seen.insert(file),
        // It is gone by now, which is told when it is read.
        Err(_) => true,
    });
}

/// Whether a file is a page by its name.
fn is_page_name(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    ["html", "htm"]
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}

/// Whether a file may configure a tenant by its name.
fn is_configuration_name(path: &Path) -> bool {
    let path = path.to_string_lossy().replace('\\', "/");
    Role::of(&path).is_some_and(|role| role != Role::Variables)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let found = discover(&paths, &Exclusion::default());
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
        for path in ["./Cargo.toml", "Cargo.toml", "src/../Cargo.toml"] {
            let found = discover(&[path], &Exclusion::default());
            assert_eq!(found.pages, [Path::new(path)]);
        }
    }

    #[test]
    fn a_file_is_found_once_whatever_leads_to_it() {
        let folder = tempfile::tempdir().unwrap();
        let page = folder.path().join("a.html");
        fs::write(&page, "").unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        let around = folder.path().join("b/../a.html");
        for paths in [
            [page.clone(), page.clone()],
            [page.clone(), folder.path().to_owned()],
            [page.clone(), around],
        ] {
            let found = discover(&paths, &Exclusion::default());
            assert_eq!(found.pages, std::slice::from_ref(&page), "{paths:?}");
        }
    }

    #[test]
    fn what_is_left_out_is_not_entered() {
        let folder = tempfile::tempdir().unwrap();
        for file in ["a.html", "out/b.html", "in/c.html"] {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let out = |path: &Path, is_folder| {
            assert!(!path.ends_with("out/b.html"), "nobody should have asked");
            is_folder && path.ends_with("out")
        };
        let pages = |paths: &[PathBuf], exclusion: &Exclusion| discover(paths, exclusion).pages;
        let (a, b, c) = (
            folder.path().join("a.html"),
            folder.path().join("out/b.html"),
            folder.path().join("in/c.html"),
        );
        let lenient = Exclusion::new(out, |_, _| false);
        assert_eq!(pages(&[folder.path().to_owned()], &lenient), [a.clone(), c]);
        assert_eq!(
            pages(&[folder.path().join("out")], &Exclusion::default()),
            std::slice::from_ref(&b)
        );
        let strict = Exclusion::new(|_, _| false, |path, _| path.ends_with("out/b.html"));
        assert_eq!(pages(&[a.clone(), b], &strict), [a]);
    }

    #[test]
    fn folders_without_pages_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let found = discover(&[folder.path()], &Exclusion::default());
        assert_eq!(found.empty, [folder.path()]);
    }

    #[cfg(unix)]
    #[test]
    fn symbolic_links_that_loop_do_no_harm() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.html"), "").unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
        let found = discover(&[folder.path()], &Exclusion::default());
        assert_eq!(found.pages, [folder.path().join("a.html")]);
    }
}
