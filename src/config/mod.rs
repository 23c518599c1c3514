//! Configuration: what applies to a page, and who says so.
//!
//! What was said (in files, in the environment, on the command line) becomes layers, and the layers
//! become what is meant: one [`Resolved`] for each page. Later layers go before earlier ones: the
//! defaults, the nearest file, its overrides, the environment, `--config KEY=VALUE`, the command's
//! options. Only `discover` reads files.

mod discover;
mod document;
mod error;
mod merge;
mod names;
mod patterns;
mod schema;
mod scripts;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) use error::ConfigError;
pub(crate) use merge::{Layer, Origin, Resolved, ResolvedRule, Sourced, Voice, variable};
pub(crate) use names::{FailOn, Level, Pattern, RuleName, TargetName};
#[cfg(test)]
pub(crate) use schema::File;
pub(crate) use schema::{Options, json_schema};
pub(crate) use scripts::ScriptEntry;

use crate::report::Format;
use crate::system::fs;
use discover::Folders;
use document::Document;
use patterns::{Patterns, absolute};

/// What the command line and the environment say about the configuration.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    /// The values of `--config`: paths of files, and assignments in TOML.
    pub(crate) config: Vec<String>,
    /// Whether files that were not named are left alone.
    pub(crate) isolated: bool,
    /// Pages and folders that are left out, relative to the working directory.
    pub(crate) exclude: Vec<Pattern>,
    /// What variables say.
    pub(crate) environment: Options,
    /// What the command's options say.
    pub(crate) command_line: Options,
}

/// The configurations of a run.
#[derive(Debug)]
pub(crate) struct Configuration {
    /// The working directory.
    current: PathBuf,
    files: Files,
    assignments: Vec<Document>,
    excluded: Patterns,
    environment: Layer,
    command_line: Layer,
}

/// Which files are used.
#[derive(Debug)]
enum Files {
    /// None.
    Isolated,
    /// One that was named.
    Named(Arc<Document>),
    /// Those nearest to the pages.
    Nearest(Folders),
}

impl Configuration {
    /// What is said, in a process whose working directory is `current`.
    ///
    /// # Errors
    /// When what `--config` names cannot be read or used.
    pub(crate) fn new(said: Said, current: PathBuf) -> Result<Self, ConfigError> {
        let mut named: Option<Arc<Document>> = None;
        let mut assignments = Vec::new();
        for value in &said.config {
            let path = Path::new(value);
            if value.contains('=') && fs::metadata(path).is_err() {
                assignments.push(Document::of_assignment(value, &current)?);
                continue;
            }
            let document = discover::read(path, path, &current)?;
            if let Some(other) = named.replace(Arc::new(document)) {
                return Err(ConfigError::new(
                    format!("--config names both {} and {value}", other.name),
                    "name one file; what it lacks can be given as --config KEY=VALUE",
                ));
            }
        }
        let files = match named {
            Some(document) => Files::Named(document),
            None if said.isolated => Files::Isolated,
            None => Files::Nearest(Folders::default()),
        };
        let layer = |options, voice| Layer { options, voice };
        Ok(Self {
            excluded: Patterns::new(&current, &said.exclude),
            environment: layer(said.environment, Voice::Environment),
            command_line: layer(said.command_line, Voice::CommandLine),
            current,
            files,
            assignments,
        })
    }

    /// What applies to the page at `path`.
    ///
    /// # Errors
    /// When the configuration of its folder cannot be read or used.
    pub(crate) fn of_page(&self, path: &Path) -> Result<Resolved, Arc<ConfigError>> {
        let path = absolute(path, &self.current);
        let file = self.file_in(path.parent().unwrap_or(&path))?;
        let layers = file
            .iter()
            .flat_map(|document| document.layers(&path))
            .chain([&self.environment])
            .chain(
                self.assignments
                    .iter()
                    .flat_map(|document| document.layers(&path)),
            )
            .chain([&self.command_line]);
        Ok(Resolved::new(layers))
    }

