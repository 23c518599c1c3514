//! The files of tenants among those that a command works on, and those that belong to them.
//!
//! A tenant is read as a whole, also when one of its files was named alone: a rule about connections
//! needs all of them. What was not asked for is read and not reported on, and never changed.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::Failure;
use super::pages::{Found, Input};
use super::scripts::{Linked, Loader};
use crate::check::Scripts;
use crate::config::Configuration;
use crate::input::{FileId, Source};
use crate::system::{self, fs};
use crate::tenant::files::{Files, Role};

/// What is read of a file to find out whether it can be configuration.
const FIRST_BYTES: u64 = 256 * 1024;

/// Files name files that name files: as often as this.
const MOST_ROUNDS: usize = 6;

/// The files of tenants.
#[derive(Debug)]
pub(super) struct TenantInput {
    pub(super) files: Files,
    /// Which files were asked for, in the order of the files.
    pub(super) is_checked: Vec<bool>,
    /// Whether it is all from standard input.
    pub(super) is_stdin: bool,
    /// Which of the files are scripts that pages load.
    pub(super) scripts: Scripts,
    /// How many files, the first ones, are those of tenants. Behind them are pages that belong to none, and
    /// scripts.
    pub(super) of_tenants: usize,
}

impl TenantInput {
    /// Whether a file was asked for.
    pub(super) fn checks(&self, file: FileId) -> bool {
        self.is_checked.get(file.0).copied().unwrap_or_default()
    }

    /// The files of tenants, if there are any, with pages that belong to none, and with the scripts that all of
    /// these pages load.
    pub(super) fn with_pages(
        tenants: Option<Self>,
        pages: Vec<Source>,
        loader: &Loader<'_>,
    ) -> Result<Option<Self>, Failure> {
        if pages.is_empty() && tenants.is_none() {
            return Ok(None);
        }
        let is_stdin = tenants.as_ref().is_some_and(|it| it.is_stdin);
        let (of_tenants, mut is_checked) = match &tenants {
            Some(it) => (it.of_tenants, it.is_checked.clone()),
            None => (0, Vec::new()),
        };
        is_checked.extend(pages.iter().map(|_| true));
        let files = match (tenants, pages.is_empty()) {
            (Some(tenants), true) => tenants.files,
            (tenants, _) => {
                let sources = tenants.iter().flat_map(|it| it.files.sources());
                let sources = sources.map(|(_, source)| source.clone());
                Files::new(sources.chain(pages).collect())
            }
        };
        let Linked { files, scripts } = match is_stdin {
            true => Linked {
                files,
                scripts: Scripts::default(),
            },
            false => loader.link(&files)?,
        };
        is_checked.resize(files.sources().count(), true);
        Ok(Some(Self {
            files,
            is_checked,
            is_stdin,
            scripts,
            of_tenants,
        }))
    }

    /// The paths of the files that were asked for.
    pub(super) fn paths(&self) -> impl Iterator<Item = &Path> {
        let checked = self.files.sources().filter(|(file, _)| self.checks(*file));
        checked.map(|(_, source)| Path::new(&source.name))
    }

    /// Whether a file that was asked for lies in a folder.
    pub(super) fn has_file_in(&self, folder: &Path) -> bool {
        let folder = Path::new(folder.strip_prefix(".").unwrap_or(folder));
        self.paths().any(|path| path.starts_with(folder))
    }
}

/// Reads standard input where its name is that of configuration.
pub(super) fn of_stdin(inputs: Vec<Input>, max_bytes: u64) -> Found {
    let pages = |inputs| Found {
        inputs,
        ..Found::default()
    };
    let [Input::Stdin(name)] = inputs.as_slice() else {
        return pages(inputs);
    };
    if role(name).is_none() {
        return pages(inputs);
    }
    let Some(source) = inputs.first().and_then(|it| it.read(max_bytes).ok()) else {
        return pages(inputs);
    };
    let files = Files::new(vec![source.clone()]);
    if files.tenants().tenants.is_empty() {
        return pages(vec![Input::Given(source)]);
    }
    Found {
        tenants: Some(TenantInput {
            files,
            is_checked: vec![true],
            is_stdin: true,
            scripts: Scripts::default(),
            of_tenants: 1,
        }),
        ..Found::default()
    }
}

/// The role of a file by its name.
fn role(path: &str) -> Option<Role> {
    Role::of(&Files::path(path))
}

/// The files to look for tenants in.
pub(super) struct Search<'a> {
    pub(super) configuration: &'a Configuration,
    pub(super) max_bytes: u64,
    /// Files of folders that may be configuration by their names.
    pub(super) walked: Vec<PathBuf>,
    /// The files that were named themselves.
    pub(super) named: Vec<PathBuf>,
    /// The folders that were asked for.
    pub(super) folders: Vec<PathBuf>,
}

/// Files that were read, by their paths without detours, and whether they were asked for.
type ReadFiles = BTreeMap<String, (Source, bool)>;

