//! Going through a folder of a host, as `ignore::WalkBuilder` goes through one of the file system: hidden entries
//! and what Git ignores are left out, links are not followed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::{Discovered, Exclusion, Unreadable, is_configuration_name, is_page_name};
use crate::system::{self, EntryKind, fs, host};

/// Adds the pages of a folder.
pub(super) fn walk(folder: &Path, exclusion: &Exclusion, found: &mut Discovered) {
    let before = (found.pages.len(), found.errors.len());
    let absolute = system::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let mut outer: Vec<_> = absolute.ancestors().skip(1).map(Arc::from).collect();
    outer.reverse();
    let levels = outer
        .iter()
        .map(|path: &Arc<Path>| Level::of(path))
        .collect();
    let mut walk = Walk {
        exclusion,
        found,
        levels,
        global: global(),
    };
    walk.enter(folder, &absolute);
    if before == (found.pages.len(), found.errors.len()) {
        found.empty.push(folder.to_owned());
    }
}

struct Walk<'a> {
    exclusion: &'a Exclusion,
    found: &'a mut Discovered,
    /// What the folders around say, the outermost first.
    levels: Vec<Level>,
    global: Gitignore,
}

impl Walk<'_> {
    /// Adds the pages of a folder, given as it is named and as it is found from the root.
    fn enter(&mut self, named: &Path, absolute: &Path) {
        let mut entries = match named.to_str().map(|path| host().entries(path)) {
            Some(Ok(entries)) => entries,
            Some(Err(error)) => return self.failed(named, error.kind()),
            None => return self.failed(named, std::io::ErrorKind::InvalidInput),
        };
        entries.sort();
        self.levels.push(Level::of(absolute));
        for (name, kind) in entries {
            let (named, absolute) = (named.join(&name), absolute.join(&name));
            let is_folder = kind == EntryKind::Folder;
            let is_page = kind == EntryKind::File && is_page_name(&named);
            let is_link = kind == EntryKind::Link && is_page_name(&named);
            let may_configure = kind == EntryKind::File && is_configuration_name(&named);
            if !(is_folder || is_page || is_link || may_configure)
                || self.ignores(&absolute, &name, is_folder)
                || (self.exclusion.found)(&named, is_folder)
            {
                continue;
            }
            if is_folder {
                self.enter(&named, &absolute);
            } else if is_link {
                self.found.links.push(named);
            } else if is_page {
                self.found.pages.push(named);
            } else {
                self.found.configuration.push(named);
            }
        }
        self.levels.pop();
    }

    fn failed(&mut self, folder: &Path, kind: std::io::ErrorKind) {
        // Where no folder was named, the walk began at `.`, which says nothing.
        let path = folder.strip_prefix(".").unwrap_or(folder).to_owned();
        let error = std::io::Error::from(kind).into();
        self.found.errors.push(Unreadable { path, error });
    }

    /// Whether an entry is hidden, or ignored by the innermost folder that says anything of it. What a repository
    /// around this one has Git ignore does not count.
    fn ignores(&self, path: &Path, name: &str, is_folder: bool) -> bool {
        let (mut own, mut git, mut exclude) = (Match::None, Match::None, Match::None);
        let mut is_outside = false;
        for level in self.levels.iter().rev() {
            own = own.or(level.ignore.matched(path, is_folder));
            if !is_outside {
                git = git.or(level.gitignore.matched(path, is_folder));
                exclude = exclude.or(level.exclude.matched(path, is_folder));
            }
            is_outside |= level.is_repository;
        }
        let global = self.global.matched(path, is_folder);
        match own.or(git).or(exclude).or(global) {
            Match::Ignore(_) => true,
            Match::Whitelist(_) => false,
            Match::None => name.starts_with('.'),
        }
    }
}

/// What one folder says of what is in it.
struct Level {
    ignore: Gitignore,
    gitignore: Gitignore,
    exclude: Gitignore,
    is_repository: bool,
}

impl Level {
    fn of(folder: &Path) -> Self {
        let patterns = |name| read(&folder.join(name), folder);
        Self {
            ignore: patterns(".ignore"),
            gitignore: patterns(".gitignore"),
            exclude: patterns(".git/info/exclude"),
            is_repository: fs::metadata(folder.join(".git")).is_ok(),
        }
    }
}

/// The patterns in a file, relative to `folder`; none where there is no such file.
fn read(file: &Path, folder: &Path) -> Gitignore {
    let Ok(text) = fs::read_to_string(file) else {
        return Gitignore::empty();
    };
    let mut builder = GitignoreBuilder::new(folder);
    for line in text.trim_start_matches('\u{feff}').lines() {
        // As Git does, a pattern that makes no sense is passed over.
        let _ = builder.add_line(None, line);
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

/// What the user has Git ignore everywhere.
fn global() -> Gitignore {
    let folder = system::current_folder().unwrap_or_default();
    global_file().map_or_else(Gitignore::empty, |file| read(&file, &folder))
}

/// The file that Git's configuration names, or the one that it has when none is named.
fn global_file() -> Option<PathBuf> {
    let set = |name| system::variable(name).filter(|value| !value.is_empty());
    let home = set("HOME").map(PathBuf::from);
    let settings = set("XDG_CONFIG_HOME").map(PathBuf::from);
    let settings = settings.or_else(|| Some(home.as_ref()?.join(".config")));
    let configurations = [
        home.as_ref().map(|home| home.join(".gitconfig")),
        settings
            .as_ref()
            .map(|settings| settings.join("git/config")),
    ];
    let named = configurations.into_iter().flatten().find_map(|file| {
        let text = fs::read_to_string(file).ok()?;
        text.lines().find_map(excludes_file)
    });
    match (named, home) {
        (Some(named), Some(home)) => Some(match named.strip_prefix("~/") {
            Some(rest) => home.join(rest),
            None => PathBuf::from(named),
        }),
        (Some(named), None) => Some(PathBuf::from(named)),
        (None, _) => Some(settings?.join("git/ignore")),
    }
}

/// The value of a line that sets `core.excludesFile`.
fn excludes_file(line: &str) -> Option<String> {
    let (key, value) = line.split_once('=')?;
    let is_key = key.trim().eq_ignore_ascii_case("excludesfile");
    is_key.then(|| value.trim().trim_matches('"').trim().to_owned())
}
