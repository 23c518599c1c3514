//! The scripts that pages load, where they are at hand: as the configuration says, or beside the page.
//!
//! Nothing is fetched. What is not at hand stays unread, and the rule `unread-script` says so.

mod original;

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};

use super::{Failure, Refusal};
use crate::check::{Scripts, loads_scripts, pages};
use crate::config::{Configuration, ScriptEntry};
use crate::input::{FileId, Source};
use crate::lock::{catalog, version};
use crate::page::{self, Page, Reference};
use crate::stack;
use crate::system::fs;
use crate::tenant::files::Files;

/// The most bytes of a script: what is larger is left unread.
const MAX_BYTES: u64 = 5_000_000;

/// The most scripts that are read for the pages of a run.
const MOST_SCRIPTS: usize = 2_000;

/// Modules import modules that import modules: as deep as this.
const MOST_DEPTH: usize = 64;

/// A line as long as this is one that no person wrote.
const LONG_LINE: usize = 1_000;

/// Finds the scripts of pages.
pub(super) struct Loader<'a> {
    configuration: &'a Configuration,
    /// What the command line says.
    named: &'a [ScriptEntry],
}

/// Files with the scripts that pages among them load.
#[derive(Debug, Default)]
pub(super) struct Linked {
    pub(super) files: Files,
    pub(super) scripts: Scripts,
}

/// What a page knows of the scripts that it loads.
struct Surroundings {
    entries: Vec<ScriptEntry>,
    /// The page's folder; `None` where relative addresses are relative to another place.
    folder: Option<PathBuf>,
}

/// The script at an address.
struct Candidate<'e> {
    path: PathBuf,
    entry: Option<&'e ScriptEntry>,
}

impl Surroundings {
    fn candidate(&self, address: &str) -> Option<Candidate<'_>> {
        if version::from_url(address).is_some() {
            return None;
        }
        let mut entries = self.entries.iter();
        let named = entries.find_map(|entry| {
            Some(Candidate {
                path: entry.file_of(address)?,
                entry: Some(entry),
            })
        });
        named.or_else(|| {
            let path = self.beside(address)?;
            Some(Candidate { path, entry: None })
        })
    }

    /// The file beside the page that a relative address names. What is known by its name needs no reading.
    fn beside(&self, address: &str) -> Option<PathBuf> {
        let is_relative = !address.is_empty()
            && !address.starts_with(['/', '\\', '?', '#'])
            && !address.contains(':');
        if !is_relative || catalog::is_known_library(address) {
            return None;
        }
        let plain = address.split(['?', '#']).next()?;
        let path = self.folder.as_ref()?.join(plain);
        fs::metadata(&path)
            .is_ok_and(|it| it.is_file())
            .then_some(path)
    }
}

/// Scripts that are being read.
struct Reading {
    sources: Vec<Source>,
    by_path: BTreeMap<PathBuf, FileId>,
    scripts: Scripts,
    /// The first script's number among all files.
    first: usize,
    /// Modules whose imports have not been looked at: the page that they are for, their file, address and depth.
    open: VecDeque<(usize, FileId, String, usize)>,
}

impl<'a> Loader<'a> {
    pub(super) fn new(configuration: &'a Configuration, named: &'a [ScriptEntry]) -> Self {
        Self {
            configuration,
            named,
        }
    }

    /// Refuses files of the command line that are not there, whatever pages load.
    pub(super) fn check_named(&self) -> Result<(), Failure> {
        check(self.named)
    }

    /// Whether a page loads scripts that are at hand.
    pub(super) fn concerns(&self, path: &Path, text: &str) -> Result<bool, Failure> {
        let has_entries = || {
            let entries = self.configuration.scripts_of(path);
            entries.map(|entries| !self.named.is_empty() || !entries.is_empty())
        };
        // Reading a page takes longer, and most pages load nothing but Lock.
        if !loads_scripts(text) || !(may_load_beside(text) || has_entries()?) {
            return Ok(false);
        }
        let (page, surroundings) = self.look_at(path, text)?;
        check(&surroundings.entries)?;
        let mut addresses = page.iter();
        Ok(addresses.any(|it| surroundings.candidate(&it.text).is_some()))
    }

    fn look_at(
        &self,
        path: &Path,
        text: &str,
    ) -> Result<(Vec<page::Address>, Surroundings), Failure> {
        let (addresses, has_base) = stack::with_room(|| {
            let page = Page::read(text, false);
            (page.addresses(), page.has_base())
        });
        let mut entries = self.named.to_vec();
        entries.extend(self.configuration.scripts_of(path)?);
        let folder = (!has_base).then(|| path.parent().unwrap_or(Path::new("")).to_owned());
        Ok((addresses, Surroundings { entries, folder }))
    }

