//! Paths as files name each other, with slashes, without asking the system.

/// A path without `.` and, as far as names tell, without `..`.
pub(super) fn clean(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    let root = if path.starts_with('/') { "/" } else { "" };
    format!("{root}{}", parts.join("/"))
}

/// The folder of a path, `""` for the current one.
pub(super) fn folder(path: &str) -> &str {
    match path.rsplit_once('/') {
        Some(("", _)) => "/",
        Some((folder, _)) => folder,
        None => "",
    }
}

/// A path relative to a folder.
pub(super) fn join(folder: &str, path: &str) -> String {
    match folder {
        _ if path.starts_with('/') => clean(path),
        "" => clean(path),
        _ => clean(&format!("{folder}/{path}")),
    }
}

/// Whether a folder is another one or lies in it.
pub(super) fn is_within(folder: &str, outer: &str) -> bool {
    outer.is_empty()
        || folder == outer
        || folder
            .strip_prefix(outer)
            .is_some_and(|it| it.starts_with('/'))
}

/// Whether a text may be the name of a file with a page.
pub(super) fn is_file_name(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.len() < 300 && !text.contains(['<', '\n', '{'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lose_their_detours() {
        for (path, clean_path) in [
            ("./a//b/../c.html", "a/c.html"),
            ("../a/./b", "../a/b"),
            ("a/../../b", "../b"),
            ("/a/../b", "/b"),
            (r"a\b", "a/b"),
        ] {
            assert_eq!(clean(path), clean_path);
        }
        assert_eq!(join("a/b", "../c.html"), "a/c.html");
        assert_eq!(join("", "./c.html"), "c.html");
        assert_eq!(folder("a/b.json"), "a");
        assert!(is_within("a/b", "a") && !is_within("ab", "a") && is_within("a", ""));
    }
}
