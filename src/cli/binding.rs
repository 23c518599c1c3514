//! What takes the place of placeholders: `--bind` and `--mappings`.

use std::path::{Path, PathBuf};

use super::Refusal;
use super::console::Console;
use crate::bind::{Config, ConfigMistake, Kind, Mappings, Replaced, sample};
use crate::check::Judged;
use crate::input::LineIndex;
use crate::lock::catalog::Target;
use crate::span::Span;
use crate::suppress::{Suppressed, Suppressor};
use crate::system::fs;

/// Files of more bytes than this are no configs and no mappings.
const MAX_BYTES: u64 = 10_000_000;

/// Where a config comes from.
#[derive(Debug)]
pub(super) enum ConfigSource {
    /// The sample of that kind.
    Sample(Kind),
    /// A file.
    File(TextFile),
}

/// A file that has been read.
#[derive(Debug)]
pub(super) struct TextFile {
    path: PathBuf,
    text: String,
}

impl TextFile {
    fn read(path: &Path, what: &str) -> Result<Self, Refusal> {
        let shown = path.display();
        let cannot = |why: String| Refusal::new(format!("cannot read {what} {shown}: {why}"));
        let metadata = fs::metadata(path).map_err(|error| cannot(error.to_string()))?;
        if metadata.len() > MAX_BYTES {
            return Err(cannot(format!("it has more than {MAX_BYTES} bytes")));
        }
        let bytes = fs::read(path).map_err(|error| cannot(error.to_string()))?;
        let text = String::from_utf8(bytes)
            .map_err(|_| cannot("it is not UTF-8".to_owned()).help("save it as UTF-8"))?;
        Ok(Self {
            path: path.to_owned(),
            text: text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned(),
        })
    }

    /// `config.json:3:5`
    fn place(&self, span: Span) -> String {
        let position = LineIndex::new(&self.text).position(&self.text, span.start);
        let (line, column) = (position.line, position.column);
        format!("{}:{line}:{column}", self.path.display())
    }
}

impl ConfigSource {
    /// What `--bind` names: a sample, or else a file.
    pub(super) fn open(name: &Path) -> Result<Self, Refusal> {
        let mut kinds = Kind::ALL.into_iter();
        if let Some(kind) = kinds.find(|kind| name.as_os_str() == kind.name()) {
            return Ok(Self::Sample(kind));
        }
        let file = TextFile::read(name, "the config").map_err(|refusal| match refusal.help {
            Some(_) => refusal,
            None => {
                refusal.help("name a JSON file, or one of the samples first-party and third-party")
            }
        })?;
        Ok(Self::File(file))
    }

    /// The config for a target, whatever is odd about it left aside.
    pub(super) fn config(&self, target: Target) -> Result<Config, Refusal> {
        match self {
            Self::Sample(kind) => Ok(sample(*kind, target)),
            Self::File(file) => match Config::read(&file.text, target) {
                Ok(read) => Ok(read.config),
                Err(error) => {
                    let place = file.place(error.span);
                    let refusal = Refusal::new(format!("{place}: {error}"));
                    Err(refusal
                        .help("a config is one JSON object; docs/config.md lists its fields"))
                }
            },
        }
    }

    /// Says what is odd about the config.
    pub(super) fn tell_mistakes(&self, console: &Console) {
        let Self::File(file) = self else { return };
        // The target decides about missing fields only.
        let Ok(read) = Config::read(&file.text, Target::default()) else {
            return;
        };
        for mistake in &read.mistakes {
            let ConfigMistake { span, .. } = mistake;
            let message = format!("{}: {mistake}", file.place(*span));
            console.warning(&message, mistake.help().as_deref());
        }
    }
}

/// Reads the file that `--mappings` names.
pub(super) fn mappings(path: &Path) -> Result<Mappings, Refusal> {
    let file = TextFile::read(path, "the mappings")?;
    Mappings::parse(&file.text).map_err(|error| {
        let place = file.place(error.span());
        Refusal::new(format!("{place}: {error}")).help(error.help())
    })
}

/// What was found on a page as it is deployed, with places in the page as it is written.
pub(super) fn to_written(judged: Judged, replaced: &Replaced) -> Judged {
    let suppressed = |suppressed: Suppressed| Suppressed {
        finding: replaced.to_written(suppressed.finding),
        by: match suppressed.by {
            Suppressor::Comment(span) => Suppressor::Comment(replaced.origin(span)),
            by => by,
        },
        reason: suppressed.reason,
    };
    let findings = judged.findings.into_iter();
    Judged {
        findings: findings
            .map(|finding| replaced.to_written(finding))
            .collect(),
        suppressed: judged.suppressed.into_iter().map(suppressed).collect(),
        found_lock: judged.found_lock,
    }
}
