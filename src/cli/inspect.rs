//! `lockwright inspect`: what the analyser sees of a page.

use std::io::Write;

use super::args::{InspectArguments, InspectFormat, RuleSettings};
use super::console::Console;
use super::pages::{self, Input};
use super::progress::Progress;
use super::threads::Threads;
use super::{Exit, Failure};
use crate::check;
use crate::lock::catalog::Target;
use crate::report::inspect::{self, Inspected};
use crate::stack;

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
    let (inspected, troubles) = pages::each(&units, &threads, &Progress::none(), |unit| {
        let source = unit.input.read(arguments.reading.max_file_size)?;
        let model = check::inspect(&source);
        Ok(Inspected {
            source,
            model,
            target: unit.target,
        })
    });
    console.troubles(&troubles);
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
