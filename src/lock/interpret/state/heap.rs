//! The abstract heap: variables and objects, a journal of what changed them, and the joining of
//! paths.
//!
//! A path through the page is run on the one heap there is. Where paths part, a mark is set; at
//! the end of each path the changes since the mark are taken out as a [`Delta`] and undone; where
//! the paths meet again, the deltas are joined. So the cost of a branch is what the branch changed.

use crate::lock::interpret::budget::MOST_WORK;
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::ids::Id;
use crate::lock::interpret::domain::object::Object;
use crate::lock::interpret::domain::value::{Path, Value, join, select};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

#[derive(Clone, Debug)]
enum Slot<'a> {
    /// Not made yet on this path.
    Void,
    Variable(Value),
    Object(Rc<Object<'a>>),
}

/// The slots that a path changed, as they are at its end.
pub(crate) struct Delta<'a>(BTreeMap<Id, Slot<'a>>);

/// A moment to come back to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark(usize);

/// All variables and objects of the page.
#[derive(Default)]
pub(crate) struct Heap<'a> {
    slots: Vec<Slot<'a>>,
    journal: Vec<(Id, Slot<'a>)>,
    /// For each slot, where the journal last has it. May be out of date after an undo.
    journaled: Vec<usize>,
    /// No mark that can still be gone back to is later than this.
    newest_mark: usize,
    watches: Vec<Watch<'a>>,
    /// What reading, copying and joining have cost so far, about one for each property touched.
    work: Cell<usize>,
}

/// Keeps what held on paths that were taken back since a moment.
struct Watch<'a> {
    since: Mark,
    seen: BTreeMap<Id, Slot<'a>>,
}

impl<'a> Heap<'a> {
    fn add(&mut self, slot: Slot<'a>) -> Id {
        let id = Id(u32::try_from(self.slots.len()).unwrap_or(u32::MAX));
        self.slots.push(slot);
        self.journaled.push(self.journal.len());
        self.journal.push((id, Slot::Void));
        id
    }

    /// What has been done so far, see [`charge`](Self::charge).
    pub(crate) fn work(&self) -> usize {
        self.work.get()
    }

    /// Whether more has been done than a page may ask for. Then nothing that comes is followed, so that
    /// what is left of a join can be left out.
    fn is_spent(&self) -> bool {
        self.work.get() > MOST_WORK
    }

    /// Counts work that a single step of the page asks for: about one for each property or item.
    pub(crate) fn charge(&self, work: usize) {
        self.work.set(self.work.get().saturating_add(work));
    }

    pub(crate) fn new_variable(&mut self, value: Value) -> Id {
        self.add(Slot::Variable(value))
    }

    /// A variable that is there on every path, and holds `otherwise` on those that do not set it.
    pub(crate) fn new_lasting_variable(&mut self, otherwise: Value) -> Id {
        let id = self.add(Slot::Variable(otherwise));
        self.journal.pop();
        id
    }

    pub(crate) fn new_object(&mut self, object: Object<'a>) -> Id {
        self.charge(object.properties.len());
        self.add(Slot::Object(Rc::new(object)))
    }

