//! What a run of `check` does with each page.

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use super::super::args::{CheckArguments, EndingArguments, Ignoring, Output};
use super::super::binding;
use super::super::console::{Console, Stream};
use super::super::pages::{self, Input, Trouble};
use super::super::progress::Progress;
use super::super::scripts::Loader;
use super::super::tenants::TenantInput;
use super::super::threads::Threads;
use super::super::{Failure, Refusal};
use crate::bind::Mappings;
use crate::check::{self, Judged, Settings, TenantFixed, Together};
use crate::config::Configuration;
use crate::edit::write::{self, Replacement, WriteError};
use crate::edit::{Applicability, diff};
use crate::finding::{Finding, Severity};
use crate::input::{FileId, Source};
use crate::report::{Format, Paths};
use crate::suppress::Suppressed;
use crate::system::{self, fs};
use crate::tenant::files::Files;

/// What is done with what can be fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// It is reported.
    Report,
    /// It is fixed.
    Fix,
    /// The change is shown.
    Diff,
}

/// What a run does with every page.
pub(super) struct Job {
    pub(super) mode: Mode,
    pub(super) least: Applicability,
    /// Set when findings are not fixed but ignored.
    pub(super) ignoring: Option<Ignoring>,
    pub(super) max_bytes: u64,
    pub(super) outputs: Vec<Output>,
    pub(super) paths: Paths,
    /// What replaces keywords before a page is looked at.
    mappings: Option<Mappings>,
}

/// A page, and what to check it for.
pub(super) struct Unit {
    pub(super) input: Input,
    pub(super) plan: Arc<Plan>,
}

/// What to check a page for.
pub(super) struct Plan {
    pub(super) settings: Settings,
    /// The least severity that makes the run fail.
    pub(super) fail_on: Option<Severity>,
}

impl AsRef<Input> for Unit {
    fn as_ref(&self) -> &Input {
        &self.input
    }
}

/// The files of tenants, and what to check each for.
pub(super) struct TenantUnit {
    pub(super) input: TenantInput,
    pub(super) settings: Vec<Settings>,
    pub(super) fail_on: Vec<Option<Severity>>,
}

/// What came of one page or file.
pub(super) struct Outcome {
    /// The page as it was; a file of which nothing is said, without its text.
    pub(super) source: Source,
    /// The page as it is or would be, when that is another.
    pub(super) changed: Option<Source>,
    /// The findings that are left; positions in the page as it is or would be.
    pub(super) left: Vec<Finding>,
    /// The findings that were, or would be, fixed.
    pub(super) fixed: Vec<Finding>,
    /// The findings that do not count, in the same page as those that are left.
    pub(super) suppressed: Vec<Suppressed>,
    /// The file that the page was, or is to be, written to.
    pub(super) written: Option<PathBuf>,
    /// Whether the page loads or constructs Lock, as far as can be seen.
    pub(super) found_lock: bool,
    /// Whether a page without Lock loads scripts, which were not read.
    pub(super) unread_scripts: bool,
    /// How many ignore comments were, or would be, written.
    pub(super) ignored: usize,
    /// The least severity that makes the run fail.
    pub(super) fail_on: Option<Severity>,
    /// The files that belong together with it, as they are or would be.
    pub(super) files: Option<Arc<Files>>,
}

impl Job {
    pub(super) fn new(
        arguments: &CheckArguments,
        configuration: &Configuration,
    ) -> Result<Self, Failure> {
        let default = configuration.output_format()?.unwrap_or_default();
        // Without a working directory paths stay as they were given.
        let current = system::current_folder().unwrap_or_default();
        let add_ignore = arguments.suppression.add_ignore.as_ref();
        let outputs = arguments.output.outputs(default)?;
        if arguments.ending.statistics && !outputs.iter().all(has_statistics) {
            let formats = "full, concise, json and json-lines";
            return Err(Refusal::new(format!("only the formats {formats} have statistics")).into());
        }
        Ok(Self {
            ignoring: add_ignore.cloned(),
            // A patch, unlike what it would do, harms nobody.
            mode: match (arguments.diff, arguments.fix || add_ignore.is_some()) {
                (true, _) => Mode::Diff,
                (false, true) => Mode::Fix,
                (false, false) => Mode::Report,
            },
            least: arguments.fixing.least(),
            max_bytes: arguments.reading.max_file_size,
            outputs,
            paths: Paths::new(current, &arguments.output.path_prefix),
            mappings: match &arguments.keywords.mappings {
                Some(path) => Some(binding::mappings(path)?),
                None => None,
            },
        })
    }