    /// Which files are the code of scripts that the page at `path` loads: what goes first comes first.
    ///
    /// # Errors
    /// When the configuration of its folder cannot be read or used.
    pub(crate) fn scripts_of(&self, path: &Path) -> Result<Vec<ScriptEntry>, Arc<ConfigError>> {
        let path = absolute(path, &self.current);
        let file = self.file_in(path.parent().unwrap_or(&path))?;
        let documents = self.assignments.iter().rev().chain(file.as_deref());
        let mut entries = Vec::new();
        for document in documents {
            let mut own = document.scripts().to_vec();
            own.sort_by_key(|entry| std::cmp::Reverse(entry.weight()));
            entries.extend(own);
        }
        Ok(entries)
    }

    /// Whether the page or folder at `path`, or a folder it is in, is left out.
    ///
    /// # Errors
    /// When the configuration of the folder it is in cannot be read or used.
    pub(crate) fn excludes(&self, path: &Path, is_folder: bool) -> Result<bool, Arc<ConfigError>> {
        self.is_excluded(path, |patterns, path| patterns.match_path(path, is_folder))
    }

    /// Whether an entry of a folder that is not left out is left out itself.
    ///
    /// # Errors
    /// When the configuration of the folder cannot be read or used.
    pub(crate) fn excludes_entry(
        &self,
        path: &Path,
        is_folder: bool,
    ) -> Result<bool, Arc<ConfigError>> {
        self.is_excluded(path, |patterns, path| patterns.match_entry(path, is_folder))
    }

    fn is_excluded(
        &self,
        path: &Path,
        matched: impl Fn(&Patterns, &Path) -> bool,
    ) -> Result<bool, Arc<ConfigError>> {
        let path = absolute(path, &self.current);
        if matched(&self.excluded, &path) {
            return Ok(true);
        }
        let file = self.file_in(path.parent().unwrap_or(&path))?;
        let mut documents = file.as_deref().into_iter().chain(&self.assignments);
        Ok(documents.any(|document| matched(document.excluded(), &path)))
    }

    /// How findings are written, unless the command says otherwise. A run has one report: what
    /// applies in the working directory decides.
    ///
    /// # Errors
    /// When the configuration of the working directory cannot be read or used.
    pub(crate) fn output_format(&self) -> Result<Option<Format>, Arc<ConfigError>> {
        let assigned = self
            .assignments
            .iter()
            .rev()
            .find_map(|document| document.output_format);
        if assigned.is_some() {
            return Ok(assigned);
        }
        let file = self.file_in(&self.current)?;
        Ok(file.and_then(|document| document.output_format))
    }

    /// The configuration file of the page at `path`, as it is shown.
    ///
    /// # Errors
    /// When it cannot be read or used.
    pub(crate) fn file_of_page(&self, path: &Path) -> Result<Option<String>, Arc<ConfigError>> {
        let path = absolute(path, &self.current);
        let file = self.file_in(path.parent().unwrap_or(&path))?;
        Ok(file.map(|document| document.name.clone()))
    }

    /// The files whose changes can change what applies to the pages asked for so far, whether they
    /// exist or not.
    #[must_use]
    pub(crate) fn watched(&self) -> Vec<PathBuf> {
        match &self.files {
            Files::Isolated => Vec::new(),
            Files::Named(document) => vec![self.current.join(&document.name)],
            Files::Nearest(folders) => folders.candidates(),
        }
    }

    /// The configuration file that applies in `folder`, which is absolute.
    fn file_in(&self, folder: &Path) -> Result<Option<Arc<Document>>, Arc<ConfigError>> {
        match &self.files {
            Files::Isolated => Ok(None),
            Files::Named(document) => Ok(Some(Arc::clone(document))),
            Files::Nearest(folders) => folders.nearest(folder, &self.current),
        }
    }
}
