//! The abstract heap: variables and objects, a journal of what changed them, and the joining of
//! paths.
//!
//! A path through the page is run on the one heap there is. Where paths part, a mark is set; at
//! the end of each path the changes since the mark are taken out as a [`Delta`] and undone; where
//! the paths meet again, the deltas are joined. So the cost of a branch is what the branch changed.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::lock::{ConfigName, Unknown};
use crate::span::Span;

use super::closure::Kind;
use super::value::{Path, Value, join, select};

/// A variable or an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Id(u32);

#[derive(Clone, Debug)]
enum Slot<'a> {
    /// Not made yet on this path.
    Void,
    Variable(Value),
    Object(Rc<Object<'a>>),
}

/// An object of the page.
#[derive(Clone, Debug)]
pub(super) struct Object<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) properties: Vec<Property>,
    /// Why there may be properties beyond these.
    pub(super) open: Option<Rc<Unknown>>,
    pub(super) prototype: Option<Id>,
    /// The literals whose properties are this object's, the first one first.
    pub(super) origins: Vec<Rc<Origin>>,
    /// The tests of the config that held where the object was made: wherever it is met, they hold.
    pub(super) assumed: Vec<(Path, bool)>,
}

/// A property of an object.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Property {
    pub(super) key: Rc<str>,
    pub(super) value: Value,
    pub(super) maybe_absent: bool,
    /// Whether `value` is a getter (or `undefined`, where there is only a setter).
    pub(super) is_accessor: bool,
    pub(super) key_span: Span,
    pub(super) value_span: Span,
}

impl Property {
    /// A property that is there for sure and holds a value.
    pub(super) fn new(key: &str, value: Value, key_span: Span, value_span: Span) -> Self {
        Self {
            key: Rc::from(key),
            value,
            maybe_absent: false,
            is_accessor: false,
            key_span,
            value_span,
        }
    }
}

/// An object literal of the page, and how the config could be named in it when it ran.
#[derive(Debug, PartialEq)]
pub(super) struct Origin {
    pub(super) literal: Span,
    pub(super) names: Vec<ConfigName>,
}

impl<'a> Object<'a> {
    pub(super) fn new(kind: Kind<'a>) -> Self {
        Self {
            kind,
            properties: Vec::new(),
            open: None,
            prototype: None,
            origins: Vec::new(),
            assumed: Vec::new(),
        }
    }

    pub(super) fn property(&self, key: &str) -> Option<&Property> {
        self.properties.iter().find(|p| &*p.key == key)
    }

    /// Sets a property. It keeps its place when it is there already, as in JavaScript.
    pub(super) fn set(&mut self, property: Property) {
        match self.properties.iter_mut().find(|p| p.key == property.key) {
            Some(place) => *place = property,
            None => self.properties.push(property),
        }
    }

    /// Sets a property that may as well stay as it is.
    pub(super) fn set_maybe(&mut self, property: Property) {
        match self.properties.iter_mut().find(|p| p.key == property.key) {
            Some(place) => {
                place.value = join(&place.value, &property.value);
                place.maybe_absent = place.maybe_absent && property.maybe_absent;
            }
            None => self.properties.push(Property {
                maybe_absent: true,
                ..property
            }),
        }
    }

    /// Takes over the properties of `other`, as a spread or `Object.assign` does.
    pub(super) fn assign(&mut self, other: &Object<'a>) {
        if let Some(reason) = &other.open {
            self.open.get_or_insert_with(|| reason.clone());
            // What is not known of the other object may overwrite anything.
            for property in &mut self.properties {
                property.value = join(&property.value, &Value::Unknown(reason.clone()));
            }
        }
        for property in &other.properties {
            if property.maybe_absent {
                self.set_maybe(property.clone());
            } else {
                self.set(property.clone());
            }
        }
        for origin in &other.origins {
            self.origins.retain(|o| o.literal != origin.literal);
            self.origins.push(origin.clone());
        }
    }

