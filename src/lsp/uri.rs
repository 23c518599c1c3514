//! The names that clients have for pages.

use std::path::{Path, PathBuf};

use lsp_types::Uri;

/// The path of a page; `None` for one that no file holds.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    if !uri.scheme()?.eq_lowercase("file") {
        return None;
    }
    let decoded = uri.path().as_estr().decode().into_string().ok()?;
    let path = match drive(&decoded) {
        Some(path) => path,
        None => &decoded,
    };
    Some(PathBuf::from(path))
}

/// Whether a page has a name that pages have.
pub(super) fn is_page(uri: &Uri) -> bool {
    let decoded = uri.path().as_estr().decode().into_string_lossy();
    let extension = Path::new(decoded.as_ref()).extension();
    extension.is_some_and(|e| e.eq_ignore_ascii_case("html") || e.eq_ignore_ascii_case("htm"))
}

/// The path without the slash before a drive's letter: `c:/site` of `/c:/site`.
fn drive(path: &str) -> Option<&str> {
    let path = path.strip_prefix('/')?;
    let [letter, b':', ..] = path.as_bytes() else {
        return None;
    };
    letter.is_ascii_alphabetic().then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_uris() {
        for (uri, expected) in [
            ("file:///site/login.html", Some("/site/login.html")),
            ("file:///a%20b/%C3%A9.html", Some("/a b/é.html")),
            ("FILE:///a.html", Some("/a.html")),
            ("file:///c%3A/site/a.html", Some("c:/site/a.html")),
            ("untitled:Untitled-1", None),
            ("vscode-vfs://github/a/b.html", None),
            ("file:///%FF.html", None),
        ] {
            let uri: Uri = uri.parse().expect("it is a URI");
            assert_eq!(path(&uri), expected.map(PathBuf::from), "{}", uri.as_str());
        }
    }

    #[test]
    fn pages_are_known_by_their_extension() {
        for (uri, expected) in [
            ("file:///a.html", true),
            ("file:///a.HTM", true),
            ("untitled:a.html", true),
            ("file:///a.js", false),
            ("file:///html", false),
        ] {
            let uri: Uri = uri.parse().expect("it is a URI");
            assert_eq!(is_page(&uri), expected, "{}", uri.as_str());
        }
    }
}
