//! Whether what was seen in a run is among what was proven.

use super::cover::{Difference, Place};
use super::testimony::{Event, Run, Seen, Testimony};
use crate::lock::{Cause, Construction, Constructor, Model, Unknown, Value};
use crate::span::Span;

/// What was seen, and cannot be if the model is true.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Contradiction {
    /// What was constructed.
    pub(crate) constructor: Constructor,
    /// Both values, with the place that the proof speaks of.
    pub(crate) unknown: Unknown,
}

impl Testimony {
    /// What was seen and cannot be if the model is true.
    ///
    /// Where the model knows itself that constructions may be hidden, one that was not proven is no contradiction, unless
    /// none that was proven was seen at all.
    pub(crate) fn contradictions(&self, model: &Model) -> Vec<Contradiction> {
        let constructors = [Constructor::Auth0Lock, Constructor::Auth0LockPasswordless];
        let contradictions = constructors.map(|constructor| self.contradiction(model, constructor));
        contradictions.into_iter().flatten().collect()
    }

    fn contradiction(&self, model: &Model, constructor: Constructor) -> Option<Contradiction> {
        let may_hide = !model.unfollowed.is_empty();
        let mut constructions = model.constructions.iter();
        if may_hide && !constructions.any(|it| it.constructor == constructor) {
            return None;
        }
        let mut found = None;
        for run in &self.runs {
            for arguments in run.constructions_of(constructor) {
                match run.contradiction(model, constructor, arguments) {
                    Some(contradiction) => found = found.or(Some(contradiction)),
                    None if may_hide => return None,
                    None => {}
                }
            }
        }
        found
    }

    /// Takes back what a run contradicts: what a constructor is given is not known then.
    pub(crate) fn correct(&self, model: &mut Model) {
        for Contradiction {
            constructor,
            unknown,
        } in self.contradictions(model)
        {
            let constructions = model.constructions.iter_mut();
            let mut is_there = false;
            for construction in constructions.filter(|it| it.constructor == constructor) {
                construction.arguments.options = Value::Unknown(unknown.clone());
                construction.sites.clear();
                is_there = true;
            }
            if !is_there || constructor == Constructor::Auth0LockPasswordless {
                model.unfollowed.push(unknown);
            }
        }
    }
}

impl Run {
    /// What a constructor was given, each time that counts as evidence.
    fn constructions_of(&self, of: Constructor) -> impl Iterator<Item = &[Seen]> {
        self.events.iter().filter_map(move |event| match event {
            Event::Constructed {
                constructor,
                arguments,
                doubtful: false,
            } if *constructor == of => Some(&arguments[..]),
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
        let (clause, span) = match closest {
            Some(Difference {
                what,
                proven,
                seen,
                span,
                ..
            }) => (
                format!("{what} of `{name}` was proven to be {proven}, but {run} gave {seen}"),
                span,
            ),
            None => (
                format!("no construction of `{name}` was found, but {run} constructs it"),
                model
                    .loads
                    .first()
                    .map_or(Span::default(), |load| load.span),
            ),
        };
        Some(Contradiction {
            constructor,
            unknown: Unknown {
                cause: Cause::Contradicted(clause.into()),
                span,
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