    /// Reads the scripts that pages among some files load.
    pub(super) fn link(&self, files: &Files) -> Result<Linked, Failure> {
        let mut reading = Reading {
            sources: Vec::new(),
            by_path: BTreeMap::new(),
            scripts: Scripts::default(),
            first: files.sources().count(),
            open: VecDeque::new(),
        };
        let mut all_surroundings = Vec::new();
        for (file, text) in pages(files) {
            let name = files.source(file).map(|it| it.name.clone());
            let path = PathBuf::from(name.unwrap_or_default());
            let (addresses, surroundings) = self.look_at(&path, &text)?;
            check(&surroundings.entries)?;
            for address in addresses {
                let found = surroundings.candidate(&address.text);
                let Some(script) = reading.script(found, &address.text)? else {
                    continue;
                };
                reading.refer(file, &address.text, script, address.is_module);
                if address.is_module {
                    let page = all_surroundings.len();
                    reading.open.push_back((page, script, address.text, 0));
                }
            }
            all_surroundings.push(surroundings);
        }
        while let Some((page, module, address, depth)) = reading.open.pop_front() {
            if let Some(surroundings) = all_surroundings.get(page).filter(|_| depth < MOST_DEPTH) {
                reading.imports(surroundings, page, module, &address, depth)?;
            }
        }
        Ok(Linked {
            files: files.with_scripts(reading.sources),
            scripts: reading.scripts,
        })
    }
}

/// Whether a page may have a script with a relative address, as far as the text of its tags tells.
fn may_load_beside(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let mut tags = lower.split("<script").skip(1);
    tags.any(|tag| {
        let tag = tag.split('>').next().unwrap_or(tag);
        let mut values = tag.split("src").skip(1).filter_map(|rest| {
            let value = rest.trim_start().strip_prefix('=')?;
            Some(
                value
                    .trim_start()
                    .trim_start_matches(['"', '\''])
                    .trim_start(),
            )
        });
        values.any(|value| {
            !["http:", "https:", "/"]
                .iter()
                .any(|it| value.starts_with(it))
        })
    })
}

/// Files that are named have to be there, whether a page loads them or not.
fn check(entries: &[ScriptEntry]) -> Result<(), Failure> {
    for entry in entries {
        if let Some(file) = entry.only_file()
            && !fs::metadata(&file).is_ok_and(|it| it.is_file())
        {
            return Err(missing(entry, &file, entry.address()));
        }
    }
    Ok(())
}

impl Reading {
    /// Reads the script at an address, unless it has been read.
    fn script(
        &mut self,
        found: Option<Candidate<'_>>,
        address: &str,
    ) -> Result<Option<FileId>, Failure> {
        let Some(Candidate { path, entry }) = found else {
            return Ok(None);
        };
        let key = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        if let Some(known) = self.by_path.get(&key) {
            return Ok(Some(*known));
        }
        if self.sources.len() >= MOST_SCRIPTS {
            return Ok(None);
        }
        let source = match (Source::read(&path, MAX_BYTES), entry) {
            (Ok(source), _) => source,
            (Err(_), Some(entry)) if fs::metadata(&path).is_err() => {
                return Err(missing(entry, &path, address));
            }
            (Err(error), Some(entry)) => {
                let (origin, path) = (&entry.origin, path.display());
                let refusal = Refusal::new(format!("{origin}: cannot read {path}: {error}"));
                return Err(refusal.help(error.help()).into());
            }
            (Err(_), None) => return Ok(None),
        };
        let file = FileId(self.first + self.sources.len());
        if let Some(original) = original::of_script(&path, &source.text) {
            self.scripts.add_original(file, original);
        }
        self.by_path.insert(key, file);
        self.sources.push(source);
        Ok(Some(file))
    }

    fn refer(&mut self, from: FileId, address: &str, to: FileId, is_module: bool) {
        let is_generated = self.source(to).is_some_and(is_generated);
        self.scripts.add(Reference {
            from,
            address: address.to_owned(),
            to,
            is_module,
            is_generated,
        });
    }

    fn source(&self, script: FileId) -> Option<&Source> {
        self.sources.get(script.0.checked_sub(self.first)?)
    }

    /// Reads what a module imports.
    fn imports(
        &mut self,
        surroundings: &Surroundings,
        page: usize,
        module: FileId,
        address: &str,
        depth: usize,
    ) -> Result<(), Failure> {
        let Some(source) = self.source(module) else {
            return Ok(());
        };
        let specifiers = stack::with_room(|| page::imports(&source.text));
        for specifier in specifiers {
            let Some(target) = resolved(address, &specifier) else {
                continue;
            };
            let Some(script) = self.script(surroundings.candidate(&target), &target)? else {
                continue;
            };
            let count = self.scripts.count(module);
            self.refer(module, &specifier, script, true);
            if self.scripts.count(module) > count {
                self.open.push_back((page, script, target, depth + 1));
            }
        }
        Ok(())
    }
}

