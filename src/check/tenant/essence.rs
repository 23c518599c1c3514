//! What files say without the way they say it, to tell what an edit has changed.

use std::fmt::Debug;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::tenant::files::model::{Html, Setting};
use crate::tenant::files::{Files, Reading};

/// What the files configure, a line for each thing. Lines stay in place when an edit changes one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Essence {
    /// Connections: what they are, and their flag.
    pub(super) connections: Vec<(String, Option<bool>)>,
    /// Login pages and templates: what they are, and a hash of their text.
    pub(super) pages: Vec<(String, u64)>,
    /// All the rest.
    pub(super) rest: Vec<String>,
    /// How many marks of templates there are that pages mean for themselves.
    pub(super) strays: usize,
}

/// A value without its place.
fn said<T: Debug>(setting: &Setting<T>) -> String {
    match setting {
        Setting::Absent => "absent".to_owned(),
        Setting::Known(value, _) => format!("{value:?}"),
        Setting::Unknown(_) => "unknown".to_owned(),
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// What kind of thing a page is, and a hash of its text.
fn page(files: &Files, html: &Html) -> (String, u64) {
    match html {
        Html::File(place) => (
            format!("file {}", place.file.0),
            hash(files.text(place.file)),
        ),
        Html::Skipped(place) => (
            format!("skipped {}", place.file.0),
            hash(files.text(place.file)),
        ),
        Html::Embedded(it) => (format!("embedded {}", it.file().0), hash(&it.text)),
        Html::FileName(name, _) => (format!("name {name}"), 0),
        Html::NoSuchFile(name, _) => (format!("none {name}"), 0),
        Html::Missing => ("missing".to_owned(), 0),
        Html::Unknown(_) => ("unknown".to_owned(), 0),
    }
}

impl Essence {
    pub(super) fn of(files: &Files, reading: &Reading) -> Self {
        let mut essence = Self {
            connections: Vec::new(),
            pages: Vec::new(),
            rest: Vec::new(),
            strays: 0,
        };
        for tenant in &reading.tenants {
            essence
                .connections
                .extend(tenant.connections.iter().map(|it| {
                    let what = format!("{} {}", said(&it.name), said(&it.strategy));
                    (what, it.flag.known().copied())
                }));
            for it in &tenant.pages {
                let (what, hash) = page(files, &it.html);
                let owner = it.client.as_deref().unwrap_or_default();
                essence
                    .pages
                    .push((format!("{owner} {} {what}", said(&it.enabled)), hash));
            }
            for it in &tenant.templates {
                essence.pages.push(page(files, &it.html));
            }
            essence.rest.extend(tenant.clients.iter().map(|it| {
                let (name, first) = (said(&it.name), said(&it.first_party));
                format!("{name} {first} {}", said(&it.security_mode))
            }));
            essence
                .rest
                .extend(tenant.keywords.iter().map(|it| it.name.clone()));
            essence
                .rest
                .extend(tenant.problems.iter().map(|it| it.message.clone()));
            essence.rest.push(said(&tenant.experience));
            essence.strays += tenant.strays.len();
        }
        essence
    }
}
