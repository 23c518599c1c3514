//! The page that is previewed: reading it again when it changes, compiling and binding it.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use super::switches::Version;
use super::{Options, PreviewError};
use crate::bind::{Mappings, Replaced};
use crate::check::{self, Fixed, Settings};
use crate::edit::Applicability;
use crate::finding::Finding;
use crate::input::{InputError, Source};
use crate::lock::catalog::{self, Target};
use crate::lock::{Library, LoadedVersion, Model, version};

/// A page and what goes with it.
pub(super) struct Workpiece {
    page: PathBuf,
    max_bytes: u64,
    settings: Settings,
    least: Applicability,
    mappings: Option<PathBuf>,
    lock: Option<PathBuf>,
    /// What was read last, so that a change is seen without reading.
    seen: Mutex<Seen>,
}

/// The state of the files when they were last looked at.
#[derive(Default)]
struct Seen {
    stamps: Vec<Option<(SystemTime, u64)>>,
    moment: u64,
}

/// A page in one of its versions, analysed.
pub(super) struct Prepared {
    /// The page as a browser would get it, but for its config.
    pub(super) text: String,
    /// What there is to say of it, with places in the text that `places` names.
    pub(super) findings: Vec<Finding>,
    /// The text that the findings' places refer to: the page as it is written where it can be.
    pub(super) places: String,
    /// What `compile` did.
    pub(super) applied: Vec<Finding>,
    /// What Lock is given, with the releases that run here.
    pub(super) model: Model,
    /// The releases that the page itself loads.
    pub(super) releases: Vec<String>,
}

/// Why the page cannot be shown at the moment.
#[derive(Debug)]
pub(super) enum Unreadable {
    Page(InputError),
    Mappings(String),
}

impl Unreadable {
    /// What went wrong, in a sentence.
    pub(super) fn message(&self) -> String {
        match self {
            Self::Page(error) => error.to_string(),
            Self::Mappings(error) => error.clone(),
        }
    }
}

impl Workpiece {
    /// Reads everything once, so that what is wrong is told before a browser opens.
    pub(super) fn open(options: Options) -> Result<Self, PreviewError> {
        Source::read(&options.page, options.max_bytes).map_err(PreviewError::Page)?;
        if let Some(path) = &options.mappings {
            let text = fs::read_to_string(path)
                .map_err(|error| PreviewError::MappingsFile(path.clone(), error))?;
            Mappings::parse(&text).map_err(|error| PreviewError::Mappings(path.clone(), error))?;
        }
        if let Some(path) = &options.lock {
            fs::read(path).map_err(|error| PreviewError::Lock(path.clone(), error))?;
        }
        Ok(Self {
            page: options.page,
            max_bytes: options.max_bytes,
            settings: options.settings,
            least: options.least,
            mappings: options.mappings,
            lock: options.lock,
            seen: Mutex::default(),
        })
    }

    /// The file.
    pub(super) fn path(&self) -> &Path {
        &self.page
    }

    /// The target that the preview begins with.
    pub(super) fn target(&self) -> Target {
        self.settings.target
    }

    /// The name of the bundle that stands for Lock.
    pub(super) fn lock_name(&self) -> Option<String> {
        let name = self.lock.as_ref()?.file_name()?;
        Some(name.to_string_lossy().into_owned())
    }

    /// The bundle that stands for Lock, as it is now.
    pub(super) fn lock_bytes(&self) -> Option<Vec<u8>> {
        fs::read(self.lock.as_ref()?).ok()
    }

