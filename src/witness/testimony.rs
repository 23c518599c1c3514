//! What was seen in runs of a page.

use serde_json::Value;

use super::program::{self, NEXT, REPORT, STUB, Scripts};
use super::realm::{Engine, Evaluation};
use super::transaction::World;
use crate::lock::{Constructor, Model};
use crate::page::Page;

/// Events and timers that are let happen once the scripts have run.
const MOST_STEPS: usize = 100;

/// What was seen in runs of a page, one in each world.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Testimony {
    pub(super) runs: Vec<Run>,
}

/// A run of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    /// Where it was.
    pub(super) world: World,
    /// What happened, in order.
    pub(super) events: Vec<Event>,
    /// Which of the scripts threw, or did not parse.
    pub(super) threw: Vec<bool>,
    /// Whether it came to its end.
    pub(super) completed: bool,
}

/// Something that happened in a run.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Event {
    /// Lock was constructed.
    Constructed {
        constructor: Constructor,
        arguments: Vec<Seen>,
        /// Whether the page had asked for something that the stub answers otherwise than a browser.
        doubtful: bool,
    },
    /// A method of Lock was called.
    Called { name: String, arguments: Vec<Seen> },
    /// A callback threw.
    Threw,
}

/// A value that was seen at one moment.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Seen {
    /// The run does not know either: the stub made it, or it was not looked at.
    Unknown,
    Undefined,
    Null,
    Bool(bool),
    Number(f64),
    /// Not a number, or not finite.
    NotFinite,
    String(String),
    Function,
    Array(Vec<Seen>),
    /// The properties in the order of `for … in`.
    Object(Vec<(String, Seen)>),
    /// A symbol, for example.
    Other,
}

impl Testimony {
    /// Runs a page. `None` when the engine cannot be had.
    pub(crate) fn of(page: &Page, text: &str, model: &Model, engine: Engine) -> Option<Self> {
        let scripts = Scripts::of(page, text, model);
        let runs = World::all().map(|world| Run::of(&scripts, world, engine));
        let runs: Option<Vec<_>> = runs.into_iter().collect();
        runs.map(|runs| Self { runs })
    }
}

impl Run {
    fn of(scripts: &Scripts, world: World, engine: Engine) -> Option<Self> {
        let mut realm = engine(STUB)?;
        let ready = realm.evaluate(&program::start(&world));
        debug_assert!(matches!(ready, Evaluation::Completed(_)), "the stub runs");
        let mut threw = Vec::new();
        let mut completed = matches!(ready, Evaluation::Completed(_));
        for code in scripts.served(&world) {
            let evaluation = realm.evaluate(&code);
            completed &= evaluation != Evaluation::Stopped;
            if !completed {
                break;
            }
            threw.push(evaluation == Evaluation::Threw);
        }
        for _ in 0..MOST_STEPS {
            if !completed {
                break;
            }
            match realm.evaluate(NEXT) {
                Evaluation::Completed(Some(more)) if more == "true" => {}
                Evaluation::Completed(_) => break,
                Evaluation::Threw | Evaluation::Stopped => completed = false,
            }
        }
        let events = match realm.evaluate(REPORT) {
            Evaluation::Completed(Some(report)) => read(&report),
            _ => None,
        };
        Some(Self {
            completed: completed && events.is_some(),
            events: events.unwrap_or_default(),
            world,
            threw,
        })
    }
}

/// Reads what a run reports. A page can tamper with it, and then it need not be readable.
fn read(report: &str) -> Option<Vec<Event>> {
    let report: Value = serde_json::from_str(report).ok()?;
    report.as_array()?.iter().map(event).collect()
}

fn event(event: &Value) -> Option<Event> {
    if event.as_str() == Some("threw") {
        return Some(Event::Threw);
    }
    let arguments = event.get("args")?.as_array()?.iter().map(seen).collect();
    if let Some(name) = event.get("call") {
        let name = name.as_str()?.to_owned();
        return Some(Event::Called { name, arguments });
    }
    Some(Event::Constructed {
        constructor: match event.get("construct")?.as_str()? {
            "Auth0Lock" => Constructor::Auth0Lock,
            "Auth0LockPasswordless" => Constructor::Auth0LockPasswordless,
            _ => return None,
        },
        arguments,
        doubtful: event.get("doubtful")?.as_bool()?,
    })
}

/// Reads a value as the stub writes it.
fn seen(value: &Value) -> Seen {
    match value {
        Value::Null => Seen::Null,
        Value::Bool(value) => Seen::Bool(*value),
        Value::Number(number) => number.as_f64().map_or(Seen::NotFinite, Seen::Number),
        Value::String(text) => Seen::String(text.clone()),
        Value::Array(_) => Seen::Unknown,
        Value::Object(fields) => {
            if let Some(Value::Array(items)) = fields.get("a") {
                return Seen::Array(items.iter().map(seen).collect());
            }
            if let Some(Value::Array(entries)) = fields.get("o") {
                return Seen::Object(entries.iter().filter_map(entry).collect());
            }
            match fields.get("$").and_then(Value::as_str) {
                Some("undefined") => Seen::Undefined,
                Some("number") => Seen::NotFinite,
                Some("function") => Seen::Function,
                Some("other") => Seen::Other,
                _ => Seen::Unknown,
            }
        }
    }
}

fn entry(entry: &Value) -> Option<(String, Seen)> {
    let key = entry.get(0)?.as_str()?.to_owned();
    Some((key, seen(entry.get(1)?)))
}

impl Event {
    /// What was given to a constructor: the client's id, the domain, the options and the rest.
    pub(super) fn argument(arguments: &[Seen], index: usize) -> &Seen {
        arguments.get(index).unwrap_or(&Seen::Undefined)
    }
}

impl Seen {
    /// Whether it counts as true; `None` when that is not known.
    pub(super) fn is_truthy(&self) -> Option<bool> {
        match self {
            Self::Unknown | Self::NotFinite => None,
            Self::Undefined | Self::Null => Some(false),
            Self::Bool(value) => Some(*value),
            Self::Number(number) => Some(*number != 0.0),
            Self::String(text) => Some(!text.is_empty()),
            Self::Function | Self::Array(_) | Self::Object(_) | Self::Other => Some(true),
        }
    }
}