    fn joined(&self, other: &Self, pick: &dyn Fn(&Value, &Value) -> Value) -> Self {
        let mut result = self.clone();
        result.open = self.open.clone().or_else(|| other.open.clone());
        for property in &mut result.properties {
            let absent = Property {
                value: Value::Undefined,
                maybe_absent: true,
                ..property.clone()
            };
            let theirs = other.property(&property.key).unwrap_or(&absent);
            *property = joined_property(property, theirs, pick);
        }
        for theirs in &other.properties {
            if self.property(&theirs.key).is_none() {
                let absent = Property {
                    value: Value::Undefined,
                    maybe_absent: true,
                    ..theirs.clone()
                };
                result
                    .properties
                    .push(joined_property(&absent, theirs, pick));
            }
        }
        for origin in &other.origins {
            if !result.origins.iter().any(|o| o.literal == origin.literal) {
                result.origins.push(origin.clone());
            }
        }
        result
    }
}

fn joined_property(a: &Property, b: &Property, pick: &dyn Fn(&Value, &Value) -> Value) -> Property {
    let value = pick(&a.value, &b.value);
    let decided = matches!(value, Value::Test { .. });
    let absence = (a.maybe_absent, b.maybe_absent);
    // An absent side was made up by the caller; its `undefined` is in the value unless a test of
    // the config decides between the two.
    let value = match absence {
        _ if decided => value,
        (true, false) if a.value == Value::Undefined => b.value.clone(),
        (false, true) if b.value == Value::Undefined => a.value.clone(),
        _ => value,
    };
    let shown = if a.maybe_absent && a.value == Value::Undefined {
        b
    } else {
        a
    };
    Property {
        value,
        maybe_absent: !decided && (absence.0 || absence.1),
        ..shown.clone()
    }
}

/// The slots that a path changed, as they are at its end.
pub(super) struct Delta<'a>(BTreeMap<Id, Slot<'a>>);

/// A moment to come back to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark(usize);

/// All variables and objects of the page.
#[derive(Default)]
pub(super) struct Heap<'a> {
    slots: Vec<Slot<'a>>,
    journal: Vec<(Id, Slot<'a>)>,
}

impl<'a> Heap<'a> {
    fn add(&mut self, slot: Slot<'a>) -> Id {
        let id = Id(u32::try_from(self.slots.len()).unwrap_or(u32::MAX));
        self.slots.push(slot);
        self.journal.push((id, Slot::Void));
        id
    }

    pub(super) fn new_variable(&mut self, value: Value) -> Id {
        self.add(Slot::Variable(value))
    }

    pub(super) fn new_object(&mut self, object: Object<'a>) -> Id {
        self.add(Slot::Object(Rc::new(object)))
    }

