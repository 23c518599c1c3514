//! What was seen, as an outline for a person.

use std::collections::HashSet;
use std::fmt::{self, Write};

use super::requests::{self, Predicted};
use super::{Inspected, describe};
use crate::input::LineIndex;
use crate::lock::{Construction, Load, Object, Site, SiteKind, Unknown, Value};
use crate::report::printable;

/// An outline of each page.
#[must_use]
pub fn text(pages: &[Inspected]) -> String {
    let mut outline = String::new();
    for (number, page) in pages.iter().enumerate() {
        if number > 0 {
            outline.push('\n');
        }
        let mut writer = Outline {
            out: &mut outline,
            page,
            lines: None,
        };
        // Writing to a string cannot fail.
        let _ = writer.page();
    }
    outline
}

/// Writes one page.
struct Outline<'a> {
    out: &'a mut String,
    page: &'a Inspected,
    /// Made when the first position is asked for.
    lines: Option<LineIndex>,
}

impl Outline<'_> {
    fn page(&mut self) -> fmt::Result {
        let model = &self.page.model;
        self.line(0, &self.page.source.name)?;
        if model.loads.is_empty() && model.constructions.is_empty() {
            self.line(1, "no Lock")?;
        }
        for load in &model.loads {
            let line = format!("{}  loads {}", self.at(load.span.start), load_name(load));
            self.line(1, &line)?;
        }
        for decode in &model.decodes {
            let line = format!("{}  decodes the config", self.at(decode.start));
            self.line(1, &line)?;
        }
        for construction in &model.constructions {
            self.construction(construction)?;
        }
        for script in &model.foreign_scripts {
            let line = format!(
                "{}  runs code of {}",
                self.at(script.span.start),
                script.host
            );
            self.line(1, &line)?;
        }
        for unknown in &model.unfollowed {
            let line = format!(
                "{}  not followed, because {}",
                self.at(unknown.span.start),
                unknown.cause
            );
            self.line(1, &line)?;
        }
        Ok(())
    }

    fn construction(&mut self, construction: &Construction) -> fmt::Result {
        let model = &self.page.model;
        let name = describe::constructor_name(construction.constructor);
        let load = match construction.load.and_then(|load| model.loads.get(load)) {
            Some(load) => format!(
                "of {} (loaded at {})",
                load_name(load),
                self.at(load.span.start)
            ),
            None => "of a Lock that this page does not load before".to_owned(),
        };
        let line = format!(
            "{}  constructs {name} {load}",
            self.at(construction.span.start)
        );
        self.line(1, &line)?;
        for (path, holds) in &construction.assumed {
            let line = format!(
                "only when {}{}",
                if *holds { "" } else { "!" },
                describe::config(path)
            );
            self.line(2, &line)?;
        }
        let arguments = &construction.arguments;
        self.value(2, "client id", &arguments.client_id)?;
        self.value(2, "domain", &arguments.domain)?;
        self.value(2, "options", &arguments.options)?;
        for write in &construction.late_writes {
            let line = format!(
                "{} is set only afterwards, at {}",
                write.key,
                self.at(write.span.start)
            );
            self.line(2, &line)?;
        }
        // Several alternatives may be written in one place.
        let mut told = HashSet::new();
        for site in &construction.sites {
            let line = self.site(site);
            if told.insert(line.clone()) {
                self.line(2, &line)?;
            }
        }
        for request in requests::predicted(self.page, construction) {
            self.line(2, &request_line(&request))?;
        }
        Ok(())
    }

    /// One line for a value; for an object, one more for each of its properties.
    fn value(&mut self, depth: usize, name: &str, value: &Value) -> fmt::Result {
        match value {
            Value::Object(object) if !object.properties.is_empty() || object.open.is_some() => {
                self.line(depth, &format!("{name}:"))?;
                self.object(depth + 1, object)
            }
            Value::Unknown(unknown) => {
                let line = format!("{name}: unknown, because {}", self.because(unknown));
                self.line(depth, &line)
            }
            value => self.line(depth, &format!("{name}: {}", describe::value(value))),
        }
    }

    fn object(&mut self, depth: usize, object: &Object) -> fmt::Result {
        for property in &object.properties {
            let maybe = if property.maybe_absent {
                " (or absent)"
            } else {
                ""
            };
            let name = format!(
                "{}  {}{maybe}",
                self.at(property.key_span.start),
                property.key
            );
            self.value(depth, &name, &property.value)?;
        }
        if let Some(unknown) = &object.open {
            let line = format!("perhaps more, because {}", self.because(unknown));
            self.line(depth, &line)?;
        }
        Ok(())
    }

    fn site(&mut self, site: &Site) -> String {
        let place = match site.kind {
            SiteKind::Literal(span) => format!("to the object at {}", self.at(span.start)),
            SiteKind::ThirdArgument(offset) => {
                format!("as a third argument at {}", self.at(offset))
            }
            SiteKind::Statement { statement, .. } => {
                format!("before the statement at {}", self.at(statement.start))
            }
        };
        let names: Vec<_> = site.names.iter().map(describe::config_name).collect();
        let config = match names.as_slice() {
            [] => "the config has no name there".to_owned(),
            names => format!("the config there is {}", names.join(", ")),
        };
        format!("options can be added {place}; {config}")
    }

    fn because(&mut self, unknown: &Unknown) -> String {
        format!("{} ({})", unknown.cause, self.at(unknown.span.start))
    }

    /// `line:column`
    fn at(&mut self, offset: usize) -> String {
        let linked = self.page.linked.as_ref();
        if let Some((path, text, offset)) = linked.and_then(|it| it.elsewhere(offset)) {
            let position = LineIndex::new(text).position(text, offset);
            return format!("{path}:{}:{}", position.line, position.column);
        }
        let text = &self.page.source.text;
        let lines = self.lines.get_or_insert_with(|| LineIndex::new(text));
        let position = lines.position(text, offset);
        format!("{}:{}", position.line, position.column)
    }

    fn line(&mut self, depth: usize, line: &str) -> fmt::Result {
        writeln!(
            self.out,
            "{:width$}{}",
            "",
            printable(line),
            width = depth * 2
        )
    }
}

fn load_name(load: &Load) -> String {
    let version = describe::version(&load.version);
    let version = version.unwrap_or_else(|| "of unknown version".to_owned());
    format!("{} {version}", describe::library_name(load.library))
}

/// "third-party logins request https://…: works"
fn request_line(request: &Predicted) -> String {
    let Predicted {
        client,
        url,
        outcome,
        why,
        required,
    } = request;
    let url = url.as_deref().unwrap_or("nothing");
    let why = why
        .as_ref()
        .map(|why| format!(", because {why}"))
        .unwrap_or_default();
    // Connections always are; of a dictionary it depends on the release.
    let required = match *required && *client == "all" {
        true => " (nobody can log in without it)",
        false => "",
    };
    format!("{client} logins request {url}: {outcome}{required}{why}")
}
