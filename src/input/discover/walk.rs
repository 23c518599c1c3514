//! Going through a folder of the file system.

use std::path::Path;
use std::sync::Arc;

use ignore::{DirEntry, WalkBuilder};

use super::{Discovered, Exclusion, Unreadable, is_configuration_name, is_page_name};
use crate::input::InputError;

/// Adds the pages of a folder.
pub(super) fn walk(folder: &Path, exclusion: &Exclusion, found: &mut Discovered) {
    let before = (found.pages.len(), found.errors.len());
    let is_excluded = Arc::clone(&exclusion.found);
    let enters = move |entry: &DirEntry| {
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        // Of files, those that are no pages need not be looked at any closer.
        let is_named = is_page(entry) || is_link(entry) || is_configuration(entry);
        let matters = is_folder || is_named;
        entry.depth() == 0 || (matters && !is_excluded(entry.path(), is_folder))
    };
    // A repository's ignore files count even where the folder is an export without `.git`.
    for entry in WalkBuilder::new(folder)
        .require_git(false)
        .filter_entry(enters)
        // Comparing whole paths takes longer, and what comes in order needs little of it.
        .sort_by_file_name(Ord::cmp)
        .build()
    {
        match entry {
            Ok(entry) if is_page(&entry) => found.pages.push(entry.into_path()),
            Ok(entry) if is_link(&entry) => found.links.push(entry.into_path()),
            Ok(entry) if is_configuration(&entry) => found.configuration.push(entry.into_path()),
            Ok(_) => {}
            Err(error) => found.errors.push(unreadable(folder, error)),
        }
    }
    if before == (found.pages.len(), found.errors.len()) {
        found.empty.push(folder.to_owned());
    }
}

/// Whether an entry of a folder is a page by its name.
fn is_page(entry: &DirEntry) -> bool {
    let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
    is_file && is_page_name(entry.path())
}

/// Whether an entry of a folder is a symbolic link with a page's name.
fn is_link(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.path_is_symlink() && is_page_name(entry.path())
}

/// Whether an entry of a folder may configure a tenant, by its name.
fn is_configuration(entry: &DirEntry) -> bool {
    let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
    is_file && is_configuration_name(entry.path())
}

/// What the walker reports, with the path it is about.
fn unreadable(folder: &Path, error: ignore::Error) -> Unreadable {
    let path = path_of(&error).unwrap_or(folder);
    // Where no folder was named, the walk began at `.`, which says nothing.
    let path = path.strip_prefix(".").unwrap_or(path).to_owned();
    let message = error.to_string();
    let error = match error.into_io_error() {
        // The walker's own message names the path once more.
        Some(error) => std::io::Error::from(error.kind()).into(),
        None => InputError::Io {
            kind: std::io::ErrorKind::Other,
            message,
        },
    };
    Unreadable { path, error }
}

/// The path inside the walker's error.
fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_of(err)
        }
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}