    /// A number that changes when the page, the mappings or the bundle do.
    pub(super) fn moment(&self) -> u64 {
        let files = [Some(&self.page), self.mappings.as_ref(), self.lock.as_ref()];
        let stamps: Vec<_> = files
            .into_iter()
            .flatten()
            .map(|path| stamp(path))
            .collect();
        let mut seen = self.seen();
        if seen.stamps != stamps {
            seen.stamps = stamps;
            seen.moment = self.digest();
        }
        seen.moment
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        // A panic elsewhere leaves the stamps as they were, which are looked at anew.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A number made of what is in the files: saving without a change is no change.
    fn digest(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for path in [Some(&self.page), self.mappings.as_ref(), self.lock.as_ref()] {
            path.and_then(|path| fs::read(path).ok()).hash(&mut hasher);
        }
        // The workbench reads it as a number, which JavaScript keeps exact up to here.
        hasher.finish() >> 12
    }

    /// Reads, compiles and analyses the page.
    pub(super) fn prepare(&self, version: Version, target: Target) -> Result<Prepared, Unreadable> {
        let written = Source::read(&self.page, self.max_bytes).map_err(Unreadable::Page)?;
        let replaced = self
            .mappings()?
            .map(|mappings| mappings.apply(&written.text));
        let text = match &replaced {
            Some(replaced) => replaced.text.clone(),
            None => written.text.clone(),
        };
        let deployed = Source {
            name: written.name.clone(),
            text,
        };
        let settings = Settings {
            target,
            ..self.settings.clone()
        };
        let mut prepared = match version {
            Version::AsIs => as_is(written, deployed, replaced.as_ref(), &settings),
            Version::Compiled => compiled(deployed, &settings, self.least),
        };
        prepared.releases = releases(&prepared.model);
        self.load_bundle(&mut prepared.model);
        Ok(prepared)
    }

    /// The bundle runs in the place of every Lock that the page loads, as the release that it is.
    fn load_bundle(&self, model: &mut Model) {
        let Some(bytes) = self.lock_bytes() else {
            return;
        };
        let found = version::of_bundle(&String::from_utf8_lossy(&bytes));
        let release = found.map_or(LoadedVersion::Unknown, |(release, _)| release);
        for load in &mut model.loads {
            if load.library == Library::Lock {
                load.version = release.clone();
            }
        }
    }

    fn mappings(&self) -> Result<Option<Mappings>, Unreadable> {
        let Some(path) = &self.mappings else {
            return Ok(None);
        };
        let shown = path.display();
        let text = fs::read_to_string(path)
            .map_err(|error| Unreadable::Mappings(format!("cannot read {shown}: {error}")))?;
        let mappings = Mappings::parse(&text)
            .map_err(|error| Unreadable::Mappings(format!("{shown}: {error}")))?;
        Ok(Some(mappings))
    }
}

/// The page as it is, with findings that have their places in the file.
fn as_is(
    written: Source,
    deployed: Source,
    replaced: Option<&Replaced>,
    settings: &Settings,
) -> Prepared {
    let findings = check::check(&deployed, settings);
    let findings = match replaced {
        Some(replaced) => findings
            .into_iter()
            .map(|it| replaced.to_written(it))
            .collect(),
        None => findings,
    };
    Prepared {
        model: check::inspect(&deployed),
        findings,
        places: written.text,
        applied: Vec::new(),
        releases: Vec::new(),
        text: deployed.text,
    }
}

/// The page after `compile`.
fn compiled(deployed: Source, settings: &Settings, least: Applicability) -> Prepared {
    let Fixed {
        text,
        applied,
        remaining,
        ..
    } = check::fix(&deployed, settings, least);
    let name = deployed.name;
    let source = Source { name, text };
    Prepared {
        model: check::inspect(&source),
        findings: remaining,
        places: source.text.clone(),
        applied,
        releases: Vec::new(),
        text: source.text,
    }
}

/// The releases of Lock that are loaded, as far as they are known.
pub(super) fn releases(model: &Model) -> Vec<String> {
    let served = model
        .loads
        .iter()
        .filter_map(|load| catalog::served(&load.version));
    let mut releases: Vec<String> = served.map(|release| release.to_string()).collect();
    releases.dedup();
    releases
}

fn stamp(path: &Path) -> Option<(SystemTime, u64)> {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}