    fn slot(&self, id: Id) -> &Slot<'a> {
        self.slots.get(id.0 as usize).unwrap_or(&Slot::Void)
    }

    fn replace(&mut self, id: Id, slot: Slot<'a>) {
        if let Some(place) = self.slots.get_mut(id.0 as usize) {
            self.journal.push((id, std::mem::replace(place, slot)));
        }
    }

    pub(super) fn variable(&self, id: Id) -> Value {
        match self.slot(id) {
            Slot::Variable(value) => value.clone(),
            _ => Value::Undefined,
        }
    }

    /// The variable's value, when it has been made on this path.
    pub(super) fn try_variable(&self, id: Id) -> Option<Value> {
        match self.slot(id) {
            Slot::Variable(value) => Some(value.clone()),
            _ => None,
        }
    }

    pub(super) fn set_variable(&mut self, id: Id, value: Value) {
        self.replace(id, Slot::Variable(value));
    }

    /// The object; an object that was made on another path is empty here.
    pub(super) fn object(&self, id: Id) -> Rc<Object<'a>> {
        match self.slot(id) {
            Slot::Object(object) => object.clone(),
            _ => Rc::new(Object::new(Kind::Plain)),
        }
    }

    /// Changes an object.
    pub(super) fn update(&mut self, id: Id, change: impl FnOnce(&mut Object<'a>)) {
        let mut object = self.object(id);
        change(Rc::make_mut(&mut object));
        self.replace(id, Slot::Object(object));
    }

    pub(super) fn mark(&self) -> Mark {
        Mark(self.journal.len())
    }

    /// What changed since the mark, as it is now.
    pub(super) fn delta(&self, mark: Mark) -> Delta<'a> {
        let changed = self.journal.get(mark.0..).unwrap_or_default();
        Delta(
            changed
                .iter()
                .map(|(id, _)| (*id, self.slot(*id).clone()))
                .collect(),
        )
    }

    /// What may hold at any moment since the mark: where an exception can come from.
    pub(super) fn anywhen(&self, mark: Mark) -> Delta<'a> {
        let mut now = self.delta(mark);
        for (id, before) in self.journal.get(mark.0..).unwrap_or_default() {
            if let Some(slot) = now.0.get_mut(id) {
                *slot = joined(before, slot, &join);
            }
        }
        now
    }

    /// Goes back to the mark.
    pub(super) fn undo(&mut self, mark: Mark) {
        while self.journal.len() > mark.0 {
            if let Some((id, before)) = self.journal.pop()
                && let Some(place) = self.slots.get_mut(id.0 as usize)
            {
                *place = before;
            }
        }
    }

    /// Makes the heap what it is when any of the paths may have been taken.
    pub(super) fn meet(&mut self, paths: Vec<Delta<'a>>) {
        self.meet_by(paths, &join);
    }

    /// The same for two paths that a field of the config told apart.
    pub(super) fn meet_on(&mut self, path: &Path, negated: bool, yes: Delta<'a>, no: Delta<'a>) {
        self.meet_by(vec![yes, no], &|a, b| select(path, negated, a, b));
    }

    fn meet_by(&mut self, mut paths: Vec<Delta<'a>>, pick: &dyn Fn(&Value, &Value) -> Value) {
        let Some(first) = paths.pop() else { return };
        if paths.is_empty() {
            for (id, slot) in first.0 {
                self.replace(id, slot);
            }
            return;
        }
        paths.push(first);
        let mut ids: Vec<Id> = paths.iter().flat_map(|p| p.0.keys().copied()).collect();
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            let base = self.slot(id).clone();
            let mut sides = paths.iter().map(|p| p.0.get(&id).unwrap_or(&base));
            let Some(mut result) = sides.next().cloned() else {
                continue;
            };
            for side in sides {
                result = joined(&result, side, pick);
            }
            self.replace(id, result);
        }
    }

    /// Variables whose value is no longer what it was at the mark become unknown; so do the
    /// properties that changed. Used where a loop does not settle.
    pub(super) fn widen(&mut self, mark: Mark, unknown: &Value) {
        let changed: Vec<Id> = self.delta(mark).0.into_keys().collect();
        for id in changed {
            let before = self
                .journal
                .get(mark.0..)
                .and_then(|j| j.iter().find(|(i, _)| *i == id));
            match (before.map(|(_, slot)| slot.clone()), self.slot(id).clone()) {
                (Some(Slot::Variable(old)), Slot::Variable(new)) if old != new => {
                    self.set_variable(id, join(&new, unknown));
                }
                (Some(Slot::Object(old)), Slot::Object(new)) => {
                    let mut object = (*new).clone();
                    for property in &mut object.properties {
                        if old.property(&property.key) != Some(property) {
                            property.value = join(&property.value, unknown);
                        }
                    }
                    self.replace(id, Slot::Object(Rc::new(object)));
                }
                _ => {}
            }
        }
    }

    /// Whether the values at the mark and now are the same, objects made since left aside.
    pub(super) fn is_settled(&self, mark: Mark) -> bool {
        let changed = self.journal.get(mark.0..).unwrap_or_default();
        let mut seen = std::collections::BTreeSet::new();
        changed
            .iter()
            .filter(|(id, _)| seen.insert(*id))
            .all(|(id, before)| match (before, self.slot(*id)) {
                (Slot::Variable(a), Slot::Variable(b)) => a == b,
                (Slot::Object(a), Slot::Object(b)) => a.properties == b.properties,
                (Slot::Void, _) => true,
                _ => false,
            })
    }
}

fn joined<'a>(a: &Slot<'a>, b: &Slot<'a>, pick: &dyn Fn(&Value, &Value) -> Value) -> Slot<'a> {
    match (a, b) {
        (Slot::Void, other) | (other, Slot::Void) => other.clone(),
        (Slot::Variable(a), Slot::Variable(b)) => Slot::Variable(pick(a, b)),
        (Slot::Object(a), Slot::Object(b)) if Rc::ptr_eq(a, b) => Slot::Object(a.clone()),
        (Slot::Object(a), Slot::Object(b)) => Slot::Object(Rc::new(a.joined(b, pick))),
        (other, _) => other.clone(),
    }
}
