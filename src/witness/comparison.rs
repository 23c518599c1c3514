//! Whether two pages give Lock the same.

use super::testimony::{Event, Run, Seen, Testimony};
use crate::lock::Constructor;

impl Testimony {
    /// How another page, run in the same worlds, gives Lock something else than this one, options of `Auth0Lock`
    /// with these keys aside. The error completes "not fixed because".
    pub(crate) fn is_confirmed_by(&self, after: &Self, keys: &[&str]) -> Result<(), String> {
        let mut runs = self.runs.iter().zip(&after.runs);
        if runs.all(|(before, after)| is_same_run(before, after, keys)) {
            Ok(())
        } else {
            Err("in a run of the page that comes out, Lock is given something else".into())
        }
    }
}

/// A run that did not come to its end says nothing of what is missing from it.
fn is_same_run(before: &Run, after: &Run, keys: &[&str]) -> bool {
    let both_completed = before.completed && after.completed;
    let same_length = before.events.len() == after.events.len() && before.threw == after.threw;
    let mut events = before.events.iter().zip(&after.events);
    (same_length || !both_completed) && events.all(|(a, b)| is_same_event(a, b, keys))
}

fn is_same_event(before: &Event, after: &Event, keys: &[&str]) -> bool {
    match (before, after) {
        (
            Event::Constructed {
                constructor: Constructor::Auth0Lock,
                arguments: a,
                ..
            },
            Event::Constructed {
                constructor: Constructor::Auth0Lock,
                arguments: b,
                ..
            },
        ) => {
            let count = a.len().max(b.len());
            (0..count).all(|index| {
                let (a, b) = (Event::argument(a, index), Event::argument(b, index));
                if index == 2 {
                    are_same_options(a, b, keys)
                } else {
                    a == b
                }
            })
        }
        _ => before == after,
    }
}

/// No options are as good as empty ones when something was added to them.
fn are_same_options(before: &Seen, after: &Seen, keys: &[&str]) -> bool {
    match (before, after) {
        (Seen::Object(a), Seen::Object(b)) => kept(a, keys).eq(kept(b, keys)),
        (Seen::Undefined, Seen::Object(b)) if !keys.is_empty() => kept(b, keys).next().is_none(),
        _ => before == after,
    }
}

fn kept<'s>(
    properties: &'s [(String, Seen)],
    keys: &'s [&str],
) -> impl Iterator<Item = &'s (String, Seen)> {
    let kept = |(key, _): &&(String, Seen)| !keys.contains(&key.as_str());
    properties.iter().filter(kept)
}