    /// Refuses to write a report over a page.
    pub(super) fn spare(
        &self,
        inputs: &[Input],
        tenants: Option<&TenantInput>,
    ) -> Result<(), Refusal> {
        let files = self
            .outputs
            .iter()
            .filter_map(|output| output.file.as_ref());
        let pages = LazyCell::new(|| {
            let mut pages = pages::real_paths(inputs);
            let configuration = tenants.into_iter().flat_map(TenantInput::paths);
            pages.extend(configuration.filter_map(|path| fs::canonicalize(path).ok()));
            pages
        });
        for file in files {
            if fs::canonicalize(file).is_ok_and(|file| pages.contains(&file)) {
                let file = file.display();
                return Err(Refusal::new(format!(
                    "--output-file {file} would overwrite a page"
                )));
            }
        }
        Ok(())
    }

    /// Takes the pages out that load scripts which are at hand: they are checked with these, together. A page
    /// that cannot be read stays, and is told when it is its turn.
    pub(super) fn take_linked(
        &self,
        units: &mut Vec<Unit>,
        loader: &Loader<'_>,
    ) -> Result<Vec<Source>, Failure> {
        if self.mappings.is_some() {
            return Ok(Vec::new());
        }
        let threads = Threads::for_items(units.len());
        let (mut concerned, _) = pages::each(units, &threads, &Progress::none(), |unit| {
            if unit.input.path().is_none() && !matches!(unit.input, Input::Given(_)) {
                return Ok(Ok(None));
            }
            let source = unit.input.read(self.max_bytes)?;
            let is_concerned = loader.concerns(unit.input.location(), &source.text);
            Ok(is_concerned.map(|it| it.then_some((unit.input.clone(), source))))
        });
        let mut linked = Vec::new();
        for found in concerned.drain(..) {
            linked.extend(found?);
        }
        units.retain(|unit| linked.iter().all(|(input, _)| *input != unit.input));
        Ok(linked.into_iter().map(|(_, source)| source).collect())
    }

    /// The progress of a run over these pages.
    pub(super) fn progress(&self, units: &[Unit], quiet: bool) -> Progress {
        match quiet {
            true => Progress::none(),
            false => Progress::over(units.len(), "pages"),
        }
    }

    /// Works on some pages. Gives what came of them, and what stood in the way.
    pub(super) fn work_through(
        &self,
        units: &[Unit],
        threads: &Threads,
        progress: &Progress,
    ) -> (Vec<Outcome>, Vec<Trouble>) {
        let (outcomes, mut troubles) =
            pages::each(units, threads, progress, |unit| self.work(unit));
        let replacements = outcomes.iter().filter_map(|outcome| {
            Some(Replacement {
                path: outcome.written.as_deref()?,
                before: outcome.source.text.as_bytes(),
                after: outcome.changed.as_ref()?.text.as_bytes(),
            })
        });
        let replacements: Vec<_> = replacements.collect();
        let mut written = write::replace_all(&replacements).into_iter();
        let done = outcomes.into_iter().filter_map(|outcome| {
            if outcome.written.is_some()
                && let Some(Err(error)) = written.next()
            {
                troubles.push(Trouble::Write(error));
                return None;
            }
            Some(outcome)
        });
        let done = done.collect();
        (done, troubles)
    }

    /// Reads and checks one page, and decides what is to be written.
    fn work(&self, unit: &Unit) -> Result<Outcome, Trouble> {
        let source = unit.input.read(self.max_bytes)?;
        let (text, mut outcome) = self.check(source, unit);
        let Some(text) = text.filter(|text| *text != outcome.source.text) else {
            // Nothing is said of most pages, and their texts are not needed any more.
            if outcome.says_nothing() && unit.input.path().is_some() {
                outcome.source.text = String::new();
            }
            return Ok(outcome);
        };
        let file = unit.input.path().filter(|_| self.mode == Mode::Fix);
        let name = outcome.source.name.clone();
        Ok(Outcome {
            changed: Some(Source { name, text }),
            written: file.map(PathBuf::from),
            ..outcome
        })
    }

