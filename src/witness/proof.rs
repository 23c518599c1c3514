//! Whether what was seen in a run is among what was proven.

use super::cover::{Difference, Place};
use super::testimony::{Event, Run, Seen, Testimony};
use crate::lock::{Construction, Constructor, Contradiction, Model, Value};
use crate::span::Span;

impl Testimony {
    /// What was seen and cannot be if the model is true, each with the place that the proof speaks of.
    ///
    /// Nothing is said where the model knows itself that constructions may be hidden.
    pub(crate) fn contradictions(&self, model: &Model) -> Vec<Contradiction> {
        let mut found: Vec<Contradiction> = Vec::new();
        if !model.unfollowed.is_empty() {
            return found;
        }
        for contradiction in self.runs.iter().flat_map(|run| run.contradictions(model)) {
            if !found.iter().any(|known| known.span == contradiction.span) {
                found.push(contradiction);
            }
        }
        found
    }
}

impl Run {
    fn contradictions(&self, model: &Model) -> impl Iterator<Item = Contradiction> {
        self.events.iter().filter_map(|event| match event {
            Event::Constructed {
                constructor,
                arguments,
                doubtful: false,
            } => self.contradiction(model, *constructor, arguments),
            _ => None,
        })
    }

    /// How what a constructor was given differs from all that was proven of it; of several constructions, from
    /// the closest.
    fn contradiction(
        &self,
        model: &Model,
        constructor: Constructor,
        arguments: &[Seen],
    ) -> Option<Contradiction> {
        let constructions = model.constructions.iter();
        let mut closest: Option<Difference> = None;
        for construction in constructions.filter(|it| it.constructor == constructor) {
            let difference = self.difference(construction, arguments)?;
            if closest
                .as_ref()
                .is_none_or(|known| known.rank < difference.rank)
            {
                closest = Some(difference);
            }
        }
        let name = constructor.name();
        let party = if self.world.is_third_party() {
            "third"
        } else {
            "first"
        };
        let run = format!("a run of the page for a {party}-party application");
        Some(match closest {
            Some(Difference {
                what,
                proven,
                seen,
                span,
                ..
            }) => Contradiction {
                message: format!(
                    "{what} of `{name}` was proven to be {proven}, but {run} gave {seen}"
                ),
                span,
            },
            None => Contradiction {
                message: format!("no construction of `{name}` was found, but {run} constructs it"),
                span: model
                    .loads
                    .first()
                    .map_or(Span::default(), |load| load.span),
            },
        })
    }

    /// How what was seen differs from what was proven of one construction; `None` when it does not.
    fn difference(&self, construction: &Construction, arguments: &[Seen]) -> Option<Difference> {
        let given = &construction.arguments;
        let values = [
            ("the client id", &given.client_id),
            ("the domain", &given.domain),
            ("the third argument", &given.options),
        ];
        let argument = |index| arguments.get(index).unwrap_or(&Seen::Undefined);
        if is_of_a_stand_in(&values.map(|(_, value)| value), argument) {
            return None;
        }
        if !self.world.holds(&construction.assumed) {
            return Some(Difference {
                rank: 0,
                what: "the path to the construction".to_owned(),
                proven: "another than this application's".to_owned(),
                seen: "a construction there".to_owned(),
                span: construction.span,
            });
        }
        values
            .into_iter()
            .enumerate()
            .find_map(|(index, (what, value))| {
                let place = Place {
                    world: &self.world,
                    what: what.to_owned(),
                    span: *given.spans.get(index).unwrap_or(&construction.span),
                    rank: index + 1,
                };
                place.difference(value, argument(index))
            })
    }
}

/// Whether Lock was given nothing where the proof has a field of the config. A page may make do with a stand-in
/// for the config, of which the proof does not speak.
fn is_of_a_stand_in<'s>(values: &[&Value; 3], argument: impl Fn(usize) -> &'s Seen) -> bool {
    let mut values = values.iter().enumerate();
    values.any(|(index, value)| {
        index < 2
            && matches!(value, Value::Config(path) if !path.is_empty())
            && *argument(index) == Seen::Undefined
    })
}
