//! What lies beside the page: style sheets, pictures, scripts.
//!
//! Nothing outside of the page's folder is served, whatever the path is made of and wherever links lead;
//! nor are hidden files, nor types that a page does not load, among which are those that have secrets in
//! them.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;

/// A file of more bytes than this is not served.
const MAX_BYTES: u64 = 20_000_000;

/// What is served, by extension.
const TYPES: [(&str, &str); 20] = [
    ("avif", "image/avif"),
    ("css", "text/css; charset=utf-8"),
    ("gif", "image/gif"),
    ("htm", "text/html; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("ico", "image/x-icon"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("mp4", "video/mp4"),
    ("otf", "font/otf"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("ttf", "font/ttf"),
    ("txt", "text/plain; charset=utf-8"),
    ("webm", "video/webm"),
    ("webp", "image/webp"),
    ("woff", "font/woff"),
    ("woff2", "font/woff2"),
];

/// The folder of a page.
pub(super) struct Folder {
    /// Where it really is; `None` when that cannot be found out, and nothing is served.
    root: Option<PathBuf>,
}

/// A file to serve.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Asset {
    pub(super) content_type: &'static str,
    pub(super) bytes: Vec<u8>,
}

impl Folder {
    /// The folder that a page is in.
    pub(super) fn of(page: &Path) -> Self {
        let parent = page
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        Self {
            root: fs::canonicalize(parent.unwrap_or(Path::new("."))).ok(),
        }
    }

    /// The file at a path as it stands in an address.
    pub(super) fn read(&self, path: &str) -> Option<Asset> {
        let root = self.root.as_deref()?;
        let (content_type, path) = checked(path)?;
        // Links are followed before it is decided whether the file is inside.
        let real = fs::canonicalize(root.join(path)).ok()?;
        let inside = real.strip_prefix(root).ok()?;
        let is_hidden = |part: &std::ffi::OsStr| part.as_encoded_bytes().starts_with(b".");
        if inside.iter().any(is_hidden) || content_type_of(&real) != Some(content_type) {
            return None;
        }
        let file = File::open(&real).ok()?;
        let metadata = file.metadata().ok()?;
        if !metadata.is_file() || metadata.len() > MAX_BYTES {
            return None;
        }
        let mut bytes = Vec::new();
        file.take(MAX_BYTES).read_to_end(&mut bytes).ok()?;
        Some(Asset {
            content_type,
            bytes,
        })
    }
}

/// The path of a file below the folder, if it can be one that is served.
fn checked(path: &str) -> Option<(&'static str, PathBuf)> {
    let mut relative = PathBuf::new();
    for segment in path.split('/') {
        let name = percent_decode_str(segment).decode_utf8().ok()?;
        let is_plain = !name.is_empty()
            && !name.starts_with('.')
            && !name.contains(['/', '\\', ':', '\0'])
            && !name.chars().any(char::is_control);
        if !is_plain {
            return None;
        }
        relative.push(&*name);
    }
    Some((content_type_of(&relative)?, relative))
}

fn content_type_of(path: &Path) -> Option<&'static str> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    let mut types = TYPES.iter();
    types
        .find(|(known, _)| *known == extension)
        .map(|(_, content_type)| *content_type)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folder() -> (tempfile::TempDir, Folder) {
        let outer = tempfile::tempdir().unwrap();
        let inner = outer.path().join("pages");
        fs::create_dir_all(inner.join("img")).unwrap();
        fs::create_dir_all(inner.join(".git")).unwrap();
        for (name, text) in [
            ("pages/login.html", "page"),
            ("pages/style.css", "css"),
            ("pages/img/a b.png", "png"),
            ("pages/config.json", "secret"),
            ("pages/.env", "secret"),
            ("pages/.git/x.js", "secret"),
            ("secret.css", "secret"),
        ] {
            fs::write(outer.path().join(name), text).unwrap();
        }
        let folder = Folder::of(&inner.join("login.html"));
        (outer, folder)
    }

    #[test]
    fn only_what_is_inside_and_of_a_page_is_served() {
        let (_outer, folder) = folder();
        for (path, expected) in [
            ("style.css", Some("css")),
            ("img/a%20b.png", Some("png")),
            ("login.html", Some("page")),
            ("missing.css", None),
            ("img", None),
            ("", None),
            ("config.json", None),
            (".env", None),
            (".git/x.js", None),
            ("../secret.css", None),
            ("img/../style.css", None),
            ("%2e%2e/secret.css", None),
            ("..%2fsecret.css", None),
            ("%2e%2e%2fsecret.css", None),
            ("..\\secret.css", None),
            ("..%5csecret.css", None),
            ("%252e%252e/secret.css", None),
            ("/etc/passwd.txt", None),
            ("//etc/x.css", None),
            ("style.css%00.png", None),
            ("style.css/", None),
            ("C:/x.css", None),
            ("%ff.css", None),
        ] {
            let found = folder.read(path);
            let text = found.map(|asset| String::from_utf8(asset.bytes).unwrap());
            assert_eq!(text.as_deref(), expected, "{path}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn links_that_lead_outside_are_refused() {
        use std::os::unix::fs::symlink;
        let (outer, folder) = folder();
        let inner = outer.path().join("pages");
        symlink(outer.path().join("secret.css"), inner.join("linked.css")).unwrap();
        symlink(outer.path(), inner.join("up")).unwrap();
        symlink(inner.join("config.json"), inner.join("config.css")).unwrap();
        symlink(inner.join(".env"), inner.join("env.css")).unwrap();
        symlink(inner.join("style.css"), inner.join("same.css")).unwrap();
        for path in ["linked.css", "up/secret.css", "config.css", "env.css"] {
            assert_eq!(folder.read(path), None, "{path}");
        }
        assert!(folder.read("same.css").is_some());
    }

    proptest! {
        #[test]
        fn no_path_leads_outside(path in "([./\\\\%25ef]|%2e|%2f|%5c|secret|\\.css|pages|img){0,12}") {
            let (_outer, folder) = folder();
            if let Some(asset) = folder.read(&path) {
                prop_assert_ne!(asset.bytes, b"secret");
            }
        }
    }
}