    /// Checks a page, and gives the text that it is to have where it may be changed.
    fn check(&self, source: Source, unit: &Unit) -> (Option<String>, Outcome) {
        let settings = &unit.plan.settings;
        let mut fixed = Vec::new();
        let mut ignored = 0;
        let (text, judged) = match (self.mode, &self.ignoring) {
            (Mode::Report, _) => (None, self.judge(&source, settings)),
            (_, Some(Ignoring(reason))) => {
                let done = check::add_ignores(&source, settings, reason.as_ref());
                ignored = done.added.len();
                (Some(done.text), done.judged)
            }
            (_, None) => {
                let done = check::fix(&source, settings, self.least);
                fixed = done.applied;
                let judged = Judged {
                    findings: done.remaining,
                    suppressed: done.suppressed,
                    found_lock: done.found_lock,
                };
                (Some(done.text), judged)
            }
        };
        let unread_scripts = !judged.found_lock && check::loads_scripts(&source.text);
        let outcome = Outcome {
            source,
            changed: None,
            written: None,
            left: judged.findings,
            fixed,
            suppressed: judged.suppressed,
            ignored,
            fail_on: unit.plan.fail_on,
            unread_scripts,
            found_lock: judged.found_lock,
            files: None,
        };
        (text, outcome)
    }

    /// Judges a page as it is, or as it is deployed.
    fn judge(&self, source: &Source, settings: &Settings) -> Judged {
        let Some(mappings) = &self.mappings else {
            return check::judge(source, settings);
        };
        let replaced = mappings.apply(&source.text);
        let deployed = Source {
            name: source.name.clone(),
            text: replaced.text.clone(),
        };
        binding::to_written(check::judge(&deployed, settings), &replaced)
    }

    /// Checks the files of tenants, and changes them.
    pub(super) fn work_on_tenants(&self, unit: &TenantUnit) -> (Vec<Outcome>, Vec<Trouble>) {
        let together = Together {
            files: &unit.input.files,
            settings: &unit.settings,
            scripts: &unit.input.scripts,
        };
        let may_change = |file| unit.input.checks(file);
        let done = match (self.mode, &self.ignoring) {
            (Mode::Report, _) => TenantFixed {
                files: unit.input.files.clone(),
                judged: check::judge_tenant(together),
                applied: BTreeMap::new(),
            },
            (_, Some(Ignoring(reason))) => {
                check::add_tenant_ignores(together, reason.as_ref(), &may_change)
            }
            (_, None) => check::fix_tenant(together, self.least, &may_change),
        };
        let (mut outcomes, mut troubles) = (Vec::new(), Vec::new());
        for (file, mut outcome) in self.outcomes_of_tenants(unit, done) {
            match self.write_tenant_file(unit, file, &mut outcome) {
                Ok(()) => outcomes.push(outcome),
                Err(error) => troubles.push(Trouble::Write(error)),
            }
        }
        (outcomes, troubles)
    }

    /// Writes a file of a tenant, if it has changed.
    fn write_tenant_file(
        &self,
        unit: &TenantUnit,
        file: FileId,
        outcome: &mut Outcome,
    ) -> Result<(), WriteError> {
        let Some(changed) = &outcome.changed else {
            return Ok(());
        };
        if self.mode != Mode::Fix || unit.input.is_stdin {
            return Ok(());
        }
        let path = PathBuf::from(&changed.name);
        let before = unit.input.files.text(file);
        write::replace(&path, before.as_bytes(), changed.text.as_bytes())?;
        outcome.written = Some(path);
        Ok(())
    }

