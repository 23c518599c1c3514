//! Paths that patterns of a configuration stand for.

use std::path::{Component, Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::names::Pattern;

/// Patterns and the folder that they are relative to.
#[derive(Debug, Clone)]
pub(super) struct Patterns(Gitignore);

impl Patterns {
    /// Patterns relative to `folder`, which is absolute.
    pub(super) fn new(folder: &Path, patterns: &[Pattern]) -> Self {
        let mut builder = GitignoreBuilder::new(folder);
        for pattern in patterns {
            // Each has been compiled alone when it was read.
            let _ = builder.add_line(None, pattern.as_str());
        }
        Self(builder.build().unwrap_or_else(|_| Gitignore::empty()))
    }

    /// Whether the patterns match a path, which is absolute, or one of the folders it is in.
    pub(super) fn match_path(&self, path: &Path, is_folder: bool) -> bool {
        let below = self.below(path);
        below.is_some_and(|below| {
            let matched = self.0.matched_path_or_any_parents(below, is_folder);
            matched.is_ignore()
        })
    }

    /// Whether the patterns match a path, which is absolute, by itself: the folders it is in have
    /// been looked at before.
    pub(super) fn match_entry(&self, path: &Path, is_folder: bool) -> bool {
        let below = self.below(path);
        below.is_some_and(|below| self.0.matched(below, is_folder).is_ignore())
    }

    /// The path from the patterns' own folder. Nothing outside it matches.
    fn below<'a>(&self, path: &'a Path) -> Option<&'a Path> {
        if self.0.is_empty() {
            return None;
        }
        let below = path.strip_prefix(self.0.path()).ok()?;
        (!below.as_os_str().is_empty()).then_some(below)
    }
}

/// The path from the root of the file system, without `.` and `..`.
///
/// `..` takes the name before it away, also where that is a symbolic link: which configuration
/// applies is read off the path as the user sees it.
pub(super) fn absolute(path: &Path, current: &Path) -> PathBuf {
    let path = current.join(path);
    let mut clean = PathBuf::with_capacity(path.as_os_str().len());
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                clean.pop();
            }
            part => clean.push(part),
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_those_of_gitignore() {
        let cases = [
            ("dist", "/site/dist", true, true),
            ("dist", "/site/a/dist/b.html", false, true),
            ("/dist", "/site/a/dist/b.html", false, false),
            ("dist/", "/site/dist", false, false),
            ("*.htm", "/site/a/b.htm", false, true),
            ("a/**/c.html", "/site/a/b/c.html", false, true),
            ("dist", "/other/dist", true, false),
            ("*", "/site", true, false),
        ];
        for (pattern, path, is_folder, expected) in cases {
            let patterns = Patterns::new(Path::new("/site"), &[pattern.parse().unwrap()]);
            assert_eq!(
                patterns.match_path(Path::new(path), is_folder),
                expected,
                "{pattern} {path}"
            );
        }
    }

    #[test]
    fn an_entry_of_a_folder_that_was_let_in_is_judged_alone() {
        let patterns = Patterns::new(Path::new("/site"), &["dist/".parse().unwrap()]);
        let page = Path::new("/site/dist/a.html");
        assert!(patterns.match_path(page, false));
        assert!(!patterns.match_entry(page, false));
        assert!(patterns.match_entry(Path::new("/site/dist"), true));
    }

    #[test]
    fn a_later_pattern_takes_an_earlier_one_back() {
        let patterns = ["*.html", "!keep.html"].map(|text| text.parse().unwrap());
        let patterns = Patterns::new(Path::new("/site"), &patterns);
        assert!(patterns.match_path(Path::new("/site/a.html"), false));
        assert!(!patterns.match_path(Path::new("/site/keep.html"), false));
    }

    #[test]
    fn paths_are_made_absolute_as_they_are_read() {
        for (path, expected) in [
            ("a.html", "/here/a.html"),
            ("./a/../b.html", "/here/b.html"),
            ("../c.html", "/c.html"),
            ("../../../c.html", "/c.html"),
            ("/d/e.html", "/d/e.html"),
        ] {
            assert_eq!(
                absolute(Path::new(path), Path::new("/here")),
                Path::new(expected)
            );
        }
    }
}
