//! A tenant's configuration as code: the files that auth0-deploy-cli and Terraform deploy.
//!
//! [`Files`] holds the texts of files that belong together, each parsed once. [`Files::tenants`] says
//! what they configure, everything with its place: connections, applications, login pages wherever they
//! stand. It is pure: files that are named by others and not there are listed for the caller to read.

mod deploy_cli;
mod hcl;
mod html;
mod insertion;
mod json;
mod keyword;
pub mod model;
mod names;
mod notation;
mod path;
mod redaction;
mod state;
mod terraform;
mod tree;
mod yaml;

#[cfg(test)]
mod tests;

pub use model::{Embedded, Html, Tenant};
pub use names::Role;
pub use state::state;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::input::{FileId, Place, Source};
use crate::span::Span;

/// What is wrong with a file, and where in it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Problem {
    span: Span,
    message: String,
}

/// Files that belong together.
#[derive(Debug, Clone, Default)]
pub struct Files {
    files: Vec<File>,
    /// The files by their paths without detours.
    by_path: Arc<BTreeMap<String, FileId>>,
}

#[derive(Debug, Clone)]
struct File {
    source: Arc<Source>,
    path: String,
    role: Option<Role>,
    parsed: Arc<Parsed>,
}

/// What a file came to.
#[derive(Debug)]
enum Parsed {
    /// HTML, which is not read here.
    Page,
    /// A script that pages load, which is not read here either.
    Script,
    Json(tree::Node),
    Yaml(tree::Node),
    Terraform(hcl::Body, hcl::scan::Scan),
    TerraformJson(hcl::Body),
    /// The names in an `.env` file.
    Variables(Vec<(String, Span)>),
    Broken(Problem),
}

/// What files come to.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The tenants.
    pub tenants: Vec<Tenant>,
    /// The paths of files that may be there and would be read with these.
    pub wanted: BTreeSet<String>,
    /// The files that are configuration, or pages of it.
    pub members: BTreeSet<FileId>,
}

impl Files {
    /// Parses files. What is no configuration by its name is taken for a page.
    #[must_use]
    pub fn new(sources: Vec<Source>) -> Self {
        let files: Vec<File> = sources.into_iter().map(File::new).collect();
        let mut by_path = BTreeMap::new();
        for (index, file) in files.iter().enumerate() {
            by_path.entry(file.path.clone()).or_insert(FileId(index));
        }
        Self {
            files,
            by_path: Arc::new(by_path),
        }
    }

    /// The files, and behind them scripts that pages among them load.
    #[must_use]
    pub fn with_scripts(&self, scripts: Vec<Source>) -> Self {
        let mut files = self.clone();
        files.files.extend(scripts.into_iter().map(File::script));
        files
    }

    /// Whether a file is a script that pages load.
    #[must_use]
    pub fn is_script(&self, file: FileId) -> bool {
        let file = self.files.get(file.0);
        file.is_some_and(|file| matches!(*file.parsed, Parsed::Script))
    }

    /// The files, of which some have other texts.
    #[must_use]
    pub fn with_texts(&self, texts: BTreeMap<FileId, String>) -> Self {
        let mut files = self.clone();
        for (id, text) in texts {
            if let Some(file) = files.files.get_mut(id.0) {
                let name = file.source.name.clone();
                let source = Source { name, text };
                *file = match *file.parsed {
                    Parsed::Script => File::script(source),
                    _ => File::new(source),
                };
            }
        }
        files
    }

    /// The text of a file and its name.
    #[must_use]
    pub fn source(&self, file: FileId) -> Option<&Source> {
        self.files.get(file.0).map(|file| &*file.source)
    }

    /// The text of a file.
    #[must_use]
    pub fn text(&self, file: FileId) -> &str {
        self.source(file).map_or("", |source| &source.text)
    }

    /// Every file, in the order given.
    pub fn sources(&self) -> impl Iterator<Item = (FileId, &Source)> {
        let files = self.files.iter().enumerate();
        files.map(|(index, file)| (FileId(index), &*file.source))
    }