    /// What came of each file that was asked for.
    fn outcomes_of_tenants(
        &self,
        unit: &TenantUnit,
        mut done: TenantFixed,
    ) -> Vec<(FileId, Outcome)> {
        let after = Arc::new(done.files);
        let checked = unit.input.files.sources();
        let checked = checked.filter(|(file, _)| unit.input.checks(*file));
        let mut outcomes = Vec::new();
        for (file, source) in checked {
            let mut judged = done.judged.remove(&file).unwrap_or_default();
            let is_page = file.0 >= unit.input.of_tenants && !after.is_script(file);
            for finding in &mut judged.findings {
                leave_alone(finding, &unit.input);
            }
            let applied = done.applied.remove(&file).unwrap_or_default();
            let changed = after.source(file).filter(|it| it.text != source.text);
            let (fixed, ignored) = match &self.ignoring {
                Some(_) => (Vec::new(), applied.len()),
                None => (applied, 0),
            };
            let outcome = Outcome {
                source: source.clone(),
                changed: changed.cloned(),
                written: None,
                left: judged.findings,
                fixed,
                suppressed: judged.suppressed,
                ignored,
                fail_on: unit.fail_on.get(file.0).copied().flatten(),
                // What is said of Lock is said of pages.
                found_lock: !is_page || judged.found_lock,
                unread_scripts: is_page && !judged.found_lock && check::loads_scripts(&source.text),
                files: Some(Arc::clone(&after)),
            };
            outcomes.push((file, outcome));
        }
        outcomes
    }

    /// Where reports go that have no file: standard output, unless a page or patches go there.
    pub(super) fn stream(&self, is_stdin: bool) -> Stream {
        match self.mode {
            Mode::Report => Stream::Out,
            Mode::Fix if !is_stdin => Stream::Out,
            Mode::Fix | Mode::Diff => Stream::Error,
        }
    }

    /// Writes the page of standard input, or the patches, to standard output.
    pub(super) fn print_pages(
        &self,
        is_stdin: bool,
        outcomes: &[Outcome],
        console: &mut Console,
    ) -> io::Result<()> {
        match self.mode {
            Mode::Fix if is_stdin => {
                for outcome in outcomes {
                    console.out().write_all(outcome.now().text.as_bytes())?;
                }
            }
            Mode::Diff => {
                let color = console.style(Stream::Out).color;
                let changed = outcomes.iter().filter(|it| it.changed.is_some());
                for outcome in changed {
                    let name = self.paths.name(&outcome.source.name);
                    let patch = diff::unified(&name, &outcome.source.text, &outcome.now().text);
                    let patch = match color {
                        true => diff::colored(&patch),
                        false => patch,
                    };
                    console.out().write_all(patch.as_bytes())?;
                }
            }
            Mode::Fix | Mode::Report => return Ok(()),
        }
        // The page comes before its findings where both streams are shown together.
        console.flush()
    }
}

/// Whether counts have a place in a report: programs that read the other formats look for findings.
fn has_statistics(output: &Output) -> bool {
    matches!(
        output.format,
        Format::Full | Format::Concise | Format::Json | Format::JsonLines
    )
}

/// A fix that changes files that were not asked for is only shown.
fn leave_alone(finding: &mut Finding, input: &TenantInput) {
    if let Some(fix) = &mut finding.fix
        && fix.edits.iter().any(|edit| !input.checks(edit.file))
    {
        fix.applicability = Applicability::DisplayOnly;
    }
}

impl Outcome {
    /// Whether what is left, or a change that was not made, makes the run fail.
    pub(super) fn fails(&self, mode: Mode, ending: &EndingArguments) -> bool {
        if ending.exit_zero {
            return false;
        }
        if ending.exit_non_zero_on_fix && !self.fixed.is_empty() {
            return true;
        }
        self.fail_on.is_some_and(|least| {
            let changes = mode == Mode::Diff && self.changed.is_some();
            changes || self.left.iter().any(|finding| finding.severity >= least)
        })
    }

    /// Whether no finding refers to the page.
    fn says_nothing(&self) -> bool {
        self.left.is_empty() && self.fixed.is_empty() && self.suppressed.is_empty()
    }

    /// The text for reports, where it is another: without the secrets of a tenant.
    pub(super) fn redacted(&self) -> Option<String> {
        let files = self.files.as_ref()?;
        let mut sources = files.sources();
        let (file, _) = sources.find(|(_, source)| source.name == self.source.name)?;
        Some(files.redacted(file))
    }

    /// The page that the findings' positions refer to.
    pub(super) fn now(&self) -> &Source {
        self.changed.as_ref().unwrap_or(&self.source)
    }
}
