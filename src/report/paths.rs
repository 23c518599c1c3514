//! The paths that reports for machines name pages by.

use std::path::{Component, Path, PathBuf};

/// How a path that the user gave becomes one that another tool understands: relative to the working
/// directory where it can be, with forward slashes and without detours.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paths {
    working_directory: PathBuf,
    prefix: PathBuf,
}

impl Paths {
    /// Paths relative to `working_directory`, an absolute path, each with `prefix` in front: that is
    /// the way from where the report is read, such as the root of a repository, to the working
    /// directory.
    #[must_use]
    pub fn new(working_directory: impl Into<PathBuf>, prefix: impl Into<PathBuf>) -> Self {
        Self {
            working_directory: working_directory.into(),
            prefix: prefix.into(),
        }
    }

    /// The path of a page: relative when it lies in the working directory, else as it was given.
    #[must_use]
    pub fn name(&self, path: &str) -> String {
        let path = Path::new(path);
        let place = clean(&self.working_directory.join(path));
        let relative = place.strip_prefix(&self.working_directory).unwrap_or(path);
        if relative.is_absolute() {
            slashed(relative)
        } else {
            slashed(&self.prefix.join(relative))
        }
    }

    /// The same as a URI, percent-encoded: a relative reference when the page lies in the working
    /// directory or below the prefix, and otherwise a `file:` URI.
    #[must_use]
    pub fn uri(&self, path: &str) -> String {
        let mut name = self.name(path);
        if name.starts_with("../") {
            name = slashed(&self.working_directory.join(path));
        }
        if !Path::new(&name).is_absolute() {
            return percent_encoded(&name);
        }
        // A path of Windows begins with a drive, which is no host.
        let slash = if name.starts_with('/') { "" } else { "/" };
        format!("file://{slash}{}", percent_encoded(&name))
    }
}

/// The path without `.` and, where a name stands before it, without `..`.
fn clean(path: &Path) -> PathBuf {
    let mut parts: Vec<Component<'_>> = Vec::new();
    for part in path.components() {
        match (part, parts.last()) {
            (Component::CurDir, _) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => {
                parts.pop();
            }
            (Component::ParentDir, Some(Component::RootDir)) => {}
            _ => parts.push(part),
        }
    }
    parts.into_iter().collect()
}

/// The path without detours and with forward slashes.
fn slashed(path: &Path) -> String {
    let path = clean(path).display().to_string();
    if std::path::MAIN_SEPARATOR == '/' {
        path
    } else {
        path.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// Encodes all but the unreserved characters of RFC 3986 and `/`. A colon would make the first name
/// of a relative path a scheme.
fn percent_encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_where_they_can_be() {
        let cases = [
            ("login.html", "", "login.html"),
            ("./pages//login.html", "", "pages/login.html"),
            ("pages/../login.html", "", "login.html"),
            ("../login.html", "", "../login.html"),
            ("../web/login.html", "", "login.html"),
            ("/repo/other/../web/login.html", "", "login.html"),
            ("/repo/web/pages/login.html", "", "pages/login.html"),
            ("/other/./login.html", "", "/other/login.html"),
            ("/../login.html", "", "/login.html"),
            ("-", "", "-"),
            ("login.html", "web", "web/login.html"),
            ("../login.html", "web", "login.html"),
            ("/repo/web/login.html", "./web/", "web/login.html"),
            ("/other/login.html", "web", "/other/login.html"),
            ("login.html", "/src", "/src/login.html"),
        ];
        for (path, prefix, name) in cases {
            assert_eq!(
                Paths::new("/repo/web", prefix).name(path),
                name,
                "{path} with {prefix:?}"
            );
        }
    }

    #[test]
    fn uris_are_encoded() {
        let cases = [
            ("pages/login.html", "pages/login.html"),
            ("a b#c?d%e:f.html", "a%20b%23c%3Fd%25e%3Af.html"),
            ("Grüße.html", "Gr%C3%BC%C3%9Fe.html"),
            ("/other/a b.html", "file:///other/a%20b.html"),
            ("../a.html", "file:///repo/a.html"),
        ];
        for (path, uri) in cases {
            assert_eq!(Paths::new("/repo/web", "").uri(path), uri);
        }
    }
}