    fn slot(&self, id: Id) -> &Slot<'a> {
        self.slots.get(id.0 as usize).unwrap_or(&Slot::Void)
    }

    fn replace(&mut self, id: Id, slot: Slot<'a>) {
        let is_kept = self.is_kept(id);
        let Some(place) = self.slots.get_mut(id.0 as usize) else {
            return;
        };
        let before = std::mem::replace(place, slot);
        if !is_kept {
            if let Some(at) = self.journaled.get_mut(id.0 as usize) {
                *at = self.journal.len();
            }
            self.journal.push((id, before));
        }
    }

    /// Whether the journal has all that anybody can go back to, so that what the slot holds now need
    /// not be kept. While there is a watch, every state is.
    fn is_kept(&self, id: Id) -> bool {
        let Some(&at) = self.journaled.get(id.0 as usize) else {
            return false;
        };
        self.watches.is_empty()
            && at >= self.newest_mark
            && self.journal.get(at).is_some_and(|(other, _)| *other == id)
    }

    pub(crate) fn variable(&self, id: Id) -> Value {
        match self.slot(id) {
            Slot::Variable(value) => value.clone(),
            _ => Value::Undefined,
        }
    }

    /// The variable's value, when it has been made on this path.
    pub(crate) fn try_variable(&self, id: Id) -> Option<Value> {
        match self.slot(id) {
            Slot::Variable(value) => Some(value.clone()),
            _ => None,
        }
    }

    pub(crate) fn set_variable(&mut self, id: Id, value: Value) {
        self.replace(id, Slot::Variable(value));
    }

    /// The object; an object that was made on another path is empty here.
    pub(crate) fn object(&self, id: Id) -> Rc<Object<'a>> {
        match self.slot(id) {
            Slot::Object(object) => {
                self.charge(1 + object.properties.len() / 16);
                object.clone()
            }
            _ => Rc::new(Object::new(Kind::Plain)),
        }
    }

    /// Gives an object that is being made its content. Nobody has seen it before that.
    pub(crate) fn fill(&mut self, id: Id, object: Object<'a>) {
        if let Some(place) = self.slots.get_mut(id.0 as usize) {
            *place = Slot::Object(Rc::new(object));
        }
    }

    /// Changes an object.
    pub(crate) fn update(&mut self, id: Id, change: impl FnOnce(&mut Object<'a>)) {
        let mut object = self.object(id);
        if self.is_kept(id)
            && let Some(place) = self.slots.get_mut(id.0 as usize)
        {
            // Nobody holds the object but this, so that it is changed where it is.
            *place = Slot::Void;
        }
        if Rc::strong_count(&object) > 1 {
            self.charge(object.properties.len());
        }
        change(Rc::make_mut(&mut object));
        self.replace(id, Slot::Object(object));
    }

    /// Changes an object by going through all of its properties.
    pub(crate) fn update_all(&mut self, id: Id, change: impl FnOnce(&mut Object<'a>)) {
        self.charge(self.object(id).properties.len());
        self.update(id, change);
    }

    pub(crate) fn mark(&mut self) -> Mark {
        self.newest_mark = self.journal.len();
        Mark(self.journal.len())
    }

    /// What changed since the mark, as it is now.
    pub(crate) fn delta(&self, mark: Mark) -> Delta<'a> {
        let changed = self.journal.get(mark.0..).unwrap_or_default();
        self.charge(changed.len());
        Delta(
            changed
                .iter()
                .map(|(id, _)| (*id, self.slot(*id).clone()))
                .collect(),
        )
    }

    /// Begins to keep every state there is, until [`anywhen`](Self::anywhen).
    pub(crate) fn watch(&mut self) {
        let since = self.mark();
        self.watches.push(Watch {
            since,
            seen: BTreeMap::new(),
        });
    }

    /// What may have held at any moment since the last [`watch`](Self::watch), which this ends:
    /// where an exception can come from.
    pub(crate) fn anywhen(&mut self) -> Delta<'a> {
        let Some(watch) = self.watches.pop() else {
            return Delta(BTreeMap::new());
        };
        let mut now = self.delta(watch.since);
        for (id, before) in self.journal.get(watch.since.0..).unwrap_or_default() {
            if let Some(slot) = now.0.get_mut(id)
                && !self.is_spent()
            {
                self.charge(cost(before, slot));
                *slot = joined(before, slot, &join);
            }
        }
        for (id, seen) in &watch.seen {
            let slot = now.0.entry(*id).or_insert_with(|| self.slot(*id).clone());
            *slot = joined(slot, seen, &join);
        }
        if let Some(outer) = self.watches.last_mut() {
            for (id, seen) in watch.seen {
                outer.keep(id, seen);
            }
        }
        now
    }

    /// Goes back to the mark.
    pub(crate) fn undo(&mut self, mark: Mark) {
        self.newest_mark = self.newest_mark.min(mark.0);
        while self.journal.len() > mark.0 {
            if let Some((id, before)) = self.journal.pop()
                && let Some(place) = self.slots.get_mut(id.0 as usize)
            {
                let undone = std::mem::replace(place, before);
                // The watches further out are told when this one ends.
                let at = self.journal.len();
                if let Some(watch) = self.watches.last_mut().filter(|w| w.since.0 <= at) {
                    watch.keep(id, undone);
                }
            }
        }
    }

    /// Makes the heap what it is when any of the paths may have been taken.
    pub(crate) fn join(&mut self, paths: Vec<Delta<'a>>) {
        self.join_by(paths, &join);
    }

    /// The same for two paths that a field of the config told apart.
    pub(crate) fn join_on(&mut self, path: &Path, negated: bool, yes: Delta<'a>, no: Delta<'a>) {
        self.join_by(vec![yes, no], &|a, b| select(path, negated, a, b));
    }

    fn join_by(&mut self, mut paths: Vec<Delta<'a>>, pick: &dyn Fn(&Value, &Value) -> Value) {
        let Some(first) = paths.pop() else { return };
        if paths.is_empty() {
            for (id, slot) in first.0 {
                self.replace(id, slot);
            }
            return;
        }
        paths.push(first);
        let mut changed: BTreeMap<Id, Vec<(usize, Slot<'a>)>> = BTreeMap::new();
        let count = paths.len();
        for (path, delta) in paths.into_iter().enumerate() {
            for (id, slot) in delta.0 {
                changed.entry(id).or_default().push((path, slot));
            }
        }
        for (id, mut sides) in changed {
            if sides.len() < count {
                // The paths that left it alone have what was there before.
                let gap = sides
                    .iter()
                    .zip(0..)
                    .take_while(|((path, _), at)| path == at);
                let gap = gap.count();
                sides.insert(gap, (gap, self.slot(id).clone()));
            }
            let mut sides = sides.into_iter().map(|(_, slot)| slot);
            let Some(mut result) = sides.next() else {
                continue;
            };
            for side in sides {
                if self.is_spent() {
                    break;
                }
                self.charge(cost(&result, &side));
                result = joined(&result, &side, pick);
            }
            self.replace(id, result);
        }
    }

    /// Variables whose value is no longer what it was at the mark become unknown; so do the
    /// properties that changed. Used where a loop does not settle.
    pub(crate) fn widen(&mut self, mark: Mark, unknown: &Value) {
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
                    // Another run may set further properties.
                    if object.properties.len() > old.properties.len() {
                        object.open = object.open.or_else(|| unknown.cause());
                        if object.kind.is_list() {
                            object.kind = Kind::Array { exact: false };
                        }
                    }
                    self.replace(id, Slot::Object(Rc::new(object)));
                }
                _ => {}
            }
        }
    }

    /// What was there at the mark and has been changed since.
    pub(crate) fn changed_since(&self, mark: Mark) -> BTreeSet<Id> {
        let journal = self.journal.get(mark.0..).unwrap_or_default();
        let mut made = BTreeSet::new();
        let mut changed = BTreeSet::new();
        for (id, before) in journal {
            if matches!(before, Slot::Void) {
                made.insert(*id);
            } else if !made.contains(id) {
                changed.insert(*id);
            }
        }
        changed
    }

    /// Makes variables and objects possibly unknown.
    pub(crate) fn havoc_slots(&mut self, ids: &BTreeSet<Id>, reason: &Value) {
        for id in ids {
            match self.slot(*id).clone() {
                Slot::Variable(value) => self.set_variable(*id, join(&value, reason)),
                Slot::Object(_) => self.update_all(*id, |object| object.set_any(reason.clone())),
                Slot::Void => {}
            }
        }
    }

    /// Whether nothing that was there at the mark has been changed since, but for one variable.
    pub(crate) fn changes_only(&self, variable: Id, mark: Mark) -> bool {
        let changed = self.journal.get(mark.0..).unwrap_or_default();
        let mut made = BTreeSet::new();
        changed.iter().all(|(id, before)| match before {
            Slot::Void => {
                made.insert(*id);
                true
            }
            _ => *id == variable || made.contains(id),
        })
    }

    /// Whether the values at the mark and now are the same, objects made since left aside.
    pub(crate) fn is_settled(&self, mark: Mark) -> bool {
        self.is_settled_but_for(None, mark)
    }

    /// The same where a variable does not count.
    pub(crate) fn is_settled_but_for(&self, variable: Option<Id>, mark: Mark) -> bool {
        let changed = self.journal.get(mark.0..).unwrap_or_default();
        let is_made = |slot: &Slot<'a>| matches!(slot, Slot::Void);
        let made: BTreeSet<Id> = changed
            .iter()
            .filter(|(_, before)| is_made(before))
            .map(|(id, _)| *id)
            .collect();
        let made = |id: Id| made.contains(&id);
        let mut seen = BTreeSet::new();
        changed
            .iter()
            .filter(|(id, _)| Some(*id) != variable && seen.insert(*id))
            .all(|(id, before)| match (before, self.slot(*id)) {
                (Slot::Variable(a), Slot::Variable(b)) => self.covers(a, b, &made, 0),
                (Slot::Object(a), Slot::Object(b)) => {
                    Rc::ptr_eq(a, b) || a.is_like(b, &|a, b| self.covers(a, b, &made, 0))
                }
                (Slot::Void, _) => true,
                _ => false,
            })
    }

    /// Whether a value stands for another one as well: objects that were made since are like some that were there.
    pub(crate) fn covers(
        &self,
        old: &Value,
        new: &Value,
        made: &dyn Fn(Id) -> bool,
        depth: usize,
    ) -> bool {
        let is_open = old
            .alternatives()
            .iter()
            .any(|v| matches!(v, Value::Unknown(_)));
        let is_there = |value: &Value| {
            old.alternatives().iter().any(|old| match (old, value) {
                (Value::Unknown(_), Value::Unknown(_)) => true,
                (Value::Object(a), Value::Object(b)) => {
                    a == b || (made(*b) && self.is_copy(*a, *b, made, depth))
                }
                (old, value) => old.is_same(value),
            })
        };
        // What is not known may be any object, one that is new included.
        let is_new = |value: &Value| is_open && matches!(value, Value::Object(id) if made(*id));
        new.alternatives()
            .iter()
            .all(|value| is_new(value) || is_there(value))
    }

    /// Whether an object that was made since is like one that was there.
    fn is_copy(&self, old: Id, new: Id, made: &dyn Fn(Id) -> bool, depth: usize) -> bool {
        if depth > DEPTH_OF_COPIES {
            return false;
        }
        match (self.slot(old), self.slot(new)) {
            (Slot::Object(a), Slot::Object(b)) => {
                self.is_kind_copied(&a.kind, &b.kind, made, depth)
                    && a.is_like(b, &|a, b| self.covers(a, b, made, depth + 1))
            }
            _ => false,
        }
    }
}

