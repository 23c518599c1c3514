//! `lockwright inspect`: what the analyser sees of a page.

use std::io::Write;
use std::path::Path;

use super::args::{InspectArguments, InspectFormat, RuleSettings};
use super::console::Console;
use super::pages::{self, Input};
use super::progress::Progress;
use super::scripts::Loader;
use super::threads::Threads;
use super::{Exit, Failure};
use crate::check;
use crate::input::{FileId, Source};
use crate::lock::catalog::Target;
use crate::report::inspect::{self, Inspected};
use crate::stack;
use crate::tenant::files::Files;

/// A page and where it is to be served.
struct Unit {
    input: Input,
    target: Target,
}

impl AsRef<Input> for Unit {
    fn as_ref(&self) -> &Input {
        &self.input
    }
}

/// What is seen of a page and the scripts that it loads.
fn inspect(source: Source, target: Target, loader: &Loader<'_>) -> Result<Inspected, Failure> {
    if !loader.concerns(Path::new(&source.name), &source.text)? {
        let model = check::inspect(&source);
        return Ok(Inspected {
            source,
            linked: None,
            model,
            target,
        });
    }
    let linked = loader.link(&Files::new(vec![source.clone()]))?;
    let (model, map) = check::inspect_linked(FileId(0), &linked.files, &linked.scripts);
    Ok(Inspected {
        source,
        linked: Some(inspect::Linked {
            map,
            files: linked.files,
        }),
        model,
        target,
    })
}

/// Prints what is seen of each page.
pub(super) fn run(arguments: &InspectArguments, console: &mut Console) -> Result<Exit, Failure> {
    let inputs = pages::named(&arguments.pages)?;
    let configuration = arguments.config.open(&RuleSettings::default(), &[])?;
    let mut units = Vec::with_capacity(inputs.len());
    for input in inputs {
        let target = configuration.of_page(input.location())?.target.value;
        units.push(Unit { input, target });
    }
    let threads = Threads::for_items(units.len());
    let loader = Loader::new(&configuration, &arguments.scripts.script);
    loader.check_named()?;
    let (inspected, troubles) = pages::each(&units, &threads, &Progress::none(), |unit| {
        let source = unit.input.read(arguments.reading.max_file_size)?;
        Ok(inspect(source, unit.target, &loader))
    });
    console.troubles(&troubles);
    let inspected = inspected.into_iter().collect::<Result<Vec<_>, _>>()?;
    // Values nest as deep as the page's code does.
    let text = stack::with_room(|| match arguments.output_format {
        InspectFormat::Text => inspect::text(&inspected),
        InspectFormat::Json => inspect::json(&inspected),
    });
    console.out().write_all(text.as_bytes())?;
    Ok(match troubles.as_slice() {
        [] => Exit::Clean,
        _ => Exit::Failure,
    })
}
