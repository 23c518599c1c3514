//! `--baseline` and `--write-baseline`.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use super::Refusal;
use super::args::SuppressionArguments;
use super::console::Console;
use crate::baseline::{self, Baseline, BaselineError, Entry, page_path};
use crate::finding::Finding;
use crate::system::{self, fs};

/// The entries that are listed one by one when they no longer match.
const MOST_LISTED: usize = 20;

/// A baseline and the pages it is compared with.
pub(super) struct Comparison {
    file: PathBuf,
    /// The file's folder, as an absolute path.
    folder: PathBuf,
    baseline: Baseline,
    /// Set when the baseline is written anew.
    written: Option<Baseline>,
    checked: BTreeSet<String>,
}

impl Comparison {
    /// Reads the baseline that the arguments name, if they name one.
    pub(super) fn open(arguments: &SuppressionArguments) -> Result<Option<Self>, Refusal> {
        let Some(file) = &arguments.baseline else {
            return Ok(None);
        };
        let failed = |error: BaselineError| {
            let file = file.display();
            let refusal = Refusal::new(format!("cannot use the baseline {file}: {error}"));
            match error {
                BaselineError::Io(why) if why.kind() == io::ErrorKind::NotFound => {
                    refusal.help("--write-baseline makes it")
                }
                _ => refusal,
            }
        };
        let baseline = match baseline::read(file) {
            Err(BaselineError::Io(error))
                if arguments.write_baseline && error.kind() == io::ErrorKind::NotFound =>
            {
                Baseline::default()
            }
            other => other.map_err(failed)?,
        };
        let absolute = system::absolute(file).map_err(|e| failed(BaselineError::Io(e)))?;
        Ok(Some(Self {
            folder: absolute.parent().unwrap_or(&absolute).to_owned(),
            file: file.clone(),
            baseline,
            written: arguments.write_baseline.then(Baseline::default),
            checked: BTreeSet::new(),
        }))
    }

    /// Tells the findings of a page that are new from those that the baseline lists.
    pub(super) fn split(
        &mut self,
        page: &Path,
        text: &str,
        findings: Vec<Finding>,
    ) -> (Vec<Finding>, Vec<Finding>) {
        let page = system::absolute(page).unwrap_or_else(|_| page.to_owned());
        let name = page_path(&self.folder, &page);
        self.checked.insert(name.clone());
        if let Some(written) = &mut self.written {
            written.add(&name, text, &findings);
            return (Vec::new(), findings);
        }
        self.baseline.take(&name, text, findings)
    }

    /// Writes the baseline when that was asked for, or tells of entries that no longer match.
    pub(super) fn end(mut self, quiet: bool, console: &Console) -> Result<(), Refusal> {
        // Nothing is known of a page that was not checked, unless it is no longer there.
        let is_gone = |page: &str| fs::metadata(self.folder.join(page)).is_err();
        let Some(mut written) = self.written.take() else {
            let checked = &self.checked;
            self.baseline
                .retain_pages(|page| checked.contains(page) || is_gone(page));
            if !quiet {
                self.tell_stale(console);
            }
            return Ok(());
        };
        let count = written.count();
        let checked = &self.checked;
        self.baseline
            .retain_pages(|page| !checked.contains(page) && !is_gone(page));
        written.extend(self.baseline);
        let file = self.file.display();
        baseline::write(&self.file, &written).map_err(Refusal::new)?;
        if !quiet {
            console.note(&format!("findings in {file}: {count}"), &[]);
        }
        Ok(())
    }

    fn tell_stale(&self, console: &Console) {
        let count = self.baseline.count();
        if count == 0 {
            return;
        }
        let file = self.file.display();
        let line = |(entry, count): (&Entry, usize)| match count {
            1 => format!("{}: {}", entry.path, entry.rule),
            _ => format!("{}: {} ({count} times)", entry.path, entry.rule),
        };
        let mut lines: Vec<String> = self.baseline.entries().map(line).collect();
        if lines.len() > MOST_LISTED {
            let more = lines.len() - MOST_LISTED;
            lines.truncate(MOST_LISTED);
            lines.push(format!("and {more} more"));
        }
        let (entries, them) = match count {
            1 => ("entry", "it"),
            _ => ("entries", "them"),
        };
        let message = format!(
            "{count} {entries} of {file} matched no finding; remove {them} with --write-baseline"
        );
        console.note(&message, &lines);
    }
}