    /// The comments of a file whose format has comments: all of each, and what it says.
    #[must_use]
    pub fn comments(&self, file: FileId) -> Vec<(Span, Span)> {
        let Some(file) = self.files.get(file.0) else {
            return Vec::new();
        };
        match &*file.parsed {
            Parsed::Terraform(_, scan) => {
                let comments = scan.comments.iter();
                comments.map(|it| (it.span, it.text)).collect()
            }
            Parsed::Yaml(document) => yaml::comments(&file.source.text, document),
            _ => Vec::new(),
        }
    }

    /// Whether the format of a file has comments.
    #[must_use]
    pub fn has_comments(&self, file: FileId) -> bool {
        let file = self.files.get(file.0);
        file.is_some_and(|file| matches!(*file.parsed, Parsed::Terraform(..) | Parsed::Yaml(_)))
    }

    /// What a comment of a file can be about: entries, items, attributes and blocks.
    #[must_use]
    pub fn items(&self, file: FileId) -> Vec<Span> {
        let mut items = Vec::new();
        match self.files.get(file.0).map(|file| &*file.parsed) {
            Some(Parsed::Terraform(body, _)) => body.add_items(&mut items),
            Some(Parsed::Yaml(document)) => document.add_items(&mut items),
            _ => {}
        }
        items
    }

    /// Whether a file is configuration by its name and content, and no page.
    #[must_use]
    pub fn is_configuration(&self, file: FileId) -> bool {
        let file = self.files.get(file.0);
        file.is_some_and(|file| !matches!(*file.parsed, Parsed::Page | Parsed::Script))
    }

    /// What the files configure.
    #[must_use]
    pub fn tenants(&self) -> Reading {
        let mut reading = Reading::default();
        deploy_cli::read(self, &mut reading);
        terraform::read(self, &mut reading);
        reading
    }

    /// A path without detours, as [`Reading::wanted`] has it.
    #[must_use]
    pub fn path(name: &str) -> String {
        path::clean(name)
    }

    /// The file at a path, whatever detours it has.
    fn at(&self, path: &str) -> Option<FileId> {
        self.by_path.get(&path::clean(path)).copied()
    }

    fn iter(&self) -> impl Iterator<Item = (FileId, &File)> {
        let files = self.files.iter().enumerate();
        files.map(|(index, file)| (FileId(index), file))
    }

    /// A whole file as a place.
    fn whole(&self, file: FileId) -> Place {
        Place::new(file, Span::new(0, self.text(file).len()))
    }
}

impl File {
    fn script(source: Source) -> Self {
        Self {
            path: path::clean(&source.name),
            source: Arc::new(source),
            role: None,
            parsed: Arc::new(Parsed::Script),
        }
    }

    fn new(source: Source) -> Self {
        let path = path::clean(&source.name);
        let role = Role::of(&path).filter(|role| role.fits(source.text.as_bytes()));
        let parsed = match role {
            None => Parsed::Page,
            Some(role) => Parsed::of(&source.text, role),
        };
        Self {
            source: Arc::new(source),
            path,
            role,
            parsed: Arc::new(parsed),
        }
    }
}

impl Parsed {
    fn of(text: &str, role: Role) -> Self {
        let parsed = match role {
            Role::Yaml => yaml::parse(text).map(Self::Yaml),
            Role::Terraform => hcl::parse(text).map(|(body, scan)| Self::Terraform(body, scan)),
            Role::TerraformJson => {
                json::parse(text).map(|node| Self::TerraformJson(hcl::of_json(&node)))
            }
            Role::Variables => Ok(Self::Variables(variables(text))),
            _ => json::parse(text).map(Self::Json),
        };
        parsed.unwrap_or_else(Self::Broken)
    }
}

/// The names that an `.env` file gives values to.
fn variables(text: &str) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let code = line.trim_start();
        let code = code.strip_prefix("export ").unwrap_or(code);
        let start = start + line.trim_start().len() - code.len();
        let Some((name, _)) = code.split_once('=') else {
            continue;
        };
        let name = name.trim_end();
        if !name.is_empty() && !name.starts_with('#') {
            let span = Span::new(start, start + name.len());
            found.push((name.to_owned(), span));
        }
    }
    found
}
