//! Files that are the code of scripts which pages load by an address.

use std::path::{Component, Path, PathBuf};

/// What stands for any characters, on both sides.
const WILDCARD: char = '*';

/// Says that the script at an address, or at some, is a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ScriptEntry {
    /// The address, which may have wildcards.
    address: String,
    /// The file, relative to the folder; as many wildcards, or none.
    file: String,
    /// The folder that the file is relative to, as it is shown.
    folder: PathBuf,
    /// Who says so: a file and its line, or an argument.
    pub(crate) origin: String,
}

impl ScriptEntry {
    /// # Errors
    /// When the two do not fit together.
    pub(crate) fn new(
        address: &str,
        file: &str,
        folder: &Path,
        origin: String,
    ) -> Result<Self, String> {
        let count = |text: &str| text.matches(WILDCARD).count();
        if address.trim().is_empty() || file.trim().is_empty() {
            return Err("an address and a file are needed".to_owned());
        }
        if count(file) > 0 && count(file) != count(address) {
            return Err(format!(
                "`{file}` has {} `*` and the address has {}: a file has as many as its address, or none",
                count(file),
                count(address)
            ));
        }
        Ok(Self {
            address: address.trim().to_owned(),
            file: file.trim().to_owned(),
            folder: folder.to_owned(),
            origin,
        })
    }

    /// Reads `URL=FILE`, the value of an argument. An address may have `=` in it.
    pub(crate) fn of_argument(text: &str, folder: &Path) -> Result<Self, String> {
        let (address, file) = text
            .rsplit_once('=')
            .ok_or("an address and a file are needed, as in https://cdn.acme.example/login.js=dist/login.js")?;
        Self::new(address, file, folder, format!("--script {text}"))
    }

    /// The address, wildcards included.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// The file, where it is one whatever the address.
    pub(crate) fn only_file(&self) -> Option<PathBuf> {
        (!self.file.contains(WILDCARD)).then(|| self.folder.join(&self.file))
    }

    /// How much of an address the entry says: entries that say more go first.
    pub(crate) fn weight(&self) -> usize {
        self.address.chars().filter(|c| *c != WILDCARD).count()
    }

    /// The file of the script at an address, if the entry is about it. The query and the fragment need not be in
    /// the entry.
    pub(crate) fn file_of(&self, address: &str) -> Option<PathBuf> {
        let plain = address.split(['?', '#']).next().unwrap_or(address);
        let secure = |address: &str| match address.starts_with("//") {
            true => format!("https:{address}"),
            false => address.to_owned(),
        };
        let own = secure(&self.address);
        let parts = captures(&own, &secure(address)).or_else(|| captures(&own, &secure(plain)))?;
        // An address cannot lead out of the folder that the entry names.
        let is_within = |part: &String| {
            let mut components = Path::new(part).components();
            components.all(|it| matches!(it, Component::Normal(_) | Component::CurDir))
        };
        if !parts.iter().all(is_within) {
            return None;
        }
        let mut parts = parts.into_iter();
        let mut file = String::new();
        for c in self.file.chars() {
            match c {
                WILDCARD => file.push_str(&parts.next().unwrap_or_default()),
                c => file.push(c),
            }
        }
        Some(self.folder.join(file))
    }
}

/// What the wildcards of a pattern stand for in a text, if it matches: each for as little as it can.
fn captures(pattern: &str, text: &str) -> Option<Vec<String>> {
    let Some((before, after)) = pattern.split_once(WILDCARD) else {
        return (pattern == text).then(Vec::new);
    };
    let rest = text.strip_prefix(before)?;
    let ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
    for end in ends {
        let (part, rest) = rest.split_at_checked(end)?;
        if let Some(others) = captures(after, rest) {
            let mut all = vec![part.to_owned()];
            all.extend(others);
            return Some(all);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(address: &str, file: &str) -> ScriptEntry {
        let folder = Path::new("site");
        ScriptEntry::new(address, file, folder, String::new()).expect("it is an entry")
    }

    #[test]
    fn addresses_lead_to_files() {
        let base = "https://cdn.acme.example";
        for (address, file, asked, expected) in [
            (
                "/login.js",
                "dist/login.js",
                "/login.js",
                Some("dist/login.js"),
            ),
            (
                "/login.js",
                "dist/login.js",
                "/login.js?v=3",
                Some("dist/login.js"),
            ),
            ("/login.js?v=3", "a.js", "/login.js?v=3", Some("a.js")),
            ("/login.js", "dist/login.js", "/other.js", None),
            ("/*.js", "dist/*.js", "/a/b.js", Some("dist/a/b.js")),
            (
                "/login.*.js",
                "dist/login.js",
                "/login.3f.js",
                Some("dist/login.js"),
            ),
            ("/*/x-*.js", "*/*.js", "/1/x-2.js", Some("1/2.js")),
            ("/*.js", "dist/*.js", "/../../secret.js", None),
            ("/*.js", "dist/*.js", "//etc/secret.js", None),
        ] {
            let entry = entry(&format!("{base}{address}"), file);
            let found = entry.file_of(&format!("{base}{asked}"));
            assert_eq!(
                found,
                expected.map(|it| Path::new("site").join(it)),
                "{address} {asked}"
            );
        }
        let entry = entry("//cdn.acme.example/a.js", "a.js");
        assert!(entry.file_of("https://cdn.acme.example/a.js").is_some());
        assert!(entry.file_of("//cdn.acme.example/a.js").is_some());
        assert!(entry.file_of("http://cdn.acme.example/a.js").is_none());
    }

    #[test]
    fn both_sides_have_to_fit() {
        let folder = Path::new("");
        for (argument, is_read) in [
            ("https://a.example/x.js=x.js", true),
            ("https://a.example/x.js?v=1=x.js", true),
            ("https://a.example/*.js=x.js", true),
            ("https://a.example/*.js=*.js", true),
            ("https://a.example/*.js=*/*.js", false),
            ("https://a.example/x.js=*.js", false),
            ("https://a.example/x.js", false),
            ("=x.js", false),
            ("https://a.example/x.js=", false),
        ] {
            let read = ScriptEntry::of_argument(argument, folder);
            assert_eq!(read.is_ok(), is_read, "{argument}");
        }
        let entry = ScriptEntry::of_argument("https://a.example/x.js?v=1=y.js", folder);
        let entry = entry.expect("it is one");
        assert_eq!(entry.address(), "https://a.example/x.js?v=1");
        assert_eq!(entry.only_file(), Some(PathBuf::from("y.js")));
    }
}
