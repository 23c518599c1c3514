//! `lockwright compile`: the page that is ready, beside the page that was given.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::args::{CompileArguments, RuleSettings};
use super::binding::{self, ConfigSource};
use super::console::{Console, Stream};
use super::pages::{self, Input, Trouble};
use super::progress::Progress;
use super::threads::Threads;
use super::{Exit, Failure, Refusal};
use crate::bind;
use crate::check::{self, Fixed, Settings};
use crate::edit::write;
use crate::finding::{Finding, Severity};
use crate::lock::catalog::Target;
use crate::report::{self, Checked, Fixing, Format, Options, Run, Summary};
use crate::system::fs;

/// A page and where it goes.
struct Unit {
    input: Input,
    /// Standard output when there is none.
    output: Option<PathBuf>,
    settings: Settings,
}

impl AsRef<Input> for Unit {
    fn as_ref(&self) -> &Input {
        &self.input
    }
}

/// Compiles the pages. Nothing is written, of none of them, unless all are ready.
///
/// What is left to say goes to standard error, because standard output may be where the page goes.
pub(super) fn run(arguments: &CompileArguments, console: &mut Console) -> Result<Exit, Failure> {
    let units = plan(arguments)?;
    let least = arguments.fixing.least();
    let max_bytes = arguments.reading.max_file_size;
    let bind = arguments
        .bind
        .as_deref()
        .map(ConfigSource::open)
        .transpose()?;
    if let Some(config) = &bind {
        // A config that is no JSON is told before any work.
        config.config(Target::default())?;
    }
    let mappings = arguments.keywords.mappings.as_deref();
    let mappings = mappings.map(binding::mappings).transpose()?;
    let threads = Threads::for_items(units.len());
    let (compiled, troubles) = pages::each(&units, &threads, &Progress::none(), |unit| {
        let mut source = unit.input.read(max_bytes)?;
        if let Some(mappings) = &mappings {
            source.text = mappings.apply(&source.text).text;
        }
        Ok((check::fix(&source, &unit.settings, least), source.name))
    });

    console.troubles(&troubles);
    let is_error = |finding: &Finding| finding.severity == Severity::Error;
    let is_ready = |(page, _): &(Fixed, String)| !page.remaining.iter().any(is_error);
    let all_are_ready = compiled.iter().all(is_ready);
    let mut summary = Summary {
        failed: troubles.len(),
        fixing: match troubles.is_empty() && all_are_ready {
            true => Fixing::Done,
            false => Fixing::Shown,
        },
        ..Summary::default()
    };
    for (page, _) in &compiled {
        summary.add(&page.remaining, page.applied.len(), least);
    }
    if summary.findings > 0 {
        let options = Options::new(console.style(Stream::Error), least);
        let mut report = report::new(Format::Full, options);
        console.write(Stream::Error, |out| {
            for (page, name) in &compiled {
                report.page(Checked::new(name, &page.text, &page.remaining), out)?;
            }
            report.end(Run::of(&summary), out)
        })?;
    }
    if !troubles.is_empty() {
        console.error(
            "nothing was written: not every page could be worked on",
            None,
        );
        return Ok(Exit::Failure);
    }
    if !all_are_ready {
        console.error("nothing was written: a page is not ready", None);
        return Ok(Exit::Findings);
    }
    let texts = match &bind {
        Some(config) => bound(&units, &compiled, config, console)?,
        None => compiled.into_iter().map(|(page, _)| page.text).collect(),
    };
    emit(&units, &texts, console)
}

/// The pages with their configs filled in.
fn bound(
    units: &[Unit],
    compiled: &[(Fixed, String)],
    config: &ConfigSource,
    console: &Console,
) -> Result<Vec<String>, Failure> {
    config.tell_mistakes(console);
    let mut texts = Vec::with_capacity(compiled.len());
    for (unit, (page, name)) in units.iter().zip(compiled) {
        let filled = bind::fill(&page.text, &config.config(unit.settings.target)?);
        if filled.count == 0 {
            let message = format!("{name}: there is no @@config@@ to fill in");
            console.warning(&message, None);
        }
        texts.push(filled.text);
    }
    Ok(texts)
}

/// Writes every page to where it goes.
fn emit(units: &[Unit], texts: &[String], console: &mut Console) -> Result<Exit, Failure> {
    let mut exit = Exit::Clean;
    for (unit, text) in units.iter().zip(texts) {
        let Some(path) = &unit.output else {
            console.out().write_all(text.as_bytes())?;
            continue;
        };
        if let Err(error) = write::put(path, text.as_bytes()) {
            console.trouble(&Trouble::Write(error));
            exit = Exit::Failure;
        }
    }
    Ok(exit)
}

/// Decides where each page goes, so that none lands on a page that was given or on another.
fn plan(arguments: &CompileArguments) -> Result<Vec<Unit>, Failure> {
    let inputs = pages::named(&arguments.pages)?;
    if inputs.len() > 1 && arguments.out_dir.is_none() {
        return Err(Refusal::new("several pages need --out-dir to be written to").into());
    }
    let configuration = arguments.config.open(&RuleSettings::default(), &[])?;
    let units = inputs
        .into_iter()
        .map(|input| {
            Ok(Unit {
                output: output(arguments, &input)?,
                settings: configuration.of_page(input.location())?.settings(),
                input,
            })
        })
        .collect::<Result<Vec<_>, Failure>>()?;
    keep_apart(&units)?;
    Ok(units)
}

/// Refuses to write a page over one that was given, or two to one place.
fn keep_apart(units: &[Unit]) -> Result<(), Refusal> {
    let given = pages::real_paths(units.iter().map(|unit| &unit.input));
    let mut taken: HashMap<&Path, &Input> = HashMap::new();
    for Unit { input, output, .. } in units {
        let Some(path) = output else { continue };
        let shown = path.display();
        if fs::canonicalize(path).is_ok_and(|path| given.contains(&path)) {
            return Err(Refusal::new(format!("{shown} would be overwritten"))
                .help("to change a page where it is, use `lockwright fix`"));
        }
        if let Some(other) = taken.insert(path, input) {
            return Err(Refusal::new(format!(
                "{other} and {input} would both be written to {shown}"
            )));
        }
    }
    Ok(())
}

/// Where one page goes.
fn output(arguments: &CompileArguments, input: &Input) -> Result<Option<PathBuf>, Refusal> {
    let Some(folder) = &arguments.out_dir else {
        return Ok(arguments
            .output
            .clone()
            .filter(|path| path.as_os_str() != "-"));
    };
    match input.path().map(Path::file_name) {
        Some(Some(name)) => Ok(Some(folder.join(name))),
        _ => Err(Refusal::new(format!(
            "{input} has no file name to be written under in --out-dir"
        ))),
    }
}
