//! Whether two pages give Lock the same.

use super::testimony::{Event, Run, Seen, Testimony};
use crate::rules::{Effect, OptionPath};

impl Testimony {
    /// How another page, run in the same worlds, gives Lock something else than this one, what the effect
    /// names aside. The error completes "not fixed because".
    pub(crate) fn is_confirmed_by(&self, after: &Self, effect: &Effect) -> Result<(), String> {
        let mut runs = self.runs.iter().zip(&after.runs);
        if runs.all(|(before, after)| is_same_run(before, after, effect)) {
            Ok(())
        } else {
            Err("in a run of the page that comes out, Lock is given something else".into())
        }
    }
}

/// A run that did not come to its end says nothing of what is missing from it.
fn is_same_run(before: &Run, after: &Run, effect: &Effect) -> bool {
    let both_completed = before.completed && after.completed;
    let same_length = before.events.len() == after.events.len() && before.threw == after.threw;
    let mut events = before.events.iter().zip(&after.events);
    // A method that goes by another name may throw, or no longer.
    let is_comparable = same_length || !both_completed || effect.calls;
    is_comparable && events.all(|(a, b)| is_same_event(a, b, effect))
}

fn is_same_event(before: &Event, after: &Event, effect: &Effect) -> bool {
    match (before, after) {
        (
            Event::Constructed {
                constructor: constructor_before,
                arguments: a,
                ..
            },
            Event::Constructed {
                constructor: constructor_after,
                arguments: b,
                ..
            },
        ) if constructor_before == constructor_after => {
            let except = effect.options_of(*constructor_before);
            let except: Vec<Path<'_>> = except.iter().map(OptionPath::as_slice).collect();
            let count = a.len().max(b.len());
            (0..count).all(|index| {
                let (a, b) = (Event::argument(a, index), Event::argument(b, index));
                match index {
                    2 => is_same(a, b, &except),
                    index => a == b || effect.arguments.contains(&index),
                }
            })
        }
        (Event::Called { .. }, Event::Called { .. }) if effect.calls => true,
        _ => before == after,
    }
}

/// A path below some object.
type Path<'p> = &'p [String];

/// Whether two values are the same, but for the properties at the excepted paths. No object is as good as an
/// empty one when something was added to it.
fn is_same(before: &Seen, after: &Seen, except: &[Path<'_>]) -> bool {
    match (before, after) {
        (Seen::Object(a), Seen::Object(b)) => are_same_properties(a, b, except),
        (Seen::Undefined, Seen::Object(properties))
        | (Seen::Object(properties), Seen::Undefined)
            if !except.is_empty() =>
        {
            are_same_properties(&[], properties, except)
        }
        _ => before == after,
    }
}

fn are_same_properties(a: &[(String, Seen)], b: &[(String, Seen)], except: &[Path<'_>]) -> bool {
    let is_touched = |key: &str| {
        except
            .iter()
            .any(|path| path.first().is_some_and(|k| k == key))
    };
    let kept = |properties: &[(String, Seen)]| -> Vec<(String, Seen)> {
        let kept = properties.iter().filter(|(key, _)| !is_touched(key));
        kept.cloned().collect()
    };
    let find = |properties: &[(String, Seen)], key: &str| {
        let found = properties.iter().find(|(other, _)| other == key);
        found.map_or(Seen::Undefined, |(_, value)| value.clone())
    };
    kept(a) == kept(b)
        && except.iter().filter_map(|path| path.first()).all(|key| {
            let below: Vec<Path<'_>> = except
                .iter()
                .filter_map(|path| path.split_first())
                .filter(|(first, _)| *first == key)
                .map(|(_, rest)| rest)
                .collect();
            below.iter().any(|rest| rest.is_empty())
                || is_same(&find(a, key), &find(b, key), &below)
        })
}
