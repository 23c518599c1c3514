//! `lockwright inspect`: what the analyser sees of a page.

use std::io::Write;

use super::args::{InspectArguments, InspectFormat};
use super::console::Console;
use super::{Exit, Failure, pages};
use crate::check;
use crate::report::inspect::{self, Inspected};
use crate::stack;

/// Prints what is seen of each page.
pub(super) fn run(arguments: &InspectArguments, console: &mut Console) -> Result<Exit, Failure> {
    let inputs = pages::named(&arguments.pages)?;
    let outcomes = pages::each(&inputs, |input| {
        let source = input.read(arguments.reading.max_file_size)?;
        let model = check::inspect(&source);
        Ok(Inspected {
            source,
            model,
            target: arguments.target,
        })
    });
    let mut exit = Exit::Clean;
    let mut inspected = Vec::with_capacity(outcomes.len());
    for outcome in outcomes {
        match outcome {
            Ok(page) => inspected.push(page),
            Err(trouble) => {
                console.trouble(&trouble);
                exit = Exit::Failure;
            }
        }
    }
    // Values nest as deep as the page's code does.
    let text = stack::with_room(|| match arguments.output_format {
        InspectFormat::Text => inspect::text(&inspected),
        InspectFormat::Json => inspect::json(&inspected),
    });
    console.out().write_all(text.as_bytes())?;
    Ok(exit)
}