impl<'a> Heap<'a> {
    /// Whether what an object is beside its properties is like that of one that was there.
    fn is_kind_copied(
        &self,
        old: &Kind<'a>,
        new: &Kind<'a>,
        made: &dyn Fn(Id) -> bool,
        depth: usize,
    ) -> bool {
        let covers = |a: &Value, b: &Value| self.covers(a, b, made, depth + 1);
        match (old, new) {
            (Kind::Promise(a), Kind::Promise(b)) => covers(&self.variable(*a), &self.variable(*b)),
            (
                Kind::Bound {
                    target: a,
                    arguments: given,
                    ..
                },
                Kind::Bound {
                    target: b,
                    arguments: more,
                    ..
                },
            ) => {
                let mut pairs = given.iter().zip(more);
                covers(a, b) && given.len() == more.len() && pairs.all(|(a, b)| covers(a, b))
            }
            (Kind::Keyed { keys: a, .. }, Kind::Keyed { keys: b, .. }) => {
                self.is_copy(*a, *b, made, depth + 1)
            }
            _ => old.is_like(new),
        }
    }
}

/// Objects in objects are compared this deep.
const DEPTH_OF_COPIES: usize = 3;

impl<'a> Watch<'a> {
    fn keep(&mut self, id: Id, slot: Slot<'a>) {
        let kept = match self.seen.get(&id) {
            Some(seen) => joined(seen, &slot, &join),
            None => slot,
        };
        self.seen.insert(id, kept);
    }
}

/// About how many properties are touched when two states are joined.
fn cost(a: &Slot<'_>, b: &Slot<'_>) -> usize {
    match (a, b) {
        (Slot::Object(a), Slot::Object(b)) if !Rc::ptr_eq(a, b) => {
            2 * (a.properties.len() + b.properties.len()) + 1
        }
        _ => 1,
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
