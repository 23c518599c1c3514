//! `lockwright catalog`

use std::io::Write;

use clap::ValueEnum;

use super::args::{CatalogArguments, InspectFormat};
use super::console::Console;
use super::{Exit, Failure, Refusal};
use crate::report::catalog::{self, Topic};

/// Prints what is known of Lock.
pub(super) fn run(arguments: &CatalogArguments, console: &mut Console) -> Result<Exit, Failure> {
    let topics = match arguments.topic {
        Some(topic) => vec![topic],
        None => Topic::value_variants().to_vec(),
    };
    let name = arguments.name.as_deref();
    if arguments.output_format == InspectFormat::Json {
        console
            .out()
            .write_all(catalog::json(&topics, name).as_bytes())?;
        return Ok(Exit::Clean);
    }
    for (number, topic) in topics.iter().enumerate() {
        let text = catalog::text(*topic, name).ok_or_else(|| unknown(*topic, name))?;
        if topics.len() > 1 {
            let title = topic.to_possible_value();
            let title = title.as_ref().map_or("", |value| value.get_name());
            let gap = if number > 0 { "\n" } else { "" };
            writeln!(console.out(), "{gap}{title}")?;
        }
        console.out().write_all(text.as_bytes())?;
    }
    Ok(Exit::Clean)
}

fn unknown(topic: Topic, name: Option<&str>) -> Refusal {
    let value = topic.to_possible_value();
    let title = value.as_ref().map_or("", |value| value.get_name());
    let name = name.unwrap_or_default();
    Refusal::new(format!("there is no `{name}` among the {title}"))
        .help(format!("`lockwright catalog {title}` lists them"))
}