fn missing(entry: &ScriptEntry, file: &Path, address: &str) -> Failure {
    let (origin, file) = (&entry.origin, file.display());
    Refusal::new(format!(
        "{origin}: there is no file {file}, which is to be the code of {address}"
    ))
    .help("build the script first, or name the file that has its code")
    .into()
}

/// The address of a module that another one imports. A specifier without `./`, `../` or `/` names none.
fn resolved(address: &str, specifier: &str) -> Option<String> {
    if specifier.contains("://") || specifier.starts_with("//") {
        return Some(specifier.to_owned());
    }
    let address = address.split(['?', '#']).next().unwrap_or(address);
    let host_end = match address.split_once("//") {
        Some((scheme, rest)) => scheme.len() + 2 + rest.find('/').unwrap_or(rest.len()),
        None => 0,
    };
    let (host, path) = address.split_at_checked(host_end)?;
    if specifier.starts_with('/') {
        return Some(format!("{host}{specifier}"));
    }
    if !specifier.starts_with("./") && !specifier.starts_with("../") {
        return None;
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let is_rooted = path.starts_with('/');
    let mut parts: Vec<&str> = folder
        .split('/')
        .filter(|it| !matches!(*it, "" | "."))
        .collect();
    for part in specifier.split('/') {
        match part {
            "." | "" => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." if is_rooted => {}
            part => parts.push(part),
        }
    }
    let root = if is_rooted { "/" } else { "" };
    Some(format!("{host}{root}{}", parts.join("/")))
}

/// Whether a program wrote a script: it names a source map, has lines that no person writes, says that it is
/// generated, or belongs to a package.
fn is_generated(source: &Source) -> bool {
    let code = &source.text;
    let in_package = Path::new(&source.name)
        .components()
        .any(|part| part.as_os_str() == "node_modules");
    let says_so = || {
        let opening = code.lines().take(10).filter(|line| {
            let line = line.trim_start();
            line.starts_with("//") || line.starts_with("/*") || line.starts_with('*')
        });
        opening.into_iter().any(|line| {
            let line = line.to_ascii_lowercase();
            line.contains("generated") || line.contains("do not edit")
        })
    };
    in_package
        || original::address(code).is_some()
        || code.lines().any(|line| line.len() > LONG_LINE)
        || says_so()
        || code.contains("__webpack_require__")
        || code.contains("parcelRequire")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_relative_to_the_module() {
        for (address, specifier, expected) in [
            (
                "https://a.example/x/i.js",
                "./v.js",
                Some("https://a.example/x/v.js"),
            ),
            (
                "https://a.example/x/i.js?1",
                "../v.js",
                Some("https://a.example/v.js"),
            ),
            (
                "https://a.example/i.js",
                "../v.js",
                Some("https://a.example/v.js"),
            ),
            (
                "https://a.example/x/i.js",
                "/v.js",
                Some("https://a.example/v.js"),
            ),
            (
                "https://a.example/i.js",
                "https://b.example/v.js",
                Some("https://b.example/v.js"),
            ),
            ("/assets/i.js", "./v.js", Some("/assets/v.js")),
            ("assets/i.js", "./v.js", Some("assets/v.js")),
            ("assets/i.js", "../v.js", Some("v.js")),
            ("i.js", "./a/v.js", Some("a/v.js")),
            ("i.js", "react", None),
        ] {
            let found = resolved(address, specifier);
            assert_eq!(found.as_deref(), expected, "{address} {specifier}");
        }
    }

    #[test]
    fn a_glance_finds_relative_addresses() {
        for (tag, expected) in [
            (
                "<script src=https://cdn.auth0.com/js/lock/15.0/lock.min.js></script>",
                false,
            ),
            ("<SCRIPT SRC='//a.example/x.js'>", false),
            ("<script src=\"/x.js\">", false),
            ("<script>var src = 1;</script>", false),
            ("<script src=login.js>", true),
            ("<script async SRC = ' login.js '>", true),
            ("<script data-src=https://a.example/x src=./x.js>", true),
            ("<script src=&#x2e;/x.js>", true),
        ] {
            assert_eq!(may_load_beside(tag), expected, "{tag}");
        }
    }

    #[test]
    fn what_programs_write_is_told_from_what_people_write() {
        let long = format!("var x = '{}';", "y".repeat(LONG_LINE));
        for (name, code, expected) in [
            ("login.js", "var lock = new Auth0Lock();\n", false),
            (
                "login.js",
                "f();\n//# sourceMappingURL=login.js.map\n",
                true,
            ),
            ("login.js", long.as_str(), true),
            (
                "login.js",
                "// This file is generated by make.\nf();\n",
                true,
            ),
            ("login.js", "// Users see generated passwords\nf();\n", true),
            ("login.js", "var generated = 1;\n", false),
            ("node_modules/a/b.js", "f();\n", true),
        ] {
            let source = Source {
                name: name.to_owned(),
                text: code.to_owned(),
            };
            assert_eq!(is_generated(&source), expected, "{code:.40}");
        }
    }
}