impl Search<'_> {
    /// Reads what may be configuration. When it is that of a tenant, the tenant's pages are taken from the
    /// other inputs.
    pub(super) fn run(&self, inputs: &mut Vec<Input>) -> Option<TenantInput> {
        let mut read = ReadFiles::new();
        for path in &self.walked {
            self.read(path, true, &mut read);
        }
        for path in &self.named {
            if role(&path.to_string_lossy()).is_some() {
                self.read(path, true, &mut read);
            }
        }
        for neighbour in neighbours(&self.named) {
            self.read(&neighbour, false, &mut read);
        }
        if read.is_empty() {
            return None;
        }
        let pages: Vec<PathBuf> = inputs
            .iter()
            .filter_map(Input::path)
            .map(PathBuf::from)
            .collect();
        self.add_wanted(&pages, &mut read);
        let files = Files::new(read.values().map(|(source, _)| source.clone()).collect());
        let reading = files.tenants();
        if reading.tenants.is_empty() {
            return None;
        }
        let members: BTreeSet<String> = reading
            .members
            .iter()
            .filter_map(|file| files.source(*file))
            .map(|source| Files::path(&source.name))
            .collect();
        read.retain(|path, _| members.contains(path));
        inputs.retain(|input| {
            let path = input
                .path()
                .map(|path| Files::path(&path.to_string_lossy()));
            path.is_none_or(|path| !members.contains(&path))
        });
        let (sources, is_checked): (Vec<Source>, Vec<bool>) = read.into_values().unzip();
        is_checked.contains(&true).then(|| TenantInput {
            of_tenants: sources.len(),
            files: Files::new(sources),
            is_checked,
            is_stdin: false,
            scripts: Scripts::default(),
        })
    }

    /// Reads a file, if it is there and its first bytes are those of what its name says.
    fn read(&self, path: &Path, is_checked: bool, read: &mut ReadFiles) {
        let name = path.to_string_lossy();
        let key = Files::path(&name);
        if read.contains_key(&key) {
            return;
        }
        let fits =
            role(&name).is_none_or(|role| first_bytes(path).is_some_and(|it| role.fits(&it)));
        if !fits {
            return;
        }
        if let Ok(source) = Source::read(path, self.max_bytes) {
            read.insert(key, (source, is_checked));
        }
    }

    /// Reads what the files name, and what belongs to them.
    fn add_wanted(&self, pages: &[PathBuf], read: &mut ReadFiles) {
        let pages: BTreeMap<String, &PathBuf> = pages
            .iter()
            .map(|path| (Files::path(&path.to_string_lossy()), path))
            .collect();
        let mut tried = BTreeSet::new();
        for _ in 0..MOST_ROUNDS {
            let files = Files::new(read.values().map(|(source, _)| source.clone()).collect());
            let mut wanted = files.tenants().wanted;
            wanted.retain(|path| !read.contains_key(path) && tried.insert(path.clone()));
            if wanted.is_empty() {
                return;
            }
            for path in wanted {
                match pages.get(&path) {
                    Some(page) => self.read(page, true, read),
                    None => {
                        let path = self.shown(&path);
                        let is_excluded = self.configuration.excludes(&path, false);
                        let is_checked = !self.folders.is_empty() && !is_excluded.unwrap_or(true);
                        self.read(&path, is_checked, read);
                    }
                }
            }
        }
    }
}

impl Search<'_> {
    /// A path without detours as it is shown: below the folder that was asked for, as that was written.
    fn shown(&self, path: &str) -> PathBuf {
        let below = |folder: &PathBuf| {
            let clean = Files::path(&folder.to_string_lossy());
            let rest = Path::new(path).strip_prefix(&clean).ok()?;
            Some(folder.join(rest))
        };
        self.folders
            .iter()
            .find_map(below)
            .unwrap_or_else(|| path.into())
    }
}

fn first_bytes(path: &Path) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path).ok()?;
    file.take(FIRST_BYTES).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// The files that may belong to the same tenants as those that were named.
fn neighbours(named: &[PathBuf]) -> Vec<PathBuf> {
    let mut folders = BTreeSet::new();
    for path in named {
        let name = Files::path(&path.to_string_lossy());
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        match role(&name) {
            Some(role) => match role.root(&name) {
                Some(root) => add_roots(Path::new(root), &mut folders),
                None => {
                    folders.insert(folder);
                }
            },
            None if is_page_folder(&folder) => {
                let root = folder.parent().unwrap_or(Path::new("")).to_owned();
                add_roots(&root, &mut folders);
                folders.insert(root);
            }
            None => {
                folders.insert(folder);
            }
        }
    }
    let mut found = BTreeSet::new();
    for folder in &folders {
        found.extend(entries(folder));
    }
    found.into_iter().collect()
}

/// Whether pages are kept in the folder by auth0-deploy-cli.
fn is_page_folder(folder: &Path) -> bool {
    let name = folder.file_name().and_then(|name| name.to_str());
    matches!(name, Some("pages" | "clients"))
}

/// Adds the folders that auth0-deploy-cli has in its own.
fn add_roots(root: &Path, folders: &mut BTreeSet<PathBuf>) {
    for name in [
        "clients",
        "connections",
        "pages",
        "prompts",
        "branding/templates",
    ] {
        folders.insert(root.join(name));
    }
    let databases = root.join("database-connections");
    let names = system::names_in(&databases).unwrap_or_default();
    folders.extend(names.iter().map(|name| databases.join(name)));
    folders.insert(root.to_owned());
}

/// The files of a folder that may be configuration by their names.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let listed = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let names = system::names_in(listed).unwrap_or_default();
    let paths = names.iter().map(|name| folder.join(name));
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| role(&path.to_string_lossy()).is_some())
        .collect();
    paths.sort();
    paths
}
